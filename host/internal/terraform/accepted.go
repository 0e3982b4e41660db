package terraform

import (
	"encoding/base64"
	"regexp"
	"regexp/syntax"
	"strings"
	"sync"

	"github.com/cognitocheck/cognitocheck/schemas"
	"github.com/cognitocheck/cognitocheck/schemas/plainjson"
)

// openNode makes the value of what is known only after apply: one that the shape accepts, so that the service's rules,
// which are looked at when the shapes pass, are looked at.
func openNode(shape *schemas.Shape, attribute string) *node {
	n, ok := acceptedNode(shape)
	if !ok {
		n = &node{shape: shape, absent: true}
	}
	n.attribute, n.open = attribute, true
	return n
}

// acceptedNode makes a small value that a shape accepts, or says that it found none.
func acceptedNode(shape *schemas.Shape) (*node, bool) {
	n := &node{shape: shape}
	least := int64(0)
	if shape.Min != nil {
		least = *shape.Min
	}
	switch shape.Type {
	case schemas.Structure:
		for _, m := range shape.Members {
			if !m.Required {
				continue
			}
			value, ok := acceptedNode(m.Shape)
			if !ok {
				return nil, false
			}
			n.put(m.Name, value)
		}
	case schemas.List:
		for range least {
			value, ok := acceptedNode(shape.Element)
			if !ok {
				return nil, false
			}
			n.elements = append(n.elements, value)
		}
	case schemas.Map:
		if least == 0 {
			return n, true
		}
		key, ok := acceptedText(shape.Key)
		value, too := acceptedNode(shape.Value)
		if !ok || !too || least > 1 {
			return nil, false
		}
		n.put(key, value)
	case schemas.String:
		text, ok := acceptedText(shape)
		n.scalar = plainjson.Marshal(text)
		return n, ok
	case schemas.Blob:
		n.scalar = plainjson.Marshal(base64.StdEncoding.EncodeToString(make([]byte, least)))
	case schemas.Boolean:
		n.scalar = []byte("false")
	case schemas.AnyValue:
		n.scalar = []byte("{}")
	default:
		number := max(least, 0)
		if shape.Max != nil {
			number = min(number, *shape.Max)
		}
		n.scalar = plainjson.Marshal(number)
	}
	return n, true
}

// acceptedTexts holds what acceptedText found, by shape.
var acceptedTexts sync.Map // of *schemas.Shape to string; "" where it found none

// acceptedText finds a text that a shape accepts.
func acceptedText(shape *schemas.Shape) (string, bool) {
	if found, ok := acceptedTexts.Load(shape); ok {
		return found.(string), found != ""
	}
	found := findText(shape)
	acceptedTexts.Store(shape, found)
	return found, found != ""
}

func findText(shape *schemas.Shape) string {
	if len(shape.Enum) > 0 {
		return shape.Enum[0]
	}
	least, most := int64(1), int64(1<<16)
	if shape.Min != nil {
		least = max(*shape.Min, 1)
	}
	if shape.Max != nil {
		most = *shape.Max
	}
	if shape.Pattern == "" {
		return strings.Repeat("a", int(least))
	}
	tree, err := syntax.Parse(shape.Pattern, syntax.Perl)
	if err != nil {
		return ""
	}
	pattern, err := regexp.Compile(shape.Pattern)
	if err != nil {
		return ""
	}
	// Each repetition as many times as the text is still too short without.
	for times := range int(least) + 2 {
		text := writeMatch(tree, times)
		if n := int64(len(text)); n >= least && n <= most && pattern.MatchString(text) {
			return text
		}
	}
	return ""
}

// writeMatch writes a text that matches, with each repetition as many times as it is asked for, as far as it may be.
func writeMatch(re *syntax.Regexp, times int) string {
	switch re.Op {
	case syntax.OpLiteral:
		return string(re.Rune)
	case syntax.OpCharClass:
		return string(pickRune(re.Rune))
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		return "a"
	case syntax.OpConcat:
		var out strings.Builder
		for _, sub := range re.Sub {
			out.WriteString(writeMatch(sub, times))
		}
		return out.String()
	case syntax.OpCapture, syntax.OpAlternate:
		return writeMatch(re.Sub[0], times)
	case syntax.OpStar:
		return strings.Repeat(writeMatch(re.Sub[0], times), times)
	case syntax.OpQuest:
		return strings.Repeat(writeMatch(re.Sub[0], times), min(times, 1))
	case syntax.OpPlus:
		return strings.Repeat(writeMatch(re.Sub[0], times), max(times, 1))
	case syntax.OpRepeat:
		count := max(times, re.Min)
		if re.Max >= 0 {
			count = min(count, re.Max)
		}
		return strings.Repeat(writeMatch(re.Sub[0], times), count)
	}
	return ""
}

// pickRune picks a plain character of a class, where it has one.
func pickRune(class []rune) rune {
	for _, want := range []rune{'a', '1', 'A'} {
		for i := 0; i+1 < len(class); i += 2 {
			if class[i] <= want && want <= class[i+1] {
				return want
			}
		}
	}
	return class[0]
}
