package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cognitocheck/cognitocheck/schemas"
)

// TestDescribeChanges changes a model in one place and pins what the command says of it. The document at hand is that
// of the fixture.
func TestDescribeChanges(t *testing.T) {
	model := string(readFile(t, "testdata/fixture/shop.service-2.json"))
	for name, test := range map[string]struct {
		old, new string
		want     []string
	}{
		"nothing": {"{", "{", []string{"nothing else has changed"}},
		"a new operation": {
			`"operations": {`, `"operations": {"Look": {"http": {"method": "POST", "requestUri": "/"}},`,
			[]string{"operation Look is new"},
		},
		"a new member and shape": {
			`"Note": {"shape": "String"},`, `"Note": {"shape": "String"}, "More": {"shape": "Unused"},`,
			[]string{"member PutOrderRequest.More is new", "shape Unused is new"},
		},
		"a new member that is required": {
			`"required": ["Lines", "OrderId"],
      "members": {`,
			`"required": ["Lines", "OrderId", "More"],
      "members": {"More": {"shape": "String"},`,
			[]string{"member PutOrderRequest.More is new", "member PutOrderRequest.More is required now"},
		},
		"a member less": {`"Note": {"shape": "String"},`, ``, []string{"member PutOrderRequest.Note is gone"}},
		"a member of another shape": {
			`"Note": {"shape": "String"}`, `"Note": {"shape": "Hex"}`,
			[]string{"shape of member PutOrderRequest.Note: Hex, was String"},
		},
		"required": {
			`"required": ["Lines", "OrderId"]`, `"required": ["Note", "OrderId"]`,
			[]string{"member PutOrderRequest.Note is required now", "member PutOrderRequest.Lines is no longer required"},
		},
		"deprecated": {
			`"Note": {"shape": "String"}`, `"Note": {"shape": "String", "deprecated": true}`,
			[]string{"member PutOrderRequest.Note is deprecated now"},
		},
		"sensitive": {
			`"Hex": {"type": "string",`, `"Hex": {"type": "string", "sensitive": true,`,
			[]string{"shape Hex is sensitive now"},
		},
		"bounds": {
			`"min": 1, "max": 55`, `"max": 64`,
			[]string{"minimum of shape OrderId: none, was 1", "maximum of shape OrderId: 64, was 55"},
		},
		"a pattern": {
			`"^[0-9a-fA-F]+$"`, `"^[0-9a-f]+$"`,
			[]string{"pattern of shape Hex: ^[0-9a-f]+$, was ^[0-9a-fA-F]+$"},
		},
		"enum values": {
			`"enum": ["small", "x-large", "BIG"]`, `"enum": ["small", "a b", "BIG"]`,
			[]string{`enum value "a b" of shape Kind is new`, `enum value "x-large" of shape Kind is gone`},
		},
		"the order of an enum": {
			`"enum": ["small", "x-large", "BIG"]`, `"enum": ["x-large", "small", "BIG"]`,
			[]string{"the enum values of shape Kind come in another order"},
		},
		"an enum less": {`"enum": ["small", "x-large", "BIG"]`, `"max": 9`, []string{
			"maximum of shape Kind: 9, was none", "enum of shape Kind is gone",
		}},
		"an element": {
			`"member": {"shape": "Line"}`, `"member": {"shape": "Hex"}`,
			[]string{"element of shape Lines: Hex, was Line", "shape Count is gone", "shape Line is gone"},
		},
		"an exception": {
			`"errors": [{"shape": "TooManyOrders"}, {"shape": "BadOrder"}]`,
			`"errors": [{"shape": "BadOrder"}, {"shape": "Late"}]`,
			[]string{
				"exception Late of operation PutOrder is new", "exception TooManyOrders of operation PutOrder is gone",
			},
		},
		"the API's version": {`"2020-02-02"`, `"2021-02-02"`, []string{"API version: 2021-02-02, was 2020-02-02"}},
	} {
		if !strings.Contains(model, test.old) {
			t.Errorf("%s: the model does not have %s", name, test.old)
			continue
		}
		path := filepath.Join(t.TempDir(), "model.json")
		if err := os.WriteFile(path, []byte(strings.Replace(model, test.old, test.new, 1)), 0o644); err != nil {
			t.Fatal(err)
		}
		var stdout, stderr bytes.Buffer
		args := []string{"--date", "2026-09-01", "--out", t.TempDir(), "--known", "testdata/fixture", path}
		if code := doMain(args, &stdout, &stderr); code != 0 {
			t.Errorf("%s: exit code %d, %s", name, code, &stderr)
			continue
		}
		const first = "the model was of " + date + " and is of 2026-09-01"
		var said []string
		for line := range strings.Lines(stdout.String()) {
			if line = strings.TrimSpace(line); !strings.Contains(line, "to do by hand") && !strings.HasSuffix(line, ".json") {
				said = append(said, line)
			}
		}
		slices.Sort(said)
		want := append([]string{first}, test.want...)
		slices.Sort(want)
		if !slices.Equal(said, want) {
			t.Errorf("%s:\nsaid %q\nwant %q", name, said, want)
		}
	}
}

// TestWords holds the patterns of the committed documents and those that have words, as the command reads them, to
// being the same, and differences to being named.
func TestWords(t *testing.T) {
	path := filepath.Join("..", "tables", "words.go")
	words, err := readWords(path)
	if err != nil {
		t.Fatal(err)
	}
	if left := compareWords(schemas.Load().Services, words, path); len(left) > 0 {
		t.Errorf("%q", left)
	}
	left, err := describeWords([]*imported{{service: &schemas.Service{Name: "cognito-sync", Shapes: []*schemas.Shape{
		{Name: "A", ServicePattern: "a+"}, {Name: "B", ServicePattern: "a+"},
		{Name: "C", ServicePattern: `[\S]+`}, {Name: "D"},
	}}}}, "..")
	const tail = " tables/automaton/patterns_test.go"
	want := []string{
		"say in ../tables/words.go what the pattern of A allows, and translate it in" + tail + ": a+",
		"take out of ../tables/words.go, and replace in" + tail + ", the pattern that no shape has: [a-zA-Z0-9_.:-]+",
		"take out of ../tables/words.go, and replace in" + tail + ", the pattern that no shape has: " +
			`arn:aws:iam::\d+:role/.*`,
		"take out of ../tables/words.go, and replace in" + tail + ", the pattern that no shape has: " +
			`arn:aws:sns:[-0-9a-z]+:\d+:app/[A-Z_]+/[a-zA-Z0-9_.-]+`,
	}
	if err != nil || !slices.Equal(left, want) {
		t.Errorf("%v\nsaid %q\nwant %q", err, left, want)
	}
	left, err = describeWords(nil, "testdata/fixture")
	if err != nil || len(left) != 1 || !strings.Contains(left[0], "there is no testdata/fixture/tables/words.go") {
		t.Errorf("without a list: %q, %v", left, err)
	}
	if _, err := readWords("words.go"); err == nil {
		t.Error("a file without the list: no error")
	}
}
