package main

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v5"
)

// sarifSchema is the schema of SARIF 2.1.0, as npm's package @microsoft/jest-sarif 1.0.0-beta.0 has it (MIT licence).
const sarifSchema = "testdata/sarif-2.1.0.schema.json"

// reportCases are commands whose reports have violations, warnings, and what could not be decided.
func reportCases(t *testing.T) map[string]struct {
	stdin string
	args  []string
} {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"GetId.json":       sampleRequest,
		"get-id.json":      validRequest,
		"a b%,:.GetId":     `{"IdentityPoolId":1,"Extra":"<&]]>"}`,
		"no-operation.txt": validRequest,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return map[string]struct {
		stdin string
		args  []string
	}{
		"check": {args: []string{"check", dir + "/GetId.json", dir + "/get-id.json", dir + "/no-operation.txt",
			dir + "/missing.GetId.json"}},
		"odd names": {args: []string{"check", "--operation", "GetId", dir + "/a b%,:.GetId"}},
		"valid":     {args: []string{"check", dir + "/get-id.json"}},
		"nothing":   {args: []string{"check", dir + "/*.yaml"}},
		"stdin":     {stdin: sampleRequest, args: []string{"check", "--operation", "GetId"}},
		"reset":     {stdin: `{"UserPoolId":"eu-west-1_a"}`, args: []string{"check", "--operation", "UpdateUserPool"}},
		"aws":       {args: []string{"aws", "cognito-identity", "get-id", "--account-id", ""}},
		"batch": {stdin: `{"id":1,"operation":"GetId","request":` + validRequest + "}\n\n" +
			`{"id":"é","operation":"GetId","request":{"IdentityPoolId":"x"}}` + "\nnonsense\n", args: []string{"batch"}},
	}
}

// Every log in SARIF is valid by the format's schema, and its results name rules that are there.
func TestSARIF(t *testing.T) {
	schema, err := jsonschema.Compile(sarifSchema)
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range reportCases(t) {
		t.Run(name, func(t *testing.T) {
			code, stdout, stderr := run(t, test.stdin, append(test.args, "--format", "sarif")...)
			var log any
			if err := json.Unmarshal([]byte(stdout), &log); err != nil {
				t.Fatalf("%v\n%s%s", err, stdout, stderr)
			}
			if err := schema.Validate(log); err != nil {
				t.Fatalf("%v\n%s", err, stdout)
			}
			var read struct {
				Runs []struct {
					Results []sarifResult
					Tool    struct{ Driver struct{ Rules []sarifRule } }

					Invocations []struct {
						Successful bool        `json:"executionSuccessful"`
						Notes      []sarifNote `json:"toolExecutionNotifications"`
					}
				}
			}
			if err := json.Unmarshal([]byte(stdout), &read); err != nil {
				t.Fatal(err)
			}
			run := read.Runs[0]
			errors := 0
			for _, r := range run.Results {
				if run.Tool.Driver.Rules[r.RuleIndex].ID != r.RuleID || r.Message.Text == "" {
					t.Errorf("result %+v", r)
				}
				if r.Level == "error" {
					errors++
				}
			}
			undecided := run.Invocations[0].Notes
			if run.Invocations[0].Successful != (len(undecided) == 0) {
				t.Errorf("invocation %+v", run.Invocations[0])
			}
			want := exitValid
			switch {
			case len(undecided) > 0:
				want = exitUndecided
			case errors > 0:
				want = exitInvalid
			}
			if code != want {
				t.Errorf("exit code %d with %d errors and %d undecided\n%s", code, errors, len(undecided), stdout)
			}
		})
	}
}

// JUnit's XML counts what it holds, and fails where the command does.
func TestJUnit(t *testing.T) {
	for name, test := range reportCases(t) {
		t.Run(name, func(t *testing.T) {
			code, stdout, stderr := run(t, test.stdin, append(test.args, "--format", "junit")...)
			var suites junitSuites
			if err := xml.Unmarshal([]byte(stdout), &suites); err != nil {
				t.Fatalf("%v\n%s%s", err, stdout, stderr)
			}
			failures, errors := 0, 0
			for _, c := range suites.Suite.Cases {
				if c.Failure != nil {
					failures++
				}
				if c.Error != nil {
					errors++
				}
				if c.Name == "" || c.Class == "" {
					t.Errorf("case %+v", c)
				}
			}
			if suites.Tests != len(suites.Suite.Cases) || suites.Failures != failures || suites.Errors != errors ||
				suites.Tests == 0 {
				t.Errorf("counts %+v", suites)
			}
			want := exitValid
			switch {
			case errors > 0:
				want = exitUndecided
			case failures > 0:
				want = exitInvalid
			}
			if code != want {
				t.Errorf("exit code %d\n%s", code, stdout)
			}
		})
	}
}

// Annotations are lines that GitHub reads, each with a file that is there under that name, and a place.
func TestGitHubAnnotations(t *testing.T) {
	for name, test := range map[string]struct {
		stdin string
		args  []string
		want  string
	}{
		"violation": {sampleRequest, []string{"check", "--operation", "GetId"},
			"::error file=stdin,line=3,col=22,title=cognito-identity.GetId [pattern]::/IdentityPoolId: Use …\n"},
		"warning": {strings.Replace(validRequest, "{", `{"Extra":1,`, 1), []string{"check", "--operation", "GetId"},
			"::warning file=stdin,line=1,col=2,title=cognito-identity.GetId [unknown]::/Extra: …\n"},
		"valid": {validRequest, []string{"check", "--operation", "GetId"}, ""},
		"not read": {"", []string{"check", "a%b:c,d.GetId.json"},
			"::error file=a%25b%3Ac%2Cd.GetId.json::could not decide: read a%25b:c,d.GetId.json: no such file or directory\n"},
		"line of a batch": {"\n" + `{"operation":"GetId","request":{"IdentityPoolId":"é"}}`, []string{"batch"},
			"::error file=stdin,line=2,col=50,title=cognito-identity.GetId [pattern]::/IdentityPoolId: …\n"},
		"malformed line": {"\n{", []string{"batch"},
			"::error file=stdin,line=2::could not decide: stdin:2: the line ends inside of the object; " +
				"write each object in one line\n"},
		"text that would be a command": {`{"IdentityPoolId":"x","\n::error::":1}`, []string{"check", "--operation", "GetId",
			"--level", "pattern=off"}, `::warning file=stdin,line=1,col=23,title=…::/\n::error::: …`},
		"aws": {"", []string{"aws", "cognito-identity", "get-id"},
			"::error file=request,title=cognito-identity.GetId [refused]::The aws command line would not send this: …\n…"},
	} {
		t.Run(name, func(t *testing.T) {
			_, stdout, stderr := run(t, test.stdin, append(test.args, "--format", "github")...)
			wantText(t, "stdout", stdout, test.want)
			if stderr != "" {
				t.Errorf("stderr %s", stderr)
			}
		})
	}
}

// Every form leaves out the value of what is sensitive.
func TestSensitiveInEveryForm(t *testing.T) {
	const secret = "Tr0ub4dor-no-one-may-see"
	request := `{"ClientId":"!","Username":"someone","Password":"` + secret + `\u0000 \n","SecretHash":"` + secret + ` "}`
	for _, form := range reporterNames() {
		for _, args := range [][]string{{"check", "--operation", "SignUp"}, {"batch"}} {
			stdin := request
			if args[0] == "batch" {
				stdin = `{"operation":"SignUp","request":` + request + "}\n"
			}
			code, stdout, stderr := run(t, stdin, append(args, "--format", form)...)
			if code != exitInvalid || stdout == "" || strings.Contains(stdout+stderr, secret) {
				t.Errorf("%s as %s: exit code %d\n%s%s", args[0], form, code, stdout, stderr)
			}
		}
	}
}

// With --quiet nothing is said about what is valid; what is not is said as before.
func TestQuiet(t *testing.T) {
	lines := `{"id":1,"operation":"GetId","request":` + validRequest + "}\n" +
		`{"id":2,"operation":"GetId","request":{}}` + "\n" +
		`{"id":3,"operation":"GetId","request":` + validRequest + "}\n" + "nonsense\n"
	for name, test := range map[string]struct {
		stdin  string
		args   []string
		code   int
		stdout string
		stderr string
	}{
		"valid text": {validRequest, []string{"check", "--operation", "GetId"}, 0, "", ""},
		"valid with a warning": {strings.Replace(validRequest, "{", `{"Extra":1,`, 1),
			[]string{"check", "--operation", "GetId"}, 0, "", ""},
		"valid JSON": {validRequest, []string{"check", "--operation", "GetId", "--format", "json"}, 0, "", ""},
		"invalid text": {sampleRequest, []string{"check", "--operation", "GetId"}, 1,
			"stdin:3:22: …is invalid: 1 violation\n…", ""},
		"batch": {lines, []string{"batch"}, 2, `{"id":2,"valid":false,…}` + "\n" +
			`{"id":null,"line":4,"undecided":…}` + "\n", ""},
		"batch as text": {lines, []string{"batch", "--format", "text"}, 2, "stdin:2:39: /IdentityPoolId: …\n" +
			"stdin:2: cognito-identity.GetId is invalid: 1 violation\nAWS would answer: …\n",
			"cognitocheck: stdin:4: the line is not a JSON object…"},
	} {
		t.Run(name, func(t *testing.T) {
			code, stdout, stderr := run(t, test.stdin, append(test.args, "--quiet")...)
			if code != test.code {
				t.Errorf("exit code %d, want %d", code, test.code)
			}
			wantText(t, "stdout", stdout, test.stdout)
			wantText(t, "stderr", stderr, test.stderr)
		})
	}
}

// The text of a batch has the line's number and the column in it, also where a chunk writes its reports in parts.
func TestBatchText(t *testing.T) {
	var in strings.Builder
	for range 200 {
		in.WriteString(`{"id":1,"operation":"GetId","request":` + validRequest + "}\n")
	}
	in.WriteString(`{"id":2,"operation":"GetId","request":{"AccountId":"123456789012","IdentityPoolId":"x"}}` + "\r\n")
	code, stdout, _ := run(t, in.String(), "batch", "--format", "text", "--jobs", "3", "--quiet")
	if code != exitInvalid {
		t.Errorf("exit code %d", code)
	}
	wantText(t, "stdout", stdout, "stdin:201:84: /IdentityPoolId: …stdin:201: cognito-identity.GetId is invalid: …\n…")

	heavy := strings.Repeat(heavyLine, 40)
	code, stdout, _ = run(t, heavy, "batch", "--format", "text")
	if code != exitInvalid || strings.Count(stdout, " is invalid: ") != 40 || !strings.Contains(stdout, "stdin:40: ") {
		t.Errorf("exit code %d, %d verdicts", code, strings.Count(stdout, " is invalid: "))
	}
}

// The line of progress is taken away before reports are written where it is, and comes back.
func TestProgressBetweenReports(t *testing.T) {
	var terminal bytes.Buffer
	p := &progress{to: &terminal, shared: true}
	p.clear()
	p.show(tally{valid: 1})
	p.clear()
	terminal.WriteString("a report\n")
	p.show(tally{valid: 2}) // too soon
	p.clear()
	p.end(tally{valid: 3})
	parts := strings.Split(terminal.String(), clearLine)
	if len(parts) != 2 || !strings.HasPrefix(parts[0], "\r1 checked") ||
		!strings.HasPrefix(parts[1], "a report\n3 checked") {
		t.Errorf("%q", terminal.String())
	}
}
