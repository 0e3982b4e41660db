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
		if _, err := Build([]string{pattern}); err == nil || !strings.Contains(err.Error(), "is not known; add it") {
			t.Errorf("%s: %v", pattern, err)
		}
	}
}
