package conformance

import (
	"fmt"
	"strings"
	"testing"

	"github.com/cognitocheck/cognitocheck/schemas"
	"github.com/cognitocheck/cognitocheck/validator"
)

// marker is put into each value that the model calls sensitive, and is all that is searched for. Every pattern allows
// its letters; some lengths do not.
const marker = "Zq7MARKzQ"

// planter makes bodies with the marker in everything sensitive.
type planter struct {
	// form is how sensitive values are planted, one of those below.
	form string
	// noise breaks what is not sensitive, so that everything around is shown.
	noise   bool
	planted int
}

// forms are the ways in which a sensitive value is planted.
var forms = []string{
	"valid", "long", "pattern", "escaped", "list", "object", "object of objects", "name", "number", "twice", "syntax",
	"surrogate", "control", "UTF-8", "deep", "null beside",
	// A value that is not sensitive itself is wrapped in a list, and a list in an object, so that the values in it have no
	// shape. Only values are planted then, because names that the model does not know may be printed.
	"wrapped",
}

// secret is a sensitive value of a shape.
func (p *planter) secret(s *schemas.Shape) string {
	p.planted++
	text := marker
	if s.Type == schemas.Blob {
		text = "Zq7MARKzQAAA"
	}
	switch p.form {
	case "long":
		return `"` + strings.Repeat(text, 20_000) + `"`
	case "pattern":
		return `" # ` + text + ` \u2028"`
	case "escaped":
		return `"\u005aq7MARKzQ"`
	case "list":
		return `["` + text + `",["` + text + `"]]`
	case "object":
		return `{"a":"` + text + `","` + text + `":null}`
	case "object of objects":
		return `{"` + text + `":{"` + text + `":[{"` + text + `":"` + text + `","` + text + `":"` + text + `"}]}}`
	case "name":
		return `{"` + text + `":1,"` + text + `":2}`
	case "number":
		return `5550123987`
	case "syntax":
		return `"` + text + `" "` + text + `"`
	case "surrogate":
		return `"` + text + `\ud83d` + text + `"`
	case "control":
		return "\"" + text + "\x01" + text + "\""
	case "UTF-8":
		return "\"" + text + "\xff" + text + "\""
	case "deep":
		return strings.Repeat(`{"`+text+`":`, 140) + `"` + text + `"` + strings.Repeat("}", 140)
	}
	return `"` + text + `"`
}

// value makes a value of a shape, at most so many structures deep.
func (p *planter) value(s *schemas.Shape, secret bool, depth int) string {
	made := p.plain(s, secret, depth)
	if p.form != "wrapped" || secret || s.Sensitive || depth == 0 || scalarShape(s) {
		return made
	}
	if s.Type == schemas.List {
		return `{"a":` + made + `,"b":[` + made + `]}`
	}
	return "[" + made + ",[" + made + "]]"
}

func (p *planter) plain(s *schemas.Shape, secret bool, depth int) string {
	secret = secret || s.Sensitive
	switch s.Type {
	case schemas.Structure:
		if secret && s.Sensitive && strings.Contains("list number syntax", p.form) {
			return p.secret(s)
		}
		var members []string
		add := func(name, value string) { members = append(members, `"`+name+`":`+value) }
		for _, m := range s.Members {
			if depth > 6 && !m.Required {
				continue
			}
			add(m.Name, p.value(m.Shape, secret || m.Sensitive, depth+1))
			if p.form == "twice" && (secret || m.Sensitive || m.Shape.Sensitive) {
				add(m.Name, p.value(m.Shape, secret || m.Sensitive, depth+1))
			}
		}
		if secret && p.form != "wrapped" {
			p.planted++
			add(marker, `"`+marker+`"`)
			add(marker, `{"`+marker+`":"`+marker+`"}`)
		} else if p.noise {
			add("Unknown", `{"a":1}`)
		}
		return "{" + strings.Join(members, ",") + "}"
	case schemas.List:
		if secret && s.Sensitive && p.form == "object" {
			return p.secret(s)
		}
		element := p.value(s.Element, secret, depth)
		if p.noise || p.form == "null beside" {
			return "[" + element + ",null," + element + "]"
		}
		return "[" + element + "]"
	case schemas.Map:
		if s.Sensitive && strings.Contains("list number", p.form) {
			return p.secret(s)
		}
		key := "key"
		if (secret || s.Key.Sensitive) && p.form != "wrapped" {
			p.planted++
			key = marker
			if p.form == "long" {
				key = strings.Repeat(marker, 20_000)
			}
		}
		entry := `"` + key + `":` + p.value(s.Value, secret, depth)
		all := entry
		if p.form == "twice" {
			all += "," + entry
		}
		if p.noise || p.form == "null beside" {
			all += `,"` + key + `x":null,"":` + p.value(s.Value, secret, depth)
		}
		return "{" + all + "}"
	}
	if secret {
		return p.secret(s)
	}
	if p.noise {
		switch s.Type {
		case schemas.String:
			if s.Enum != nil {
				return `"none"`
			}
			return `""`
		case schemas.Integer, schemas.Long:
			return `-1`
		}
	}
	switch s.Type {
	case schemas.String:
		if s.Enum != nil {
			return `"` + s.Enum[0] + `"`
		}
		return `"a"`
	case schemas.Blob:
		return `"QUJD"`
	case schemas.Integer, schemas.Long, schemas.Timestamp:
		return `10`
	case schemas.Boolean:
		return `true`
	}
	return `{"a":1}`
}

// searched fails where a text has the marker, raw or in another form.
func searched(t *testing.T, where, text string) {
	t.Helper()
	for _, form := range []string{marker, `\u005aq7MARK`, "5550123987", "MARKzQ"} {
		if i := strings.Index(text, form); i >= 0 {
			t.Errorf("%s shows the marker: …%s…", where, text[max(0, i-200):min(len(text), i+60)])
			return
		}
	}
}

// searchedReport searches all that a report says.
func searchedReport(t *testing.T, where string, report validator.Report, err error) {
	t.Helper()
	if err != nil {
		searched(t, where+": error", err.Error())
	}
	searched(t, where, string(report.JSON()))
	searched(t, where+": Go values", fmt.Sprintf("%+v", report))
	if report.Error != nil {
		searched(t, where+": error", report.Error.Message)
	}
}

// TestSensitive plants the marker in every sensitive member of every operation, request and response, and searches all
// output.
func TestSensitive(t *testing.T) {
	settings := []string{
		"", "type=off,null=off,duplicate=off", "type=warn,null=warn,duplicate=warn,length.max=warn,unknown=error",
		"type=off,duplicate=off,length.min=off,length.max=off,pattern=off,enum=off,required=off,items.min=off," +
			"range.min=off,unknown=off,null=off",
	}
	planted, shown := 0, 0
	var all []*validator.Levels
	for _, s := range settings {
		all = append(all, levels(t, s))
	}
	for i, o := range loadMarked().Operations() {
		op := validator.Operations()[i]
		for _, response := range []bool{false, true} {
			root := o.Input
			if response {
				root = o.Output
			}
			for _, form := range forms {
				for _, noise := range []bool{false, true} {
					p := &planter{form: form, noise: noise}
					body := p.value(root, false, 0)
					if p.planted == 0 {
						break
					}
					planted += p.planted
					for j, l := range all {
						do := op.Check
						if response {
							do = op.CheckResponse
						}
						report, err := do([]byte(body), validator.Options{Warnings: true, Levels: l, Limit: 64 << 20})
						where := fmt.Sprintf("%s, response %v, %s, noise %v, levels %d", op, response, form, noise, j)
						searchedReport(t, where, report, err)
						shown += strings.Count(string(report.JSON()), "failed to satisfy")
						if t.Failed() {
							t.Fatalf("body %.2000s", body)
						}
					}
				}
			}
		}
	}
	t.Logf("%d planted, %d failures shown", planted, shown)
	if planted < 6_000 || shown < 10_000 {
		t.Errorf("only %d planted, %d failures shown", planted, shown)
	}
}

// TestSensitiveFields does the same for each sensitive member by itself, and for what is in it and around it.
func TestSensitiveFields(t *testing.T) {
	count := 0
	for i, o := range loadMarked().Operations() {
		op := validator.Operations()[i]
		var visit func(s *schemas.Shape, pointer string, secret bool, depth int)
		visit = func(s *schemas.Shape, pointer string, secret bool, depth int) {
			if depth > 6 {
				return
			}
			secret = secret || s.Sensitive
			p := &planter{}
			for _, form := range forms {
				for _, noise := range []bool{false, true} {
					p.form, p.noise, p.planted = form, noise, 0
					value := p.value(s, secret, depth)
					if p.planted == 0 {
						continue
					}
					count++
					for _, l := range []*validator.Levels{nil, levels(t, "type=off,null=off,duplicate=off")} {
						report, err := op.CheckField(pointer, []byte(value), validator.Options{Warnings: true, Levels: l})
						searchedReport(t, fmt.Sprintf("%s %s, %s, noise %v", op, pointer, form, noise), report, err)
					}
					if t.Failed() {
						t.FailNow()
					}
				}
			}
			switch s.Type {
			case schemas.Structure:
				for _, m := range s.Members {
					visit(m.Shape, pointer+"/"+m.Name, secret, depth+1)
				}
				if secret {
					// A pointer to what is not there is no report at all, and its error does not repeat it.
					_, err := op.CheckField(pointer+"/"+marker, []byte(`"x"`), validator.Options{})
					searchedReport(t, "no such member", validator.Report{}, err)
				}
			case schemas.List:
				visit(s.Element, pointer+"/0", secret, depth+1)
				visit(s.Element, pointer+"/-", secret, depth+1)
			case schemas.Map:
				key := "/key"
				if secret || s.Key.Sensitive {
					key = "/" + marker
				}
				visit(s.Value, pointer+key, secret, depth+1)
				visit(s.Value, pointer+"/", secret, depth+1)
			}
		}
		visit(o.Input, "", false, 0)
	}
	t.Logf("%d fields", count)
	if count < 5_000 {
		t.Errorf("only %d fields", count)
	}
}
