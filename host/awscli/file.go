package awscli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"
)

// FileLimit is how large a file that file:// or fileb:// names may be, in bytes. A request of 4 MiB, the most that is
// checked unless told otherwise, has room for less.
const FileLimit = 8 << 20

// readFile reads a file up to FileLimit, and pipes such as a shell's <(…) too.
func readFile(name string) ([]byte, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, FileLimit+1))
	if err != nil {
		return nil, err
	}
	if len(data) > FileLimit {
		return nil, fmt.Errorf("it is over the limit of %d bytes", FileLimit)
	}
	return data, nil
}

// readParamFile reads the file that a word with file:// (text) or fileb:// (bytes) names. ok is false for another
// word.
func (r *Reader) readParamFile(option, word string) (v any, ok bool, err error) {
	path, binary := strings.CutPrefix(word, "fileb://")
	if !binary {
		text := false
		if path, text = strings.CutPrefix(word, "file://"); !text {
			return nil, false, nil
		}
	}
	read := r.ReadFile
	if read == nil {
		read = readFile
	}
	data, err := read(r.expand(path))
	if err != nil {
		next := "after " + word[:strings.Index(word, "//")+2] + " comes the path as it is, relative to the working directory"
		var at *fs.PathError
		if errors.As(err, &at) {
			err = at.Err
		}
		return nil, false, parameterError(option, next, "Unable to load paramfile: %v", err)
	}
	if binary {
		return data, true, nil
	}
	if !utf8.Valid(data) {
		return nil, false, parameterError(option, "for a binary file write fileb://, a text must be UTF-8",
			"Unable to load paramfile, text contents could not be decoded")
	}
	// Python opens a text with universal newlines.
	return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(string(data)), true, nil
}

// expand replaces ~ at the start and the variables in a path, as Python's expanduser and expandvars do: a variable that
// is not set stays, and so does a user's home other than the own.
func (r *Reader) expand(path string) string {
	lookup := r.LookupEnv
	if lookup == nil {
		lookup = os.LookupEnv
	}
	if path == "~" || strings.HasPrefix(path, "~/") {
		home, ok := lookup("HOME")
		if !ok {
			home, _ = os.UserHomeDir()
		}
		path = filepath.Clean(home) + path[1:]
	}
	var out strings.Builder
	for path != "" {
		before, after, found := strings.Cut(path, "$")
		out.WriteString(before)
		if !found {
			break
		}
		name, rest, braced := "", after, false
		if strings.HasPrefix(after, "{") {
			name, rest, braced = strings.Cut(after[1:], "}")
		}
		if !braced {
			end := strings.IndexFunc(after, func(c rune) bool {
				return c != '_' && !('0' <= c && c <= '9') && !('a' <= c && c <= 'z') && !('A' <= c && c <= 'Z')
			})
			if end < 0 {
				end = len(after)
			}
			name, rest = after[:end], after[end:]
		}
		if value, ok := lookup(name); ok && name != "" {
			out.WriteString(value)
		} else {
			out.WriteString("$" + after[:len(after)-len(rest)])
		}
		path = rest
	}
	return out.String()
}
