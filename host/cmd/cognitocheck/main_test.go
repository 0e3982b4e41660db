package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/cognitocheck/cognitocheck/schemas"
	"github.com/cognitocheck/cognitocheck/validator"
)

// run runs the command and returns what it wrote.
func run(t *testing.T, stdin string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, problems bytes.Buffer
	code = doMain(args, strings.NewReader(stdin), &out, &problems)
	return code, out.String(), problems.String()
}

// Two requests of GetId: one with the placeholder that the documentation has for an id, and one with a real id.
const (
	sampleRequest = `{
   "AccountId": "123456789012",
   "IdentityPoolId": "us-east-1:1a234b56-7890-1cd2-3e45-f6g7EXAMPLE"
}
`
	validRequest = `{"IdentityPoolId":"us-east-1:1a234b56-7890-1cd2-3e45-f6a7b8c9d0e1","AccountId":"123456789012"}`
)

// model is the part of a report that names the model; its date changes with every import.
var model = regexp.MustCompile(`"model":\{"version":"[0-9-]+","date":"[0-9-]+"\}`)

func TestCheck(t *testing.T) {
	dir := t.TempDir()
	file := func(name, text string) string {
		t.Helper()
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	sample, valid := file("sample.json", sampleRequest), file("valid.json", validRequest)
	large := file("large.json", `{"IdentityPoolId":"`+strings.Repeat("x", 4<<20)+`"}`)
	pool := []string{"--operation", "cognito-identity.GetId"}
	with := func(more ...string) []string { return append(append([]string{"check"}, pool...), more...) }

	for name, test := range map[string]struct {
		args   []string
		stdin  string
		code   int
		stdout string // the whole text, or what it has in this order, parts divided by …
		stderr string
	}{
		"valid": {args: with(), stdin: validRequest, stdout: "stdin: cognito-identity.GetId is valid\n"},
		"invalid": {
			args:  with(),
			stdin: sampleRequest,
			code:  1,
			stdout: "stdin:3:22: /IdentityPoolId: Use …. [pattern]\n" +
				"stdin: cognito-identity.GetId is invalid: 1 violation\n" +
				"AWS would answer: ValidationException: 1 validation error detected: Value " +
				"'us-east-1:1a234b56-7890-1cd2-3e45-f6g7EXAMPLE' at 'identityPoolId' " +
				"failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w-]+:[0-9a-f-]+\n",
		},
		"file": {args: with(valid), stdin: "not read", stdout: valid + ": cognito-identity.GetId is valid\n"},
		"dash": {args: with("-"), stdin: validRequest, stdout: "stdin: cognito-identity.GetId is valid\n"},
		"two files": {
			args:   with(valid, sample),
			code:   1,
			stdout: valid + ": …is valid\n" + sample + ":3:22: /IdentityPoolId: …is invalid: 1 violation\n…",
		},
		"file and others": {
			args:   with("no-such-file", valid),
			code:   2,
			stdout: valid + ": …is valid\n",
			stderr: "cognitocheck: read no-such-file: no such file or directory\n",
		},
		"directory": {
			args:   with(dir),
			code:   2,
			stdout: sample + ":3:22: /IdentityPoolId: …is invalid…" + valid + ": …is valid\n",
			stderr: "cognitocheck: " + large + ": body is over the size limit …\n",
		},
		"json": {
			args:   with("--format", "json"),
			stdin:  validRequest,
			stdout: `{"valid":true,"operation":"cognito-identity.GetId",MODEL,"violations":[],"warnings":[]}` + "\n",
		},
		"json of two files": {
			args:   with("--format=json", valid, valid),
			stdout: `{"file":"` + valid + `","valid":true,…` + "\n" + `{"file":"` + valid + `","valid":true,…` + "\n",
		},
		"response": {
			args:   []string{"check", "--operation", "GetId", "--response"},
			stdin:  `{"IdentityId":7}`,
			code:   1,
			stdout: "stdin:1:15: /IdentityId: …[type]\n…",
		},
		"target": {
			args:   []string{"check", "--target", "AWSCognitoIdentityService.GetId"},
			stdin:  validRequest,
			stdout: "stdin: cognito-identity.GetId is valid\n",
		},
		"command line": {
			args:   []string{"check", "--operation", "cognito-identity get-id"},
			stdin:  validRequest,
			stdout: "stdin: cognito-identity.GetId is valid\n",
		},
		"warning": {
			args:   with(),
			stdin:  strings.Replace(validRequest, "{", `{"Extra":1,`, 1),
			stdout: "stdin:1:2: warning: /Extra: … [unknown]\nstdin: cognito-identity.GetId is valid: 1 warning\n",
		},
		"warning as an error": {
			args:   with("--level", "unknown=error"),
			stdin:  strings.Replace(validRequest, "{", `{"Extra":1,`, 1),
			code:   1,
			stdout: "stdin:1:2: /Extra: … [unknown]\nstdin: …is invalid: 1 violation\n…",
		},
		"warning off": {
			args:   with("--level", "unknown=off"),
			stdin:  strings.Replace(validRequest, "{", `{"Extra":1,`, 1),
			stdout: "stdin: cognito-identity.GetId is valid\n",
		},
		"no warnings": {
			args:   with("--warnings=false"),
			stdin:  strings.Replace(validRequest, "{", `{"Extra":1,`, 1),
			stdout: "stdin: cognito-identity.GetId is valid\n",
		},
		"violation off": {
			args:   with("--level", "pattern=off", "--level", "unknown=error"),
			stdin:  sampleRequest,
			stdout: "stdin: cognito-identity.GetId is valid\n",
		},
		"always colours": {
			args:   with("--color", "always"),
			stdin:  validRequest,
			stdout: "stdin: cognito-identity.GetId is \x1b[32mvalid\x1b[0m\n",
		},

		"empty": {
			args: with(),
			code: 1,
			stdout: "stdin:1:1: /IdentityPoolId: …[required]\n" +
				"stdin: …is invalid: 1 violation\nAWS would answer: ValidationException: 1 validation error detected: Value null " +
				"at 'identityPoolId' …",
		},
		"truncated": {
			args:   with(),
			stdin:  validRequest[:50],
			code:   1,
			stdout: "…[syntax]\n…is invalid: …AWS would answer: SerializationException…",
		},
		"no JSON":    {args: with(), stdin: "hello", code: 1, stdout: "stdin:1:1: (body): …[syntax]\n…"},
		"list":       {args: with(), stdin: "[]", code: 1, stdout: "stdin:1:1: (body): …[type]\n…"},
		"null":       {args: with(), stdin: "null", code: 1, stdout: "…is invalid…"},
		"two values": {args: with(), stdin: validRequest + "{}", code: 1, stdout: "…[syntax]\n…"},
		"deep": {
			args:   []string{"check", "--operation", "CreateManagedLoginBranding"},
			stdin:  `{"Settings":` + strings.Repeat("[", 200) + strings.Repeat("]", 200) + "}",
			code:   1,
			stdout: "…[depth]\n…",
		},
		"100,000 brackets": {args: with(), stdin: strings.Repeat("[", 100_000), code: 1, stdout: "…is invalid…"},
		"100,000 objects":  {args: with(), stdin: strings.Repeat(`{"a":`, 100_000), code: 1, stdout: "…is invalid…"},
		"4 MiB of a string": {
			args:   with(),
			stdin:  `{"IdentityPoolId":"` + strings.Repeat("x", 4<<20-21) + `"}`,
			code:   1,
			stdout: "…/IdentityPoolId: …[length.max]\n…is invalid…",
		},
		"invalid UTF-8": {
			args: with(), stdin: strings.Replace(validRequest, "1234", "\xff", 1), code: 1, stdout: "…[syntax]\n…",
		},
		"lone surrogate": {
			args: with(), stdin: strings.Replace(validRequest, "1234", `\ud800`, 1), code: 1, stdout: "…[syntax]\n…",
		},
		"byte order mark": {
			args:   with(),
			stdin:  "\ufeff" + validRequest,
			code:   1,
			stdout: "stdin:1:1: (body): …[syntax]\n…",
			stderr: "cognitocheck: stdin begins with a byte order mark, which no editor shows: save it as UTF-8 without a " +
				"byte order mark\n",
		},
		"UTF-16": {
			args:   with(),
			stdin:  "\xff\xfe{\x00}\x00",
			code:   1,
			stdout: "stdin:1:1: (body): …[syntax]\n…",
			stderr: "cognitocheck: stdin begins with the byte order mark of UTF-16, which…",
		},
		"duplicate": {
			args:   with(),
			stdin:  strings.Replace(validRequest, "{", `{"AccountId":"1",`, 1),
			code:   1,
			stdout: "…/AccountId: …[duplicate]\n…",
		},
		"huge number": {
			args:   []string{"check", "--operation", "ListIdentityPools"},
			stdin:  `{"MaxResults":1e999999999}`,
			code:   1,
			stdout: "stdin:1:15: /MaxResults: …[type]\n…",
		},
		"long number": {
			args:   []string{"check", "--operation", "ListIdentityPools"},
			stdin:  `{"MaxResults":` + strings.Repeat("9", 1<<20) + "}",
			code:   1,
			stdout: "stdin:1:15: /MaxResults: …[type]\n…",
		},
		"NUL bytes": {args: with(), stdin: "\x00\x00\x00", code: 1, stdout: "stdin:1:1: (body): …[syntax]\n…"},
		"NUL in a string": {
			args: with(), stdin: strings.Replace(validRequest, "1234", "\x00", 1), code: 1, stdout: "…[syntax]\n…",
		},
		"escape sequence": {
			args:   with(),
			stdin:  strings.Replace(sampleRequest, "EXAMPLE", `\u001b[31m\u202e`, 1),
			code:   1,
			stdout: `…f6g7\x1b[31m\u202e' at 'identityPoolId'…`,
		},
		"over the limit": {
			args:   with(large, valid),
			code:   2,
			stdout: valid + ": …is valid\n",
			stderr: "cognitocheck: " + large +
				": body is over the size limit of 4,194,304 bytes (4 MiB); no Cognito request is that large\n",
		},
		"stdin over the limit": {
			args:  with(),
			stdin: strings.Repeat(" ", 4<<20+1),
			code:  2,
			stderr: "cognitocheck: stdin: body is over the size limit of 4,194,304 bytes (4 MiB); no Cognito request is " +
				"that large\n",
		},

		"unknown operation": {
			args:   []string{"check", "--operation", "UpdateIdentityPol"},
			code:   2,
			stderr: "cognitocheck: unknown operation \"UpdateIdentityPol\"; did you mean cognito-identity.UpdateIdentityPool…",
		},
		"ambiguous": {
			args: []string{"check", "--operation", "TagResource"},
			code: 2,
			stderr: "cognitocheck: operation \"TagResource\" exists in several services; name one of " +
				"cognito-identity.TagResource, cognito-idp.TagResource\n",
		},
		"no operation": {
			args:   []string{"check"},
			code:   2,
			stderr: "cognitocheck: name the operation, such as --operation cognito-identity.UpdateIdentityPool, …",
		},
		"two operations": {
			args: with("--target", "x"), code: 2, stderr: "cognitocheck: give --operation or --target, not both\n",
		},
		"operation as the file": {
			args: with("cognito-identity.UpdateIdentityPool"),
			code: 2,
			stderr: "cognitocheck: there is no file \"cognito-identity.UpdateIdentityPool\"; to name the operation, write " +
				"--operation \"cognito-identity.UpdateIdentityPool\"\n",
		},
		"no name of a file": {args: with(""), code: 2, stderr: "cognitocheck: the name of a file is empty\n"},
		"value of a switch": {
			args: with("--warnings", "false"),
			code: 2,
			stderr: "cognitocheck: there is no file \"false\"; write a switch with its value after an equals sign, as in " +
				"--warnings=false\n",
		},
		"no value of a switch": {
			args: with("--warnings=no"),
			code: 2,
			stderr: "cognitocheck: --warnings takes true or false, as in --warnings=false, not \"no\"; see 'cognitocheck " +
				"check --help'\n",
		},
		"misspelt command with a flag": {
			args:   []string{"chek", "--operation", "x"},
			code:   2,
			stderr: "cognitocheck: unknown command \"chek\"; did you mean check? 'cognitocheck --help' lists them all\n",
		},
		"JSON as the file": {
			args:   with("{}"),
			code:   2,
			stderr: "cognitocheck: an argument is the name of a file; to check JSON text, pipe it to standard input\n",
		},
		"level of no code": {
			args:   with("--level", "patern=off"),
			code:   2,
			stderr: "cognitocheck: --level \"patern=off\": there is no such code; did you mean pattern?\n",
		},
		"level of no kind": {
			args:   with("--level", "pattern=no"),
			code:   2,
			stderr: "cognitocheck: --level \"pattern=no\": a level is error, warn or off\n",
		},
		"level of syntax": {
			args: with("--level", "syntax=off"), code: 2, stderr: "cognitocheck: --level \"syntax=off\": …cannot be changed…",
		},
		"level alone": {
			args:   with("--level", "pattern"),
			code:   2,
			stderr: "cognitocheck: --level \"pattern\": write CODE=error, CODE=warn or CODE=off…",
		},
		"format of no kind": {
			args:   with("--format", "yaml"),
			code:   2,
			stderr: "cognitocheck: --format is text, json, sarif, junit or github, not \"yaml\"\n",
		},
		"engine of no kind": {
			args: with("--engine", "v8"), code: 2, stderr: "cognitocheck: --engine is wasm or native, not \"v8\"\n",
		},
		"colours of no kind": {
			args: with("--color", "blue"), code: 2, stderr: "cognitocheck: --color is auto, always or never, not \"blue\"\n",
		},
		"unknown flag": {
			args: with("--verbose"), code: 2, stderr: "cognitocheck: unknown flag: --verbose; see 'cognitocheck check --help'\n",
		},
	} {
		t.Run(name, func(t *testing.T) {
			native := test.args
			if !strings.Contains(strings.Join(test.args, " "), "--engine") {
				native = append(append([]string{}, test.args...), "--engine=native")
			}
			code, stdout, stderr := run(t, test.stdin, native...)
			if code != test.code {
				t.Errorf("exit code %d, want %d", code, test.code)
			}
			wantText(t, "stdout", stdout, test.stdout)
			wantText(t, "stderr", stderr, test.stderr)
			wasmCode, wasmStdout, wasmStderr := run(t, test.stdin, test.args...)
			if wasmCode != code || wasmStdout != stdout || wasmStderr != stderr {
				t.Errorf("the module answers otherwise: exit code %d\n%.1000s\n%.1000s", wasmCode, wasmStdout, wasmStderr)
			}
		})
	}
}

// wantText holds got against the wanted text: parts divided by … must be in it in that order, and nothing else
// before, between and after them but where there is a …. MODEL is any model.
func wantText(t *testing.T, what, got, want string) {
	t.Helper()
	got = model.ReplaceAllString(got, "MODEL")
	parts := strings.Split(want, "…")
	rest, ok := strings.CutPrefix(got, parts[0])
	for n, part := range parts[1:] {
		if n == len(parts)-2 {
			ok = ok && strings.HasSuffix(rest, part)
			rest = ""
			break
		}
		at := strings.Index(rest, part)
		if at < 0 {
			ok = false
			break
		}
		rest = rest[at+len(part):]
	}
	if !ok || rest != "" {
		t.Errorf("%s is\n%.2000s\nwant\n%s", what, got, want)
	}
}

// A report is the same through the command as from package validator.
func TestCheckJSON(t *testing.T) {
	operation, err := validator.Lookup("cognito-identity.GetId")
	if err != nil {
		t.Fatal(err)
	}
	report, err := operation.Check([]byte(sampleRequest), validator.Options{Warnings: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, engine := range []string{"native", "wasm"} {
		code, stdout, stderr := run(t, sampleRequest, "check", "--operation=GetId", "--format=json", "--engine="+engine)
		if code != 1 || stdout != string(report.JSON())+"\n" || stderr != "" {
			t.Errorf("%s: exit code %d\n%s%s", engine, code, stdout, stderr)
		}
	}
}

// No value of a sensitive member is in anything that is written.
func TestSensitive(t *testing.T) {
	const secret = "Tr0ub4dor-no-one-may-see"
	request := `{"ClientId":"!","Username":"someone","Password":"` + secret + `\u0000 \n","SecretHash":"` + secret +
		` ","Extra":1}`
	for _, format := range []string{"text", "json"} {
		code, stdout, stderr := run(t, request, "check", "--operation", "SignUp", "--format", format)
		if code != 1 || strings.Contains(stdout+stderr, secret) {
			t.Errorf("exit code %d\n%s%s", code, stdout, stderr)
		}
	}
	code, stdout, stderr := run(t, `{"id":1,"operation":"SignUp","request":`+request+"}\n", "batch")
	if code != 1 || strings.Contains(stdout+stderr, secret) {
		t.Errorf("exit code %d\n%s%s", code, stdout, stderr)
	}
}

func TestUsage(t *testing.T) {
	for name, test := range map[string]struct {
		args           []string
		code           int
		stdout, stderr string
	}{
		"nothing": {stdout: "cognitocheck checks requests to Amazon Cognito …check …operations …Flags:…"},
		"help": {
			args:   []string{"check", "--help"},
			stdout: "Check the JSON body of a request…Examples:\n…--level CODE=error|warn|off…",
		},
		"version flag": {args: []string{"--version"}, stdout: "cognitocheck …\n"},
		"unknown command": {
			args:   []string{"chek"},
			code:   2,
			stderr: "cognitocheck: unknown command \"chek\"; did you mean check? 'cognitocheck --help' lists them all\n",
		},
		"another": {
			args:   []string{"frobnicate"},
			code:   2,
			stderr: "cognitocheck: unknown command \"frobnicate\"; 'cognitocheck --help' lists them all\n",
		},
		"help on an unknown command": {
			args:   []string{"help", "chek"},
			code:   2,
			stderr: "cognitocheck: unknown command \"chek\"; did you mean check? 'cognitocheck --help' lists them all\n",
		},
		"help on an unknown command of a command": {
			args:   []string{"help", "rules", "tset"},
			code:   2,
			stderr: "cognitocheck: unknown command \"tset\"; did you mean test? 'cognitocheck rules --help' lists them all\n",
		},
		"help on a command": {args: []string{"help", "rules", "test"}, stdout: "Compile files of rules, and try …"},
		"completion of an unknown shell": {
			args: []string{"completion", "basg"},
			code: 2,
			stderr: "cognitocheck: unknown command \"basg\"; did you mean bash? " +
				"'cognitocheck completion --help' lists them all\n",
		},
		"completion": {args: []string{"completion"}, stdout: "Generate the autocompletion script …"},
		"unknown command of a command": {
			args:   []string{"rules", "tset", "team.yaml"},
			code:   2,
			stderr: "cognitocheck: unknown command \"tset\"; did you mean test? 'cognitocheck rules --help' lists them all\n",
		},
		"unknown flag": {
			args: []string{"check", "--opration", "GetId"},
			code: 2,
			stderr: "cognitocheck: unknown flag: --opration; did you mean --operation? " +
				"'cognitocheck check --help' lists them all\n",
		},
		"unknown flag, far from any": {
			args:   []string{"check", "--frobnicate"},
			code:   2,
			stderr: "cognitocheck: unknown flag: --frobnicate; see 'cognitocheck check --help'\n",
		},
		"unknown letter": {
			args:   []string{"check", "-o", "GetId"},
			code:   2,
			stderr: "cognitocheck: unknown shorthand flag: 'o' in -o; see 'cognitocheck check --help'\n",
		},
		"schema of nothing": {
			args: []string{"schema"},
			code: 2,
			stderr: "cognitocheck: name one operation, as in 'cognitocheck schema cognito-identity.GetId'; 'cognitocheck " +
				"operations' lists them all\n",
		},
		"schema of two": {
			args: []string{"schema", "GetId", "SignUp"}, code: 2, stderr: "cognitocheck: name one operation…",
		},
		"schema of unknown": {
			args: []string{"schema", "GetIdd"},
			code: 2,
			stderr: "cognitocheck: unknown operation \"GetIdd\"; did you mean cognito-identity.GetId…? 'cognitocheck " +
				"operations' lists them all\n",
		},
		"schema of ambiguous": {
			args:   []string{"schema", "TagResource"},
			code:   2,
			stderr: "cognitocheck: operation \"TagResource\" exists in several services…",
		},
		"operations of two": {
			args:   []string{"operations", "a", "b"},
			code:   2,
			stderr: "cognitocheck: 2 arguments, where one is taken; see 'cognitocheck operations --help'\n",
		},
		"version of nothing": {
			args: []string{"version", "extra"},
			code: 2,
			stderr: "cognitocheck: cognitocheck version takes no arguments, and \"extra\" is one; see 'cognitocheck version " +
				"--help'\n",
		},
		"unknown service": {
			args:   []string{"operations", "cognito"},
			code:   2,
			stderr: "cognitocheck: unknown service \"cognito\"; the services are cognito-identity, cognito-idp, cognito-sync\n",
		},
		"operations in yaml": {
			args:   []string{"operations", "--format=yaml"},
			code:   2,
			stderr: "cognitocheck: --format is text or json, not \"yaml\"\n",
		},
		"no jobs": {
			args: []string{"batch", "--jobs=0"}, code: 2, stderr: "cognitocheck: --jobs is 1 to 1024, not 0\n",
		},
		"jobs in words": {
			args:   []string{"batch", "--jobs=two"},
			code:   2,
			stderr: "cognitocheck: --jobs is a whole number, not \"two\"; see 'cognitocheck batch --help'\n",
		},
		"jobs beyond numbers": {
			args:   []string{"batch", "--jobs=99999999999999999999"},
			code:   2,
			stderr: "cognitocheck: --jobs: 99999999999999999999 is too large a number; see 'cognitocheck batch --help'\n",
		},
		"batch of no file": {
			args:   []string{"batch", "no-such-file"},
			code:   2,
			stderr: "cognitocheck: read no-such-file: no such file or directory\n",
		},
		"batch level": {args: []string{"batch", "--level=x"}, code: 2, stderr: "cognitocheck: --level \"x\": …"},
		"control characters": {
			args:   []string{"check", "--operation", "\x1b[2J\n"},
			code:   2,
			stderr: "cognitocheck: unknown operation \"\ufffd[2J\ufffd\"; 'cognitocheck operations' lists them all\n",
		},
		"very long name": {
			args:   []string{"check", "--operation", strings.Repeat("x", 1<<20)},
			code:   2,
			stderr: "cognitocheck: unknown operation \"xxxx…\"; 'cognitocheck operations' lists them all\n",
		},
	} {
		t.Run(name, func(t *testing.T) {
			code, stdout, stderr := run(t, "", test.args...)
			if code != test.code {
				t.Errorf("exit code %d, want %d", code, test.code)
			}
			wantText(t, "stdout", stdout, test.stdout)
			wantText(t, "stderr", stderr, test.stderr)
		})
	}
}

func TestOperations(t *testing.T) {
	code, stdout, _ := run(t, "", "operations")
	names := strings.Split(strings.TrimSuffix(stdout, "\n"), "\n")
	if code != 0 || len(names) != len(validator.Operations()) {
		t.Fatalf("exit code %d, %d names", code, len(names))
	}
	code, stdout, _ = run(t, "", "operations", "--format", "json")
	var decoded []string
	if err := json.Unmarshal([]byte(stdout), &decoded); err != nil || code != 0 ||
		strings.Join(decoded, " ") != strings.Join(names, " ") {
		t.Errorf("exit code %d, %v", code, err)
	}
	total := 0
	for _, service := range []string{"cognito-identity", "cognito-idp", "cognito-sync"} {
		code, stdout, _ := run(t, "", "operations", service)
		for _, name := range strings.Fields(stdout) {
			if code != 0 || !strings.HasPrefix(name, service+".") {
				t.Errorf("exit code %d, %s in %s", code, name, service)
			}
			total++
		}
	}
	if total != len(names) {
		t.Errorf("%d operations in the services, %d in all", total, len(names))
	}
}

func TestSchema(t *testing.T) {
	for _, args := range [][]string{{"schema", "UpdateIdentityPool"}, {"schema", "cognito-idp sign-up", "--response"}} {
		code, stdout, stderr := run(t, "", args...)
		var schema struct {
			Schema string `json:"$schema"`
		}
		if err := json.Unmarshal([]byte(stdout), &schema); err != nil || code != 0 || stderr != "" ||
			schema.Schema != "https://json-schema.org/draft/2020-12/schema" {
			t.Errorf("%q: exit code %d, %v, %s", args, code, err, stderr)
		}
	}
}

func TestVersion(t *testing.T) {
	code, stdout, _ := run(t, "", "version")
	pattern := regexp.MustCompile(`^cognitocheck \S+ \(go1\S+ \w+/\w+\)
module: ABI version 1, [0-9,]+ bytes, sha256 [0-9a-f]{64}
patterns: the characters of Unicode 15\.0\.0
cognito-identity: API version 2014-06-30, model of [0-9-]{10} with [0-9]+ corrections?, [0-9]+ operations
cognito-idp: API version 2016-04-18, model of [0-9-]{10} with [0-9]+ corrections?, [0-9]+ operations
cognito-sync: API version 2014-06-30, model of [0-9-]{10} with [0-9]+ corrections?, [0-9]+ operations
$`)
	if code != 0 || !pattern.MatchString(stdout) {
		t.Errorf("exit code %d\n%s", code, stdout)
	}
	code, stdout, _ = run(t, "", "version", "--format", "json")
	var decoded versions
	if err := json.Unmarshal([]byte(stdout), &decoded); err != nil || code != 0 || decoded.Module.ABI != 1 ||
		len(decoded.Models) != 3 || decoded.Unicode != "15.0.0" {
		t.Errorf("exit code %d, %v\n%s", code, err, stdout)
	}
	corrected := 0
	for _, service := range schemas.Load().Services {
		line := fmt.Sprintf(`{"service":"%s","operations":%d,"corrections":%d,"version":"%s","date":"%s"}`, service.Name,
			len(service.Operations), service.Corrections, service.APIVersion, service.ModelDate)
		if !strings.Contains(stdout, line) {
			t.Errorf("%s is not in %s", line, stdout)
		}
		corrected += service.Corrections
	}
	if corrected == 0 {
		t.Error("no corrections")
	}
}

// What can't be written is told, and ends the command.
func TestWriteFails(t *testing.T) {
	for name, args := range map[string][]string{
		"check":      {"check", "--operation=GetId", "--engine=native"},
		"batch":      {"batch", "--engine=native"},
		"batch, one": {"batch", "--engine=native", "--jobs=1"},
		"operations": {"operations"},
		"schema":     {"schema", "GetId"},
		"version":    {"version"},
	} {
		t.Run(name, func(t *testing.T) {
			var stderr bytes.Buffer
			code := doMain(args, strings.NewReader("{}\n"), brokenWriter{}, &stderr)
			if code != 2 || stderr.String() != "cognitocheck: write the report: the disk is full\n" {
				t.Errorf("exit code %d, %s", code, &stderr)
			}
		})
	}
}

type brokenWriter struct{}

func (brokenWriter) Write([]byte) (int, error) { return 0, errors.New("the disk is full") }

func TestReadFails(t *testing.T) {
	for name, args := range map[string][]string{
		"check": {"check", "--operation=GetId", "--engine=native"},
		"batch": {"batch", "--engine=native"},
	} {
		t.Run(name, func(t *testing.T) {
			var stdout, stderr bytes.Buffer
			broken := io.MultiReader(strings.NewReader(`{"operation":"GetId",`), brokenReader{})
			code := doMain(args, broken, &stdout, &stderr)
			if code != 2 || stdout.Len() > 0 || !strings.HasSuffix(stderr.String(), ": the cable is out\n") {
				t.Errorf("exit code %d, %s%s", code, &stdout, &stderr)
			}
		})
	}
}

type brokenReader struct{}

func (brokenReader) Read([]byte) (int, error) { return 0, errors.New("the cable is out") }

// Colours are for terminals, and NO_COLOR is honoured.
func TestColors(t *testing.T) {
	if p, err := colorFlag("auto").paint(&bytes.Buffer{}); err != nil || p {
		t.Errorf("colours for what is no terminal: %v", err)
	}
	t.Setenv("NO_COLOR", "1")
	if p, err := colorFlag("always").paint(&bytes.Buffer{}); err != nil || !p {
		t.Errorf("no colours though asked for: %v", err)
	}
}

// position is the place of one offset, counted from the start.
func position(body []byte, offset int) place {
	before := body[:min(max(offset, 0), len(body))]
	return place{1 + bytes.Count(before, []byte{'\n'}), 1 + utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:])}
}

func TestPositions(t *testing.T) {
	body := []byte("{\n  \"ä𝄞\": 1\r\n}\xff\xff!")
	for offset, want := range map[int]string{
		-5:   "1:1",
		0:    "1:1",
		1:    "1:2",
		2:    "2:1",
		4:    "2:3",
		13:   "2:8",
		16:   "2:11",
		17:   "3:1",
		18:   "3:2",
		21:   "3:5",
		1000: "3:5",
	} {
		if at := locate(body, []int{offset})[0]; fmt.Sprintf("%d:%d", at.line, at.column) != want {
			t.Errorf("offset %d is at %v, want %s", offset, at, want)
		}
	}
	random := rand.New(rand.NewPCG(1, 2))
	parts := []string{
		"\n", "\r\n", "a", "bc", "ä", "漢", "𝄞", "\ufffd", "\xff", "\x80", "\xc3", "\xe6\xbc", "\xf0\x9d\x84",
		"\xed\xa0\x80", "\xc3\n",
	}
	for range 2000 {
		var body []byte
		for range random.IntN(30) {
			body = append(body, parts[random.IntN(len(parts))]...)
		}
		offsets := make([]int, random.IntN(40))
		for i := range offsets {
			offsets[i] = random.IntN(len(body)+4) - 2
		}
		for i, got := range locate(body, offsets) {
			if want := position(body, offsets[i]); got != want {
				t.Fatalf("%q, offsets %d: %v at %d, want %v", body, offsets, got, offsets[i], want)
			}
		}
	}
}

func TestPrintable(t *testing.T) {
	for text, want := range map[string]string{
		"plain ä 漢 😀":    "plain ä 漢 😀",
		"a\x1b[31mb":     `a\x1b[31mb`,
		"a\r\nb\tc":      `a\r\nb\tc`,
		"\u202eabc":      `\u202eabc`,
		"\u2028":         `\u2028`,
		"\x9b":           "\ufffd",
		"\u009b":         `\u009b`,
		"0123456789abc":  "0123456789ab… (1 character more)",
		"0123456789ab":   "0123456789ab",
		"äöüäöüäöüäöüäö": "äöüäöüäöüäöü… (2 characters more)",
	} {
		if got := printable(text, 12); got != want {
			t.Errorf("%q became %q, want %q", text, got, want)
		}
	}
}
