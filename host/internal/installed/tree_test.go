package installed

import (
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/mod/module"
	"golang.org/x/mod/zip"
)

const modulePath = "github.com/cognitocheck/cognitocheck"

// treeFile is a file of the repository, named by its path from the top with slashes.
type treeFile struct {
	root, name string
}

func (f treeFile) Path() string                 { return f.name }
func (f treeFile) Lstat() (fs.FileInfo, error)  { return os.Lstat(filepath.Join(f.root, f.name)) }
func (f treeFile) Open() (io.ReadCloser, error) { return os.Open(filepath.Join(f.root, f.name)) }

// findRoot is the folder of the main module's go.mod.
func findRoot(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		text, err := os.ReadFile(filepath.Join(dir, "go.mod"))
		if err == nil && strings.HasPrefix(string(text), "module "+modulePath+"\n") {
			return dir
		}
		if filepath.Dir(dir) == dir {
			t.Fatal("no go.mod of " + modulePath + " above the test")
		}
		dir = filepath.Dir(dir)
	}
}

// listTree lists what a commit of the tree as it is would hold: all files but those in folders that .gitignore names,
// and of these, where git is there, only what git would take. The walk has its use with git too: go test knows from it
// that a cached result is out of date.
func listTree(t *testing.T, root string) []string {
	t.Helper()
	ignored := map[string]bool{".git": true, ".build": true, "node_modules": true, "dist": true, "coverage": true}
	var names []string
	err := fs.WalkDir(os.DirFS(root), ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case ignored[entry.Name()]:
			if entry.IsDir() {
				return fs.SkipDir
			}
		case !entry.IsDir():
			names = append(names, name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	git := exec.Command("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
	git.Dir = root
	if out, err := git.Output(); err == nil && len(out) > 0 {
		taken := map[string]bool{}
		for name := range strings.SplitSeq(string(out), "\x00") {
			taken[name] = true
		}
		names = slices.DeleteFunc(names, func(name string) bool { return !taken[name] })
	}
	return names
}

// writeZip makes the module's zip as a module proxy makes it, nested modules left out.
func writeZip(t *testing.T, root, version, file string) {
	t.Helper()
	var files []zip.File
	for _, name := range listTree(t, root) {
		files = append(files, treeFile{root, name})
	}
	checked, err := zip.CheckFiles(files)
	if err != nil {
		t.Fatalf("the tree cannot be zipped as a module: %v", err)
	}
	for _, name := range []string{"go.mod", "host/precheck/doc.go", "wasm/cognitocheck.wasm"} {
		if !slices.Contains(checked.Valid, name) {
			t.Fatalf("%s is not in the module", name)
		}
	}
	out, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	if err := zip.Create(out, module.Version{Path: modulePath, Version: version}, files); err != nil {
		t.Fatal(err)
	}
}

// TestNames holds that every file of the repository, those outside of the module as well, has a name that every system
// and module proxy takes: "nul", "aux.go", "a:b" or two names that differ in case only would end go get for everybody.
func TestNames(t *testing.T) {
	root := findRoot(t)
	seen := map[string]string{}
	for _, name := range listTree(t, root) {
		if err := module.CheckFilePath(name); err != nil {
			t.Error(err)
		}
		// A folder that differs in case from another is two folders on one system and one on another.
		for prefix := name; prefix != "."; prefix = path.Dir(prefix) {
			folded := strings.ToLower(prefix)
			if other, ok := seen[folded]; ok && other != prefix {
				t.Errorf("%s and %s differ in case only", other, prefix)
			}
			seen[folded] = prefix
		}
	}
}
