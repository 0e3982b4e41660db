package main

import (
	"fmt"
	"strings"

	"github.com/cognitocheck/cognitocheck/host/internal/terraform"
	"github.com/cognitocheck/cognitocheck/schemas/plainjson"
	"github.com/cognitocheck/cognitocheck/schemas/rules"
	"github.com/cognitocheck/cognitocheck/validator"
	"github.com/spf13/cobra"
)

// planLimit is the size of the largest plan, in bytes. Plans of thousands of resources have some ten megabytes.
const planLimit = 512 << 20

// planCommand is cognitocheck plan.
type planCommand struct {
	engine  engineFlags
	reports reportFlags
}

func newPlan() *cobra.Command {
	var c planCommand
	cmd := &cobra.Command{
		Use:   "plan [flags] [FILE...]",
		Short: "Check a plan of Terraform or OpenTofu before apply",
		Long: `Check each Cognito resource that a plan creates or changes, as the requests that the
provider hashicorp/aws would send for it. FILE is what 'terraform show -json PLAN' or
'tofu show -json PLAN' prints; without it, or with -, it is read from standard input.

  terraform plan -out=tfplan
  terraform show -json tfplan | cognitocheck plan

A line of the report has the resource's address, the attribute as it is written in the
configuration, what to do, the operation with the JSON Pointer in its request, and the
code. Elements of sets are counted as the plan has them.

What is known only after apply is never judged, and neither is a rule that needs it; the
last line says how many values that are, on standard error where the report is no text.
Where it is not certain what the provider sends, there is a warning instead of an error.
What AWS would answer is told where all of the request is known and nothing in it is
sensitive.

The resources: ` + strings.Join(wrapWords(terraform.ResourceTypes(), 72), "\n  ") + `.
Other resources, data sources and what is deleted or stays as it is are passed over.

--format json has a line for each request, with "resource" and "action", the number of
values that are "open", and for each violation its "attribute".

Exit code: 0 all valid, 1 one is invalid, 2 one could not be decided, no plan, or bad
usage.`,
		Example: `  cognitocheck plan plan.json
  terraform show -json tfplan | cognitocheck plan --rules team.yaml --rules baseline
  cognitocheck plan --format github plan.json
  cognitocheck plan --format sarif plan.json > cognito.sarif
  cognitocheck plan --level rule.reset-to-default=off --format json plan.json.gz`,
		RunE: c.run,
	}
	c.engine.add(cmd)
	c.reports.add(cmd, "text")
	return cmd
}

func (c *planCommand) run(cmd *cobra.Command, arguments []string) error {
	reporter, err := c.reports.open(cmd)
	if err != nil {
		return err
	}
	settings, err := c.engine.read()
	if err != nil {
		return err
	}
	checker, err := c.engine.openFor(cmd.Context(), 1, settings, numberTimes)
	if err != nil {
		return err
	}
	defer closeChecker(checker)
	if arguments, err = orStandardInput(cmd, arguments, "paste the plan"); err != nil {
		return err
	}
	p := &planChecker{cmd: cmd, checker: checker, reporter: reporter, rules: &ruleFinder{own: settings.own},
		text: c.reports.format == "text", quiet: c.reports.quiet}
	for _, in := range findInputs(arguments) {
		if err := p.check(in); err != nil {
			return err
		}
	}
	if err := reporter.end(); err != nil {
		return err
	}
	if p.code != exitValid {
		return exitError(p.code)
	}
	return nil
}

// planChecker checks plans.
type planChecker struct {
	cmd      *cobra.Command
	checker  checker
	reporter reporter
	rules    *ruleFinder
	// text tells that people read the report: it names what is worth a line.
	text, quiet bool
	code        int
}

// check checks one plan. Its error is that of writing.
func (p *planChecker) check(in input) error {
	plan, err := readPlan(p.cmd, in)
	if err != nil {
		return p.report(&outcome{source: in.source(), err: err})
	}
	if plan.Incomplete {
		fmt.Fprintf(p.cmd.ErrOrStderr(), "cognitocheck: %s: planning ended with an error, so that resources may be missing\n",
			in.source())
	}
	var total planTotal
	for _, r := range plan.Requests() {
		o, err := p.checkRequest(in, r)
		if err != nil {
			o = &outcome{source: in.source(), label: r.Address, err: fmt.Errorf("%s: %s: %w", in.source(), r.Address, err)}
		}
		total.add(r, o)
		if p.text && o.err == nil && len(o.findings) == 0 {
			continue
		}
		if err := p.report(o); err != nil {
			return err
		}
	}
	if len(plan.Unchecked) > 0 {
		fmt.Fprintf(p.cmd.ErrOrStderr(), "cognitocheck: %s: not checked, as they are not known: resources of the types %s\n",
			in.source(), strings.Join(plan.Unchecked, ", "))
	}
	if p.quiet && total.invalid == 0 {
		return nil
	}
	line := printable(in.source(), pointerLength) + ": " + total.sentence() + "\n"
	if p.text {
		return writeTo(p.cmd.OutOrStdout(), []byte(line))
	}
	// The other forms have no place for it.
	fmt.Fprint(p.cmd.ErrOrStderr(), "cognitocheck: "+line)
	return nil
}

func (p *planChecker) report(o *outcome) error {
	p.code = max(p.code, o.exitCode())
	return p.reporter.report(o)
}

func readPlan(cmd *cobra.Command, in input) (*terraform.Plan, error) {
	text, err := in.read(cmd.InOrStdin(), planLimit)
	if err != nil {
		return nil, err
	}
	plan, err := terraform.ReadPlan(text)
	if err != nil {
		return nil, malformedError{fmt.Errorf("%s: %w", in.source(), err)}
	}
	return plan, nil
}

func (p *planChecker) checkRequest(in input, r *terraform.Request) (*outcome, error) {
	report, err := p.checker.Check(p.cmd.Context(), r.Operation, r.Body)
	if err != nil {
		return nil, err
	}
	verdict := r.Judge(report, p.rules.find)
	o := &outcome{
		source: in.source(), label: r.Address, operation: r.Operation, valid: verdict.Valid, answer: verdict.Answer,
		violations: len(verdict.Violations), warnings: len(verdict.Warnings), truncated: report.Truncated,
	}
	for i, list := range [][]terraform.Finding{verdict.Violations, verdict.Warnings} {
		var reset []string
		for _, f := range list {
			if f.Code == validator.CodeResetToDefault {
				reset = append(reset, f.Attribute)
				continue
			}
			o.findings = append(o.findings, finding{Violation: f.Violation, attribute: f.Attribute, warning: i == 1})
		}
		o.addReset(reset, i == 1)
	}
	o.json = plainjson.Marshal(struct {
		File       string                  `json:"file"`
		Resource   string                  `json:"resource"`
		Action     string                  `json:"action"`
		Open       int                     `json:"open"`
		Valid      bool                    `json:"valid"`
		Operation  string                  `json:"operation"`
		Model      validator.Model         `json:"model"`
		Violations []terraform.Finding     `json:"violations"`
		Warnings   []terraform.Finding     `json:"warnings"`
		Error      *validator.ServiceError `json:"error,omitempty"`
		Truncated  bool                    `json:"truncated,omitempty"`
	}{
		o.source, r.Address, r.Action, len(r.Open), o.valid, r.Operation, report.Model, verdict.Violations, verdict.Warnings,
		verdict.Answer, report.Truncated,
	})
	return o, nil
}

// planTotal counts what was found in a plan.
type planTotal struct {
	requests, invalid, undecided, violations, warnings int
	resources, open                                    map[string]bool
}

func (t *planTotal) add(r *terraform.Request, o *outcome) {
	if t.resources == nil {
		t.resources, t.open = map[string]bool{}, map[string]bool{}
	}
	t.requests++
	t.resources[r.Address] = true
	t.violations += o.violations
	t.warnings += o.warnings
	switch o.exitCode() {
	case exitUndecided:
		t.undecided++
	case exitInvalid:
		t.invalid++
	}
	for _, attribute := range r.Open {
		t.open[r.Address+" "+attribute] = true
	}
}

// sentence is the last line of the text report on a plan.
func (t *planTotal) sentence() string {
	if t.requests == 0 {
		return "no Cognito resource is created or changed"
	}
	text := fmt.Sprintf("%s of %s: %s, %s", formatCount(t.requests, "request"),
		formatCount(len(t.resources), "Cognito resource"), formatCount(t.violations, "violation"),
		formatCount(t.warnings, "warning"))
	if t.undecided > 0 {
		text += fmt.Sprintf(", %s could not be decided", formatCount(t.undecided, "request"))
	}
	switch n := len(t.open); n {
	case 0:
	case 1:
		text += "; 1 value is known only after apply and was left open"
	default:
		text += fmt.Sprintf("; %s are known only after apply and were left open", formatCount(n, "value"))
	}
	return text
}

// ruleFinder finds the declarations of rules by their codes. It reads them when it is first asked.
type ruleFinder struct {
	own    ownRules
	byCode map[string]*rules.Rule
}

func (f *ruleFinder) find(code string) *rules.Rule {
	if f.byCode == nil {
		f.byCode = map[string]*rules.Rule{}
		_, all, err := rules.Load()
		if err != nil {
			panic(err) // They come with this program, and its tests load them.
		}
		for _, r := range append(all, f.own.declared...) {
			f.byCode[validator.CodeRule+r.ID] = r
		}
	}
	return f.byCode[code]
}
