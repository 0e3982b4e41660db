package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sort"
)

// document is what the tables need of one schema document.
type document struct {
	Service struct {
		Name         string `json:"name"`
		APIVersion   string `json:"apiVersion"`
		ModelDate    string `json:"modelDate"`
		TargetPrefix string `json:"targetPrefix"`
	} `json:"x-service"`
	Operations map[string]struct {
		Input  string `json:"input"`
		Output string `json:"output"`
	} `json:"x-operations"`
	Shapes map[string]*shape `json:"$defs"`

	// shown are the structures whose name the service may print: those that stand somewhere in a list or a map.
	shown map[string]bool
}

// markShown finds the structures that stand somewhere in a list or a map.
func (d *document) markShown() {
	d.shown = map[string]bool{}
	var mark func(name string)
	mark = func(name string) {
		s := d.Shapes[name]
		if s == nil || d.shown[name] {
			return
		}
		if s.Type == "structure" {
			d.shown[name] = true
			for _, p := range s.Properties {
				mark(p.shape())
			}
		}
	}
	for _, s := range d.Shapes {
		switch s.Type {
		case "list":
			mark(s.Items.name())
		case "map":
			mark(s.Values.name())
		}
	}
}

// shape is one definition of a schema document.
type shape struct {
	Type       string              `json:"x-type"`
	Sensitive  bool                `json:"x-sensitive"`
	Order      []string            `json:"x-order"`
	Properties map[string]property `json:"properties"`
	Required   []string            `json:"required"`
	Items      reference           `json:"items"`
	Keys       reference           `json:"propertyNames"`
	Values     reference           `json:"additionalProperties"`
	Enum       []string            `json:"enum"`
	Pattern    string              `json:"pattern"`
	Written    string              `json:"x-pattern"`

	MinLength     *int64 `json:"minLength"`
	MaxLength     *int64 `json:"maxLength"`
	MinItems      *int64 `json:"minItems"`
	MaxItems      *int64 `json:"maxItems"`
	MinProperties *int64 `json:"minProperties"`
	MaxProperties *int64 `json:"maxProperties"`
	Minimum       *int64 `json:"minimum"`
	Maximum       *int64 `json:"maximum"`
	MinBytes      *int64 `json:"x-min"`
	MaxBytes      *int64 `json:"x-max"`
}

type property struct {
	Ref        string      `json:"$ref"`
	AnyOf      []reference `json:"anyOf"`
	Deprecated bool        `json:"deprecated"`
	Location   string      `json:"x-location"`
	Sensitive  bool        `json:"x-sensitive"`
}

func (p property) shape() string {
	if p.Ref == "" && len(p.AnyOf) > 0 {
		return p.AnyOf[0].name()
	}
	return reference{p.Ref}.name()
}

type reference struct {
	Ref string `json:"$ref"`
}

func (r reference) name() string { return filepath.Base(r.Ref) }

func readDocuments(dir string) ([]*document, error) {
	paths, err := filepath.Glob(filepath.Join(dir, "*.schema.json"))
	if err != nil {
		return nil, err
	}
	if len(paths) == 0 {
		return nil, fmt.Errorf("no *.schema.json in %s", dir)
	}
	sort.Strings(paths)
	var all []*document
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		d := new(document)
		if err := json.Unmarshal(data, d); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		all = append(all, d)
	}
	return all, nil
}
