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

// TestCommittedDocuments holds the documents in the repository to what the import
// yields from the models beside this test.
func TestCommittedDocuments(t *testing.T) {
	documents := importFiles(t, models(t)...)
	if len(documents) != 3 {
		t.Fatalf("%d documents, want 3", len(documents))
	}
	for name, data := range documents {
		if !bytes.Equal(data, readFile(t, filepath.Join("..", name))) {
			t.Errorf("schemas/%s is not what its model yields: go run ./schemas/import --date %s --out schemas schemas/import/testdata/models/*.json", name, date)
		}
	}
}

// TestReadAsParsed holds the service that is read from a model to the one that is parsed from its document.
func TestReadAsParsed(t *testing.T) {
	for _, path := range models(t) {
		have, err := readService(readFile(t, path), "")
		if err != nil {
			t.Fatal(err)
		}
		have.ModelDate = date
		want := schemas.Load().Service(have.Name)
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

// TestAddedAnchors pins what happens to the ^ and $ that Smithy's form adds.
func TestAddedAnchors(t *testing.T) {
	for name, test := range map[string]struct{ smithy, known, want string }{
		"added":                       {`^[\w]+$`, `[\w]+`, `[\w]+`},
		"the service's own":           {`^[0-9a-f]+$`, `^[0-9a-f]+$`, `^[0-9a-f]+$`},
		"not known":                   {`^[0-9a-f]+$`, ``, `[0-9a-f]+`},
		"another pattern known":       {`^[0-9a-f]+$`, `^[0-9]+$`, `[0-9a-f]+`},
		"added to the service's own":  {`^^a$$`, `^a$`, `^a$`},
		"no pair":                     {`a+`, ``, `a+`},
		"only one":                    {`^a+`, ``, `^a+`},
		"an escaped dollar":           {`^a\$`, ``, `^a\$`},
		"a backslash before the pair": {`^a\\$`, ``, `a\\`},
	} {
		m := newModel()
		shape := m.refer("S")
		shape.Type, shape.ServicePattern = schemas.String, test.smithy
		known := map[string]string{}
		if test.known != "" {
			known["S"] = test.known
		}
		m.dropAddedAnchors(known)
		if shape.ServicePattern != test.want {
			t.Errorf("%s: %s, want %s", name, shape.ServicePattern, test.want)
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
	if err := os.WriteFile(changed, []byte(strings.Replace(model, length, strings.Replace(length, "128", "64", 1), 1)), 0o644); err != nil {
		t.Fatal(err)
	}
	before := importFiles(t, path)["cognito-identity.schema.json"]
	after := importFiles(t, changed)["cognito-identity.schema.json"]
	if want := bytes.Replace(before, []byte("\"x-type\": \"string\",\n      \"minLength\": 1,\n      \"maxLength\": 128,\n      \"pattern\": \"^(?:[A-Za-z0-9_ "), []byte("\"x-type\": \"string\",\n      \"minLength\": 1,\n      \"maxLength\": 64,\n      \"pattern\": \"^(?:[A-Za-z0-9_ "), 1); !bytes.Equal(after, want) {
		t.Error("one changed limit changes more than one number, or none")
	}
	body, err := reference.Decode([]byte(`{"IdentityPoolName":"` + strings.Repeat("a", 65) + `","AllowUnauthenticatedIdentities":true}`))
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

func TestMalformedModels(t *testing.T) {
	// The models differ from a whole one by one replacement.
	botocore := string(readFile(t, "testdata/fixture/shop.service-2.json"))
	smithy := string(readFile(t, "testdata/fixture/shop.smithy.json"))
	rest := string(readFile(t, "testdata/fixture/depot.smithy.json"))
	for name, test := range map[string]struct{ model, old, new, want string }{
		"empty":              {"", "", "", "not a JSON object"},
		"bad JSON":           {botocore, `"max": 3}`, `"max": 3`, "not a JSON object"},
		"two values":         {botocore + "{}", "", "", "more than one JSON value"},
		"a list":             {"[]", "", "", "want an object"},
		"neither form":       {"{}", "", "", "neither a botocore model"},
		"no shapes":          {`{"metadata":{"apiVersion":"1","endpointPrefix":"s","protocol":"rest-json"},"operations":{}}`, "", "", `"shapes" is missing`},
		"no endpoint prefix": {botocore, `"endpointPrefix": "shop",`, "", "no endpoint prefix"},
		"no API version":     {botocore, `"apiVersion": "2020-02-02",`, "", "no API version"},
		"no target prefix": {botocore, `"serviceId": "Shop",
    "targetPrefix": "ShopService"`, `"serviceId": "Shop"`, "without a target prefix"},
		"unknown protocol":      {botocore, `"protocol": "json"`, `"protocol": "ec2"`, `protocol "ec2"`},
		"missing shape":         {botocore, `"member": {"shape": "Line"}`, `"member": {"shape": "Row"}`, "shape Lines refers to shape Row"},
		"missing input":         {botocore, `"input": {"shape": "DropOrderRequest"}`, `"input": {"shape": "Drop"}`, "operation DropOrder refers to shape Drop"},
		"input no structure":    {botocore, `"input": {"shape": "DropOrderRequest"}`, `"input": {"shape": "OrderId"}`, "shape OrderId is a string, not a structure"},
		"unknown type":          {botocore, `"type": "timestamp"`, `"type": "instant"`, `shape Timestamp: unknown type "instant"`},
		"a double":              {botocore, `"Size": {"type": "integer"}`, `"Size": {"type": "double"}`, `shape Size: unknown type "double"`},
		"unknown constraint":    {botocore, `"Size": {"type": "integer"}`, `"Size": {"type": "integer", "multipleOf": 2}`, `shape Size: "multipleOf": not a known field`},
		"unknown member field":  {botocore, `"Note": {"shape": "String"}`, `"Note": {"shape": "String", "maximum": 3}`, `member Note: "maximum": not a known field`},
		"required no member":    {botocore, `"required": ["OrderId"]`, `"required": ["OrderID"]`, "requires OrderID, which is not a member"},
		"duplicate shape":       {botocore, `"Unused": {"type": "string", "max": 3},`, `"String": {"type": "string", "max": 3},`, `duplicate name "String"`},
		"bound no number":       {botocore, `"max": 55`, `"max": "55"`, `shape OrderId: "max"`},
		"bounds crossed":        {botocore, `"max": 55`, `"max": 0`, "minimum 1 is over maximum 0"},
		"negative length":       {botocore, `"min": 1, "max": 55`, `"min": -1, "max": 55`, "negative size"},
		"pattern on an integer": {botocore, `"Size": {"type": "integer"}`, `"Size": {"type": "integer", "pattern": "1"}`, "type integer with a pattern"},
		"bound on a boolean":    {botocore, `{"type": "boolean"}`, `{"type": "boolean", "max": 1}`, "type boolean with a minimum or a maximum"},
		"list of nothing":       {botocore, `"type": "list", "member": {"shape": "Line"}`, `"type": "list"`, "without a member shape"},
		"map without key":       {botocore, `"key": {"shape": "Kind"}, `, "", "without a key or a value shape"},
		"string with members":   {botocore, `"String": {"type": "string"}`, `"String": {"type": "string", "members": {"A": {"shape": "Kind"}}}`, "type string with members"},
		"unknown location":      {botocore, `"Note": {"shape": "String"}`, `"Note": {"shape": "String", "location": "body"}`, `unknown location "body"`},
		"another JSON name":     {botocore, `"Note": {"shape": "String"}`, `"Note": {"shape": "String", "locationName": "note"}`, "named note in JSON"},
		"timestamp as text":     {botocore, `"type": "timestamp"`, `"type": "timestamp", "timestampFormat": "iso8601"`, "iso8601"},
		"pattern not portable":  {botocore, `"^[0-9a-fA-F]+$"`, `"(?i)[0-9a-f]+"`, `shape Hex: pattern "(?i)[0-9a-f]+": no portable form`},
		"no method": {botocore, `{"method": "POST", "requestUri": "/"},
      "input": {"shape": "DropOrderRequest"}`, `{},
      "input": {"shape": "DropOrderRequest"}`, "operation DropOrder: no HTTP method"},

		"unknown Smithy":            {smithy, `"smithy": "2.0"`, `"smithy": "3.0"`, `"3.0", is neither 1 nor 2`},
		"no service":                {smithy, `"type": "service"`, `"type": "resource"`, "no service shape"},
		"missing operation":         {smithy, `"target": "com.example.shop#DropOrder"}`, `"target": "com.example.shop#Drop"}`, "operation com.example.shop#Drop: the model does not have it"},
		"missing target":            {smithy, `"target": "com.example.shop#Line"`, `"target": "com.example.shop#Row"`, "shape Lines refers to shape Row"},
		"no target":                 {smithy, `"Note": {"target": "smithy.api#String"}`, `"Note": {}`, "member Note: no target"},
		"prelude without a type":    {smithy, `"Note": {"target": "smithy.api#String"}`, `"Note": {"target": "smithy.api#Double"}`, "smithy.api#Double has no type"},
		"prelude beside an own":     {smithy, `"com.example.shop#String": {"type": "string"}`, `"com.example.shop#String": {"type": "string", "traits": {"smithy.api#sensitive": {}}}`, "own String differ"},
		"unknown Smithy type":       {smithy, "shop#Kind\": {\n      \"type\": \"enum\"", "shop#Kind\": {\n      \"type\": \"intEnum\"", `unknown type "intEnum"`},
		"a set":                     {smithy, `"type": "list"`, `"type": "set"`, "sets are not read"},
		"unique items":              {smithy, `{"smithy.api#length": {"min": 1, "max": 9}}`, `{"smithy.api#uniqueItems": {}}`, "trait smithy.api#uniqueItems"},
		"constraint on a member":    {smithy, `"Total": {"target": "com.example.shop#Total"}`, `"Total": {"target": "com.example.shop#Total", "traits": {"smithy.api#range": {"max": 1}}}`, "member Total: trait smithy.api#range"},
		"mixin":                     {smithy, `"com.example.shop#Line": {`, `"com.example.shop#Line": {"mixins": [{"target": "com.example.shop#M"}],`, "mixins are not read"},
		"resources":                 {smithy, `"version": "2020-02-02",`, `"version": "2020-02-02", "resources": [{"target": "com.example.shop#R"}],`, "resources and renamed shapes"},
		"Smithy timestamp as text":  {smithy, `"smithy.api#timestampFormat": "epoch-seconds"`, `"smithy.api#timestampFormat": "date-time"`, `"date-time" is not a number`},
		"payload":                   {rest, `"smithy.api#httpHeader": "x-trace"`, `"smithy.api#httpPayload": {}`, "trait smithy.api#httpPayload"},
		"REST without HTTP binding": {rest, `"traits": {"smithy.api#http": {"method": "POST", "uri": "/ping", "code": 202}}`, `"traits": {}`, `"smithy.api#http" is missing`},
		"no protocol":               {rest, `"aws.protocols#restJson1": {}`, `"aws.protocols#restXml": {}`, "neither json nor rest-json"},
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
		code := doMain([]string{"--date", date, "--out", out, "testdata/fixture/depot.service-2.json", model}, &stdout, &stderr)
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
		"no model":      {[]string{"--date", date}, "requires at least 1 arg"},
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
	if code := doMain([]string{"--help"}, &stdout, &stderr); code != 0 || !strings.Contains(stdout.String(), "go run ./schemas/import --date") {
		t.Errorf("--help: exit code %d, %s%s", code, &stdout, &stderr)
	}
}
