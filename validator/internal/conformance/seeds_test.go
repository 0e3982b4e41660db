package conformance

import (
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/cognitocheck/cognitocheck/validator"
)

// addSeeds adds the seeds of a fuzz target from testdata/seeds.txt, a line for each.
func addSeeds(f *testing.F, target string) {
	f.Helper()
	text, err := os.ReadFile("testdata/seeds.txt")
	if err != nil {
		f.Fatal(err)
	}
	added := 0
	for line := range strings.Lines(string(text)) {
		words, ok := strings.CutPrefix(line, target+" ")
		if !ok {
			continue
		}
		name, words, _ := strings.Cut(strings.TrimSpace(words), " ")
		var arguments []any
		for words != "" {
			argument, rest, err := readArgument(words)
			if err != nil {
				f.Fatalf("seed %s of %s: %v", name, target, err)
			}
			arguments = append(arguments, argument)
			words = strings.TrimSpace(rest)
		}
		f.Add(arguments...)
		added++
	}
	if added == 0 {
		f.Fatalf("testdata/seeds.txt has no seed of %s", target)
	}
}

// readArgument reads the first of some arguments, a conversion as Go writes it, or operation(NAME).
func readArgument(words string) (argument any, rest string, err error) {
	kind, words, _ := strings.Cut(words, "(")
	if kind == "[]byte" || kind == "string" {
		quoted, err := strconv.QuotedPrefix(words)
		if err != nil {
			return nil, "", err
		}
		text, err := strconv.Unquote(quoted)
		if err != nil {
			return nil, "", err
		}
		if argument = text; kind == "[]byte" {
			argument = []byte(text)
		}
		return argument, strings.TrimPrefix(words[len(quoted):], ")"), nil
	}
	value, rest, _ := strings.Cut(words, ")")
	switch kind {
	case "operation":
		op, err := validator.Lookup(value)
		if err != nil {
			return nil, "", err
		}
		return uint16(slices.Index(validator.Operations(), op)), rest, nil
	case "bool":
		argument, err = strconv.ParseBool(value)
		return argument, rest, err
	}
	n, err := strconv.ParseUint(value, 10, 16)
	if err != nil {
		return nil, "", err
	}
	if argument = uint16(n); kind == "byte" {
		argument = byte(n)
	}
	return argument, rest, nil
}
