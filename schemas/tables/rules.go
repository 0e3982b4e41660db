package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"sort"
	"strings"
)

// rule is the declaration of a rule, read from the directives above its function:
//
//	//rule:id saml-metadata
//	//rule:on cognito-idp.CreateIdentityProvider
//	//rule:level error
//	//rule:exception InvalidParameterException
//	//rule:answer At least one of the MetadataURL or MetadataFile should be provided.
//	//rule:text Add MetadataURL or MetadataFile.
//
// answer is left out where the service's text is not recorded. A function may declare several rules: each id starts one.
type rule struct {
	id, level, exception, answer, text string
	on                                 []string
	function                           string
	line                               token.Position
}

// constant is the rule's name in Go: ruleSAMLMetadata is not asked for, ruleSamlMetadata is what comes out.
func (r *rule) constant() string {
	name := "rule"
	for part := range strings.SplitSeq(r.id, "-") {
		if part != "" {
			name += strings.ToUpper(part[:1]) + part[1:]
		}
	}
	return name
}

func readRules(dir string) ([]*rule, error) {
	paths, err := filepath.Glob(filepath.Join(dir, "rules*.go"))
	if err != nil {
		return nil, err
	}
	sort.Strings(paths)
	var all []*rule
	known := map[string]bool{}
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		files := token.NewFileSet()
		file, err := parser.ParseFile(files, path, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || f.Doc == nil {
				continue
			}
			var r *rule
			for _, c := range f.Doc.List {
				verb, words, ok := strings.Cut(strings.TrimPrefix(c.Text, "//rule:"), " ")
				if !strings.HasPrefix(c.Text, "//rule:") {
					continue
				}
				at := files.Position(c.Pos())
				words = strings.TrimSpace(words)
				if !ok || words == "" {
					return nil, fmt.Errorf("%s: rule:%s says nothing", at, verb)
				}
				if verb == "id" {
					if known[words] {
						return nil, fmt.Errorf("%s: rule %s is declared twice", at, words)
					}
					known[words] = true
					r = &rule{id: words, level: "error", exception: "InvalidParameterException", function: f.Name.Name, line: at}
					all = append(all, r)
					continue
				}
				if r == nil {
					return nil, fmt.Errorf("%s: rule:%s before rule:id", at, verb)
				}
				switch verb {
				case "on":
					r.on = append(r.on, strings.Fields(words)...)
				case "level":
					r.level = words
				case "exception":
					r.exception = words
				case "answer":
					r.answer = words
				case "text":
					r.text = words
				default:
					return nil, fmt.Errorf("%s: unknown directive rule:%s", at, verb)
				}
			}
		}
	}
	for _, r := range all {
		if _, ok := levels[r.level]; !ok || r.level == "fixed" {
			return nil, fmt.Errorf("%s: unknown level %q", r.line, r.level)
		}
		if r.text == "" || len(r.on) == 0 {
			return nil, fmt.Errorf("%s: rule %s needs rule:on and rule:text", r.line, r.id)
		}
		if r.text, err = fillable(r.text); err != nil {
			return nil, fmt.Errorf("%s: rule %s: %w", r.line, r.id, err)
		}
		if r.answer, err = fillable(r.answer); err != nil {
			return nil, fmt.Errorf("%s: rule %s: %w", r.line, r.id, err)
		}
	}
	return all, nil
}
