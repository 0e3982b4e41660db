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
	for _, name := range f {
		file, err := readRules(name)
		switch {
		case err != nil:
			return ownRules{}, err
		case !isCompiled(file):
			files = append(files, file)
		case len(f) > 1:
			return ownRules{}, fmt.Errorf("--rules %s is compiled, and such a file is taken alone; compile all into one, "+
				"as in 'cognitocheck rules compile a.yaml b.yaml -o all.rules'", name)
		default:
			return ownRules{pack: file.Data, compiled: name}, nil
		}
	}
	if len(files) == 0 {
		return ownRules{}, nil
	}
	return compileRules(files)
}

// readRules reads a pack that comes along, or a file.
func readRules(name string) (rules.File, error) {
	if slices.Contains(rules.PackNames(), name) {
		return rules.Pack(name)
	}
	data, err := os.ReadFile(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return rules.File{}, fmt.Errorf("the rules %q are neither a file nor a pack that comes along; there is %s", name,
			strings.Join(rules.PackNames(), ", "))
	case err != nil:
		return rules.File{}, fmt.Errorf("read the rules %s: %w", name, trimPath(err))
	}
	return rules.File{Name: name, Data: data}, nil
}

// isCompiled tells whether a file is a compiled pack, or should be one. What is anything else declares rules, whatever
// its name is: it may be a pipe.
func isCompiled(file rules.File) bool {
	return rules.IsPack(file.Data) || filepath.Ext(file.Name) == ".rules"
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
	return fmt.Errorf("--rules %s: %w, as in 'cognitocheck rules compile team.yaml -o team.rules'", o.compiled, err)
}
