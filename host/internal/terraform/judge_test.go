package terraform

import (
	"context"
	"encoding/json"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/cognitocheck/cognitocheck/schemas/rules"
	"github.com/cognitocheck/cognitocheck/validator"
	"github.com/goccy/go-yaml"
)

// ruleOf finds Cognito's rules by their codes.
func ruleOf(t *testing.T) func(code string) *rules.Rule {
	t.Helper()
	_, all, err := rules.Load()
	if err != nil {
		t.Fatal(err)
	}
	return func(code string) *rules.Rule {
		for _, r := range all {
			if "rule."+r.ID == code {
				return r
			}
		}
		return nil
	}
}

// judge checks the requests of changes, and returns a line for each finding: the attribute and the code.
func judge(t *testing.T, rule func(string) *rules.Rule, changes ...resourceChange) []string {
	t.Helper()
	plan, err := ReadPlan(writePlan(t, changes...))
	if err != nil {
		t.Fatal(err)
	}
	checker := validator.NewChecker(validator.Options{Warnings: true})
	var lines []string
	for _, r := range plan.Requests() {
		report, err := checker.Check(context.Background(), r.Operation, r.Body)
		if err != nil {
			t.Fatal(err)
		}
		v := r.Judge(report, rule)
		if v.Valid != (len(v.Violations) == 0) {
			t.Errorf("verdict %+v", v)
		}
		for _, f := range v.Violations {
			lines = append(lines, f.Attribute+" ["+f.Code+"]")
		}
		for _, f := range v.Warnings {
			lines = append(lines, "warning: "+f.Attribute+" ["+f.Code+"]")
		}
	}
	return lines
}

// Configurations, valid and broken.
func TestConfigurations(t *testing.T) {
	text, err := os.ReadFile("testdata/configurations.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var rows []struct {
		Name, Type, Before, After, Unknown, Sensitive string
		Want                                          []string
	}
	if err := yaml.UnmarshalWithOptions(text, &rows, yaml.Strict()); err != nil {
		t.Fatal(err)
	}
	rule := ruleOf(t)
	kinds, broken := map[string]bool{}, 0
	for _, row := range rows {
		kinds[row.Type] = true
		if len(row.Want) > 0 {
			broken++
		}
		t.Run(row.Name, func(t *testing.T) {
			c := resourceChange{kind: row.Type, before: row.Before, after: row.After, unknown: row.Unknown,
				sensitive: row.Sensitive}
			if row.Before != "" {
				c.action = "update"
			}
			got, want := strings.Join(judge(t, rule, c), "\n"), strings.Join(row.Want, "\n")
			if got != want {
				t.Errorf("%s\nwant\n%s", got, want)
			}
		})
	}
	if len(kinds) != len(resources) || broken < 30 || len(rows)-broken < 30 {
		t.Errorf("%d types of %d, %d configurations broken, %d fine", len(kinds), len(resources), broken, len(rows)-broken)
	}
}

// What is known only after apply is never judged: with all of a configuration open, one part after the other, nothing
// is said of that part that was not said of others.
func TestOpenIsNeverJudged(t *testing.T) {
	rule := ruleOf(t)
	const broken = `{"name":"c!","user_pool_id":"x","callback_urls":["a b"],"default_redirect_uri":"c d",
		"allowed_oauth_flows":["cod"],"allowed_oauth_scopes":[""],"explicit_auth_flows":["x"],"access_token_validity":-1,
		"refresh_token_validity":-1,"token_validity_units":[{"access_token":"x"}],"logout_urls":["e f"],
		"analytics_configuration":[{"application_id":"!"}],"supported_identity_providers":[""],"auth_session_validity":1,
		"read_attributes":[""],"prevent_user_existence_errors":"x"}`
	var all map[string]any
	if err := json.Unmarshal([]byte(broken), &all); err != nil {
		t.Fatal(err)
	}
	complete := judge(t, rule, resourceChange{kind: "user_pool_client", after: broken})
	for name := range all {
		if !slices.ContainsFunc(complete, func(line string) bool { return strings.HasPrefix(line, name) }) {
			t.Errorf("nothing is wrong with %s", name)
		}
		rest := maps.Clone(all)
		delete(rest, name)
		after, err := json.Marshal(rest)
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range judge(t, rule, resourceChange{kind: "user_pool_client", after: string(after),
			unknown: `{"` + name + `":true}`}) {
			if strings.HasPrefix(line, name) || !slices.Contains(complete, line) {
				t.Errorf("with %s open: %s", name, line)
			}
		}
	}
}

// Rules of one's own are judged as Cognito's are; of those that are compiled nobody knows what they read, so that they
// are left out as soon as something is open.
func TestOwnRulesOfPlans(t *testing.T) {
	pack, own, err := rules.CompileOwn([]rules.File{{Name: "team.yaml", Data: []byte(`
- id: team-tags
  on: [CreateUserPool]
  holds: has(request.UserPoolTags)
  message: Tag the pool with tags, in UserPoolTags.
  source: the team
  examples: {breaks: {PoolName: a}, passes: {PoolName: a, UserPoolTags: {a: b}}}
- id: team-name
  on: [CreateUserPool]
  at: /PoolName
  holds: self.startsWith("team-")
  message: Begin PoolName with team-.
  source: the team
  examples: {breaks: {PoolName: a}, passes: {PoolName: team-a}}
`)}})
	if err != nil {
		t.Fatal(err)
	}
	loaded, err := validator.LoadRules(pack)
	if err != nil {
		t.Fatal(err)
	}
	declared := func(code string) *rules.Rule {
		for _, r := range own {
			if "rule."+r.ID == code {
				return r
			}
		}
		return nil
	}
	for name, test := range map[string]struct {
		after, unknown string
		rule           func(string) *rules.Rule
		want           string
	}{
		"both":           {`{"name":"a"}`, `{}`, declared, "both"},
		"tags are open":  {`{"name":"a"}`, `{"tags_all":true}`, declared, "name: Begin name with team-."},
		"name is open":   {`{"tags_all":null}`, `{"name":true}`, declared, ": Tag the pool with tags, in tags."},
		"other is open":  {`{"name":"a"}`, `{"sms_authentication_message":true}`, declared, "both"},
		"compiled":       {`{"name":"a"}`, `{"id":true}`, func(string) *rules.Rule { return nil }, "both"},
		"compiled, open": {`{"name":"a"}`, `{"tags_all":true}`, func(string) *rules.Rule { return nil }, ""},
	} {
		t.Run(name, func(t *testing.T) {
			r := requestsOf(t, resourceChange{kind: "user_pool", after: test.after, unknown: test.unknown})[0]
			checker := validator.NewChecker(validator.Options{Rules: loaded})
			report, err := checker.Check(context.Background(), r.Operation, r.Body)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, f := range r.Judge(report, test.rule).Violations {
				got = append(got, f.Attribute+": "+f.Message)
			}
			want := test.want
			if want == "both" {
				want = ": Tag the pool with tags, in tags. name: Begin name with team-."
			}
			if text := strings.Join(got, " "); text != want {
				t.Errorf("%s, want %s", text, want)
			}
		})
	}
}

// The configuration tells what is open because somebody set it to what is not known yet from what nobody set: the
// service sets that, so that nothing is sent.
func TestConfigured(t *testing.T) {
	change := func(address, module string) string {
		return `{"address":"` + address + `","module_address":"` + module + `","mode":"managed","type":` +
			`"aws_cognito_user_pool_client","name":"main","change":{"actions":["delete","create"],"before":null,"after":` +
			`{"name":"c","user_pool_id":"eu-west-1_a","allowed_oauth_flows":["code"],` +
			`"allowed_oauth_flows_user_pool_client":true,"callback_urls":["https://a"]},` +
			`"after_unknown":{"allowed_oauth_scopes":true,"id":true,"client_secret":true}}}`
	}
	resource := func(expressions string) string {
		return `"resources":[{"address":"aws_cognito_user_pool_client.main","expressions":{` + expressions + `}}]`
	}
	for name, test := range map[string]struct {
		address, module, configuration string
		open, violations               int
	}{
		"nobody set them": {"aws_cognito_user_pool_client.main", "", resource(`"name":{"constant_value":"c"}`), 0, 1},
		"a reference": {"aws_cognito_user_pool_client.main", "",
			resource(`"allowed_oauth_scopes":{"references":["x"]}`), 1, 0},
		"nothing known": {"aws_cognito_user_pool_client.main", "", `"resources":[]`, 1, 0},
		"in a module": {`module.a["x.y"].aws_cognito_user_pool_client.main[0]`, `module.a["x.y"]`,
			`"module_calls":{"a":{"module":{` + resource(`"name":{}`) + `}}}`, 0, 1},
		"in a module of a module": {"module.a.module.b[1].aws_cognito_user_pool_client.main", "module.a.module.b[1]",
			`"module_calls":{"a":{"module":{"module_calls":{"b":{"module":{` + resource(`"name":{}`) + `}}}}}}`, 0, 1},
		"in a module that is not there": {"module.a.aws_cognito_user_pool_client.main", "module.a",
			`"module_calls":{}`, 1, 0},
	} {
		t.Run(name, func(t *testing.T) {
			plan, err := ReadPlan([]byte(`{"format_version":"1.2","planned_values":{},"resource_changes":[` +
				change(strings.ReplaceAll(test.address, `"`, `\"`), strings.ReplaceAll(test.module, `"`, `\"`)) +
				`],"configuration":{"root_module":{` + test.configuration + `}}}`))
			if err != nil {
				t.Fatal(err)
			}
			r := plan.Requests()[0]
			report, err := validator.NewChecker(validator.Options{}).Check(context.Background(), r.Operation, r.Body)
			if err != nil {
				t.Fatal(err)
			}
			v := r.Judge(report, ruleOf(t))
			if r.Address != test.address || r.Action != "create" || len(r.Open) != test.open ||
				len(v.Violations) != test.violations {
				t.Errorf("%s %s: open %v, %+v", r.Action, r.Address, r.Open, v.Violations)
			}
		})
	}
}

// The service's answer is told only where nothing in the request is open, unsure or sensitive: it repeats values.
func TestAnswer(t *testing.T) {
	for name, test := range map[string]struct {
		change resourceChange
		want   string
	}{
		"known": {resourceChange{kind: "user_group", after: `{"name":"g h","user_pool_id":"eu-west-1_a"}`},
			"InvalidParameterException"},
		"open": {resourceChange{kind: "user_group", after: `{"name":"g h"}`, unknown: `{"user_pool_id":true}`}, ""},
		"sensitive": {resourceChange{kind: "user_group", after: `{"name":"g h","user_pool_id":"eu-west-1_a"}`,
			sensitive: `{"name":true}`}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			r := requestsOf(t, test.change)[0]
			report, err := validator.NewChecker(validator.Options{}).Check(context.Background(), r.Operation, r.Body)
			if err != nil {
				t.Fatal(err)
			}
			v, got := r.Judge(report, ruleOf(t)), ""
			if v.Answer != nil {
				got = v.Answer.Type
			}
			if v.Valid || got != test.want {
				t.Errorf("answer %q, want %q", got, test.want)
			}
		})
	}
}
