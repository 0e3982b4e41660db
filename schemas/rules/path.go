package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cognitocheck/cognitocheck/schemas"
	"github.com/cognitocheck/cognitocheck/schemas/jsonpointer"
)

// Path is a place of a request, or many: the way from the body to a value.
type Path struct {
	Text  string // as the declaration has it; empty for the body itself
	Steps []Step
}

// StepKind is how a step goes on.
type StepKind int

// The kinds of steps.
const (
	Member StepKind = iota // to the member of a structure that has the step's name
	Each                   // to each element of a list, or each value of a map
	Entry                  // to the value of the map's entry that has the step's name
	Keys                   // to each key of a map; always the last step
)

// Step is one step of a path.
type Step struct {
	Kind StepKind
	Name string // of a Member or an Entry
	// Optional is whether the way goes on where the step leads to nothing: to the default value. A violation is then at
	// the first place of the way that is missing. All steps after an optional one are optional.
	Optional bool
	// Container is what the step goes from, Shape what it leads to.
	Container, Shape *schemas.Shape

	// Sensitive is whether what the step leads to is sensitive, or inside what is.
	Sensitive bool
}

// keysOf begins the path of the keys of a map.
const keysOf = "keys of "

// pathError is what is wrong with a path, at the scalar value with that index.
type pathError struct {
	index   int
	message string
}

func (e *pathError) Error() string { return e.message }

// resolvePath reads a path through a shape. The error is a *pathError.
func resolvePath(text string, root *schemas.Shape) (Path, error) {
	p := Path{Text: text}
	failed := func(index int, format string, a ...any) (Path, error) {
		return Path{}, &pathError{index, fmt.Sprintf(format, a...)}
	}
	rest, ofKeys := strings.CutPrefix(text, keysOf)
	if text == "" {
		return p, nil
	}
	index := len([]rune(text)) - len([]rune(rest))
	if !strings.HasPrefix(rest, "/") {
		return failed(index, "a place begins with /, or is left out for the body; write /Member, or keys of /Map")
	}
	at := Step{Shape: root, Sensitive: root.Sensitive}
	for _, token := range strings.Split(rest[1:], "/") {
		index++ // the slash
		start := index
		index += len([]rune(token))
		s := Step{Container: at.Shape, Sensitive: at.Sensitive}
		token, s.Optional = strings.CutSuffix(token, "?")
		switch {
		case at.Optional && !s.Optional:
			return failed(start, "all steps after one with ? have one too; write %s?", token)
		case s.Optional && token == "*":
			return failed(start, "* leads to what is there; leave out its ?")
		case s.Optional && ofKeys:
			return failed(start, "there are no keys of what is missing; leave out the ?")
		}
		name, ok := jsonpointer.Unescape(token)
		if !ok {
			return failed(start, "in a name ~ is written ~0 and / is written ~1")
		}
		switch shape := at.Shape; {
		case shape.Type == schemas.Structure && token == "*":
			return failed(start, "%s is a structure, which has members; name one", describe(shape))
		case shape.Type == schemas.Structure && name == "":
			return failed(start, "a name is missing after the /; leave at out for the request itself")
		case shape.Type == schemas.Structure:
			m := shape.Member(name)
			if m == nil {
				advice := Meant(name, memberNames(shape))
				if first, _, ok := strings.Cut(name, "."); ok && shape.Member(first) != nil {
					advice = "; steps are divided by /"
				}
				return failed(start, "%s has no member %s%s", describe(shape), name, advice)
			}
			s.Kind, s.Name, s.Shape = Member, name, m.Shape
			s.Sensitive = s.Sensitive || m.Sensitive
		case shape.Type == schemas.List && token != "*":
			return failed(start, "%s is a list: write * for each element", describe(shape))
		case shape.Type == schemas.List:
			s.Kind, s.Shape = Each, shape.Element
		case shape.Type == schemas.Map && token == "*":
			s.Kind, s.Shape = Each, shape.Value
			s.Sensitive = s.Sensitive || shape.HidesEntries()
		case shape.Type == schemas.Map:
			if len(escapeText(name)) > maxText {
				return failed(start, "a key has at most %d bytes, and this has %d; look at all by keys of",
					maxText, len(escapeText(name)))
			}
			if len(shape.Key.Enum) > 0 && !slices.Contains(shape.Key.Enum, name) {
				return failed(start, "%s has no key %s%s", describe(shape), name, Meant(name, shape.Key.Enum))
			}
			s.Kind, s.Name, s.Shape = Entry, name, shape.Value
			s.Sensitive = s.Sensitive || shape.HidesEntry(name)
		default:
			return failed(start, "nothing is inside of %s; end the place before this step", describe(shape))
		}
		s.Sensitive = s.Sensitive || s.Shape.Sensitive
		p.Steps = append(p.Steps, s)
		at = s
	}
	if ofKeys {
		if at.Shape.Type != schemas.Map {
			return failed(len([]rune(keysOf)), "%s has no keys; write the place alone", describe(at.Shape))
		}
		p.Steps = append(p.Steps, Step{
			Kind: Keys, Container: at.Shape, Shape: at.Shape.Key, Sensitive: at.Sensitive || at.Shape.Key.Sensitive,
		})
	}
	return p, nil
}

func memberNames(s *schemas.Shape) []string {
	names := make([]string, len(s.Members))
	for i, m := range s.Members {
		names[i] = m.Name
	}
	return names
}

// describe names a shape in messages.
func describe(s *schemas.Shape) string {
	if s.Name == "" {
		return "the request"
	}
	return s.Name
}
