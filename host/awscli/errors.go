package awscli

import "fmt"

// ArgumentError says why a command line is no request, for the most part in the words of the aws command line, and
// where. Of the words of the line it shows those only that the model knows, which are the names of options, services,
// operations and members: any other may be a password that a shell has split, or whose option is misspelt.
type ArgumentError struct {
	Message string // what is wrong, on one line
	Next    string // what to do about it
}

func (e *ArgumentError) Error() string {
	if e.Next == "" {
		return e.Message
	}
	return e.Message + "; " + e.Next
}

// parserError is an error of the stage that tells options and their words apart.
func parserError(next, format string, arguments ...any) error {
	return &ArgumentError{Message: "aws: error: " + fmt.Sprintf(format, arguments...), Next: next}
}

// parameterError is an error in the value of one option.
func parameterError(option, next, format string, arguments ...any) error {
	return &ArgumentError{
		Message: "Error parsing parameter '" + option + "': " + fmt.Sprintf(format, arguments...),
		Next:    next,
	}
}
