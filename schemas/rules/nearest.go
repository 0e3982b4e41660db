package rules

import (
	"fmt"
	"strings"
)

// Meant asks whether the nearest of the candidates was meant, in words that continue a sentence. Where none is near it
// lists a few of them, and says nothing of many.
func Meant(name string, candidates []string) string {
	best, found := len(name)/3+1, ""
	for _, candidate := range candidates {
		if d := distance(strings.ToLower(name), strings.ToLower(candidate)); d < best || d == best && found == "" {
			best, found = d, candidate
		}
	}
	switch {
	case found != "":
		return fmt.Sprintf("; did you mean %s?", found)
	case len(candidates) > 0 && len(candidates) <= 12:
		return "; write " + oneOf(candidates)
	}
	return ""
}

// oneOf lists words: a, b or c.
func oneOf(words []string) string {
	if len(words) == 1 {
		return words[0]
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " or " + words[last]
}

// distance is the Levenshtein distance: how many letters are added, dropped or replaced.
func distance(a, b string) int {
	from, to := []rune(a), []rune(b)
	row := make([]int, len(to)+1)
	for j := range row {
		row[j] = j
	}
	for i, c := range from {
		diagonal := row[0]
		row[0] = i + 1
		for j, d := range to {
			replaced := diagonal
			if c != d {
				replaced++
			}
			diagonal = row[j+1]
			row[j+1] = min(replaced, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(to)]
}
