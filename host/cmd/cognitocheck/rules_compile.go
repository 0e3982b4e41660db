package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"
)

func newRulesCompile() *cobra.Command {
	var packs packFlag
	var output string
	cmd := &cobra.Command{
		Use:   "compile [FILE...] --output FILE",
		Short: "Compile rules of your own, for programs, browsers and the edge",
		Long: `Check and compile files of rules into one pack, which all engines load: --rules of this
command, host.WithRules and validator.LoadRules in Go, load({ rules }) in JavaScript.

What is wrong with a file is said with its line and column. The examples are not tried;
'cognitocheck rules test' does. A pack holds 64 rules and 16 KiB. It is for this version
of cognitocheck: compile it again with the next one.

Exit code: 0 compiled, 2 something is wrong, and nothing was written.`,
		Example: `  cognitocheck rules compile team.yaml -o team.rules
  cognitocheck rules compile team.yaml more.yaml --pack baseline -o all.rules`,
		RunE: func(cmd *cobra.Command, names []string) error {
			if output == "" {
				return errors.New("say where the pack goes, as in -o team.rules")
			}
			own, err := compileNamed(cmd, names, packs)
			if err != nil {
				return err
			}
			if _, err := own.load(); err != nil {
				return fmt.Errorf("the compiled rules are refused, which is a fault of this program: %w", err)
			}
			if err := os.WriteFile(output, own.pack, 0o644); err != nil {
				return fmt.Errorf("write %s: %w", output, trimPath(err))
			}
			return write(cmd, fmt.Appendf(nil, "%s: %s, %s\n", output, formatCount(len(own.declared), "rule"),
				formatCount(len(own.pack), "byte")))
		},
	}
	packs.add(cmd, "take a pack that comes along too")
	cmd.Flags().StringVarP(&output, "output", "o", "", "the `FILE` to write the pack to")
	return cmd
}

// compileNamed compiles the files and packs that are named.
func compileNamed(cmd *cobra.Command, names []string, packs packFlag) (ownRules, error) {
	files, err := packs.read()
	if err != nil {
		return ownRules{}, err
	}
	for _, name := range names {
		file, err := readRules(name)
		if err != nil {
			return ownRules{}, err
		}
		files = append(files, file)
	}
	if len(files) == 0 {
		return ownRules{}, fmt.Errorf("name a file of rules, as in '%s team.yaml'; '%s --help' has one",
			cmd.CommandPath(), cmd.Parent().CommandPath())
	}
	return compileRules(files)
}
