// Package function has the functions that the language of rules has and CEL does not, as plainly as Go can say them.
package function

import (
	"math/big"
	"net/netip"
	"regexp"
	"slices"
	"strings"
)

// IsCIDR reports whether a text is an address of IPv4 or IPv6, a slash, and a length of the prefix that fits.
func IsCIDR(text string) bool {
	_, err := netip.ParsePrefix(text)
	return err == nil
}

// secondsIn is how many seconds the units of time have.
var secondsIn = map[string]int64{"seconds": 1, "minutes": 60, "hours": 60 * 60, "days": 24 * 60 * 60}

// Seconds returns how many seconds n units are. Another text than the four units, as the empty one of an absent member,
// is the unit otherwise.
func Seconds(n int64, unit, otherwise string) int64 {
	if secondsIn[unit] == 0 {
		unit = otherwise
	}
	return n * secondsIn[unit]
}

var numeral = regexp.MustCompile(`^[+-]?[0-9]+$`)

// AtMost reports whether a is at most b, for two whole numbers in decimal of any length. It is true where one of them
// is none.
func AtMost(a, b string) bool {
	if !numeral.MatchString(a) || !numeral.MatchString(b) {
		return true
	}
	left, _ := new(big.Int).SetString(a, 10)
	right, _ := new(big.Int).SetString(b, 10)
	return left.Cmp(right) <= 0
}

// customizable is a class that a user pool's pages have, maybe with pseudo-classes.
var customizable = regexp.MustCompile(`^\.[A-Za-z0-9_-]+-customizable(:(?s:.*))?$`)

// UnknownClass returns the first selector of CSS that is no class of the pages, or nothing. What is before a {, back to
// the brace before it, has a selector for each comma, without the white space around. Empty ones are none. Where a
// comment begins or ends, nothing is looked at up to the {.
func UnknownClass(css string) string {
	blocks := strings.Split(css, "{")
	for _, block := range blocks[:len(blocks)-1] {
		selectors := block[strings.LastIndexByte(block, '}')+1:]
		if strings.Contains(selectors, "/*") || strings.Contains(selectors, "*/") {
			continue
		}
		for selector := range strings.SplitSeq(selectors, ",") {
			selector = strings.Trim(selector, " \t\r\n\f")
			if selector != "" && !customizable.MatchString(selector) {
				return selector
			}
		}
	}
	return ""
}

// IsStandard reports whether a name is that of a standard attribute.
func IsStandard(name string) bool { return slices.Contains(standardAttributes, name) }

// standardAttributes are the attributes that every user pool has. Source: "Standard attributes" in the developer guide,
// and identities, which Cognito keeps itself.
var standardAttributes = []string{
	"address", "birthdate", "email", "email_verified", "family_name", "gender", "given_name", "identities", "locale",
	"middle_name", "name", "nickname", "phone_number", "phone_number_verified", "picture", "preferred_username", "profile",
	"sub", "updated_at", "website", "zoneinfo",
}
