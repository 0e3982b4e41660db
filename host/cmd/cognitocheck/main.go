// Command cognitocheck tells what Amazon Cognito would answer to a request, without sending it.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/cognitocheck/cognitocheck/schemas/rules"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// The exit codes.
const (
	exitValid     = 0
	exitInvalid   = 1
	exitUndecided = 2 // could not decide, or bad usage
)

func main() {
	os.Exit(doMain(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// doMain runs the command with its arguments and returns the exit code.
func doMain(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	root := newRoot()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.ExecuteContext(context.Background())
	var ended exitError
	switch {
	case err == nil:
		return exitValid
	case errors.As(err, &ended):
		return int(ended)
	}
	writeErrors(stderr, err)
	return exitUndecided
}

// writeErrors writes an error, or those that are joined in it, each in a line. Those in files of rules begin with their
// places, in the form that editors know.
func writeErrors(to io.Writer, err error) {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		for _, each := range joined.Unwrap() {
			writeErrors(to, each)
		}
		return
	}
	text := printable(err.Error(), errorLength)
	if _, placed := err.(*rules.Error); !placed {
		text = "cognitocheck: " + text
	}
	fmt.Fprintln(to, text)
}

// errorLength is how many characters of an error are shown; file names and operation names may be of any length.
const errorLength = 4000

// exitError ends the command with an exit code when all that there is to say was said.
type exitError int

func (e exitError) Error() string { return fmt.Sprintf("exit code %d", int(e)) }

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:   "cognitocheck",
		Short: "Tell what Amazon Cognito would answer to a request, without sending it",
		Long: `cognitocheck checks requests to Amazon Cognito (cognito-identity, cognito-idp,
cognito-sync) against every documented constraint, without sending them: all that is
wrong, each with its place, and the error that AWS would answer.

Exit code: 0 valid, 1 invalid, 2 could not decide or bad usage.`,
		Version:       version(),
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          refuseUnknown,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetVersionTemplate("cognitocheck {{.Version}}\n")
	root.SetFlagErrorFunc(flagError)
	root.AddCommand(newCheck(), newBatch(), newAWS(), newPlan(), newSkeleton(), newOperations(), newSchema(), newRules(),
		newServe(), newReady(), newVersion())
	refuseUnknownTopics(root)
	return root
}

// refuseUnknownTopics lets the library's own commands refuse words that are none of their commands. By themselves they
// print help and end like a success, which 'source <(cognitocheck completion basg)' would run.
func refuseUnknownTopics(root *cobra.Command) {
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	for _, cmd := range root.Commands() {
		switch cmd.Name() {
		case "help":
			cmd.Args = func(_ *cobra.Command, args []string) error {
				topic, rest, err := root.Find(args)
				if err != nil {
					return err
				}
				return refuseUnknown(topic, rest)
			}
		case "completion":
			cmd.Args = refuseUnknown
			cmd.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
		}
	}
}

// flagError adds to an error of the flags what to do next.
func flagError(cmd *cobra.Command, err error) error {
	if !cmd.HasParent() {
		// The flags of a command that is misspelt are unknown, but they are not what is wrong.
		if err := refuseUnknown(cmd, cmd.Flags().Args()); err != nil {
			return err
		}
	}
	var unknown *pflag.NotExistError
	if errors.As(err, &unknown) {
		var names []string
		cmd.Flags().VisitAll(func(flag *pflag.Flag) { names = append(names, flag.Name) })
		if near := rules.Meant(unknown.GetSpecifiedName(), names); strings.HasSuffix(near, "?") {
			near = strings.Replace(near, "mean ", "mean --", 1)
			return fmt.Errorf("%w%s '%s --help' lists them all", err, near, cmd.CommandPath())
		}
	}
	var wrong *pflag.InvalidValueError
	if errors.As(err, &wrong) {
		flag := wrong.GetFlag()
		switch flag.Value.Type() {
		case "bool":
			err = fmt.Errorf("--%s takes true or false, as in --%[1]s=false, not %q", flag.Name, wrong.GetValue())
		case "int":
			err = fmt.Errorf("--%s is a whole number, not %q", flag.Name, wrong.GetValue())
			if errors.Is(wrong, strconv.ErrRange) {
				err = fmt.Errorf("--%s: %s is too large a number", flag.Name, wrong.GetValue())
			}
		case "duration":
			err = fmt.Errorf("--%s is a time such as 30s or 2m, not %q", flag.Name, wrong.GetValue())
		}
	}
	return fmt.Errorf("%w; see '%s --help'", err, cmd.CommandPath())
}

// refuseUnknown refuses arguments that are no command of this one's.
func refuseUnknown(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	text := fmt.Sprintf("unknown command %q;", args[0])
	if near := suggestCommands(cmd, args[0]); len(near) > 0 {
		text += " did you mean " + strings.Join(near, " or ") + "?"
	}
	return fmt.Errorf("%s '%s --help' lists them all", text, cmd.CommandPath())
}

// suggestCommands returns the commands of this one's that may be meant.
func suggestCommands(cmd *cobra.Command, word string) []string {
	cmd.SuggestionsMinimumDistance = 2 // The library sets none for commands below the root.
	return cmd.SuggestionsFor(word)
}

// oneOperation demands one argument, the name of an operation.
func oneOperation(cmd *cobra.Command, args []string) error {
	if len(args) != 1 {
		return fmt.Errorf("name one operation, as in '%s cognito-identity.GetId'; 'cognitocheck operations' lists them all",
			cmd.CommandPath())
	}
	return nil
}

// refuseArguments refuses any argument.
func refuseArguments(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return fmt.Errorf("%s takes no arguments, and %q is one; see '%[1]s --help'", cmd.CommandPath(), args[0])
	}
	return nil
}

// atMostOne accepts an argument, or none.
func atMostOne(cmd *cobra.Command, args []string) error {
	if len(args) > 1 {
		if len(suggestCommands(cmd, args[0])) > 0 {
			return refuseUnknown(cmd, args)
		}
		return fmt.Errorf("%d arguments, where one is taken; see '%s --help'", len(args), cmd.CommandPath())
	}
	return nil
}
