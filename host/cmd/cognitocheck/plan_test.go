package main

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v5"
)

// planFile is a plan with what is fine and what is not: in a module, replaced, updated, deleted, sensitive, not known
// yet, and of other providers. It is made by hand from the documentation of Terraform's JSON output format.
const planFile = "testdata/plan.json"

const planReport = `module.auth["eu"].aws_cognito_user_pool.main: schema[2].string_attribute_constraints: ` +
	`Set min_length to max_length or less. (cognito-idp.CreateUserPool /Schema/2/StringAttributeConstraints) ` +
	`[rule.custom-attribute-length]
module.auth["eu"].aws_cognito_user_pool.main: cognito-idp.CreateUserPool is invalid: 1 violation
AWS would answer: InvalidParameterException: Attribute custom:c cannot have a max length shorter than it's min length
aws_cognito_user_pool_client.web[0]: default_redirect_uri: Add this URI to callback_urls as well. ` +
	`(cognito-idp.UpdateUserPoolClient /DefaultRedirectURI) [rule.default-redirect-uri]
aws_cognito_user_pool_client.web[0]: warning: auth_session_validity left out: the service sets it back to the ` +
	`default. [rule.reset-to-default]
aws_cognito_user_pool_client.web[0]: cognito-idp.UpdateUserPoolClient is invalid: 1 violation, 1 warning
AWS would answer: InvalidParameterException: The default redirect URI https://example.com/other is not in the ` +
	`callback URIs list.
aws_cognito_user.admin: password: … (cognito-idp.AdminSetUserPassword /Password) [pattern]
aws_cognito_user.admin: cognito-idp.AdminSetUserPassword is invalid: 1 violation
testdata/plan.json: 5 requests of 4 Cognito resources: 3 violations, 1 warning; ` +
	`3 values are known only after apply and were left open
`

func TestPlan(t *testing.T) {
	plan, err := os.ReadFile(planFile)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for name, text := range map[string][]byte{
		"plan.json.gz": compress(t, string(plan)), "tfplan": []byte("PK\x03\x04"), "main.tf": []byte(`resource "a" "b" {}`),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	none := `{"format_version":"1.2","planned_values":{},"resource_changes":[]}`
	for name, test := range map[string]struct {
		args           []string // DIR is the directory
		stdin          string
		code           int
		stdout, stderr string
	}{
		"file": {args: []string{planFile}, code: 1, stdout: planReport},
		"standard input": {stdin: string(plan), code: 1,
			stdout: strings.Replace(planReport, "testdata/plan.json: 5", "stdin: 5", 1)},
		"directory, compressed": {args: []string{"DIR"}, code: 1, stdout: "…DIR/plan.json.gz: 5 requests of …"},
		"nothing of Cognito":    {stdin: none, stdout: "stdin: no Cognito resource is created or changed\n"},
		"nothing, quiet":        {args: []string{"--quiet"}, stdin: none},
		"saved plan": {args: []string{"DIR/tfplan", planFile}, code: 2, stdout: planReport,
			stderr: "cognitocheck: DIR/tfplan: this is no plan: it is a saved plan, which only Terraform reads; …\n"},
		"HCL": {args: []string{"DIR/main.tf"}, code: 2,
			stderr: "cognitocheck: DIR/main.tf: this is no plan: it is no JSON; …\n"},
		"no file": {args: []string{"none.json"}, code: 2,
			stderr: "cognitocheck: read none.json: no such file or directory\n"},
		"format 2": {stdin: `{"format_version":"2.0"}`, code: 2,
			stderr: "cognitocheck: stdin: this is no plan: its format is version \"2.0\"…"},
		"incomplete": {stdin: strings.Replace(none, "{", `{"errored":true,`, 1), stdout: "stdin: no…",
			stderr: "cognitocheck: stdin: planning ended with an error, so that resources may be missing\n"},
		"a type that is not known": {stdin: strings.Replace(none, "[]", `[{"mode":"managed","type":"aws_cognito_new",`+
			`"change":{"actions":["create"],"after":{}}}]`, 1), stdout: "stdin: no…",
			stderr: "cognitocheck: stdin: not checked, as they are not known: resources of the types aws_cognito_new\n"},
		"levels": {args: []string{"--level", "rule.default-redirect-uri=warn", "--level", "pattern=off", "--level",
			"rule.custom-attribute-length=off", planFile},
			stdout: "…aws_cognito_user_pool_client.web[0]: warning: default_redirect_uri: …"},
		"rules of one's own": {args: []string{"--rules", teamFile, planFile}, code: 1,
			stdout: "…aws_cognito_user_pool.main: name: Begin the name with team-. (cognito-idp.CreateUserPool /PoolName) …"},
		"flag of no kind": {args: []string{"--format", "yaml", planFile}, code: 2,
			stderr: "cognitocheck: --format is text, …"},
	} {
		t.Run(name, func(t *testing.T) {
			args := []string{"plan"}
			for _, a := range test.args {
				args = append(args, strings.ReplaceAll(a, "DIR", dir))
			}
			code, stdout, stderr := run(t, test.stdin, args...)
			if code != test.code {
				t.Errorf("exit code %d, want %d", code, test.code)
			}
			wantText(t, "stdout", strings.ReplaceAll(stdout, dir, "DIR"), test.stdout)
			wantText(t, "stderr", strings.ReplaceAll(stderr, dir, "DIR"), test.stderr)
			nativeCode, nativeStdout, _ := run(t, test.stdin, append(args, "--engine=native")...)
			if nativeCode != code || nativeStdout != stdout {
				t.Errorf("the native engine answers otherwise: exit code %d\n%s", nativeCode, nativeStdout)
			}
		})
	}
}

// Each form has the same findings, and none of what the plan says is sensitive.
func TestPlanForms(t *testing.T) {
	schema, err := jsonschema.Compile(sarifSchema)
	if err != nil {
		t.Fatal(err)
	}
	for _, form := range reporterNames() {
		t.Run(form, func(t *testing.T) {
			code, stdout, stderr := run(t, "", "plan", "--format", form, planFile)
			if code != exitInvalid {
				t.Errorf("exit code %d", code)
			}
			summary := "cognitocheck: testdata/plan.json: 5 requests of 4 Cognito resources: …\n"
			if form == "text" {
				summary = ""
			}
			wantText(t, "stderr", stderr, summary)
			for _, want := range []string{"string_attribute_constraints", "default_redirect_uri", "aws_cognito_user.admin",
				"module.auth"} {
				if !strings.Contains(stdout, want) {
					t.Errorf("%s is missing in\n%s", want, stdout)
				}
			}
			for _, secret := range []string{"Tr0ub4dor", "s3cr3t", "hidden-key"} {
				if strings.Contains(stdout, secret) {
					t.Errorf("%s is in\n%s", secret, stdout)
				}
			}
			switch form {
			case "sarif":
				var log any
				if err := json.Unmarshal([]byte(stdout), &log); err != nil {
					t.Fatal(err)
				}
				if err := schema.Validate(log); err != nil {
					t.Error(err)
				}
			case "junit":
				var suites junitSuites
				if err := xml.Unmarshal([]byte(stdout), &suites); err != nil || suites.Tests != 5 || suites.Failures != 3 {
					t.Errorf("%+v, %v", suites, err)
				}
			case "json":
				lines := strings.Split(strings.TrimSuffix(stdout, "\n"), "\n")
				if len(lines) != 5 {
					t.Fatalf("%d lines", len(lines))
				}
				wantText(t, "the first line", lines[0], `{"file":"testdata/plan.json","resource":"module.auth[\"eu\"].`+
					`aws_cognito_user_pool.main","action":"create","open":0,"valid":false,"operation":"cognito-idp.CreateUserPool",`+
					`MODEL,"violations":[{"path":"/Schema/2/StringAttributeConstraints","code":…,`+
					`"attribute":"schema[2].string_attribute_constraints"}],"warnings":[],"error":{…}}`)
			case "github":
				if !strings.HasPrefix(stdout, "::error file=testdata/plan.json,title=cognito-idp.CreateUserPool [") {
					t.Error(stdout)
				}
			}
		})
	}
}

// BenchmarkPlan is a plan of 1,000 resources.
func BenchmarkPlan(b *testing.B) {
	plan, err := os.ReadFile(planFile)
	if err != nil {
		b.Fatal(err)
	}
	var read struct {
		Changes []json.RawMessage `json:"resource_changes"`
	}
	if err := json.Unmarshal(plan, &read); err != nil {
		b.Fatal(err)
	}
	var text bytes.Buffer
	text.WriteString(`{"format_version":"1.2","planned_values":{},"resource_changes":[`)
	for i := range 1000 {
		if i > 0 {
			text.WriteByte(',')
		}
		text.Write(read.Changes[i%2])
	}
	text.WriteString("]}")
	for b.Loop() {
		var out, problems bytes.Buffer
		if code := doMain([]string{"plan"}, bytes.NewReader(text.Bytes()), &out, &problems); code != exitInvalid {
			b.Fatal(fmt.Sprint(code, problems.String()))
		}
	}
}
