//go:build wasip1

// Command guest is the module's program: the ABI of package wasm over one engine.Engine. It only forwards.
//
// Built with -buildmode=c-shared it is the stock reactor. The core module is made from the same build (see wasm/core),
// which asks two things of this package: that state is its only memory, and that base and grow are all that it knows of
// where the input lies.
package main

import (
	"unsafe"

	"github.com/cognitocheck/cognitocheck/validator/engine"
	"github.com/cognitocheck/cognitocheck/validator/engine/table"
)

// limit is the largest input, in bytes: a body, and a pointer before it.
const limit = engine.MaxInput

// input is the stock reactor's input buffer. The core module has the end of its memory instead.
var input [limit]byte

var state struct {
	engine    engine.Engine
	expansion engine.Expansion
	// silent tells that there is nothing to report on.
	silent bool
	// reserved is the size of the input buffer in bytes.
	reserved uint32
	// size is the size of the text at the input's beginning that the report is about.
	size uint32
	// length is the report's.
	length uint32
}

func main() {}

// base is where the input begins. The core module has its own.
//
//go:noinline
func base() *byte { return &input[0] }

// grow makes room for an input of n bytes and tells whether there is enough memory. The core module has its own.
//
//go:noinline
func grow(n uint32) bool { return n <= limit }

// text is the first n bytes of the input, and what the next report is about. It is at most state.reserved. A text
// always begins where the input does: in the core module that is a constant.
func text(n uint32) []byte {
	state.silent = false
	state.size = n
	state.length = 0
	return (*[limit]byte)(unsafe.Pointer(base()))[:n:n]
}

// refuse gives the answer without the engine's help; there is nothing to report.
func refuse(answer int32) int32 {
	state.silent = true
	state.length = 0
	return answer
}

// expand fills the engine's tables. It is the core module's start function. The stock reactor exports it too, but
// nobody calls it there: the reactor's tables are full once it is initialised.
//
//go:wasmexport expand
func expand() { engine.Expand(&state.expansion) }

//go:wasmexport abi_version
func abiVersion() int32 { return 1 }

//go:wasmexport reserve
func reserve(n uint32) unsafe.Pointer {
	if n > limit {
		return nil
	}
	if n > state.reserved {
		if !grow(n) {
			return nil
		}
		state.reserved = n
	}
	return unsafe.Pointer(base())
}

//go:wasmexport operation
func operation(n uint32) int32 {
	if n > state.reserved {
		return refuse(int32(engine.OperationUnknown))
	}
	return int32(state.engine.FindOperation(text(n)))
}

//go:wasmexport levels
func levels(n uint32) int32 {
	if n > state.reserved {
		return refuse(engine.BadLevels)
	}
	if !state.engine.ParseLevels(text(n)) {
		return engine.BadLevels
	}
	return 0
}

//go:wasmexport rules
func rules(n uint32) int32 {
	if n > state.reserved || !state.engine.LoadRules(text(n)) {
		return refuse(engine.BadRules)
	}
	return 0
}

//go:wasmexport check
func check(operation int32, n uint32, options int32) int32 {
	if n > state.reserved || n > engine.MaxBody {
		return refuse(int32(engine.StatusTooLarge))
	}
	return int32(state.engine.Check(text(n), table.OperationID(operation), engine.Options(options)))
}

//go:wasmexport check_field
func checkField(operation int32, pointer, value uint32, options int32) int32 {
	if uint64(pointer)+uint64(value) > uint64(state.reserved) || value > engine.MaxBody {
		return refuse(int32(engine.StatusTooLarge))
	}
	status := state.engine.Point(text(pointer), table.OperationID(operation), engine.Options(options))
	if status != 0 {
		return int32(status)
	}
	all := text(pointer + value)
	copy(all, all[pointer:])
	return int32(state.engine.CheckPointed(text(value)))
}

//go:wasmexport describe
func describe(operation, options int32) int32 {
	text(0)
	return int32(state.engine.Describe(table.OperationID(operation), engine.Options(options)))
}

//go:wasmexport operations
func operations() int32 {
	text(0)
	return int32(state.engine.ListOperations())
}

//go:wasmexport report
func report() unsafe.Pointer {
	if state.silent {
		return nil
	}
	written := state.engine.Report(text(state.size))
	state.length = uint32(len(written))
	return unsafe.Pointer(unsafe.SliceData(written))
}

//go:wasmexport report_len
func reportLen() uint32 {
	if state.length == 0 {
		report()
	}
	return state.length
}
