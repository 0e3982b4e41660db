package conformance

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/cognitocheck/cognitocheck/schemas"
	"github.com/cognitocheck/cognitocheck/schemas/rules"
	"github.com/cognitocheck/cognitocheck/schemas/trial"
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
	pack, _, err := rules.CompileOwn([]rules.File{{Name: "own.yaml", Data: []byte(declarations)}})
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

// TestMissingEntries: a rule is broken at an entry that is missing, whatever its name is, and however many are.
func TestMissingEntries(t *testing.T) {
	long := strings.Repeat("k", 250)
	names := []string{`a"b`, `a\b`, "a~0b", "a~1b", "é", "😀", "~0", "~1"}
	for i := range 9 {
		names = append(names, long+fmt.Sprint(i))
	}
	var places []string
	for _, name := range names {
		place, _ := json.Marshal("/UserPoolTags?/" + name + "?") // It is YAML too.
		places = append(places, string(place))
	}
	own, err := validator.LoadRules(packOf(t, `
- id: entry
  on: [CreateUserPool]
  at: [`+strings.Join(places, ", ")+`]
  holds: key.contains("c") || self == "x"
  message: Do.
  source: a test
  examples: {breaks: {PoolName: p}, passes: {PoolName: p}}
`))
	if err != nil {
		t.Fatal(err)
	}
	for _, body := range []string{`{"PoolName":"p","UserPoolTags":{"a":"b"}}`, `{"PoolName":"p"}`} {
		report := mustCheck(t, "CreateUserPool", body, validator.Options{Rules: own})
		var have, want []string
		for _, v := range report.Violations {
			have = append(have, v.Path)
		}
		for _, name := range names {
			want = append(want, "/UserPoolTags/"+name)
		}
		if !strings.Contains(body, "Tags") {
			want = slices.Repeat([]string{"/UserPoolTags"}, len(names))
		}
		if !slices.Equal(have, want) {
			t.Errorf("%s: have\n%q\nwant\n%q", body, have, want)
		}
	}
}

// TestParentsOfOnePlace: the parent of a value is what it is in, whatever is missing below the value for another rule.
func TestParentsOfOnePlace(t *testing.T) {
	own, err := validator.LoadRules(packOf(t, `
- id: below
  on: [CreateUserPool]
  at: /Schema/*/StringAttributeConstraints?/MaxLength?
  holds: self != "a"
  message: Do.
  source: a test
  examples: {breaks: {PoolName: p}, passes: {PoolName: p}}
- id: here
  on: [CreateUserPool]
  at: /Schema/*
  holds: size(parent) == 2
  message: Do.
  source: a test
  examples: {breaks: {PoolName: p}, passes: {PoolName: p}}
`))
	if err != nil {
		t.Fatal(err)
	}
	report := mustCheck(t, "CreateUserPool", `{"PoolName":"p","Schema":[{"Name":"email"},{"Name":"email"}]}`,
		validator.Options{Rules: own})
	if strings.Contains(codes(report.Violations), "rule.here") {
		t.Errorf("%s", report.JSON())
	}
}

// TestAnyValues: a rule may look at a member that is any value.
func TestAnyValues(t *testing.T) {
	own, err := validator.LoadRules(packOf(t, `
- id: settings
  on: [CreateManagedLoginBranding]
  at: /Settings
  holds: request.UseCognitoProvidedValues
  message: Leave the settings out.
  source: a test
  examples:
    breaks: {UserPoolId: eu-west-1_a, ClientId: c, Settings: {}}
    passes: {UserPoolId: eu-west-1_a, ClientId: c}
`))
	if err != nil {
		t.Fatal(err)
	}
	for _, settings := range []string{`{}`, `[1]`, `"a"`, `1.5e300`, `true`} {
		report := mustCheck(t, "CreateManagedLoginBranding", `{"UserPoolId":"eu-west-1_a","ClientId":"c","Settings":`+
			settings+`}`, validator.Options{Rules: own})
		if !strings.Contains(codes(report.Violations), "rule.settings") {
			t.Errorf("%s: %s", settings, report.JSON())
		}
	}
}

// chancePacks are packs of rules made by chance, and those that come along.
func chancePacks(t testing.TB, count int) [][]byte {
	t.Helper()
	packs := [][]byte{packOf(t, ownRules)}
	for _, set := range loadRuleSets(t)[1:] {
		packs = append(packs, set.pack)
	}
	r := rand.New(rand.NewPCG(1, 5))
	for len(packs) < count {
		all := chanceRules(t, r, 2)
		if len(all) == 0 {
			continue
		}
		pack, err := rules.WritePack(all, nil)
		if err != nil {
			t.Fatal(err)
		}
		packs = append(packs, pack)
	}
	return packs
}

// loadAndRun loads a pack and checks bodies with its rules. It tells whether the pack was accepted.
func loadAndRun(t *testing.T, pack []byte, bodies [][]byte) bool {
	t.Helper()
	own, err := validator.LoadRules(pack)
	if err != nil {
		if !errors.Is(err, validator.ErrRules) {
			t.Errorf("%v, want ErrRules", err)
		}
		return false
	}
	op := operation(t, trial.Operation)
	for _, body := range bodies {
		_, err := op.Check(body, validator.Options{Warnings: true, Rules: own, Levels: onlyTypes()})
		if err != nil && !errors.Is(err, validator.ErrTooCostly) {
			t.Error(err)
		}
	}
	return true
}

// TestChangedRules: packs that were changed are refused, or are rules that end on every request.
func TestChangedRules(t *testing.T) {
	packs, bodies := chancePacks(t, 100), trial.Bodies()
	const count = 5000
	accepted := 0
	for seed := range uint64(count) {
		pack := trial.ChangePack(seed+1, packs[seed%100], packs[(seed*7+1)%100])
		if loadAndRun(t, pack, bodies) {
			accepted++
		}
	}
	t.Logf("%d of %d are accepted", accepted, count)
	if accepted < 200 {
		t.Errorf("only %d of %d are accepted: they try too little", accepted, count)
	}
}

// FuzzLoadRules: whatever the bytes are, they are refused or are rules that end on every request. A pack without bytes
// is one by chance.
func FuzzLoadRules(f *testing.F) {
	packs, bodies := chancePacks(f, 256), trial.Bodies()
	for i, pack := range packs {
		f.Add(pack, byte(0), uint64(0))
		f.Add([]byte(nil), byte(i), uint64(i))
	}
	f.Fuzz(func(t *testing.T, pack []byte, number byte, seed uint64) {
		if len(pack) == 0 {
			pack = packs[number]
		}
		loadAndRun(t, trial.ChangePack(seed, pack, packs[number]), bodies)
	})
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

// TestLimitsOfPacks: what a pack has no room for is refused with its place when it is compiled, and what is compiled is
// loaded.
func TestLimitsOfPacks(t *testing.T) {
	// rule is a rule of CreateUserPool at line 1 whose expression begins in line 4, column 10.
	rule := func(id int, at, holds string) string {
		return fmt.Sprintf("- id: r%d\n  on: [CreateUserPool]\n  at: %s\n  holds: '%s'\n  message: Do.\n  source: s\n"+
			"  examples: {breaks: {}, passes: {}}\n", id, at, holds)
	}
	repeat := func(count int, separator string, of func(i int) string) string {
		var all []string
		for i := range count {
			all = append(all, of(i))
		}
		return strings.Join(all, separator)
	}
	numbers := func(i int) string { return fmt.Sprint(i + 6) }
	isText := func(i int) string { return fmt.Sprintf(`self == "%d"`, i) }
	nest := func(levels int, before, inner, after string) string {
		return strings.Repeat(before, levels) + inner + strings.Repeat(after, levels)
	}
	rulesOf := func(count int, holds func(i int) string) string {
		return repeat(count, "", func(i int) string { return rule(i, "/PoolName", holds(i)) })
	}
	keys := func(rule, count int) string {
		return repeat(count, " && ", func(i int) string { return fmt.Sprintf(`!("%d.%d" in request.UserPoolTags)`, rule, i) })
	}
	var everyOperation []string
	for _, op := range schemas.Load().Service("cognito-idp").Operations {
		if op.Input.Member("UserPoolId") != nil {
			everyOperation = append(everyOperation, op.Name)
		}
	}
	// ofPools are rules of all operations that name a user pool, each at a place of its own.
	ofPools := func(count int) string {
		places := []string{"/UserPoolId", "/UserPoolId?", "''"}
		return repeat(count, "", func(i int) string {
			return strings.Replace(rule(i, places[i], "true"), "CreateUserPool", strings.Join(everyOperation, ", "), 1)
		})
	}
	const minimum = "/Policies/PasswordPolicy/MinimumLength"
	const everyKey = "keys of /UserPoolTags"
	once := func(i int) string { return fmt.Sprintf(`self == "%d" || "%[1]d" in request.UserPoolTags`, i) }
	text := func(size int) string { return `"` + strings.Repeat("a", size) + `"` }
	const pool = "/PoolName"
	for name, test := range map[string]struct{ declared, want string }{
		"many ints":       {rule(0, minimum, "self in ["+repeat(200, ", ", numbers)+"]"), ""},
		"many conditions": {rule(0, pool, repeat(200, " || ", isText)), ""},
		"many texts":      {rule(0, pool, `self in ["`+repeat(255, `", "`, numbers)+`"]`), ""},
		"too many texts": {
			rule(0, pool, `self in ["`+repeat(256, `", "`, numbers)+`"]`), "4:10: rule r0: a list of 256 constants",
		},
		"nested": {rule(0, pool, nest(14, `(self == "a" || !`, `(self == "b")`, `)`)), ""},
		"nested too deep": {
			rule(0, pool, nest(20, `!(self == "a" && `, "true", `)`)), "4:10: rule r0: the expression nests",
		},
		"chosen too deep": {
			rule(0, pool, nest(40, `(self == "a" ? "b" : `, `"c"`, `)`)+` != "d"`), "4:10: rule r0: the expression nests",
		},
		"a long text":     {rule(0, pool, `self != `+text(255)), ""},
		"a longer text":   {rule(0, pool, `self != `+text(256)), "4:19: rule r0: a text has at most 255 bytes"},
		"an escaped text": {rule(0, pool, `self != "`+strings.Repeat(`\n`, 43)+`"`), "4:19: rule r0: a text has at most"},
		"a longer key":    {rule(0, "''", text(256)+` in request.UserPoolTags`), "4:11: rule r0: a text has at most"},
		"a longer entry":  {rule(0, "''", `request.UserPoolTags[?`+text(256)+`].orValue("") == ""`), "4:33: rule r0"},
		"a longer step":   {rule(0, "/UserPoolTags/"+strings.Repeat("a", 256), "true"), "3:21: rule r0: a key has at"},
		"a long pattern":  {rule(0, pool, `self.matches("^(?:`+strings.Repeat("[a-z]|", 100)+`x)$")`), ""},
		"an endless pattern": {
			rule(0, pool, `self.matches("`+strings.Repeat("a", 300)+`$")`), "4:24: rule r0: this pattern is not compiled",
		},
		"64 rules": {rulesOf(64, isText), ""},
		"65 rules": {rulesOf(65, isText), "449:7: rule r64: there are 65 rules"},
		"255 keys": {repeat(5, "", func(i int) string { return rule(i, "''", keys(i, 50)) }), ""},
		"256 keys": {
			repeat(4, "", func(i int) string { return rule(i, "''", keys(i, 64)) }), `25:10: rule r3: "3.62" is one`,
		},
		"20 onces": {repeat(20, "", func(i int) string { return rule(i, everyKey, once(i)) }), ""},
		"9 onces of a rule": {
			rule(0, everyKey, repeat(9, " && ", func(i int) string { return "(" + once(i) + ")" })),
			"4:10: rule r0: 9 parts of the expression are evaluated once",
		},
		"many operations":     {ofPools(2), ""},
		"too many operations": {ofPools(3), "16:8: rule r2: with this rule the rules look at more places"},
		"16 KiB": {rulesOf(60, func(i int) string {
			words := repeat(60, "|", func(i int) string { return fmt.Sprintf("x%dy", i*i) })
			return fmt.Sprintf(`self.matches("^%d(?:%s)*$")`, i, words)
		}), "more than the 16384 of a pack"},
	} {
		t.Run(name, func(t *testing.T) {
			pack, _, err := rules.CompileOwn([]rules.File{{Name: "own.yaml", Data: []byte(test.declared)}})
			switch {
			case err != nil && test.want == "" || err == nil && test.want != "":
				t.Errorf("%v, want %q", err, test.want)
			case err != nil:
				var placed *rules.Error
				if !errors.As(err, &placed) || !strings.Contains(err.Error(), test.want) {
					t.Errorf("%v, want %q", err, test.want)
				}
			default:
				if _, err := validator.LoadRules(pack); err != nil {
					t.Error(err)
				}
			}
		})
	}
}

// TestLoops: all looks at all elements, exists and exists_one at as many as they need. A comparison with what is the
// same for all elements is a loop of its own in the engine.
func TestLoops(t *testing.T) {
	for _, predicate := range []string{
		"a.Required", "a.Name == request.PoolName", "request.PoolName == a.Name", "a.Required == a.Mutable",
		"self.Schema.exists(c, c.Name == request.PoolName && c.Name == a.Name)",
	} {
		for _, loop := range []string{"all", "exists", "exists_one"} {
			own, err := validator.LoadRules(packOf(t, `
- id: loop
  on: [CreateUserPool]
  holds: request.Schema.`+loop+`(a, `+predicate+`)
  message: Do.
  source: a test
  examples: {breaks: {PoolName: p}, passes: {PoolName: p}}
`))
			if err != nil {
				t.Fatal(err)
			}
			for n := 1; n < 5; n++ { // The shape has one at least.
				for bits := range 1 << n {
					matches := fmt.Sprintf("%0*b", n, bits)[:n]
					elements := strings.NewReplacer(
						"0", `{"Name":"email","Mutable":true},`, "1", `{"Name":"p","Required":true,"Mutable":true},`,
					).Replace(matches)
					body := `{"PoolName":"p","Schema":[` + strings.TrimSuffix(elements, ",") + `]}`
					report := mustCheck(t, "CreateUserPool", body, validator.Options{Rules: own})
					ones := strings.Count(matches, "1")
					want := map[string]bool{"all": ones == n, "exists": ones > 0, "exists_one": ones == 1}[loop]
					if broken := strings.Contains(codes(report.Violations), "rule.loop"); broken == want {
						t.Errorf("%s(a, %s) of %q is %t", loop, predicate, matches, !want)
					}
				}
			}
		}
	}
}
