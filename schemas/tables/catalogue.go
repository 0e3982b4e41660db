package main

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/cognitocheck/cognitocheck/schemas"
	"github.com/cognitocheck/cognitocheck/schemas/plainjson"
	"github.com/cognitocheck/cognitocheck/schemas/rules"
)

// listTexts lists the texts that a person reads, for the npm package: the messages of the codes as a table, and the
// messages of the rules and the words that go into messages as lists. Each is what its languages are checked against.
// packs is the folder of the packs of rules that come along.
func listTexts(s sources, packs string) (messages, catalogue []byte, err error) {
	along, err := readRules(packs, s.services)
	if err != nil {
		return nil, nil, err
	}
	w := new(bytes.Buffer)
	fmt.Fprint(w, header, "/** The module's message for each code that is no rule's, with its placeholders. */\n",
		"export const english = {\n")
	for _, c := range s.texts.codes {
		fmt.Fprintf(w, "  %s: %s,\n", quoteScript(c.name), quoteScript(c.told))
	}
	fmt.Fprint(w, "} as const;\n")
	messages = slices.Clone(w.Bytes())

	w.Reset()
	fmt.Fprint(w, header)
	writeStrings(w, "ruleTexts", "The messages of the rules, those of the packs that come along too.",
		listRuleMessages(slices.Concat(s.rules, along)))
	writeStrings(w, "words", "The words that the module puts in the place of a placeholder.",
		listWords(s.texts, s.services))
	return messages, w.Bytes(), nil
}

// listRuleMessages lists the messages of the rules, each once, with {key} in the place of a key.
func listRuleMessages(all []*rules.Rule) []string {
	var messages []string
	for _, r := range all {
		messages = append(messages, strings.Join(r.MessageTexts, "{key}"))
	}
	return sortOnce(messages)
}

// listWords lists what the engine puts in the place of the placeholders {unit}, {nearest}, {expected}, {found},
// {reason} and {allowed}, each once.
func listWords(texts *textFile, services []*schemas.Service) []string {
	all := []string{fallbackWords}
	for _, t := range texts.texts {
		switch t.name {
		case "Character", "Byte":
			all = append(all, t.words)
		case "DidYouMean":
			all = append(all, t.words+"{member}?")
		}
	}
	for _, set := range texts.sets {
		switch set.name {
		case "expected", "found", "reason":
			for _, item := range set.items {
				all = append(all, item.words)
			}
		}
	}
	for _, service := range services {
		for _, s := range service.Shapes {
			if s.Pattern != "" {
				all = append(all, words(s.ServicePattern))
			}
		}
	}
	return sortOnce(all)
}

func sortOnce(all []string) []string {
	slices.Sort(all)
	return slices.Compact(all)
}

// writeStrings writes strings as a constant of TypeScript.
func writeStrings(w *bytes.Buffer, name, comment string, all []string) {
	fmt.Fprintf(w, "/** %s */\nexport const %s = [\n", comment, name)
	for _, s := range all {
		fmt.Fprintf(w, "  %s,\n", quoteScript(s))
	}
	fmt.Fprint(w, "] as const;\n\n")
}

// quoteScript writes a string as a literal of TypeScript.
func quoteScript(s string) string {
	return string(plainjson.Marshal(s))
}
