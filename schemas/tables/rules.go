package main

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/cognitocheck/cognitocheck/schemas"
	"github.com/cognitocheck/cognitocheck/schemas/rules"
	"github.com/cognitocheck/cognitocheck/validator/engine/table"
)

// readRules reads the rules that the YAML files of a folder declare, checks them against the services' shapes, and
// sorts them into the order in which the service looks at them.
func readRules(dir string, services []*schemas.Service) ([]*rules.Rule, error) {
	paths, err := filepath.Glob(filepath.Join(dir, "*.yaml"))
	if err != nil {
		return nil, err
	}
	env, err := rules.NewEnvironment(&schemas.Model{Services: services})
	if err != nil {
		return nil, err
	}
	slices.Sort(paths)
	var files []rules.File
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		files = append(files, rules.File{Name: path, Data: data})
	}
	return env.CheckAll(files)
}

// codeOfRule is the code of a rule's violations.
func codeOfRule(r *rules.Rule) (codeText, error) {
	code := codeText{
		name: "rule." + r.ID, message: strings.Join(r.MessageTexts, string(rune(table.PlaceEntry))),
		level: levels[r.Level], class: table.Rule, exception: r.Exception,
	}
	if r.Message == "" {
		return code, checkTexts(code.name, code.message, code.exception) // the engine answers with the message
	}
	for i, text := range r.AnswerTexts {
		if i > 0 {
			text = string(rune(table.PlaceFill)+rune(i-1)) + text
		}
		code.answer += text
	}
	return code, checkTexts(code.name, code.message, code.exception, code.answer)
}

// packRules makes the code of the rules, and gives each operation its looks. The rules' codes are the last ones.
func (p *packed) packRules(services []*schemas.Service, all []*rules.Rule) error {
	number := map[*rules.Rule]byte{}
	for i, r := range all {
		number[r] = byte(len(p.codes) - len(all) + i)
	}
	looks, err := rules.Compile(all)
	if err != nil {
		return err
	}
	if len(looks) > math.MaxUint8 {
		return fmt.Errorf("%d looks, more than %d", len(looks), math.MaxUint8)
	}
	inputs := map[string]table.ShapeID{}
	for _, s := range services {
		for _, o := range s.Operations {
			inputs[o.FullName()] = p.number(o.Input)
		}
	}
	facts := p.packFacts(inputs, looks)
	var names, constants rules.Numbers
	byOperation := map[string][]int{}
	step := rules.StepNumbers(number)
	size := 0
	for i, l := range looks {
		code, err := l.Encode(step, facts.bitOf)
		if err != nil {
			return err
		}
		if err := names.Number(code.Bytes, code.Names); err != nil {
			return err
		}
		if err := constants.Number(code.Bytes, code.Constants); err != nil {
			return err
		}
		for i, b := range code.Bytes {
			stream := code.Streams[i]
			p.code[stream] = append(p.code[stream], b)
		}
		size += len(code.Bytes)
		for _, o := range l.Operations {
			byOperation[o] = append(byOperation[o], i)
		}
	}
	// The engine has as much room as for a pack, and may make twice as much of the code.
	if size > table.MaxPack/2 {
		return fmt.Errorf("%d bytes of code, more than %d", size, table.MaxPack/2)
	}
	// The names are a set, so that those of a map's entries are found by their hash. The constants are one by place.
	for _, texts := range []struct {
		name, by string
		of       rules.Numbers
	}{{"ruleName", "", names}, {"ruleConstant", "code", constants}} {
		set := textSet{name: texts.name, by: texts.by, where: "schemas/rules"}
		if len(texts.of) == 0 {
			texts.of = rules.Numbers{"-"} // a set has an item
		}
		for i, text := range texts.of {
			set.items = append(set.items, namedText{strconv.Itoa(i), text})
		}
		if err := p.packSet(set); err != nil {
			return err
		}
	}
	p.lookCodes = len(looks)
	for _, s := range services {
		for _, o := range s.Operations {
			for _, i := range byOperation[o.FullName()] {
				p.looks = append(p.looks, uint8(i))
			}
			p.lookEnds = append(p.lookEnds, uint16(len(p.looks)))
		}
	}
	return nil
}
