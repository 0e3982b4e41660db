package validator

import "github.com/cognitocheck/cognitocheck/validator/table"

// Levels is a set of severities, one for each code. Codes that are not named keep their default: everything is an error
// except "unknown" and the rules that say otherwise, which are warnings.
//
// A Levels is read-only once made and may be shared by goroutines. The zero value is that of all defaults.
type Levels struct {
	// of holds one more than the severity, 0 for the default.
	of [codeCount]uint8
}

// ParseLevels reads severities from a text such as "unknown=error,rule.deprecated=off": codes and one of error, warn and
// off, joined by commas. The codes syntax and depth cannot be changed. The error is a *LevelError.
func ParseLevels(settings string) (*Levels, error) {
	l := new(Levels)
	if at, bad := l.parse([]byte(settings)); bad != levelFine {
		end := at
		for end < uint(len(settings)) && settings[end] != ',' {
			end++
		}
		return nil, &LevelError{Text: settings[at:end], Reason: levelReasons[bad]}
	}
	return l, nil
}

// Codes lists all codes of violations and warnings with their default severity: "error", "warn" or "off".
func Codes() (codes []string, levels []string) {
	for i := range tables.codes {
		codes = append(codes, string(text(tables.codes[i].Name)))
		levels = append(levels, levelNames[tables.codes[i].Level])
	}
	return codes, levels
}

var levelNames = [...]string{table.Error: "error", table.Warn: "warn", table.Off: "off"}

const (
	levelFine = iota
	levelForm
	levelCode
	levelFixed
	levelWord
)

var levelReasons = [...]string{
	levelForm:  "write CODE=error, CODE=warn or CODE=off",
	levelCode:  "there is no such code",
	levelFixed: "the level of this code cannot be changed",
	levelWord:  "a level is error, warn or off",
}

// parse reads settings into l. It returns where the first bad one starts, and what is wrong with it.
func (l *Levels) parse(settings []byte) (uint, int) {
	for start := uint(0); start < uint(len(settings)); {
		end, equals := start, stopped
		for end < uint(len(settings)) && settings[end] != ',' {
			if settings[end] == '=' {
				equals = end
			}
			end++
		}
		if equals == stopped {
			return start, levelForm
		}
		code := 0
		for !says(settings, start, equals, tables.codes[code].Name) {
			if code++; code == codeCount {
				return start, levelCode
			}
		}
		if tables.codes[code].Fixed != 0 {
			return start, levelFixed
		}
		level := uint8(0)
		for !says(settings, equals+1, end, nth(textError, uint16(level))) {
			if level++; level > table.Off {
				return start, levelWord
			}
		}
		l.of[code] = level + 1
		start = end + 1
	}
	return 0, levelFine
}

// Levels sets the severities from a text as ParseLevels reads it, for all checks from now on; an empty text means the
// defaults. It answers 0, or −1 for a text that it does not understand, which changes nothing.
func (e *Engine) Levels(settings []byte) int32 {
	e.forget()
	e.parsed = Levels{}
	if _, bad := e.parsed.parse(settings); bad != levelFine {
		return -1
	}
	e.levels = e.parsed
	return 0
}
