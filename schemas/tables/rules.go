package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"sort"
	"strings"

	"github.com/cognitocheck/cognitocheck/validator/engine/table"
)

// rule is the declaration of a rule, read from the directives above its function:
//
//	//rule:id saml-metadata
//	//rule:on cognito-idp.CreateIdentityProvider
//	//rule:level error
//	//rule:exception InvalidParameterException
//	//rule:answer At least one of the MetadataURL or MetadataFile should be provided.
//	//rule:text Add MetadataURL
//	//rule:text or MetadataFile.
//
// answer is left out where the service's text is not recorded. Further lines of on, answer and text continue the first
// one; texts are joined with a space. A function may declare several rules: each id starts one.
type rule struct {
	id, level, exception, answer, text string
	on                                 []string
	function                           string
	// takes is 2 for a function whose second parameter tells which of its rules to look at, else 1.
	takes int
	line  token.Position
}

// code is the code of the rule's violations.
func (r *rule) code() codeText {
	return codeText{
		name: "rule." + r.id, message: r.text, level: levels[r.level], class: table.Rule,
		exception: r.exception, answer: r.answer,
	}
}

// readRules reads the rules that the files rules*.go declare, and the texts and sets that they compare with:
//
//	//text:ARN arn:
//	//set:scope Email=email Profile=profile
func readRules(dir string) ([]*rule, *textFile, error) {
	paths, err := filepath.Glob(filepath.Join(dir, "rules*.go"))
	if err != nil {
		return nil, nil, err
	}
	sort.Strings(paths)
	var all []*rule
	texts := new(textFile)
	known := map[string]bool{}
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") || strings.HasSuffix(path, "_gen.go") {
			continue
		}
		files := token.NewFileSet()
		file, err := parser.ParseFile(files, path, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil, nil, err
		}
		if err := texts.readDirectives(files, file, known); err != nil {
			return nil, nil, err
		}
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || f.Doc == nil {
				continue
			}
			rules, err := readRule(files, f, known)
			if err != nil {
				return nil, nil, err
			}
			all = append(all, rules...)
		}
	}
	return all, texts, nil
}

// readRule reads the rules that the directives above a function declare.
func readRule(files *token.FileSet, f *ast.FuncDecl, known map[string]bool) ([]*rule, error) {
	var all []*rule
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
			if known["rule "+words] {
				return nil, fmt.Errorf("%s: rule %s is declared twice", at, words)
			}
			known["rule "+words] = true
			all = append(all, &rule{
				id: words, level: "error", exception: "InvalidParameterException",
				function: f.Name.Name, takes: f.Type.Params.NumFields(), line: at,
			})
			continue
		}
		if len(all) == 0 {
			return nil, fmt.Errorf("%s: rule:%s before rule:id", at, verb)
		}
		r := all[len(all)-1]
		switch verb {
		case "on":
			r.on = append(r.on, strings.Fields(words)...)
		case "level":
			r.level = words
		case "exception":
			r.exception = words
		case "answer":
			r.answer = joinWords(r.answer, words)
		case "text":
			r.text = joinWords(r.text, words)
		default:
			return nil, fmt.Errorf("%s: unknown directive rule:%s", at, verb)
		}
	}
	for _, r := range all {
		if _, ok := levels[r.level]; !ok || r.level == "fixed" {
			return nil, fmt.Errorf("%s: unknown level %q", r.line, r.level)
		}
		if r.text == "" || len(r.on) == 0 {
			return nil, fmt.Errorf("%s: rule %s needs rule:on and rule:text", r.line, r.id)
		}
		for _, message := range []*string{&r.text, &r.answer} {
			filled, err := fillable(*message)
			if err != nil {
				return nil, fmt.Errorf("%s: rule %s: %w", r.line, r.id, err)
			}
			*message = filled
		}
	}
	return all, nil
}

// joinWords continues a text with the words of a further line.
func joinWords(text, words string) string {
	if text == "" {
		return words
	}
	return text + " " + words
}

// readDirectives reads the texts and sets that a file declares.
func (f *textFile) readDirectives(files *token.FileSet, file *ast.File, known map[string]bool) error {
	for _, group := range file.Comments {
		for _, c := range group.List {
			kind, rest, ok := strings.Cut(c.Text, ":")
			if !ok || kind != "//text" && kind != "//set" {
				continue
			}
			name, words, _ := strings.Cut(rest, " ")
			where := files.Position(c.Pos()).String()
			again := kind == "//set" && len(f.sets) > 0 && f.sets[len(f.sets)-1].name == name
			if known[kind+name] && !again {
				return fmt.Errorf("%s: %s %s is declared twice", where, kind[2:], name)
			}
			known[kind+name] = true
			if kind == "//text" {
				f.texts = append(f.texts, namedText{name, strings.TrimSpace(words)})
				continue
			}
			if !again {
				f.sets = append(f.sets, textSet{name: name, where: where})
			}
			set := &f.sets[len(f.sets)-1]
			fields := strings.Fields(words)
			if len(fields) == 2 && fields[0] == "by" {
				set.by = fields[1]
				continue
			}
			for _, field := range fields {
				item, says, ok := strings.Cut(field, "=")
				if !ok {
					return fmt.Errorf("%s: an item of a set is NAME=WORDS, not %q", where, field)
				}
				set.items = append(set.items, namedText{item, says})
			}
		}
	}
	return nil
}
