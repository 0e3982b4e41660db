// Command tables turns the schema documents, the texts and the rules' declarations into the generated files of package
// engine.
//
//	go run ./schemas/tables --schemas schemas --engine validator/engine
//
// The result depends on its inputs and on the Unicode version of the Go release only. It takes about a second.
package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
)

func main() {
	var schemas, engine, out string
	var check bool
	cmd := &cobra.Command{
		Use:   "tables",
		Short: "Turn the schema documents into the engine's tables",
		Example: `  go run ./schemas/tables
  go run ./schemas/tables --check
  go run ./schemas/tables --schemas changed --out changed`,
		Args:          cobra.NoArgs,
		SilenceUsage:  true,
		SilenceErrors: true,
		RunE: func(*cobra.Command, []string) error {
			if out == "" {
				out = engine
			}
			files, err := generate(schemas, engine)
			if err != nil {
				return err
			}
			for _, f := range files {
				write := writeFile
				if check {
					write = compareFile
				}
				if err := write(filepath.Join(out, f.name), f.content); err != nil {
					return err
				}
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&schemas, "schemas", "schemas", "folder of the *.schema.json documents")
	cmd.Flags().StringVar(&engine, "engine", "validator/engine", "folder of package engine, for texts.txt and the rules")
	cmd.Flags().StringVar(&out, "out", "", "folder to write to (default the folder of package engine)")
	cmd.Flags().BoolVar(&check, "check", false, "write nothing; fail when a file is not up to date")
	if err := cmd.Execute(); err != nil {
		fmt.Fprintln(os.Stderr, "tables:", err)
		os.Exit(1)
	}
}

// file is a generated file, by its path below the folder that is written to.
type file struct {
	name    string
	content []byte
}

// generate makes all files.
func generate(folder, engine string) ([]file, error) {
	services, err := readDocuments(folder)
	if err != nil {
		return nil, err
	}
	texts, err := readTexts(filepath.Join(engine, "texts.txt"))
	if err != nil {
		return nil, err
	}
	rules, compared, err := readRules(engine)
	if err != nil {
		return nil, err
	}
	texts.texts = append(texts.texts, compared.texts...)
	texts.sets = append(texts.sets, compared.sets...)
	if err := texts.checkOrders(); err != nil {
		return nil, err
	}
	p, err := pack(services, texts, rules)
	if err != nil {
		return nil, err
	}
	tables, err := p.tablesSource()
	if err != nil {
		return nil, err
	}
	dispatch, err := rulesSource(rules)
	if err != nil {
		return nil, err
	}
	return []file{
		{"tables_gen.go", tables}, {"rules_gen.go", dispatch}, {filepath.Join("testdata", "tables.sums"), p.sums()},
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
