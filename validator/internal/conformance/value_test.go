package conformance

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"

	"github.com/cognitocheck/cognitocheck/validator"
)

func TestNumbers(t *testing.T) {
	zeros := strings.Repeat("0", 100_000)
	const (
		small = "/AuthSessionValidity" // 3 to 15
		int32 = "/Schema/0/NumberAttributeConstraints"
		long  = "/RecordPatches/0/SyncCount"
		date  = "/RecordPatches/0/DeviceLastModifiedDate"
	)
	operations := map[string]string{
		small:         "cognito-idp.CreateUserPoolClient",
		long:          "cognito-sync.UpdateRecords",
		date:          "cognito-sync.UpdateRecords",
		"/Precedence": "cognito-idp.CreateGroup",
	}
	for _, test := range []struct{ pointer, value, want string }{
		{small, "3", ""}, {small, "15", ""}, {small, "2", "range.min 3"}, {small, "16", "range.max 15"},
		{small, "-1", "range.min 3"},
		{small, "3.0", ""}, {small, "3.000000", ""}, {small, "0.3e1", ""}, {small, "30e-1", ""}, {small, "0.03E+2", ""},
		{small, "300E-2", ""},
		{small, "1e1", ""}, {small, "1E+1", ""}, {small, "1e01", ""}, {small, "10e-0", ""}, {small, "150e-1", ""},
		{small, "1.5e1", ""}, {small, "1.6e1", "range.max 15"},
		{small, "-0", "range.min 3"}, {small, "0", "range.min 3"}, {small, "0.0", "range.min 3"},
		{small, "-0.0e99", "range.min 3"}, {small, "0e400", "range.min 3"},
		{small, "0e99999999999999999999999", "range.min 3"}, {small, "0e-99999999999999999999999", "range.min 3"},
		{small, "3.5", "type"}, {small, "3e-1", "type"}, {small, "35e-1", "type"}, {small, "0.1", "type"},
		{small, "1e-400", "type"}, {small, "-0.5", "type"},
		{small, "1e400", "type"}, {small, "-1e400", "type"}, {small, "1e99999999999999999999", "type"},
		{small, "1e-99999999999999999999", "type"},
		{small, "3e" + strings.Repeat("0", 5000), ""}, {small, "3e-" + strings.Repeat("0", 5000), ""},
		{small, "3." + zeros, ""}, {small, "3." + zeros + "1", "type"}, {small, "3" + zeros + "e-100000", ""},
		{small, "3" + zeros + "e-99999", "range.max 15"},
		{small, "3" + zeros + "e-100001", "type"}, {small, "0." + zeros + "3e100001", ""},
		{small, "0." + zeros + "3e100000", "type"}, {small, "0." + zeros + "3e100002", "range.max 15"},
		{small, "3" + zeros, "type"}, {small, "0." + zeros, "range.min 3"}, {small, "-" + "3." + zeros, "range.min 3"},
		{small, "2147483647", "range.max 15"}, {small, "2147483648", "type"}, {small, "-2147483648", "range.min 3"},
		{small, "-2147483649", "type"},
		{small, "2147483647.0", "range.max 15"}, {small, "2147483648.0", "type"}, {small, "21474836470e-1", "range.max 15"},
		{small, "2.147483648e9", "type"}, {small, "-2.147483648e9", "range.min 3"},
		{small, "4294967299", "type"}, {small, "18446744073709551619", "type"}, {small, "99999999999999999999", "type"},
		{small, "340282366920938463463374607431768211459", "type"},
		{small, "184467440737095516190e-1", "type"}, {small, "55340232221128654851", "type"},
		{"/Precedence", "0", ""}, {"/Precedence", "-0", ""}, {"/Precedence", "2147483647", ""},
		{"/Precedence", "2147483648", "type"}, {"/Precedence", "-1", "range.min 0"},
		{long, "0", ""}, {long, "-0", ""}, {long, "9223372036854775807", ""}, {long, "9223372036854775808", "type"},
		{long, "-9223372036854775808", ""}, {long, "-9223372036854775809", "type"},
		{long, "9223372036854775807.0", ""}, {long, "9223372036854775807.5", "type"}, {long, "92233720368547758.07e2", ""},
		{long, "922337203685477580700e-2", ""}, {long, "922337203685477580800e-2", "type"},
		{long, "-9223372036854775808.000", ""}, {long, "9.223372036854775807e18", ""},
		{long, "9.223372036854775808e18", "type"}, {long, "-9.223372036854775808E+18", ""},
		{long, "1e18", ""}, {long, "1e19", "type"}, {long, "9007199254740993", ""}, {long, "18446744073709551615", "type"},
		{long, "18446744073709551616", "type"}, {long, "36893488147419103233", "type"},
		{date, "0", ""}, {date, "-1.5e300", ""}, {date, "1e400", ""}, {date, "1754524800.123", ""},
	} {
		for _, value := range []string{test.value, " " + test.value + "\n"} {
			report := mustCheckField(t, operations[test.pointer], test.pointer, value, validator.Options{})
			got := ""
			if len(report.Violations) > 0 {
				got = report.Violations[0].Code
				if l := report.Violations[0].Limit; l != nil {
					got += fmt.Sprint(" ", *l)
				}
				if report.Violations[0].Actual != nil {
					t.Errorf("%s %.40s: actual is %d", test.pointer, value, *report.Violations[0].Actual)
				}
			}
			if got != test.want || len(report.Violations) > 1 {
				t.Errorf("%s %.40s: got %q, want %q", test.pointer, value, got, test.want)
			}
		}
	}
}

// TestNumberShown: a number is shown as the service has read it.
func TestNumberShown(t *testing.T) {
	for value, want := range map[string]string{
		"16": "16", "1.6e1": "16", "16.0": "16", "160E-1": "16", "-0": "0", "-0.0": "0", "0e5": "0",
		"2147483647.0": "2147483647", "-2147483648": "-2147483648", "-21474836.48E2": "-2147483648",
	} {
		report := mustCheckField(t, "cognito-idp.CreateUserPoolClient", "/AuthSessionValidity", value, validator.Options{})
		if !strings.Contains(message(report), "Value '"+want+"' at 'authSessionValidity'") {
			t.Errorf("%s: %s", value, message(report))
		}
	}
}

// TestLengths: a length is the number of Unicode scalar values, in each form in which they can be written.
func TestLengths(t *testing.T) {
	units := map[string]struct {
		text   string
		length int
	}{
		"ASCII":                         {"a", 1},
		"two bytes":                     {"é", 1},
		"three bytes":                   {"日", 1},
		"astral":                        {"\U0001F600", 1},
		"last of all":                   {"\U0010FFFF", 1},
		"DEL":                           {"\x7F", 1},
		"combining":                     {"e\u0301", 2},
		"family of four":                {"\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466", 7},
		"flag":                          {"\U0001F1E6\U0001F1F9", 2},
		"not a character":               {"\uFFFE", 1},
		"byte order mark":               {"\uFEFF", 1},
		"escaped ASCII":                 {`\u0061`, 1},
		"escaped two bytes":             {`\u00e9`, 1},
		"escaped pair":                  {`\ud83d\ude00`, 1},
		"escaped pair, upper case":      {`\uD83D\uDE00`, 1},
		"escaped NUL":                   {`\u0000`, 1},
		"short escape":                  {`\n`, 1},
		"escaped quote":                 {`\"`, 1},
		"escaped backslash":             {`\\`, 1},
		"escaped slash":                 {`\/`, 1},
		"backslash, then what looks so": {`\\u0061`, 6},
		"escaped and not":               {`a\u0301`, 2},
		"mixed":                         {`aé日` + "\U0001F600" + `\n\u00e9\ud83d\ude00`, 7},
	}
	const (
		value = "/IdentityPoolTags/k" // 0 to 256, no pattern
		key   = 128
	)
	for name, u := range units {
		for _, pad := range []int{0, 1, 7, 8, 9} { // so that the units start anywhere in eight bytes
			for _, n := range []int{255, 256, 257} {
				count := (n - pad) / u.length
				text := strings.Repeat("x", pad) + strings.Repeat(u.text, count)
				length := int64(pad + count*u.length)
				text += strings.Repeat("y", n-int(length))
				report := mustCheckField(t, "cognito-identity.UpdateIdentityPool", value, `"`+text+`"`, validator.Options{})
				switch {
				case n <= 256:
					expect(t, report)
				case len(report.Violations) != 1 || brief(report.Violations[0]) != "length.max "+value+" 256:257 @0":
					t.Errorf("%s: %s", name, report.JSON())
				}
			}
		}
		// The same for keys, which are read before they are checked.
		count := key/u.length + 1
		report := mustCheck(t, "cognito-identity.TagResource",
			`{"ResourceArn":"arn:aws:cognito-identity:x","Tags":{"`+strings.Repeat(u.text, count)+`":""}}`, validator.Options{})
		if v := report.Violations; len(v) != 1 || v[0].Code != "length.max" || !v[0].Key ||
			*v[0].Actual != int64(count*u.length) {
			t.Errorf("%s: key: %s", name, report.JSON())
		}
	}
	// UTF-16 units or bytes would count otherwise.
	expect(t,
		mustCheckField(t, "cognito-identity.UpdateIdentityPool", value, `"`+strings.Repeat("\U0001F600", 256)+`"`,
			validator.Options{}))
}

// TestPatterns: a pattern holds for the whole string, and sees the characters that escapes encode.
func TestPatterns(t *testing.T) {
	const (
		name  = "/IdentityPoolName"      // [\w\s+=,.@-]+
		id    = "/IdentityPoolId"        // [\w-]+:[0-9a-f-]+
		space = "/DeveloperProviderName" // [\w._-]+
	)
	for _, test := range []struct {
		pointer, text string
		ok            bool
	}{
		{name, "a b", true}, {name, `a\tb\n\r\f\u000b `, true}, {name, "a\u00A0b", false}, {name, `a\u00a0b`, false},
		{name, "a\u2028b", false}, {name, `a\u0085`, false},
		{name, "é", false}, {name, `\u00e9`, false}, {name, `\u0061`, true}, {name, "pool#", false}, {name, "#pool", false},
		{name, "po#ol", false}, {name, `\u0000`, false},
		{name, strings.Repeat("a", 127) + "#", false}, {name, strings.Repeat("a", 63) + "#" + strings.Repeat("a", 64), false},
		{name, "\U0001F600", false}, {name, "٣", false},
		{id, "us-east-1:0a-f", true}, {id, "us-east-1:0A", false}, {id, "us-east-1:", false}, {id, ":0", false},
		{id, "a:0:0", false}, {id, "a:0\\n", false}, {id, "a:0 ", false}, {id, " a:0", false}, {id, `a\u003a0`, true},
		{id, `a:\u0030`, true}, {id, `a:\u0067`, false},
		{space, "a b", false}, {space, "a.b", true}, {space, "a\x7Fb", false}, {space, "\u212A", false},
		{space, "\u017F", false},
	} {
		report := mustCheckField(t, "cognito-identity.UpdateIdentityPool", test.pointer, `"`+test.text+`"`,
			validator.Options{})
		if got := codes(report.Violations); got == "" != test.ok || got != "" && got != "pattern" {
			t.Errorf("%s %q: %q", test.pointer, test.text, got)
		}
	}
	// The one pattern with a lookbehind: no dot at the end.
	for text, ok := range map[string]bool{
		"a.b-c_":   true,
		"a..":      false,
		"...":      false,
		".aa":      true,
		`aa\u002e`: false,
		"a b":      false,
		"..-":      true,
		"..é":      false,
	} {
		report, err := operation(t,
			"cognito-idp.DescribeUserPoolDomain").CheckResponse([]byte(`{"DomainDescription":{"S3Bucket":"`+text+`"}}`),
			validator.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got := codes(report.Violations); got == "" != ok || got != "" && got != "pattern" {
			t.Errorf("%q: %q", text, got)
		}
	}
}

func TestBlobs(t *testing.T) {
	const (
		op      = "cognito-idp.SetUICustomization"
		pointer = "/ImageFile" // 0 to 131,072 bytes
	)
	for name, test := range map[string]struct{ text, want string }{
		"empty":               {"", ""},
		"one byte":            {"QQ==", ""},
		"two bytes":           {"QUI=", ""},
		"three bytes":         {"QUJD", ""},
		"plus and slash":      {"+/+/", ""},
		"escaped slash":       {`+\/+\/`, ""},
		"escaped":             {`\u0051\u0051\u003d\u003D`, ""},
		"bits left over":      {"QR==", ""},
		"no padding":          {"QQ", "type"},
		"half of the padding": {"QQ=", "type"},
		"too much padding":    {"QUJD=", "type"},
		"padding of four":     {"QUJD====", "type"},
		"padding alone":       {"====", "type"},
		"two of padding":      {"==", "type"},
		"one of padding":      {"=", "type"},
		"three of padding":    {"Q===", "type"},
		"one letter":          {"Q", "type"},
		"padding inside":      {"QQ==QUJD", "type"},
		"padding in the way":  {"Q=Q=", "type"},
		"URL alphabet":        {"-_-_", "type"},
		"line break":          {`QUJD\nQUJD`, "type"},
		"line break at end":   {`QUJD\r\n`, "type"},
		"white space":         {"QUJD QUJD", "type"},
		"space at the end":    {"QUJD ", "type"},
		"not base64":          {"a.bc", "type"},
		"beyond ASCII":        {"QUJé", "type"},
		"beyond ASCII, four":  {"éééé", "type"},
		"fullwidth":           {"ＱＵＪＤ", "type"},
		"NUL":                 {`QUJ\u0000`, "type"},
		"as long as may be":   {base64.StdEncoding.EncodeToString(make([]byte, 131072)), ""},
		"a byte too long": {
			base64.StdEncoding.EncodeToString(make([]byte, 131073)),
			"length.max /ImageFile 131072:131073 @0",
		},
		"two bytes too long": {
			base64.StdEncoding.EncodeToString(make([]byte, 131074)),
			"length.max /ImageFile 131072:131074 @0",
		},
		"too long and broken": {base64.StdEncoding.EncodeToString(make([]byte, 131073)) + "A", "type"},
	} {
		t.Run(name, func(t *testing.T) {
			report := mustCheckField(t, op, pointer, `"`+test.text+`"`, validator.Options{})
			sound(t, report)
			switch {
			case test.want == "":
				expect(t, report)
			case test.want == "type":
				expect(t, report, "type "+pointer+" @0")
				if report.Violations[0].Message != "Use base64 text with padding here, not this text." ||
					message(report) != "Value is not valid base64" {
					t.Errorf("%s", report.JSON())
				}
			default:
				expect(t, report, test.want)
			}
		})
	}
	report := mustCheckField(t, op, pointer, `"`+base64.StdEncoding.EncodeToString(make([]byte, 131073))+`"`,
		validator.Options{})
	const want = "1 validation error detected: Value 'java.nio.HeapByteBuffer[pos=0 lim=131073 cap=131073]' at " +
		"'imageFile' failed to satisfy constraint: Member must have length less than or equal to 131072"
	if message(report) != want {
		t.Errorf("got %s", message(report))
	}
}

func TestDuplicates(t *testing.T) {
	const id = `{"IdentityPoolId":"a:0"`
	names := func(n int, last ...string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, `"k%d":"v",`, i)
		}
		for _, l := range last {
			b.WriteString(`"` + l + `":"v",`)
		}
		return "{" + strings.TrimSuffix(b.String(), ",") + "}"
	}
	twice := func(path string, at int) string { return fmt.Sprintf("duplicate %s @%d", path, at) }
	for name, test := range map[string]struct {
		body string
		want []string
	}{
		"member": {id + `,"IdentityPoolId":"a:0"}`, []string{twice("/IdentityPoolId", 24)}},
		"member, other value": {
			id + `,"IdentityPoolId":null}`,
			[]string{twice("/IdentityPoolId", 24), "required /IdentityPoolId @0"},
		},
		"member three times": {
			id + `,"IdentityPoolId":"a:0","IdentityPoolId":"a:1"}`,
			[]string{twice("/IdentityPoolId", 24), twice("/IdentityPoolId", 47)},
		},
		"member, escaped": {id + `,"\u0049dentityPoolId":"a:0"}`, []string{twice("/IdentityPoolId", 24)}},
		"member, first one escaped": {
			`{"Identity\u0050oolId":"a:0","IdentityPoolId":"a:0"}`,
			[]string{twice("/IdentityPoolId", 29)},
		},
		"other letter case":   {id + `,"identityPoolId":"a:0"}`, nil},
		"unknown":             {id + `,"X":1,"X":2}`, []string{twice("/X", 30)}},
		"unknown, escaped":    {id + `,"X\/é":1,"\u0058/\u00E9":2}`, []string{twice("/X~1é", 34)}},
		"unknown, astral":     {id + `,"` + "\U0001F600" + `":1,"\ud83d\ude00":2}`, []string{twice("/\U0001F600", 33)}},
		"not normalised":      {id + `,"é":1,"e` + "\u0301" + `":2}`, nil},
		"empty name":          {id + `,"":1,"":2}`, []string{twice("/", 29)}},
		"NUL in it":           {id + `,"a":1,"a\u0000":2,"a\u0000\u0000":3}`, nil},
		"eight bytes and NUL": {id + `,"abcdefgh":1,"abcdefgh\u0000":2,"abcdefg":3}`, nil},
		"start of another":    {id + `,"ab":1,"a":2,"abc":3,"":4}`, nil},
		"in a map":            {id + `,"Logins":{"a":"b","a":"c"}}`, []string{twice("/Logins/a", 42)}},
		"in a map, escaped": {
			id + `,"Logins":{"a/b":"b","a\u002fb":"c","a\/b":"d"}}`,
			[]string{twice("/Logins/a~1b", 44), twice("/Logins/a~1b", 59)},
		},
		"in two maps":              {`{"IdentityPoolId":"a:0","X":{"a":1,"b":{"a":2}},"Y":{"a":1}}`, nil},
		"in nested objects":        {id + `,"X":[{"a":{"b":{"c":1,"c":2}}}]}`, []string{twice("/X/0/a/b/c", 46)}},
		"around and inside":        {id + `,"X":{"a":{"a":{"a":1}},"a":1}}`, []string{twice("/X/a", 47)}},
		"after a nested object":    {id + `,"X":{"a":1,"b":{"c":1,"d":2},"a":2,"c":3}}`, []string{twice("/X/a", 53)}},
		"16 names":                 {id + `,"X":` + names(16) + `}`, nil},
		"16 names, one twice":      {id + `,"X":` + names(15, "k0") + `}`, []string{twice("/X/k0", 144)}},
		"17 names, one twice":      {id + `,"X":` + names(16, "k0") + `}`, []string{twice("/X/k0", 154)}},
		"18 names, the last twice": {id + `,"X":` + names(17, "k16") + `}`, []string{twice("/X/k16", 164)}},
		"18 names, escaped":        {id + `,"X":` + names(17, `\u006b1`) + `}`, []string{twice("/X/k1", 164)}},
		"1,000 names, one 3 times": {
			id + `,"X":` + names(1000, "k7", "k7") + `}`,
			[]string{twice("/X/k7", 9919), twice("/X/k7", 9928)},
		},
	} {
		t.Run(name, func(t *testing.T) {
			report := mustCheck(t, "cognito-identity.GetId", test.body, validator.Options{})
			sound(t, report)
			if strings.Contains(name, "names, ") {
				// The exact place does not matter.
				if got := codes(report.Violations); got != strings.TrimSpace(strings.Repeat("duplicate ", len(test.want))) {
					t.Fatalf("got %s", got)
				}
				for i, v := range report.Violations {
					if !strings.HasPrefix(test.want[i], "duplicate "+v.Path+" @") {
						t.Errorf("got %s, want %s", brief(v), test.want[i])
					}
				}
				return
			}
			expect(t, report, test.want...)
		})
	}
}

// TestNamesInOtherForms: two names are the same when their characters are, in every written form and at every place in
// eight bytes. They differ when one character differs. Both hold among a few names and among many.
func TestNamesInOtherForms(t *testing.T) {
	op := operation(t, "cognito-identity.GetId")
	for _, forms := range [][2]string{
		{"a", `\u0061`}, {"é", `\u00e9`}, {"日", `\u65E5`}, {"\U0001F600", `\ud83d\uDE00`}, {`\u0000`, `\u0000`},
		{`\n`, `\u000a`}, {"aé日\U0001F600", `a\u00e9日\uD83D\ude00`},
	} {
		for others := range 24 {
			var front strings.Builder
			for i := range others {
				fmt.Fprintf(&front, `"other%d":1,`, i)
			}
			for pad := range 9 {
				for count := 1; count < 10; count++ {
					name := func(unit string) string { return strings.Repeat("x", pad) + strings.Repeat(unit, count) }
					for last, want := range map[string]int{"": 1, `\u0000`: 0, "y": 0, "日": 0} {
						body := `{"IdentityPoolId":"a:0","X":{` + front.String() + `"` + name(forms[0]) + `":1,"` + name(forms[1]) +
							last + `":1}}`
						report, err := op.Check([]byte(body), validator.Options{})
						if err != nil || len(report.Violations) != want {
							t.Fatalf("%s: %v %s", body, err, report.JSON())
						}
					}
				}
			}
		}
	}
}

// TestManyNames looks for duplicates among names by the thousand, in objects inside of each other.
func TestManyNames(t *testing.T) {
	op := operation(t, "cognito-identity.GetId")
	object := func(prefix string, n int, inner string) string {
		var b strings.Builder
		b.WriteByte('{')
		for i := range n {
			fmt.Fprintf(&b, `"%s%d":1,`, prefix, i)
			if i == n/2 && inner != "" {
				b.WriteString(`"inner":` + inner + `,`)
			}
		}
		return strings.TrimSuffix(b.String(), ",") + "}"
	}
	doubled := func(o string, names ...string) string {
		for _, n := range names {
			o = strings.TrimSuffix(o, "}") + `,"` + n + `":2}`
		}
		return o
	}
	for name, test := range map[string]struct {
		value string
		twice []string
	}{
		"as many as may be": {object("k", 32766, ""), nil}, // and X itself
		"all open at once":  {object("a", 8000, object("b", 8000, object("c", 8000, object("d", 8000, "")))), nil},
		"an outer one after the inner object is closed": {
			doubled(object("a", 5000, object("b", 5000, "")), "a0", "a2499", "a2500", "a4999", "b0"),
			[]string{"/X/a0", "/X/a2499", "/X/a2500", "/X/a4999"},
		},
		"an inner one": {
			object("a", 300, doubled(object("b", 300, doubled(object("c", 20, ""), "c19", "a1")), "b5", "b299", "c3")),
			[]string{"/X/inner/inner/c19", "/X/inner/b5", "/X/inner/b299"},
		},
		"objects one after another": {
			"[" + strings.Repeat(object("k", 40, "")+",", 1000) + doubled(object("k", 40, ""), "k39") + "]",
			[]string{"/X/1000/k39"},
		},
		"small and large by turns": {
			"[" + strings.Repeat(object("k", 17, object("k", 3, object("k", 17, "")))+",", 500) +
				doubled(object("k", 17, ""), "k0") + "]", []string{"/X/500/k0"},
		},
		"names of one length and hash start": {object(strings.Repeat("x", 100), 10_000, ""), nil},
	} {
		report, err := op.Check([]byte(`{"IdentityPoolId":"a:0","X":`+test.value+`}`), validator.Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var got []string
		for _, v := range report.Violations {
			got = append(got, v.Path)
			if v.Code != "duplicate" {
				t.Errorf("%s: %s", name, brief(v))
			}
		}
		if fmt.Sprint(got) != fmt.Sprint(test.twice) {
			t.Errorf("%s: got %q, want %q", name, got, test.twice)
		}
	}
	for name, value := range map[string]string{
		"one too many":         object("k", 32768, ""),
		"too many at once":     object("a", 20_000, object("b", 25_000, "")),
		"far too many":         object("k", 200_000, ""),
		"too many, one double": doubled(object("k", 40_000, ""), "k0"),
	} {
		report, err := op.Check([]byte(`{"IdentityPoolId":"a:0","X":`+value+`}`), validator.Options{Warnings: true})
		if err != validator.ErrTooManyNames || len(report.JSON()) > 0 {
			t.Errorf("%s: %v, %s", name, err, report.JSON())
		}
	}
	// Names that are not open at once may be more.
	value := "[" + strings.TrimSuffix(strings.Repeat(object("k", 30_000, "")+",", 8), ",") + "]"
	report, err := op.Check([]byte(`{"IdentityPoolId":"a:0","X":`+value+`}`), validator.Options{})
	if err != nil || !report.Valid {
		t.Errorf("eight of 30,000: %v", err)
	}
}
