// Command fields prints what a variable of a package consists of, as Go lays it out for the module: the scalars in its
// structures, which the core's builder makes globals of, and the arrays.
//
//	go run ./wasm/core/fields ./wasm/guest state
//
// prints {"scalars": [{"at": 0, "bytes": 1, "in": [0]}, …], "arrays": [{"at": 40, "bytes": 14336}, …]}: the offset and
// the size of each in bytes, and the offsets of the structures that a scalar is in, outer ones first. What is inside an
// array is not listed.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/build"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
)

// field is an array, a number or a bool in the variable.
type field struct {
	At    int64   `json:"at"`
	Bytes int64   `json:"bytes"`
	In    []int64 `json:"in,omitempty"`
}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "fields:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 2 {
		return errors.New("write: fields DIRECTORY VARIABLE")
	}
	// The types are those that the module is compiled with.
	build.Default.GOOS, build.Default.GOARCH = "wasip1", "wasm"
	variable, err := find(args[0], args[1])
	if err != nil {
		return err
	}
	l := lister{sizes: types.SizesFor("gc", "wasm"), scalars: []field{}, arrays: []field{}}
	l.list(variable.Type(), 0, nil)
	return json.NewEncoder(os.Stdout).Encode(map[string][]field{"scalars": l.scalars, "arrays": l.arrays})
}

// find type-checks the package in a directory and returns its variable.
func find(directory, name string) (types.Object, error) {
	directory, err := filepath.Abs(directory)
	if err != nil {
		return nil, err
	}
	p, err := build.ImportDir(directory, 0)
	if err != nil {
		return nil, err
	}
	set := token.NewFileSet()
	files := make([]*ast.File, len(p.GoFiles))
	for i, file := range p.GoFiles {
		file = filepath.Join(directory, file)
		if files[i], err = parser.ParseFile(set, file, nil, parser.SkipObjectResolution); err != nil {
			return nil, err
		}
	}
	config := types.Config{
		Importer: importer.ForCompiler(set, "source", nil),
		Sizes:    types.SizesFor("gc", "wasm"),
	}
	checked, err := config.Check(directory, set, files, nil)
	if err != nil {
		return nil, err
	}
	variable := checked.Scope().Lookup(name)
	if variable == nil {
		return nil, fmt.Errorf("%s has no variable %s", directory, name)
	}
	return variable, nil
}

type lister struct {
	sizes           types.Sizes
	scalars, arrays []field
}

// list lists the scalars and arrays of a value of type t at an offset. in are the offsets of the structures around it.
func (l *lister) list(t types.Type, at int64, in []int64) {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		l.scalars = append(l.scalars, field{at, l.sizes.Sizeof(u), in})
	case *types.Array:
		l.arrays = append(l.arrays, field{at, l.sizes.Sizeof(u), nil})
	case *types.Struct:
		fields := make([]*types.Var, u.NumFields())
		for i := range fields {
			fields[i] = u.Field(i)
		}
		in = append(in[:len(in):len(in)], at)
		for i, offset := range l.sizes.Offsetsof(fields) {
			l.list(fields[i].Type(), at+offset, in)
		}
	}
}
