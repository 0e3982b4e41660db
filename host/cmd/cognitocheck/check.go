package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/cognitocheck/cognitocheck/schemas/plainjson"
	"github.com/cognitocheck/cognitocheck/validator"
	"github.com/spf13/cobra"
)

// checkCommand is cognitocheck check.
type checkCommand struct {
	engine            engineFlags
	reports           reportFlags
	operation, target string
	response          bool
	explain           bool
}

func newCheck() *cobra.Command {
	var c checkCommand
	cmd := &cobra.Command{
		Use:   "check [--operation OPERATION] [flags] [FILE...]",
		Short: "Check requests or responses in files, or the one on standard input",
		Long: `Check the JSON body of a request, or of a response with --response. Without FILE, or
with -, it is read from standard input. A request's empty body counts as {}.

A FILE may be a directory, in which all files *.json and *.json.gz are checked, or a
pattern such as 'requests/*.json'. What is compressed by gzip is read as what it holds.
Without --operation the name of each file tells it: create-user-pool.json,
UpdateIdentityPool.request.json, cognito-idp.SignUp.response.json. In a directory,
files whose names tell none are passed over.

A response may be what the aws command prints: version 1 writes timestamps as numbers,
like the service itself, version 2 as text. The text report says which of the two was
read; the JSON report of one with text has "timestamps":"text" before "valid",
and is otherwise the same. An empty input is no response: aws prints nothing when it
failed, so it could not be decided. A response's report never has an answer of AWS.

The codes for --level; each is an error unless another level follows it:
` + listCodes() + `

The text report has a line for each violation: its place (FILE:LINE:COLUMN, the column
in characters), its JSON Pointer, what to do, and its code, for --level; then the
verdict and the error that AWS would answer. The JSON report is one line for each file,
with "file" as the first member; one that could not be decided has "undecided" with the
reason. sarif, junit and github are what code scanning, CI systems and workflows of
GitHub read.

Exit code: 0 all valid, 1 one is invalid, 2 one could not be decided or bad usage.`,
		Example: `  cognitocheck check --operation cognito-identity.UpdateIdentityPool request.json
  cognitocheck check --operation UpdateIdentityPool --explain request.json
  cognitocheck check create-user-pool.json update-identity-pool.json
  cognitocheck check --format github requests/
  cognitocheck check --format sarif --quiet 'requests/*.json.gz' > cognito.sarif
  cognitocheck check --target AWSCognitoIdentityProviderService.SignUp < request.json
  cognitocheck check --operation CreateUserPool --level unknown=error --format json *.json
  cognitocheck check --operation CreateUserPool --rules team.yaml --rules baseline pool.json
  aws cognito-idp describe-user-pool … | cognitocheck check --operation DescribeUserPool --response`,
		RunE: c.run,
	}
	flags := cmd.Flags()
	flags.StringVar(&c.operation, "operation", "",
		"the `OPERATION`: service.Operation, \"service operation-name\" or the bare name")
	flags.StringVar(&c.target, "target", "", "the operation by its `X-Amz-Target` header instead")
	flags.BoolVar(&c.response, "response", false, "the bodies are responses")
	flags.BoolVar(&c.explain, "explain", false,
		"say below each line of the text report what the member is for, where the documentation that we read says it")
	c.engine.add(cmd)
	c.reports.add(cmd, "text")
	_ = cmd.RegisterFlagCompletionFunc("operation", operationNames)
	_ = cmd.RegisterFlagCompletionFunc("target", targetNames)
	return cmd
}

func (c *checkCommand) run(cmd *cobra.Command, arguments []string) error {
	name, err := c.name(arguments)
	if err != nil {
		return err
	}
	reporter, err := c.reports.open(cmd)
	if err != nil {
		return err
	}
	if name != "" {
		// A wrong name is told before anything is compiled or read.
		if _, err := validator.Lookup(name); err != nil {
			return operationError(err)
		}
	}
	checker, err := c.engine.openBoth(cmd.Context(), 1)
	if err != nil {
		return err
	}
	defer closeChecker(checker)

	if arguments, err = orStandardInput(cmd, arguments, "type or paste the body"); err != nil {
		return err
	}
	code := exitValid
	report := func(o *outcome) error {
		code = max(code, o.exitCode())
		return reporter.report(o)
	}
	files := &fileChecker{cmd: cmd, checkers: checker, times: newTimeReader(), explain: c.explain,
		several: len(arguments) > 1}
	passed, checked := 0, 0
	for _, in := range findInputs(arguments) {
		operation, response := name, c.response
		if operation == "" {
			var told bool
			operation, told, err = operationOf(in.name)
			response = response || told
			if err != nil && in.found {
				passed++
				continue
			}
		}
		checked++
		o := &outcome{source: in.source()}
		switch {
		case in.err != nil:
			o.err = unreadableError{in.err}
		case err != nil:
			o.err = fmt.Errorf("%s: %w", in.source(), err)
		default:
			o = files.check(in, operation, response)
		}
		if err := report(o); err != nil {
			return err
		}
	}
	switch {
	case checked == 0:
		err := fmt.Errorf("there is nothing to check: %w", errNoOperation)
		if err := report(&outcome{source: strings.Join(arguments, " "), err: err}); err != nil {
			return err
		}
	case passed > 0 && !c.reports.quiet:
		fmt.Fprintf(cmd.ErrOrStderr(), "cognitocheck: passed over %s whose name tells no operation\n",
			formatCount(passed, "file"))
	}
	if err := reporter.end(); err != nil {
		return err
	}
	if code != exitValid {
		return exitError(code)
	}
	return nil
}

// name is the operation's name from the flags; empty where the names of the files are to tell it.
func (c *checkCommand) name(files []string) (string, error) {
	switch {
	case c.operation != "" && c.target != "":
		return "", errors.New("give --operation or --target, not both")
	case c.operation != "":
		return c.operation, nil
	case c.target != "":
		return c.target, nil
	case len(files) > 0 && !slices.Contains(files, "-"):
		return "", nil
	}
	return "", errors.New("name the operation, such as --operation cognito-identity.UpdateIdentityPool, or give its " +
		"X-Amz-Target with --target; 'cognitocheck operations' lists them all")
}

// fileChecker checks files.
type fileChecker struct {
	cmd      *cobra.Command
	checkers *checkers
	times    *timeReader
	explain  bool
	// several tells that standard input is not all that there is to read.
	several bool
}

// check checks one file.
func (c *fileChecker) check(in input, name string, response bool) *outcome {
	o := &outcome{source: in.source(), response: response}
	o.err = c.decide(o, in, name)
	return o
}

func (c *fileChecker) decide(o *outcome, in input, name string) error {
	text, err := in.read(c.cmd.InOrStdin(), validator.DefaultLimit)
	if errors.Is(err, validator.ErrTooLarge) {
		return fmt.Errorf("%w (4 MiB); no Cognito request is that large", err)
	}
	if err != nil {
		return err
	}
	check, form := c.checkers.Check, noTimes
	if o.response {
		if len(bytes.Trim(text, " \t\r\n")) == 0 {
			return fmt.Errorf("%s: %w", o.source, errEmptyResponse)
		}
		check, form = c.checkers.CheckResponse, c.times.form(name, text)
		if form == textTimes {
			texts, err := c.checkers.texts()
			if err != nil {
				return err
			}
			check = texts.CheckResponse
		}
	}
	report, err := check(c.cmd.Context(), name, text)
	if err != nil {
		return fmt.Errorf("%s: %w", o.source, err)
	}
	if mark := encodingMark(text); mark != "" {
		fmt.Fprintf(c.cmd.ErrOrStderr(), "cognitocheck: %s begins with %s, which no editor shows: save it as UTF-8 "+
			"without a byte order mark\n", o.source, mark)
	}
	o.add(report, body{text: text, firstLine: 1, explained: c.explain})
	o.form, o.json = form.String(), report.JSON()
	if form == textTimes {
		o.json = putFirst(o.json, textTimesMember)
	}
	if in.name != "-" || c.several {
		o.json = putFirst(o.json, `"file":`+string(plainjson.Marshal(o.source)))
	}
	return nil
}

// textTimesMember is what the JSON report on a response with timestamps as text has before its own members.
const textTimesMember = `"timestamps":"text"`

// putFirst puts a member before those of a JSON object that has some.
func putFirst(object []byte, member string) []byte {
	return append([]byte("{"+member+","), object[1:]...)
}

var errEmptyResponse = errors.New("there is nothing to check: the input is empty. The aws command prints nothing " +
	"when it failed, and nothing for a response without members, which is {}")

// encodingMark names what precedes the text of a file in another form than plain UTF-8; it is empty where nothing
// does.
func encodingMark(body []byte) string {
	for _, mark := range []struct{ bytes, name string }{
		{"\xEF\xBB\xBF", "a byte order mark"},
		{"\xFF\xFE", "the byte order mark of UTF-16"},
		{"\xFE\xFF", "the byte order mark of UTF-16"},
	} {
		if bytes.HasPrefix(body, []byte(mark.bytes)) {
			return mark.name
		}
	}
	return ""
}

// openError says what to do when a file could not be opened.
func openError(file string, err error) error {
	if file == "" {
		return errors.New("the name of a file is empty")
	}
	if errors.Is(err, fs.ErrNotExist) {
		if _, err := validator.Lookup(file); err == nil {
			return fmt.Errorf("there is no file %q; to name the operation, write --operation %q", file, file)
		}
		switch {
		case file[0] == '{':
			return errors.New("an argument is the name of a file; to check JSON text, pipe it to standard input")
		case file == "true" || file == "false":
			return fmt.Errorf("there is no file %q; write a switch with its value after an equals sign, as in --warnings=%[1]s",
				file)
		}
	}
	return fmt.Errorf("read %s: %w", file, trimPath(err))
}

// trimPath returns what an error of package os says without the path, which precedes it already.
func trimPath(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}

// operationError adds to an error of Lookup what to do next.
func operationError(err error) error {
	var unknown *validator.UnknownOperationError
	if errors.As(err, &unknown) {
		if len(unknown.Nearest) == 0 {
			return fmt.Errorf("%w; 'cognitocheck operations' lists them all", err)
		}
		return fmt.Errorf("%w 'cognitocheck operations' lists them all", err)
	}
	return err
}

// writeError is the failure to write a report.
type writeError struct{ err error }

func (e writeError) Error() string { return "write the report: " + e.err.Error() }

func (e writeError) Unwrap() error { return e.err }
