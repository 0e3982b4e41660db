package rules

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/cognitocheck/cognitocheck/schemas"
)

//go:embed *.yaml packs/*.yaml
var embedded embed.FS

// Load reads and checks the rules of Cognito's that come with this package, in the order in which the service looks at
// them. It takes some 100 ms.
func Load() (*Environment, []*Rule, error) {
	env, err := NewEnvironment(schemas.Load())
	if err != nil {
		return nil, nil, err
	}
	files, err := readFiles(".")
	if err != nil {
		return nil, nil, err
	}
	all, err := env.CheckAll(files)
	return env, all, err
}

// File is a file of declarations.
type File struct {
	Name string
	Data []byte
}

// CheckAll reads and checks the declarations of files, and sorts the rules. The error is one *Error, or several joined.
func (e *Environment) CheckAll(files []File) ([]*Rule, error) {
	var all []*Rule
	var failed []error
	for _, f := range files {
		declared, err := Parse(f.Name, f.Data)
		failed = append(failed, err)
		for _, d := range declared {
			r, err := e.Check(d)
			failed = append(failed, err)
			all = append(all, r)
		}
	}
	if err := errors.Join(failed...); err != nil {
		return nil, err
	}
	return all, SortRules(all)
}

// PackNames are the names of the packs that come along: files of rules to start one's own from.
func PackNames() []string {
	files, err := readFiles("packs")
	if err != nil {
		panic(err) // compiled in
	}
	var names []string
	for _, f := range files {
		names = append(names, strings.TrimSuffix(path.Base(f.Name), ".yaml"))
	}
	return names
}

// Pack is the file of a pack that comes along.
func Pack(name string) (File, error) {
	data, err := embedded.ReadFile("packs/" + name + ".yaml")
	if err != nil {
		return File{}, fmt.Errorf("there is no pack %q; there is %s", name, strings.Join(PackNames(), ", "))
	}
	return File{name + ".yaml", data}, nil
}

// readFiles reads the embedded files of a folder, by name.
func readFiles(dir string) ([]File, error) {
	names, err := fs.Glob(embedded, path.Join(dir, "*.yaml"))
	if err != nil {
		return nil, err
	}
	slices.Sort(names)
	var files []File
	for _, name := range names {
		data, err := embedded.ReadFile(name)
		if err != nil {
			return nil, err
		}
		files = append(files, File{name, data})
	}
	return files, nil
}
