package trial

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// Operation is the operation over whose requests expressions and bodies are made by chance.
const Operation = "cognito-idp.CreateUserPool"

// Places are where an expression may look, as a declaration has them in "at".
var Places = []string{
	"", "/PoolName?", "/Schema/*", "/Schema/*/Name?", "/UserPoolTags/*", "keys of /UserPoolTags", "/UserPoolTags?/a?",
	"/Policies?/PasswordPolicy?/MinimumLength?", "/AliasAttributes/*", "/Policies/PasswordPolicy",
	"/Schema/*/StringAttributeConstraints?/MaxLength?", `/UserPoolTags?/a"b\?`,
}

// atoms are the expressions by type that a place has beside those of the request.
var atoms = map[string]map[string][]string{
	"": {
		"bool":   {"has(self.Policies)", "self.Policies.PasswordPolicy.RequireNumbers"},
		"int":    {"size(self.PoolName)"},
		"string": {"self.PoolName", "self.MfaConfiguration", `self.UserPoolTags[?"a"].orValue("")`},
	},
	"/PoolName?": {
		"bool":   {"has(parent.PoolName)"},
		"string": {"self", "parent.MfaConfiguration"},
	},
	"/Schema/*": {
		"bool":   {"self.Required", "has(self.Name)", "parent.exists_one(o, o.Name == self.Name)"},
		"int":    {"size(parent)"},
		"string": {"self.Name", "self.AttributeDataType"},
	},
	"/Schema/*/Name?": {
		"bool":   {"parent.Required", "has(parent.Name)"},
		"string": {"self", "parent.AttributeDataType"},
	},
	"/UserPoolTags/*": {
		"bool":   {"(key in parent)", "(self in parent)"},
		"int":    {"size(parent)"},
		"string": {"self", "key"},
	},
	"keys of /UserPoolTags": {
		"bool":   {"(self in parent)"},
		"int":    {"size(parent)"},
		"string": {"self"},
	},
	"/UserPoolTags?/a?": {
		"bool":   {`("b" in parent)`},
		"int":    {"size(parent)"},
		"string": {"self", "key"},
	},
	"/Schema/*/StringAttributeConstraints?/MaxLength?": {
		"bool":   {"has(parent.MaxLength)"},
		"string": {"self", "parent.MinLength"},
	},
	`/UserPoolTags?/a"b\?`: {
		"bool":   {"(key in parent)", `(key == "a\"b\\")`},
		"string": {"self", "key"},
	},
	"/Policies?/PasswordPolicy?/MinimumLength?": {
		"bool": {"parent.RequireNumbers", "has(parent.MinimumLength)"},
		"int":  {"self", "parent.MinimumLength"},
	},
	"/AliasAttributes/*": {
		"bool":   {"(self in parent)"},
		"int":    {"size(parent)"},
		"string": {"self"},
	},
	"/Policies/PasswordPolicy": {
		"bool": {"self.RequireNumbers", "has(self.MinimumLength)"},
		"int":  {"self.MinimumLength"},
	},
}

// texts are the strings and patterns that expressions and bodies have.
var texts = []string{
	"", "a", "b", "ab", "aab", "éa", "😀", "email", "phone_number", "10", "-9", "0010", "1.2.3.4/24", "::1/128",
	"a\"b\\", ".a-customizable{}", "b{}", "minutes", "days", "ON", "String",
}

var patterns = []string{
	"a|b", "^a", "b$", "^(a|é)+b?$", "[^a]", ".", "^.{2,3}$", "^$", "(ab)+", "^[0-9.]+/[0-9]+$", "mail|phone", "\\\\.",
	"[é-😀]", "^[a-z_]*$", "a.*b", "x?", "^(email|phone_number)$", "a{2}b",
}

// Expression makes an expression of type bool for a place of the requests of [Operation], of so many levels.
func Expression(r *rand.Rand, place string, depth int) string {
	g := generator{r, atoms[place]}
	return g.generate("bool", depth, nil)
}

// generator makes expressions by type.
type generator struct {
	*rand.Rand
	atoms map[string][]string
}

func (g *generator) pick(choices ...string) string { return choices[g.IntN(len(choices))] }

// quoted is a text as an expression.
func quoted(text string) string { return fmt.Sprintf("%q", text) }

// generate makes an expression of a type, of that many levels. The variables are those of loops over Schema.
func (g *generator) generate(of string, depth int, variables []string) string {
	sub := func(of string) string { return g.generate(of, depth-1, variables) }
	if depth == 0 {
		return g.atom(of, variables)
	}
	switch of {
	case "bool":
		return g.generateBool(depth, variables, sub)
	case "int":
		switch g.IntN(4) {
		case 0:
			return "size(" + g.pick(sub("string"), "request.Schema", "request.UserPoolTags") + ")"
		case 1:
			return "(" + sub("bool") + " ? " + sub("int") + " : " + sub("int") + ")"
		case 2:
			return "seconds(request.Policies.PasswordPolicy.MinimumLength, " + sub("string") + `, "` +
				g.pick("seconds", "minutes", "hours", "days") + `")`
		}
		return g.atom("int", variables)
	}
	if g.IntN(2) == 0 {
		return "(" + sub("bool") + " ? " + sub("string") + " : " + sub("string") + ")"
	}
	return g.atom("string", variables)
}

func (g *generator) generateBool(depth int, variables []string, sub func(string) string) string {
	switch g.IntN(11) {
	case 0:
		return "!(" + sub("bool") + ")"
	case 1, 2:
		return "(" + sub("bool") + g.pick(" && ", " || ", " == ", " != ") + sub("bool") + ")"
	case 3:
		return "(" + sub("int") + g.pick(" == ", " != ", " < ", " <= ", " > ", " >= ") + sub("int") + ")"
	case 4:
		return "(" + sub("string") + g.pick(" == ", " != ") + sub("string") + ")"
	case 5:
		return "(" + sub("string") + " in " + g.pick(`["a", "b"]`, `["email", "", "é"]`, "request.AliasAttributes",
			"request.UserPoolTags") + ")"
	case 6:
		variable := string(rune('a' + len(variables)))
		return "request.Schema." + g.pick("all", "exists", "exists_one") + "(" + variable + ", " +
			g.generate("bool", depth-1, append(variables[:len(variables):len(variables)], variable)) + ")"
	case 7:
		return fmt.Sprintf(`request.UserPoolTags.%s(key%d, key%[2]d == "a" || %s)`,
			g.pick("all", "exists", "exists_one"), depth, sub("bool"))
	case 8:
		return "(" + sub("string") + ")." + g.pick("startsWith", "endsWith") + "(" + sub("string") + ")"
	case 9:
		if g.IntN(3) == 0 {
			return "(" + sub("string") + ").contains(" + quoted(g.pick(texts...)) + ")"
		}
		return "(" + sub("string") + ").matches(" + quoted(g.pick(patterns...)) + ")"
	}
	return g.pick("isCIDR("+sub("string")+")", "atMost("+sub("string")+", "+sub("string")+")",
		"(unknownClass("+sub("string")+`) == "")`, "("+sub("int")+" in [0, 1, 8, -3, 300])")
}

// atom makes an expression without others in it.
func (g *generator) atom(of string, variables []string) string {
	own := g.atoms[of]
	if len(variables) > 0 && g.IntN(2) == 0 {
		variable := g.pick(variables...)
		switch of {
		case "bool":
			return g.pick(variable+".Required", "has("+variable+".Name)")
		case "string":
			return variable + g.pick(".Name", ".AttributeDataType")
		}
	}
	if len(own) > 0 && g.IntN(3) > 0 {
		return g.pick(own...)
	}
	switch of {
	case "bool":
		return g.pick("true", "false", "has(request.Policies)", "has(request.Schema)",
			"request.Policies.PasswordPolicy.RequireNumbers")
	case "int":
		return g.pick("-1", "0", "1", "8", "300", "request.Policies.PasswordPolicy.MinimumLength")
	}
	return g.pick(quoted(g.pick(texts...)), "request.PoolName", "request.MfaConfiguration",
		`request.UserPoolTags[?"a"].orValue("")`)
}

// Bodies are requests of [Operation] that are hard to read: empty, long, deep, and some by chance. Duplicate names
// aside they fail constraints at most.
func Bodies() [][]byte {
	element := `{"Name":"email","Required":true,"X":[{"a":"` + strings.Repeat("a", 80) + `"}]},`
	tags := func(count int) string {
		var out strings.Builder
		for i := range count {
			fmt.Fprintf(&out, `"k%d":"\u00e9%d",`, i, i)
		}
		return out.String()
	}
	bodies := [][]byte{
		nil, []byte(" "), []byte("{}"), []byte(`{"PoolName":"a","Schema":[],"UserPoolTags":{},"Policies":null}`),
		[]byte(`{"Schema":[` + strings.Repeat(element, 200) + `{}],"UserPoolTags":{` + tags(500) + `"":""},"PoolName":"` +
			strings.Repeat("1", 5000) + `","Policies":{"X":"` + strings.Repeat("a", 5000) +
			`","PasswordPolicy":{"MinimumLength":7.` + strings.Repeat("0", 5000) + `}},"AliasAttributes":[` +
			strings.Repeat(`"a",`, 2000) + `"b"]}`),
		[]byte(`{"X":` + strings.Repeat(`[{"a":`, 60) + "1" + strings.Repeat("}]", 60) + `,"PoolName":"a"}`),
	}
	r := rand.New(rand.NewPCG(5, 6))
	for range 4 {
		bodies = append(bodies, Body(r))
	}
	return bodies
}

// Body makes a request of [Operation] whose values have their types and may fail all other constraints, for what
// expressions look at.
func Body(r *rand.Rand) []byte {
	text := func() string { return "\x00" + texts[r.IntN(len(texts))] }
	number := func() string { return []string{"0", "1", "8", "-3", "1e1", "300", "99", "2147483647"}[r.IntN(8)] }
	truth := func() string { return []string{"true", "false"}[r.IntN(2)] }
	list := func(element func() *value) func() *value {
		return func() *value {
			v := &value{kind: '['}
			for range r.IntN(6) {
				v.add("", element())
			}
			return v
		}
	}
	scalar := func(of func() string) func() *value {
		return func() *value {
			said := of()
			switch text, isText := strings.CutPrefix(said, "\x00"); {
			case isText:
				return &value{kind: '"', text: text}
			case said == "true" || said == "false":
				return &value{kind: 't', text: said}
			}
			return &value{kind: '0', text: said}
		}
	}
	type member struct {
		name string
		of   func() *value
	}
	object := func(members ...member) func() *value {
		return func() *value {
			v := &value{kind: '{'}
			for _, i := range r.Perm(len(members)) {
				switch r.IntN(6) {
				case 0:
				case 1:
					v.add(members[i].name, &value{kind: 't', text: "null"})
				default:
					v.add(members[i].name, members[i].of())
				}
			}
			return v
		}
	}
	tags := func() *value {
		v := &value{kind: '{'}
		for _, i := range r.Perm(len(texts))[:r.IntN(6)] {
			v.add(texts[i], scalar(text)())
		}
		return v
	}
	body := object(
		member{"PoolName", scalar(text)}, member{"MfaConfiguration", scalar(text)}, member{"UserPoolTags", tags},
		member{"AliasAttributes", list(scalar(text))},
		member{"Policies", object(member{"X", scalar(text)}, member{"PasswordPolicy", object(
			member{"MinimumLength", scalar(number)}, member{"RequireNumbers", scalar(truth)},
		)})},
		member{"Schema", list(object(
			member{"Name", scalar(text)}, member{"Required", scalar(truth)}, member{"AttributeDataType", scalar(text)},
			member{"StringAttributeConstraints", object(
				member{"MinLength", scalar(text)}, member{"MaxLength", scalar(text)},
			)},
		))},
	)()
	w := writing{Rand: r, odd: r.IntN(2) == 0}
	w.write(body)
	return []byte(w.out.String())
}
