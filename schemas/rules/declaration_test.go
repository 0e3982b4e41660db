package rules_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/cognitocheck/cognitocheck/schemas/rules"
)

// whole is a declaration with every field.
const whole = `# A comment, é.
- id: one-2
  on: [CreateUserPool, cognito-idp.UpdateUserPool]
  at:
    - /Schema/*/Name
    - ""
  holds: |
    self != "é" &&
      has(request.Schema)
  level: warn
  exception: SomeException
  answer: "Text {self} with {{braces}} \u00e9"
  message: >-
    Do this,
    then that.
  after: [two]
  source: 'it''s known'
  examples:
    - breaks: {A: 1, "B": [1.50, true, null, 'x']}
      passes:
        C: &part {D: <&>}
        E: *part
      on: UpdateUserPool
      at: /A
      answer: filled
    - breaks: {}
      passes: {}
`

func TestParseReadsEveryField(t *testing.T) {
	all, err := rules.Parse("team.yaml", []byte(whole))
	if err != nil || len(all) != 1 {
		t.Fatal(all, err)
	}
	d := all[0]
	for name, c := range map[string]struct{ have, want any }{
		"id":        {d.ID, "one-2"},
		"on":        {d.On, []string{"CreateUserPool", "cognito-idp.UpdateUserPool"}},
		"at":        {d.At, []string{"/Schema/*/Name", ""}},
		"holds":     {d.Holds, "self != \"é\" &&\n  has(request.Schema)"},
		"level":     {d.Level, rules.LevelWarn},
		"exception": {d.Exception, "SomeException"},
		"answer":    {d.Answer, "Text {self} with {{braces}} é"},
		"message":   {d.Message, "Do this, then that."},
		"after":     {d.After, []string{"two"}},
		"source":    {d.Source, "it's known"},
		"position":  {d.Position, rules.Position{File: "team.yaml", Line: 2, Column: 3}},
		"examples":  {len(d.Examples), 2},
		"breaks":    {string(d.Examples[0].Breaks), `{"A":1,"B":[1.50,true,null,"x"]}`},
		"passes":    {string(d.Examples[0].Passes), `{"C":{"D":"<&>"},"E":{"D":"<&>"}}`},
		"its on":    {d.Examples[0].On, "UpdateUserPool"},
		"its at":    {d.Examples[0].At, "/A"},
		"its text":  {d.Examples[0].Answer, "filled"},
		"its place": {d.Examples[1].Position, rules.Position{File: "team.yaml", Line: 26, Column: 7}},
	} {
		if !reflect.DeepEqual(c.have, c.want) {
			t.Errorf("%s: %#v, want %#v", name, c.have, c.want)
		}
	}
}

func TestParseDefaults(t *testing.T) {
	all, err := rules.Parse("team.yaml", []byte(`[{id: a, on: [B], holds: "true", message: m, source: s, examples:
		{breaks: {}, passes: {}}}]`))
	if err != nil {
		t.Fatal(err)
	}
	if d := all[0]; !reflect.DeepEqual(d.At, []string{""}) || d.Level != rules.LevelError ||
		d.Exception != rules.DefaultException || d.Answer != "" || d.After != nil {
		t.Errorf("%+v", d)
	}
}

// minimal is a declaration in five lines, to which cases add theirs.
const minimal = `- id: a
  on: [B]
  holds: self.c
  message: m
  source: s
  examples: {breaks: {}, passes: {}}
`

func TestParseRefuses(t *testing.T) {
	for name, c := range map[string]struct{ file, want string }{
		"nothing":        {"", "f:1:1: the file is not a list of rules; begin each with - id:"},
		"comments alone": {"# a\n", "f:1:1: the file is not a list of rules; begin each with - id:"},
		"a mapping":      {"\nid: a\n", "f:2:1: the file is not a list of rules; begin each with - id:"},
		"an empty list":  {"[]", "f:1:1: the file is not a list of rules; begin each with - id:"},
		"two documents":  {minimal + "---\n- id: b\n", "f:8:1: a second document begins; write one list"},
		"a text for a rule": {
			"- a\n",
			"f:1:3: a rule is a mapping; write one of id, on, at, holds, level, exception, answer, message, after, " +
				"source, examples",
		},
		"no YAML": {"- id: a\n  holds: \"x\" in self\n", "f:2:14: this is not YAML: value is not allowed in this context. " +
			"map key-value is pre-defined; all keys of a rule begin in one column, and an expression or a text with " +
			"characters of YAML's own goes in quotes, or in a block after >-"},
		"a tab":          {"- id: a\n\ton: [B]\n", "f:2:1: this is not YAML: there is a tab; indent by spaces"},
		"a key twice":    {"- id: a\n  id: b\n", `f:2:3: the key "id" is there already; take one out`},
		"a misspelt key": {minimal + "  mesage: x\n", `f:7:3: rule a: a rule has no key "mesage"; did you mean message?`},
		"a foreign key": {minimal + "  zzzzzzzzz: x\n", `f:7:3: rule a: a rule has no key "zzzzzzzzz"; ` +
			"write id, on, at, holds, level, exception, answer, message, after, source or examples"},
		"missing keys": {"- on: [B]\n  message: m\n",
			"f:1:3: the rule lacks id, holds, source, examples; add what is missing"},
		"neither message nor answer": {
			strings.Replace(minimal, "  message: m\n", "", 1), "f:1:3: rule a: the rule lacks message; add what is missing",
		},
		"no message, and an answer with a value": {
			strings.Replace(minimal, "message: m", "answer: not {self}", 1),
			"f:1:3: rule a: the answer shows a value, which a message never does; write a message as well",
		},
		"an empty key": {minimal + "  level:\n", "f:7:3: rule a: level is empty; leave it out, or say what it is"},
		"an empty text": {minimal + "  answer: ''\n",
			"f:7:11: rule a: answer is empty; leave it out, or say what it is"},
		"an empty text that must be there": {strings.Replace(minimal, "source: s", "source: ''", 1),
			"f:5:11: rule a: source is empty; say what it is"},
		"an empty list of places": {minimal + "  at: []\n",
			"f:7:7: rule a: at is an empty list; leave it out, or say what it is"},
		"an empty element": {minimal + "  at: [/A, null]\n", "f:7:12: rule a: this element of at is empty; take it out"},
		"a number as a text": {
			strings.Replace(minimal, "source: s", "source: 2026", 1),
			"f:5:11: rule a: source is a text; put it in quotes, or in a block after >-",
		},
		"a tag as an expression": {strings.Replace(minimal, "self.c", "!has(self.c)", 1),
			"f:3:10: rule a: holds is a text; put it in quotes, or in a block after >-"},
		"a list as a text": {
			strings.Replace(minimal, "source: s", "source: [s]", 1), "f:5:11: rule a: source is one text, not a list",
		},
		"two lines": {strings.Replace(minimal, ": m", ": |\n    a\n    b", 1),
			"f:4:12: rule a: message is one line of characters that can be seen; write it in a block after >-"},
		"a control character": {strings.Replace(minimal, ": m", `: "a\u0000"`, 1),
			"f:4:12: rule a: message is one line of characters that can be seen; write it in a block after >-"},
		"an empty line": {strings.Replace(minimal, "id: a", `id: "\n"`, 1),
			"f:1:7: id is empty; say what it is"},
		"white space":      {minimal + "  at: ' '\n", "f:7:7: rule a: at is empty; leave it out, or say what it is"},
		"another encoding": {"- id: \xe9", "f:1:1: the file is neither a compiled pack nor YAML in UTF-8"},
		"a place twice":    {minimal + "  at: [/A, /A]\n", `f:7:12: rule a: at has "/A" twice; take one out`},
		"a bad id": {strings.Replace(minimal, "id: a", "id: a_b", 1), `f:1:7: rule a_b: the id "a_b" is not lower-case ` +
			"words and digits joined by hyphens, of at most 48 bytes"},
		"a long id": {strings.Replace(minimal, "id: a", "id: "+strings.Repeat("a", 49), 1), "f:1:7: rule " +
			strings.Repeat("a", 49) + `: the id "` + strings.Repeat("a", 49) + `" is not lower-case words and digits joined ` +
			"by hyphens, of at most 48 bytes"},
		"an id twice": {minimal + minimal, "f:7:7: rule a: line 1 has a rule of this id already; write another id"},
		"a level":     {minimal + "  level: warning\n", `f:7:10: rule a: the level is error, warn or off, not "warning"`},
		"a long message": {strings.Replace(minimal, ": m", ": "+strings.Repeat("é", 128), 1),
			"f:4:12: rule a: message has 256 bytes; write at most 255"},
		"a long answer": {minimal + "  answer: " + strings.Repeat("a", 256) + "\n",
			"f:7:11: rule a: answer has 256 bytes; write at most 255"},
		"a value in a message": {strings.Replace(minimal, ": m", ": é {key} {self} {{", 1), "f:4:21: rule a: " +
			"a message says what to do, never a value; its only placeholder is {key}"},
		"a placeholder without an end": {minimal + "  answer: \"a\\u00e9 {b '}'\"\n", "f:7:20: rule a: this { begins a " +
			"placeholder that no } ends; write {{ for the brace itself"},
		"an end without a placeholder": {minimal + "  answer: 'it''s }'\n", "f:7:18: rule a: this } ends no placeholder; " +
			"write }} for the brace itself"},
		"after itself": {minimal + "  after: [a]\n", "f:7:11: rule a: the rule is not after itself; take its id out"},
		"no example": {strings.Replace(minimal, "{breaks: {}, passes: {}}", "[]", 1),
			"f:6:13: rule a: there is no example; write one"},
		"half an example": {strings.Replace(minimal, ", passes: {}", "", 1),
			"f:6:13: rule a: passes is missing: the example's request"},
		"a misspelt key of an example": {strings.Replace(minimal, "passes: {}", "passes: {}, braks: {}", 1),
			`f:6:38: rule a: an example has no key "braks"; did you mean breaks?`},
		"a text for a request": {strings.Replace(minimal, "passes: {}", "passes: '{}'", 1),
			"f:6:34: rule a: passes is a request, a mapping of its members"},
		"an octal number": {strings.Replace(minimal, "passes: {}", "passes: {A: 010}", 1),
			"f:6:38: rule a: 010 is no number of JSON; write it in decimal, or a text in quotes"},
		"an infinite number": {strings.Replace(minimal, "passes: {}", "passes: {A: [.inf]}", 1), "f:6:39: rule a: " +
			"a request has texts, numbers, true, false, null, lists and mappings only; a text with characters of YAML's own " +
			"goes in quotes"},
		"an unknown name of a part": {strings.Replace(minimal, "passes: {}", "passes: {A: *b}", 1),
			"f:6:38: rule a: nothing in the requests before this is named &b"},
		"a merged mapping": {strings.Replace(minimal, "{breaks: {}, passes: {}}",
			"\n    breaks: &b {}\n    passes:\n      <<: *b", 1),
			"f:9:7: rule a: a mapping is not merged into another; write its members here"},
		"a number for a place of an example": {strings.Replace(minimal, "passes: {}", "passes: {}, at: 1", 1),
			"f:6:42: rule a: at is a text; put it in quotes"},
	} {
		t.Run(name, func(t *testing.T) {
			all, err := rules.Parse("f", []byte(c.file))
			if err == nil || err.Error() != c.want || all != nil {
				t.Errorf("%v\nwant\n%s", err, c.want)
			}
			var one *rules.Error
			if err != nil && !errors.As(err, &one) {
				t.Errorf("%T is no *rules.Error", err)
			}
		})
	}
}

// TestRequestsDoNotGrow makes a request of names of names, each ten times the one before.
func TestRequestsDoNotGrow(t *testing.T) {
	request := "&a0 [1234567890]"
	for i, name := range []string{"a0", "a1", "a2", "a3", "a4", "a5"} {
		request += ", &a" + string(rune('1'+i)) + " [*" + name + strings.Repeat(", *"+name, 9) + "]"
	}
	_, err := rules.Parse("f", []byte(strings.Replace(minimal, "passes: {}", "passes: {A: ["+request+"]}", 1)))
	if err == nil || !strings.Contains(err.Error(), "rule a: the request grows beyond 1048576 bytes") {
		t.Error(err)
	}
}

// FuzzParse looks for files that make Parse panic, or return neither rules nor an error with a place.
func FuzzParse(f *testing.F) {
	f.Add([]byte(whole))
	f.Add([]byte(minimal))
	f.Add([]byte("- id: \"\\"))
	f.Add([]byte("- id: |\n"))
	f.Fuzz(func(t *testing.T, file []byte) {
		all, err := rules.Parse("f", file)
		var one *rules.Error
		if err == nil && len(all) == 0 || err != nil && (!errors.As(err, &one) || one.Line < 1) {
			t.Errorf("%v, %v", all, err)
		}
		for _, d := range all {
			if d.ID == "" || len(d.On) == 0 || d.Holds == "" || d.Message == "" || d.Source == "" || len(d.Examples) == 0 {
				t.Errorf("%+v", d)
			}
		}
	})
}
