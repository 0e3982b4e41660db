package plainjson_test

import (
	"testing"

	"github.com/cognitocheck/cognitocheck/schemas/plainjson"
)

func TestMarshal(t *testing.T) {
	for name, test := range map[string]struct {
		value any
		want  string
	}{
		"of HTML":       {"<a & b>", `"<a & b>"`},
		"end of line":   {"a\n", `"a\n"`},
		"in a member":   {map[string]any{"<": []any{1, nil}}, `{"<":[1,null]}`},
		"outside ASCII": {"\u00e9\U0001f511", "\"\u00e9\U0001f511\""},
	} {
		t.Run(name, func(t *testing.T) {
			if got := string(plainjson.Marshal(test.value)); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

func TestMarshalPanics(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a function has JSON")
		}
	}()
	plainjson.Marshal(func() {})
}
