package automaton

import (
	"strings"
	"testing"
	"unicode"
)

// mustSpell is the pattern as package regexp has to read it, whose own categories are those of the Go release.
func mustSpell(pattern string) string {
	spelled, err := spellCategories(pattern)
	if err != nil {
		panic(err)
	}
	return spelled
}

// isIn tells whether a character is in a category of UnicodeVersion.
func isIn(category string, r rune) bool {
	ranges := categories[category]
	for i := 0; i < len(ranges); i += 2 {
		if r >= ranges[i] && r <= ranges[i+1] {
			return true
		}
	}
	return false
}

// TestCategories: the categories are those of their Unicode version. A later one moves next to nothing: characters are
// added.
func TestCategories(t *testing.T) {
	for name, ranges := range categories {
		table := unicode.Categories[name]
		count, gone := 0, 0
		pinned := map[rune]bool{}
		for i := 0; i < len(ranges); i += 2 {
			for r := ranges[i]; r <= ranges[i+1]; r++ {
				pinned[r] = true
				count++
				if !unicode.Is(table, r) {
					gone++
				}
			}
		}
		if gone > 10 || unicode.Version == UnicodeVersion && gone > 0 {
			t.Errorf("%d of %d characters of %s are not in it in Unicode %s", gone, count, name, unicode.Version)
		}
		if unicode.Version != UnicodeVersion {
			continue
		}
		for r := rune(0); r <= unicode.MaxRune; r++ {
			if unicode.Is(table, r) && !pinned[r] {
				t.Errorf("%U is in %s and not in the list", r, name)
			}
		}
	}
}

// TestUnknownCategories: a category that the list lacks is refused, and how to add it is said.
func TestUnknownCategories(t *testing.T) {
	for _, pattern := range []string{
		`^(?:[\p{Greek}])$`, `^(?:[\pL])$`, `^(?:[\P{L}])$`, `^(?:[\p{^L}])$`, `^(?:[\p{Lu}])$`,
	} {
		if _, err := Build([]string{pattern}); err == nil || !strings.Contains(err.Error(), "is not known; write ranges") {
			t.Errorf("%s: %v", pattern, err)
		}
	}
}

// TestWhereCategoriesAreNames: a category is spelled wherever it is one, and as nothing else.
func TestWhereCategoriesAreNames(t *testing.T) {
	tests := map[string]struct {
		body    string
		yes, no []string
	}{
		"outside a class":          {`\p{L}+`, []string{"é", "Aé"}, []string{"", "-", "A-Z"}},
		"repeated":                 {`\p{L}{2}`, []string{"éa"}, []string{"é", "ééé"}},
		"after a class":            {`[ab]\p{Z}`, []string{"a\u3000"}, []string{"a", "a-"}},
		"within a class":           {`[\p{Z}0]`, []string{"\u3000", "0"}, []string{"[", "]", "1"}},
		"within a class negated":   {`[^\p{Z}]`, []string{"a"}, []string{"\u3000"}},
		"] first":                  {`[]\p{Z}]`, []string{"]", "\u3000"}, []string{"[", "-"}},
		"] first and negated":      {`[^]\p{Z}]`, []string{"["}, []string{"]", "\u3000"}},
		"[ within":                 {`[[\p{Z}]`, []string{"[", "\u3000"}, []string{"]"}},
		"[: within":                {`[[:\p{Z}]`, []string{"[", ":", "\u3000"}, []string{"]"}},
		"after a POSIX class":      {`[[:digit:]\p{Z}]`, []string{"1", "\u3000"}, []string{"[", "d"}},
		"after an escaped ]":       {`[\]\p{Z}]`, []string{"]", "\u3000"}, []string{"["}},
		"after an escaped [":       {`\[\p{Z}`, []string{"[\u3000"}, []string{"\u3000"}},
		"escaped backslash before": {`\\p{2}`, []string{`\pp`}, []string{"p", "pp"}},
		"quoted":                   {`\Q\p{Z}[\E\p{Z}`, []string{"\\p{Z}[\u3000"}, []string{"\u3000"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			s, err := Build([]string{"^(?:" + test.body + ")$"})
			if err != nil {
				t.Fatal(err)
			}
			for _, text := range test.yes {
				if !s.DFAs[0].Match(s, text) {
					t.Errorf("%q does not match", text)
				}
			}
			for _, text := range test.no {
				if s.DFAs[0].Match(s, text) {
					t.Errorf("%q matches", text)
				}
			}
		})
	}
}

// TestErrorsQuoteThePattern: what is wrong is said of the pattern as it was written, not of the one spelled out.
func TestErrorsQuoteThePattern(t *testing.T) {
	for pattern, want := range map[string]string{`^(?:[\p{L}z-a])$`: "range: `z-a`", `^(?:[\p{L})$`: "missing closing ]"} {
		_, err := Build([]string{pattern})
		if err == nil || !strings.Contains(err.Error(), want) || len(err.Error()) > 200 {
			t.Errorf("%s: %v, want %q in a short message", pattern, err, want)
		}
	}
}
