package main

import (
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

func TestOperationOf(t *testing.T) {
	for file, want := range map[string]string{
		"create-user-pool.json":                "cognito-idp.CreateUserPool",
		"dir/UpdateIdentityPool.request.json":  "cognito-identity.UpdateIdentityPool",
		"UpdateIdentityPool.request.2.json.gz": "cognito-identity.UpdateIdentityPool",
		"SignUp.response.json":                 "response of cognito-idp.SignUp",
		"cognito-idp.SignUp.json":              "cognito-idp.SignUp",
		"cognito-idp.TagResource.json":         "cognito-idp.TagResource",
		"cognito-identity-tag-resource.json":   "cognito-identity.TagResource",
		"cognito-identity_tag-resource.JSON":   "cognito-identity.TagResource",
		"AWSCognitoIdentityService.GetId.json": "cognito-identity.GetId",
		"get-id":                               "cognito-identity.GetId",
		"set-ui-customization.json":            "cognito-idp.SetUICustomization",
		"tag-resource.json":                    "ambiguous",
		"TagResource.json":                     "ambiguous",
		"create-user-pol.json":                 "",
		"package.json":                         "",
		".json":                                "",
		"":                                     "",
		"pool.create-user-pool.json":           "cognito-idp.CreateUserPool",
		"1.dev.cognito-idp.TagResource.json":   "cognito-idp.TagResource",
		"Create-User-Pool-.json":               "",
	} {
		name, response, err := operationOf(file)
		got := name
		switch {
		case err != nil && strings.Contains(err.Error(), "exists in several services"):
			got = "ambiguous"
		case response:
			got = "response of " + name
		}
		if got != want {
			t.Errorf("%q: %q, want %q (%v)", file, got, want, err)
		}
	}
}

// compress is a text by gzip.
func compress(t *testing.T, text string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	if _, err := w.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestCheckFiles(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string][]byte{
		"get-id.json":            []byte(validRequest),
		"deeper/GetId.2.json.gz": compress(t, sampleRequest),
		"deeper/package.json":    []byte("{}"),
		"deeper/notes.txt":       nil,
		".git/get-id.json":       []byte("[]"),
		"empty/notes.txt":        nil,
		"others/package.json":    nil,
		"zipped":                 compress(t, validRequest),
		"cut.GetId.json":         compress(t, validRequest)[:20],
		"large.GetId.json":       compress(t, strings.Repeat(" ", 4<<20+1)),
		"describe/describe-user-pool.response.json": []byte(`{"UserPool":{"Id":"eu-west-1_a"}}`),
	} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for name, test := range map[string]struct {
		args           []string // DIR is the directory
		stdin          string
		code           int
		stdout, stderr string
	}{
		"several operations": {
			args: []string{"DIR/get-id.json", "DIR/describe/describe-user-pool.response.json"},
			stdout: "DIR/get-id.json: cognito-identity.GetId is valid\n" +
				"DIR/describe/describe-user-pool.response.json: cognito-idp.DescribeUserPool is valid\n",
		},
		"directory": {
			args: []string{"DIR/deeper"}, code: 1,
			stdout: "DIR/deeper/GetId.2.json.gz:3:22: …is invalid: 1 violation\n…",
			stderr: "cognitocheck: passed over 1 file whose name tells no operation\n",
		},
		"directory in which no name tells": {
			args: []string{"DIR/others"}, code: 2,
			stderr: "cognitocheck: there is nothing to check: the name of the file tells no operation; …\n",
		},
		"directory without JSON": {
			args: []string{"DIR/empty"}, code: 2,
			stderr: "cognitocheck: there is no file *.json or *.json.gz in DIR/empty\n",
		},
		"pattern": {args: []string{"DIR/get*.json"}, stdout: "DIR/get-id.json: …is valid\n"},
		"pattern without a match": {args: []string{"DIR/*.yaml"}, code: 2,
			stderr: "cognitocheck: no file matches the pattern DIR/*.yaml\n"},
		"malformed pattern": {args: []string{"DIR/[a"}, code: 2, stderr: "cognitocheck: the pattern DIR/[a is malformed…"},
		"compressed, whatever its name": {args: []string{"--operation", "GetId", "DIR/zipped"},
			stdout: "DIR/zipped: cognito-identity.GetId is valid\n"},
		"compressed standard input": {args: []string{"--operation", "GetId"}, stdin: string(compress(t, validRequest)),
			stdout: "stdin: cognito-identity.GetId is valid\n"},
		"compressed and cut": {args: []string{"DIR/cut.GetId.json"}, code: 2,
			stderr: "cognitocheck: read DIR/cut.GetId.json: it is compressed by gzip, and its end is missing\n"},
		"compressed and large": {args: []string{"DIR/large.GetId.json"}, code: 2,
			stderr: "cognitocheck: DIR/large.GetId.json: body is over the size limit of 4,194,304 bytes…"},
		"no file, and no operation in its name": {args: []string{"DIR/none"}, code: 2,
			stderr: "cognitocheck: read DIR/none: no such file or directory\n"},
		"no name": {args: []string{""}, code: 2,
			stderr: "cognitocheck: the name of a file is empty\n"},
		"no operation in the name": {args: []string{"DIR/zipped", "DIR/get-id.json"}, code: 2,
			stdout: "DIR/get-id.json: …is valid\n",
			stderr: "cognitocheck: DIR/zipped: the name of the file tells no operation; give --operation, …\n"},
		"standard input has no name": {args: []string{"-", "DIR/get-id.json"}, code: 2,
			stderr: "cognitocheck: name the operation, …"},
		"JSON has every file": {
			args: []string{"--format", "json", "DIR/get-id.json", "DIR/zipped", "DIR/none.GetId.json", "DIR/cut.GetId.json"},
			code: 2,
			stdout: `{"file":"DIR/get-id.json","valid":true,…}` + "\n" +
				`{"file":"DIR/zipped","undecided":{"reason":"unknown operation","message":"…"}}` + "\n" +
				`{"file":"DIR/none.GetId.json","undecided":{"reason":"unreadable","message":"read …: no such file or directory"}}` +
				"\n" + `{"file":"DIR/cut.GetId.json","undecided":{"reason":"unreadable","message":"…"}}` + "\n",
		},
		"JSON of one file has its name": {args: []string{"--format", "json", "DIR/get-id.json"},
			stdout: `{"file":"DIR/get-id.json","valid":true,…}` + "\n"},
	} {
		t.Run(name, func(t *testing.T) {
			args := []string{"check", "--engine", "native"}
			for _, a := range test.args {
				args = append(args, strings.ReplaceAll(a, "DIR", dir))
			}
			code, stdout, stderr := run(t, test.stdin, args...)
			if code != test.code {
				t.Errorf("exit code %d, want %d", code, test.code)
			}
			wantText(t, "stdout", strings.ReplaceAll(stdout, dir, "DIR"), test.stdout)
			wantText(t, "stderr", strings.ReplaceAll(stderr, dir, "DIR"), test.stderr)
		})
	}
}

// A list of files that came out empty is not taken for an empty request.
func TestNoFiles(t *testing.T) {
	null, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close()
	for name, test := range map[string]struct {
		args   []string
		code   int
		stderr string
	}{
		"no file":   {[]string{"check", "--operation", "GetId"}, exitUndecided, "cognitocheck: no file is named, …"},
		"no plan":   {[]string{"plan"}, exitUndecided, "cognitocheck: no file is named, …"},
		"asked for": {[]string{"check", "--operation", "ListUserPools", "-"}, exitInvalid, ""},
		"empty name": {[]string{"check", "--operation", "GetId", ""}, exitUndecided,
			"cognitocheck: the name of a file is empty\n"},
		"an empty batch": {[]string{"batch"}, exitValid, ""},
	} {
		t.Run(name, func(t *testing.T) {
			var out, problems bytes.Buffer
			if code := doMain(test.args, null, &out, &problems); code != test.code {
				t.Errorf("exit code %d, want %d\n%s", code, test.code, out.String())
			}
			wantText(t, "stderr", problems.String(), test.stderr)
		})
	}
}

func TestBatchCompressed(t *testing.T) {
	line := `{"id":1,"operation":"GetId","request":` + validRequest + "}\n"
	code, stdout, stderr := run(t, string(compress(t, strings.Repeat(line, 3))), "batch")
	if code != exitValid || strings.Count(stdout, `"valid":true`) != 3 || stderr != "" {
		t.Errorf("exit code %d\n%s%s", code, stdout, stderr)
	}
	code, _, stderr = run(t, string(compress(t, line)[:30]), "batch")
	if code != exitUndecided || !strings.HasPrefix(stderr, "cognitocheck: read stdin: ") {
		t.Errorf("exit code %d\n%s", code, stderr)
	}
}

// A shell completes operations, codes with their levels, and forms.
func TestCompletion(t *testing.T) {
	for name, test := range map[string]struct {
		args []string
		want []string
	}{
		"operation": {[]string{"check", "--operation", "cognito-idp.CreateUserPoolD"},
			[]string{"cognito-idp.CreateUserPoolDomain"}},
		"target": {[]string{"check", "--target", "AWSCognitoIdentityService.GetI"},
			[]string{"AWSCognitoIdentityService.GetId"}},
		"format":          {[]string{"check", "--format", "s"}, []string{"sarif"}},
		"format of batch": {[]string{"batch", "--format", ""}, reporterNames()},
		"code":            {[]string{"check", "--level", "patt"}, []string{"pattern="}},
		"level":           {[]string{"batch", "--level", "pattern=w"}, []string{"pattern=warn"}},
		"aws":             {[]string{"aws", ""}, []string{"cognito-identity", "cognito-idp", "cognito-sync"}},
		"aws operation":   {[]string{"aws", "cognito-idp", "admin-create"}, []string{"admin-create-user"}},
		"aws option": {[]string{"aws", "--engine", "native", "cognito-identity", "get-id", "--i"},
			[]string{"--identity-pool-id"}},
		"aws value": {[]string{"aws", "cognito-idp", "set-user-pool-mfa-config", "--mfa-configuration", ""},
			[]string{"OFF", "ON", "OPTIONAL"}},
		"aws, own flag":            {[]string{"aws", "cognito-idp", "list-users", "--print"}, []string{"--print-request"}},
		"aws, own value":           {[]string{"aws", "cognito-idp", "list-users", "--format", ""}, reporterNames()},
		"aws, own file":            {[]string{"aws", "cognito-idp", "list-users", "--rules", ""}, []string{"baseline", ":0"}},
		"aws, after an own switch": {[]string{"aws", "--explain", "cognito-s"}, []string{"cognito-sync"}},
		"aws, flag of both":        {[]string{"aws", "cognito-idp", "--color", "o"}, []string{"on", "off"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, stdout, _ := run(t, "", append([]string{"__complete"}, test.args...)...)
			for _, want := range test.want {
				if !regexp.MustCompile(`(?m)^` + want + `(\t|$)`).MatchString(stdout) {
					t.Errorf("%s is missing in\n%.500s", want, stdout)
				}
			}
		})
	}
}
