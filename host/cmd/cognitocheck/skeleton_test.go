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
		"full name":    {[]string{"skeleton", "cognito-identity.GetId"}, 0, getID, ""},
		"bare name":    {[]string{"skeleton", "GetId"}, 0, getID, ""},
		"command line": {[]string{"skeleton", "cognito-identity get-id"}, 0, getID, ""},
		"one member":   {[]string{"skeleton", "cognito-sync.BulkPublish"}, 0, "{\n    \"IdentityPoolId\": \"\"\n}\n", ""},
		"unknown":      {[]string{"skeleton", "GetIdd"}, 2, "", "cognitocheck: …GetIdd…'cognitocheck operations' lists them all\n"},
		"ambiguous":    {[]string{"skeleton", "TagResource"}, 2, "", "cognitocheck: …cognito-identity.TagResource…\n"},
		"none":         {[]string{"skeleton"}, 2, "", "cognitocheck: name one operation, …\n"},
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
