package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/cognitocheck/cognitocheck/schemas"
	"github.com/cognitocheck/cognitocheck/schemas/rules"
	"github.com/cognitocheck/cognitocheck/validator"
	"github.com/spf13/cobra"
)

func newRulesTest() *cobra.Command {
	var packs packFlag
	cmd := &cobra.Command{
		Use:   "test [FILE...]",
		Short: "Try the examples of rules of your own",
		Long: `Compile files of rules, and try the examples in them: each request that should break its
rule, and the nearest that should pass. Other rules do not count, but both must have the
operation's shape. What fails is said with its line and column.

Exit code: 0 all is as declared, 1 an example fails, 2 a file cannot be read or compiled.`,
		Example: `  cognitocheck rules test team.yaml
  cognitocheck rules test --pack baseline`,
		RunE: func(cmd *cobra.Command, names []string) error {
			own, err := compileNamed(cmd, names, packs)
			if err != nil {
				return err
			}
			return tryExamples(cmd, own)
		},
	}
	packs.add(cmd, "try a pack that comes along too")
	return cmd
}

// tryExamples tries the examples of rules, writes what fails, and how many do.
func tryExamples(cmd *cobra.Command, own ownRules) error {
	evaluate, err := evaluateNatively(own)
	if err != nil {
		return err
	}
	tried, failed := 0, 0
	for _, r := range own.declared {
		for i := range r.Examples {
			declaration := *r.Declaration
			declaration.Examples = r.Examples[i : i+1]
			one := *r
			one.Declaration = &declaration
			tried++
			if err := rules.CheckExamples(&one, evaluate); err != nil {
				failed++
				writeErrors(cmd.ErrOrStderr(), err)
			}
		}
	}
	counts := fmt.Sprintf("%s, %s: ", formatCount(len(own.declared), "rule"), formatCount(tried, "example"))
	if failed > 0 {
		counts += formatNumber(int64(failed)) + " not as declared\n"
	} else {
		counts += "all as declared\n"
	}
	if err := write(cmd, []byte(counts)); err != nil {
		return err
	}
	if failed > 0 {
		return exitError(exitInvalid)
	}
	return nil
}

// evaluateNatively returns what finds the violations of the rules by package validator, whatever their levels are.
func evaluateNatively(own ownRules) (rules.Evaluate, error) {
	loaded, err := own.load()
	if err != nil {
		return nil, err
	}
	// A member that the operation does not have proves nothing.
	settings := []string{"unknown=error"}
	for _, r := range own.declared {
		settings = append(settings, validator.CodeRule+r.ID+"=error")
	}
	levels, err := loaded.ParseLevels(strings.Join(settings, ","))
	if err != nil {
		return nil, err
	}
	return func(op *schemas.Operation, body []byte) ([]rules.Violation, error) {
		operation, err := validator.Lookup(op.FullName())
		if err != nil {
			return nil, err
		}
		report, err := operation.Check(body, validator.Options{Rules: loaded, Levels: levels})
		if err != nil {
			return nil, err
		}
		var found []rules.Violation
		for _, v := range report.Violations {
			id, isRule := strings.CutPrefix(v.Code, validator.CodeRule)
			if !isRule {
				return nil, errors.New(strings.TrimSpace(v.Path + " " + v.Message))
			}
			found = append(found, rules.Violation{ID: id, Pointer: v.Path})
		}
		return found, nil
	}, nil
}
