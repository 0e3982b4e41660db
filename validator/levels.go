package validator

import (
	"sync"

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

// ParseLevels reads severities from a text such as "unknown=error,rule.deprecated=off": codes and one of error, warn
// and off, joined by commas. The codes syntax and depth cannot be changed. The error is a *LevelError.
//
// It knows the codes that come with this package. Those of rules of one's own are known to Rules.ParseLevels.
func ParseLevels(settings string) (*Levels, error) { return parseLevels(settings, &engines) }

// parseLevels reads severities by the codes that the engines of a pool know.
func parseLevels(settings string, from *sync.Pool) (*Levels, error) {
	e := from.Get().(*engine.Engine)
	defer from.Put(e)
	if at, bad := e.ReadLevels([]byte(settings)); bad != engine.LevelFine {
		end := at
		for end < uint(len(settings)) && settings[end] != ',' {
			end++
		}
		return nil, &LevelError{Text: settings[at:end], Reason: levelReasons[bad]}
	}
	return &Levels{e.ParsedLevels()}, nil
}

var levelReasons = [...]string{
	engine.LevelForm:  "write CODE=error, CODE=warn or CODE=off",
	engine.LevelCode:  "there is no such code",
	engine.LevelFixed: "the level of this code cannot be changed",
	engine.LevelWord:  "a level is error, warn or off",
}

// Code is a code of violations and warnings.
type Code struct {
	// Name is the code, such as "length.max".
	Name string
	// Level is its default severity: "error", "warn" or "off".
	Level string
	// Fixed tells that its severity cannot be changed.
	Fixed bool
}

// Codes lists all codes. Those of rules begin with CodeRule.
func Codes() []Code {
	var all []Code
	for code := range table.CodeID(engine.CodeCount) {
		level := engine.CodeLevel(code)
		all = append(all, Code{
			Name: string(engine.CodeName(code)), Level: levelNames[level], Fixed: level == table.Fixed,
		})
	}
	return all
}

var levelNames = [...]string{table.Error: "error", table.Warn: "warn", table.Off: "off", table.Fixed: "error"}
