package main

import (
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/cognitocheck/cognitocheck/schemas/rules"
	"github.com/cognitocheck/cognitocheck/validator"
	"github.com/cognitocheck/cognitocheck/wasm"
)

const (
	teamFile = "testdata/team.yaml"
	// teamRequest breaks team-pool-name, and nothing else.
	teamRequest = `{"PoolName":"customers"}`
)

// writeFile writes a file of the test's own, and returns where it is.
func writeFile(t *testing.T, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// compileTeam compiles the team's rules.
func compileTeam(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "team.rules")
	if code, _, stderr := run(t, "", "rules", "compile", teamFile, "-o", path); code != 0 {
		t.Fatalf("exit code %d: %s", code, stderr)
	}
	return path
}

func TestOwnRules(t *testing.T) {
	compiled := compileTeam(t)
	team, err := os.ReadFile(teamFile)
	if err != nil {
		t.Fatal(err)
	}
	damaged := writeFile(t, "damaged.rules", []byte("no rules"))
	marked := writeFile(t, "team.YAML", append([]byte("\xEF\xBB\xBF"), team...))
	check := []string{"check", "--operation", "CreateUserPool"}
	const broken = "stdin:1:13: /PoolName: Begin the name with team-. [rule.team-pool-name]\n" +
		"stdin: cognito-idp.CreateUserPool is invalid: 1 violation\n" +
		"Refused here, AWS may accept it: InvalidParameterException: Begin the name with team-.\n"
	for name, test := range map[string]struct {
		args           []string
		stdin          string
		code           int
		stdout, stderr string
	}{
		"none":     {check, teamRequest, 0, "stdin: cognito-idp.CreateUserPool is valid\n", ""},
		"declared": {append(check, "--rules", teamFile), teamRequest, 1, broken, ""},
		"compiled": {append(check, "--rules", compiled), teamRequest, 1, broken, ""},
		"kept": {append(check, "--rules", teamFile), `{"PoolName":"team-a"}`, 0,
			"stdin: cognito-idp.CreateUserPool is valid\n", ""},
		"explained": {append(check, "--rules", teamFile, "--explain"), teamRequest, 1,
			"stdin:1:13: /PoolName: Begin the name with team-. [rule.team-pool-name]\n" +
				"    PoolName: a name for the user pool\n…", ""},
		"level": {append(check, "--rules", teamFile, "--level", "rule.team-pool-name=warn"), teamRequest, 0,
			"stdin:1:13: warning: /PoolName: Begin the name with team-. [rule.team-pool-name]\n" +
				"stdin: cognito-idp.CreateUserPool is valid: 1 warning\n", ""},
		"a pack that comes along, and a file": {append(check, "--rules", "baseline", "--rules", teamFile), teamRequest, 1,
			"…[rule.team-pool-name]\n…warning: /MfaConfiguration: …[rule.baseline-mfa]\n…", ""},
		"batch": {[]string{"batch", "--rules", compiled},
			`{"id":1,"operation":"CreateUserPool","request":` + teamRequest + "}\n", 1,
			`{"id":1,"valid":false,…"code":"rule.team-pool-name"…`, ""},
		"aws": {[]string{"aws", "--rules", teamFile, "cognito-idp", "create-user-pool", "--pool-name", "customers"}, "", 1,
			"request:1:14: /PoolName: Begin the name with team-. [rule.team-pool-name]\n…", ""},
		"level of no code, declared": {append(check, "--rules", teamFile, "--level", "rule.team=off"), "", 2, "",
			"cognitocheck: --level \"rule.team=off\": there is no such code; " +
				"did you mean rule.team-pool-name or rule.team-guests?\n"},
		"level of no code, compiled": {append(check, "--rules", compiled, "--level", "rule.team=off"), "", 2, "",
			"cognitocheck: --level \"rule.team=off\": there is no such code; 'cognitocheck check --help' lists Cognito's\n"},
		"level without the rules": {append(check, "--level", "rule.team-pool-name=off"), "", 2, "",
			"cognitocheck: --level \"rule.team-pool-name=off\": there is no such code; …"},
		"compiled and declared": {append(check, "--rules", compiled, "--rules", teamFile), "", 2, "",
			"cognitocheck: --rules " + compiled + " is compiled, and such a file is taken alone; compile all into one, …"},
		"declared, by any name":     {append(check, "--rules", writeFile(t, "team", team)), teamRequest, 1, broken, ""},
		"after the mark of Windows": {append(check, "--rules", marked), teamRequest, 1, broken, ""},
		"no file": {append(check, "--rules", "no.yaml"), "", 2, "",
			"cognitocheck: the rules \"no.yaml\" are neither a file nor a pack that comes along; there is baseline\n"},
		"no name": {append(check, "--rules", ""), "", 2, "", "cognitocheck: the rules \"\" are neither a file nor …"},
		"a folder": {append(check, "--rules", "testdata"), "", 2, "",
			"cognitocheck: read the rules testdata: is a directory\n"},
		"an empty file": {append(check, "--rules", os.DevNull), "", 2, "",
			os.DevNull + ":1:1: the file is not a list of rules; …"},
		"of another version": {append(check, "--rules", writeFile(t, "old", []byte("ccr\x01\x00\x00\x00\x00"))), "", 2, "",
			"…: the rules are damaged, or not for this version; compile them again, …"},
		"no pack": {append(check, "--rules", "basline"), "", 2, "",
			"cognitocheck: the rules \"basline\" are neither a file nor a pack that comes along; there is baseline\n"},
		"damaged": {append(check, "--rules", damaged), "", 2, "",
			"cognitocheck: --rules " + damaged + ": the rules are damaged, or not for this version; …"},
	} {
		t.Run(name, func(t *testing.T) {
			for _, engine := range []string{"native", "wasm"} {
				args := append([]string{test.args[0], "--engine", engine}, test.args[1:]...)
				code, stdout, stderr := run(t, test.stdin, args...)
				if code != test.code {
					t.Errorf("%s: exit code %d, want %d", engine, code, test.code)
				}
				wantText(t, engine+": stdout", stdout, test.stdout)
				wantText(t, engine+": stderr", stderr, test.stderr)
			}
		})
	}
}

// TestWrongRules: what is wrong with a file is said line for line, in the form that editors know.
func TestWrongRules(t *testing.T) {
	team, err := os.ReadFile(teamFile)
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		old, new string // what is changed in the team's rules
		stderr   string // after the file's name
	}{
		"two faults": {"CreateUserPool]", "CreateUserPol]", "4:8: rule team-pool-name: there is no operation …"},
		"expression": {"startsWith", "startWith", "6:15: rule team-pool-name: there is no function startWith; …"},
		"member":     {"/PoolName\n", "/PoolNam\n", "5:8: rule team-pool-name: …"},
		"form":       {"  message: Begin the name with team-.\n", "", "3:3: rule team-pool-name: the rule lacks message; …"},
		"id of Cognito's": {"id: team-pool-name", "id: domain-prefix",
			"3:7: rule domain-prefix: this id is that of a rule of Cognito's; write another\n"},
		"an answer": {"  source: the platform team\n", "  source: the platform team\n  answer: No.\n",
			"9:11: rule team-pool-name: a rule of your own has no answer: …"},
		"a tab": {"  on: [CreateUserPool]", "\ton: [CreateUserPool]", "4:1: this is not YAML: there is a tab; indent …"},
	} {
		t.Run(name, func(t *testing.T) {
			file := writeFile(t, "wrong.yaml", []byte(strings.Replace(string(team), test.old, test.new, 1)))
			out := filepath.Join(t.TempDir(), "out.rules")
			for _, args := range [][]string{
				{"rules", "test", file}, {"rules", "compile", file, "-o", out}, {"rules", "--rules", file},
				{"check", "--operation", "CreateUserPool", "--rules", file},
			} {
				code, stdout, stderr := run(t, teamRequest, args...)
				if code != exitUndecided || stdout != "" {
					t.Errorf("%s: exit code %d, stdout %q", args, code, stdout)
				}
				wantText(t, "stderr", stderr, file+":"+test.stderr)
			}
			if _, err := os.Stat(out); err == nil {
				t.Error("a pack was written")
			}
		})
	}
	both := strings.NewReplacer("startsWith", "startWith", "!self", "!sel").Replace(string(team))
	code, _, stderr := run(t, "", "rules", "test", writeFile(t, "both.yaml", []byte(both)))
	if lines := strings.Split(strings.TrimSpace(stderr), "\n"); code != exitUndecided || len(lines) != 2 ||
		!strings.Contains(lines[0], "both.yaml:6:") || !strings.Contains(lines[1], "both.yaml:16:") {
		t.Errorf("exit code %d: %s", code, stderr)
	}
}

// TestServeRules: the proxy refuses what breaks rules of its operator's own, also after it has exchanged the module.
func TestServeRules(t *testing.T) {
	module := writeFile(t, "cognitocheck.wasm", wasm.Module())
	rules := writeFile(t, "pools.yaml", []byte(`
- id: team-region
  on: [DescribeIdentityPool]
  at: /IdentityPoolId
  holds: self.startsWith("eu-")
  exception: ResourceNotFoundException
  message: Ask for pools in Europe.
  source: the platform team
  examples: {breaks: {IdentityPoolId: "us-east-1:0a"}, passes: {IdentityPoolId: "eu-west-1:0a"}}
`))
	for name, args := range map[string][]string{"wasm": {"--module", module}, "native": {"--engine", "native"}} {
		t.Run(name, func(t *testing.T) {
			s := startServe(t, echo, append(args, "--rules", rules)...)
			want := func(body string, status int) {
				t.Helper()
				if got, text := s.post(t, body); got != status || status == http.StatusBadRequest &&
					!strings.HasPrefix(text, `{"__type":"ResourceNotFoundException",`) {
					t.Errorf("%s: status %d, %s", body, got, text)
				}
			}
			const kept = `{"IdentityPoolId":"eu-west-1:0a"}`
			want(serveValid, http.StatusBadRequest)
			want(kept, http.StatusOK)
			if name == "wasm" {
				signalSelf(t, syscall.SIGHUP)
				s.await(t, "module reloaded")
				want(serveValid, http.StatusBadRequest)
				want(kept, http.StatusOK)
			}
			s.end(t, exitValid)
		})
	}
	damaged := writeFile(t, "damaged.rules", []byte("no rules"))
	code, _, stderr := run(t, "", "serve", "--upstream", "http://localhost:1", "--undecided", "pass", "--rules", damaged)
	if code != exitUndecided || !strings.HasPrefix(stderr, "cognitocheck: --rules "+damaged+": the module refuses") {
		t.Errorf("exit code %d: %s", code, stderr)
	}
}

// TestTakenIDs holds that no rule of one's own has the code of one of Cognito's that is not declared.
func TestTakenIDs(t *testing.T) {
	team, err := os.ReadFile(teamFile)
	if err != nil {
		t.Fatal(err)
	}
	_, declared, err := rules.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, code := range validator.Codes() {
		id, isRule := strings.CutPrefix(code.Name, validator.CodeRule)
		if !isRule || slices.ContainsFunc(declared, func(r *rules.Rule) bool { return r.ID == id }) {
			continue
		}
		text := strings.Replace(string(team), "team-pool-name", id, 1)
		if _, err := compileRules([]rules.File{{Name: teamFile, Data: []byte(text)}}); err == nil {
			t.Errorf("%s is taken", id)
		}
	}
}
