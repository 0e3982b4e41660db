package rules

import (
	"bytes"
	"encoding/binary"
	"math"
	"slices"
	"strings"

	"github.com/cognitocheck/cognitocheck/validator/engine/table"
)

// levels are the levels of rules, as the engine numbers them.
var levels = map[string]table.Level{"error": table.Error, "warn": table.Warn, "off": table.Off}

// undeclared are the ids in codes of the engine that no declaration has: the walk over a body finds what they say.
var undeclared = []string{"deprecated", "reset-to-default"}

// signature is how a pack begins, with the form's version as its last byte.
var signature = binary.LittleEndian.AppendUint32(nil, table.PackSignature)

// IsPack tells whether data is a compiled pack, of whatever version.
func IsPack(data []byte) bool { return bytes.HasPrefix(data, signature[:len(signature)-1]) }

// WritePack compiles rules of one's own to a pack, which engines load (see [table.PackSignature]). taken are the rules
// that come with the engines: their ids cannot be used again. The error is one *Error, or several joined.
func WritePack(rules, taken []*Rule) ([]byte, error) {
	for _, r := range rules {
		isOf := func(t *Rule) bool { return t.ID == r.ID }
		if slices.Contains(undeclared, r.ID) || slices.ContainsFunc(taken, isOf) {
			return nil, r.failed("id", "this id is that of a rule of Cognito's; write another")
		}
		if r.Answer != "" {
			return nil, r.failed("answer",
				"a rule of your own has no answer: the service knows nothing of it; write message alone")
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
		return nil, rules[table.MaxPackRules].failed("id", "there are %d rules, more than the %d that a pack has room for",
			len(rules), table.MaxPackRules)
	}
	looks, err := Compile(rules)
	if err != nil {
		return nil, err
	}
	count := 0
	for i, l := range looks {
		if count += len(l.Operations); count > table.MaxPackLooks || i == math.MaxUint8 {
			return nil, l.firstRule().failed("on", "with this rule the rules look at more places, each counted for each "+
				"of its operations, than the %d that a pack has room for; name fewer operations or places", table.MaxPackLooks)
		}
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
	step := StepNumbers(number)
	for _, l := range looks {
		code, err := l.Encode(step, nil)
		if err != nil {
			return nil, err
		}
		for _, list := range []struct {
			of         *Numbers
			references []Reference
		}{{&names, code.Names}, {&constants, code.Constants}} {
			if err := list.of.Number(code.Bytes, list.references); err != nil {
				return nil, l.ruleWith((*list.of)[math.MaxUint8]).failed("holds",
					"%w; name fewer keys, and compare with fewer texts", err)
			}
		}
		places = append(places, byte(len(l.Operations)))
		places = appendStrings(places, l.Operations...)
		places = append(places, code.Bytes...)
	}
	pack := bytes.Clone(signature)
	for _, list := range []Numbers{names, constants} {
		pack = append(pack, byte(len(list)))
		pack = appendStrings(pack, list...)
	}
	pack = append(pack, byte(len(rules)))
	pack = append(pack, codes...)
	pack = append(pack, byte(len(looks)))
	pack = append(pack, places...)
	if len(pack) > table.MaxPack {
		longest, size := longestRule(looks)
		return nil, longest.failed("holds", "the rules take %d bytes, more than the %d of a pack, and this one takes "+
			"most, %d; shorten patterns, or leave rules out", len(pack), table.MaxPack, size)
	}
	return pack, nil
}

// longestRule is the rule whose code is the longest, and how many bytes it has.
func longestRule(looks []*CompiledLook) (longest *Rule, size int) {
	sizes := map[*Rule]int{}
	for _, l := range looks {
		for _, p := range l.Places {
			for _, r := range p.Rules {
				if sizes[r.Rule] += len(r.Holds.Bytes); sizes[r.Rule] > size {
					longest, size = r.Rule, sizes[r.Rule]
				}
			}
		}
	}
	return longest, size
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
			return "", r.failed("message", "the message has {key}, and the places end in %s and %s; write a rule for each",
				key, last)
		}
		key = last
	}
	message := strings.Join(r.MessageTexts, key)
	if len(message) > maxText {
		return "", r.failed("message", "the message has %d bytes; write at most %d", len(message), maxText)
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
