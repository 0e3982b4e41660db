package main

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// outputs are whole answers as version 2 of the aws command line prints them, by operation and case. They are made by
// hand after the API reference, with what live pools have.
func outputs(t *testing.T) map[string]string {
	t.Helper()
	files, err := filepath.Glob("testdata/responses/*.json")
	if err != nil || len(files) < 12 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	out := map[string]string{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		out[strings.TrimSuffix(filepath.Base(file), ".json")] = string(text)
	}
	return out
}

var printedTime = regexp.MustCompile(`("[A-Za-z]*(?:Date|CreatedAt|Expiration)": )"([^"]+)"`)

// asVersion1 writes the timestamps as version 1 of the aws command line does: in seconds since 1970, with a fraction.
func asVersion1(t *testing.T, text string) string {
	return printedTime.ReplaceAllStringFunc(text, func(member string) string {
		parts := printedTime.FindStringSubmatch(member)
		at, err := time.Parse(time.RFC3339, parts[2])
		if err != nil {
			t.Fatal(err)
		}
		return parts[1] + strconv.FormatFloat(float64(at.UnixMilli())/1000, 'f', -1, 64)
	})
}

const (
	readAsText    = "read as version 2 of the aws command line prints it: timestamps are text\n"
	readAsNumbers = "read as the service sends it and version 1 of the aws command line prints it: " +
		"timestamps are numbers\n"
)

// TestResponsesAsPrinted: what live pools return is valid in both forms of the aws command line, and the report says
// which of them was read.
func TestResponsesAsPrinted(t *testing.T) {
	texts := outputs(t)
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		operation, _, _ := strings.Cut(name, ".")
		args := []string{"check", "--operation", operation, "--response", "--level", "unknown=error"}
		said := func(words string) string {
			if !printedTime.MatchString(texts[name]) {
				return ""
			}
			return "stdin: " + words
		}
		for version, text := range map[string]string{
			said(readAsText):    texts[name],
			said(readAsNumbers): asVersion1(t, texts[name]),
		} {
			for _, engine := range []string{"wasm", "native"} {
				code, stdout, stderr := run(t, text, append(args, "--engine", engine)...)
				if code != 0 || stderr != "" || !strings.HasPrefix(stdout, version+"stdin: cognito-") ||
					!strings.HasSuffix(stdout, " is valid\n") {
					t.Errorf("%s, %s: exit code %d\n%s%s", name, engine, code, stdout, stderr)
				}
			}
		}
	}
}

// TestResponseJSON: the JSON report names the form where timestamps are text, and is otherwise the same.
func TestResponseJSON(t *testing.T) {
	texts := outputs(t)
	text := texts["DescribeUserImportJob"]
	args := []string{"check", "--operation", "DescribeUserImportJob", "--response", "--format", "json"}
	_, plain, _ := run(t, asVersion1(t, text), args...)
	if !strings.HasPrefix(plain, `{"valid":true,"operation":"cognito-idp.DescribeUserImportJob",`) {
		t.Errorf("numbers: %s", plain)
	}
	if _, got, _ := run(t, text, args...); got != `{"timestamps":"text",`+plain[1:] {
		t.Errorf("text: %s, want that before %s", got, plain)
	}
	file := filepath.Join("testdata", "responses", "DescribeUserImportJob.json")
	if _, got, _ := run(t, "", append(args, file, file)...); !strings.HasPrefix(got,
		`{"file":"`+file+`","timestamps":"text","valid":true,`) {
		t.Errorf("two files: %s", got)
	}

	oneLine := func(text string) string { return strings.ReplaceAll(text, "\n", "") }
	lines := `{"id":1,"operation":"DescribeUserImportJob","response":` + oneLine(text) + "}\n" +
		`{"id":2,"operation":"DescribeUserImportJob","response":` + oneLine(asVersion1(t, text)) + "}\n" +
		`{"id":3,"operation":"ListUsers","response":` + oneLine(texts["ListUsers"]) + "}\n" +
		`{"id":4,"operation":"DescribeUserPoolDomain","response":` + oneLine(texts["DescribeUserPoolDomain.prefix"]) + "}\n" +
		`{"id":5,"operation":"cognito-sync.UpdateRecords","request":{"IdentityPoolId":"us-east-1:0a","IdentityId":` +
		`"us-east-1:0a","DatasetName":"d","SyncSessionToken":"t","RecordPatches":[{"Op":"remove","Key":"k","SyncCount":1,` +
		`"DeviceLastModifiedDate":"2026-01-01T00:00:00Z"}]}}` + "\n"
	for _, engine := range []string{"wasm", "native"} {
		code, got, stderr := run(t, lines, "batch", "--engine", engine)
		if code != 1 || stderr != "" {
			t.Errorf("%s: exit code %d, %s", engine, code, stderr)
		}
		wantText(t, engine, got, `{"id":1,"timestamps":"text","valid":true,…`+"\n"+`{"id":2,"valid":true,…`+"\n"+
			`{"id":3,"timestamps":"text","valid":true,…`+"\n"+`{"id":4,"valid":true,…`+"\n"+
			`{"id":5,"valid":false,…"path":"/RecordPatches/0/DeviceLastModifiedDate","code":"type"…`+"\n")
	}
}

func TestTimeForm(t *testing.T) {
	const text, number = `"2026-11-28T12:18:24.123000+00:00"`, `1.7e9`
	credentials := func(expiration string) string { return `{"Credentials":{"Expiration":` + expiration + `}}` }
	reader := newTimeReader()
	for name, test := range map[string]struct {
		operation, body string
		want            timeForm
	}{
		"text":               {"GetCredentialsForIdentity", credentials(text), textTimes},
		"text in UTC":        {"GetCredentialsForIdentity", credentials(`"2026-11-28T12:18:24Z"`), textTimes},
		"number":             {"GetCredentialsForIdentity", credentials(number), numberTimes},
		"no time":            {"GetCredentialsForIdentity", credentials(`"tomorrow"`), noTimes},
		"a day":              {"GetCredentialsForIdentity", credentials(`"2026-11-28"`), noTimes},
		"null":               {"GetCredentialsForIdentity", credentials(`null`), noTimes},
		"left out":           {"GetCredentialsForIdentity", `{"Credentials":{}}`, noTimes},
		"another type":       {"GetCredentialsForIdentity", `{"Credentials":[` + text + `]}`, noTimes},
		"not JSON":           {"GetCredentialsForIdentity", credentials(text) + "}", noTimes},
		"one of two":         {"ListUsers", `{"Users":[{"UserCreateDate":1},{"UserCreateDate":` + text + `}]}`, textTimes},
		"a text with a time": {"ListUsers", `{"Users":[{"Username":` + text + `,"Enabled":true}]}`, noTimes},
		"no timestamps":      {"GetId", `{"IdentityId":` + text + `}`, noTimes},
		"cut off":            {"GetCredentialsForIdentity", `{"Credentials":{"Expiration":"2026`, noTimes},
		"a quote at the end": {"GetCredentialsForIdentity", `{"`, noTimes},
		"no operation":       {"GetNothing", `{"IdentityId":` + text + `}`, noTimes},
	} {
		t.Run(name, func(t *testing.T) {
			for range 2 { // The second time the shape is there.
				if got := reader.form(test.operation, []byte(test.body)); got != test.want {
					t.Errorf("form %d, want %d", got, test.want)
				}
			}
			if got := reader.isText(test.operation, []byte(test.body)); got != (test.want == textTimes) {
				t.Errorf("text: %t", got)
			}
		})
	}
}

// TestEmptyResponse: aws prints nothing when it failed, so that nothing is no answer. A request may be empty.
func TestEmptyResponse(t *testing.T) {
	const said = "there is nothing to check: the input is empty. The aws command prints nothing when it failed, and " +
		"nothing for a response without members, which is {}\n"
	file := filepath.Join(t.TempDir(), "empty.json")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	args := []string{"check", "--operation", "DescribeUserPool", "--response"}
	for _, text := range []string{"", " \r\n\t\n"} {
		code, stdout, stderr := run(t, text, args...)
		if code != 2 || stdout != "" || stderr != "cognitocheck: stdin: "+said {
			t.Errorf("%q: exit code %d, %s%s", text, code, stdout, stderr)
		}
	}
	if code, stdout, stderr := run(t, "", append(args, file)...); code != 2 || stdout != "" ||
		stderr != "cognitocheck: "+file+": "+said {
		t.Errorf("file: exit code %d, %s%s", code, stdout, stderr)
	}
	if code, stdout, _ := run(t, "{}", args...); code != 0 || stdout != "stdin: cognito-idp.DescribeUserPool is valid\n" {
		t.Errorf("{}: exit code %d, %s", code, stdout)
	}
	if code, _, _ := run(t, "", "check", "--operation", "ListIdentityProviders"); code != 1 {
		t.Errorf("an empty request: exit code %d", code)
	}
}

// TestResponseHasNoAnswer: AWS answers nothing to its own responses, in text and in JSON.
func TestResponseHasNoAnswer(t *testing.T) {
	args := []string{"check", "--operation", "GetId", "--response"}
	for _, format := range []string{"text", "json"} {
		code, stdout, _ := run(t, `{"IdentityId":7}`, append(args, "--format", format)...)
		if code != 1 || strings.Contains(stdout, "AWS would answer") || strings.Contains(stdout, `"error"`) {
			t.Errorf("%s: exit code %d, %s", format, code, stdout)
		}
	}
}
