package rules

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"cel.dev/cel-go/cel"
)

// extensions are the functions and macros that cel-go's extensions add to CEL: of strings, numbers, sets, lists,
// addresses, encodings, patterns and variables. Package ext is not asked: it needs modules that nothing else does.
const extensions = `charAt indexOf join lastIndexOf lowerAscii quote replace reverse split substring trim upperAscii
format abs bitAnd bitNot bitOr bitShiftLeft bitShiftRight bitXor ceil floor greatest isFinite isInf isNaN least round
sign sqrt trunc equivalent intersects distinct flatten range slice sort sortBy transformList transformMap
transformMapEntry hasAll hasAny hasExactly hasOnly ip cidr isIP isCanonical family isLoopback isUnspecified
isGlobalUnicast isLinkLocalUnicast isLinkLocalMulticast containsIP containsCIDR masked prefixLength encode decode parse
extract extractAll bind block`

// TestRefusals: what CEL and its extensions have, and the language has not, is refused with what to write instead.
func TestRefusals(t *testing.T) {
	env, err := cel.NewEnv(cel.OptionalTypes())
	if err != nil {
		t.Fatal(err)
	}
	names := append(strings.Fields(extensions), slices.Collect(maps.Keys(env.Functions()))...)
	for _, m := range env.Macros() {
		names = append(names, m.Function())
	}
	for _, full := range names {
		name := full[strings.LastIndex(full, ".")+1:]
		_, known := functions[name]
		if known || name == "has" || name == "in" || name[0] == '_' || strings.ContainsAny(name, "@!-") {
			continue // The language has it, or it is an operator.
		}
		if refusals[name] == "" {
			t.Errorf("%s is refused without advice", full)
		}
	}
}

// TestMistakes: what is written in other languages is refused with what CEL has.
func TestMistakes(t *testing.T) {
	env, _, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for expression, want := range map[string]string{
		`self = "a"`:                        "equality is written ==",
		`self === "a"`:                      "equality is written ==",
		`self == "a" & true`:                "conditions are joined by &&",
		`self == "a" | true`:                "conditions are joined by ||",
		`self == "a" and self == "b"`:       "conditions are joined by &&",
		`self == "a" or self == "b"`:        "conditions are joined by ||",
		`not self.startsWith("a")`:          "the contrary of x is !x",
		`true && not self.startsWith("a")`:  "the contrary of x is !x",
		`if (true) { true }`:                "a choice is written condition ? x : y",
		"self == \u201ca\u201d":             "a text is in plain quotes",
		`self.matches("\d+")`:               `a backslash in quotes is written twice, or once in r"…"`,
		`self == "a`:                        "the quote is not closed",
		`self == "\ud800"`:                  "write the character itself",
		`self == "a" &&`:                    "it ends too early",
		`(self == "a"`:                      "missing ')' at the end",
		`size(self) > 99999999999999999999`: "this int has more than 64 bits",
		`PoolName == "a"`:                   "write request.PoolName",
		`request["PoolName"] == "a"`:        "write x.Member",
		`self[0] == "a"`:                    "look at parts of one by startsWith",
		`self.size > 3`:                     "write size(x) or x.size()",
		`request.AliasAttributes == []`:     "write size(x) == 0",
		`request.Policies == {}`:            "write size(x) == 0",
		`self.matches("^(?!a)")`:            "write several matches, joined by &&",
		`self.isPalindrome()`:               "there are atMost, contains",
		`request.MfaConfiguration == ON`:    "a text goes in quotes",
		`["a", "b"].exists(x, self == x)`:   "join other conditions by ||",
		`self > "a"`:                        "numerals in texts by atMost",
		`self.matches("^\\pL+$")`: "5:18: rule r: this pattern is not compiled: " +
			"category \\pL is not known",
		`true && self.matches("^a{300}$")`: "5:26: rule r: this pattern is not compiled: " +
			"needs more than 250 states",
		`self.matches("[acegikmoqsuwy](?i)[ACEGIKMOQSUWY]")`: "write fewer and larger ones",
	} {
		declared, err := Parse("f", []byte("- id: r\n  on: [CreateUserPool]\n  at: /PoolName\n  holds: |-\n    "+expression+
			"\n  message: m\n  source: s\n  examples: {breaks: {}, passes: {}}\n"))
		if err != nil {
			t.Fatal(err)
		}
		rule, err := env.Check(declared[0])
		if err == nil {
			_, err = WritePack([]*Rule{rule}, nil)
		}
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", expression, err, want)
		}
	}
}
