package main

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cognitocheck/cognitocheck/host/awscli"
	"github.com/cognitocheck/cognitocheck/validator"
)

// The example of the aws command line's own page of update-identity-pool, as a shell splits it.
var updateIdentityPool = []string{
	"cognito-identity", "update-identity-pool",
	"--identity-pool-id", "us-west-2:11111111-1111-1111-1111-111111111111",
	"--identity-pool-name", "MyIdentityPool",
	"--no-allow-unauthenticated-identities",
	"--cognito-identity-providers",
	"ProviderName=cognito-idp.us-west-2.amazonaws.com/us-west-2_111111111,ClientId=3n4b5urk1ft4fl3mg5e62d9ado," +
		"ServerSideTokenCheck=false",
}

const updateIdentityPoolBody = `{"IdentityPoolId": "us-west-2:11111111-1111-1111-1111-111111111111", ` +
	`"IdentityPoolName": "MyIdentityPool", ` +
	`"AllowUnauthenticatedIdentities": false, "CognitoIdentityProviders": [{"ProviderName": ` +
	`"cognito-idp.us-west-2.amazonaws.com/us-west-2_111111111", ` +
	`"ClientId": "3n4b5urk1ft4fl3mg5e62d9ado", "ServerSideTokenCheck": false}]}` + "\n"

func TestAWS(t *testing.T) {
	file := filepath.Join(t.TempDir(), "pool.json")
	if err := os.WriteFile(file, []byte(`{"IdentityPoolId":"us-east-1:x y","AccountId":"1"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	in := func(before []string, after ...string) []string {
		return slices.Concat([]string{"aws"}, before, updateIdentityPool, after)
	}
	invalid := []string{"aws", "cognito-identity", "get-id", "--identity-pool-id", "us-east-1:x y"}
	const verdict = "request:1:20: /IdentityPoolId: … [pattern]\n" +
		"request: cognito-identity.GetId is invalid: 1 violation\n" +
		"AWS would answer: ValidationException: 1 validation error detected: Value 'us-east-1:x y' at 'identityPoolId' …\n"

	const (
		refused = "The aws command line would refuse to send this:\n"
		sent    = "If it were sent all the same:\n"
	)

	for name, test := range map[string]struct {
		args   []string
		code   int
		stdout string // the whole text, or what it has in this order, parts divided by …
		stderr string
	}{
		"the page's example": {
			args: in(nil), stdout: "…\nrequest: cognito-identity.UpdateIdentityPool is valid…\n",
		},
		"the page's example, no warnings": {
			args: in([]string{"--warnings=false"}), stdout: "request: cognito-identity.UpdateIdentityPool is valid\n",
		},
		"its body": {args: in(nil, "--print-request"), stdout: updateIdentityPoolBody},
		"own flags before the service": {
			args: in([]string{"--print-request", "--region", "x"}), stdout: updateIdentityPoolBody,
		},
		"own flags before the operation": {
			args: append([]string{"aws", "cognito-identity", "--engine", "native", "--print-request"},
				updateIdentityPool[1:]...),
			stdout: updateIdentityPoolBody,
		},
		"JSON": {
			args:   in([]string{"--format=json"}),
			stdout: `{"valid":true,"operation":"cognito-identity.UpdateIdentityPool",…}` + "\n",
		},
		"invalid":         {args: invalid, code: 1, stdout: verdict},
		"invalid, native": {args: append(invalid, "--engine=native"), code: 1, stdout: verdict},
		"invalid, colours by aws's option": {
			args: append(invalid, "--color", "on"), code: 1, stdout: "request:1:20: \x1b[36m/IdentityPoolId\x1b[0m: …",
		},
		"invalid, colours by our option": {
			args: append(invalid, "--color=always"), code: 1, stdout: "request:1:20: \x1b[36m/IdentityPoolId\x1b[0m: …",
		},
		"invalid, no colours": {args: append(invalid, "--color", "never"), code: 1, stdout: verdict},
		"invalid, explained":  {args: append(invalid, "--explain"), code: 1, stdout: verdict},
		"off": {
			args: append(invalid, "--level", "pattern=off"), stdout: "request: cognito-identity.GetId is valid\n",
		},
		"a file's JSON": {
			args: []string{
				"aws", "cognito-identity", "get-id", "--cli-input-json", "file://" + file, "--identity-pool-id", "us-east-1:1",
			},
			stdout: "request: cognito-identity.GetId is valid\n",
		},
		"what aws demands": {
			args: []string{"aws", "cognito-identity", "update-identity-pool", "--identity-pool-id", "us-east-1:1"},
			code: 1,
			stdout: refused + "    the following arguments are required: --identity-pool-name\n" + sent +
				"request:1:1: /IdentityPoolName: … [required]\nrequest:1:1: /AllowUnauthenticatedIdentities: … [required]\n…" +
				"AWS would answer: ValidationException: 2 validation errors detected: …\n",
		},
		"what aws demands, and the request": {
			args:   []string{"aws", "cognito-identity", "update-identity-pool", "--identity-pool-id", "x", "--print-request"},
			stdout: `{"IdentityPoolId": "x"}` + "\n",
			stderr: refused + "    the following arguments are required: --identity-pool-name\n",
		},
		"below a minimum": {
			args: []string{"aws", "cognito-identity", "list-identity-pools", "--max-results", "0"},
			code: 1,
			stdout: refused + "    Parameter validation failed:\n" +
				"    Invalid value for parameter MaxResults, value: 0, valid min value: 1\n" + sent +
				"request:1:16: /MaxResults: … [range.min]\nrequest: cognito-identity.ListIdentityPools is invalid: 1 violation\n" +
				"AWS would answer: ValidationException: …\n",
		},
		"a member that is not there": {
			args: []string{
				"aws", "cognito-identity", "get-id", "--cli-input-json", `{"IdentityPoolId":"us-east-1:1","Identity":"x"}`,
			},
			code: 1,
			stdout: refused + "    Parameter validation failed:\n" +
				"    Unknown parameter in input: \"Identity\", must be one of: AccountId, IdentityPoolId, Logins\n" + sent +
				"request:1:35: warning: /Identity: … [unknown]\nrequest: cognito-identity.GetId is valid: 1 warning\n",
		},
		"a member that is not there, as JSON": {
			args: []string{
				"aws", "cognito-identity", "get-id", "--cli-input-json", `{"IdentityPoolId":"us-east-1:1","<\u0007>":"x"}`,
				"--format", "json",
			},
			code: 1,
			stdout: `{"refused":["Parameter validation failed:","Unknown parameter in input: \"<\u0007>\", ` +
				`must be one of: AccountId, IdentityPoolId, Logins"],"valid":true,"operation":"cognito-identity.GetId",…` + "\n",
		},
		"a member with a name of controls": {
			args: []string{
				"aws", "cognito-identity", "get-id", "--cli-input-json", `{"IdentityPoolId":"us-east-1:1","\u0007":"x"}`,
			},
			code:   1,
			stdout: refused + `…Unknown parameter in input: "\a", must be…`,
		},
		"an unknown key in shorthand": {
			args: []string{
				"aws", "cognito-idp", "update-user-attributes", "--access-token", "t", "--user-attributes",
				"Name=a,Value=b,Val=c",
			},
			code:   2,
			stderr: "cognitocheck: Error parsing parameter '--user-attributes': a key that is none of Name, Value; …\n",
		},
		"cognito-sync": {
			args: []string{
				"aws", "cognito-sync", "list-datasets", "--identity-pool-id", "us-east-1:1", "--identity-id", "us-east-1:2",
				"--max-results", "3", "--print-request",
			},
			stdout: `{"IdentityPoolId": "us-east-1:1", "IdentityId": "us-east-1:2", "MaxResults": 3}` + "\n",
		},
		"skeleton": {
			args: []string{"aws", "cognito-identity", "get-id", "--generate-cli-skeleton"},
			stdout: "{\n    \"AccountId\": \"\",\n    \"IdentityPoolId\": \"\",\n    \"Logins\": {\n        \"KeyName\": " +
				"\"\"\n    }\n}\n",
		},
		"nothing": {
			args: []string{"aws"}, code: 2, stderr: "cognitocheck: give the command line after it, …\n",
		},
		"help": {
			args: []string{"aws", "--help"}, stdout: "Put cognitocheck in front of an aws command line…--print-request…",
		},
		"another service": {
			args:   []string{"aws", "s3", "ls"},
			code:   2,
			stderr: "cognitocheck: aws: error: argument command: Invalid choice; …\n",
		},
		"an option without a value": {
			args:   []string{"aws", "cognito-identity", "get-id", "--identity-pool-id"},
			code:   2,
			stderr: "cognitocheck: aws: error: argument --identity-pool-id: expected one argument; …\n",
		},
		"an own switch without one": {
			args: []string{"aws", "--explain=yes", "cognito-identity", "list-identity-pools"},
			code: 2,
			stderr: "cognitocheck: --explain takes true or false, as in --explain=false, not \"yes\"; see 'cognitocheck aws " +
				"--help'\n",
		},
		"an own flag without one": {
			args:   []string{"aws", "cognito-identity", "get-id", "--format"},
			code:   2,
			stderr: "cognitocheck: flag needs an argument: --format; see 'cognitocheck aws --help'\n",
		},
		"an own flag behind dashes": {
			args:   []string{"aws", "cognito-identity", "get-id", "--", "--format"},
			code:   2,
			stderr: "cognitocheck: Unknown options: …\n",
		},
		"a format that is not there": {
			args:   []string{"aws", "--format", "xml", "cognito-identity", "get-id"},
			code:   2,
			stderr: "cognitocheck: --format is text, json, sarif, junit or github, not \"xml\"\n",
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

// TestAWSSecrets puts secrets where they do not belong: nothing that is printed shows them.
func TestAWSSecrets(t *testing.T) {
	const secret = "hunter2"
	broken := filepath.Join(t.TempDir(), "broken.json")
	if err := os.WriteFile(broken, []byte(`{"Password":"`+secret+`",`+secret+`}`), 0o600); err != nil {
		t.Fatal(err)
	}
	password := func(words ...string) []string {
		return append([]string{"cognito-idp", "admin-set-user-password", "--user-pool-id", "us-east-1_a", "--username", "u"},
			words...)
	}
	attributes := func(words ...string) []string {
		return append([]string{"cognito-idp", "update-user-attributes", "--access-token", "t", "--user-attributes"}, words...)
	}
	users := func(words ...string) []string {
		return append([]string{"cognito-idp", "list-users", "--user-pool-id", "us-east-1_a"}, words...)
	}
	logins := func(words ...string) []string {
		return append([]string{"cognito-identity", "get-id", "--identity-pool-id", "us-east-1:1", "--logins"}, words...)
	}
	details := func(words ...string) []string {
		return append([]string{
			"cognito-idp", "create-identity-provider", "--user-pool-id", "us-east-1_a", "--provider-name", "Google",
			"--provider-type", "Google", "--provider-details",
		}, words...)
	}
	for name, words := range map[string][]string{
		"two words":                      password("--password", "my", secret),
		"a dash":                         password("--password", "-"+secret),
		"two dashes":                     password("--password", "--"+secret),
		"a dash behind the equals sign":  password("--password=--" + secret),
		"a misspelt option":              password("--pasword=" + secret),
		"a misspelt option, two words":   password("--pasword", secret),
		"a colon":                        password("--password:" + secret),
		"no sign":                        password("--password" + secret),
		"no sign, one dash":              password("-password" + secret),
		"one dash":                       password("-p" + secret),
		"one dash, equals sign":          password("-p=" + secret),
		"an en dash":                     password("–password=" + secret),
		"a dash and an en dash":          password("-–password=" + secret),
		"a prefix":                       password("--pass=" + secret + strings.Repeat("x", 300)),
		"an ambiguous prefix":            password("--p=" + secret),
		"an ambiguous prefix, two words": password("--user=" + secret),
		"capitals":                       password("--Password=" + secret),
		"an underscore":                  password("--password_" + secret),
		"a flag with a value":            password("--password", "p", "--permanent="+secret),
		"a flag with a word":             password("--password", "p", "--permanent", secret),
		"an unknown negation":            password("--no-password=" + secret),
		"a dash alone before":            password("--password", "--", secret),
		"only dashes":                    password("--", "--password", secret),
		"an invalid value":               password("--password", secret+" "+strings.Repeat("x", 300)),
		"an empty word before":           password("", "--password", secret+" "),
		"a number's option":              users("--limit", secret),
		"a page's option":                users("--page-size", secret),
		"a timeout":                      password("--password", "p", "--cli-read-timeout", secret),
		"a choice":                       password("--password", "p", "--output", secret),
		"a skeleton":                     password("--generate-cli-skeleton", secret),
		"before the service":             {"--password", secret, "cognito-idp", "admin-set-user-password"},
		"before the operation":           {"cognito-idp", "--password", secret, "admin-set-user-password"},
		"in the service's place":         {secret},
		"in the operation's place":       {"cognito-idp", secret},
		"a file":                         password("--password", "file://"+secret),
		"a file of bytes":                password("--password", "fileb://"+secret),
		"input that is no JSON":          password("--cli-input-json", secret),
		"input that breaks off":          password("--cli-input-json", `{"Password":"`+secret),
		"input of another type":          password("--cli-input-json", `{"Password":["`+secret+`"]}`),
		"input in a file":                password("--cli-input-json", "file://"+broken),
		"input as YAML":                  password("--cli-input-yaml", "Password: "+secret),
		"a comma in a value":             attributes("Name=a,Value=a," + secret + "=b"),
		"a comma and no sign":            attributes("Name=a,Value=a," + secret),
		"a key that is misspelt":         attributes("Name=a,Vlaue=" + secret),
		"a key with an at sign":          attributes("Name=a,Value@=file://" + secret),
		"a key twice":                    attributes("Name=a,Value=a,Value=" + secret),
		"a quote without an end":         attributes(`Name=a,Value="` + secret),
		"a brace without an end":         attributes(`Name=a,Value={` + secret),
		"a bracket without an end":       attributes(`Name=a,Value=[` + secret),
		"a map for a value":              attributes(`Name=a,Value={` + secret + `=` + secret + `}`),
		"no key":                         attributes(secret),
		"JSON that breaks off":           attributes(`[{"Name":"a","Value":"` + secret),
		"JSON of another type":           attributes(`[{"Name":"a","Value":{"` + secret + `":"` + secret + `"}}]`),
		"JSON of another depth":          attributes(`["` + secret + `"]`),
		"a token that is a list":         logins("a=b," + secret + ",c"),
		"a token in braces":              logins("a={" + secret + "=" + secret + "}"),
		"a parameter with a comma": {
			"cognito-idp", "initiate-auth", "--auth-flow", "USER_PASSWORD_AUTH", "--client-id", "c", "--auth-parameters",
			"USERNAME=u,PASSWORD=a," + secret + "=",
		},
		"a client's secret": details("client_id=c,client_secret=" + secret + strings.Repeat("x", 4096)),
	} {
		t.Run(name, func(t *testing.T) {
			for _, format := range []string{"text", "json"} {
				code, stdout, stderr := run(t, "", slices.Concat([]string{"aws", "--format", format}, words)...)
				if strings.Contains(stdout+stderr, secret) || stdout+stderr == "" {
					t.Errorf("%s: exit code %d: %s%s", format, code, stdout, stderr)
				}
			}
		})
	}
}

// TestAWSFlagNames proves that the command's own flags are no options of aws, nor the beginning of one.
func TestAWSFlagNames(t *testing.T) {
	var names []string
	cmd := newAWS()
	cmd.InitDefaultHelpFlag()
	for _, flag := range []string{"print-request", "format", "explain", "engine", "level", "rules", "warnings"} {
		if cmd.Flags().Lookup(flag) == nil {
			t.Errorf("there is no flag %s", flag)
		}
		names = append(names, "--"+flag)
	}
	options := map[string]bool{}
	for _, op := range validator.Operations() {
		for _, option := range awscli.Options(op) {
			options[option] = true
		}
	}
	for _, option := range slices.Sorted(maps.Keys(options)) {
		for _, name := range names {
			if strings.HasPrefix(option, name) {
				t.Errorf("flag %s is a beginning of aws's option %s", name, option)
			}
		}
	}
}

func TestDivideFlags(t *testing.T) {
	for name, test := range map[string]struct{ words, own, line string }{
		"none": {
			words: "cognito-idp list-users --user-pool-id p", line: "cognito-idp list-users --user-pool-id p",
		},
		"in front": {words: "--format json cognito-idp", own: "--format json", line: "cognito-idp"},
		"behind": {
			words: "cognito-idp --level a=off --warnings=false", own: "--level a=off --warnings=false", line: "cognito-idp",
		},
		"a flag takes no next word": {
			words: "--print-request cognito-idp --explain x", own: "--print-request --explain", line: "cognito-idp x",
		},
		"after two dashes": {words: "a -- --format json", line: "a -- --format json"},
		"aws's colours":    {words: "--color on x --color=off --color", line: "--color on x --color=off --color"},
		"our colours": {
			words: "--color always x --color=never", own: "--color always --color=never", line: "x",
		},
		"a value's beginning": {words: "--user-pool-id=--format x", line: "--user-pool-id=--format x"},
	} {
		own, line := divideFlags(newAWS(), strings.Fields(test.words))
		if strings.Join(own, " ") != test.own || strings.Join(line, " ") != test.line {
			t.Errorf("%s: %q and %q", name, own, line)
		}
	}
}
