package main

import (
	"errors"
	"strings"
	"testing"

	"github.com/cognitocheck/cognitocheck/validator"
)

const pool = `{"IdentityPoolId":"eu-west-1:11111111-2222-3333-4444-555555555555","IdentityPoolName":"Pool",` +
	`"AllowUnauthenticatedIdentities":false}`

func TestCommand(t *testing.T) {
	for name, c := range map[string]struct {
		args   []string
		body   string
		exit   int
		stdout string
		stderr string
	}{
		"valid":   {[]string{"cognito-identity.UpdateIdentityPool"}, pool, exitValid, `{"valid":true,`, ""},
		"invalid": {[]string{"UpdateIdentityPool"}, `{}`, exitInvalid, `"code":"required"`, ""},
		"warnings": {
			args:   []string{"-warnings", "UpdateIdentityPool"},
			body:   strings.Replace(pool, "{", `{"Extra":1,`, 1),
			exit:   exitValid,
			stdout: `"code":"unknown"`,
		},
		"response": {
			args:   []string{"-response", "cognito-identity.GetId"},
			body:   `{"IdentityId":"x"}`,
			exit:   exitInvalid,
			stdout: `"path":"/IdentityId"`,
		},
		"unknown": {
			args:   []string{"UpdateIdentityPol"},
			body:   `{}`,
			exit:   exitUndecided,
			stderr: "did you mean cognito-identity.UpdateIdentityPool",
		},
		"ambiguous":    {[]string{"TagResource"}, `{}`, exitUndecided, "", "cognito-idp.TagResource"},
		"no operation": {nil, `{}`, exitUndecided, "", "usage:"},
		"bad flag":     {[]string{"-loud", "GetId"}, `{}`, exitUndecided, "", "usage:"},
		"over limit": {
			args:   []string{"GetId"},
			body:   strings.Repeat(" ", validator.DefaultLimit+1),
			exit:   exitUndecided,
			stderr: "over the size limit",
		},
	} {
		t.Run(name, func(t *testing.T) {
			var stdout, stderr strings.Builder
			if got := doMain(c.args, strings.NewReader(c.body), &stdout, &stderr); got != c.exit {
				t.Errorf("exit code %d, not %d", got, c.exit)
			}
			if !strings.Contains(stdout.String(), c.stdout) || c.stdout == "" && stdout.Len() > 0 {
				t.Errorf("stdout %q", stdout.String())
			}
			if !strings.Contains(stderr.String(), c.stderr) || c.stderr == "" && stderr.Len() > 0 {
				t.Errorf("stderr %q", stderr.String())
			}
		})
	}
}

type broken struct{}

func (broken) Read([]byte) (int, error)  { return 0, errors.New("broken pipe") }
func (broken) Write([]byte) (int, error) { return 0, errors.New("broken pipe") }

func TestCommandWithBrokenStreams(t *testing.T) {
	var stdout, stderr strings.Builder
	if got := doMain([]string{"GetId"}, broken{}, &stdout, &stderr); got != exitUndecided ||
		!strings.Contains(stderr.String(), "read the body") {
		t.Errorf("%d %q", got, stderr.String())
	}
	stderr.Reset()
	if got := doMain([]string{"UpdateIdentityPool"}, strings.NewReader(pool), broken{}, &stderr); got != exitUndecided ||
		!strings.Contains(stderr.String(), "write the report") {
		t.Errorf("%d %q", got, stderr.String())
	}
}
