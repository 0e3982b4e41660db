package rules

import "fmt"

// Position is a place in a file. Line and column count from 1, the column in Unicode scalar values.
type Position struct {
	File         string
	Line, Column int
}

func (p Position) String() string {
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

// Error is what is wrong at one place of a file.
type Error struct {
	Position
	Rule    string // the rule's id; empty where the file has none
	Message string // what is wrong, and what to write instead
}

func (e *Error) Error() string {
	if e.Rule == "" {
		return fmt.Sprintf("%s: %s", e.Position, e.Message)
	}
	return fmt.Sprintf("%s: rule %s: %s", e.Position, e.Rule, e.Message)
}
