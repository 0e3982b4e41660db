package host

import (
	"encoding/binary"
	"fmt"
	"slices"
	"strings"

	"github.com/cognitocheck/cognitocheck/wasm"
)

// A small WebAssembly module with the ABI's exports, assembled here so that a test can bend every part of it. It
// decides by the first byte of a body what to do, and knows one operation.

const (
	opUnreachable = 0x00
	opLoop        = 0x03
	opIf          = 0x04
	opEnd         = 0x0b
	opBr          = 0x0c
	opBrIf        = 0x0d
	opReturn      = 0x0f
	opCall        = 0x10
	opLocalGet    = 0x20
	opLocalSet    = 0x21
	opGlobalGet   = 0x23
	opGlobalSet   = 0x24
	opLoad8       = 0x2d
	opMemoryGrow  = 0x40
	opI32Const    = 0x41
	opI32Eq       = 0x46
	opI32GtU      = 0x4b
	opI32Sub      = 0x6b
	blockEmpty    = 0x40
	typeI32       = 0x7f
	typeI64       = 0x7e
)

// guestInput is where the fake module's input buffer starts; what it reads out comes below.
const guestInput = 1 << 16

type guestFunction struct {
	name    string
	params  []byte
	results []byte
	locals  int
	code    []byte
}

// guest is a module to assemble. Functions are exported under their names.
type guest struct {
	imports   [][2]string // functions () -> i32, by module and name
	functions []*guestFunction
	noMemory  bool
	pages     int
	start     []byte // the code of a start function
	data      []byte // at address 0
}

func uleb[N int | int64](n N) []byte { return binary.AppendUvarint(nil, uint64(n)) }

func sleb(n int) []byte {
	var out []byte
	for {
		b := byte(n & 0x7f)
		n >>= 7
		if n == 0 && b&0x40 == 0 || n == -1 && b&0x40 != 0 {
			return append(out, b)
		}
		out = append(out, b|0x80)
	}
}

// code joins instructions: ints are opcodes, byte slices are taken as they are.
func code(parts ...any) []byte {
	var out []byte
	for _, part := range parts {
		switch part := part.(type) {
		case int:
			out = append(out, byte(part))
		case []byte:
			out = append(out, part...)
		default:
			panic(fmt.Sprintf("code part of type %T", part))
		}
	}
	return out
}

func constant(n int) []byte { return append([]byte{opI32Const}, sleb(n)...) }

func vector(items ...[]byte) []byte {
	return append(uleb(len(items)), slices.Concat(items...)...)
}

func name(text string) []byte { return append(uleb(len(text)), text...) }

func section(id int, body []byte) []byte {
	return slices.Concat([]byte{byte(id)}, uleb(len(body)), body)
}

// find returns a function to bend.
func (g *guest) find(exported string) *guestFunction {
	for _, f := range g.functions {
		if f.name == exported {
			return f
		}
	}
	panic("no function " + exported)
}

func (g *guest) omit(exported string) {
	g.functions = slices.DeleteFunc(g.functions, func(f *guestFunction) bool { return f.name == exported })
}

func (g *guest) assemble() []byte {
	functions := slices.Clone(g.functions)
	if g.start != nil {
		functions = append(functions, &guestFunction{code: g.start})
	}
	var types, imports, declared, exported, bodies [][]byte
	for _, i := range g.imports {
		types = append(types, []byte{0x60, 0, 1, typeI32})
		imports = append(imports, code(name(i[0]), name(i[1]), 0, uleb(len(types)-1)))
	}
	for n, f := range functions {
		types = append(types, code(0x60, name(string(f.params)), name(string(f.results))))
		declared = append(declared, uleb(len(types)-1))
		if f.name != "" {
			exported = append(exported, code(name(f.name), 0, uleb(len(g.imports)+n)))
		}
		var locals []byte
		if f.locals > 0 {
			locals = code(1, uleb(f.locals), typeI32)
		} else {
			locals = []byte{0}
		}
		body := code(locals, f.code, opEnd)
		bodies = append(bodies, code(uleb(len(body)), body))
	}
	if !g.noMemory {
		exported = append(exported, code(name("memory"), 2, 0))
	}
	global := code(typeI32, 1, constant(0), opEnd)
	module := []byte("\x00asm\x01\x00\x00\x00")
	module = append(module, section(1, vector(types...))...)
	module = append(module, section(2, vector(imports...))...)
	module = append(module, section(3, vector(declared...))...)
	module = append(module, section(5, vector(code(0, uleb(g.pages))))...)
	module = append(module, section(6, vector(global, global))...)
	module = append(module, section(7, vector(exported...))...)
	if g.start != nil {
		module = append(module, section(8, uleb(len(g.imports)+len(functions)-1))...)
	}
	module = append(module, section(10, vector(bodies...))...)
	return append(module, section(11, vector(code(0, constant(0), opEnd, name(string(g.data)))))...)
}

// What the first byte of a body makes the fake module do.
const (
	doTrap       = 'T' // ends in a trap
	doLoop       = 'L' // never returns
	doRecurse    = 'R' // calls itself for ever
	doStatus     = 'N' // answers with a status that the ABI does not have
	doTooLarge   = 'S'
	doTooMany    = 'O'
	doPointer    = 'P'
	doOutside    = 'B' // says that its report lies outside the memory
	doGarbage    = 'J' // writes a report that is not JSON
	doContradict = 'C' // says invalid, and writes a valid report
	doGrow       = 'G' // grows its memory by a page, and traps when it does not get it
	doSlow       = 'D' // takes some milliseconds, then says valid
	doWarn       = 'W' // valid, with a warning
	doTooCostly  = 'E'
)

// fakeGuest is a module that passes the self-test. The date goes into its reports, so that modules can be told apart.
func fakeGuest(date string, imports ...[2]string) *guest {
	g := &guest{pages: 1 + (4<<20+64<<10)/wasmPage, imports: imports}
	text := func(s string) []byte {
		// A pointer to the text into global 0, its length into global 1.
		address := len(g.data)
		g.data = append(g.data, s...)
		return code(constant(address), opGlobalSet, 0, constant(len(s)), opGlobalSet, 1)
	}
	head := func(valid bool) string {
		return fmt.Sprintf(`{"valid":%t,"operation":%q,"model":{"version":"2014-06-30","date":%q}`, valid, testOperation,
			date)
	}
	valid := text(head(true) + `,"violations":[],"warnings":[]}`)
	warned := text(head(true) +
		`,"violations":[],"warnings":[{"path":"/X","code":"unknown","message":"X is not a member","offset":1}]}`)
	invalid := text(head(false) +
		`,"violations":[{"path":"/IdentityPoolName","code":"type","message":"must be a ` +
		`string","member":"IdentityPoolName","offset":2}],` +
		`"warnings":[],"error":{"type":"SerializationException","message":"NUMBER_VALUE cannot be converted to String"}}`)
	garbage := text(`{"valid":`)
	unknown := text(`{"error":"unknown operation","name":"?","nearest":["` + testOperation + `"]}`)
	ambiguous := text(`{"error":"ambiguous operation","name":"?","candidates":["a.Tag","b.Tag"]}`)
	names := text(`["` + testOperation + `"]`)
	description := text(`{"name":"` + testOperation + `"}`)

	i32 := []byte{typeI32}
	function := func(exported string, params, locals int, body []byte) {
		g.functions = append(g.functions, &guestFunction{exported, slices.Repeat(i32, params), i32, locals, body})
	}
	// when runs body if the input, whose length is in the given local, starts with first.
	when := func(length, first int, body []byte) []byte {
		return code(opLocalGet, length, opIf, blockEmpty, constant(guestInput), opLoad8, 0, 0,
			constant(first), opI32Eq, opIf, blockEmpty, body, opEnd, opEnd)
	}
	recurse := code(opCall, len(imports))
	answer := func(status int32) []byte { return code(constant(int(status)), opReturn) }

	// The first function, so that its index is known.
	function("recurse", 0, 0, code(recurse, constant(1), opI32Sub))
	function("abi_version", 0, 0, constant(wasm.Version))
	function("reserve", 1, 0, code(
		opLocalGet, 0, constant(4<<20+64<<10), opI32GtU, opIf, blockEmpty, answer(0), opEnd, constant(guestInput)))
	function("operation", 1, 0, code(
		opLocalGet, 0, constant(len(testOperation)), opI32Eq, opIf, blockEmpty, answer(0), opEnd,
		when(0, 'a', code(ambiguous, answer(wasm.AnswerAmbiguous))),
		unknown, constant(int(wasm.AnswerUnknown))))
	function("levels", 1, 0, code(when(0, 'x', answer(-1)), constant(0)))
	function("rules", 1, 0, code(when(0, 'x', answer(wasm.AnswerBadRules)), constant(0)))
	check := code(
		when(1, doTrap, code(opUnreachable)),
		when(1, doLoop, code(opLoop, blockEmpty, opBr, 0, opEnd)),
		when(1, doRecurse, code(recurse, opReturn)),
		when(1, doStatus, answer(-99)),
		when(1, doTooLarge, answer(wasm.StatusTooLarge)),
		when(1, doTooMany, answer(wasm.StatusTooManyNames)),
		when(1, doTooCostly, answer(wasm.StatusTooCostly)),
		when(1, doPointer, answer(wasm.StatusPointer)),
		when(1, doOutside, code(constant(-16), opGlobalSet, 0, constant(32), opGlobalSet, 1, answer(wasm.StatusInvalid))),
		when(1, doGarbage, code(garbage, answer(wasm.StatusInvalid))),
		when(1, doContradict, code(valid, answer(wasm.StatusInvalid))),
		when(1, doGrow, code(constant(1), opMemoryGrow, 0, constant(-1), opI32Eq, opIf, blockEmpty, opUnreachable, opEnd)),
		when(1, doSlow, code(constant(100_000), opLocalSet, 4, opLoop, blockEmpty,
			opLocalGet, 4, constant(1), opI32Sub, opLocalSet, 4, opLocalGet, 4, opBrIf, 0, opEnd)),
		when(1, doWarn, code(warned, answer(wasm.StatusWarned))),
	)
	// The self-test's two bodies are told apart by their lengths.
	function("check", 3, 2, code(check,
		opLocalGet, 1, constant(len(testInvalidBody)), opI32Eq, opIf, blockEmpty, invalid, answer(wasm.StatusInvalid), opEnd,
		valid, constant(0)))
	function("check_field", 4, 1, code(check, valid, constant(0)))
	function("describe", 2, 0, code(description, constant(0)))
	function("operations", 0, 0, code(names, constant(1)))
	function("report", 0, 0, code(opGlobalGet, 0))
	function("report_len", 0, 0, code(opGlobalGet, 1))
	return g
}

func fakeModule(date string) []byte { return fakeGuest(date).assemble() }

// body makes a body that starts with one of the do… bytes.
func body(first rune, length int) []byte {
	return []byte(string(first) + strings.Repeat(" ", length-1))
}
