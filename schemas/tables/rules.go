package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
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
// answer is left out where the service's text is not recorded; exception where the level is not error, and
// unrefused is taken instead. Further lines of on, answer and text continue the first one; texts are joined with a
// space. A function may declare several rules: each id starts one.
type rule struct {
	id, level, exception, answer, text string
	on                                 []string
	function                           string
	// takes is 2 for a function whose second parameter tells which of its rules to look at, else 1.
	takes int
	line  token.Position
}

// unrefused is the exception of a rule that the service accepts, for those who set its level to error.
const unrefused = "InvalidParameterException"

// code is the code of the rule's violations.
func (r *rule) code() codeText {
	return codeText{
		name: "rule." + r.id, message: r.text, level: levels[r.level], class: table.Rule,
		exception: r.exception, answer: r.answer,
	}
}

// directive matches what declares something in a file of rules.
var directive = regexp.MustCompile(`^//(rule|text|set):\S*`)

// readRules reads the rules that the files rules*.go declare, and the texts and sets that they compare with:
//
//	//text:ARN arn:
//	//set:scope Email=email Profile=profile
//
// In the folder's other files a directive is an error.
func readRules(dir string, known declared) ([]*rule, *textFile, error) {
	paths, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return nil, nil, err
	}
	sort.Strings(paths)
	var all []*rule
	texts := new(textFile)
	for _, path := range paths {
		if strings.HasSuffix(path, "_gen.go") { // written by this command, and may be broken before
			continue
		}
		files := token.NewFileSet()
		file, err := parser.ParseFile(files, path, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil, nil, err
		}
		if !strings.HasPrefix(filepath.Base(path), "rules") || strings.HasSuffix(path, "_test.go") {
			if err := refuseDirectives(files, file); err != nil {
				return nil, nil, err
			}
			continue
		}
		if err := texts.readDirectives(files, file, known); err != nil {
			return nil, nil, err
		}
		below := map[*ast.CommentGroup]*ast.FuncDecl{}
		for _, d := range file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok {
				below[f.Doc] = f
			}
		}
		for _, group := range file.Comments {
			rules, err := readRule(files, group, below[group], known)
			if err != nil {
				return nil, nil, err
			}
			all = append(all, rules...)
		}
	}
	return all, texts, nil
}

// refuseDirectives checks that a file that is not one of rules has no directive.
func refuseDirectives(files *token.FileSet, file *ast.File) error {
	for _, group := range file.Comments {
		for _, c := range group.List {
			if found := directive.FindString(c.Text); found != "" {
				return fmt.Errorf("%s: %s is not in a file of rules: move it into rules_SERVICE.go",
					files.Position(c.Pos()), found)
			}
		}
	}
	return nil
}

// readRule reads the rules that the directives in a comment declare. f is the function directly below it, or nil.
func readRule(files *token.FileSet, group *ast.CommentGroup, f *ast.FuncDecl, known declared) ([]*rule, error) {
	var all []*rule
	for _, c := range group.List {
		verb, words, ok := strings.Cut(strings.TrimPrefix(c.Text, "//rule:"), " ")
		if !strings.HasPrefix(c.Text, "//rule:") {
			continue
		}
		at := files.Position(c.Pos())
		if f == nil {
			return nil, fmt.Errorf("%s: //rule:%s is not directly above a function, where it would be read: move it there",
				at, verb)
		}
		words = strings.TrimSpace(words)
		if !ok || words == "" {
			return nil, fmt.Errorf("%s: rule:%s says nothing", at, verb)
		}
		if verb == "id" {
			r := &rule{id: words, function: f.Name.Name, takes: f.Type.Params.NumFields(), line: at}
			if err := known.add("code", r.code().name, at.String()); err != nil {
				return nil, err
			}
			all = append(all, r)
			continue
		}
		if len(all) == 0 {
			return nil, fmt.Errorf("%s: rule:%s before rule:id", at, verb)
		}
		r := all[len(all)-1]
		switch verb {
		case "on":
			for _, operation := range strings.Fields(words) {
				if slices.Contains(r.on, operation) {
					return nil, fmt.Errorf("%s: rule %s is on %s already: name each operation once", at, r.id, operation)
				}
				r.on = append(r.on, operation)
			}
		case "level", "exception":
			said := &r.level
			if verb == "exception" {
				said = &r.exception
			}
			if *said != "" {
				return nil, fmt.Errorf("%s: rule %s has the %s %s already: write one", at, r.id, verb, *said)
			}
			*said = words
		case "answer":
			r.answer = joinWords(r.answer, words)
		case "text":
			r.text = joinWords(r.text, words)
		default:
			return nil, fmt.Errorf("%s: unknown directive rule:%s", at, verb)
		}
	}
	for _, r := range all {
		if r.text == "" || len(r.on) == 0 {
			return nil, fmt.Errorf("%s: rule %s needs rule:on and rule:text", r.line, r.id)
		}
		if r.level == "" {
			return nil, fmt.Errorf("%s: rule %s has no level: write //rule:level and error, warn or off", r.line, r.id)
		}
		if _, ok := levels[r.level]; !ok || r.level == "fixed" {
			return nil, fmt.Errorf("%s: unknown level %q", r.line, r.level)
		}
		if r.exception == "" && r.level == "error" {
			return nil, fmt.Errorf("%s: rule %s has no exception: write //rule:exception and the type of the service's error",
				r.line, r.id)
		}
		if r.exception == "" {
			r.exception = unrefused
		}
		for _, message := range []*string{&r.text, &r.answer} {
			filled, err := fillable(*message)
			if err != nil {
				return nil, fmt.Errorf("%s: rule %s: %w", r.line, r.id, err)
			}
			*message = filled
		}
		if err := checkTexts(r.code().name, r.text, r.exception, r.answer); err != nil {
			return nil, fmt.Errorf("%s: rule %s: %w", r.line, r.id, err)
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
func (f *textFile) readDirectives(files *token.FileSet, file *ast.File, known declared) error {
	for _, group := range file.Comments {
		for _, c := range group.List {
			kind, rest, ok := strings.Cut(c.Text, ":")
			if !ok || kind != "//text" && kind != "//set" {
				continue
			}
			name, words, _ := strings.Cut(rest, " ")
			where := files.Position(c.Pos()).String()
			again := kind == "//set" && len(f.sets) > 0 && f.sets[len(f.sets)-1].name == name
			if !again {
				if err := known.add(kind[2:], name, where); err != nil {
					return err
				}
			}
			words = strings.TrimSpace(words)
			if kind == "//text" {
				if err := checkTexts(words); err != nil {
					return fmt.Errorf("%s: %w", where, err)
				}
				f.texts = append(f.texts, namedText{name, words})
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
				if err := checkTexts(says); err != nil {
					return fmt.Errorf("%s: %w", where, err)
				}
				set.items = append(set.items, namedText{item, says})
			}
		}
	}
	return nil
}
