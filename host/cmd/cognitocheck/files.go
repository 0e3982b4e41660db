package main

import (
	"bufio"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cognitocheck/cognitocheck/validator"
	"github.com/spf13/cobra"
)

// input is a file to read, or standard input.
type input struct {
	name string // - for standard input
	// found tells that nobody named it: it was found in a directory.
	found bool
	// err is why there is nothing to read.
	err error
}

// source is what people call it.
func (in input) source() string {
	if in.name == "-" {
		return "stdin"
	}
	return in.name
}

// orStandardInput returns the files that arguments name, or standard input where there are none. To a person who is
// there to type it says what. A list that a shell has left empty, with nothing on standard input, is an error.
func orStandardInput(cmd *cobra.Command, arguments []string, what string) ([]string, error) {
	if len(arguments) > 0 {
		return arguments, nil
	}
	if isTerminal(cmd.InOrStdin()) {
		fmt.Fprintf(cmd.ErrOrStderr(), "cognitocheck: %s, then end it with Ctrl-D\n", what)
	} else if isNull(cmd.InOrStdin()) {
		return nil, errors.New("no file is named, and standard input is not connected; name files, or write - for an " +
			"empty standard input")
	}
	return []string{"-"}, nil
}

// isNull tells whether a stream is the device that never has anything.
func isNull(stream io.Reader) bool {
	file, ok := stream.(*os.File)
	if !ok {
		return false
	}
	null, err := os.Stat(os.DevNull)
	if err != nil {
		return false
	}
	info, err := file.Stat()
	return err == nil && os.SameFile(info, null)
}

// findInputs finds the files that arguments name: files, directories with all that is JSON by its name below them, and
// patterns with *, ? and [ that the shell has left as they are. Hidden files and folders are passed over.
func findInputs(arguments []string) []input {
	var all []input
	for _, name := range arguments {
		if name == "-" {
			all = append(all, input{name: name})
			continue
		}
		info, err := os.Stat(name)
		switch {
		case err == nil && info.IsDir():
			all = append(all, findBelow(name)...)
		case err == nil:
			all = append(all, input{name: name})
		case strings.ContainsAny(name, "*?["):
			all = append(all, findMatches(name)...)
		default:
			all = append(all, input{name: name, err: openError(name, err)})
		}
	}
	return all
}

func findBelow(directory string) []input {
	var all []input
	err := filepath.WalkDir(directory, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case path != directory && strings.HasPrefix(entry.Name(), "."):
			if entry.IsDir() {
				return fs.SkipDir
			}
		case !entry.IsDir() && strings.HasSuffix(strings.TrimSuffix(strings.ToLower(path), ".gz"), ".json"):
			all = append(all, input{name: path, found: true})
		}
		return nil
	})
	switch {
	case err != nil:
		all = append(all, input{name: directory, err: fmt.Errorf("read %s: %w", directory, trimPath(err))})
	case len(all) == 0:
		all = append(all, input{name: directory, err: fmt.Errorf("there is no file *.json or *.json.gz in %s", directory)})
	}
	return all
}

func findMatches(pattern string) []input {
	names, err := filepath.Glob(pattern)
	if err != nil {
		return []input{{name: pattern, err: fmt.Errorf("the pattern %s is malformed: close its brackets", pattern)}}
	}
	if len(names) == 0 {
		return []input{{name: pattern, err: fmt.Errorf("no file matches the pattern %s", pattern)}}
	}
	var all []input
	for _, name := range names {
		all = append(all, input{name: name})
	}
	return all
}

// open opens it. What is returned must be closed.
func (in input) open(stdin io.Reader) (io.ReadCloser, error) {
	if in.name == "-" {
		return io.NopCloser(stdin), nil
	}
	file, err := os.Open(in.name)
	if err != nil {
		return nil, openError(in.name, err)
	}
	return file, nil
}

// readError says of what an error is that reading it gave.
func (in input) readError(err error) error {
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("read %s: it is compressed by gzip, and its end is missing", in.source())
	}
	return fmt.Errorf("read %s: %w", in.source(), trimPath(err))
}

// read reads all of it, up to a limit in bytes. What is compressed by gzip is decompressed, whatever its name; the
// limit is that of the text.
func (in input) read(stdin io.Reader, limit int64) ([]byte, error) {
	if in.err != nil {
		return nil, unreadableError{in.err}
	}
	file, err := in.open(stdin)
	if err != nil {
		return nil, unreadableError{err}
	}
	defer file.Close()
	plain, err := decompress(file)
	if err != nil {
		return nil, unreadableError{in.readError(err)}
	}
	text, err := io.ReadAll(io.LimitReader(plain, limit+1))
	if err != nil {
		return nil, unreadableError{in.readError(err)}
	}
	if int64(len(text)) > limit {
		return nil, fmt.Errorf("%s: %w of %s bytes", in.source(), validator.ErrTooLarge, formatNumber(limit))
	}
	return text, nil
}

// decompress returns what a stream holds: its text where it is compressed by gzip, otherwise the stream itself. It
// waits for two bytes.
func decompress(stream io.Reader) (io.Reader, error) {
	buffered := bufio.NewReader(stream)
	if start, err := buffered.Peek(2); err != nil || start[0] != 0x1f || start[1] != 0x8b {
		return buffered, nil
	}
	return gzip.NewReader(buffered)
}

// errNoOperation is the error for a file whose name tells no operation.
var errNoOperation = errors.New("the name of the file tells no operation; give --operation, or name it as in " +
	"create-user-pool.json or UpdateIdentityPool.request.json")

// operationOf tells the operation, and whether it is a response of it, by the name of a file: create-user-pool.json,
// UpdateIdentityPool.request.json, dev.cognito-idp.SignUp.response.json.gz. The operation is one of the parts between
// dots, or two of them; of several the first. The error is errNoOperation, or an *AmbiguousOperationError.
func operationOf(file string) (name string, response bool, err error) {
	parts := strings.Split(filepath.Base(file), ".")
	response = slices.Contains(parts, "response")
	for start := range parts {
		for _, count := range []int{2, 1} {
			if start+count > len(parts) {
				continue
			}
			op, err := lookUpName(strings.Join(parts[start:start+count], "."))
			if err == nil {
				return op.Name(), response, nil
			}
			if errors.As(err, new(*validator.AmbiguousOperationError)) {
				return "", false, err
			}
		}
	}
	return "", false, errNoOperation
}

// lookUpName finds the operation that has a name in one of the forms that Lookup takes, or a bare name of the command
// line: create-user-pool, with its service before it or without.
func lookUpName(name string) (validator.Operation, error) {
	op, err := validator.Lookup(name)
	if err == nil || !errors.As(err, new(*validator.UnknownOperationError)) {
		return op, err
	}
	ambiguous := &validator.AmbiguousOperationError{Name: name}
	for _, service := range serviceNames() {
		bare := strings.TrimLeft(strings.TrimPrefix(name, service), ".-_ ")
		found, err := validator.Lookup(service + " " + bare)
		if err == nil {
			op, ambiguous.Candidates = found, append(ambiguous.Candidates, found.Name())
		}
	}
	switch len(ambiguous.Candidates) {
	case 0:
		return op, err
	case 1:
		return op, nil
	}
	return op, ambiguous
}
