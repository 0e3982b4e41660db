package awscli

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestShorthandFiles reads KEY@=file://…, which newer versions of the aws command line know.
func TestShorthandFiles(t *testing.T) {
	reader := readerIn(writeFiles(t))
	for name, row := range map[string]struct{ words, body, err string }{
		"text":            {`Name=a,Value@=file://token.txt`, `[{"Name": "a", "Value": "token\n"}]`, ""},
		"text, then more": {`Value@=file://token.txt,Name=a`, `[{"Value": "token\n", "Name": "a"}]`, ""},
		"quoted":          {`Value@="file://token.txt"`, `[{"Value": "token\n"}]`, ""},
		"in brackets":     {`Value@=[file://token.txt,x]`, `[{"Value": ["token\n", "x"]}]`, ""},
		"no file":         {`Name@=a`, `[{"Name": "a"}]`, ""},
		"without the @":   {`Value=file://token.txt`, `[{"Value": "file://token.txt"}]`, ""},
		"not there":       {`Value@=file://nowhere`, "", "Unable to load paramfile: "},
		"bytes":           {`Value@=fileb://token.txt`, "", "fileb:// is for blobs only at UserAttributes.0.Value"},
	} {
		request, err := reader.Read([]string{
			"cognito-idp", "update-user-attributes", "--access-token", "t", "--user-attributes", row.words,
		})
		switch {
		case row.err != "":
			if err == nil || !strings.Contains(err.Error(), row.err) {
				t.Errorf("%s: error %v, want %s", name, err, row.err)
			}
		case err != nil:
			t.Errorf("%s: %v", name, err)
		default:
			if want := `{"UserAttributes": ` + row.body + `, "AccessToken": "t"}`; string(request.Body) != want {
				t.Errorf("%s: body %s, want %s", name, request.Body, want)
			}
		}
	}
}

// TestShorthandShapes covers shapes that no operation has today.
func TestShorthandShapes(t *testing.T) {
	text := &shape{Type: typeString}
	valued := &shape{Type: typeStructure, Members: []member{{Name: "Value", Shape: text}}}
	document := &shape{Type: typeDocument}
	holder := &shape{
		Type: typeStructure, Members: []member{{Name: "Settings", Shape: document}, {Name: "Name", Shape: text}},
	}
	for name, row := range map[string]struct {
		shape *shape
		words []string
		want  string // or the error
	}{
		"a structure of one text named Value": {shape: valued, words: []string{"stop"}, want: `{"Value": "stop"}`},
		"the same, in full": {
			shape: valued, words: []string{"Value=stop"}, want: `{"Value": "stop"}`,
		},
		"a structure that holds a document": {shape: holder, words: []string{"Name=a"}, want: `{"Name": "a"}`},
		"a document in a structure": {
			shape: holder,
			words: []string{"Settings={a=b}"},
			want: "Error parsing parameter '--x': Shorthand syntax does not support document types. Use JSON input for " +
				"top-level argument to specify nested parameter: Settings; " + jsonNext,
		},
		"a document in a structure, in JSON": {
			shape: holder, words: []string{`{"Settings":{"a":1}}`}, want: `{"Settings": {"a": 1}}`,
		},
		"a list of documents is never shorthand": {
			shape: &shape{Type: typeList, Element: document}, words: []string{"1", "null"}, want: `[1, null]`,
		},
		"a list of booleans": {
			shape: &shape{Type: typeList, Element: &shape{Type: typeBoolean}},
			words: []string{"true", "False", "x", ""},
			want:  `[true, false, true, false]`,
		},
		"a list of lists": {
			shape: &shape{Type: typeList, Element: &shape{Type: typeList, Element: text}},
			words: []string{`["a"]`, `["b"]`},
			want:  `[["a"], ["b"]]`,
		},
		"a map of documents is JSON": {
			shape: &shape{Type: typeMap, Key: text, Value: document},
			words: []string{"a=b"},
			want:  "Error parsing parameter '--x': Invalid JSON; " + jsonNext,
		},
	} {
		v := value{line: &line{Reader: &Reader{}}, shape: row.shape, option: "--x", words: row.words}
		got, err := v.read()
		text := ""
		if err != nil {
			text = err.Error()
		} else {
			text = string(appendJSON(nil, got, ""))
		}
		if text != row.want {
			t.Errorf("%s: %s, want %s", name, text, row.want)
		}
	}
}

func TestReadSkeleton(t *testing.T) {
	request, err := Read([]string{"cognito-idp", "create-user-pool", "--generate-cli-skeleton", "input"})
	if err != nil {
		t.Fatal(err)
	}
	if !request.Skeleton || request.Body != nil || request.Operation.Name() != "cognito-idp.CreateUserPool" {
		t.Errorf("request %+v", request)
	}
}

// TestDeep nests deeper than anything that is read.
func TestDeep(t *testing.T) {
	for _, text := range []string{
		"a=" + strings.Repeat("[", 1<<20), "a=" + strings.Repeat("{a=", 1<<20), `{"a":` + strings.Repeat("[", 1<<20),
	} {
		_, err := Read([]string{"cognito-identity", "get-id", "--identity-pool-id", "i", "--logins", text})
		if err == nil || !strings.Contains(err.Error(), "Nesting too deep") {
			t.Errorf("%s…: error %.200v", text[:5], err)
		}
	}
}

// TestExpand expands paths as Python does.
func TestExpand(t *testing.T) {
	reader := &Reader{LookupEnv: func(name string) (string, bool) {
		value, ok := map[string]string{"HOME": "/home/u", "A": "x", "A_1": "y/z", "EMPTY": ""}[name]
		return value, ok
	}}
	for path, want := range map[string]string{
		"a/b": "a/b", "~": "/home/u", "~/a": "/home/u/a", "a/~": "a/~", "~u/a": "~u/a",
		"$A": "x", "${A}": "x", "$A_1/a": "y/z/a", "$A-1": "x-1", "a$A": "ax", "$EMPTY/a": "/a",
		"$B/a": "$B/a", "${B}": "${B}", "${A": "${A", "$": "$", "$$A": "$x", "~/$A": "/home/u/x", "${}": "${}",
	} {
		if got := reader.expand(path); got != want {
			t.Errorf("%s: %s, want %s", path, got, want)
		}
	}
}

// TestFileLimit reads no more than a request can use.
func TestFileLimit(t *testing.T) {
	large := filepath.Join(t.TempDir(), "large")
	if err := errors.Join(os.WriteFile(large, nil, 0o600), os.Truncate(large, FileLimit+1)); err != nil {
		t.Fatal(err)
	}
	_, err := Read([]string{"cognito-idp", "get-user", "--access-token", "file://" + large})
	var argument *ArgumentError
	if !errors.As(err, &argument) || !strings.Contains(err.Error(), "over the limit of 8388608 bytes") {
		t.Errorf("error %v", err)
	}
}

// FuzzShorthand reads any text: what is read can be written as JSON, and read again.
func FuzzShorthand(f *testing.F) {
	for _, row := range syntax {
		for word := range strings.FieldsSeq(row.line) {
			f.Add(strings.Trim(word, `'"`))
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, err := readShorthand(text, func(string) (any, bool, error) { return nil, false, nil })
		if err != nil {
			return
		}
		out := appendJSON(nil, got, "")
		if !json.Valid(out) {
			t.Fatalf("%q is %s", text, out)
		}
		again, err := readJSON(string(out))
		if err != nil {
			t.Fatalf("%q is %s: %v", text, out, err)
		}
		if twice := appendJSON(nil, again, ""); string(twice) != string(out) {
			t.Fatalf("%q is %s, and then %s", text, out, twice)
		}
	})
}
