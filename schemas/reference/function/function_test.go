package function

import "testing"

func TestIsCIDR(t *testing.T) {
	for text, want := range map[string]bool{
		"192.0.2.0/24":               true,
		"192.0.2.1/24":               true, // bits after the prefix are not looked at
		"0.0.0.0/0":                  true,
		"255.255.255.255/32":         true,
		"192.0.2.0/33":               false,
		"192.0.2.0":                  false,
		"192.0.2.0/":                 false,
		"192.0.2.0/ 24":              false,
		"192.0.2.0/024":              false,
		"192.0.2.0/+24":              false,
		"192.0.2.0/-1":               false,
		"192.0.2/24":                 false,
		"192.0.2.256/24":             false,
		"192.0.02.1/24":              false,
		"192.0.2.0/24/24":            false,
		" 192.0.2.0/24":              false,
		"":                           false,
		"/24":                        false,
		"2001:db8::/32":              true,
		"2001:DB8::/32":              true,
		"::/0":                       true,
		"::1/128":                    true,
		"::1/129":                    false,
		"1:2:3:4:5:6:7:8/64":         true,
		"1:2:3:4:5:6:7/64":           false,
		"1:2:3:4:5:6:7:8:9/64":       false,
		"1::2::3/64":                 false,
		"12345::/64":                 false,
		"::ffff:192.0.2.0/120":       true,
		"64:ff9b::192.0.2.33/96":     true,
		"1:2:3:4:5:6:7:192.0.2.1/96": false,
		"fe80::1%eth0/64":            false,
		"[::1]/128":                  false,
		"192.0.2.0/2４":               false,
	} {
		if have := IsCIDR(text); have != want {
			t.Errorf("IsCIDR(%q) = %v", text, have)
		}
	}
}

func TestSeconds(t *testing.T) {
	for _, c := range []struct {
		n               int64
		unit, otherwise string
		want            int64
	}{
		{5, "seconds", "days", 5},
		{5, "minutes", "days", 300},
		{5, "hours", "days", 18000},
		{5, "days", "hours", 432000},
		{5, "", "minutes", 300},
		{5, "weeks", "hours", 18000},
		{5, "Days", "seconds", 5},
		{-1, "", "days", -86400},
		{2147483647, "days", "seconds", 185542587100800},
		{-2147483648, "days", "seconds", -185542587187200},
	} {
		if have := Seconds(c.n, c.unit, c.otherwise); have != c.want {
			t.Errorf("Seconds(%d, %q, %q) = %d", c.n, c.unit, c.otherwise, have)
		}
	}
}

func TestAtMost(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"1", "2", true},
		{"2", "2", true},
		{"3", "2", false},
		{"10", "9", false},
		{"9", "10", true},
		{"-10", "-9", true},
		{"-9", "-10", false},
		{"-1", "0", true},
		{"0", "-0", true},
		{"-0", "0", true},
		{"+1", "1", true},
		{"+2", "1", false},
		{"0002", "1", false},
		{"1", "0002", true},
		{"99999999999999999999999", "99999999999999999999998", false},
		{"99999999999999999999998", "99999999999999999999999", true},
		// None of these are numerals.
		{"2", "", true},
		{"", "1", true},
		{"2.5", "1", true},
		{"2", "1.5", true},
		{"2e1", "1", true},
		{" 2", "1", true},
		{"2", "1\n", true},
		{"--2", "1", true},
		{"+", "1", true},
		{"-", "-1", true},
		{"２", "1", true},
		{"a", "b", true},
	} {
		if have := AtMost(c.a, c.b); have != c.want {
			t.Errorf("AtMost(%q, %q) = %v", c.a, c.b, have)
		}
	}
}

func TestUnknownClass(t *testing.T) {
	for css, want := range map[string]string{
		"":                                       "",
		"color: red":                             "",
		".banner-customizable { color: red }":    "",
		".banner-customizable{}":                 "",
		".submitButton-customizable:hover {}":    "",
		".a-customizable:not(.b) > c {}":         "",
		".inputField-customizable::selection {}": "",
		".a-customizable {} .b-customizable {}":  "",
		".a-customizable, .b-customizable {}":    "",
		"\t\r\n\f.a-customizable\n{}":            "",
		".a-customizable,{}":                     "",
		"{}":                                     "",
		".other { color: red }":                  ".other",
		".a-customizable {} .b {} .c {}":         ".b",
		".a-customizable, .b {}":                 ".b",
		".b, .a-customizable {}":                 ".b",
		"body {}":                                "body",
		"body.a-customizable {}":                 "body.a-customizable",
		".-customizable {}":                      ".-customizable",
		".a-customizable b {}":                   ".a-customizable b",
		".a-customizable .b-customizable {}":     ".a-customizable .b-customizable",
		".a-customizables {}":                    ".a-customizables",
		".é-customizable {}":                     ".é-customizable",
		".A_1-b-customizable {}":                 "",
		".a-customizable { b {}":                 "b",
		"@media print { .a-customizable {} }":    "@media print",
		"/* the banner */ .a-customizable {}":    "",
		"/* { */ .a-customizable {}":             "",
		".a-customizable {} /* x */ .b {} .c {}": ".c",
		".a-customizable {} .b":                  "",
	} {
		if have := UnknownClass(css); have != want {
			t.Errorf("UnknownClass(%q) = %q, want %q", css, have, want)
		}
	}
}
