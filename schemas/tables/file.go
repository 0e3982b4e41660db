package main

import (
	"bytes"
	"fmt"
	"os"
)

// writeFile writes a generated file.
func writeFile(path string, source []byte) error { return os.WriteFile(path, source, 0o644) }

// compareFile fails when a generated file is not what its sources give.
func compareFile(path string, source []byte) error {
	have, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if !bytes.Equal(have, source) {
		return fmt.Errorf("%s is not what the schemas and texts give; run make generate and commit it", path)
	}
	return nil
}
