package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestKeptModels holds the models that are kept to what keeping them again yields: nothing is lost on the way.
func TestKeptModels(t *testing.T) {
	for _, path := range models(t) {
		model := readFile(t, path)
		facts, err := formatFacts(model)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(facts, model) {
			t.Errorf("%s: keeping it again changes it", path)
		}
	}
}

// TestFormatFacts pins what of a model is kept.
func TestFormatFacts(t *testing.T) {
	for name, test := range map[string]struct{ model, want string }{
		"prose of a shape": {
			`{"shapes":{"B":{"documentation":"<p>x</p>","type":"string"},"A":{"type":"long"}}}`,
			`{"shapes":{"B":{"type":"string"},"A":{"type":"long"}}}`,
		},
		"names that are prose elsewhere": {
			`{"shapes":{"examples":{"type":"structure","members":{"documentation":{"shape":"S","documentation":"x"}}}}}`,
			`{"shapes":{"examples":{"type":"structure","members":{"documentation":{"shape":"S"}}}}}`,
		},
		"a member that is called members": {
			`{"shapes":{"S":{"members":{"members":{"shape":"T","documentation":"x"}}}}}`,
			`{"shapes":{"S":{"members":{"members":{"shape":"T"}}}}}`,
		},
		"traits": {
			`{"shapes":{"n#S":{"type":"string","traits":{"smithy.api#documentation":"x"}},` +
				`"n#T":{"type":"string","traits":{"smithy.api#deprecated":{"message":"x"},"smithy.rules#endpointTests":{}}}}}`,
			`{"shapes":{"n#S":{"type":"string"},"n#T":{"type":"string","traits":{"smithy.api#deprecated":{}}}}}`,
		},
		"texts as they are written": {
			`{"shapes":{"S":{"enum":["\u00e9","é","<","a\"b"],"max":1e3}}}`,
			`{"shapes":{"S":{"enum":["\u00e9","é","<","a\"b"],"max":1e3}}}`,
		},
		"a name with HTML in it": {`{"shapes":{"<S>":{}}}`, `{"shapes":{"<S>":{}}}`},
	} {
		facts, err := formatFacts([]byte(test.model))
		if err != nil {
			t.Fatal(err)
		}
		var flat strings.Builder
		for line := range strings.Lines(string(facts)) {
			flat.WriteString(strings.TrimSpace(line))
		}
		if got := strings.ReplaceAll(flat.String(), `": `, `":`); got != test.want {
			t.Errorf("%s:\ngot  %s\nwant %s", name, got, test.want)
		}
	}
}

// TestKeep runs the command with --keep, and holds what is kept to yielding the same document again.
func TestKeep(t *testing.T) {
	keep := t.TempDir()
	const fixture = "testdata/fixture/shop"
	for _, test := range []struct{ model, kept, removed string }{
		{fixture + ".service-2.json", "shop.service-2.json", ""},
		{fixture + ".smithy.json", "shop.smithy.json", "shop.service-2.json"},
		{fixture + ".service-2.json", "shop.service-2.json", "shop.smithy.json"},
	} {
		want := importFiles(t, "--known", "testdata/fixture", "--keep", keep, test.model)["shop.schema.json"]
		files, err := os.ReadDir(keep)
		if err != nil || len(files) != 1 || files[0].Name() != test.kept {
			t.Fatalf("%s: kept %v, %v; want %s alone", test.model, files, err, test.kept)
		}
		path := filepath.Join(keep, test.kept)
		facts := readFile(t, path)
		if bytes.Contains(facts, []byte("rose")) || !bytes.HasPrefix(facts, []byte("{\n \"")) {
			t.Errorf("%s: prose, or another indentation:\n%.200s", test.kept, facts)
		}
		if again := importFiles(t, "--known", "testdata/fixture", path)["shop.schema.json"]; !bytes.Equal(again, want) {
			t.Errorf("%s yields another document than the model that it keeps", test.kept)
		}
	}
}
