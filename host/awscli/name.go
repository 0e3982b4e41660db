package awscli

import (
	"regexp"
	"slices"
	"strings"
)

// The expressions of botocore's xform_name.
var (
	firstCapital  = regexp.MustCompile(`(.)([A-Z][a-z]+)`)
	endCapital    = regexp.MustCompile(`([a-z0-9])([A-Z])`)
	pluralAcronym = regexp.MustCompile(`[A-Z]{2,}s$`)
)

// commandName is the name that the command line has for an operation or a member: UpdateIdentityPool is
// update-identity-pool, OpenIdConnectProviderARNs is open-id-connect-provider-arns.
func commandName(name string) string {
	if strings.Contains(name, "-") {
		return name
	}
	if at := pluralAcronym.FindStringIndex(name); at != nil {
		name = name[:at[0]] + "-" + strings.ToLower(name[at[0]:])
	}
	name = firstCapital.ReplaceAllString(name, "$1-$2")
	return strings.ToLower(endCapital.ReplaceAllString(name, "$1-$2"))
}

// nearest returns up to three candidates that are a few typing errors away from the name.
func nearest(name string, candidates []string) []string {
	most := 1 + len(name)/5
	type relative struct {
		name     string
		distance int
	}
	var near []relative
	for _, candidate := range candidates {
		if distance := countEdits(name, candidate, most); 0 < distance && distance <= most {
			near = append(near, relative{candidate, distance})
		}
	}
	slices.SortStableFunc(near, func(a, b relative) int { return a.distance - b.distance })
	var names []string
	for _, r := range near[:min(len(near), 3)] {
		names = append(names, r.name)
	}
	return names
}

// countEdits counts the characters to insert, delete or replace between two words, and gives up above most.
func countEdits(a, b string, most int) int {
	if len(a)-len(b) > most || len(b)-len(a) > most {
		return most + 1
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, diagonal+1)
		}
	}
	return row[len(b)]
}
