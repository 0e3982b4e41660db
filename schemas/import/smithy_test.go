package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/cognitocheck/cognitocheck/schemas"
)

// TestFactsInSmithyForm writes the three services' models in Smithy's form, anchors
// added, and holds the import to the same documents, byte for byte.
func TestFactsInSmithyForm(t *testing.T) {
	for _, path := range models(t) {
		m, err := readModel(readFile(t, path), "")
		if err != nil {
			t.Fatal(err)
		}
		s, err := m.finish()
		if err != nil {
			t.Fatal(err)
		}
		model, err := json.Marshal(writeSmithy(s))
		if err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(t.TempDir(), s.Name+".json")
		if err := os.WriteFile(file, model, 0o644); err != nil {
			t.Fatal(err)
		}
		name := s.Name + ".schema.json"
		committed, err := schemas.Parse(readFile(t, filepath.Join("..", name)))
		if err != nil {
			t.Fatal(err)
		}
		committed.ModelDate = date
		want := string(schemas.Format(committed))
		if got := string(importFiles(t, "--known", "..", file)[name]); got != want {
			t.Errorf("%s: Smithy's form yields another document", s.Name)
		}
		// Without the documents at hand only the texts of patterns and minimums of 0 may differ.
		bare := string(importFiles(t, file)[name])
		got, want := withoutTexts(bare), withoutTexts(want)
		if got != want {
			t.Errorf("%s: without --known, Smithy's form differs in more than that", s.Name)
		}
	}
}

func withoutTexts(document string) string {
	var lines []string
	for line := range strings.Lines(document) {
		if line = strings.TrimRight(line, ",\n"); !strings.Contains(line, `"x-pattern": `) && !zeroMinimum.MatchString(line) {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

var zeroMinimum = regexp.MustCompile(`"(minLength|minItems|minProperties|x-min)": 0$`)

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

// writeSmithy writes a service as the public models in Smithy's form do.
func writeSmithy(s *schemas.Service) ordered {
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
	if s.Protocol == "json" {
		root, protocol = namespace+s.TargetPrefix, "aws.protocols#awsJson1_1"
	}
	var shapes ordered
	var operations []map[string]string
	for _, op := range s.Operations {
		operations = append(operations, target(op.Name))
		traits := ordered{}
		if op.NoAuth {
			traits.set("smithy.api#auth", []string{})
		}
		if s.Protocol != "json" {
			traits.set("smithy.api#http", map[string]any{"method": op.Method, "uri": op.RequestURI, "code": op.ResponseCode})
		}
		var errors []map[string]string
		for _, e := range op.Errors {
			errors = append(errors, target(e))
		}
		shapes.set(namespace+op.Name, map[string]any{
			"type":   "operation",
			"input":  targetOrUnit(op.Input.Name),
			"output": targetOrUnit(op.Output.Name),
			"errors": errors,
			"traits": traits,
		})
	}
	about := ordered{}
	about.set("aws.api#service", map[string]string{"endpointPrefix": s.Name})
	about.set(protocol, empty{})
	shapes.set(root, map[string]any{"type": "service", "version": s.APIVersion, "operations": operations, "traits": about})

	for _, sh := range s.Shapes {
		traits := ordered{}
		if sh.Sensitive {
			traits.set("smithy.api#sensitive", empty{})
		}
		if sh.Min != nil || sh.Max != nil {
			bounds := map[string]int64{}
			if sh.Min != nil {
				bounds["min"] = *sh.Min
			}
			if sh.Max != nil {
				bounds["max"] = *sh.Max
			}
			trait := "smithy.api#length"
			if sh.Type == schemas.Integer || sh.Type == schemas.Long {
				trait = "smithy.api#range"
			}
			traits.set(trait, bounds)
		}
		if sh.ServicePattern != "" {
			traits.set("smithy.api#pattern", anchored(sh.ServicePattern))
		}
		kind, members := string(sh.Type), ordered{}
		for _, m := range sh.Members {
			of := ordered{}
			if m.Required {
				of.set("smithy.api#required", empty{})
			}
			if m.Deprecated {
				of.set("smithy.api#deprecated", empty{})
			}
			switch m.Location {
			case "uri":
				of.set("smithy.api#httpLabel", empty{})
			case "querystring":
				of.set("smithy.api#httpQuery", m.LocationName)
			case "header":
				of.set("smithy.api#httpHeader", m.LocationName)
			}
			members.set(m.Name, map[string]any{"target": namespace + m.Shape.Name, "traits": of})
		}
		for i, value := range sh.Enum {
			kind = "enum"
			members.set("VALUE_"+strings.Repeat("I", i), map[string]any{
				"target": "smithy.api#Unit", "traits": map[string]string{"smithy.api#enumValue": value},
			})
		}
		form := ordered{}
		form.set("type", kind)
		form.set("traits", traits)
		switch sh.Type {
		case schemas.List:
			form.set("member", target(sh.Element.Name))
		case schemas.Map:
			form.set("key", target(sh.Key.Name))
			form.set("value", target(sh.Value.Name))
		default:
			if len(members) > 0 || kind == "structure" {
				form.set("members", members)
			}
		}
		shapes.set(namespace+sh.Name, form)
	}
	model := ordered{}
	model.set("smithy", "2.0")
	model.set("shapes", shapes)
	return model
}
