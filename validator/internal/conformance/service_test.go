package conformance

import (
	"cmp"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/cognitocheck/cognitocheck/schemas"
	"github.com/cognitocheck/cognitocheck/schemas/jsonpointer"
	"github.com/cognitocheck/cognitocheck/validator"
)

// What follows makes the service's answer a second time, from the model, the body and the violations of a report, by
// the words of the recordings and sharing nothing with the engine: Java's containers are played out, not computed.

// javaHash is java.lang.String.hashCode.
func javaHash(s string) uint32 {
	h := uint32(0)
	for _, unit := range utf16.Encode([]rune(s)) {
		h = h*31 + uint32(unit)
	}
	return h
}

// printedName is the name that the service prints for a member, in upper camel case.
func printedName(m schemas.Member) string {
	if m.Printed != "" {
		return m.Printed
	}
	return m.Name
}

func lowerCamel(name string) string { return strings.ToLower(name[:1]) + name[1:] }

// hashMapOrder is the order in which a Java 8 HashMap, sized for its content, gives lower-camel names back.
func hashMapOrder(names []string) []string {
	n := len(names)
	threshold := n + 1
	if n >= 3 {
		threshold = int(float64(n)/0.75 + 1)
	}
	capacity := 1
	for capacity < threshold {
		capacity <<= 1
	}
	buckets := make([][]string, capacity)
	for _, name := range names {
		h := javaHash(lowerCamel(name))
		at := (h ^ h>>16) & uint32(capacity-1)
		buckets[at] = append(buckets[at], name)
	}
	return slices.Concat(buckets...)
}

// enumOrder is the order in which the service lists the values of an enum.
func enumOrder(values []string) []string {
	var buckets [32][]string
	for _, v := range values {
		at := javaHash(v) & 31
		buckets[at] = append([]string{v}, buckets[at]...)
	}
	return slices.Concat(buckets[:]...)
}

// value is a JSON value with the order of its members.
type value struct {
	kind   byte // { [ " 0 t n
	text   string
	raw    string
	names  []string
	values []*value // elements, or members in the order of names
}

func (v *value) member(name string) *value {
	if v == nil || v.kind != '{' {
		return nil
	}
	for i, n := range v.names {
		if n == name {
			return v.values[i]
		}
	}
	return nil
}

func parseValue(t testing.TB, body []byte) *value {
	t.Helper()
	if len(strings.TrimSpace(string(body))) == 0 {
		return &value{kind: '{'}
	}
	d := json.NewDecoder(strings.NewReader(string(body)))
	d.UseNumber()
	var read func() *value
	read = func() *value {
		start := d.InputOffset()
		token, err := d.Token()
		if err != nil {
			t.Fatalf("%v in %.300s", err, body)
		}
		v := &value{}
		switch token := token.(type) {
		case json.Delim:
			v.kind = byte(token)
			for d.More() {
				if token == '{' {
					name, err := d.Token()
					if err != nil {
						t.Fatal(err)
					}
					v.names = append(v.names, name.(string))
				}
				v.values = append(v.values, read())
			}
			if _, err := d.Token(); err != nil {
				t.Fatal(err)
			}
		case string:
			v.kind, v.text = '"', token
		case json.Number:
			v.kind, v.text = '0', string(token)
		case bool:
			v.kind, v.text = 't', strconv.FormatBool(token)
		case nil:
			v.kind, v.text = 'n', "null"
		}
		v.raw = strings.TrimLeft(string(body[start:d.InputOffset()]), " \t\r\n,:")
		return v
	}
	return read()
}

// oracle makes the failures of one answer.
type oracle struct {
	at       map[string][]validator.Violation // by path
	failures []string
}

func scalarShape(s *schemas.Shape) bool {
	return s.Type != schemas.Structure && s.Type != schemas.List && s.Type != schemas.Map
}

// constraintsOf are all constraints of a shape, in the order of lists in brackets.
func constraintsOf(s *schemas.Shape) []string {
	if s.Type == schemas.Structure {
		return nil
	}
	var all []string
	for _, code := range []string{"max", "min", "pattern", "enum"} {
		if c := constraintText(s, code); c != "" {
			all = append(all, c)
		}
	}
	return all
}

func constraintText(s *schemas.Shape, code string) string {
	what := "length"
	if s.Type == schemas.Integer || s.Type == schemas.Long {
		what = "value"
	}
	switch {
	case code == "max" && s.Max != nil:
		return fmt.Sprintf("Member must have %s less than or equal to %d", what, *s.Max)
	case code == "min" && s.Min != nil:
		return fmt.Sprintf("Member must have %s greater than or equal to %d", what, *s.Min)
	case code == "pattern" && s.Pattern != "":
		return "Member must satisfy regular expression pattern: " + s.ServicePattern
	case code == "enum" && s.Enum != nil:
		return "Member must satisfy enum value set: [" + strings.Join(enumOrder(s.Enum), ", ") + "]"
	}
	return ""
}

const mustNotBeNull = "Member must not be null"

func (o *oracle) fail(shown, path, constraint string) {
	o.failures = append(o.failures,
		fmt.Sprintf("Value %sat '%s' failed to satisfy constraint: %s", shown, path, constraint))
}

func joined(path, step string) string {
	if path == "" {
		return step
	}
	return path + "." + step
}

// visit makes the failures of a value and of all in it. pointer is empty below a sensitive map: what is in one is
// reported at it.
func (o *oracle) visit(s *schemas.Shape, v *value, pointer, path string, secret bool) {
	secret = secret || s.Sensitive
	shown := func() string {
		if secret {
			return ""
		}
		return "'" + show(s, v) + "' "
	}
	codes := func(pointer string, key bool) []string {
		var all []string
		for _, violation := range o.at[pointer] {
			if violation.Key == key {
				all = append(all, violation.Code)
			}
		}
		return all
	}
	own := codes(pointer, false)
	if s.Type == schemas.Map && secret {
		own = slices.DeleteFunc(own,
			func(code string) bool { return !strings.HasPrefix(code, "entries") && code != "required" })
	}
	rank := func(code string) int {
		_, bound, _ := strings.Cut(code, ".")
		return slices.Index([]string{"max", "min", "", "pattern", "enum"}, bound)
	}
	slices.SortStableFunc(own, func(a, b string) int { return cmp.Compare(rank(a), rank(b)) })
	for _, code := range own {
		switch kind, bound, _ := strings.Cut(code, "."); {
		case code == "required":
			null := "null "
			if secret {
				null = ""
			}
			o.fail(null, path, mustNotBeNull)
		case bound != "":
			o.fail(shown(), path, constraintText(s, bound))
		case kind == "pattern" || kind == "enum":
			o.fail(shown(), path, constraintText(s, kind))
		}
	}
	if v == nil || v.kind == 'n' {
		return
	}
	gathered := func(element *schemas.Shape, codes []string) (string, bool) {
		null := slices.Contains(codes, "null")
		if !null && (len(codes) == 0 || !scalarShape(element)) {
			return "", false
		}
		all := constraintsOf(element)
		if null {
			all = append(all, mustNotBeNull)
		}
		return strings.Join(all, ", "), true
	}
	switch s.Type {
	case schemas.Structure:
		var names []string
		for _, m := range s.Members {
			names = append(names, printedName(m))
		}
		for _, printed := range hashMapOrder(names) {
			m := s.Members[slices.Index(names, printed)]
			o.visit(m.Shape, v.member(m.Name), pointer+jsonpointer.Join(m.Name), joined(path, lowerCamel(printed)), secret)
		}
	case schemas.List:
		var bad []string
		for i := range v.values {
			bad = append(bad, codes(pointer+"/"+strconv.Itoa(i), false)...)
		}
		if all, ok := gathered(s.Element, bad); ok {
			o.fail(shown(), path, "Member must satisfy constraint: ["+all+"]")
		}
		if !scalarShape(s.Element) {
			for i, e := range v.values {
				if e.kind != 'n' {
					o.visit(s.Element, e, pointer+"/"+strconv.Itoa(i), joined(path, strconv.Itoa(i+1)+".member"), secret)
				}
			}
		}
	case schemas.Map:
		var keys, values []string
		for _, name := range v.names {
			keys = append(keys, codes(pointer+jsonpointer.Join(name), true)...)
			values = append(values, codes(pointer+jsonpointer.Join(name), false)...)
		}
		if secret {
			keys = codes(pointer, true)
			values = slices.DeleteFunc(codes(pointer, false),
				func(code string) bool { return strings.HasPrefix(code, "entries") })
		}
		if len(keys) > 0 {
			o.fail(shown(), path, "Map keys must satisfy constraint: ["+strings.Join(constraintsOf(s.Key), ", ")+"]")
		}
		if all, ok := gathered(s.Value, values); ok {
			o.fail(shown(), path, "Map value must satisfy constraint: ["+all+"]")
		}
		if !scalarShape(s.Value) {
			for i, e := range v.values {
				if e.kind != 'n' {
					o.visit(s.Value, e, pointer+jsonpointer.Join(v.names[i]), joined(path, v.names[i]+".member"), secret)
				}
			}
		}
	}
}

// show is a value as Java prints it.
func show(s *schemas.Shape, v *value) string {
	inner := func(s *schemas.Shape, v *value) string {
		switch {
		case s.Sensitive:
			return ""
		case v == nil || v.kind == 'n':
			return "null"
		}
		return show(s, v)
	}
	switch s.Type {
	case schemas.Structure:
		var all []string
		for _, m := range s.Members {
			all = append(all, lowerCamel(printedName(m))+"="+inner(m.Shape, v.member(m.Name)))
		}
		return s.Name + "(" + strings.Join(all, ", ") + ")"
	case schemas.List:
		var all []string
		for _, e := range v.values {
			all = append(all, inner(s.Element, e))
		}
		return "[" + strings.Join(all, ", ") + "]"
	case schemas.Map:
		var all []string
		for i, e := range v.values {
			key := v.names[i]
			if s.Key.Sensitive {
				key = ""
			}
			all = append(all, key+"="+inner(s.Value, e))
		}
		return "{" + strings.Join(all, ", ") + "}"
	case schemas.Blob:
		data, err := base64.StdEncoding.DecodeString(v.text)
		if err != nil {
			panic(err)
		}
		return fmt.Sprintf("java.nio.HeapByteBuffer[pos=0 lim=%d cap=%d]", len(data), len(data))
	case schemas.Integer, schemas.Long:
		if n, ok := new(big.Rat).SetString(v.text); ok && n.IsInt() {
			return n.Num().String()
		}
		return v.raw
	case schemas.AnyValue:
		if v.kind == '"' {
			return v.text
		}
		return v.raw
	}
	return v.text
}

// expectAnswer compares the answer in a report with the one made from its violations. A response has none.
func expectAnswer(t testing.TB, op string, response bool, body []byte, report validator.Report) {
	t.Helper()
	if (report.Error == nil) != (report.Valid || response) {
		t.Errorf("%s %.300s: error %+v", op, body, report.Error)
		return
	}
	if report.Valid || response || report.Truncated {
		return
	}
	o, err := loadMarked().Operation(op)
	if err != nil {
		t.Fatal(err)
	}
	at := map[string][]validator.Violation{}
	for _, v := range report.Violations {
		switch v.Code {
		case "syntax", "duplicate", "depth", "type":
			if report.Error.Type != "SerializationException" || strings.Contains(report.Error.Message, "validation error") {
				t.Errorf("%s %.300s: %+v", op, body, report.Error)
			}
			return
		}
		at[v.Path] = append(at[v.Path], v)
	}
	root := o.Input
	made := &oracle{at: at}
	made.visit(root, parseValue(t, body), "", "", false)
	exception := map[string]string{"cognito-identity": "ValidationException"}[o.Service.Name]
	if exception == "" {
		exception = "InvalidParameterException"
	}
	errors := "errors"
	if len(made.failures) == 1 {
		errors = "error"
	}
	want := fmt.Sprintf("%d validation %s detected: %s", len(made.failures), errors, strings.Join(made.failures, "; "))
	if report.Error.Type != exception || report.Error.Message != want {
		t.Errorf("%s %.500s\n got %s: %.1500s\nwant %s: %.1500s", op, body, report.Error.Type, report.Error.Message,
			exception, want)
	}
}
