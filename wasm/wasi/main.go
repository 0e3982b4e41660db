// Command wasi is the validator as a WASI command, for runtimes and shells that know nothing of the module's ABI:
//
//	wasmtime run cognitocheck-wasi.wasm cognito-identity.UpdateIdentityPool < request.json
//
// The request is read from stdin, the report is written to stdout. The exit code is 0 for a valid request, 1 for an
// invalid one, and 2 when it could not be decided; why is then said on stderr.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/cognitocheck/cognitocheck/validator"
)

const (
	exitValid = iota
	exitInvalid
	exitUndecided
)

func main() { os.Exit(doMain(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

func doMain(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("cognitocheck-wasi", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() {
		fmt.Fprint(stderr, "usage: cognitocheck-wasi [-response] [-warnings] OPERATION < BODY\n")
		flags.PrintDefaults()
	}
	response := flags.Bool("response", false, "the body is a response")
	warnings := flags.Bool("warnings", false, "look for warnings too")
	if err := flags.Parse(args); err != nil {
		return exitUndecided
	}
	if flags.NArg() != 1 {
		flags.Usage()
		return exitUndecided
	}
	report, err := check(flags.Arg(0), stdin, *response, validator.Options{Warnings: *warnings})
	if err != nil {
		fmt.Fprintf(stderr, "cognitocheck-wasi: %v\n", err)
		return exitUndecided
	}
	if _, err := stdout.Write(append(report.JSON(), '\n')); err != nil {
		fmt.Fprintf(stderr, "cognitocheck-wasi: write the report: %v\n", err)
		return exitUndecided
	}
	if !report.Valid {
		return exitInvalid
	}
	return exitValid
}

func check(name string, stdin io.Reader, response bool, options validator.Options) (validator.Report, error) {
	operation, err := validator.Lookup(name)
	if err != nil {
		return validator.Report{}, err
	}
	// One byte more than is checked, so that a body over the limit is told from one at it.
	body, err := io.ReadAll(io.LimitReader(stdin, validator.DefaultLimit+1))
	if err != nil {
		return validator.Report{}, fmt.Errorf("read the body: %w", err)
	}
	if response {
		return operation.CheckResponse(body, options)
	}
	return operation.Check(body, options)
}
