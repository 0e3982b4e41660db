// Command tables turns the schema documents, the texts and the rules' declarations into validator/engine/tables_gen.go.
//
//	go run ./schemas/tables --schemas schemas --validator validator
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
	var schemas, validator, out string
	var check bool
	cmd := &cobra.Command{
		Use:   "tables",
		Short: "Turn the schema documents into the validator's tables",
		Example: `  go run ./schemas/tables
  go run ./schemas/tables --check
  go run ./schemas/tables --schemas changed --out changed/tables_gen.go`,
		Args:          cobra.NoArgs,
		SilenceUsage:  true,
		SilenceErrors: true,
		RunE: func(*cobra.Command, []string) error {
			if out == "" {
				out = filepath.Join(validator, "tables_gen.go")
			}
			source, err := generate(schemas, validator)
			if err != nil {
				return err
			}
			if !check {
				return os.WriteFile(out, source, 0o644)
			}
			have, err := os.ReadFile(out)
			if err != nil {
				return err
			}
			if !bytes.Equal(have, source) {
				return fmt.Errorf("%s is not what the schemas and texts give; run make generate and commit it", out)
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&schemas, "schemas", "schemas", "folder of the *.schema.json documents")
	cmd.Flags().StringVar(&validator, "validator", "validator/engine", "folder of package engine, for texts.txt and the rules")
	cmd.Flags().StringVar(&out, "out", "", "file to write (default tables_gen.go in the validator folder)")
	cmd.Flags().BoolVar(&check, "check", false, "write nothing; fail when the file is not up to date")
	if err := cmd.Execute(); err != nil {
		fmt.Fprintln(os.Stderr, "tables:", err)
		os.Exit(1)
	}
}

func generate(folder, validator string) ([]byte, error) {
	services, err := readDocuments(folder)
	if err != nil {
		return nil, err
	}
	texts, err := readTexts(filepath.Join(validator, "texts.txt"))
	if err != nil {
		return nil, err
	}
	rules, err := readRules(validator)
	if err != nil {
		return nil, err
	}
	p, err := pack(services, texts, rules)
	if err != nil {
		return nil, err
	}
	return p.source()
}
