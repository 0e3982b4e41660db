package conformance

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/cognitocheck/cognitocheck/validator"
)

// TestSyntax: malformed JSON of every kind, where it breaks and why. The bodies are those of GetId.
func TestSyntax(t *testing.T) {
	const id = `{"IdentityPoolId":"a:0"`
	for name, test := range map[string]struct {
		body, reason string // none for a body that is well-formed
		path         string
		offset       int
	}{
		"object": {body: id + `}`},
		"white space everywhere": {
			body: " \t\r\n{ \n\"IdentityPoolId\"\r:\t\"a:0\" , \"Logins\" : { \"a\" : \"b\" , \"c\" : \"d\" } }\n ",
		},
		"byte order mark":             {"\xEF\xBB\xBF" + id + `}`, "a value is expected", "", 0},
		"UTF-16":                      {"\xFF\xFE{\x00}\x00", "a value is expected", "", 0},
		"form feed":                   {"\f" + id + `}`, "a value is expected", "", 0},
		"no-break space":              {"\u00A0" + id + `}`, "a value is expected", "", 0},
		"NUL":                         {"\x00", "a value is expected", "", 0},
		"NUL after":                   {id + "}\x00", "something follows the value", "", 24},
		"two values":                  {id + "}{}", "something follows the value", "", 24},
		"comma after":                 {id + "} ,", "something follows the value", "", 25},
		"closing bracket after":       {id + "}}", "something follows the value", "", 24},
		"comment before":              {"// a\n" + id + `}`, "a value is expected", "", 0},
		"comment inside":              {id + `/* a */}`, "a comma or } is expected", "/IdentityPoolId", 23},
		"comment after":               {id + "} // a", "something follows the value", "", 25},
		"hash":                        {"# a\n{}", "a value is expected", "", 0},
		"trailing comma":              {id + ",}", "a name in double quotes is expected", "", 24},
		"trailing comma in a list":    {id + `,"X":[1,]}`, "a value is expected", "/X/1", 31},
		"leading comma":               {"{,}", "a name in double quotes is expected", "", 1},
		"two commas":                  {id + `,,"X":1}`, "a name in double quotes is expected", "", 24},
		"comma alone in a list":       {id + `,"X":[,]}`, "a value is expected", "/X/0", 29},
		"no comma":                    {id + ` "X":1}`, "a comma or } is expected", "/IdentityPoolId", 24},
		"no comma in a list":          {id + `,"X":[1 2]}`, "a comma or ] is expected", "/X/0", 31},
		"semicolon":                   {id + `;"X":1}`, "a comma or } is expected", "/IdentityPoolId", 23},
		"no colon":                    {`{"IdentityPoolId" "a:0"}`, "a colon is expected", "/IdentityPoolId", 18},
		"comma for a colon":           {`{"IdentityPoolId","a:0"}`, "a colon is expected", "/IdentityPoolId", 17},
		"two colons":                  {`{"IdentityPoolId"::"a:0"}`, "a value is expected", "/IdentityPoolId", 18},
		"name alone":                  {`{"IdentityPoolId"}`, "a colon is expected", "/IdentityPoolId", 17},
		"no value":                    {`{"IdentityPoolId":}`, "a value is expected", "/IdentityPoolId", 18},
		"name without quotes":         {`{IdentityPoolId:"a:0"}`, "a name in double quotes is expected", "", 1},
		"name in single quotes":       {`{'IdentityPoolId':"a:0"}`, "a name in double quotes is expected", "", 1},
		"number for a name":           {`{1:2}`, "a name in double quotes is expected", "", 1},
		"null for a name":             {`{null:2}`, "a name in double quotes is expected", "", 1},
		"single quotes":               {`{"IdentityPoolId":'a:0'}`, "a value is expected", "/IdentityPoolId", 18},
		"object closed as a list":     {id + "]", "a comma or } is expected", "/IdentityPoolId", 23},
		"list closed as an object":    {id + `,"X":[}`, "a value is expected", "/X/0", 29},
		"list closed as an object, 1": {id + `,"X":[1}`, "a comma or ] is expected", "/X/0", 30},
		"closing bracket":             {"}", "a value is expected", "", 0},
		"object open":                 {id, "it ends too early", "/IdentityPoolId", 23},
		"word":                        {"IdentityPoolId", "a value is expected", "", 0},
		"True":                        {id + `,"X":True}`, "a value is expected", "/X", 28},
		"tru":                         {id + `,"X":tru}`, "a value is expected", "/X", 28},
		"tru at the end":              {id + `,"X":tru`, "a value is expected", "/X", 28},
		"truer":                       {id + `,"X":truer}`, "a comma or } is expected", "/X", 32},
		"nul":                         {id + `,"X":nul`, "a value is expected", "/X", 28},
		"NULL":                        {id + `,"X":NULL}`, "a value is expected", "/X", 28},
		"nullnull":                    {id + `,"X":nullnull}`, "a comma or } is expected", "/X", 32},
		"fals":                        {id + `,"X":fals]}`, "a value is expected", "/X", 28},
		"undefined":                   {id + `,"X":undefined}`, "a value is expected", "/X", 28},
		"NaN":                         {id + `,"X":NaN}`, "a value is expected", "/X", 28},
		"Infinity":                    {id + `,"X":Infinity}`, "a value is expected", "/X", 28},
		"minus Infinity":              {id + `,"X":-Infinity}`, "this is no number of JSON", "/X", 28},
		"minus":                       {id + `,"X":-}`, "this is no number of JSON", "/X", 28},
		"minus at the end":            {id + `,"X":-`, "this is no number of JSON", "/X", 28},
		"two minuses":                 {id + `,"X":--1}`, "this is no number of JSON", "/X", 28},
		"plus":                        {id + `,"X":+1}`, "a value is expected", "/X", 28},
		"leading zero":                {id + `,"X":01}`, "this is no number of JSON", "/X", 28},
		"minus and leading zero":      {id + `,"X":-01}`, "this is no number of JSON", "/X", 28},
		"two zeros":                   {id + `,"X":00}`, "this is no number of JSON", "/X", 28},
		"leading point":               {id + `,"X":.5}`, "a value is expected", "/X", 28},
		"trailing point":              {id + `,"X":5.}`, "this is no number of JSON", "/X", 28},
		"point and exponent":          {id + `,"X":5.e1}`, "this is no number of JSON", "/X", 28},
		"two points":                  {id + `,"X":5.5.5}`, "a comma or } is expected", "/X", 31},
		"exponent without digits":     {id + `,"X":5e}`, "this is no number of JSON", "/X", 28},
		"exponent with a sign only":   {id + `,"X":5e+}`, "this is no number of JSON", "/X", 28},
		"exponent at the end":         {id + `,"X":5E`, "this is no number of JSON", "/X", 28},
		"exponent with a point":       {id + `,"X":5e1.5}`, "a comma or } is expected", "/X", 31},
		"hexadecimal":                 {id + `,"X":0x10}`, "a comma or } is expected", "/X", 29},
		"underscore":                  {id + `,"X":1_000}`, "a comma or } is expected", "/X", 29},
		"comma in a number":           {id + `,"X":1,5}`, "a name in double quotes is expected", "", 30},
		"other digits":                {id + `,"X":١}`, "a value is expected", "/X", 28},
		"big integer":                 {id + `,"X":1n}`, "a comma or } is expected", "/X", 29},
		"number by a string":          {id + `,"X":1"a"}`, "a comma or } is expected", "/X", 29},
		"string open":                 {`{"IdentityPoolId":"a:0`, "it ends too early", "/IdentityPoolId", 22},
		"string open, escaped quote":  {`{"IdentityPoolId":"a:0\"`, "it ends too early", "/IdentityPoolId", 24},
		"string open, backslash":      {`{"IdentityPoolId":"a:0\`, "it ends too early", "/IdentityPoolId", 22},
		"name open":                   {`{"IdentityPoolId`, "it ends too early", "", 16},
		"name open, backslash":        {`{"IdentityPoolId\`, "it ends too early", "", 16},
		"line break in a string": {
			body:   "{\"IdentityPoolId\":\"a:0\n\"}",
			reason: "a control character must be written as an escape",
			path:   "/IdentityPoolId",
			offset: 22,
		},
		"tab in a string": {
			body:   "{\"IdentityPoolId\":\"a:\t0\"}",
			reason: "a control character must be written as an escape",
			path:   "/IdentityPoolId",
			offset: 21,
		},
		"NUL in a string": {
			body:   "{\"IdentityPoolId\":\"a:0\x00\"}",
			reason: "a control character must be written as an escape",
			path:   "/IdentityPoolId",
			offset: 22,
		},
		"unit separator in a string": {
			body:   "{\"IdentityPoolId\":\"a:0\x1F\"}",
			reason: "a control character must be written as an escape",
			path:   "/IdentityPoolId",
			offset: 22,
		},
		"NUL in a name": {
			body:   "{\"Identity\x00PoolId\":\"a:0\"}",
			reason: "a control character must be written as an escape",
			offset: 10,
		},
		"DEL in a string":      {body: id + ",\"X\":\"\x7F\"}"},
		"line separators":      {body: id + ",\"X\":\"\u2028\u2029\"}"},
		"NUL escaped":          {body: id + `,"X":"\u0000"}`},
		"every escape":         {body: id + `,"X":"\"\\\/\b\f\n\r\t\u00e9\u00E9\ud83d\uDE00"}`},
		"bad escape":           {`{"IdentityPoolId":"a:0\x41"}`, "this is no escape of JSON", "/IdentityPoolId", 22},
		"escaped single quote": {`{"IdentityPoolId":"a:0\'"}`, "this is no escape of JSON", "/IdentityPoolId", 22},
		"escaped NUL":          {`{"IdentityPoolId":"a:0\0"}`, "this is no escape of JSON", "/IdentityPoolId", 22},
		"upper-case U": {
			body:   `{"IdentityPoolId":"a:0\U0041"}`,
			reason: "this is no escape of JSON",
			path:   "/IdentityPoolId",
			offset: 22,
		},
		"short unicode escape":      {`{"IdentityPoolId":"a:0\u004"}`, "this is no escape of JSON", "/IdentityPoolId", 22},
		"unicode escape at the end": {`{"IdentityPoolId":"a:0\u00`, "this is no escape of JSON", "/IdentityPoolId", 22},
		"unicode escape with a sign": {
			body:   `{"IdentityPoolId":"a:0\u+041"}`,
			reason: "this is no escape of JSON",
			path:   "/IdentityPoolId",
			offset: 22,
		},
		"unicode escape, letter g": {
			body:   `{"IdentityPoolId":"a:0\u00g1"}`,
			reason: "this is no escape of JSON",
			path:   "/IdentityPoolId",
			offset: 22,
		},
		"unicode escape, letter @": {
			body:   `{"IdentityPoolId":"a:0\u00@1"}`,
			reason: "this is no escape of JSON",
			path:   "/IdentityPoolId",
			offset: 22,
		},
		"bad escape in a name": {`{"Identity\PoolId":"a:0"}`, "this is no escape of JSON", "", 10},
		"high surrogate alone": {
			body:   `{"IdentityPoolId":"a:0\ud83d"}`,
			reason: "half of a surrogate pair stands alone",
			path:   "/IdentityPoolId",
			offset: 22,
		},
		"high surrogate at the end": {
			body:   `{"IdentityPoolId":"a:0\ud83d`,
			reason: "half of a surrogate pair stands alone",
			path:   "/IdentityPoolId",
			offset: 22,
		},
		"low surrogate alone": {
			body:   `{"IdentityPoolId":"a:0\ude00"}`,
			reason: "half of a surrogate pair stands alone",
			path:   "/IdentityPoolId",
			offset: 22,
		},
		"surrogates swapped": {
			body:   `{"IdentityPoolId":"a:0\ude00\ud83d"}`,
			reason: "half of a surrogate pair stands alone",
			path:   "/IdentityPoolId",
			offset: 22,
		},
		"two high surrogates": {
			body:   `{"IdentityPoolId":"a:0\ud83d\ud83d\ude00"}`,
			reason: "half of a surrogate pair stands alone",
			path:   "/IdentityPoolId",
			offset: 22,
		},
		"high surrogate and a letter": {
			body:   `{"IdentityPoolId":"a:0\ud83da"}`,
			reason: "half of a surrogate pair stands alone",
			path:   "/IdentityPoolId",
			offset: 22,
		},
		"high surrogate and an escape": {
			body:   `{"IdentityPoolId":"a:0\ud83d\u0041"}`,
			reason: "half of a surrogate pair stands alone",
			path:   "/IdentityPoolId",
			offset: 22,
		},
		"high surrogate, half a low": {
			body:   `{"IdentityPoolId":"a:0\ud83d\ude0"}`,
			reason: "half of a surrogate pair stands alone",
			path:   "/IdentityPoolId",
			offset: 22,
		},
		"last surrogates": {
			body:   `{"IdentityPoolId":"a:0\udbff\udfff\udfff"}`,
			reason: "half of a surrogate pair stands alone",
			path:   "/IdentityPoolId",
			offset: 34,
		},
		"surrogate in a name": {`{"\udead":"a:0"}`, "half of a surrogate pair stands alone", "", 2},
		"continuation byte": {
			body:   "{\"IdentityPoolId\":\"a:0\x80\"}",
			reason: "this is not valid UTF-8",
			path:   "/IdentityPoolId",
			offset: 22,
		},
		"overlong, 2 bytes": {
			body:   "{\"IdentityPoolId\":\"a:0\xC0\x80\"}",
			reason: "this is not valid UTF-8",
			path:   "/IdentityPoolId",
			offset: 22,
		},
		"overlong, 2 bytes, DEL": {
			body:   "{\"IdentityPoolId\":\"a:0\xC1\xBF\"}",
			reason: "this is not valid UTF-8",
			path:   "/IdentityPoolId",
			offset: 22,
		},
		"overlong, 3 bytes": {
			body:   "{\"IdentityPoolId\":\"a:0\xE0\x9F\xBF\"}",
			reason: "this is not valid UTF-8",
			path:   "/IdentityPoolId",
			offset: 22,
		},
		"overlong, 4 bytes": {
			body:   "{\"IdentityPoolId\":\"a:0\xF0\x8F\xBF\xBF\"}",
			reason: "this is not valid UTF-8",
			path:   "/IdentityPoolId",
			offset: 22,
		},
		"surrogate, first": {
			body:   "{\"IdentityPoolId\":\"a:0\xED\xA0\x80\"}",
			reason: "this is not valid UTF-8",
			path:   "/IdentityPoolId",
			offset: 22,
		},
		"surrogate, last": {
			body:   "{\"IdentityPoolId\":\"a:0\xED\xBF\xBF\"}",
			reason: "this is not valid UTF-8",
			path:   "/IdentityPoolId",
			offset: 22,
		},
		"beyond Unicode": {
			body:   "{\"IdentityPoolId\":\"a:0\xF4\x90\x80\x80\"}",
			reason: "this is not valid UTF-8",
			path:   "/IdentityPoolId",
			offset: 22,
		},
		"5 bytes": {
			body:   "{\"IdentityPoolId\":\"a:0\xF8\x88\x80\x80\x80\"}",
			reason: "this is not valid UTF-8",
			path:   "/IdentityPoolId",
			offset: 22,
		},
		"byte FE": {
			body:   "{\"IdentityPoolId\":\"a:0\xFE\"}",
			reason: "this is not valid UTF-8",
			path:   "/IdentityPoolId",
			offset: 22,
		},
		"byte FF": {
			body:   "{\"IdentityPoolId\":\"a:0\xFF\"}",
			reason: "this is not valid UTF-8",
			path:   "/IdentityPoolId",
			offset: 22,
		},
		"2 bytes, 1 there": {
			body:   "{\"IdentityPoolId\":\"a:0\xC3\"}",
			reason: "this is not valid UTF-8",
			path:   "/IdentityPoolId",
			offset: 22,
		},
		"3 bytes, 2 there": {
			body:   "{\"IdentityPoolId\":\"a:0\xE2\x82\"}",
			reason: "this is not valid UTF-8",
			path:   "/IdentityPoolId",
			offset: 22,
		},
		"4 bytes, 3 there": {
			body:   "{\"IdentityPoolId\":\"a:0\xF0\x9F\x98\"}",
			reason: "this is not valid UTF-8",
			path:   "/IdentityPoolId",
			offset: 22,
		},
		"4 bytes, 3 there, then ASCII": {
			body:   "{\"IdentityPoolId\":\"a:0\xF0\x9F\x98a\"}",
			reason: "this is not valid UTF-8",
			path:   "/IdentityPoolId",
			offset: 22,
		},
		"cut at the end": {
			body:   "{\"IdentityPoolId\":\"a:0\xF0\x9F\x98",
			reason: "this is not valid UTF-8",
			path:   "/IdentityPoolId",
			offset: 22,
		},
		"in a name":            {"{\"\xC3\":\"a:0\"}", "this is not valid UTF-8", "", 2},
		"in an unknown member": {id + ",\"X\":[{\"Y\":\"\xFF\"}]}", "this is not valid UTF-8", "/X/0/Y", 35},
		"in a blob":            {id + ",\"X\":\"\xFF\"}", "this is not valid UTF-8", "/X", 29},
		"outside of strings":   {"\xFF", "a value is expected", "", 0},
		"boundaries of UTF-8":  {body: id + ",\"X\":\"\u0080\u07FF\u0800\uD7FF\uE000\uFFFF\U00010000\U0010FFFF\"}"},
	} {
		t.Run(name, func(t *testing.T) {
			report := mustCheck(t, "cognito-identity.GetId", test.body, validator.Options{})
			sound(t, report)
			if json.Valid([]byte(test.body)) != (test.reason == "") && !strings.Contains(test.reason, "UTF-8") &&
				!strings.Contains(test.reason, "surrogate") {
				t.Error("encoding/json disagrees")
			}
			if test.reason == "" {
				expect(t, report)
				return
			}
			want := "syntax " + test.path + fmt.Sprint(" @", test.offset)
			v := report.Violations[len(report.Violations)-1]
			if brief(v) != want || v.Message != "The JSON breaks here: "+test.reason+"." {
				t.Errorf("got %s: %s\nwant %s: %s", brief(v), v.Message, want, test.reason)
			}
			if report.Error == nil || report.Error.Type != "SerializationException" {
				t.Errorf("error %+v", report.Error)
			}
		})
	}
}

func TestEmpty(t *testing.T) {
	for _, body := range []string{"", " ", "\r\n\t ", "{}", " { } "} {
		offset := max(0, strings.Index(body, "{"))
		report := mustCheck(t, "cognito-identity.GetId", body, validator.Options{})
		expect(t, report, fmt.Sprint("required /IdentityPoolId @", offset))
		if message(report) != "1 validation error detected: Value null at 'identityPoolId' failed to satisfy constraint: "+
			"Member must not be null" {
			t.Errorf("%q: %s", body, message(report))
		}
		expect(t, mustCheck(t, "cognito-idp.ListUserPools", `{"MaxResults":1}`, validator.Options{}))
		expect(t,
			mustCheck(t, "cognito-idp.GetTokensFromRefreshToken", `{"ClientId":"a","RefreshToken":"a"}`, validator.Options{}))
	}
	// A response may be empty where nothing is required of it.
	for _, body := range []string{"", "{}"} {
		report, err := operation(t, "cognito-idp.DeleteUser").CheckResponse([]byte(body), validator.Options{})
		if err != nil || !report.Valid {
			t.Errorf("%q: %v, %s", body, err, report.JSON())
		}
	}
}

func TestRoot(t *testing.T) {
	for body, want := range map[string]string{
		`null`: "Use an object here, not null.", `true`: "Use an object here, not true.",
		`false`: "Use an object here, not false.",
		`5`:     "Use an object here, not this number.", `""`: "Use an object here, not a string.",
		`[]`:                         "Use an object here, not a list.",
		`[{"IdentityPoolId":"a:0"}]`: "Use an object here, not a list.",
	} {
		report := mustCheck(t, "cognito-identity.UpdateIdentityPool", body, validator.Options{Warnings: true})
		expect(t, report, "type  @0")
		if report.Violations[0].Message != want || report.Violations[0].Member != "" || len(report.Warnings) > 0 {
			t.Errorf("%s: %s", body, report.JSON())
		}
	}
}

func TestDepth(t *testing.T) {
	nested := func(n int, open, end string) string {
		return `{"IdentityPoolId":"a:0","X":` + strings.Repeat(open, n) + `1` + strings.Repeat(end, n) + `}`
	}
	for _, test := range []struct{ open, end, step string }{
		{"[", "]", "/0"}, {`{"a":`, "}", "/a"}, {`[{"":`, "}]", "/0/"},
	} {
		levels := strings.Count(test.open, "{") + strings.Count(test.open, "[")
		expect(t, mustCheck(t, "cognito-identity.GetId", nested(127/levels, test.open, test.end), validator.Options{}))
		report := mustCheck(t, "cognito-identity.GetId", nested(127/levels+1, test.open, test.end), validator.Options{})
		if len(report.Violations) != 1 || report.Violations[0].Code != "depth" ||
			report.Error.Type != "SerializationException" {
			t.Errorf("%s: %s", test.open, report.JSON())
		}
		if v := report.Violations[0]; *v.Limit != 128 ||
			!strings.HasPrefix(v.Path, "/X"+strings.Repeat(test.step, 127/levels)) {
			t.Errorf("%s: %s", test.open, brief(v))
		}
		sound(t, report)
	}
	for name, body := range map[string]string{
		"lists":          strings.Repeat("[", 100_000),
		"objects":        strings.Repeat(`{"a":`, 100_000),
		"in a member":    `{"IdentityPoolId":` + strings.Repeat("[", 100_000) + strings.Repeat("]", 100_000) + "}",
		"4 MiB of lists": strings.Repeat("[", 4<<20),
	} {
		report := mustCheck(t, "cognito-identity.GetId", body, validator.Options{Warnings: true})
		if got := codes(report.Violations); !strings.HasSuffix(got, "depth") {
			t.Errorf("%s: %s", name, got)
		}
		sound(t, report)
	}
}

func TestLimit(t *testing.T) {
	op := operation(t, "cognito-identity.GetId")
	body := []byte(`{"IdentityPoolId":"a:0"}`)
	for limit, want := range map[int]error{
		0:             nil,
		-1:            nil,
		len(body):     nil,
		len(body) - 1: validator.ErrTooLarge,
		1:             validator.ErrTooLarge,
		1 << 30:       nil,
	} {
		if _, err := op.Check(body, validator.Options{Limit: limit}); !errors.Is(err, want) {
			t.Errorf("limit %d: %v", limit, err)
		}
		_, err := op.CheckResponse([]byte(`{"IdentityId":"aaaa:0"}`), validator.Options{Limit: limit})
		if !errors.Is(err, want) && limit != len(body)-1 {
			t.Errorf("response, limit %d: %v", limit, err)
		}
	}
	big := append(body, make([]byte, validator.DefaultLimit+1-len(body))...)
	for i := len(body); i < len(big); i++ {
		big[i] = ' '
	}
	if _, err := op.Check(big, validator.Options{}); !errors.Is(err, validator.ErrTooLarge) {
		t.Errorf("4 MiB and a byte: %v", err)
	}
	if report, err := op.Check(big[:validator.DefaultLimit], validator.Options{}); err != nil || !report.Valid {
		t.Errorf("4 MiB: %v", err)
	}
	if report, err := op.Check(big, validator.Options{Limit: len(big)}); err != nil || !report.Valid {
		t.Errorf("4 MiB and a byte, allowed: %v", err)
	}
}

// TestLong: 4 MiB of one thing is read to its end, whatever it is. Were the time not linear, the test would run for
// hours.
func TestLong(t *testing.T) {
	const size = 4<<20 - 100
	fill := func(unit string) string { return strings.Repeat(unit, size/len(unit)) }
	trimmed := func(unit string) string { return strings.TrimSuffix(fill(unit), ",") }
	for name, body := range map[string]string{
		"string":             `{"IdentityPoolId":"` + fill("a") + `"}`,
		"string of escapes":  `{"IdentityPoolId":"` + fill(`\u0061`) + `"}`,
		"string, astral":     `{"IdentityPoolId":"` + fill("\U0001F600") + `"}`,
		"string, open":       `{"IdentityPoolId":"` + fill("a"),
		"string of quotes":   `{"IdentityPoolId":"` + fill(`\"`) + `"}`,
		"unknown string":     `{"X":"` + fill("a") + `"}`,
		"name":               `{"` + fill("a") + `":1}`,
		"name of escapes":    `{"` + fill(`\u0000`) + `":1}`,
		"number":             `{"X":` + fill("1") + `}`,
		"zeros":              `{"X":0.` + fill("0") + `1}`,
		"exponent":           `{"X":1e` + fill("9") + `}`,
		"white space":        fill(" ") + `{}`,
		"white space inside": `{"X":[1` + fill("\n") + `]}`,
		"empty lists":        `{"X":[` + trimmed("[],") + `]}`,
		"numbers":            `{"X":[` + trimmed("1,") + `]}`,
		"empty objects":      `{"Logins":{"a":[` + trimmed("{},") + `]}}`,
		"objects of a name":  `{"X":[` + trimmed(`{"a":1},`) + `]}`,
		"objects of 17 names": `{"X":[` +
			trimmed(`{"1":0,"2":0,"3":0,"4":0,"5":0,"6":0,"7":0,"8":0,"9":0,"a":0,"b":0,"c":0,"d":0,"e":0,"f":0,"g":0,"h":0},`) +
			`]}`,
		"null members":         "{" + trimmed(`"IdentityPoolId":null,`) + "}",
		"deep again and again": `{"X":[` + trimmed(strings.Repeat("[", 100)+strings.Repeat("]", 100)+",") + `]}`,
	} {
		t.Run(name, func(t *testing.T) {
			sound(t, mustCheck(t, "cognito-identity.GetId", body, validator.Options{Warnings: true}))
		})
	}
}

// TestLongLists: 4 MiB of elements that a rule compares with each other. Were the time not linear, it would be minutes.
func TestLongLists(t *testing.T) {
	list := func(value string) string {
		return "[" + strings.Repeat(value+",", 2<<20/(len(value)+1)-100) + value + "]"
	}
	for _, test := range []struct{ verified, required, want string }{
		{`"email"`, `"email"`, ""},
		{`"phone_number"`, `"\u0065mail"`, "rule.verification-before-update"},
	} {
		report := mustCheck(t, "UpdateUserPool",
			`{"UserPoolId":"us-east-1_abc","AutoVerifiedAttributes":`+list(test.verified)+
				`,"UserAttributeUpdateSettings":{"AttributesRequireVerificationBeforeUpdate":`+list(test.required)+`}}`,
			validator.Options{Levels: levels(t, "rule.sms-auto-verification=off")})
		if got := codes(report.Violations); report.Valid != (test.want == "") || !strings.HasPrefix(got, test.want) {
			t.Errorf("%s and %s: %.100s", test.verified, test.required, got)
		}
	}
}

// TestCutAnywhere: every start of a large valid body, and every one with a byte in it replaced, gets a report.
func TestCutAnywhere(t *testing.T) {
	op := operation(t, "cognito-identity.SetIdentityPoolRoles")
	body := []byte(` {"IdentityPoolId" : "a\u003a0", ` +
		`"Roles":{"authenticated":"arn:aws:iam::123456789012:role\/é\ud83d\ude00"},` +
		`"RoleMappings":{"graph.facebook.com":{"Type":"Rules","AmbiguousRoleResolution":null,"RulesConfiguration":{` +
		`"Rules":[` +
		strings.Repeat(`{"Claim":"isAdmin","MatchType":"Equals","Value":"päid",`+
			`"RoleARN":"arn:aws:iam::123456789012:role/Admin"},`, 12) +
		`{"Claim":"a","MatchType":"\u0045quals","Value":"b","RoleARN":"arn:aws:iam::123456789012:role/x","X":[true,false,` +
		`null,-1.5e+3,{}]}]}}}}` + "\n")
	report, err := op.Check(body, validator.Options{})
	if err != nil {
		t.Fatal(err)
	}
	expectCodes(t, report, "rule.role-mapping-ambiguous")
	for n := range len(body) - 1 {
		report, err := op.Check(body[:n:n], validator.Options{Warnings: true})
		if err != nil {
			t.Fatal(err)
		}
		want := "syntax"
		if len(strings.TrimSpace(string(body[:n]))) == 0 {
			want = "required required"
		}
		if got := codes(report.Violations); got != want {
			t.Errorf("%d bytes: %q", n, got)
		}
		if v := report.Violations[0]; v.Offset > n {
			t.Errorf("%d bytes: offset %d", n, v.Offset)
		}
		if n%29 == 0 {
			sound(t, report)
		}
	}
	changed := make([]byte, len(body))
	for i := range body {
		for _, c := range []byte("\x00\n\x1F\"\\{}[],:0-etn\x7F\x80\xC3\xE0\xED\xF0\xF4\xFF") {
			copy(changed, body)
			changed[i] = c
			report, err := op.Check(changed, validator.Options{Warnings: i%2 == 0})
			if err != nil {
				t.Fatal(err)
			}
			if valid := json.Valid(changed); !valid && strings.Count(codes(report.Violations), "syntax") != 1 {
				t.Errorf("byte %d is %q: %q", i, c, codes(report.Violations))
			}
			if i%53 == 0 {
				sound(t, report)
			}
		}
	}
}

// expectCodes compares the codes of a report's violations.
func expectCodes(t testing.TB, report validator.Report, want string) {
	t.Helper()
	if got := codes(report.Violations); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestUTF8: a string breaks where unicode/utf8 says that its bytes are none, for every first byte beyond ASCII and the
// others at the edges of what may follow, in a string with a pattern and without, far from the body's end and next to
// it.
func TestUTF8(t *testing.T) {
	followers := []byte{0x41, 0x7F, 0x80, 0x85, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xE1, 0xFF}
	places := map[string]string{
		"a pattern":  "/EmailVerificationMessage",
		"no pattern": "/UserPoolTags/tag",
	}
	for name, pointer := range places {
		t.Run(name, func(t *testing.T) {
			op := operation(t, "CreateUserPool")
			for lead := 0x80; lead <= 0xFF; lead++ {
				for n := range len(followers) * len(followers) * len(followers) {
					k := len(followers)
					text := "{####}" + string([]byte{byte(lead), followers[n/k/k], followers[n/k%k], followers[n%k]})
					bad := -1
					for i := 0; i < len(text) && bad < 0; {
						r, size := utf8.DecodeRuneInString(text[i:])
						if r == utf8.RuneError && size == 1 {
							bad = i
						}
						i += size
					}
					for _, after := range []string{"", "abcdefgh"} {
						report, err := op.CheckField(pointer, []byte(`"`+text+after+`"`), validator.Options{})
						if err != nil {
							t.Fatal(err)
						}
						found := -1
						for _, v := range report.Violations {
							if v.Code == "syntax" {
								found = v.Offset - 1
							}
						}
						if found != bad {
							t.Fatalf("%q: broken at %d, reported %d: %v", text+after, bad, found, report.Violations)
						}
					}
				}
			}
		})
	}
}
