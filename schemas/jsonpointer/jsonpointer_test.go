package jsonpointer_test

import (
	"slices"
	"testing"

	"github.com/cognitocheck/cognitocheck/schemas/jsonpointer"
)

func TestPointer(t *testing.T) {
	// The examples of RFC 6901, section 5, and some that are easily got wrong.
	for text, way := range map[string][]string{
		"":        nil,
		"/foo/0":  {"foo", "0"},
		"/":       {""},
		"/a~1b":   {"a/b"},
		"/c%d":    {"c%d"},
		"/m~0n":   {"m~n"},
		"/~01":    {"~1"},
		"/~00/~1": {"~0", "/"},
		"//":      {"", ""},
	} {
		if got := jsonpointer.Split(text); !slices.Equal(got, way) {
			t.Errorf("Split(%q) is %q", text, got)
		}
		if got := jsonpointer.Join(way...); got != text {
			t.Errorf("Join(%q) is %q", way, got)
		}
	}
}

func TestUnescape(t *testing.T) {
	for token, want := range map[string]string{"": "", "a": "a", "~0": "~", "~1~0": "/~", "~01": "~1"} {
		if got, ok := jsonpointer.Unescape(token); !ok || got != want {
			t.Errorf("%q: %q, %t", token, got, ok)
		}
	}
	for _, token := range []string{"~", "a~", "~2", "~~0", "~~01", "~0~"} {
		if got, ok := jsonpointer.Unescape(token); ok {
			t.Errorf("%q: %q", token, got)
		}
	}
}
