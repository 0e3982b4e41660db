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

// The numbers of the names and constants of packOfCode.
const (
	schema byte = iota
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
	look := append([]byte{0}, append(path, byte(table.StepEnd))...)
	look = append(binary.LittleEndian.AppendUint16(append(look, 0), uint16(len(holds))), holds...)
	pack := binary.LittleEndian.AppendUint32(nil, table.PackSignature)
	pack = append(append(pack, byte(len(codeNames))), text(codeNames...)...)
	pack = append(append(pack, 1), text("constant")...)
	pack = append(append(pack, 1), text("rule.r", "Do.", "")...)
	pack = append(pack, byte(table.Error), 1, 1)
	pack = append(pack, text("cognito-idp.CreateUserPool")...)
	return append(binary.LittleEndian.AppendUint16(pack, uint16(len(look))), look...)
}

// instruction is an instruction with its own bytes and its operands.
func instruction(op table.Op, own []byte, operands ...[]byte) []byte {
	return append(append([]byte{byte(op) | byte(len(own))<<table.OpHeader}, own...), bytes.Join(operands, nil)...)
}

// sizeOf is the size of an operand.
func sizeOf(operand []byte) []byte {
	return binary.LittleEndian.AppendUint16(nil, uint16(len(operand)))
}

// member is a member of the request, or one in it.
func member(names ...byte) []byte { return valueOf(table.VarRequest, names...) }

// valueOf is a variable, or a member in it.
func valueOf(v table.Variable, names ...byte) []byte {
	return append([]byte{byte(table.OpValue), byte(v) | byte(len(names))<<table.VariableBits}, names...)
}

// loop is a loop over what of says, inside so many others.
func loop(op table.Op, within byte, of, holds []byte) []byte {
	return instruction(op, append([]byte{within}, sizeOf(holds)...), of, holds)
}

// TestEmptyBody: code that reads the body, or what is in it, as any type finds nothing in an empty one.
func TestEmptyBody(t *testing.T) {
	step := byte(table.StepMember | table.StepOptional)
	for _, path := range [][]byte{nil, {step, policies}, {step, policies, step, passwordPolicy}} {
		for v := range table.VarLoop {
			value := valueOf(v)
			digit := instruction(table.OpDigit, []byte{7})
			for _, holds := range [][]byte{
				instruction(table.OpHas, nil, value),
				instruction(table.OpIsTrue, nil, value),
				instruction(table.OpIsCIDR, nil, value),
				instruction(table.OpKnowsClasses, nil, value),
				instruction(table.OpHas, nil, valueOf(v, schema)),
				instruction(table.OpEqual, nil, digit, instruction(table.OpInteger, nil, value)),
				instruction(table.OpEqual, nil, digit, instruction(table.OpSize, nil, value)),
				instruction(table.OpIn, nil, value, value),
				instruction(table.OpAtMost, nil, value, value),
				loop(table.OpExists, 0, value, instruction(table.OpHas, nil, valueOf(table.VarLoop))),
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

// TestRunForEver: an automaton whose state leads to itself without a character is refused, and so is one that ends
// within a state.
func TestRunForEver(t *testing.T) {
	for _, machine := range [][]byte{
		{1, 3, 0, table.EdgesRun, 0},
		{2, 5, 0, 8, 0, 1, 2, 0x7F, table.EdgesRun, 0},
		{1, 3, 0, 2, 1, 0x7F},
	} {
		holds := instruction(table.OpMatches, sizeOf(machine), member(poolName), machine)
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
		return loop(table.OpAll, 0, member(schema), holds)
	}
	constant := instruction(table.OpText, []byte{0})
	digit := instruction(table.OpDigit, []byte{7})
	always := instruction(table.OpEqual, nil, digit, digit)
	and := func(all ...[]byte) []byte {
		code := always
		for _, holds := range all {
			code = instruction(table.OpAnd, sizeOf(code), holds, code)
		}
		return code
	}
	machine := []byte{1, 3, 0, table.EdgesAccept | 1, 1, 0xFF, 0xFF, 0xFF} // any characters
	for name, c := range map[string]struct {
		holds []byte
		body  string
	}{
		"loops in loops": {
			each(loop(table.OpAll, 1, member(schema), always)), `"Schema":[` + elements + `]`,
		},
		"many instructions": {
			each(loop(table.OpAll, 1, member(aliases), and(slices.Repeat([][]byte{always}, 20)...))),
			`"Schema":[` + elements + `],"AliasAttributes":[` + strings.Repeat(`"",`, 99) + `""]`,
		},
		"many constants": {
			each(loop(table.OpAll, 1, member(aliases), instruction(table.OpNot, nil,
				instruction(table.OpOneOf, nil, valueOf(table.VarLoop+1), []byte{200}, make([]byte, 200))))),
			`"Schema":[` + elements + `],"AliasAttributes":[` + strings.Repeat(`"",`, 99) + `""]`,
		},
		"a long string that is compared": {
			each(instruction(table.OpSame, nil, member(poolName), member(poolName))),
			`"Schema":[` + elements + `],"PoolName":"` + strings.Repeat("a", long) + `"`,
		},
		"the end of a long string": {
			each(instruction(table.OpNot, nil, instruction(table.OpEnds, nil, member(poolName), constant))),
			`"Schema":[` + elements + `],"PoolName":"` + strings.Repeat("a", long) + `"`,
		},
		"what a long string contains": {
			each(instruction(table.OpNot, nil, instruction(table.OpContains, nil, member(poolName), constant))),
			`"Schema":[` + elements + `],"PoolName":"` + strings.Repeat("a", long) + `"`,
		},
		"the size of a long string": {
			each(instruction(table.OpLess, nil, digit, instruction(table.OpSize, nil, member(poolName)))),
			`"Schema":[` + elements + `],"PoolName":"` + strings.Repeat("a", long) + `"`,
		},
		"a pattern on a long string": {
			each(instruction(table.OpMatches, sizeOf(machine), member(poolName), machine)),
			`"Schema":[` + elements + `],"PoolName":"` + strings.Repeat("a", long) + `"`,
		},
		"a long style sheet": {
			each(instruction(table.OpKnowsClasses, nil, member(poolName))),
			`"Schema":[` + elements + `],"PoolName":"` + strings.Repeat("a", long) + `"`,
		},
		"long numerals": {
			each(instruction(table.OpAtMost, nil, member(poolName), member(poolName))),
			`"Schema":[` + elements + `],"PoolName":"` + strings.Repeat("1", long) + `"`,
		},
		"a long number": {
			each(instruction(table.OpEqual, nil, digit,
				instruction(table.OpInteger, nil, member(policies, passwordPolicy, minimumLength)))),
			`"Schema":[` + elements + `],"Policies":{"PasswordPolicy":{"MinimumLength":7.` + strings.Repeat("0", long) + `}}`,
		},
		"an empty list of white space": {
			each(loop(table.OpAll, 1, member(aliases), always)),
			`"Schema":[` + elements + `],"AliasAttributes":[` + strings.Repeat(" ", long) + `]`,
		},
		"a list with a long string": {
			each(instruction(table.OpNot, nil, instruction(table.OpIn, nil, constant, member(aliases)))),
			`"Schema":[` + elements + `],"AliasAttributes":["` + strings.Repeat("a", long) + `"]`,
		},
		"a long list": {
			each(instruction(table.OpNot, nil, instruction(table.OpIn, nil, constant, member(aliases)))),
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
	holds := instruction(table.OpHas, nil, member(schema))
	pack := packOfCode(nil, holds)
	if _, err := validator.LoadRules(pack); err != nil {
		t.Fatal(err)
	}
	// The guard's size comes before StepEnd, the number of the rule's code, and the size of the rule.
	at := len(pack) - len(holds) - 5
	guarded := slices.Insert(slices.Clone(pack), at+1, byte(table.GuardHas|table.GuardLast|1))
	guarded[at] = 1
	guarded[at-2]++ // the size of the look
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

// TestSizes: code in which an operand has another size than its instruction says is refused.
func TestSizes(t *testing.T) {
	digit := instruction(table.OpDigit, []byte{7})
	always := instruction(table.OpEqual, nil, digit, digit)
	for name, holds := range map[string]func(size []byte) []byte{
		"and":  func(size []byte) []byte { return instruction(table.OpAnd, size, always, always) },
		"or":   func(size []byte) []byte { return instruction(table.OpOr, size, always, always) },
		"once": func(size []byte) []byte { return instruction(table.OpOnce, append([]byte{0}, size...), always) },
		"all": func(size []byte) []byte {
			return instruction(table.OpAll, append([]byte{0}, size...), member(schema), always)
		},
		"choose, the first": func(size []byte) []byte {
			return instruction(table.OpChoose, size, always, sizeOf(always), always, always)
		},
		"choose, the second": func(size []byte) []byte {
			return instruction(table.OpChoose, sizeOf(always), always, size, always, always)
		},
	} {
		if _, err := validator.LoadRules(packOfCode(nil, holds(sizeOf(always)))); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for _, size := range []int{0, 1, len(always) - 1, len(always) + 1, 240, 1 << 15} {
			wrong := holds(binary.LittleEndian.AppendUint16(nil, uint16(size)))
			if _, err := validator.LoadRules(packOfCode(nil, wrong)); !errors.Is(err, validator.ErrRules) {
				t.Errorf("%s of %d bytes instead of %d is not refused: %v", name, size, len(always), err)
			}
		}
	}
}
