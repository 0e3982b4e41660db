package conformance

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/cognitocheck/cognitocheck/schemas"
	"github.com/cognitocheck/cognitocheck/schemas/corpus"
	"github.com/cognitocheck/cognitocheck/schemas/jsonpointer"
	"github.com/cognitocheck/cognitocheck/schemas/reference"
	"github.com/cognitocheck/cognitocheck/validator"
	"github.com/cognitocheck/cognitocheck/validator/engine"
	"github.com/cognitocheck/cognitocheck/validator/engine/table"
)

// settings are severities under which bodies are fuzzed.
var settings = []string{
	"", "type=off,null=off,duplicate=off,required=off", "type=warn,null=warn,duplicate=warn,required=warn,unknown=error",
	"length.min=off,length.max=off,pattern=off,enum=off,items.min=warn,items.max=off,entries.max=warn,range.min=off," +
		"range.max=off",
	"unknown=off,rule.reset-to-default=error,rule.deprecated=error,rule.role-arn=warn,rule.provider-details-unknown=error",
}

// FuzzCheck: no body causes a panic, each report is whole, and an engine reports the same again after it has done
// something else in between.
func FuzzCheck(f *testing.F) {
	addSeeds(f, "FuzzCheck")
	f.Fuzz(func(t *testing.T, id uint16, options, level uint8, body []byte) {
		all := validator.Operations()
		op := all[int(id)%len(all)]
		setting := settings[int(level)%len(settings)]
		flags := engine.Options(options & 7)
		e := new(engine.Engine)
		e.Reset()
		if !e.ParseLevels([]byte(setting)) {
			t.Fatal(setting)
		}
		status := e.Check(body, table.OperationID(op.ID()), flags)
		first := bytes.Clone(e.Report(body))
		if !bytes.Equal(first, e.Report(body)) {
			t.Error("the second report differs")
		}

		o := validator.Options{
			Warnings: flags&engine.OptionWarnings != 0, TextTimes: flags&engine.OptionTextTimes != 0,
			Levels: levels(t, setting),
		}
		do := op.Check
		if flags&engine.OptionResponse != 0 {
			do = op.CheckResponse
		}
		report, err := do(body, o)
		switch {
		case status == engine.StatusTooManyNames:
			if !errors.Is(err, validator.ErrTooManyNames) || len(first) > 0 {
				t.Errorf("status %d, error %v, report %s", status, err, first)
			}
		case status < 0 || err != nil:
			t.Errorf("status %d, error %v", status, err)
		default:
			sound(t, report)
			if !bytes.Equal(first, report.JSON()) {
				t.Errorf("two engines differ:\n%s\n%s", first, report.JSON())
			}
			if (status&engine.StatusInvalid != 0) == report.Valid ||
				(status&engine.StatusWarned != 0) != (len(report.Warnings) > 0) && !report.Truncated {
				t.Errorf("status %d: %s", status, first)
			}
		}

		// Something else in between.
		e.CheckField([]byte("/UserAttributes/0"), body, table.OperationID(op.ID()), 1)
		e.Report(body)
		other := all[(int(id)*31+len(body))%len(all)]
		e.Check(body, table.OperationID(other.ID()), engine.Options(options>>3&7))
		e.Report(body)
		e.Check([]byte(`{"a":{"b":[{"c":"`), table.OperationID(op.ID()), 3)
		name := body[:min(len(body), 300)]
		e.FindOperation(name)
		if text := e.Report(name); len(text) > 0 && !json.Valid(text) {
			t.Errorf("%q: %s", name, text)
		}
		e.Describe(table.OperationID(other.ID()), engine.Options(options>>6))
		e.Report(nil)
		e.Check(body, -1, 0)
		if !e.ParseLevels([]byte(setting)) {
			t.Fatal(setting)
		}
		if again := e.Check(body, table.OperationID(op.ID()), flags); again != status || !bytes.Equal(first, e.Report(body)) {
			t.Errorf("status %d, then %d:\n%s\n%s", status, again, first, e.Report(body))
		}
	})
}

// jsonDifferences are all reasons why the engine refuses a body that encoding/json accepts, or the reverse.
var jsonDifferences = map[string]string{
	"empty":     "nothing but white space means {}",
	"depth":     "values nest at most 128 deep; encoding/json stops at 10,000",
	"duplicate": "RFC 7493 wants names to be unique; the last one wins in encoding/json",
	"UTF-8":     "RFC 7493 wants UTF-8; encoding/json puts U+FFFD for what is not",
	"surrogate": "RFC 7493 wants no half of a surrogate pair; encoding/json puts U+FFFD for it",
	"names":     "at most 32,768 names are open at once",
}

// differences are those that apply to a body that encoding/json takes.
func differences(body []byte) (found []string) {
	if !utf8.Valid(body) {
		found = append(found, "UTF-8")
	}
	if loneSurrogate(body) {
		found = append(found, "surrogate")
	}
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	type object struct {
		names map[string]bool
		list  bool
		value bool // the next token is a value
	}
	var open []*object
	deep, double := false, false
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return append(found, "depth") // encoding/json's own
		}
		var top *object
		if len(open) > 0 {
			top = open[len(open)-1]
		}
		name, isText := token.(string)
		switch {
		case token == json.Delim('{') || token == json.Delim('['):
			if top != nil {
				top.value = false
			}
			open = append(open, &object{names: map[string]bool{}, list: token == json.Delim('[')})
			deep = deep || len(open) > 128
		case token == json.Delim('}') || token == json.Delim(']'):
			open = open[:len(open)-1]
		case top != nil && !top.list && !top.value && isText:
			double = double || top.names[name]
			top.names[name] = true
			top.value = true
		case top != nil:
			top.value = false
		}
	}
	if deep {
		found = append(found, "depth")
	}
	if double {
		found = append(found, "duplicate")
	}
	return found
}

// loneSurrogate tells whether a well-formed JSON text has half of a surrogate pair as an escape.
func loneSurrogate(body []byte) bool {
	unit := func(i int) int64 {
		if i+6 > len(body) || body[i] != '\\' || body[i+1] != 'u' {
			return -1
		}
		n, err := strconv.ParseInt(string(body[i+2:i+6]), 16, 32)
		if err != nil {
			return -1
		}
		return n
	}
	for i := 0; i < len(body); i++ {
		if body[i] != '\\' {
			continue
		}
		switch u := unit(i); {
		case u < 0:
			i++
		case u >= 0xD800 && u < 0xDC00:
			if low := unit(i + 6); low < 0xDC00 || low > 0xDFFF {
				return true
			}
			i += 11
		case u >= 0xDC00 && u < 0xE000:
			return true
		default:
			i += 5
		}
	}
	return false
}

// FuzzAgainstJSON: the engine and encoding/json refuse the same bodies, except for the named differences.
func FuzzAgainstJSON(f *testing.F) {
	addSeeds(f, "FuzzAgainstJSON")
	op := operation(f, "cognito-identity.GetId")
	f.Fuzz(func(t *testing.T, body []byte) {
		report, err := op.Check(body, validator.Options{})
		if err != nil {
			if !errors.Is(err, validator.ErrTooManyNames) || bytes.Count(body, []byte(`"`)) < 65536 {
				t.Fatal(err)
			}
			return
		}
		var got []string
		for _, code := range []string{"syntax", "depth", "duplicate"} {
			for _, v := range report.Violations {
				if v.Code == code {
					got = append(got, code)
					break
				}
			}
		}
		malformed := len(got) > 0 && got[0] != "duplicate"
		if !json.Valid(body) {
			if len(bytes.Trim(body, " \t\r\n")) == 0 != !malformed {
				t.Errorf("encoding/json refuses %q, got %q", body, got)
			}
			return
		}
		found := differences(body)
		stops := slices.DeleteFunc(slices.Clone(found), func(d string) bool { return d == "duplicate" })
		switch {
		case len(stops) == 0:
			if malformed || slices.Contains(found, "duplicate") != slices.Contains(got, "duplicate") {
				t.Errorf("%q: got %q, want %q", body, got, found)
			}
		case !malformed, len(stops) == 1 && (stops[0] == "depth") != (got[0] == "depth"):
			t.Errorf("%q: got %q, want %q", body, got, found)
		}
		for _, d := range found {
			if jsonDifferences[d] == "" {
				t.Errorf("difference %s has no reason", d)
			}
		}
	})
}

// edit changes a body in as many places as there are pairs in edits: the first byte chooses the place, the second what
// is done.
func edit(t testing.TB, body, edits []byte, root *schemas.Shape) []byte {
	top := parseValue(t, body)
	for len(edits) >= 2 {
		var places []**value
		var shapes []*schemas.Shape
		var visit func(v **value, s *schemas.Shape)
		visit = func(v **value, s *schemas.Shape) {
			places, shapes = append(places, v), append(shapes, s)
			for i := range (*v).values {
				var inner *schemas.Shape
				switch {
				case s == nil:
				case s.Type == schemas.List:
					inner = s.Element
				case s.Type == schemas.Map:
					inner = s.Value
				case s.Type == schemas.Structure && i < len((*v).names):
					if m := s.Member((*v).names[i]); m != nil {
						inner = m.Shape
					}
				}
				visit(&(*v).values[i], inner)
			}
		}
		visit(&top, root)
		if len(places) > 5000 {
			break
		}
		at, do := int(edits[0]), int(edits[1])
		edits = edits[2:]
		if len(edits) > 0 && len(places) > 256 {
			at = at<<8 | int(edits[0])
		}
		v, s := places[at%len(places)], shapes[at%len(places)]
		(*v).change(do, s)
	}
	var b strings.Builder
	top.write(&b)
	return []byte(b.String())
}

var scalars = []string{
	"null", "true", "false", "0", "-0", "1", "-1", "2", "60", "61", "1.0", "1.5", "1e1", "15e-1", "2147483647",
	"2147483648", "-2147483649", "9223372036854775808", "1e400", "-1e-400",
	`""`, `"a"`, `"a:0"`, `"a_b"`, `" "`, `"\u0000"`, `"é"`, `"\ud83d\ude00"`, `"="`, `"QQ=="`, `"QQ="`,
	`"arn:aws:iam::123456789012:role/a"`, "[]", "{}", "[null]", `{"":null}`, `[[]]`, `{"a":{"b":[]}}`,
}

func (v *value) change(do int, s *schemas.Shape) {
	count := do >> 3
	switch do & 7 {
	case 0, 1:
		v.become(scalars[(do>>1)%len(scalars)])
	case 2: // more of the same
		for range count {
			if v.kind == '[' && len(v.values) > 0 {
				v.values = append(v.values, v.values[0])
			}
			if v.kind == '{' && len(v.values) > 0 {
				v.names = append(v.names, fmt.Sprint("k", len(v.names)))
				v.values = append(v.values, v.values[0])
			}
		}
		if v.kind == '"' && len(v.text) < 5000 {
			v.text = strings.Repeat(v.text, count)
		}
	case 3: // less
		if n := len(v.values); n > 0 {
			v.values = slices.Delete(v.values, count%n, count%n+1)
			if v.kind == '{' {
				v.names = slices.Delete(v.names, count%n, count%n+1)
			}
		}
	case 4: // a value of the enum, or a length at the bound
		switch {
		case s == nil:
		case s.Enum != nil:
			v.kind, v.text = '"', s.Enum[count%len(s.Enum)]
		case s.Type == schemas.String && s.Max != nil && *s.Max < 10_000:
			v.kind, v.text = '"', strings.Repeat("a", int(*s.Max)+count%3-1)
		case s.Type == schemas.Integer && s.Max != nil:
			v.become(fmt.Sprint(*s.Max + int64(count%3-1)))
		}
	case 5: // another name
		if v.kind == '{' && len(v.names) > 0 {
			v.names[count%len(v.names)] = []string{"", "x", "a/b", "a~b", "%2F", strings.Repeat("n", 129), "Ω", "\x00"}[count%8]
		}
	case 6: // another member
		if v.kind == '{' && s != nil && s.Type == schemas.Structure && len(s.Members) > 0 {
			v.names = append(v.names, s.Members[count%len(s.Members)].Name)
			inner := &value{}
			inner.become(scalars[do%len(scalars)])
			v.values = append(v.values, inner)
		}
	case 7: // insert a strange character
		if v.kind == '"' {
			at := count % (len([]rune(v.text)) + 1)
			runes := []rune(v.text)
			v.text = string(runes[:at]) + []string{"\u2028", " ", "\n", "é", "\U0001F600", ".", "_", "\x00"}[count%8] +
				string(runes[at:])
		}
	}
}

// become makes v the JSON value of a text.
func (v *value) become(text string) {
	*v = value{kind: '#', text: text}
}

func (v *value) write(b *strings.Builder) {
	switch v.kind {
	case '{':
		b.WriteByte('{')
		seen := map[string]bool{}
		for i, name := range v.names {
			if seen[name] {
				continue
			}
			if len(seen) > 0 {
				b.WriteByte(',')
			}
			seen[name] = true
			text, _ := json.Marshal(name)
			b.Write(text)
			b.WriteByte(':')
			v.values[i].write(b)
		}
		b.WriteByte('}')
	case '[':
		b.WriteByte('[')
		for i, e := range v.values {
			if i > 0 {
				b.WriteByte(',')
			}
			e.write(b)
		}
		b.WriteByte(']')
	case '"':
		text, _ := json.Marshal(v.text)
		b.Write(text)
	default:
		b.WriteString(v.text)
	}
}

var quietRules = sync.OnceValue(func() *validator.Levels {
	var off []string
	for _, code := range validator.Codes() {
		if strings.HasPrefix(code.Name, "rule.") {
			off = append(off, code.Name+"=off")
		}
	}
	l, err := validator.ParseLevels(strings.Join(off, ","))
	if err != nil {
		panic(err)
	}
	return l
})

// FuzzAgainstSchema: jsonschema/v5 on the schemas and the validator find the same in bodies of the corpus that were
// changed, and the answer is that which is made of the violations a second time.
func FuzzAgainstSchema(f *testing.F) {
	addSeeds(f, "FuzzAgainstSchema")
	model := loadMarked()
	h := hiddenSteps{model}
	f.Fuzz(func(t *testing.T, id uint16, response bool, seed uint16, body, edits []byte) {
		all := model.Operations()
		c := corpus.Case{ID: "fuzz", Operation: all[int(id)%len(all)].FullName(), Response: response, Body: body}
		if len(body) == 0 {
			// A body of the corpus.
			for random := range corpus.Random(uint64(seed), 1) {
				c = random
			}
		}
		if len(c.Body) > 100_000 || len(edits) > 64 || !json.Valid(c.Body) || len(differences(c.Body)) > 0 {
			return
		}
		op, err := model.Operation(c.Operation)
		if err != nil {
			t.Fatal(err)
		}
		root, compile := op.Input, reference.Compile
		if c.Response {
			root, compile = op.Output, reference.CompileResponse
		}
		c.Body = edit(t, c.Body, edits, root)
		if len(c.Body) > 1<<20 || len(differences(c.Body)) > 0 {
			return
		}
		decoded, err := reference.Decode(c.Body)
		if err != nil {
			t.Fatalf("%v: %s", err, c.Body)
		}
		schema, err := compile(c.Operation)
		if err != nil {
			t.Fatal(err)
		}
		c.Want = reference.Leaves(schema.Validate(decoded))
		report := check(t, c, validator.Options{Levels: quietRules()})
		if report.Truncated {
			return
		}
		if got, want := found(report.Violations), h.want(c); !slices.Equal(got, want) {
			t.Errorf("%s, response %v\nbody %.1000s\n got %v\nwant %v", c.Operation, c.Response, c.Body, got, want)
		}
		sound(t, report)
		expectAnswer(t, c.Operation, c.Response, c.Body, report)

		// With the rules: they run where nothing else is wrong, and change nothing where something is.
		full := check(t, c, validator.Options{Warnings: true})
		sound(t, full)
		if !report.Valid && !full.Truncated &&
			(!reflect.DeepEqual(full.Error, report.Error) ||
				!slices.Equal(briefs(full.Violations), briefs(report.Violations))) {
			t.Errorf("%s %.1000s\nwith rules %s\nwithout    %s", c.Operation, c.Body, full.JSON(), report.JSON())
		}
		for _, v := range full.Violations {
			if report.Valid && !strings.HasPrefix(v.Code, "rule.") {
				t.Errorf("%s %.1000s: %s", c.Operation, c.Body, brief(v))
			}
		}
	})
}

// around puts a value where a pointer leads in an otherwise empty request, with 0 for every index; ok is false for a
// pointer that leads nowhere. hidden is the pointer of the sensitive map that it passes, if any.
func around(s *schemas.Shape, pointer, body string) (normal, hidden, whole string, ok bool) {
	if pointer == "" {
		return "", "", body, true
	}
	if pointer[0] != '/' {
		return "", "", "", false
	}
	var end []string
	secret := false
	for _, token := range strings.Split(pointer[1:], "/") {
		secret = secret || s.Sensitive
		name, ok := jsonpointer.Unescape(token)
		if !ok {
			return "", "", "", false
		}
		quoted, err := json.Marshal(name)
		if err != nil {
			return "", "", "", false
		}
		switch s.Type {
		case schemas.Structure:
			m := s.Member(token)
			if m == nil {
				return "", "", "", false
			}
			whole += "{" + string(quoted) + ":"
			end = append(end, "}")
			s = m.Shape
		case schemas.List:
			if n, err := strconv.ParseUint(token, 10, 32); token != "-" &&
				(err != nil || strconv.FormatUint(n, 10) != token || len(token) > 9) {
				return "", "", "", false
			}
			whole += "["
			token = "0"
			end = append(end, "]")
			s = s.Element
		case schemas.Map, schemas.AnyValue:
			if secret && hidden == "" {
				hidden = normal
			}
			whole += "{" + string(quoted) + ":"
			end = append(end, "}")
			if s.Type == schemas.Map {
				s = s.Value
			}
		default:
			return "", "", "", false
		}
		normal += "/" + token
	}
	slices.Reverse(end)
	return normal, hidden, whole + body + strings.Join(end, ""), true
}

// FuzzField: a field gets the violations that it has in a request with nothing else in it.
func FuzzField(f *testing.F) {
	addSeeds(f, "FuzzField")
	model := loadMarked()
	f.Fuzz(func(t *testing.T, id uint16, pointer string, body []byte, warnings bool) {
		all := model.Operations()
		o := all[int(id)%len(all)]
		op := operation(t, o.FullName())
		options := validator.Options{Warnings: warnings, Levels: quietRules()}
		report, err := op.CheckField(pointer, body, options)
		normal, hidden, whole, ok := around(o.Input, pointer, string(body))
		ok = ok && utf8.ValidString(pointer)
		switch {
		case errors.Is(err, validator.ErrPointer):
			if ok && len(pointer) < 300 && strings.Count(pointer, "/") <= 128 {
				t.Errorf("%s %q leads nowhere", op, pointer)
			}
			return
		case errors.Is(err, validator.ErrTooManyNames):
			return
		case err != nil:
			t.Fatal(err)
		case !ok:
			t.Fatalf("%s %q is a pointer", op, pointer)
		}
		sound(t, report)
		if !json.Valid(body) || report.Truncated {
			return
		}
		if report, err = op.CheckField(normal, body, options); err != nil {
			t.Fatal(err)
		}
		in, err := op.Check([]byte(whole), options)
		if err != nil {
			t.Fatal(err)
		}
		shift := strings.Index(whole, string(body))
		if normal != "" {
			shift = len(whole) - len(body) - len(strings.Split(normal[1:], "/"))
		}
		same := func(list []validator.Violation, whole bool) (all []string) {
			for _, v := range list {
				if whole && v.Path != normal && !strings.HasPrefix(v.Path, normal+"/") && !v.Key &&
					(hidden == "" || v.Path != hidden) {
					continue // another member than the field is missing
				}
				// The offset of what is around the field is its own.
				if v.Offset -= shift; !whole {
					v.Offset += shift
				}
				if v.Key && strings.HasPrefix(normal, v.Path) || v.Code == "required" && v.Path == normal {
					v.Offset = 0
				}
				all = append(all, brief(v))
			}
			return all
		}
		for _, pair := range [][2][]validator.Violation{{report.Violations, in.Violations}, {report.Warnings, in.Warnings}} {
			if got, want := same(pair[0], false), same(pair[1], true); !slices.Equal(got, want) && !in.Truncated {
				t.Errorf("%s %q %q\n got %q\nwant %q\nbody %s", op, pointer, body, got, want, whole)
			}
		}
	})
}
