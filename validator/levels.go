package validator

import (
	"github.com/cognitocheck/cognitocheck/validator/engine"
	"github.com/cognitocheck/cognitocheck/validator/engine/table"
)

// Levels is a set of severities, one for each code. Codes that are not named keep their default: everything is an error
// except "unknown" and the rules that say otherwise, which are warnings.
//
// A Levels is read-only once made and may be shared by goroutines. The zero value is that of all defaults.
type Levels struct {
	set engine.Levels
}

// ParseLevels reads severities from a text such as "unknown=error,rule.deprecated=off": codes and one of error, warn and
// off, joined by commas. The codes syntax and depth cannot be changed. The error is a *LevelError.
func ParseLevels(settings string) (*Levels, error) {
	l := new(Levels)
	if at, bad := l.set.Parse([]byte(settings)); bad != engine.LevelFine {
		end := at
		for end < uint(len(settings)) && settings[end] != ',' {
			end++
		}
		return nil, &LevelError{Text: settings[at:end], Reason: levelReasons[bad]}
	}
	return l, nil
}

var levelReasons = [...]string{
	engine.LevelForm:  "write CODE=error, CODE=warn or CODE=off",
	engine.LevelCode:  "there is no such code",
	engine.LevelFixed: "the level of this code cannot be changed",
	engine.LevelWord:  "a level is error, warn or off",
}

// Codes lists all codes of violations and warnings with their default severity: "error", "warn" or "off".
func Codes() (codes []string, levels []string) {
	for code := range table.CodeID(engine.CodeCount) {
		codes = append(codes, string(engine.CodeName(code)))
		levels = append(levels, levelNames[engine.CodeLevel(code)])
	}
	return codes, levels
}

var levelNames = [...]string{table.Error: "error", table.Warn: "warn", table.Off: "off", table.Fixed: "error"}
