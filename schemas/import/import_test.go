package main

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/cognitocheck/cognitocheck/schemas"
	"github.com/cognitocheck/cognitocheck/schemas/reference"
)

var update = flag.Bool("update", false, "rewrite the golden documents of the fixtures")

// date is that of the fixtures.
const date = "2026-08-07"

// importFiles runs the command and returns the documents it wrote, by file name.
func importFiles(t *testing.T, args ...string) map[string][]byte {
	t.Helper()
	out := t.TempDir()
	var stdout, stderr bytes.Buffer
	if code := doMain(append([]string{"--date", date, "--out", out}, args...), &stdout, &stderr); code != 0 {
		t.Fatalf("exit code %d: %s", code, &stderr)
	}
	files, err := filepath.Glob(filepath.Join(out, "*"))
	if err != nil {
		t.Fatal(err)
	}
	documents := map[string][]byte{}
	for _, file := range files {
		documents[filepath.Base(file)] = readFile(t, file)
	}
	return documents
}

func readFile(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func models(t *testing.T) []string {
	t.Helper()
	paths, err := filepath.Glob("testdata/models/*.json")
	if err != nil || len(paths) != 3 {
		t.Fatalf("models: %v, %v", paths, err)
	}
	return paths
}

// readCorrected reads a model with its corrections, as the command does.
func readCorrected(data []byte, known string) (*schemas.Service, error) {
	corrections, err := readCorrections(schemas.Corrections)
	if err != nil {
		return nil, err
	}
	one, err := importModel(data, options{known: known}, corrections)
	if err != nil {
		return nil, err
	}
	return one.service, nil
}

// TestCommittedDocuments holds the documents in the repository to what the import yields from the models beside this
// test.
func TestCommittedDocuments(t *testing.T) {
	for _, path := range models(t) {
		have, err := readCorrected(readFile(t, path), "..")
		if err != nil {
			t.Fatal(err)
		}
		committed := filepath.Join("..", have.Name+".schema.json")
		document := readFile(t, committed)
		known, err := schemas.Parse(document)
		if err != nil {
			t.Fatal(err)
		}
		have.ModelDate = known.ModelDate
		if !bytes.Equal(schemas.Format(have), document) {
			t.Errorf("%s is not what %s yields: make import MODELS=schemas/import/%s DATE=%s",
				committed, path, path, known.ModelDate)
		}
	}
}

// TestReadAsParsed holds the service that is read from a model to the one that is parsed from its document.
func TestReadAsParsed(t *testing.T) {
	for _, path := range models(t) {
		have, err := readCorrected(readFile(t, path), "..")
		if err != nil {
			t.Fatal(err)
		}
		want := schemas.Load().Service(have.Name)
		have.ModelDate = want.ModelDate
		if !reflect.DeepEqual(have, want) {
			t.Errorf("%s: the service that is read is not the one that its document says", have.Name)
		}
	}
}

// TestBothForms holds the two forms of one service to the same document.
func TestBothForms(t *testing.T) {
	for _, name := range []string{"shop", "depot"} {
		fixture := filepath.Join("testdata", "fixture", name)
		file, golden := name+".schema.json", fixture+".schema.json"
		botocore := importFiles(t, fixture+".service-2.json")[file]
		if *update {
			if err := os.WriteFile(golden, botocore, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if !bytes.Equal(botocore, readFile(t, golden)) {
			t.Errorf("%s: not the golden document; see it with go test ./schemas/import -update", name)
		}
		known := filepath.Dir(golden)
		if smithy := importFiles(t, "--known", known, fixture+".smithy.json")[file]; !bytes.Equal(smithy, botocore) {
			t.Errorf("%s: Smithy's form yields another document:\n%s", name, smithy)
		}
		if _, err := schemas.New(botocore); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if bytes.Contains(botocore, []byte("rose")) {
			t.Errorf("%s: prose in the document", name)
		}
	}
}

// TestChangedModel holds a changed fact to changing the document and the verdict.
func TestChangedModel(t *testing.T) {
	const path = "testdata/models/cognito-identity.service-2.json"
	model := string(readFile(t, path))
	const length = `"IdentityPoolName": {
   "type": "string",
   "max": 128,`
	if strings.Count(model, length) != 1 {
		t.Fatal("the model does not have the limit that this test changes")
	}
	changed := filepath.Join(t.TempDir(), "model.json")
	if err := os.WriteFile(changed, []byte(strings.Replace(model, length, strings.Replace(length, "128", "64", 1), 1)),
		0o644); err != nil {
		t.Fatal(err)
	}
	before := importFiles(t, path)["cognito-identity.schema.json"]
	after := importFiles(t, changed)["cognito-identity.schema.json"]
	if want := bytes.Replace(before,
		[]byte("\"x-type\": \"string\",\n      \"minLength\": 1,\n      \"maxLength\": 128,\n      \"pattern\": "+
			"\"^(?:[A-Za-z0-9_ "),
		[]byte("\"x-type\": \"string\",\n      \"minLength\": 1,\n      \"maxLength\": 64,\n      \"pattern\": "+
			"\"^(?:[A-Za-z0-9_ "), 1); !bytes.Equal(after, want) {
		t.Error("one changed limit changes more than one number, or none")
	}
	body, err := reference.Decode(
		[]byte(`{"IdentityPoolName":"` + strings.Repeat("a", 65) + `","AllowUnauthenticatedIdentities":true}`))
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		document []byte
		valid    bool
	}{"before": {before, true}, "after": {after, false}} {
		m, err := schemas.New(test.document)
		if err != nil {
			t.Fatal(err)
		}
		engine, err := reference.New(m)
		if err != nil {
			t.Fatal(err)
		}
		schema, err := engine.Compile("cognito-identity.CreateIdentityPool")
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(body); (err == nil) != test.valid {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestReadWithoutEffect adds to a model what cannot change a verdict, and holds the import to the same document.
func TestReadWithoutEffect(t *testing.T) {
	const fixture = "testdata/fixture/shop"
	for name, test := range map[string]struct{ form, old, new string }{
		"a token that clients make up": {
			".service-2.json", `"Note": {"shape": "String"}`, `"Note": {"shape": "String", "idempotencyToken": true}`,
		},
		"a deprecated shape": {
			".service-2.json", `"Size": {"type": "integer"}`,
			`"Size": {"type": "integer", "deprecated": true, "deprecatedMessage": "Old."}`,
		},
		"a deprecated operation": {
			".service-2.json", `"output": {"shape": "PutOrderResponse"}`,
			`"output": {"shape": "PutOrderResponse"}, "deprecated": true, "idempotent": true`,
		},
		"a timestamp that is a number": {
			".service-2.json", `"type": "timestamp"`, `"type": "timestamp", "timestampFormat": "unixTimestamp"`,
		},
		"shapes that no operation leads to": {
			".service-2.json", `"Unused": {"type": "string", "max": 3}`,
			`"Unused": {"type": "double"}, "No": {"type": "string", "enum": []},
			"One": {"type": "structure", "union": true, "members": {}}`,
		},
		"a token in Smithy's form": {
			".smithy.json", `"Note": {"target": "smithy.api#String"}`,
			`"Note": {"target": "smithy.api#String", "traits": {"smithy.api#idempotencyToken": {}}}`,
		},
		"a deprecated shape in Smithy's form": {
			".smithy.json", `"smithy.api#range": {"min": 1}`, `"smithy.api#range": {"min": 1}, "smithy.api#deprecated": {}`,
		},
		"a trait of AWS": {
			".smithy.json", `"smithy.api#range": {"min": 1}`, `"smithy.api#range": {"min": 1}, "aws.api#data": "content"`,
		},
		"shapes in Smithy's form that no operation leads to": {
			".smithy.json", `"com.example.shop#Unused": {"type": "string",`,
			`"com.example.shop#One": {"type": "union", "members": {}}, "com.example.shop#Unused": {"type": "double",`,
		},
	} {
		model := string(readFile(t, fixture+test.form))
		if strings.Count(model, test.old) != 1 {
			t.Errorf("%s: %q is %d times in the model", name, test.old, strings.Count(model, test.old))
			continue
		}
		path := filepath.Join(t.TempDir(), "model.json")
		if err := os.WriteFile(path, []byte(strings.Replace(model, test.old, test.new, 1)), 0o644); err != nil {
			t.Fatal(err)
		}
		document := importFiles(t, "--known", "testdata/fixture", path)["shop.schema.json"]
		if !bytes.Equal(document, readFile(t, fixture+".schema.json")) {
			t.Errorf("%s: another document", name)
		}
	}
}

func TestMalformedModels(t *testing.T) {
	// The models differ from a whole one by one replacement.
	botocore := string(readFile(t, "testdata/fixture/shop.service-2.json"))
	smithy := string(readFile(t, "testdata/fixture/shop.smithy.json"))
	rest := string(readFile(t, "testdata/fixture/depot.smithy.json"))
	for name, test := range map[string]struct{ model, old, new, want string }{
		"empty":        {want: "not a JSON object"},
		"bad JSON":     {model: botocore, old: `"max": 3}`, new: `"max": 3`, want: "not a JSON object"},
		"two values":   {model: botocore + "{}", want: "more than one JSON value"},
		"a list":       {model: "[]", want: "want an object"},
		"neither form": {model: "{}", want: "neither a botocore model"},
		"no shapes": {
			model: `{"metadata":{"apiVersion":"1","endpointPrefix":"s","protocol":"rest-json"},"operations":{}}`,
			want:  `"shapes" is missing`,
		},
		"no endpoint prefix": {model: botocore, old: `"endpointPrefix": "shop",`, want: "no endpoint prefix"},
		"no API version":     {model: botocore, old: `"apiVersion": "2020-02-02",`, want: "no API version"},
		"no target prefix": {
			model: botocore,
			old: `"serviceId": "Shop",
    "targetPrefix": "ShopService"`,
			new:  `"serviceId": "Shop"`,
			want: "without a target prefix",
		},
		"unknown protocol": {
			model: botocore, old: `"protocol": "json"`, new: `"protocol": "ec2"`, want: `protocol "ec2"`,
		},
		"missing shape": {
			model: botocore,
			old:   `"member": {"shape": "Line"}`,
			new:   `"member": {"shape": "Row"}`,
			want:  "shape Lines refers to shape Row",
		},
		"missing input": {
			model: botocore,
			old:   `"input": {"shape": "DropOrderRequest"}`,
			new:   `"input": {"shape": "Drop"}`,
			want:  "operation DropOrder refers to shape Drop",
		},
		"input no structure": {
			model: botocore,
			old:   `"input": {"shape": "DropOrderRequest"}`,
			new:   `"input": {"shape": "OrderId"}`,
			want:  "shape OrderId is a string, not a structure",
		},
		"unknown type": {
			model: botocore,
			old:   `"type": "timestamp"`,
			new:   `"type": "instant"`,
			want:  `shape Timestamp: unknown type "instant"`,
		},
		"a double": {
			model: botocore,
			old:   `"Size": {"type": "integer"}`,
			new:   `"Size": {"type": "double"}`,
			want:  "shape Size: type double is not read, because numbers are integers",
		},
		"unknown constraint": {
			model: botocore,
			old:   `"Size": {"type": "integer"}`,
			new:   `"Size": {"type": "integer", "multipleOf": 2}`,
			want:  `shape Size: "multipleOf": not a known field`,
		},
		"unknown operation field": {
			model: botocore,
			old:   `"output": {"shape": "PutOrderResponse"}`,
			new:   `"output": {"shape": "PutOrderResponse"}, "eventstream": true`,
			want:  `operation PutOrder: "eventstream": not a known field of an operation`,
		},
		"unknown member field": {
			model: botocore,
			old:   `"Note": {"shape": "String"}`,
			new:   `"Note": {"shape": "String", "maximum": 3}`,
			want:  `member Note: "maximum": not a known field`,
		},
		"required no member": {
			model: botocore,
			old:   `"required": ["OrderId"]`,
			new:   `"required": ["OrderID"]`,
			want:  "requires OrderID, which is not a member",
		},
		"duplicate shape": {
			model: botocore,
			old:   `"Unused": {"type": "string", "max": 3},`,
			new:   `"String": {"type": "string", "max": 3},`,
			want:  `duplicate name "String"`,
		},
		"bound no number": {model: botocore, old: `"max": 55`, new: `"max": "55"`, want: `shape OrderId: "max"`},
		"bounds crossed":  {model: botocore, old: `"max": 55`, new: `"max": 0`, want: "minimum 1 is over maximum 0"},
		"negative length": {
			model: botocore, old: `"min": 1, "max": 55`, new: `"min": -1, "max": 55`, want: "negative size",
		},
		"pattern on an integer": {
			model: botocore,
			old:   `"Size": {"type": "integer"}`,
			new:   `"Size": {"type": "integer", "pattern": "1"}`,
			want:  "type integer with a pattern",
		},
		"bound on a boolean": {
			model: botocore,
			old:   `{"type": "boolean"}`,
			new:   `{"type": "boolean", "max": 1}`,
			want:  "type boolean with a minimum or a maximum",
		},
		"list of nothing": {
			model: botocore,
			old:   `"type": "list", "member": {"shape": "Line"}`,
			new:   `"type": "list"`,
			want:  "without a member shape",
		},
		"map without key": {model: botocore, old: `"key": {"shape": "Kind"}, `, want: "without a key or a value shape"},
		"string with members": {
			model: botocore,
			old:   `"String": {"type": "string"}`,
			new:   `"String": {"type": "string", "members": {"A": {"shape": "Kind"}}}`,
			want:  "type string with members",
		},
		"unknown location": {
			model: botocore,
			old:   `"Note": {"shape": "String"}`,
			new:   `"Note": {"shape": "String", "location": "body"}`,
			want:  `unknown location "body"`,
		},
		"another JSON name": {
			model: botocore,
			old:   `"Note": {"shape": "String"}`,
			new:   `"Note": {"shape": "String", "locationName": "note"}`,
			want:  "named note in JSON",
		},
		"timestamp as text": {
			model: botocore,
			old:   `"type": "timestamp"`,
			new:   `"type": "timestamp", "timestampFormat": "iso8601"`,
			want:  "iso8601",
		},
		"an empty pattern": {
			model: botocore,
			old:   `"^[0-9a-fA-F]+$"`,
			new:   `""`,
			want:  "shape Hex: the pattern is empty",
		},
		"one anchor": {
			model: botocore,
			old:   `"^[0-9a-fA-F]+$"`,
			new:   `"^[0-9a-fA-F]+"`,
			want:  `shape Hex: pattern "^[0-9a-fA-F]+": one anchor only`,
		},
		"an empty enum": {
			model: botocore,
			old:   `"enum": ["small", "x-large", "BIG"]`,
			new:   `"enum": []`,
			want:  "shape Kind: an enum without values, which nothing could pass; say in schemas/corrections.yaml",
		},
		"an enum value twice": {
			model: botocore,
			old:   `"enum": ["small", "x-large", "BIG"]`,
			new:   `"enum": ["small", "small"]`,
			want:  `shape Kind: the enum has the value "small" twice`,
		},
		"an empty enum value": {
			model: botocore,
			old:   `"enum": ["small", "x-large", "BIG"]`,
			new:   `"enum": ["small", ""]`,
			want:  "shape Kind: the enum has an empty value",
		},
		"an enum value with a quote": {
			model: botocore,
			old:   `"enum": ["small", "x-large", "BIG"]`,
			new:   `"enum": ["sm\"all"]`,
			want:  `shape Kind: the enum's value "sm\"all" has a character that reports cannot hold`,
		},
		"an enum value with a backslash": {
			model: botocore,
			old:   `"enum": ["small", "x-large", "BIG"]`,
			new:   `"enum": ["\\"]`,
			want:  `shape Kind: the enum's value "\\" has a character that reports cannot hold`,
		},
		"an enum value with a control character": {
			model: botocore,
			old:   `"enum": ["small", "x-large", "BIG"]`,
			new:   `"enum": ["small\t"]`,
			want:  `shape Kind: the enum's value "small\t" has a character that reports cannot hold`,
		},
		"an enum value beyond ASCII": {
			model: smithy,
			old:   `"smithy.api#enumValue": "x-large"`,
			new:   `"smithy.api#enumValue": "größer"`,
			want:  "shape Kind: the enum's value \"größer\" has a character that reports cannot hold",
		},
		"an enum value that is a lone surrogate": {
			model: botocore,
			old:   `"enum": ["small", "x-large", "BIG"]`,
			new:   `"enum": ["\ud800"]`,
			want:  "shape Kind: the enum's value",
		},
		"a union": {
			model: botocore,
			old:   `"Line": {`,
			new:   `"Line": {"union": true,`,
			want:  "shape Line: type union is not read, because exactly one of its members may be set; leave the operations",
		},
		"a member with a quote": {
			model: botocore,
			old:   `"Note": {"shape": "String"}`,
			new:   `"No\"te": {"shape": "String"}`,
			want:  `shape PutOrderRequest: member: the name "No\"te" is not of letters`,
		},
		"a member with a control character": {
			model: botocore,
			old:   `"Note": {"shape": "String"}`,
			new:   `"No\u0000te": {"shape": "String"}`,
			want:  `member: the name "No\x00te" is not of letters`,
		},
		"a member beyond ASCII": {
			model: botocore,
			old:   `"Note": {"shape": "String"}`,
			new:   `"Noté": {"shape": "String"}`,
			want:  "member: the name \"Noté\" is not of letters",
		},
		"not UTF-8": {
			model: botocore,
			old:   `"Note": {"shape": "String"}`,
			new:   "\"Note\xff\": {\"shape\": \"String\"}",
			want:  "the file is not UTF-8",
		},
		"pattern not portable": {
			model: botocore,
			old:   `"^[0-9a-fA-F]+$"`,
			new:   `"(?i)[0-9a-f]+"`,
			want:  `shape Hex: pattern "(?i)[0-9a-f]+": no portable form`,
		},
		"no method": {
			model: botocore,
			old: `{"method": "POST", "requestUri": "/"},
      "input": {"shape": "DropOrderRequest"}`,
			new: `{},
      "input": {"shape": "DropOrderRequest"}`,
			want: "operation DropOrder: no HTTP method",
		},

		"unknown Smithy": {
			model: smithy, old: `"smithy": "2.0"`, new: `"smithy": "3.0"`, want: `"3.0", is neither 1 nor 2`,
		},
		"no service": {
			model: smithy, old: `"type": "service"`, new: `"type": "resource"`, want: "no service shape",
		},
		"missing operation": {
			model: smithy,
			old:   `"target": "com.example.shop#DropOrder"}`,
			new:   `"target": "com.example.shop#Drop"}`,
			want:  "operation com.example.shop#Drop: the model does not have it",
		},
		"missing target": {
			model: smithy,
			old:   `"target": "com.example.shop#Line"`,
			new:   `"target": "com.example.shop#Row"`,
			want:  "shape Lines refers to shape Row",
		},
		"no target": {
			model: smithy, old: `"Note": {"target": "smithy.api#String"}`, new: `"Note": {}`, want: "member Note: no target",
		},
		"prelude without a type": {
			model: smithy,
			old:   `"Note": {"target": "smithy.api#String"}`,
			new:   `"Note": {"target": "smithy.api#Double"}`,
			want:  "prelude shape smithy.api#Double: type double is not read",
		},
		"prelude beside an own": {
			model: smithy,
			old:   `"com.example.shop#String": {"type": "string"}`,
			new:   `"com.example.shop#String": {"type": "string", "traits": {"smithy.api#sensitive": {}}}`,
			want:  "own String differ",
		},
		"an empty Smithy enum": {
			model: smithy,
			old: `"members": {
        "SMALL": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": "small"}},
        "X_LARGE": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": "x-large"}},
        "BIG": {"target": "smithy.api#Unit"}
      }`,
			new:  `"members": {}`,
			want: "shape Kind: an enum without values",
		},
		"an empty Smithy pattern": {
			model: smithy,
			old:   `"^[0-9a-fA-F]+$"`,
			new:   `""`,
			want:  "shape Hex: trait smithy.api#pattern: the pattern is empty",
		},
		"alternatives without anchors": {
			model: smithy,
			old:   `"^[0-9a-fA-F]+$"`,
			new:   `"^[0-9]+|[a-f]+$"`,
			want:  `shape Hex: pattern "^[0-9]+|[a-f]+$": not every alternative has both anchors`,
		},
		"a Smithy union": {
			model: smithy,
			old:   "shop#Line\": {\n      \"type\": \"structure\"",
			new:   "shop#Line\": {\n      \"type\": \"union\"",
			want:  "shape Line: type union is not read",
		},
		"unknown trait": {
			model: smithy,
			old:   `"smithy.api#range": {"min": 1}`,
			new:   `"smithy.api#multipleOf": 2`,
			want:  "shape Count: trait smithy.api#multipleOf: not a known trait",
		},
		"unknown trait of a member": {
			model: smithy,
			old:   `"Total": {"target": "com.example.shop#Total"}`,
			new:   `"Total": {"target": "com.example.shop#Total", "traits": {"com.example#even": {}}}`,
			want:  "member Total: trait com.example#even: not a known trait",
		},
		"unknown Smithy type": {
			model: smithy,
			old:   "shop#Kind\": {\n      \"type\": \"enum\"",
			new:   "shop#Kind\": {\n      \"type\": \"intEnum\"",
			want:  "type intEnum is not read, because its values are numbers; leave the operations",
		},
		"a set": {model: smithy, old: `"type": "list"`, new: `"type": "set"`, want: "type set is not read"},
		"unique items": {
			model: smithy,
			old:   `{"smithy.api#length": {"min": 1, "max": 9}}`,
			new:   `{"smithy.api#uniqueItems": {}}`,
			want:  "trait smithy.api#uniqueItems",
		},
		"constraint on a member": {
			model: smithy,
			old:   `"Total": {"target": "com.example.shop#Total"}`,
			new:   `"Total": {"target": "com.example.shop#Total", "traits": {"smithy.api#range": {"max": 1}}}`,
			want:  "member Total: trait smithy.api#range",
		},
		"mixin": {
			model: smithy,
			old:   `"com.example.shop#Line": {`,
			new:   `"com.example.shop#Line": {"mixins": [{"target": "com.example.shop#M"}],`,
			want:  "mixins are not read",
		},
		"resources": {
			model: smithy,
			old:   `"version": "2020-02-02",`,
			new:   `"version": "2020-02-02", "resources": [{"target": "com.example.shop#R"}],`,
			want:  "resources and renamed shapes",
		},
		"Smithy timestamp as text": {
			model: smithy,
			old:   `"smithy.api#timestampFormat": "epoch-seconds"`,
			new:   `"smithy.api#timestampFormat": "date-time"`,
			want:  `"date-time" is not a number`,
		},
		"payload": {
			model: rest,
			old:   `"smithy.api#httpHeader": "x-trace"`,
			new:   `"smithy.api#httpPayload": {}`,
			want:  "trait smithy.api#httpPayload",
		},
		"REST without HTTP binding": {
			model: rest,
			old:   `"traits": {"smithy.api#http": {"method": "POST", "uri": "/ping", "code": 202}}`,
			new:   `"traits": {}`,
			want:  `"smithy.api#http" is missing`,
		},
		"no protocol": {
			model: rest,
			old:   `"aws.protocols#restJson1": {}`,
			new:   `"aws.protocols#restXml": {}`,
			want:  "neither json nor rest-json",
		},
	} {
		if strings.Count(test.model, test.old) != 1 && test.old != "" {
			t.Errorf("%s: %q stands %d times in the model", name, test.old, strings.Count(test.model, test.old))
			continue
		}
		model := filepath.Join(t.TempDir(), "model.json")
		changed := test.model
		if test.old != "" {
			changed = strings.Replace(changed, test.old, test.new, 1)
		}
		if err := os.WriteFile(model, []byte(changed), 0o644); err != nil {
			t.Fatal(err)
		}
		out := t.TempDir()
		var stdout, stderr bytes.Buffer
		code := doMain([]string{"--date", date, "--out", out, "testdata/fixture/depot.service-2.json", model}, &stdout,
			&stderr)
		if code != 2 || !strings.Contains(stderr.String(), test.want) || !strings.Contains(stderr.String(), "model.json: ") {
			t.Errorf("%s: exit code %d, %swant %q", name, code, &stderr, test.want)
		}
		if files, _ := os.ReadDir(out); len(files) > 0 || stdout.Len() > 0 {
			t.Errorf("%s: something was written", name)
		}
	}
}

func TestUsage(t *testing.T) {
	const model = "testdata/fixture/shop.service-2.json"
	for name, test := range map[string]struct {
		args []string
		want string
	}{
		"no model":      {[]string{"--date", date}, "give the file of a model"},
		"no date":       {[]string{model}, "want YYYY-MM-DD"},
		"bad date":      {[]string{"--date", "2026-02-30", model}, "want YYYY-MM-DD"},
		"no such model": {[]string{"--date", date, "testdata/none.json"}, "testdata/none.json"},
		"twice":         {[]string{"--date", date, model, model}, "service shop was already read"},
		"no such out":   {[]string{"--date", date, "--out", "testdata/none", model}, "testdata/none"},
		"unknown flag":  {[]string{"--day", date}, "unknown flag"},
	} {
		var stdout, stderr bytes.Buffer
		if code := doMain(test.args, &stdout, &stderr); code != 2 || !strings.Contains(stderr.String(), test.want) {
			t.Errorf("%s: exit code %d, %s", name, code, &stderr)
		}
	}
	var stdout, stderr bytes.Buffer
	if code := doMain([]string{"--help"}, &stdout, &stderr); code != 0 ||
		!strings.Contains(stdout.String(), "go run ./schemas/import --date") {
		t.Errorf("--help: exit code %d, %s%s", code, &stdout, &stderr)
	}
}
