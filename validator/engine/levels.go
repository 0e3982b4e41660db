package engine

import "github.com/cognitocheck/cognitocheck/validator/engine/table"

// CodeCount is the number of codes of violations.
const CodeCount = codeCount

// CodeName is the name of a code, such as "length.max".
func CodeName(code table.CodeID) []byte { return textOf(tables.codes[code].Name) }

// CodeLevel is the default severity of a code. table.Fixed is an error that cannot be changed.
func CodeLevel(code table.CodeID) table.Level { return tables.codes[code].Level }

// Levels is a set of severities, one for each code. The zero value is that of all defaults.
type Levels struct {
	// of holds one more than the severity, 0 for the default.
	of [codeCount + maxForeignCodes]table.Level
	// set tells that one of them is not the default.
	set bool
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

// BadLevels is the module's answer for settings that it refuses.
const BadLevels = -1

// ReadLevels reads settings such as "unknown=error,pattern=warn", for ParsedLevels. It returns where the first bad one
// starts, and what is wrong with it.
func (e *Engine) ReadLevels(settings []byte) (uint, LevelProblem) {
	e.parsedLevels = Levels{}
	for start := uint(0); start < uint(len(settings)); {
		end, equals := start, none
		for end < uint(len(settings)) && settings[end] != ',' {
			if settings[end] == '=' {
				equals = end
			}
			end++
		}
		if equals == none {
			return start, LevelForm
		}
		code := table.CodeID(0)
		for string(settings[start:equals:equals]) != string(e.textOf(e.code(code).Name)) {
			if code++; uint32(code) == codeCount+e.foreignCodeCount {
				return start, LevelCode
			}
		}
		if e.code(code).Level == table.Fixed {
			return start, LevelFixed
		}
		level := table.Error
		for !isText(settings, equals+1, end, item(setLevel, uint(level))) {
			if level++; level > table.Off {
				return start, LevelWord
			}
		}
		e.parsedLevels.of[code] = level + 1
		e.parsedLevels.set = true
		if start = end + 1; start == uint(len(settings)) {
			return start, LevelForm // a comma, and nothing after it
		}
	}
	return 0, LevelFine
}

// ParsedLevels are the severities that ReadLevels has read.
func (e *Engine) ParsedLevels() Levels { return e.parsedLevels }

// ParseLevels sets the severities from a text as ReadLevels reads it, for all checks from now on. An empty text means
// the defaults. It reports false for a text that it does not understand, which changes nothing.
func (e *Engine) ParseLevels(settings []byte) bool {
	e.forget()
	if _, bad := e.ReadLevels(settings); bad != LevelFine {
		return false
	}
	e.levels = e.parsedLevels
	return true
}

// SetLevels sets the severities for all checks from now on.
func (e *Engine) SetLevels(l Levels) { e.levels = l }

// levelOf is the severity of a code in this check. Warnings that nobody asked for are off.
func (e *Engine) levelOf(code table.CodeID) table.Level {
	level := e.levels.of[code] - 1
	if level > table.Off {
		level = e.code(code).Level
	}
	if level == table.Warn && e.options&OptionWarnings == 0 {
		return table.Off
	}
	return level
}
