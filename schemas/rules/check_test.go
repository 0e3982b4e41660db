package rules_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"cel.dev/cel-go/common/ast"

	"github.com/cognitocheck/cognitocheck/schemas"
	"github.com/cognitocheck/cognitocheck/schemas/rules"
)

var environment = sync.OnceValues(func() (*rules.Environment, error) { return rules.NewEnvironment(schemas.Load()) })

// check checks a rule whose expression begins in line 5, column 5, and whose answer, if it has one, in line 6, column
// 11.
func check(t *testing.T, on, at, holds, answer string) (*rules.Rule, error) {
	t.Helper()
	e, err := environment()
	if err != nil {
		t.Fatal(err)
	}
	return checkIn(t, e, on, at, holds, answer)
}

func checkIn(t *testing.T, e *rules.Environment, on, at, holds, answer string) (*rules.Rule, error) {
	t.Helper()
	text := fmt.Sprintf("- id: r\n  on: [%s]\n  at: %q\n  holds: >-\n    %s\n", on, at, holds)
	if answer != "" {
		text += fmt.Sprintf("  answer: '%s'\n", answer)
	}
	text += "  message: m\n  source: s\n  examples: {breaks: {}, passes: {}}\n"
	declarations, err := rules.Parse("f", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return e.Check(declarations[0])
}

// compareErrors compares errors without the file and the rule, which all of them name.
func compareErrors(t *testing.T, err error, want string) {
	t.Helper()
	have := ""
	if err != nil {
		for line := range strings.SplitSeq(err.Error(), "\n") {
			after, ok := strings.CutPrefix(line, "f:")
			if !ok || !strings.Contains(after, ": rule r: ") {
				t.Errorf("%s names no place and rule", line)
			}
			have += strings.Replace(after, ": rule r: ", ": ", 1) + "\n"
		}
		have = strings.TrimSuffix(have, "\n")
	}
	if have != want {
		t.Errorf("have\n%s\nwant\n%s", have, want)
	}
}

func TestOperations(t *testing.T) {
	for name, c := range map[string]struct{ on, want string }{
		"bare":     {"GetId", ""},
		"full":     {"cognito-identity.GetId", ""},
		"misspelt": {"CreateUserPol", "2:8: there is no operation CreateUserPol; did you mean CreateUserPool?"},
		"misspelt in full": {
			"cognito-idp.GetId", "2:8: there is no operation cognito-idp.GetId; did you mean cognito-idp.GetUser?",
		},
		"foreign": {"GetId, DeleteEverythingThatThereIs", "2:15: there is no operation DeleteEverythingThatThereIs; " +
			"'cognitocheck operations' lists them"},
		"of two services": {"TagResource", "2:8: several services have an operation TagResource; " +
			"write cognito-identity.TagResource or cognito-idp.TagResource"},
		"twice": {"GetId, cognito-identity.GetId", "2:15: cognito-identity.GetId is there already; take one out"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := check(t, c.on, "", "true", "")
			compareErrors(t, err, c.want)
		})
	}
}

func TestPlaces(t *testing.T) {
	const set, create, auth = "SetIdentityPoolRoles", "CreateUserPool", "InitiateAuth"
	for name, c := range map[string]struct{ on, at, want string }{
		"the body":              {create, "", ""},
		"a member":              {create, "/Policies/PasswordPolicy/MinimumLength", ""},
		"elements":              {create, "/Schema/*", ""},
		"members of elements":   {create, "/Schema/*/Name", ""},
		"values":                {set, "/RoleMappings/*", ""},
		"members of values":     {set, "/RoleMappings/*/RulesConfiguration/Rules/*/Claim", ""},
		"an entry":              {auth, "/AuthParameters/USERNAME", ""},
		"an entry with escapes": {set, "/RoleMappings/https:~1~1a~0b", ""},
		"keys":                  {set, "keys of /RoleMappings", ""},
		"optional steps":        {auth, "/AuthParameters?/USERNAME?", ""},
		"an optional member of values": {
			set, "/RoleMappings/*/AmbiguousRoleResolution?", "",
		},
		"no slash": {
			create, "Schema", "3:8: a place begins with /, or is left out for the body; write /Member, or keys of /Map",
		},
		"a misspelt member": {create, "/Schema/*/Nam",
			"3:18: SchemaAttributeType has no member Nam; did you mean Name?"},
		"a misspelt member after others": {create, "/Policies/PasswordPolicies",
			"3:18: UserPoolPolicyType has no member PasswordPolicies; did you mean PasswordPolicy?"},
		"an empty step": {create, "/Schema/", "3:16: SchemaAttributesListType is a list: write * for each element"},
		"an index": {
			create, "/Schema/0", "3:16: SchemaAttributesListType is a list: write * for each element",
		},
		"elements of a structure": {
			create, "/Policies/*", "3:18: UserPoolPolicyType is a structure, which has members; name one",
		},
		"more of a string": {
			create, "/PoolName/x", "3:18: nothing is inside of UserPoolNameType; end the place before this step",
		},
		"keys of a list": {
			create, "keys of /Schema", "3:16: SchemaAttributesListType has no keys; write the place alone",
		},
		"a bad escape":        {set, "/RoleMappings/a~b", "3:22: in a name ~ is written ~0 and / is written ~1"},
		"an end of an escape": {set, "/RoleMappings/a~", "3:22: in a name ~ is written ~0 and / is written ~1"},
		"optional and then not": {auth, "/AuthParameters?/USERNAME",
			"3:25: all steps after one with ? have one too; write USERNAME?"},
		"optional elements":      {create, "/Schema/*?", "3:16: * leads to what is there; leave out its ?"},
		"elements after missing": {create, "/Schema?/*", "3:17: all steps after one with ? have one too; write *?"},
		"keys of what may be missing": {set, "keys of /RoleMappings?",
			"3:17: there are no keys of what is missing; leave out the ?"},
		"no key of an enum": {"SetCognitoEvents", "/Events/x", ""},
		"one of two operations": {"CreateUserPool, UpdateUserPool", "/PoolName",
			""},
		"a member of one operation": {"CreateUserPool, UpdateUserPool", "/Schema",
			"3:9: UpdateUserPoolRequest has no member Schema"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := check(t, c.on, c.at, "true", "")
			compareErrors(t, err, c.want)
		})
	}
}

func TestSteps(t *testing.T) {
	rule, err := check(t, "AdminInitiateAuth, InitiateAuth", "/AuthParameters?/USER~1NAME?", "true", "")
	if err != nil {
		t.Fatal(err)
	}
	if len(rule.Looks) != 2 || rule.Looks[0].Operation.Name != "AdminInitiateAuth" {
		t.Fatal(rule.Looks)
	}
	steps := rule.Looks[1].Path.Steps
	if len(steps) != 2 {
		t.Fatal(steps)
	}
	in := rule.Looks[1].Operation.Input
	parameters := in.Member("AuthParameters").Shape
	for i, want := range []rules.Step{
		{Kind: rules.Member, Name: "AuthParameters", Optional: true, Container: in, Shape: parameters, Sensitive: true},
		{
			Kind: rules.Entry, Name: "USER/NAME", Optional: true,
			Container: parameters, Shape: parameters.Value, Sensitive: true,
		},
	} {
		if steps[i] != want {
			t.Errorf("step %d: %+v, want %+v", i, steps[i], want)
		}
	}
}

// TestLanguage has what the language has: each of these passes.
func TestLanguage(t *testing.T) {
	for name, c := range map[string]struct{ on, at, holds string }{
		"literals": {"GetId", "", `true || "a" == 'b' || 1 == -1`},
		"comparisons": {
			"CreateUserPool", "/Policies/PasswordPolicy/MinimumLength", "self > 1 && self >= 1 && self < 9 && self <= 9",
		},
		"of bools": {
			"CreateUserPool", "/Policies/PasswordPolicy", "self.RequireNumbers == self.RequireSymbols && !self.RequireNumbers",
		},
		"a choice": {
			"CreateUserPool", "/Policies/PasswordPolicy", "(self.MinimumLength == 0 ? 8 : self.MinimumLength) >= 8",
		},
		"in literals": {"CreateUserPool", "/PoolName", `self in ["a", "b"] && size(self) in [1, 2]`},
		"in a list":   {"CreateUserPoolClient", "/DefaultRedirectURI", "self in request.CallbackURLs"},
		"in keys":     {"CreateIdentityProvider", "", `"client_id" in self.ProviderDetails`},
		"size": {
			"CreateIdentityProvider", "",
			"size(self.ProviderName) > 0 && self.ProviderDetails.size() > 0 && self.IdpIdentifiers.size() > 0",
		},
		"parts of texts": {
			"CreateUserPool", "/PoolName",
			`self.startsWith(request.PoolName) && self.endsWith("b") && self.contains("c") && self.matches("^[a-z]+$")`,
		},
		"loops of lists": {
			"CreateUserPool", "/Schema",
			`self.all(a, a.Name != "") && self.exists(a, a.Required) && self.exists_one(a, a.Mutable)`,
		},
		"loops of maps": {"CreateIdentityProvider", "/ProviderDetails", `self.all(k, k.startsWith("a"))`},
		"loops in loops": {
			"SetIdentityPoolRoles", "/RoleMappings/*", `self.RulesConfiguration.Rules.all(r, r.Claim.startsWith(self.Type))`,
		},
		"has":              {"CreateUserPool", "", "has(self.Policies.PasswordPolicy)"},
		"has of any value": {"CreateManagedLoginBranding", "", "has(self.Settings) != self.UseCognitoProvidedValues"},
		"an entry":         {"CreateIdentityProvider", "/ProviderDetails", `self[?"client_id"].orValue("") != ""`},
		"isCIDR":           {"CreateUserPool", "/PoolName", "isCIDR(self)"},
		"seconds": {
			"CreateUserPoolClient", "/AccessTokenValidity",
			`seconds(self == 0 ? 1 : self, request.TokenValidityUnits.AccessToken, "hours") > 0`,
		},
		"atMost":       {"CreateUserPool", "/PoolName", `atMost(self, "10")`},
		"unknownClass": {"SetUICustomization", "/CSS", `unknownClass(self) == ""`},
		"unknownClass on the right": {
			"SetUICustomization", "/CSS", `"" == unknownClass(self)`,
		},
		"parent and key": {
			"CreateIdentityProvider", "/ProviderDetails/client_id?", `key in parent && key == "client_id"`,
		},
		"parent of keys":      {"SetIdentityPoolRoles", "keys of /RoleMappings", "self in parent"},
		"parent of elements":  {"CreateUserPool", "/Schema/*", "size(parent) < 5"},
		"names in backticks":  {"CreateUserPool", "", "self.`PoolName` != \"\""},
		"an absent enum":      {"CreateUserPool", "/MfaConfiguration", `self == ""`},
		"the body as request": {"CreateUserPool", "", "self.PoolName == request.PoolName"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := check(t, c.on, c.at, c.holds, "")
			compareErrors(t, err, "")
		})
	}
}

const (
	arithmetic = "there is no arithmetic, and texts are not joined; compare numbers with each other and durations by " +
		"seconds, and look at parts of a text by startsWith, endsWith, contains or matches"
	conversion = "values are not converted; compare what is of one type, and numerals in texts by atMost"
	optional   = `what may be missing is read as m[?"key"].orValue("") in a map and x.Member in a structure`
)

// TestRefusals has what the language leaves out, and what is wrong.
func TestRefusals(t *testing.T) {
	for name, c := range map[string]struct{ on, at, holds, want string }{
		// Arithmetic and conversions.
		"plus":         {"CreateUserPool", "/PoolName", `size(self) + 1 > 2`, "5:16: " + arithmetic},
		"joining":      {"CreateUserPool", "/PoolName", `self + "a" == "b"`, "5:10: " + arithmetic},
		"minus":        {"CreateUserPool", "/PoolName", `size(self) - 1 > 2`, "5:16: " + arithmetic},
		"negation":     {"CreateUserPool", "/PoolName", `-size(self) > 2`, "5:5: " + arithmetic},
		"times":        {"CreateUserPool", "/PoolName", `2 * 3 == 6`, "5:7: " + arithmetic},
		"division":     {"CreateUserPool", "/PoolName", `2 / 3 == 6`, "5:7: " + arithmetic},
		"modulo":       {"CreateUserPool", "/PoolName", `2 % 3 == 6`, "5:7: " + arithmetic},
		"a conversion": {"CreateUserPool", "/PoolName", `int(self) == 1`, "5:5: " + conversion},
		"a type":       {"CreateUserPool", "/PoolName", `type(self) == ""`, "5:5: " + conversion},
		"dyn":          {"CreateUserPool", "/PoolName", `dyn(self) == 1`, "5:5: " + conversion},
		"a time": {"CreateUserPool", "/PoolName", `timestamp(self) == ""`, "5:5: there are no times; " +
			"has(x.Member) tells whether one is there, and seconds reads a duration"},

		// Literals.
		"null": {
			"CreateUserPool", "/Policies", `self != null`,
			"5:13: null is not written; has(x.Member) tells whether a member is there",
		},
		"a double": {
			"CreateUserPool", "/PoolName", `1.5 == 1`, "5:5: a literal is a string, a whole number, true or false",
		},
		"an unsigned": {
			"CreateUserPool", "/PoolName", `1u == 1`, "5:5: a literal is a string, a whole number, true or false",
		},
		"bytes": {
			"CreateUserPool", "/PoolName", `b"a" == "a"`, "5:5: a literal is a string, a whole number, true or false",
		},
		"a list alone": {
			"CreateUserPool", "/PoolName", `["a"].exists(x, x == self)`,
			`5:5: a list is written on the right of in only: x in ["a", "b"]; join other conditions by ||`,
		},
		"an empty list": {
			"CreateUserPool", "/PoolName", `self in []`, "5:13: nothing is in an empty list; write what it has",
		},
		"bools in": {
			"CreateUserPool", "/PoolName", `true in [true]`,
			"5:14: in looks for a string among strings or an int among ints, and these are a bool and a bool",
		},
		"a mixed list": {
			"CreateUserPool", "/PoolName", `self in ["a", 1]`,
			"5:19: in looks for a string among strings or an int among ints, and these are a string and an int",
		},
		"a list of more": {
			"CreateUserPool", "/PoolName", `"a" in ["b", self]`,
			"5:18: a list has literals only; compare with this by == and ||",
		},
		"an optional element": {"CreateUserPool", "/PoolName", `self in [?"a"]`,
			"5:13: a list has literals only; leave out the ?"},
		"a map": {
			"CreateUserPool", "/PoolName", `self in {"a": 1}`,
			"5:13: a map is not written in an expression; compare with each value by == and ||",
		},
		"a structure": {
			"CreateUserPool", "/Policies", `self == Policies{}`,
			"5:21: a structure is not written in an expression; look at its members",
		},

		// Members, entries and elements.
		"a misspelt member": {
			"CreateUserPool", "", `self.PoolNam == ""`,
			"5:10: CreateUserPoolRequest has no member PoolNam; did you mean PoolName?",
		},
		"one further in": {
			"CreateUserPool", "", `has(self.Policies. PasswordPolicies)`,
			"5:24: UserPoolPolicyType has no member PasswordPolicies; did you mean PasswordPolicy?",
		},
		"one of two operations": {
			"CreateUserPool, UpdateUserPool", "", `size(self.Schema) > 0`, "5:15: UpdateUserPoolRequest has no member Schema",
		},
		"a member of a string": {
			"CreateUserPool", "/PoolName", `self.Length == 3`, "5:10: only a structure has members, and this is a string",
		},
		"a member of a map": {
			"CreateIdentityProvider", "", `self.ProviderDetails.client_id == ""`,
			`5:26: a map has entries, which may be missing; write m[?"client_id"].orValue("")`,
		},
		"has of a map": {
			"CreateIdentityProvider", "", `has(self.ProviderDetails.client_id)`,
			`5:30: a map has entries, not members; write "client_id" in m`,
		},
		"has of no member": {"CreateUserPool", "", `has(self)`, "5:9: has takes a member; write has(x.Member)"},
		"an index of a map": {
			"CreateIdentityProvider", "", `self.ProviderDetails["a"] == ""`,
			`5:25: an entry may be missing; write m[?"key"].orValue("")`,
		},
		"an index of a list": {
			"CreateUserPool", "", `self.Schema[0].Name == ""`,
			"5:16: elements have no numbers here; go through the list with all, exists or exists_one",
		},
		"an optional index": {
			"CreateUserPool", "", `self.AliasAttributes[?0].orValue("") == ""`,
			"5:25: elements have no numbers here; go through the list with all, exists or exists_one",
		},
		"an optional member": {
			"CreateUserPool", "", `self.?PoolName.orValue("") == ""`,
			"5:9: an absent member reads as its type's default; write x.Member",
		},
		"an entry alone": {
			"CreateIdentityProvider", "", `self.ProviderDetails[?"a"] == ""`,
			`5:32: an entry may be missing; write m[?"key"].orValue("")`,
		},
		"a member of an entry": {
			"SetIdentityPoolRoles", "", `self.RoleMappings[?"a"].Type == ""`,
			`5:29: an entry may be missing; write m[?"key"].orValue("") first`,
		},
		"another default": {
			"CreateIdentityProvider", "", `self.ProviderDetails[?"a"].orValue("x") == ""`,
			`5:40: an absent entry reads as its type's default; write orValue("")`,
		},
		"a default of another": {
			"CreateIdentityProvider", "", `self.ProviderDetails[?"a"].orValue(0) == ""`,
			`5:40: an absent entry reads as its type's default; write orValue("")`,
		},
		"a structure's default": {
			"SetIdentityPoolRoles", "", `self.RoleMappings[?"a"].orValue("") == ""`,
			"5:29: the entries of this map have no default that can be written; look at them with at: /Map/*",
		},
		"orValue of a text": {
			"CreateUserPool", "", `self.PoolName.orValue("") == ""`,
			`5:10: orValue takes what m[?"key"] is here, and this is a string; write m[?"key"].orValue("")`,
		},
		"a variable key": {
			"CreateIdentityProvider", "", `self.ProviderDetails[?self.ProviderName].orValue("") == ""`,
			"5:25: the key of an entry is a literal; to look at every entry, write at: /Map/*, with key and self",
		},
		"hasValue": {
			"CreateIdentityProvider", "", `self.ProviderDetails[?"a"].hasValue()`, "5:32: " + optional,
		},
		"optional.of": {"CreateIdentityProvider", "", `optional.of(1).hasValue()`, "5:20: " + optional},
		"a reserved word": {
			"CreateUserPool", "", `self.in == ""`,
			"5:10: this is not CEL: no viable alternative at input '.in'; a name that is a word of the language goes in " +
				"backticks: x.`in`",
		},
		"a name in odd characters": {
			"CreateUserPool", "", "self.`Pool-Name` == \"\"",
			"5:10: CreateUserPoolRequest has no member Pool-Name; did you mean PoolName?",
		},

		// Variables.
		"a misspelt variable": {
			"CreateUserPool", "", `requst.PoolName == ""`, "5:5: there is no variable requst; did you mean request?",
		},
		"a foreign variable": {"CreateUserPool", "", `user == ""`,
			"5:5: there is no variable user; write self or request; a text goes in quotes"},
		"parent of the body": {"CreateUserPool", "", `has(parent.PoolName)`, "5:9: there is no parent: self is the body"},
		"key of a member": {
			"CreateUserPool", "/PoolName", `key == ""`,
			"5:5: there is no key: the place leads to no entry of a map; it would be /Map/* or /Map/name",
		},
		"key of keys": {
			"CreateIdentityProvider", "keys of /ProviderDetails", `key == ""`,
			"5:5: there is no key: the place leads to no entry of a map; it would be /Map/* or /Map/name",
		},
		"key of a member of": {
			"SetIdentityPoolRoles", "/RoleMappings/*/Type", `key == ""`,
			"5:5: there is no key: the place leads to no entry of a map; it would be /Map/* or /Map/name",
		},
		"a taken name": {
			"CreateUserPool", "/Schema", `self.all(self, self.Required)`,
			"5:10: the name self is taken; give the loop's variable another",
		},
		"a taken loop's name": {
			"SetIdentityPoolRoles", "/RoleMappings/*",
			`self.RulesConfiguration.Rules.all(r, self.RulesConfiguration.Rules.all(r, true))`,
			"5:72: the name r is taken; give the loop's variable another",
		},
		"a name of the others": {
			"CreateUserPool", "/Schema", `request.Schema.all(key, key.Required)`,
			"5:20: the name key means something else; give the loop's variable another",
		},
		"a leading dot": {
			"CreateUserPool", "", `.request.PoolName == ""`, "5:6: there is no variable .request; did you mean request?",
		},

		// Loops and functions.
		"map": {
			"CreateUserPool", "/Schema", `size(self.map(a, a.Name)) > 0`,
			"5:15: a loop is all, exists or exists_one; write xs.exists(x, condition)",
		},
		"filter": {
			"CreateUserPool", "/Schema", `size(self.filter(a, a.Required)) > 0`,
			"5:15: a loop is all, exists or exists_one; write xs.exists(x, condition)",
		},
		"existsOne": {
			"CreateUserPool", "/Schema", `self.existsOne(a, a.Required)`, "5:10: write xs.exists_one(x, condition)",
		},
		"a loop of three": {
			"CreateUserPool", "/Schema", `self.all(a, b, true)`,
			"5:10: a loop has a variable and a condition; write xs.all(x, condition)",
		},
		"a loop without name": {
			"CreateUserPool", "/Schema", `self.all(1, true)`,
			"5:14: a loop has a variable and a condition; write xs.all(x, condition)",
		},
		"a loop of a string": {
			"CreateUserPool", "/PoolName", `self.all(c, true)`,
			"5:10: a loop goes over a list or the keys of a map, and this is a string",
		},
		"a loop's condition": {
			"CreateUserPool", "/Schema", `self.all(a, a.Name)`,
			"5:19: the condition of a loop is a bool, and this is a string",
		},
		"a misspelt function": {
			"CreateUserPool", "/PoolName", `self.startWith("a")`,
			"5:10: there is no function startWith; did you mean startsWith?",
		},
		"a function far from its parenthesis": {
			"CreateUserPool", "/PoolName", `self. startWith ("a")`,
			"5:11: there is no function startWith; did you mean startsWith?",
		},
		"a foreign function": {
			"CreateUserPool", "/PoolName", `self.lowerAscii() == "a"`,
			`5:10: texts are not changed; a pattern can pass over the case: x.matches("(?i)^team-")`,
		},
		"a function of ours":   {"CreateUserPool", "/PoolName", `self.isCIDR()`, "5:10: write isCIDR(x)"},
		"a method as function": {"CreateUserPool", "/PoolName", `startsWith(self, "a")`, "5:5: write x.startsWith(y)"},
		"too many arguments":   {"CreateUserPool", "/PoolName", `self.startsWith("a", "b")`, "5:10: write x.startsWith(y)"},
		"a wrong argument": {
			"CreateUserPool", "/PoolName", `self.startsWith(1)`,
			"5:21: startsWith takes a string here, and this is an int; write x.startsWith(y)",
		},
		"size of an int": {
			"CreateUserPool", "/PoolName", `size(1) == 1`, "5:10: strings, lists and maps have a size, and this is an int",
		},
		"a variable pattern": {
			"CreateUserPool", "/PoolName", `self.matches(request.PoolName)`,
			"5:26: a pattern is a literal; write one, or compare by ==, startsWith or in",
		},
		"a bad pattern": {
			"CreateUserPool", "/PoolName", `self.matches("a(?=b)")`,
			"5:18: this is no pattern of RE2: invalid or unsupported Perl syntax at (?=; nothing looks ahead or " +
				"behind: write several matches, joined by &&",
		},
		"a variable part": {
			"CreateUserPool", "/PoolName", `self.contains(request.PoolName)`,
			"5:27: what a text contains is a literal; write one, or use ==, startsWith or endsWith",
		},
		"seconds of a size": {
			"CreateUserPool", "/PoolName", `seconds(size(self), "", "days") > 0`,
			"5:13: seconds takes an integer of 32 bits, so that nothing overflows; name a member of that type",
		},
		"seconds of much": {
			"CreateUserPool", "/PoolName", `seconds(2147483648, "", "days") > 0`,
			"5:13: seconds takes an integer of 32 bits, so that nothing overflows; name a member of that type",
		},
		"a misspelt unit": {
			"CreateUserPool", "/PoolName", `seconds(1, self, "hour") > 0`,
			"5:22: the unit that seconds falls back to is a literal; did you mean hours?",
		},
		"a variable unit": {
			"CreateUserPool", "/PoolName", `seconds(1, "", self) > 0`,
			"5:20: the unit that seconds falls back to is a literal; write seconds, minutes, hours or days",
		},
		"unknownClass alone": {
			"SetUICustomization", "/CSS", `unknownClass(self) == "a"`,
			`5:5: write unknownClass(x) == "" or, in an answer, {unknownClass(x)}`,
		},
		"unknownClass unequal": {
			"SetUICustomization", "/CSS", `unknownClass(self) != ""`,
			`5:5: write unknownClass(x) == "" or, in an answer, {unknownClass(x)}`,
		},

		// Types.
		"no bool": {
			"CreateUserPool", "/PoolName", `self`, "5:5: holds is a bool, and this is a string; write what must be true",
		},
		"and of a string": {
			"CreateUserPool", "/PoolName", `true && self`, "5:13: &&, || and ! are for bools, and this is a string",
		},
		"not of an int": {
			"CreateUserPool", "/PoolName", `!size(self)`, "5:6: &&, || and ! are for bools, and this is an int",
		},
		"two types": {
			"CreateUserPool", "/PoolName", `self == 1`,
			"5:10: values of one type are compared, and these are a string and an int",
		},
		"ordered strings": {
			"CreateUserPool", "/PoolName", `self < "a"`,
			"5:5: numbers alone are ordered (numerals in texts by atMost), and this is a string\n" +
				"5:12: numbers alone are ordered (numerals in texts by atMost), and this is a string",
		},
		"lists compared": {
			"CreateUserPool", "", `self.AliasAttributes == self.AliasAttributes`,
			"5:26: lists and maps are not compared; write size(x) == 0, or go through x with all or exists",
		},
		"structures": {
			"CreateUserPool", "", `self.Policies == self.Policies`,
			"5:19: structures are not compared; compare their members, or write has(x.Member)",
		},
		"any values": {
			"CreateManagedLoginBranding", "", `self.Settings == self.Settings`,
			"5:19: timestamps and documents are not compared; has(x.Member) tells whether one is there",
		},
		"in a string": {
			"CreateUserPool", "/PoolName", `"a" in self`, "5:9: on the right of in is a list or a map, and this is a string",
		},
		"an int in strings": {
			"CreateUserPool", "", `1 in self.AliasAttributes`,
			"5:7: in looks for a string in a list of strings or the keys of a map, and this is an int",
		},
		"in structures": {
			"CreateUserPool", "", `"a" in self.Schema`,
			"5:9: in looks for strings; for a list of others write xs.exists(x, condition)",
		},
		"a choice of lists": {
			"CreateUserPool", "", `(true ? self.AliasAttributes : self.AliasAttributes).all(a, true)`,
			"5:11: ?: chooses between strings, ints or bools; write the condition on both sides of ||",
		},
		"a choice of types": {
			"CreateUserPool", "/PoolName", `(true ? self : 1) == self`,
			"5:11: ?: chooses between values of one type, and these are a string and an int",
		},
		"a choice by text": {
			"CreateUserPool", "/PoolName", `(self ? 1 : 1) == 1`, "5:6: what is before ? is a bool, and this is a string",
		},

		// Values of enums.
		"a misspelt value": {
			"CreateUserPool", "/MfaConfiguration", `self == "OF"`, `5:13: UserPoolMfaType is never "OF"; did you mean OFF?`,
		},
		"on the left": {
			"CreateUserPool", "/MfaConfiguration", `"of" != self`, `5:5: UserPoolMfaType is never "of"; did you mean OFF?`,
		},
		"among literals": {
			"CreateUserPool", "/MfaConfiguration", `self in ["ON", "OPTION"]`,
			`5:20: UserPoolMfaType is never "OPTION"; did you mean OPTIONAL?`,
		},
		"in a list of enums": {
			"CreateUserPool", "", `"mail" in self.AliasAttributes`,
			`5:5: AliasAttributeType is never "mail"; did you mean email?`,
		},
		"of a loop": {
			"CreateUserPool", "/AliasAttributes", `self.exists(a, a == "phone")`,
			`5:25: AliasAttributeType is never "phone"; write phone_number, email or preferred_username`,
		},
		"through a choice": {
			"CreateUserPool", "/MfaConfiguration", `self == (true ? "ON" : "OF")`,
			`5:28: UserPoolMfaType is never "OF"; did you mean OFF?`,
		},
		"of a choice": {
			"CreateUserPool", "", `(true ? self.MfaConfiguration : self.PoolName) == "OF"`,
			`5:55: UserPoolMfaType is never "OF"; did you mean OFF?`,
		},
		"of a member of an element": {
			"CreateUserPool", "/Schema/*", `self.AttributeDataType == "string"`,
			`5:31: AttributeDataType is never "string"; did you mean String?`,
		},

		// Syntax.
		"not CEL":     {"CreateUserPool", "/PoolName", `self == "a" b`, "5:17: this is not CEL: extraneous input 'b'"},
		"half of CEL": {"CreateUserPool", "/PoolName", `self ==`, "5:12: this is not CEL: it ends too early"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := check(t, c.on, c.at, c.holds, "")
			compareErrors(t, err, c.want)
		})
	}
}

func TestAnswers(t *testing.T) {
	for name, c := range map[string]struct{ on, at, answer, want string }{
		"a text":              {"CreateUserPool", "/PoolName", "No {{braces}}.", ""},
		"a string and an int": {"CreateUserPool", "/PoolName", "{self} has {size(self)}", ""},
		"a key":               {"CreateIdentityProvider", "/ProviderDetails/*", "{key}", ""},
		"a class":             {"SetUICustomization", "/CSS", "{unknownClass(self)}", ""},
		"a choice":            {"CreateUserPool", "/PoolName", `{self == "}" ? "a" : self}`, ""},
		"a bool": {
			"CreateUserPool", "/PoolName", `{self == ""}`,
			"6:18: an answer is filled by a string or an int, and this is a bool",
		},
		"a misspelt member": {
			"CreateUserPool", "", `é {self.PoolNam}`,
			"6:20: CreateUserPoolRequest has no member PoolNam; did you mean PoolName?",
		},
		"a class within": {
			"SetUICustomization", "/CSS", `{unknownClass(self).size()}`,
			`6:13: write unknownClass(x) == "" or, in an answer, {unknownClass(x)}`,
		},
		"two": {
			"CreateUserPool", "", `{self.PoolNam} {self.PoolNam}`,
			"6:18: CreateUserPoolRequest has no member PoolNam; did you mean PoolName?\n6:33: CreateUserPoolRequest has " +
				"no member PoolNam; did you mean PoolName?",
		},
		"a sensitive member": {
			"SignUp", "", "{self.Password}", "6:18: an answer shows nothing of a sensitive value; leave this out",
		},
		"the size of one": {
			"SignUp", "", "{size(self.Password)}", "6:23: an answer shows nothing of a sensitive value; leave this out",
		},
		"whether one is there": {
			"SignUp", "", `{has(self.Password) ? "a" : "b"}`,
			"6:22: an answer shows nothing of a sensitive value; leave this out",
		},
		"self is sensitive": {
			"SignUp", "/Password", "{self}", "6:13: an answer shows nothing of a sensitive value; leave this out",
		},
		"within a sensitive map": {
			"InitiateAuth", "/AuthParameters/USERNAME", "{self}",
			"6:13: an answer shows nothing of a sensitive value; leave this out",
		},
		"an entry of a sensitive": {
			"InitiateAuth", "", `{self.AuthParameters[?"USERNAME"].orValue("")}`,
			"6:18: an answer shows nothing of a sensitive value; leave this out",
		},
		"a key of a sensitive map": {
			"InitiateAuth", "/AuthParameters/*", "{key}", "6:13: an answer shows nothing of a sensitive value; leave this out",
		},
		"keys of a sensitive map": {
			"InitiateAuth", "keys of /AuthParameters", "{self}",
			"6:13: an answer shows nothing of a sensitive value; leave this out",
		},
		"a literal key of one": {"InitiateAuth", "/AuthParameters?/USERNAME?", "Missing {key}", ""},
		"an element of a sensitive": {
			"SignUp", "/UserAttributes/*/Value", "{self}",
			"6:13: an answer shows nothing of a sensitive value; leave this out",
		},
		"a sensitive parent":    {"SignUp", "/UserAttributes/*/Value", "{parent.Name}", ""},
		"a loop over sensitive": {"GetId", "", `{self.Logins.exists(k, k == "") ? "a" : "b"}`, ""},
		"a loop over sensitive keys": {"InitiateAuth", "", `{self.AuthParameters.exists(k, k == "") ? "a" : "b"}`,
			"6:18: an answer shows nothing of a sensitive value; leave this out"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := check(t, c.on, c.at, "true", c.answer)
			compareErrors(t, err, c.want)
		})
	}
}

func TestTextsAndFills(t *testing.T) {
	rule, err := check(t, "CreateUserPool", "/PoolName", "true", "a{self}{size(self)} {{b}}")
	if err != nil {
		t.Fatal(err)
	}
	if have := fmt.Sprintf("%q", rule.AnswerTexts); have != `["a" "" " {b}"]` {
		t.Error(have)
	}
	fills := rule.Looks[0].Fills
	if len(fills) != 2 || fills[0].Source != "self" || fills[1].Source != "size(self)" {
		t.Fatal(fills)
	}
	root := fills[0].Ast.NativeRep().Expr()
	if shape := fills[0].ShapeOf(root.ID()); shape == nil || shape.Name != "UserPoolNameType" {
		t.Error(shape)
	}
	if fmt.Sprintf("%q", rule.MessageTexts) != `["m"]` {
		t.Error(rule.MessageTexts)
	}
	if rule, err = check(t, "CreateUserPool", "/PoolName", "true", ""); err != nil || rule.AnswerTexts != nil {
		t.Error(rule, err)
	}
}

func TestKeyInMessages(t *testing.T) {
	e, err := environment()
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ at, want string }{
		"an entry": {"/ProviderDetails/a?", ""},
		"the body": {
			`""`, "f:5:15: rule a: {key} is the name of an entry, and the body names none; write the message without it",
		},
		"each entry": {
			"/ProviderDetails/*",
			"f:5:15: rule a: {key} is the name of an entry, and /ProviderDetails/* names none; write the message without it",
		},
		"two": {"[/ProviderDetails/a?, /ProviderDetails/b?]", ""},
		"one of them": {
			"[/ProviderDetails/a?, /ProviderName]",
			"f:5:15: rule a: {key} is the name of an entry, and /ProviderName names none; write the message without it",
		},
	} {
		t.Run(name, func(t *testing.T) {
			all, err := rules.Parse("f", []byte("- id: a\n  on: [CreateIdentityProvider]\n  holds: 'true'\n  at: "+c.at+
				"\n  message: A {key}\n  source: s\n  examples: {breaks: {}, passes: {}}\n"))
			if err != nil {
				t.Fatal(err)
			}
			rule, err := e.Check(all[0])
			if (err == nil) != (c.want == "") || err != nil && err.Error() != c.want {
				t.Errorf("%v, want %s", err, c.want)
			}
			if err == nil && fmt.Sprintf("%q", rule.MessageTexts) != `["A " ""]` {
				t.Error(rule.MessageTexts)
			}
		})
	}
}

func TestExceptions(t *testing.T) {
	e, err := environment()
	if err != nil {
		t.Fatal(err)
	}
	for exception, want := range map[string]string{
		"InvalidOAuthFlowException": "",
		"InvalidOauthFlowException": "f:7:14: rule a: no operation of the service answers with InvalidOauthFlowException; " +
			"did you mean InvalidOAuthFlowException?",
	} {
		all, err := rules.Parse("f", []byte(minimal+"  exception: "+exception+"\n"))
		if err != nil {
			t.Fatal(err)
		}
		all[0].On, all[0].Holds = []string{"CreateUserPoolClient"}, "true"
		if _, err := e.Check(all[0]); err == nil && want != "" || err != nil && err.Error() != want {
			t.Errorf("%s: %v, want %s", exception, err, want)
		}
	}
}

// TestPositionsInYAML has one misspelt member in every form in which YAML writes a text.
func TestPositionsInYAML(t *testing.T) {
	e, err := environment()
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ holds, want string }{
		"plain":              {`self.A == ""`, "3:15"},
		"plain in two lines": {"true &&\n    self.A == ''", "4:10"},
		"single quotes":      {`'"it''s" != self.A'`, "3:27"},
		"double quotes":      {`"\"\u00e9\x41\" !=\n self.A == \"\" "`, "3:36"},
		"double quotes in two lines": {
			"\"'é' !=   \\\n      self.A\"", "4:12",
		},
		"a literal block":       {"|\n    true &&\n\n      self.A == ''", "6:12"},
		"a folded block":        {">- # é\n    true &&\n    true &&\n      self.A == ''", "6:12"},
		"an indented block":     {"|2\n      'é' ==  self.A", "4:20"},
		"the end of the text":   {"|\n    self.PoolName ==\n", "4:21"},
		"after wide characters": {`"'😀é' != self.A"`, "3:24"},
	} {
		t.Run(name, func(t *testing.T) {
			all, err := rules.Parse("f", []byte("- id: a\n  on: [CreateUserPool]\n  holds: "+c.holds+
				"\n  message: m\n  source: s\n  examples: {breaks: {}, passes: {}}\n"))
			if err != nil {
				t.Fatal(err)
			}
			_, err = e.Check(all[0])
			if err == nil || !strings.HasPrefix(err.Error(), "f:"+c.want+": ") || strings.Contains(err.Error(), "\n") {
				t.Errorf("%v, want one at %s", err, c.want)
			}
		})
	}
}

// oddModel has members whose names are words of CEL or no names there.
func oddModel(t *testing.T) *rules.Environment {
	t.Helper()
	m, err := schemas.New([]byte(`{"x-service":{"name":"s"},
		"x-operations":{
			"Op":{"input":"In","http":{"method":"POST","requestUri":"/"}},
			"None":{"http":{"method":"POST","requestUri":"/"}}},
		"$defs":{
			"In":{"type":"object","x-type":"structure","x-order":["in","import","x-y","self","Long","Ints","Flags"],
			"properties":{
				"in":{"anyOf":[{"$ref":"#/$defs/S"},{"type":"null"}]},
				"import":{"anyOf":[{"$ref":"#/$defs/S"},{"type":"null"}]},
				"x-y":{"anyOf":[{"$ref":"#/$defs/S"},{"type":"null"}]},
				"self":{"anyOf":[{"$ref":"#/$defs/S"},{"type":"null"}]},
				"Long":{"anyOf":[{"$ref":"#/$defs/L"},{"type":"null"}]},
				"Ints":{"anyOf":[{"$ref":"#/$defs/Is"},{"type":"null"}]},
				"Flags":{"anyOf":[{"$ref":"#/$defs/M"},{"type":"null"}]}}},
			"S":{"type":"string","x-type":"string"},
			"L":{"type":"integer","x-type":"long"},
			"B":{"type":"boolean","x-type":"boolean"},
			"K":{"type":"string","x-type":"string","enum":["one","two"]},
			"Is":{"type":"array","x-type":"list","items":{"$ref":"#/$defs/L"}},
			"M":{"type":"object","x-type":"map",
				"propertyNames":{"$ref":"#/$defs/K"},"additionalProperties":{"$ref":"#/$defs/B"}}}}`))
	if err != nil {
		t.Fatal(err)
	}
	e, err := rules.NewEnvironment(m)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestOddMembers(t *testing.T) {
	e := oddModel(t)
	for name, c := range map[string]struct{ on, at, holds, want string }{
		"a word":              {"Op", "/in", "request.`in` == self", ""},
		"a reserved name":     {"Op", "", `self.import == ""`, ""},
		"a hyphen":            {"Op", "/x-y", "self == request.`x-y`", ""},
		"a variable's name":   {"Op", "/self", "self == request.self", ""},
		"no input":            {"None", "", "has(self.a)", "5:14: the request has no member a"},
		"an entry that is":    {"Op", "", `self.Flags[?"one"].orValue(false)`, ""},
		"an entry that isn't": {"Op", "", `self.Flags[?"on"].orValue(false)`, `5:17: K is never "on"; did you mean one?`},
		"a place that isn't":  {"Op", "/Flags/tow", "self", "3:15: M has no key tow; did you mean two?"},
		"a text for a bool": {
			"Op", "", `self.Flags[?"one"].orValue("") == ""`,
			"5:32: an absent entry reads as its type's default; write orValue(false)",
		},
		"64 bits": {
			"Op", "/Long", `seconds(self, "", "days") > 0`,
			"5:13: seconds takes an integer of 32 bits, so that nothing overflows; name a member of that type",
		},
		"in ints": {
			"Op", "/Long", `self in request.Ints`,
			"5:10: in looks for strings; for a list of others write xs.exists(x, condition)",
		},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := checkIn(t, e, c.on, c.at, c.holds, "")
			compareErrors(t, err, c.want)
		})
	}
}

func TestShapesOfNodes(t *testing.T) {
	rule, err := check(t, "CreateUserPool", "/Schema/*",
		`has(request.Policies) && request.AliasAttributes.exists(a, a == "email") && self.Name == "x" && `+
			`request.UserPoolTags[?"a"].orValue("") == "" && size(parent) > 1`, "")
	if err != nil {
		t.Fatal(err)
	}
	look := rule.Looks[0]
	have := map[string]string{}
	ast.PreOrderVisit(look.Holds.NativeRep().Expr(), ast.NewExprVisitor(func(e ast.Expr) {
		if shape := look.ShapeOf(e.ID()); shape != nil {
			name := "?"
			switch e.Kind() {
			case ast.IdentKind:
				name = e.AsIdent()
			case ast.SelectKind:
				name = e.AsSelect().FieldName()
			case ast.CallKind:
				name = e.AsCall().FunctionName()
			}
			have[name] = shape.Name
		}
	}))
	for name, want := range map[string]string{
		"request": "CreateUserPoolRequest", "Policies": "UserPoolPolicyType", "AliasAttributes": "AliasAttributesListType",
		"a": "AliasAttributeType", "self": "SchemaAttributeType", "Name": "CustomAttributeNameType",
		"UserPoolTags": "UserPoolTagsType", "_[?_]": "TagValueType", "orValue": "TagValueType",
		"parent": "SchemaAttributesListType",
	} {
		if have[name] != want {
			t.Errorf("%s: %q, want %s", name, have[name], want)
		}
		delete(have, name)
	}
	if len(have) > 0 {
		t.Errorf("shapes of %v", have)
	}
}

func TestLoops(t *testing.T) {
	for name, kind := range map[string]rules.LoopKind{
		"all": rules.All, "exists": rules.Exists, "exists_one": rules.ExistsOne,
	} {
		rule, err := check(t, "CreateUserPool", "/Schema", "self."+name+"(a, a.Required)", "")
		if err != nil {
			t.Fatal(err)
		}
		root := rule.Looks[0].Holds.NativeRep().Expr()
		l, ok := rules.LoopOf(root)
		if !ok || l.Kind != kind || l.Variable != "a" || l.Range.AsIdent() != "self" ||
			l.Predicate.AsSelect().FieldName() != "Required" {
			t.Errorf("%s: %+v, %v", name, l, ok)
		}
		if _, ok := rules.LoopOf(l.Range); ok {
			t.Errorf("%s: a variable is a loop", name)
		}
	}
}

func TestCheckAtOnce(t *testing.T) {
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			if _, err := check(t, "CreateUserPool", "/Schema", "self.all(a, a.Required)", "{size(self)}"); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
}
