package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"

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

// describeMissingWords names the patterns that have no words yet, once each.
func describeMissingWords(s *schemas.Service, words map[string]bool, path string) []string {
	var lines []string
	named := map[string]bool{}
	for _, shape := range s.Shapes {
		if text := shape.ServicePattern; text != "" && !words[text] && !named[text] {
			named[text] = true
			lines = append(lines, fmt.Sprintf("say in %s what the pattern of %s allows: %s", path, shape.Name, text))
		}
	}
	return lines
}
