package validator_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/cognitocheck/cognitocheck/schemas/rules"
	"github.com/cognitocheck/cognitocheck/validator"
)

// ownRules are rules of a team's own.
const ownRules = `
- id: team-name
  on: [CreateUserPool]
  at: /PoolName
  holds: self.startsWith("team-")
  message: Begin the name with team-.
  source: the platform team
  examples: {breaks: {PoolName: pool}, passes: {PoolName: team-pool}}
- id: team-password
  on: [CreateUserPool, UpdateUserPool]
  at: /Policies/PasswordPolicy/MinimumLength
  holds: self >= 12
  level: warn
  message: Ask for 12 characters or more.
  source: the platform team
  examples:
    breaks: {PoolName: p, Policies: {PasswordPolicy: {MinimumLength: 8}}}
    passes: {PoolName: p, Policies: {PasswordPolicy: {MinimumLength: 12}}}
- id: team-tags
  on: [CreateUserPool]
  at: keys of /UserPoolTags
  holds: self.matches("^[a-z]+$") && size(self) < 10
  exception: LimitExceededException
  message: Tags have short names of small letters.
  source: the platform team
  examples: {breaks: {PoolName: p, UserPoolTags: {A: b}}, passes: {PoolName: p, UserPoolTags: {a: b}}}
`

// ownBody breaks each of ownRules.
const ownBody = `{"PoolName":"pool","Policies":{"PasswordPolicy":{"MinimumLength":8}},` +
	`"UserPoolTags":{"A":"b","c":"d"}}`

// packOf compiles rules of one's own.
func packOf(t testing.TB, declarations string) []byte {
	t.Helper()
	env, taken, err := rules.Load()
	if err != nil {
		t.Fatal(err)
	}
	own, err := env.CheckAll([]rules.File{{Name: "own.yaml", Data: []byte(declarations)}})
	if err != nil {
		t.Fatal(err)
	}
	pack, err := rules.WritePack(own, taken)
	if err != nil {
		t.Fatal(err)
	}
	return pack
}

func TestOwnRules(t *testing.T) {
	own, err := validator.LoadRules(packOf(t, ownRules))
	if err != nil {
		t.Fatal(err)
	}
	op, err := validator.Lookup("CreateUserPool")
	if err != nil {
		t.Fatal(err)
	}
	body := []byte(ownBody)
	off, err := own.ParseLevels("rule.team-name=off,rule.team-tags=warn")
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		options    validator.Options
		violations []string
		warnings   []string
		exception  string
		message    string
	}{
		"without": {validator.Options{Warnings: true}, nil, nil, "", ""},
		"with": {
			validator.Options{Warnings: true, Rules: own},
			[]string{"/PoolName rule.team-name", "/UserPoolTags/A rule.team-tags"},
			[]string{"/Policies/PasswordPolicy/MinimumLength rule.team-password"},
			"InvalidParameterException", "The service may accept this; it is refused here. Begin the name with team-.",
		},
		"other levels": {
			validator.Options{Warnings: true, Rules: own, Levels: off}, nil,
			[]string{"/Policies/PasswordPolicy/MinimumLength rule.team-password", "/UserPoolTags/A rule.team-tags"}, "", "",
		},
	} {
		t.Run(name, func(t *testing.T) {
			report, err := op.Check(body, test.options)
			if err != nil {
				t.Fatal(err)
			}
			places := func(all []validator.Violation) (have []string) {
				for _, v := range all {
					have = append(have, v.Path+" "+v.Code)
				}
				return have
			}
			if have := places(report.Violations); !slices.Equal(have, test.violations) {
				t.Errorf("violations %q, want %q", have, test.violations)
			}
			if have := places(report.Warnings); !slices.Equal(have, test.warnings) {
				t.Errorf("warnings %q, want %q", have, test.warnings)
			}
			if report.Error != nil && (report.Error.Type != test.exception || report.Error.Message != test.message) {
				t.Errorf("error %+v, want %s: %s", report.Error, test.exception, test.message)
			}
		})
	}
	if _, err := validator.ParseLevels("rule.team-name=off"); err == nil {
		t.Error("ParseLevels knows the code of rules that it was not given")
	}
}

// TestMissingParents: what is in a container that is missing has an empty parent, not the container before that.
func TestMissingParents(t *testing.T) {
	own, err := validator.LoadRules(packOf(t, `
- id: parent
  on: [InitiateAuth]
  at: /AuthParameters?/USERNAME?
  holds: size(parent) == 0
  message: Do.
  source: a test
  examples: {breaks: {AuthFlow: USER_SRP_AUTH, ClientId: c}, passes: {AuthFlow: USER_SRP_AUTH, ClientId: c}}
`))
	if err != nil {
		t.Fatal(err)
	}
	for members, want := range map[string]bool{
		``: true, `,"AuthParameters":null`: true, `,"AuthParameters":{}`: true, `,"AuthParameters":{"PASSWORD":"p"}`: false,
	} {
		report := mustCheck(t, "InitiateAuth", `{"AuthFlow":"CUSTOM_AUTH","ClientId":"c"`+members+`}`,
			validator.Options{Rules: own})
		if kept := !strings.Contains(codes(report.Violations), "rule.parent"); kept != want {
			t.Errorf("%s: %s", members, report.JSON())
		}
	}
}

// TestBadRules: a pack that was changed is refused, or is another pack that does no harm.
func TestBadRules(t *testing.T) {
	pack := packOf(t, ownRules)
	op, err := validator.Lookup("CreateUserPool")
	if err != nil {
		t.Fatal(err)
	}
	body := []byte(ownBody)
	try := func(pack []byte) bool {
		own, err := validator.LoadRules(pack)
		if err != nil {
			if !errors.Is(err, validator.ErrRules) {
				t.Errorf("%v, want ErrRules", err)
			}
			return false
		}
		if _, err := op.Check(body, validator.Options{Warnings: true, Rules: own}); err != nil &&
			!errors.Is(err, validator.ErrTooCostly) {
			t.Error(err)
		}
		return true
	}
	if !try(pack) {
		t.Fatal("the pack itself is refused")
	}
	for i := range pack {
		if try(pack[:i]) {
			t.Errorf("the first %d bytes are accepted", i)
		}
	}
	for i := range pack {
		for _, c := range []byte{0, 1, 0x7F, 0x80, 0xFF, pack[i] + 1, pack[i] - 1, pack[i] ^ 0x40} {
			changed := slices.Clone(pack)
			changed[i] = c
			try(changed)
		}
	}
	if try(nil) || try(make([]byte, 1<<20)) {
		t.Error("a pack of nothing, or one that is too large, is accepted")
	}
}

// TestOwnMessages: the message of a rule of one's own has its key.
func TestOwnMessages(t *testing.T) {
	const rule = `
- id: team-user
  on: [InitiateAuth]
  at: [/AuthParameters?/USERNAME?%s]
  holds: self != ""
  message: Say {key}, the {key} of the team.
  source: the platform team
  examples: {breaks: {AuthFlow: USER_SRP_AUTH, ClientId: c}, passes: {AuthFlow: USER_SRP_AUTH, ClientId: c}}
`
	own, err := validator.LoadRules(packOf(t, fmt.Sprintf(rule, "")))
	if err != nil {
		t.Fatal(err)
	}
	for _, parameters := range []string{`{}`, `{"USERNAME":""}`, `null`} {
		report := mustCheck(t, "InitiateAuth", `{"AuthFlow":"USER_AUTH","ClientId":"c","AuthParameters":`+parameters+`}`,
			validator.Options{Rules: own})
		last := report.Violations[len(report.Violations)-1]
		if last.Code != "rule.team-user" || last.Message != "Say USERNAME, the USERNAME of the team." {
			t.Errorf("%s: %+v", parameters, last)
		}
	}
	env, _, err := rules.Load()
	if err != nil {
		t.Fatal(err)
	}
	places := fmt.Appendf(nil, rule, ", /AuthParameters?/PASSWORD?")
	two, err := env.CheckAll([]rules.File{{Name: "own.yaml", Data: places}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := rules.WritePack(two, nil); err == nil || !strings.Contains(err.Error(), "write a rule for each") {
		t.Errorf("a message with two keys: %v", err)
	}
}

// TestLoops: all looks at all elements, exists and exists_one at as many as they need.
func TestLoops(t *testing.T) {
	for _, loop := range []string{"all", "exists", "exists_one"} {
		own, err := validator.LoadRules(packOf(t, `
- id: loop
  on: [CreateUserPool]
  holds: request.Schema.`+loop+`(a, a.Required)
  message: Do.
  source: a test
  examples: {breaks: {PoolName: p}, passes: {PoolName: p}}
`))
		if err != nil {
			t.Fatal(err)
		}
		for n := 1; n < 5; n++ { // The shape has one at least.
			for bits := range 1 << n {
				required := fmt.Sprintf("%0*b", n, bits)[:n]
				elements := strings.NewReplacer(
					"0", `{"Name":"email"},`, "1", `{"Name":"email","Required":true},`).Replace(required)
				body := `{"PoolName":"p","Schema":[` + strings.TrimSuffix(elements, ",") + `]}`
				report := mustCheck(t, "CreateUserPool", body, validator.Options{Rules: own})
				ones := strings.Count(required, "1")
				want := map[string]bool{"all": ones == n, "exists": ones > 0, "exists_one": ones == 1}[loop]
				if broken := strings.Contains(codes(report.Violations), "rule.loop"); broken == want {
					t.Errorf("%s of %q is %t", loop, required, !want)
				}
			}
		}
	}
}
