package main

import "testing"

func TestSkeleton(t *testing.T) {
	const getID = `{
    "AccountId": "",
    "IdentityPoolId": "",
    "Logins": {
        "KeyName": ""
    }
}
`
	for name, test := range map[string]struct {
		args   []string
		code   int
		stdout string
		stderr string
	}{
		"full name":    {args: []string{"skeleton", "cognito-identity.GetId"}, stdout: getID},
		"bare name":    {args: []string{"skeleton", "GetId"}, stdout: getID},
		"command line": {args: []string{"skeleton", "cognito-identity get-id"}, stdout: getID},
		"one member": {
			args: []string{"skeleton", "cognito-sync.BulkPublish"}, stdout: "{\n    \"IdentityPoolId\": \"\"\n}\n",
		},
		"unknown": {
			args:   []string{"skeleton", "GetIdd"},
			code:   2,
			stderr: "cognitocheck: …GetIdd…'cognitocheck operations' lists them all\n",
		},
		"ambiguous": {
			args: []string{"skeleton", "TagResource"}, code: 2, stderr: "cognitocheck: …cognito-identity.TagResource…\n",
		},
		"none": {args: []string{"skeleton"}, code: 2, stderr: "cognitocheck: name one operation, …\n"},
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
