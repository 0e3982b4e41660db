package main

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/cognitocheck/cognitocheck/validator/engine/table"
)

// codeText is a code of violations, as texts.txt or a rule declares it.
type codeText struct {
	name, message string
	// told is the message as it is written, with its placeholders' names.
	told    string
	level   table.Level
	class   table.Class
	bound   table.Bound
	counted bool
	// exception and answer are those of the service, for a rule.
	exception, answer string
}

// namedText is a text with the name of its constant, or an item of a set with its own.
type namedText struct{ name, words string }

// textSet is a set of texts that are found by their place or by what they say.
type textSet struct {
	name string
	// by names what gives the items and their order: another set, or a Go type of package table.
	by    string
	items []namedText
	// where is the file and line of its declaration.
	where string
}

// textFile is what is declared in texts.txt, and in the files of the rules.
type textFile struct {
	codes []codeText
	texts []namedText
	sets  []textSet
}

// declared tells where a name was declared, by its kind and itself: "text ARN".
type declared map[string]string

// add notes a name. It is an error when there is one of the same kind already.
func (d declared) add(kind, name, where string) error {
	key := kind + " " + name
	if first, ok := d[key]; ok {
		return fmt.Errorf("%s: %s is declared already, at %s: give one of them another name", where, key, first)
	}
	d[key] = where
	return nil
}

// longestText is the length in bytes of the longest text: the tables have a text's length in a byte.
const longestText = 255

// checkTexts checks that the tables can have the texts: they are short, and of one line.
func checkTexts(texts ...string) error {
	for _, text := range texts {
		if len(text) > longestText {
			return fmt.Errorf("the text %.30q… has %d bytes, more than the %d that its length has room for: shorten it",
				text, len(text), longestText)
		}
		if strings.Contains(text, "\n") {
			return fmt.Errorf("the text %q has a line feed: write it in one line", text)
		}
	}
	return nil
}

// placeholders are those of a message, each with its byte in the tables.
var placeholders = []struct {
	name string
	code table.Placeholder
}{
	{"{limit}", table.PlaceLimit},
	{"{actual}", table.PlaceActual},
	{"{s}", table.PlaceS},
	{"{ies}", table.PlaceIes},
	{"{allowed}", table.PlaceAllowed},
	{"{enum}", table.PlaceEnum},
	{"{expected}", table.PlaceExpected},
	{"{found}", table.PlaceFound},
	{"{reason}", table.PlaceReason},
	{"{member}", table.PlaceMember},
	{"{unit}", table.PlaceUnit},
	{"{date}", table.PlaceDate},
	{"{nearest}", table.PlaceNearest},
}

// unfilled matches what looks like a placeholder and is none.
var unfilled = regexp.MustCompile(`\{[a-z]+\}`)

// fillable puts the placeholders' bytes into a message.
func fillable(message string) (string, error) {
	for _, p := range placeholders {
		message = strings.ReplaceAll(message, p.name, string(rune(p.code)))
	}
	if unknown := unfilled.FindString(message); unknown != "" {
		return "", fmt.Errorf("unknown placeholder %s", unknown)
	}
	return message, nil
}

var (
	levels = map[string]table.Level{"error": table.Error, "warn": table.Warn, "off": table.Off, "fixed": table.Fixed}
	bounds = map[string]table.Bound{"lower": table.Lower, "upper": table.Upper, "depth": table.Depth}
	// classes are those of the codes that texts.txt declares; the rules' own is table.Rule.
	classes = map[string]table.Class{
		"unreadable": table.Unreadable, "constraint": table.Constraint, "accepted": table.Accepted,
	}
)

// orders are the types of package table whose values number the items of a set.
var orders = map[string][]string{
	"Kind": {
		"Any", "Structure", "List", "Map", "String", "Blob", "Integer", "Long", "Boolean", "Timestamp",
	},
	"Level": {"Error", "Warn", "Off"},
}

// readTexts reads texts.txt, whose first lines say how it is written.
func readTexts(path string, known declared) (*textFile, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	all := new(textFile)
	var set *textSet // the one whose items may follow
	for n, whole := range strings.Split(string(data), "\n") {
		where := fmt.Sprintf("%s:%d", path, n+1)
		line := strings.TrimSpace(whole)
		if line == "" || line[0] == '#' {
			continue
		}
		kind, rest, _ := strings.Cut(line, " ")
		if whole[0] == ' ' {
			if set == nil {
				return nil, fmt.Errorf("%s: an indented line is an item of a set, and there is no set", where)
			}
			words, err := unquote(rest)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", where, err)
			}
			set.items = append(set.items, namedText{kind, words})
			continue
		}
		set = nil
		name, rest, _ := strings.Cut(strings.TrimLeft(rest, " "), " ")
		if err := known.add(kind, name, where); err != nil {
			return nil, err
		}
		switch kind {
		case "text":
			words, err := unquote(rest)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", where, err)
			}
			all.texts = append(all.texts, namedText{name, words})
		case "set":
			all.sets = append(all.sets, textSet{name: name, where: where})
			set = &all.sets[len(all.sets)-1]
			if by := strings.Fields(rest); len(by) == 2 && by[0] == "by" {
				set.by = by[1]
			} else if len(by) > 0 {
				return nil, fmt.Errorf("%s: after a set's name comes nothing, or by and another's name, not %q", where, rest)
			}
		case "code":
			code, err := readCode(name, strings.TrimLeft(rest, " "))
			if err != nil {
				return nil, fmt.Errorf("%s: %w", where, err)
			}
			all.codes = append(all.codes, code)
		default:
			return nil, fmt.Errorf("%s: a line starts with code, text or set, not %q", where, kind)
		}
	}
	return all, nil
}

// unquote returns what words say; they may be a string in Go's quotes.
func unquote(words string) (string, error) {
	words = strings.TrimSpace(words)
	if strings.HasPrefix(words, `"`) {
		var err error
		if words, err = strconv.Unquote(words); err != nil {
			return "", err
		}
	}
	return words, checkTexts(words)
}

// readCode reads the declaration of a code after its name: level, class and message.
func readCode(name, rest string) (codeText, error) {
	code := codeText{name: name}
	level, rest, _ := strings.Cut(rest, " ")
	class, message, _ := strings.Cut(strings.TrimLeft(rest, " "), " ")
	var ok bool
	if code.level, ok = levels[level]; !ok {
		return code, fmt.Errorf("unknown level %q", level)
	}
	for i, word := range strings.Split(class, ",") {
		bound, isBound := bounds[word]
		switch {
		case i == 0:
			if code.class, ok = classes[word]; !ok {
				return code, fmt.Errorf("unknown class %q", word)
			}
		case isBound:
			code.bound = bound
		case word == "counted":
			code.counted = true
		default:
			return code, fmt.Errorf("after the class comes lower, upper, depth or counted, not %q", word)
		}
	}
	var err error
	code.told = strings.TrimSpace(message)
	if code.message, err = fillable(code.told); err != nil {
		return code, err
	}
	if code.message == "" {
		return code, fmt.Errorf("code %s has no message", name)
	}
	return code, checkTexts(code.name, code.message)
}

// checkOrders checks that a set which follows something has the same items in the same order.
func (f *textFile) checkOrders() error {
	for _, set := range f.sets {
		if set.by == "" {
			continue
		}
		want, ok := orders[set.by]
		for _, other := range f.sets {
			if other.name == set.by {
				want, ok = other.itemNames(), true
			}
		}
		if !ok {
			return fmt.Errorf("%s: set %s is by %s, which is neither a set nor a type of package table",
				set.where, set.name, set.by)
		}
		if have := set.itemNames(); !slices.Equal(have, want) {
			return fmt.Errorf("%s: set %s has the items %q, and %s has %q", set.where, set.name, have, set.by, want)
		}
	}
	return nil
}

func (s textSet) itemNames() []string {
	var names []string
	for _, item := range s.items {
		names = append(names, item.name)
	}
	return names
}
