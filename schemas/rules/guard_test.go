package rules

import (
	"strings"
	"testing"
)

// TestGuard: a guard asks for what must be so for a rule to be broken, and for no more.
func TestGuard(t *testing.T) {
	env, _, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	const examples = `
  message: m
  source: s
  examples: {breaks: {PoolName: a}, passes: {PoolName: b}}
`
	const (
		tier     = "at: /UserPoolTier\n  holds: "
		pool     = "holds: "
		element  = "at: /Schema/*/Required\n  holds: "
		mfa      = "/MfaConfiguration"
		schema   = "/Schema/*"
		verified = "/AutoVerifiedAttributes/+"
	)
	for name, test := range map[string]struct{ rule, body, container string }{
		"an enum is a value":       {tier + `self != "LITE"`, "/UserPoolTier=LITE", ""},
		"an enum is another value": {tier + `self == "LITE"`, "/UserPoolTier !/UserPoolTier=LITE", ""},
		"an enum is missing": {
			pool + `request.MfaConfiguration != ""`,
			"!/MfaConfiguration=OFF !/MfaConfiguration=ON !/MfaConfiguration=OPTIONAL", "",
		},
		"one of some": {
			tier + `!(self in ["LITE", "PLUS"])`,
			"/UserPoolTier=LITE | /UserPoolTier=PLUS", "",
		},
		"a member is there": {
			pool + `!has(request.Policies.PasswordPolicy)`,
			"/Policies/PasswordPolicy", "",
		},
		"a member is not there": {
			pool + `has(request.Policies.PasswordPolicy)`,
			"!/Policies/PasswordPolicy", "",
		},
		"a bool": {
			pool + `!request.DeviceConfiguration.ChallengeRequiredOnNewDevice`,
			"/DeviceConfiguration/ChallengeRequiredOnNewDevice=true", "",
		},
		"in a list": {
			pool + `!("email" in request.AutoVerifiedAttributes)`,
			verified + "=email", "",
		},
		"not in a list": {
			pool + `"email" in request.AutoVerifiedAttributes`,
			"!" + verified + "=email", "",
		},
		"both": {
			pool + `has(request.Policies) || request.MfaConfiguration != "ON"`,
			mfa + "=ON !/Policies", "",
		},
		"either": {
			pool + `has(request.Policies) && request.MfaConfiguration != "ON"`,
			"!/Policies | " + mfa + "=ON", "",
		},
		"never": {pool + `has(request.Policies) || !has(request.Policies)`, "never", ""},
		"a condition": {
			pool + `has(request.Policies) ? request.MfaConfiguration != "ON" : request.MfaConfiguration != "OFF"`,
			mfa + "=ON /Policies | " + mfa + "=OFF !/Policies", "",
		},
		"a choice of values": {
			pool + `request.MfaConfiguration == (has(request.Policies) ? "ON" : "OFF")`,
			"!" + mfa + "=ON /Policies | !" + mfa + "=OFF !/Policies", "",
		},
		"what nothing is known of":   {pool + `request.PoolName.startsWith("a")`, "", ""},
		"what is read must be there": {pool + `!request.PoolName.startsWith("a")`, "/PoolName", ""},
		"a text that is no enum":     {pool + `request.PoolName == "a"`, "", ""},
		"a text that must be there":  {pool + `request.PoolName != "a"`, "/PoolName", ""},
		"an entry": {
			pool + `request.UserPoolTags[?"a"].orValue("") != "b"`,
			"/UserPoolTags", "",
		},
		"a place below an entry": {"at: /UserPoolTags/*\n  holds: self != \"a\"", "/UserPoolTags", ""},
		"an element has it":      {element + "!self", schema + "/Required=true", schema + "/Required=true"},
		"an element lacks it": {
			element + "self",
			schema + "/Required", schema + "/Required !" + schema + "/Required=true",
		},
		"an element, and the body": {
			element + `!self || request.MfaConfiguration != "ON"`,
			mfa + "=ON " + schema + "/Required=true", schema + "/Required=true",
		},
		"an element lacks it in it": {
			element + `"email" in request.AutoVerifiedAttributes`,
			"!" + verified + "=email " + schema + "/Required", schema + "/Required",
		},
		"some element": {
			element + "request.Schema.all(a, !a.Mutable)",
			schema + "/Required /Schema/+/Mutable=true", schema + "/Required",
		},
		"no element": {
			pool + "request.Schema.exists(a, a.Mutable)",
			"!/Schema/+/Mutable=true", "",
		},
		"no element is a value": {
			pool + `request.Schema.exists(a, a.AttributeDataType == "String")`,
			"!/Schema/+/AttributeDataType=String", "",
		},
		"all elements are a value": {pool + `!request.Schema.all(a, a.AttributeDataType == "String")`, "", ""},
		"no element is some text":  {pool + `request.Schema.exists(a, a.Name == "a")`, "", ""},
		"no element is all of it":  {pool + `request.Schema.exists(a, a.Mutable && a.Required)`, "", ""},
		"an element is not a value": {
			pool + `request.Schema.all(a, a.AttributeDataType == "String")`,
			"/Schema", "",
		},
		"one element": {
			pool + `!request.Schema.exists_one(a, a.Mutable)`,
			"/Schema/+/Mutable=true", "",
		},
		"not one element":          {pool + `request.Schema.exists_one(a, a.Mutable)`, "", ""},
		"no element, and the body": {pool + "request.Schema.exists(a, has(request.PoolName))", "", ""},
		"no element, and a bool of the body": {
			pool + "request.Schema.all(a, !request.DeviceConfiguration.ChallengeRequiredOnNewDevice)",
			"/DeviceConfiguration/ChallengeRequiredOnNewDevice=true /Schema", "",
		},
		"no element of another list": {
			pool + `request.Schema.exists(a, "email" in request.AutoVerifiedAttributes)`,
			"", "",
		},
		"each of a list of an enum": {
			"at: /AutoVerifiedAttributes/*\n  holds: self != \"email\"",
			"/AutoVerifiedAttributes/*=email", "",
		},
		"each but a value": {
			"at: /AutoVerifiedAttributes/*\n  holds: self == \"email\"",
			"/AutoVerifiedAttributes", "",
		},
		"what may be missing": {
			"at: /Policies?/PasswordPolicy?\n  holds: has(request.PoolName)",
			"!/PoolName", "",
		},
		"a warning": {
			"level: warn\n  " + tier + `self != "LITE"`,
			"=warnings /UserPoolTier=LITE", "",
		},
		"more alternatives than kept": {
			pool + `!has(request.Policies) || !("email" in request.AutoVerifiedAttributes ||
    "phone_number" in request.UsernameAttributes || request.MfaConfiguration in ["ON", "OFF", "OPTIONAL"] ||
    request.UserPoolTier in ["LITE", "PLUS", "ESSENTIALS"])`,
			"/Policies", "",
		},
	} {
		t.Run(name, func(t *testing.T) {
			declared, err := Parse("test.yaml", []byte("- id: r\n  on: [CreateUserPool]\n  "+
				strings.Replace(test.rule, "holds: ", "holds: >-\n    ", 1)+examples))
			if err != nil {
				t.Fatal(err)
			}
			rule, err := env.Check(declared[0])
			if err != nil {
				t.Fatal(err)
			}
			guard := newGuarding(&rule.Looks[0]).findGuard(rule, rule.Looks[0].Holds.NativeRep().Expr())
			if got := writeGuard(guard.within("")); got != test.body {
				t.Errorf("the body: %q, want %q", got, test.body)
			}
			if got := writeGuard(guard.within(schema)); test.container != "" && got != test.container {
				t.Errorf("the element: %q, want %q", got, test.container)
			}
		})
	}
}

// writeGuard writes a guard: alternatives of facts that are so, or with ! are not.
func writeGuard(g Guard) string {
	if len(g) == 0 {
		return "never"
	}
	var alternatives []string
	for _, literals := range g {
		var all []string
		for _, l := range literals {
			text := l.Path
			if l.Value != "" {
				text += "=" + l.Value
			}
			if l.Not {
				text = "!" + text
			}
			all = append(all, text)
		}
		alternatives = append(alternatives, strings.Join(all, " "))
	}
	return strings.Join(alternatives, " | ")
}
