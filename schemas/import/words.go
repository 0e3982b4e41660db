package main

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/cognitocheck/cognitocheck/schemas"
)

// readWords returns the patterns that schemas/tables/words.go has words for. The file is Go of another command, so that
// it is parsed.
func readWords(path string) (map[string]bool, error) {
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
	if err != nil {
		return nil, err
	}
	words := map[string]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || spec.Names[0].Name != "allowedWords" {
			return true
		}
		for _, value := range spec.Values {
			list, ok := value.(*ast.CompositeLit)
			if !ok {
				continue
			}
			for _, item := range list.Elts {
				entry, ok := item.(*ast.KeyValueExpr)
				if !ok {
					continue
				}
				if text, ok := constantText(entry.Key); ok {
					words[text] = true
				}
			}
		}
		return false
	})
	if len(words) == 0 {
		return nil, fmt.Errorf("%s: no list allowedWords", path)
	}
	return words, nil
}

// constantText returns the text of a string literal, or of several that are added up.
func constantText(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(e.Value)
		return text, err == nil
	case *ast.BinaryExpr:
		left, ok := constantText(e.X)
		right, also := constantText(e.Y)
		return left + right, ok && also && e.Op == token.ADD
	}
	return "", false
}

// describeWords says which patterns have no words yet, and which words no pattern has any more, of the models that were
// read and of the other documents at hand. Without a directory of these there is nothing to say.
func describeWords(read []*imported, known string) ([]string, error) {
	if known == "" {
		return nil, nil
	}
	path := filepath.Join(known, "tables", "words.go")
	words, err := readWords(path)
	if errors.Is(err, os.ErrNotExist) {
		return []string{fmt.Sprintf("look whether every pattern has words; there is no %s", path)}, nil
	}
	if err != nil {
		return nil, err
	}
	var services []*schemas.Service
	for _, one := range read {
		services = append(services, one.service)
	}
	files, err := filepath.Glob(filepath.Join(known, "*.schema.json"))
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".schema.json")
		if slices.ContainsFunc(services, func(s *schemas.Service) bool { return s.Name == name }) {
			continue
		}
		s, err := readKnown(known, name)
		if err != nil {
			return nil, err
		}
		services = append(services, s)
	}
	return compareWords(services, words, path), nil
}

// compareWords compares the patterns of all services with those that have words.
func compareWords(services []*schemas.Service, words map[string]bool, path string) []string {
	const translations = "tables/automaton/patterns_test.go"
	var lines []string
	used := map[string]bool{}
	for _, s := range services {
		for _, shape := range s.Shapes {
			text := shape.ServicePattern
			if text != "" && !words[text] && !used[text] {
				lines = append(lines, fmt.Sprintf("say in %s what the pattern of %s allows, and translate it in %s: %s",
					path, shape.Name, translations, text))
			}
			used[text] = true
		}
	}
	for _, text := range slices.Sorted(maps.Keys(words)) {
		if !used[text] {
			lines = append(lines, fmt.Sprintf("take out of %s, and replace in %s, the pattern that no shape has: %s",
				path, translations, text))
		}
	}
	return lines
}
