package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/cognitocheck/cognitocheck/schemas/plainjson"
	"github.com/cognitocheck/cognitocheck/schemas/rules"
	"github.com/cognitocheck/cognitocheck/validator"
	"github.com/spf13/cobra"
)

// rulesCommand is cognitocheck rules.
type rulesCommand struct {
	own    rulesFlag
	packs  packFlag
	format string
}

func newRules() *cobra.Command {
	var c rulesCommand
	cmd := &cobra.Command{
		Use:   "rules [ID]",
		Short: "List the rules, show one of them, compile and test your own",
		Long: `List the rules that go beyond the shapes: what Cognito decides from a request alone, each
with its operations, its level and its message. With the ID of one, or its code rule.ID,
show all of it: where it looks, the expression that must hold, what the service answers,
where it is known from, a request that breaks it and the nearest that passes.

Rules of your own have the same form. A file is a YAML list of them:

  - id: team-pool-name
    on: [CreateUserPool]
    at: /PoolName
    holds: self.startsWith("team-")
    message: Begin the name with team-.
    source: the platform team
    examples:
      breaks: {PoolName: customers}
      passes: {PoolName: team-customers}

'on' are operations. 'at' is the place that is looked at, and may be a list of them; without
it that is the request itself. /Tags/* is each value, 'keys of /Tags' each key; what is
missing is passed over unless its name has a ? after it. 'holds' is an expression in CEL
that is false where the rule is broken; what is missing in it reads as "", 0, false or
empty. 'level' is error, warn or off, 'exception' what to answer with, 'after' ids of rules
of the same files that come first. Of CEL an expression has

  self, request            the value that is looked at, and the request
  parent, key              what the value is in; its key, where that is a map
  && || ! ?: == != in      numbers also < <= > >=; there is no arithmetic
  has(x.Member)            whether a member is there
  x in ["a", "b"]          also x in list, and "key" in map
  m[?"key"].orValue("")    an entry of a map
  xs.all(x, condition)     also exists and exists_one, over lists and the keys of maps
  size(x)                  of a text, a list or a map
  x.startsWith(y)          also endsWith, contains, and matches with a pattern of RE2's

and of our own isCIDR(x), isStandard(x) for names of standard attributes, atMost(x, y) for
numerals in texts, unknownClass(x) == "" for style sheets, and seconds(n, unit, "hours"): a
duration whose unit may be missing. 'cognitocheck rules ID' has examples of all that.

  1. cognitocheck rules test team.yaml
  2. cognitocheck check --rules team.yaml …, and the same for batch, aws, plan and serve
  3. cognitocheck rules compile team.yaml -o team.rules for Go programs and browsers

A pack comes along, baseline: what security reviews of Cognito ask for, as warnings.`,
		Example: `  cognitocheck rules
  cognitocheck rules default-redirect-uri
  cognitocheck rules --format json | jq -r '.[] | select(.level == "warn") | .id'
  cognitocheck rules --pack baseline
  cognitocheck rules --rules team.yaml team-pool-name`,
		Args: atMostOne,
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			all, err := c.list()
			if err != nil {
				return nil, cobra.ShellCompDirectiveError
			}
			return idsOf(all), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: c.run,
	}
	c.own.add(cmd)
	c.packs.add(cmd, "list the rules of this pack, which comes along, instead of Cognito's")
	cmd.Flags().StringVar(&c.format, "format", "text", "`text` or json, with all of each rule")
	complete(cmd, "format", "text", "json")
	cmd.AddCommand(newRulesCompile(), newRulesTest())
	return cmd
}

// packFlag is --pack.
type packFlag []string

func (f *packFlag) add(cmd *cobra.Command, usage string) {
	cmd.Flags().StringArrayVar((*[]string)(f), "pack", nil, usage+": `NAME`, of "+strings.Join(rules.PackNames(), ", "))
	complete(cmd, "pack", rules.PackNames()...)
}

// read reads the packs that the flag names.
func (f packFlag) read() ([]rules.File, error) {
	var files []rules.File
	for _, name := range f {
		file, err := rules.Pack(name)
		if err != nil {
			return nil, fmt.Errorf("--pack: %w", err)
		}
		files = append(files, file)
	}
	return files, nil
}

func (c *rulesCommand) run(cmd *cobra.Command, args []string) error {
	if c.format != "text" && c.format != "json" {
		return fmt.Errorf("--format is text or json, not %q", c.format)
	}
	all, err := c.list()
	if err != nil {
		return err
	}
	if len(args) == 0 {
		if c.format == "json" {
			return write(cmd, append(plainjson.Marshal(all), '\n'))
		}
		var out bytes.Buffer
		for _, r := range all {
			fmt.Fprintf(&out, "%s  %s  %s\n    %s\n", r.Code, r.Level, r.describeOperations(),
				printable(r.Message, messageLength))
		}
		return write(cmd, out.Bytes())
	}
	i, err := rules.FindID(idsOf(all), args[0])
	if err != nil {
		return unknownRule(err, args[0])
	}
	if c.format == "json" {
		return write(cmd, append(plainjson.Marshal(all[i]), '\n'))
	}
	return write(cmd, all[i].text())
}

// unknownRule adds to the error for an unknown id what to do next.
func unknownRule(err error, id string) error {
	for _, name := range rules.PackNames() {
		c := rulesCommand{packs: packFlag{name}}
		if listed, err := c.list(); err == nil {
			if _, err := rules.FindID(idsOf(listed), id); err == nil {
				return fmt.Errorf("the rule %s is one of a pack that comes along; add --pack %s", id, name)
			}
		}
	}
	separator := ";"
	if strings.HasSuffix(err.Error(), "?") {
		separator = ""
	}
	return fmt.Errorf("%w%s 'cognitocheck rules' lists them all", err, separator)
}

// list returns the rules that the flags ask for.
func (c *rulesCommand) list() ([]listedRule, error) {
	files, err := c.packs.read()
	if err != nil {
		return nil, err
	}
	for _, name := range c.own {
		file, err := readRules(name)
		if err != nil {
			return nil, err
		}
		if isCompiled(file) {
			return nil, fmt.Errorf("--rules %s: give the YAML file; what is compiled does not say where it comes from", name)
		}
		files = append(files, file)
	}
	var listed []listedRule
	if len(c.packs) == 0 {
		_, all, err := rules.Load()
		if err != nil {
			return nil, err
		}
		for _, r := range all {
			listed = append(listed, listRule(r))
		}
		listed = append(listed, undeclared...)
	}
	if len(files) == 0 {
		return listed, nil
	}
	own, err := compileRules(files)
	if err != nil {
		return nil, err
	}
	for _, r := range own.declared {
		listed = append(listed, listRule(r))
	}
	return listed, nil
}

// listedRule is a rule as the command lists it.
type listedRule struct {
	ID         string          `json:"id"`
	Code       string          `json:"code"`
	Operations []string        `json:"operations"` // full names; empty for all
	At         []string        `json:"at,omitempty"`
	Holds      string          `json:"holds,omitempty"`
	Level      string          `json:"level"`
	Exception  string          `json:"exception,omitempty"`
	Answer     string          `json:"answer,omitempty"`
	Message    string          `json:"message"`
	After      []string        `json:"after,omitempty"`
	Source     string          `json:"source"`
	Examples   []listedExample `json:"examples,omitempty"`
}

type listedExample struct {
	Operation string          `json:"operation"`
	Breaks    json.RawMessage `json:"breaks"`
	At        string          `json:"at,omitempty"`
	Answer    string          `json:"answer,omitempty"`
	Passes    json.RawMessage `json:"passes"`
}

// undeclared are the rules that are no declarations: the walk over a body finds them.
var undeclared = []listedRule{
	{
		ID: "deprecated", Code: validator.CodeDeprecated, Operations: []string{}, Level: rules.LevelWarn,
		Message: "{member} is deprecated.", Source: "the trait deprecated of the service models",
	},
	{
		ID: "reset-to-default", Code: validator.CodeResetToDefault, Operations: []string{}, Level: rules.LevelWarn,
		Message: "{member} is left out: the service sets it back to its default.",
		Source:  "API reference of the operations that replace a resource: a member without a value gets its default",
	},
}

func idsOf(all []listedRule) []string {
	var ids []string
	for _, r := range all {
		ids = append(ids, r.ID)
	}
	return ids
}

func listRule(r *rules.Rule) listedRule {
	listed := listedRule{
		ID: r.ID, Code: validator.CodeRule + r.ID, Operations: r.OperationNames(), At: r.At,
		Holds: strings.TrimSpace(r.Holds), Level: r.Level, Exception: r.Exception, Answer: r.Answer, Message: r.Told(),
		After: r.After, Source: r.Source,
	}
	for i := range r.Examples {
		e := &r.Examples[i]
		example := listedExample{Breaks: e.Breaks, At: e.At, Answer: e.Answer, Passes: e.Passes}
		if op := r.OperationOf(e); op != nil {
			example.Operation = op.FullName()
		}
		listed.Examples = append(listed.Examples, example)
	}
	return listed
}

// describeOperations names the operations in a line.
func (r *listedRule) describeOperations() string {
	if len(r.Operations) == 0 {
		return "those that have such members"
	}
	return strings.Join(r.Operations, ", ")
}

// text is all of a rule for a person, with its first example.
func (r *listedRule) text() []byte {
	var out bytes.Buffer
	field := func(name, value string) {
		if value == "" {
			return
		}
		for line := range strings.Lines(value) {
			fmt.Fprintf(&out, "  %-10s  %s\n", name, printable(strings.TrimRight(line, "\n"), ruleLength))
			name = ""
		}
	}
	fmt.Fprintf(&out, "%s\n", r.Code)
	field("operations", r.describeOperations())
	for i, at := range r.At {
		if at == "" {
			at = "(the request)"
		}
		field([]string{"at", ""}[min(i, 1)], at)
	}
	field("holds", r.Holds)
	field("level", r.Level)
	field("exception", r.Exception)
	field("answer", r.Answer)
	field("message", r.Message)
	field("after", strings.Join(r.After, ", "))
	field("source", r.Source)
	if len(r.Examples) > 0 {
		e := r.Examples[0]
		fmt.Fprintf(&out, "A request of %s that breaks it, and the nearest that passes:\n", e.Operation)
		for _, body := range []json.RawMessage{e.Breaks, e.Passes} {
			fmt.Fprintf(&out, "  %s\n", printable(string(body), ruleLength))
		}
	}
	return out.Bytes()
}

// ruleLength is how many characters of a line of a rule are shown.
const ruleLength = 10_000
