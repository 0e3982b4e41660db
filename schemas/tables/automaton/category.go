package automaton

import (
	"fmt"
	"regexp"
	"strings"
)

// category matches the name of a general category, which portable patterns have within […] only.
var category = regexp.MustCompile(`\\[pP](?:\{(\^?\w+)\}|.)`)

// spellCategories replaces the names of general categories by the ranges that they have in UnicodeVersion.
func spellCategories(pattern string) (string, error) {
	var unknown error
	spelled := category.ReplaceAllStringFunc(pattern, func(name string) string {
		ranges, ok := categories[strings.TrimSuffix(strings.TrimPrefix(name, `\p{`), "}")]
		if !ok {
			unknown = fmt.Errorf("category %s is not known; add it to schemas/tables/automaton/unicode", name)
			return name
		}
		var out strings.Builder
		for i := 0; i < len(ranges); i += 2 {
			fmt.Fprintf(&out, `\x{%X}-\x{%X}`, ranges[i], ranges[i+1])
		}
		return out.String()
	})
	return spelled, unknown
}
