package rules

import (
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/cognitocheck/cognitocheck/validator/engine/table"
)

// levels are the levels of rules, as the engine numbers them.
var levels = map[string]table.Level{"error": table.Error, "warn": table.Warn, "off": table.Off}

// undeclared are the ids in codes of the engine that no declaration has: the walk over a body finds what they say.
var undeclared = []string{"deprecated", "reset-to-default"}

// WritePack compiles rules of one's own to a pack, which engines load (see [table.PackSignature]). taken are the rules
// that come with the engines: their ids cannot be used again. The error is one *Error, or several joined.
func WritePack(rules, taken []*Rule) ([]byte, error) {
	for _, r := range rules {
		isOf := func(t *Rule) bool { return t.ID == r.ID }
		if slices.Contains(undeclared, r.ID) || slices.ContainsFunc(taken, isOf) {
			return nil, &Error{r.Position, r.ID, "this id is that of a rule of Cognito's; write another"}
		}
		if r.Answer != "" {
			return nil, &Error{r.Position, r.ID,
				"a rule of your own has no answer: the service knows nothing of it; write message alone"}
		}
	}
	var messages []string
	for _, r := range rules {
		message, err := writeMessage(r)
		if err != nil {
			return nil, err
		}
		messages = append(messages, message)
	}
	if len(rules) > table.MaxPackRules {
		return nil, rules[table.MaxPackRules].failed("there are %d rules, more than the %d that a pack has room for",
			len(rules), table.MaxPackRules)
	}
	looks, err := Compile(rules)
	if err != nil {
		return nil, err
	}
	if len(looks) > math.MaxUint8 {
		return nil, fmt.Errorf("the rules look at %d places, more than the %d of a pack; divide them", len(looks),
			math.MaxUint8)
	}
	number := map[*Rule]byte{}
	var codes []byte
	for i, r := range rules {
		number[r] = byte(i)
		codes = appendStrings(codes, "rule."+r.ID, messages[i], r.Exception)
		codes = append(codes, byte(levels[r.Level]))
	}
	var names, constants Numbers
	var places []byte
	for _, l := range looks {
		code, err := l.Encode(func(r *Rule) byte { return number[r] }, nil)
		if err != nil {
			return nil, err
		}
		for _, list := range []struct {
			of         *Numbers
			references []Reference
		}{{&names, code.Names}, {&constants, code.Constants}} {
			if err := list.of.Number(code.Bytes, list.references); err != nil {
				return nil, l.firstRule().failed("%w", err)
			}
		}
		places = append(places, byte(len(l.Operations)))
		places = appendStrings(places, l.Operations...)
		places = append(places, code.Bytes...)
	}
	pack := binary.LittleEndian.AppendUint32(nil, table.PackSignature)
	for _, list := range []Numbers{names, constants} {
		pack = append(pack, byte(len(list)))
		pack = appendStrings(pack, list...)
	}
	pack = append(pack, byte(len(rules)))
	pack = append(pack, codes...)
	pack = append(pack, byte(len(looks)))
	pack = append(pack, places...)
	if len(pack) > table.MaxPack {
		return nil, fmt.Errorf("the rules take %d bytes, more than the %d of a pack; divide them, or shorten patterns",
			len(pack), table.MaxPack)
	}
	return pack, nil
}

// writeMessage is the message of a rule, with its key where it has one.
func writeMessage(r *Rule) (string, error) {
	key := ""
	for i, l := range r.Looks {
		if len(r.MessageTexts) == 1 {
			break
		}
		last := l.Path.Steps[len(l.Path.Steps)-1].Name
		if i > 0 && last != key {
			return "", r.failed("the message has {key}, and the places end in %s and %s; write a rule for each", key, last)
		}
		key = last
	}
	message := strings.Join(r.MessageTexts, key)
	if len(message) > maxText {
		return "", r.failed("the message has %d bytes; write at most %d", len(message), maxText)
	}
	return message, nil
}

// appendStrings appends strings, each after its length.
func appendStrings(to []byte, all ...string) []byte {
	for _, s := range all {
		to = append(append(to, byte(len(s))), s...)
	}
	return to
}
