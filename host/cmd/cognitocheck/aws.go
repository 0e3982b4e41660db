package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cognitocheck/cognitocheck/host/awscli"
	"github.com/cognitocheck/cognitocheck/schemas/plainjson"
	"github.com/spf13/cobra"
)

// awsCommand is cognitocheck aws.
type awsCommand struct {
	engine       engineFlags
	reports      reportFlags
	explain      bool
	printRequest bool
}

func newAWS() *cobra.Command {
	var c awsCommand
	cmd := &cobra.Command{
		Use:   "aws SERVICE OPERATION [options of the aws command line]",
		Short: "Check the request that an aws command line would send",
		Long: `Put cognitocheck in front of an aws command line, and it tells what the service would
answer, without running it. The line is read as the AWS command line does (version 2, as
Debian ships it): abbreviated options, JSON and shorthand syntax, file://, fileb://,
--cli-input-json, pagination. The global options are accepted and mean nothing, except
--cli-binary-format, --no-paginate and --color. No configuration is read and nothing is sent.

Where the aws command line itself would not send the request (missing options and members,
unknown ones, wrong types, values below a minimum), the text report begins with its words,
and the rest says what the service would answer if it were sent all the same; the JSON
report then begins with "refused":[…], the lines of that. Values of lists, of objects and
of what may be sensitive are left out of them. An error shows none of the line's words but
the names that the model knows: it says at which word it is.

The report is that of cognitocheck check. Its lines and columns are those of the request's
body, which --print-request shows as the aws command line would send it; for cognito-sync
with the members that travel in the URI, the query and the headers.

The flags below may stand anywhere in the line, in full; no option of aws has their names.

Exit code: 0 valid, 1 invalid or not sent by aws, 2 could not decide or no readable
command line.`,
		Example: `  cognitocheck aws cognito-identity get-id --identity-pool-id us-east-1:1a2b --logins a=b
  cognitocheck aws cognito-idp list-users --user-pool-id us-east-1_a --print-request
  cognitocheck aws --rules team.yaml cognito-idp create-user-pool --pool-name customers
  cognitocheck aws --format json cognito-idp create-user-pool --cli-input-json file://pool.json`,
		DisableFlagParsing: true,
		ValidArgsFunction:  completeLine,
		RunE:               c.run,
	}
	flags := cmd.Flags()
	flags.BoolVar(&c.printRequest, "print-request", false, "print the request's body as JSON, and check nothing")
	flags.BoolVar(&c.explain, "explain", false,
		"say below each line of the text report what the member is for, where the documentation that we read says it")
	c.engine.add(cmd)
	c.reports.add(cmd, "text")
	return cmd
}

func (c *awsCommand) run(cmd *cobra.Command, words []string) error {
	if len(words) == 0 {
		return fmt.Errorf("give the command line after it, as in '%s cognito-identity get-id …'; see '%s --help'",
			cmd.CommandPath(), cmd.CommandPath())
	}
	if words[0] == "--help" || words[0] == "-h" {
		return cmd.Help()
	}
	own, line := divideFlags(cmd, words)
	if err := cmd.Flags().Parse(own); err != nil {
		return flagError(cmd, err)
	}
	request, err := awscli.Read(line)
	if err != nil {
		return err
	}
	if request.Skeleton {
		return write(cmd, awscli.Skeleton(request.Operation))
	}
	if c.printRequest {
		fmt.Fprint(cmd.ErrOrStderr(), refusalText(request.Refusal, false))
		return write(cmd, append(request.Body, '\n'))
	}
	if color, ok := map[string]colorFlag{"on": "always", "off": "never", "auto": "auto"}[request.Color]; ok {
		c.reports.color = color
	}
	return c.check(cmd, request)
}

// completeLine completes an aws command line, and the values of the command's own flags in it. The library completes
// their names.
func completeLine(cmd *cobra.Command, words []string, begun string) ([]string, cobra.ShellCompDirective) {
	own, line := divideFlags(cmd, words)
	if n := len(own); n > 0 && own[n-1] == words[len(words)-1] {
		name := strings.TrimPrefix(own[n-1], "--")
		if flag := cmd.Flags().Lookup(name); flag != nil && flag.NoOptDefVal == "" {
			if complete, ok := cmd.GetFlagCompletionFunc(name); ok {
				return complete(cmd, nil, begun)
			}
			return nil, cobra.ShellCompDirectiveDefault
		}
	}
	return awscli.Complete(line, begun), cobra.ShellCompDirectiveNoFileComp
}

// check checks the request and writes the report.
func (c *awsCommand) check(cmd *cobra.Command, request *awscli.Request) error {
	reporter, err := c.reports.open(cmd)
	if err != nil {
		return err
	}
	checker, err := c.engine.open(cmd.Context(), 1)
	if err != nil {
		return err
	}
	defer closeChecker(checker)
	report, err := checker.Check(cmd.Context(), request.Operation.Name(), request.Body)
	if err != nil {
		return err
	}
	o := &outcome{source: "request", refusal: request.Refusal, json: report.JSON()}
	o.add(report, body{text: request.Body, firstLine: 1, explained: c.explain})
	if o.refusal != nil {
		o.json = putFirst(o.json, `"refused":`+string(plainjson.Marshal(request.Refusal)))
	}
	if err := reporter.report(o); err != nil {
		return err
	}
	if err := reporter.end(); err != nil {
		return err
	}
	if code := o.exitCode(); code != exitValid {
		return exitError(code)
	}
	return nil
}

// refusalText says that the aws command line would not send the request, in its words; nothing where it would.
func refusalText(refusal []string, p paint) string {
	if refusal == nil {
		return ""
	}
	var out strings.Builder
	fmt.Fprintf(&out, "%s to send this:\n", p.red("The aws command line would refuse"))
	for _, line := range refusal {
		out.WriteString("    " + printable(line, messageLength) + "\n")
	}
	return out.String()
}

func write(cmd *cobra.Command, text []byte) error { return writeTo(cmd.OutOrStdout(), text) }

// divideFlags divides the words into the command's own flags and the aws command line. A word that begins with two
// dashes is never a value to aws, so an own flag's name is one anywhere in the line, until a word of two dashes alone.
//
// --color is both's: always and never are ours, on, off and auto are aws's and mean the same.
func divideFlags(cmd *cobra.Command, words []string) (own, line []string) {
	for i := 0; i < len(words); i++ {
		word := words[i]
		if word == "--" {
			return own, append(line, words[i:]...)
		}
		text, dashes := strings.CutPrefix(word, "--")
		name, value, assigned := strings.Cut(text, "=")
		flag := cmd.Flags().Lookup(name)
		if !dashes || flag == nil {
			line = append(line, word)
			continue
		}
		next := !assigned && flag.NoOptDefVal == "" && i+1 < len(words)
		if next {
			value = words[i+1]
		}
		if name == "color" && !slices.Contains([]string{"always", "never"}, value) {
			line = append(line, word)
			continue
		}
		own = append(own, word)
		if next {
			i++
			own = append(own, words[i])
		}
	}
	return own, line
}
