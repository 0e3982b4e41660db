package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/cognitocheck/cognitocheck/validator"
	"github.com/spf13/cobra"
)

// checkCommand is cognitocheck check.
type checkCommand struct {
	engine            engineFlags
	color             colorFlag
	operation, target string
	response          bool
	format            string
	explain           bool
}

func newCheck() *cobra.Command {
	var c checkCommand
	cmd := &cobra.Command{
		Use:   "check --operation OPERATION [flags] [FILE...]",
		Short: "Check requests or responses in files, or the one on standard input",
		Long: `Check the JSON body of a request, or of a response with --response. Without FILE, or
with -, it is read from standard input. A request's empty body counts as {}.

A response may be what the aws command prints: version 1 writes timestamps as numbers,
like the service itself, version 2 as text. The text report says which of the two was
read; the JSON report of one with text begins with "timestamps":"text", before "valid",
and is otherwise the same. An empty input is no response: aws prints nothing when it
failed, so it could not be decided. A response's report never has an answer of AWS.

The codes for --level; each is an error unless another level follows it:
` + listCodes() + `

The text report has a line for each violation: its place (FILE:LINE:COLUMN, the column
in characters), its JSON Pointer, what to do, and its code, for --level; then the
verdict and the error that AWS would answer. The JSON report is one line for each
body; with several files each has the file's name as its first member.

Exit code: 0 all valid, 1 one is invalid, 2 one could not be decided or bad usage.`,
		Example: `  cognitocheck check --operation cognito-identity.UpdateIdentityPool request.json
  cognitocheck check --operation UpdateIdentityPool --explain request.json
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
	flags.StringVar(&c.format, "format", "text", "the report: `text` or json")
	flags.BoolVar(&c.explain, "explain", false,
		"say below each line of the text report what the member is for, where the documentation that we read says it")
	c.engine.add(cmd)
	c.color.add(cmd)
	complete(cmd, "format", "text", "json")
	_ = cmd.RegisterFlagCompletionFunc("operation", operationNames)
	return cmd
}

func (c *checkCommand) run(cmd *cobra.Command, files []string) error {
	name, err := c.name()
	if err != nil {
		return err
	}
	if c.format != "text" && c.format != "json" {
		return fmt.Errorf("--format is text or json, not %q", c.format)
	}
	p, err := c.color.paint(cmd.OutOrStdout())
	if err != nil {
		return err
	}
	// A wrong name is told before anything is compiled or read.
	if _, err := validator.Lookup(name); err != nil {
		return operationError(err)
	}
	checker, err := c.engine.openBoth(cmd.Context(), 1)
	if err != nil {
		return err
	}
	defer closeChecker(checker)
	times := newTimeReader()

	if len(files) == 0 {
		files = []string{"-"}
		if isTerminal(cmd.InOrStdin()) {
			fmt.Fprintln(cmd.ErrOrStderr(), "cognitocheck: type or paste the body, then end it with Ctrl-D")
		}
	}
	code := exitValid
	for _, file := range files {
		valid, err := c.checkFile(cmd, checker, times, name, file, len(files) > 1, p)
		switch {
		case errors.As(err, new(writeError)):
			return err
		case err != nil:
			fmt.Fprintln(cmd.ErrOrStderr(), "cognitocheck:", printable(err.Error(), errorLength))
			code = exitUndecided
		case !valid && code == exitValid:
			code = exitInvalid
		}
	}
	if code != exitValid {
		return exitError(code)
	}
	return nil
}

// name is the operation's name from the flags.
func (c *checkCommand) name() (string, error) {
	switch {
	case c.operation != "" && c.target != "":
		return "", errors.New("give --operation or --target, not both")
	case c.operation != "":
		return c.operation, nil
	case c.target != "":
		return c.target, nil
	}
	return "", errors.New("name the operation, such as --operation cognito-identity.UpdateIdentityPool, or give its " +
		"X-Amz-Target with --target; 'cognitocheck operations' lists them all")
}

// checkFile checks one file, and writes its report.
func (c *checkCommand) checkFile(cmd *cobra.Command, checker *checkers, times *timeReader, name, file string,
	several bool, p paint) (bool, error) {
	source := file
	if file == "-" {
		source = "stdin"
	}
	body, err := readBody(cmd.InOrStdin(), file)
	if err != nil {
		return false, err
	}
	check, form := checker.Check, noTimes
	if c.response {
		if len(bytes.Trim(body, " \t\r\n")) == 0 {
			return false, fmt.Errorf("%s: %w", source, errEmptyResponse)
		}
		check, form = checker.CheckResponse, times.form(name, body)
		if form == textTimes {
			texts, err := checker.texts()
			if err != nil {
				return false, err
			}
			check = texts.CheckResponse
		}
	}
	report, err := check(cmd.Context(), name, body)
	if err != nil {
		return false, fmt.Errorf("%s: %w", source, err)
	}
	if mark := encodingMark(body); mark != "" {
		fmt.Fprintf(cmd.ErrOrStderr(),
			"cognitocheck: %s begins with %s, which no editor shows: save it as UTF-8 without a byte order mark\n", source, mark)
	}
	var out []byte
	if c.format == "json" {
		out = append(report.JSON(), '\n')
		if form == textTimes {
			out = putFirst(out, textTimesMember)
		}
		if several {
			out = putFirst(out, `"file":`+string(encodeJSON(source)))
		}
	} else {
		if words := form.String(); words != "" {
			out = fmt.Appendf(out, "%s: %s\n", printable(source, pointerLength), words)
		}
		out = append(out, textReport(source, body, report, p, c.explain, c.response)...)
	}
	if _, err := cmd.OutOrStdout().Write(out); err != nil {
		return false, writeError{err}
	}
	return report.Valid, nil
}

// textTimesMember is what the JSON report on a response with timestamps as text has before its own members.
const textTimesMember = `"timestamps":"text"`

// encodeJSON writes texts, and what holds them, as JSON, with <, > and & as they are.
func encodeJSON(v any) []byte {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		panic(err) // Texts can always be encoded.
	}
	return bytes.TrimSuffix(text.Bytes(), []byte{'\n'})
}

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

// readBody reads a file, or standard input for -, up to the limit.
func readBody(stdin io.Reader, file string) ([]byte, error) {
	source := "stdin"
	if file != "-" {
		source = file
		opened, err := os.Open(file)
		if err != nil {
			return nil, openError(file, err)
		}
		defer opened.Close()
		stdin = opened
	}
	body, err := io.ReadAll(io.LimitReader(stdin, validator.DefaultLimit+1))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", source, trimPath(err))
	}
	if len(body) > validator.DefaultLimit {
		return nil, fmt.Errorf("%s: %w of %s bytes (4 MiB); no Cognito request is that large", source,
			validator.ErrTooLarge, formatNumber(validator.DefaultLimit))
	}
	return body, nil
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
