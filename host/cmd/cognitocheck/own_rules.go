package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cognitocheck/cognitocheck/schemas/rules"
	"github.com/cognitocheck/cognitocheck/validator"
	"github.com/spf13/cobra"
)

// ownRules are rules of the user's own, from files.
type ownRules struct {
	pack []byte // compiled; nil for none
	// declared are the rules as their files have them, none where the file is a compiled pack.
	declared []*rules.Rule
	// compiled is the name of the file that is a compiled pack.
	compiled string
}

// rulesFlag is --rules.
type rulesFlag []string

func (f *rulesFlag) add(cmd *cobra.Command) {
	cmd.Flags().StringArrayVar((*[]string)(f), "rules", nil, "rules of your own too: a `FILE` in YAML, one that "+
		"'cognitocheck rules compile' made, or the name of a pack that comes along ("+
		strings.Join(rules.PackNames(), ", ")+"); may be repeated")
	_ = cmd.RegisterFlagCompletionFunc("rules", func(*cobra.Command, []string, string) (
		[]string, cobra.ShellCompDirective,
	) {
		return rules.PackNames(), cobra.ShellCompDirectiveDefault
	})
}

// read reads the files that the flag names, and compiles those that need it.
func (f rulesFlag) read() (ownRules, error) {
	var files []rules.File
	compiled := ""
	for _, name := range f {
		if !isDeclaration(name) {
			compiled = name
			continue
		}
		file, err := readDeclarations(name)
		if err != nil {
			return ownRules{}, err
		}
		files = append(files, file)
	}
	switch {
	case compiled != "" && len(f) > 1:
		return ownRules{}, fmt.Errorf("--rules %s is compiled, and such a file is taken alone; compile all into one, "+
			"as in 'cognitocheck rules compile a.yaml b.yaml -o all.rules'", compiled)
	case compiled != "":
		pack, err := readPack(compiled)
		return ownRules{pack: pack, compiled: compiled}, err
	case len(files) == 0:
		return ownRules{}, nil
	}
	return compileRules(files)
}

// isDeclaration tells whether a name is that of a pack that comes along or of a YAML file. What is anything else should
// be compiled.
func isDeclaration(name string) bool {
	return slices.Contains(rules.PackNames(), name) || slices.Contains([]string{".yaml", ".yml"}, filepath.Ext(name))
}

// readDeclarations reads a pack that comes along, or a YAML file.
func readDeclarations(name string) (rules.File, error) {
	if slices.Contains(rules.PackNames(), name) {
		return rules.Pack(name)
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return rules.File{}, fmt.Errorf("read the rules %s: %w", name, trimPath(err))
	}
	return rules.File{Name: name, Data: data}, nil
}

// readPack reads a compiled pack.
func readPack(name string) ([]byte, error) {
	pack, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("--rules %q is neither a file nor a pack that comes along; there is %s", name,
			strings.Join(rules.PackNames(), ", "))
	}
	if err != nil {
		return nil, fmt.Errorf("read the rules %s: %w", name, trimPath(err))
	}
	return pack, nil
}

func compileRules(files []rules.File) (ownRules, error) {
	pack, own, err := rules.CompileOwn(files)
	return ownRules{pack: pack, declared: own}, err
}

// load loads the rules into package validator. It returns nil where there are none.
func (o ownRules) load() (*validator.Rules, error) {
	if o.pack == nil {
		return nil, nil
	}
	loaded, err := validator.LoadRules(o.pack)
	if err != nil {
		return nil, o.refused(err)
	}
	return loaded, nil
}

// refused says of which file an error is that the rules are refused with, and what to do.
func (o ownRules) refused(err error) error {
	if o.compiled == "" || !errors.Is(err, validator.ErrRules) {
		return err
	}
	return fmt.Errorf("--rules %s: %w, as in 'cognitocheck rules compile team.yaml -o team.rules'; "+
		"a file that declares rules has a name that ends in .yaml", o.compiled, err)
}
