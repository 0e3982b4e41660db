package engine

import "github.com/cognitocheck/cognitocheck/validator/engine/table"

// CodeCount is the number of codes of violations.
const CodeCount = codeCount

// CodeName is the name of a code, such as "length.max", and CodeLevel its default severity, a level of package table.
func CodeName(code uint8) []byte { return bytesOf(tables.codes[code].Name) }

// CodeLevel is the default severity of a code: table.Error, table.Warn or table.Off.
func CodeLevel(code uint8) uint8 { return tables.codes[code].Level }

// Levels is a set of severities, one for each code. The zero value is that of all defaults.
type Levels struct {
	// of holds one more than the severity, 0 for the default.
	of [codeCount]uint8
}

// LevelProblem says what is wrong with a text of severities.
type LevelProblem uint8

// The problems of a text of severities.
const (
	// LevelFine: nothing is wrong.
	LevelFine LevelProblem = iota
	// LevelForm: it is not CODE=LEVEL.
	LevelForm
	// LevelCode: there is no such code.
	LevelCode
	// LevelFixed: the level of this code cannot be changed.
	LevelFixed
	// LevelWord: there is no such level.
	LevelWord
)

// Parse reads settings such as "unknown=error,pattern=warn" into l. It returns where the first bad one starts, and what is wrong
// with it; l may then hold those before it.
func (l *Levels) Parse(settings []byte) (uint, LevelProblem) {
	for start := uint(0); start < uint(len(settings)); {
		end, equals := start, stopped
		for end < uint(len(settings)) && settings[end] != ',' {
			if settings[end] == '=' {
				equals = end
			}
			end++
		}
		if equals == stopped {
			return start, LevelForm
		}
		code := 0
		for !isTextBetween(settings, start, equals, tables.codes[code].Name) {
			if code++; code == codeCount {
				return start, LevelCode
			}
		}
		if tables.codes[code].Fixed != 0 {
			return start, LevelFixed
		}
		level := uint8(0)
		for !isTextBetween(settings, equals+1, end, nthText(textError, uint16(level))) {
			if level++; level > table.Off {
				return start, LevelWord
			}
		}
		l.of[code] = level + 1
		start = end + 1
	}
	return 0, LevelFine
}

// Levels sets the severities from a text as Levels.Parse reads it, for all checks from now on; an empty text means the
// defaults. It answers 0, or −1 for a text that it does not understand, which changes nothing.
func (e *Engine) Levels(settings []byte) int32 {
	e.forget()
	e.parsedLevels = Levels{}
	if _, bad := e.parsedLevels.Parse(settings); bad != LevelFine {
		return -1
	}
	e.levels = e.parsedLevels
	return 0
}

// SetLevels sets the severities for all checks from now on.
func (e *Engine) SetLevels(l Levels) { e.levels = l }
