// Command tables turns the schema documents, the texts and the rules' declarations into the generated files of package
// engine, and the documents into the table of package wire. It lists the texts for persons for the npm package, which
// has them in other languages.
//
//	go run ./schemas/tables --schemas schemas --engine validator/engine --wire host/precheck/wire --web web/src
//
// The result depends on its inputs only. It takes about a second.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
)

func main() {
	var from folders
	var check bool
	cmd := &cobra.Command{
		Use:   "tables",
		Short: "Turn the schema documents into the engine's tables",
		Example: `  go run ./schemas/tables
  go run ./schemas/tables --check
  go run ./schemas/tables --schemas changed`,
		Args:          cobra.NoArgs,
		SilenceUsage:  true,
		SilenceErrors: true,
		RunE: func(*cobra.Command, []string) error {
			files, err := generate(from)
			if err != nil {
				return err
			}
			update := writeFile
			if check {
				update = compareFile
			}
			var failed []error
			for _, f := range files {
				failed = append(failed, update(f.path, f.content))
			}
			return errors.Join(failed...)
		},
	}
	cmd.Flags().StringVar(&from.schemas, "schemas", "schemas",
		"folder of the *.schema.json documents, and of rules/*.yaml")
	cmd.Flags().StringVar(&from.engine, "engine", "validator/engine",
		"folder of package engine: has texts.txt, gets the tables")
	cmd.Flags().StringVar(&from.wire, "wire", "host/precheck/wire", "folder of package wire, gets its table")
	cmd.Flags().StringVar(&from.web, "web", "web/src", "folder of the npm package's sources, gets the list of texts")
	cmd.Flags().BoolVar(&check, "check", false, "write nothing; fail when a file is not up to date")
	if err := cmd.Execute(); err != nil {
		fmt.Fprintln(os.Stderr, "tables:", err)
		os.Exit(1)
	}
}

// folders are where the sources are and the generated files go.
type folders struct{ schemas, engine, wire, web string }

// file is a generated file.
type file struct {
	path    string
	content []byte
}

// generate makes all files.
func generate(from folders) ([]file, error) {
	s, err := readSources(from)
	if err != nil {
		return nil, err
	}
	p, err := pack(s.services, s.texts, s.rules)
	if err != nil {
		return nil, err
	}
	tables, err := p.tablesSource()
	if err != nil {
		return nil, err
	}
	wire, err := writeWire(s.services)
	if err != nil {
		return nil, err
	}
	messages, catalogue, err := listTexts(s, filepath.Join(from.schemas, "rules", "packs"))
	if err != nil {
		return nil, err
	}
	return []file{
		{filepath.Join(from.engine, "tables_gen.go"), tables},
		{filepath.Join(from.engine, "testdata", "tables.sums"), p.sums()},
		{filepath.Join(from.wire, "services_gen.go"), wire},
		{filepath.Join(from.web, "english_gen.ts"), messages},
		{filepath.Join(from.web, "catalogue_gen.ts"), catalogue},
	}, nil
}

func writeFile(path string, content []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return err
	}
	return os.WriteFile(path, content, 0o644)
}

func compareFile(path string, content []byte) error {
	have, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if !bytes.Equal(have, content) {
		return fmt.Errorf("%s is not what the schemas and texts give; run make generate and commit it", path)
	}
	return nil
}
