package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestFactsInSmithyForm writes the three services' models in Smithy's form, anchors
// added, and holds the import to the same documents, byte for byte.
func TestFactsInSmithyForm(t *testing.T) {
	for _, path := range models(t) {
		var top object
		if err := decodeStrict(readFile(t, path), &top); err != nil {
			t.Fatal(err)
		}
		s, err := readBotocore(top)
		if err != nil {
			t.Fatal(err)
		}
		model, err := json.Marshal(smithyForm(s))
		if err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(t.TempDir(), s.name+".json")
		if err := os.WriteFile(file, model, 0o644); err != nil {
			t.Fatal(err)
		}
		name := s.name + ".schema.json"
		want := string(readFile(t, filepath.Join("..", name)))
		if got := string(importFiles(t, "--known", "..", file)[name]); got != want {
			t.Errorf("%s: Smithy's form yields another document", s.name)
		}
		// Without the documents at hand only the texts of patterns may differ.
		bare := string(importFiles(t, file)[name])
		got, want := withoutTexts(bare), withoutTexts(want)
		if got != want {
			t.Errorf("%s: without --known, Smithy's form differs in more than x-pattern", s.name)
		}
	}
}

func withoutTexts(document string) string {
	var lines []string
	for line := range strings.Lines(document) {
		if !strings.Contains(line, `"x-pattern": `) {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "")
}

// ordered is an object whose names keep the order in which they were added.
type ordered []field

func (o *ordered) set(name string, value any) {
	raw, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	*o = append(*o, field{name, raw})
}

func (o ordered) MarshalJSON() ([]byte, error) {
	var out strings.Builder
	out.WriteByte('{')
	for i, f := range o {
		if i > 0 {
			out.WriteByte(',')
		}
		name, err := json.Marshal(f.name)
		if err != nil {
			return nil, err
		}
		out.Write(name)
		out.WriteByte(':')
		out.Write(f.value)
	}
	out.WriteByte('}')
	return []byte(out.String()), nil
}

// smithyForm writes a service as the public models in Smithy's form do.
func smithyForm(s *service) ordered {
	const namespace = "com.amazonaws.test#"
	type empty struct{}
	target := func(name string) map[string]string { return map[string]string{"target": namespace + name} }
	targetOrUnit := func(name string) map[string]string {
		if name == "" {
			return map[string]string{"target": "smithy.api#Unit"}
		}
		return target(name)
	}

	root := namespace + "Service"
	protocol := "aws.protocols#restJson1"
	if s.protocol == "json" {
		root, protocol = namespace+s.targetPrefix, "aws.protocols#awsJson1_1"
	}
	var shapes ordered
	var operations []map[string]string
	for _, op := range s.operations {
		operations = append(operations, target(op.name))
		traits := ordered{}
		if op.noAuth {
			traits.set("smithy.api#auth", []string{})
		}
		if s.protocol != "json" {
			traits.set("smithy.api#http", map[string]any{"method": op.method, "uri": op.uri, "code": op.responseCode})
		}
		var errors []map[string]string
		for _, e := range op.errors {
			errors = append(errors, target(e))
		}
		shapes.set(namespace+op.name, map[string]any{
			"type": "operation", "input": targetOrUnit(op.input), "output": targetOrUnit(op.output), "errors": errors, "traits": traits,
		})
	}
	about := ordered{}
	about.set("aws.api#service", map[string]string{"endpointPrefix": s.name})
	about.set(protocol, empty{})
	shapes.set(root, map[string]any{"type": "service", "version": s.apiVersion, "operations": operations, "traits": about})

	for name, sh := range s.shapes {
		traits := ordered{}
		if sh.sensitive {
			traits.set("smithy.api#sensitive", empty{})
		}
		if sh.min != nil || sh.max != nil {
			bounds := map[string]int64{}
			if sh.min != nil {
				bounds["min"] = *sh.min
			}
			if sh.max != nil {
				bounds["max"] = *sh.max
			}
			trait := "smithy.api#length"
			if sh.kind == "integer" || sh.kind == "long" {
				trait = "smithy.api#range"
			}
			traits.set(trait, bounds)
		}
		if sh.pattern != "" {
			text := sh.pattern
			if !strings.HasPrefix(text, "^") {
				text = "^" + text + "$"
			}
			traits.set("smithy.api#pattern", text)
		}
		kind, members := sh.kind, ordered{}
		for _, m := range sh.members {
			of := ordered{}
			if m.required {
				of.set("smithy.api#required", empty{})
			}
			if m.deprecated {
				of.set("smithy.api#deprecated", empty{})
			}
			switch m.location {
			case "uri":
				of.set("smithy.api#httpLabel", empty{})
			case "querystring":
				of.set("smithy.api#httpQuery", m.locationName)
			case "header":
				of.set("smithy.api#httpHeader", m.locationName)
			}
			members.set(m.name, map[string]any{"target": namespace + m.shape, "traits": of})
		}
		for i, value := range sh.enum {
			kind = "enum"
			members.set("VALUE_"+strings.Repeat("I", i), map[string]any{
				"target": "smithy.api#Unit", "traits": map[string]string{"smithy.api#enumValue": value},
			})
		}
		form := ordered{}
		form.set("type", kind)
		form.set("traits", traits)
		switch sh.kind {
		case "list":
			form.set("member", target(sh.element))
		case "map":
			form.set("key", target(sh.key))
			form.set("value", target(sh.value))
		default:
			if len(members) > 0 || kind == "structure" {
				form.set("members", members)
			}
		}
		shapes.set(namespace+name, form)
	}
	model := ordered{}
	model.set("smithy", "2.0")
	model.set("shapes", shapes)
	return model
}
