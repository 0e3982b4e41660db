package payload

import (
	"context"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/cognitocheck/cognitocheck/host"
	"github.com/cognitocheck/cognitocheck/schemas/reference"
	"github.com/cognitocheck/cognitocheck/validator"
)

func TestAll(t *testing.T) {
	sizes := map[string][2]int{"a": {500, 560}, "b": {5500, 6500}, "c": {65_000, 75_000}, "d": {40_000, 80_000}}
	checker, err := host.New(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer checker.Close(context.Background())
	for _, p := range All() {
		operation, err := validator.Lookup(p.Operation)
		if err != nil {
			t.Fatal(err)
		}
		schema, err := reference.Compile(p.Operation)
		if err != nil {
			t.Fatal(err)
		}
		if size := sizes[p.Name]; len(p.Valid) < size[0] || len(p.Valid) > size[1] {
			t.Errorf("%s has %d bytes, want %v", p.Name, len(p.Valid), size)
		}
		for want, body := range map[int][]byte{0: p.Valid, 1: p.One, 5: p.Five} {
			report, err := operation.Check(body, validator.Options{})
			if err != nil || len(report.Violations) != want || report.Valid != (want == 0) {
				t.Errorf("%s: want %d violations: %v, %s", p.Name, want, err, report.JSON())
			}
			inModule, err := checker.Check(t.Context(), p.Operation, body)
			if err != nil || string(inModule.JSON()) != string(report.JSON()) {
				t.Errorf("%s: the module differs from native: %v, %s", p.Name, err, inModule.JSON())
			}
			value, err := reference.Decode(body)
			if err != nil {
				t.Fatal(err)
			}
			if err := schema.Validate(value); (err == nil) != (want == 0) {
				t.Errorf("%s with %d violations: jsonschema says %v", p.Name, want, err)
			}
		}
	}
}

func TestMessage(t *testing.T) {
	text := strings.Split(string(message().Valid), `"`)[7]
	wide := 0
	for _, r := range text {
		if r >= utf8.RuneSelf {
			wide++
		}
	}
	if n := utf8.RuneCountInString(text); n != 20_000 || wide != n-len("{####}") {
		t.Errorf("%d characters, %d of them not ASCII", n, wide)
	}
}
