package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/cognitocheck/cognitocheck/validator"
)

func TestRules(t *testing.T) {
	for name, test := range map[string]struct {
		args           []string
		code           int
		stdout, stderr string
	}{
		"all": {nil, 0,
			"…rule.default-redirect-uri  error  cognito-idp.CreateUserPoolClient, cognito-idp.UpdateUserPoolClient\n" +
				"    Add this URI to CallbackURLs as well.\n…rule.deprecated  warn  …", ""},
		"one": {[]string{"default-redirect-uri"}, 0,
			"rule.default-redirect-uri\n" +
				"  operations  cognito-idp.CreateUserPoolClient, cognito-idp.UpdateUserPoolClient\n" +
				"  at          /DefaultRedirectURI\n" +
				"  holds       self in request.CallbackURLs\n" +
				"  level       error\n" +
				"  exception   InvalidParameterException\n" +
				"  answer      The default redirect URI {self} is not in the callback URIs list.\n" +
				"  message     Add this URI to CallbackURLs as well.\n" +
				"  source      …\n" +
				"A request of cognito-idp.CreateUserPoolClient that breaks it, and the nearest that passes:\n" +
				"  {\"UserPoolId\":…}\n  {\"UserPoolId\":…}\n", ""},
		"by its code":    {[]string{"rule.default-redirect-uri"}, 0, "rule.default-redirect-uri\n…", ""},
		"not declared":   {[]string{"reset-to-default"}, 0, "rule.reset-to-default\n  operations  …", ""},
		"of one's own":   {[]string{"--rules", teamFile, "team-guests"}, 0, "rule.team-guests\n…  level       warn\n…", ""},
		"own among all":  {[]string{"--rules", teamFile}, 0, "…rule.domain-prefix  …\n…rule.team-guests  warn  …", ""},
		"pack":           {[]string{"--pack", "baseline"}, 0, "rule.baseline-mfa  warn  cognito-idp.CreateUserPool\n…", ""},
		"one of a pack":  {[]string{"--pack", "baseline", "baseline-mfa"}, 0, "rule.baseline-mfa\n…", ""},
		"pack to add":    {[]string{"baseline-mfa"}, 2, "", "…add --pack baseline\n"},
		"unknown":        {[]string{"xyz"}, 2, "", "cognitocheck: there is no rule xyz; 'cognitocheck rules' lists …"},
		"misspelt":       {[]string{"rule.domain-prefx"}, 2, "", "…did you mean domain-prefix? 'cognitocheck rules' lists…"},
		"two":            {[]string{"a", "b"}, 2, "", "cognitocheck: 2 arguments, where one is taken; …"},
		"format":         {[]string{"--format", "yaml"}, 2, "", "cognitocheck: --format is text or json, not \"yaml\"\n"},
		"no pack":        {[]string{"--pack", "base"}, 2, "", "…--pack: there is no pack \"base\"; there is baseline\n"},
		"compiled":       {[]string{"--rules", compileTeam(t)}, 2, "", "…give the YAML file; …"},
		"test, compiled": {[]string{"test", compileTeam(t)}, 2, "", "…:1:1: the file is compiled already; give the YAML …"},
		"test, no file":  {[]string{"test"}, 2, "", "…name a file of rules, as in 'cognitocheck rules test …"},
		"compile to it":  {[]string{"compile", teamFile}, 2, "", "…say where the pack goes, as in -o team.rules\n"},
		"compile, where": {[]string{"compile", teamFile, "-o", "no/where"}, 2, "", "…write no/where: no such file …"},
	} {
		t.Run(name, func(t *testing.T) {
			code, stdout, stderr := run(t, "", append([]string{"rules"}, test.args...)...)
			if code != test.code {
				t.Errorf("exit code %d, want %d", code, test.code)
			}
			wantText(t, "stdout", stdout, test.stdout)
			wantText(t, "stderr", stderr, test.stderr)
		})
	}
}

// TestRulesJSON: the list has each code of a rule that a report can have, with its level, and the examples of those
// that are declared get their verdicts.
func TestRulesJSON(t *testing.T) {
	code, stdout, stderr := run(t, "", "rules", "--format", "json")
	if code != 0 {
		t.Fatalf("exit code %d: %s", code, stderr)
	}
	var all []listedRule
	if err := json.Unmarshal([]byte(stdout), &all); err != nil {
		t.Fatal(err)
	}
	listed := map[string]string{}
	for _, r := range all {
		listed[r.Code] = r.Level
		if r.Message == "" || r.Source == "" || r.Code != "rule."+r.ID {
			t.Errorf("%+v", r)
		}
		if len(r.Operations) == 0 || r.Level == "off" {
			continue
		}
		e := r.Examples[0]
		op, err := validator.Lookup(e.Operation)
		if err != nil {
			t.Fatal(err)
		}
		for _, breaks := range []bool{true, false} {
			body := e.Passes
			if breaks {
				body = e.Breaks
			}
			report, err := op.Check(body, validator.Options{Warnings: true})
			if err != nil {
				t.Fatal(err)
			}
			found := slices.ContainsFunc(slices.Concat(report.Violations, report.Warnings),
				func(v validator.Violation) bool { return v.Code == r.Code })
			if found != breaks {
				t.Errorf("%s: found is %t in %s", r.Code, found, body)
			}
		}
	}
	for _, c := range validator.Codes() {
		if !strings.HasPrefix(c.Name, "rule.") {
			continue
		}
		if listed[c.Name] != c.Level {
			t.Errorf("%s is listed as %q, its level is %q", c.Name, listed[c.Name], c.Level)
		}
		delete(listed, c.Name)
	}
	for code := range listed {
		t.Errorf("%s is listed, and no code", code)
	}
}

func TestRulesExamples(t *testing.T) {
	team, err := os.ReadFile(teamFile)
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		old, new string // what is changed in the team's rules
		code     int
		stdout   string
		stderr   string // after the file's name
	}{
		"as declared": {"", "", 0, "2 rules, 3 examples: all as declared\n", ""},
		"passes breaks": {"passes: {PoolName: team-customers}", "passes: {PoolName: customers}", 1,
			"2 rules, 3 examples: 1 not as declared\n", "11:13: rule team-pool-name: this request of CreateUserPool breaks …"},
		"breaks passes": {"breaks: {PoolName: customers}", "breaks: {PoolName: team-customers}", 1,
			"2 rules, 3 examples: 1 not as declared\n", "10:13: rule team-pool-name: this request of CreateUserPool does not …"},
		"at another place": {"Identities\n  holds", "Identities?\n  holds", 0,
			"2 rules, 3 examples: all as declared\n", ""},
		"another shape": {"{PoolName: customers}", "{PoolName: 7}", 1,
			"2 rules, 3 examples: 1 not as declared\n",
			"10:13: rule team-pool-name: this is no request of CreateUserPool: /PoolName …"},
		"a member that is none": {"passes: {PoolName: team-customers}", "passes: {PoolName: team-c, Polices: {}}", 1,
			"2 rules, 3 examples: 1 not as declared\n",
			"11:13: rule team-pool-name: this is no request of CreateUserPool: /Polices …Did you mean Policies?\n"},
		"off": {"  level: warn\n", "  level: off\n", 0, "2 rules, 3 examples: all as declared\n", ""},
	} {
		t.Run(name, func(t *testing.T) {
			file := writeFile(t, "own.yaml", []byte(strings.Replace(string(team), test.old, test.new, 1)))
			code, stdout, stderr := run(t, "", "rules", "test", file)
			if code != test.code {
				t.Errorf("exit code %d, want %d", code, test.code)
			}
			wantText(t, "stdout", stdout, test.stdout)
			if test.stderr != "" {
				test.stderr = file + ":" + test.stderr
			}
			wantText(t, "stderr", stderr, test.stderr)
		})
	}
	if code, stdout, stderr := run(t, "", "rules", "test", "--pack", "baseline", teamFile); code != 0 || stderr != "" {
		t.Errorf("exit code %d, %s%s", code, stdout, stderr)
	}
}

// TestRulesHelp: the file in the help is one that can be taken as it is.
func TestRulesHelp(t *testing.T) {
	_, help, _ := run(t, "", "rules", "--help")
	found := regexp.MustCompile(`(?m)(^  - id: (?:.*\n)(?:    .*\n)+)`).FindString(help)
	dir := t.TempDir()
	file := filepath.Join(dir, "team.yaml")
	if err := os.WriteFile(file, []byte(found), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, stdout, stderr := run(t, "", "rules", "test", file); code != 0 {
		t.Errorf("exit code %d: %s%s\n%s", code, stdout, stderr, found)
	}
	pack := filepath.Join(dir, "team.rules")
	code, stdout, stderr := run(t, "", "rules", "compile", file, "--pack", "baseline", "-o", pack)
	if code != 0 || !regexp.MustCompile(`^.*/team\.rules: \d+ rules, \d,\d+ bytes\n$`).MatchString(stdout) {
		t.Errorf("exit code %d: %s%s", code, stdout, stderr)
	}
}
