package conformance

import (
	"bytes"
	"encoding/binary"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/cognitocheck/cognitocheck/validator"
	"github.com/cognitocheck/cognitocheck/validator/engine/table"
)

// References to the names of packOfCode.
const (
	schema byte = iota + 1
	poolName
	policies
	passwordPolicy
	minimumLength
	aliases
)

var codeNames = []string{
	"Schema", "PoolName", "Policies", "PasswordPolicy", "MinimumLength", "AliasAttributes",
}

// packOfCode is a pack of one rule of CreateUserPool, at the body or on the way of a path, whose code nobody checked.
func packOfCode(path, holds []byte) []byte {
	text := func(all ...string) (packed []byte) {
		for _, s := range all {
			packed = append(append(packed, byte(len(s))), s...)
		}
		return packed
	}
	look := append([]byte{0}, append(path, byte(table.StepEnd), 1, 0)...)
	look = append(append(look, holds...), 0)
	pack := binary.LittleEndian.AppendUint32(nil, table.PackSignature)
	pack = append(append(pack, byte(len(codeNames))), text(codeNames...)...)
	pack = append(append(pack, 1), text("constant")...)
	pack = append(append(pack, 1), text("rule.r", "Do.", "")...)
	pack = append(pack, byte(table.Error), 1, 1)
	pack = append(pack, text("cognito-idp.CreateUserPool")...)
	return append(pack, look...)
}

// instruction is an instruction, and what follows it.
func instruction(op table.Op, parts ...[]byte) []byte {
	return append([]byte{byte(op)}, bytes.Join(parts, nil)...)
}

// member is a member of the request, or one in it.
func member(names ...byte) []byte { return valueOf(table.VarRequest, names...) }

// valueOf is a variable, or a member in it.
func valueOf(v table.Variable, names ...byte) []byte {
	return append([]byte{byte(table.OpValue), byte(v) | byte(len(names))<<table.VariableBits}, names...)
}

// TestEmptyBody: code that reads the body, or what is in it, as any type finds nothing in an empty one.
func TestEmptyBody(t *testing.T) {
	step := byte(table.StepMember | table.StepOptional)
	for _, path := range [][]byte{nil, {step, policies}, {step, policies, step, passwordPolicy}} {
		for v := range table.VarLoop {
			value := valueOf(v)
			digit := instruction(table.OpDigit, []byte{7})
			for _, holds := range [][]byte{
				instruction(table.OpHas, value),
				instruction(table.OpIsTrue, value),
				instruction(table.OpIsCIDR, value),
				instruction(table.OpKnowsClasses, value),
				instruction(table.OpHas, valueOf(v, schema)),
				instruction(table.OpEqual, digit, instruction(table.OpInteger, value)),
				instruction(table.OpEqual, digit, instruction(table.OpSize, value)),
				instruction(table.OpIn, value, value),
				instruction(table.OpAtMost, value, value),
				instruction(table.OpExists, value, instruction(table.OpHas, valueOf(table.VarLoop))),
			} {
				own, err := validator.LoadRules(packOfCode(path, holds))
				if err != nil {
					t.Fatal(err)
				}
				options := validator.Options{Rules: own, Levels: levels(t, "required=off")}
				for _, body := range []string{"", " ", "{}", `{"Policies":null}`} {
					mustCheck(t, "CreateUserPool", body, options)
				}
			}
		}
	}
}

// TestBadAutomata: an automaton whose state leads to itself without a character is refused, and so is one that has no
// state, leads to none, or ends within one.
func TestBadAutomata(t *testing.T) {
	for _, machine := range [][]byte{
		{1, table.EdgesRun, 0},
		{2, 1, 2, 0x7F, table.EdgesRun, 0},
		{0},
		{1, 1, 2, 0x7F},
		{1, table.EdgesRun | 1, 1, 'a'},
		{1, 2, 1, 0x7F},
	} {
		holds := instruction(table.OpMatches, member(poolName), machine)
		if _, err := validator.LoadRules(packOfCode(nil, holds)); !errors.Is(err, validator.ErrRules) {
			t.Errorf("%v is not refused: %v", machine, err)
		}
	}
}

// TestTooCostly: rules that would read again and again what is long end the check, in the time that the body is worth.
func TestTooCostly(t *testing.T) {
	const many, long = 20_000, 200_000
	elements := strings.TrimSuffix(strings.Repeat(`{},`, many), ",")
	// Each is evaluated for each element of Schema.
	each := func(holds []byte) []byte {
		return instruction(table.OpAll, member(schema), holds)
	}
	constant := instruction(table.OpText, []byte{1})
	digit := instruction(table.OpDigit, []byte{7})
	always := instruction(table.OpEqual, digit, digit)
	and := func(all ...[]byte) []byte {
		code := always
		for _, holds := range all {
			code = instruction(table.OpAnd, holds, code)
		}
		return code
	}
	machine := []byte{1, table.EdgesAccept | 1, 1, 0xFF, 0xFF, 0xFF} // any characters
	for name, c := range map[string]struct {
		holds []byte
		body  string
	}{
		"loops in loops": {
			each(instruction(table.OpAll, member(schema), always)), `"Schema":[` + elements + `]`,
		},
		"many instructions": {
			each(instruction(table.OpAll, member(aliases), and(slices.Repeat([][]byte{always}, 20)...))),
			`"Schema":[` + elements + `],"AliasAttributes":[` + strings.Repeat(`"",`, 99) + `""]`,
		},
		"many constants": {
			each(instruction(table.OpAll, member(aliases), instruction(table.OpNot, instruction(table.OpOneOf,
				valueOf(table.VarLoop+1), []byte{200}, bytes.Repeat([]byte{1}, 200))))),
			`"Schema":[` + elements + `],"AliasAttributes":[` + strings.Repeat(`"",`, 99) + `""]`,
		},
		"a long string that is compared": {
			each(instruction(table.OpSame, member(poolName), member(poolName))),
			`"Schema":[` + elements + `],"PoolName":"` + strings.Repeat("a", long) + `"`,
		},
		"the end of a long string": {
			each(instruction(table.OpNot, instruction(table.OpEnds, member(poolName), constant))),
			`"Schema":[` + elements + `],"PoolName":"` + strings.Repeat("a", long) + `"`,
		},
		"what a long string contains": {
			each(instruction(table.OpNot, instruction(table.OpContains, member(poolName), constant))),
			`"Schema":[` + elements + `],"PoolName":"` + strings.Repeat("a", long) + `"`,
		},
		"the size of a long string": {
			each(instruction(table.OpLess, digit, instruction(table.OpSize, member(poolName)))),
			`"Schema":[` + elements + `],"PoolName":"` + strings.Repeat("a", long) + `"`,
		},
		"a pattern on a long string": {
			each(instruction(table.OpMatches, member(poolName), machine)),
			`"Schema":[` + elements + `],"PoolName":"` + strings.Repeat("a", long) + `"`,
		},
		"a long style sheet": {
			each(instruction(table.OpKnowsClasses, member(poolName))),
			`"Schema":[` + elements + `],"PoolName":"` + strings.Repeat("a", long) + `"`,
		},
		"long numerals": {
			each(instruction(table.OpAtMost, member(poolName), member(poolName))),
			`"Schema":[` + elements + `],"PoolName":"` + strings.Repeat("1", long) + `"`,
		},
		"a long number": {
			each(instruction(table.OpEqual, digit,
				instruction(table.OpInteger, member(policies, passwordPolicy, minimumLength)))),
			`"Schema":[` + elements + `],"Policies":{"PasswordPolicy":{"MinimumLength":7.` + strings.Repeat("0", long) + `}}`,
		},
		"an empty list of white space": {
			each(instruction(table.OpAll, member(aliases), always)),
			`"Schema":[` + elements + `],"AliasAttributes":[` + strings.Repeat(" ", long) + `]`,
		},
		"a list with a long string": {
			each(instruction(table.OpNot, instruction(table.OpIn, constant, member(aliases)))),
			`"Schema":[` + elements + `],"AliasAttributes":["` + strings.Repeat("a", long) + `"]`,
		},
		"a long list": {
			each(instruction(table.OpNot, instruction(table.OpIn, constant, member(aliases)))),
			`"Schema":[` + elements + `],"AliasAttributes":[` + strings.Repeat(`"a",`, many) + `"a"]`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			own, err := validator.LoadRules(packOfCode(nil, c.holds))
			if err != nil {
				t.Fatal(err)
			}
			var off []string
			for _, code := range validator.Codes() {
				if !code.Fixed && code.Name != "type" && code.Name != "null" {
					off = append(off, code.Name+"=off")
				}
			}
			options := validator.Options{Rules: own, Levels: levels(t, strings.Join(off, ","))}
			op := operation(t, "cognito-idp.CreateUserPool")
			report, err := op.Check([]byte(`{`+c.body+`}`), options)
			if !errors.Is(err, validator.ErrTooCostly) {
				t.Errorf("%v, %.300s", err, report.JSON())
			}
		})
	}
}

// TestGuards: foreign rules with a guard are refused, whose facts may mean something else in these tables.
func TestGuards(t *testing.T) {
	holds := instruction(table.OpHas, member(schema))
	pack := packOfCode(nil, holds)
	if _, err := validator.LoadRules(pack); err != nil {
		t.Fatal(err)
	}
	// The guard's size comes before StepEnd, the number of rules, and the rule's number; after the rule is that of fills.
	at := len(pack) - len(holds) - 5
	guarded := slices.Insert(slices.Clone(pack), at+1, byte(table.GuardHas|table.GuardLast|1))
	guarded[at] = 1
	const when, step, each = byte(table.StepWhen), byte(table.StepMember), byte(table.StepEach)
	for name, pack := range map[string][]byte{
		"of the look":      guarded,
		"of nothing":       packOfCode([]byte{when, 0}, holds),
		"in the path":      packOfCode([]byte{when, 1, table.GuardLast}, holds),
		"below a member":   packOfCode([]byte{step, policies, when, 0}, holds),
		"below an element": packOfCode([]byte{step, schema, each, when, 0}, holds),
	} {
		if _, err := validator.LoadRules(pack); !errors.Is(err, validator.ErrRules) {
			t.Errorf("a guard %s is not refused: %v", name, err)
		}
	}
}

// TestRoom: code has twice the room of a pack when it is read. What takes more, as states that lead nowhere do, is
// refused.
func TestRoom(t *testing.T) {
	matches := instruction(table.OpMatches, member(poolName), append([]byte{255}, make([]byte, 255)...))
	var many func(n int) []byte
	many = func(n int) []byte {
		if n == 1 {
			return matches
		}
		return instruction(table.OpOr, many(n/2), many(n-n/2))
	}
	for n, fits := range map[int]bool{40: true, 50: false, 60: false} {
		pack := packOfCode(nil, many(n))
		if len(pack) > table.MaxPack {
			t.Fatalf("%d automata are %d bytes", n, len(pack))
		}
		if _, err := validator.LoadRules(pack); (err == nil) != fits || err != nil && !errors.Is(err, validator.ErrRules) {
			t.Errorf("%d automata: %v", n, err)
		}
	}
}
