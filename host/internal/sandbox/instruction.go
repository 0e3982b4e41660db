package sandbox

import "fmt"

// effect is what an instruction means to Confine.
type effect int

const (
	plain effect = iota
	opensBlock
	closesBlock
	writesMuch
)

// Opcodes with a meaning of their own, and the first and last of ranges of those that have the same operands.
const (
	opBlock        = 0x02
	opLoop         = 0x03
	opIf           = 0x04
	opElse         = 0x05
	opEnd          = 0x0b
	opBranch       = 0x0c
	opBranchIf     = 0x0d
	opBranchTable  = 0x0e
	opReturn       = 0x0f
	opCall         = 0x10
	opCallIndirect = 0x11
	opDrop         = 0x1a
	opSelect       = 0x1b
	opLocalGet     = 0x20
	opGlobalSet    = 0x24
	opLoad         = 0x28
	opStoreLast    = 0x3e
	opMemorySize   = 0x3f
	opMemoryGrow   = 0x40
	opI32Const     = 0x41
	opI64Const     = 0x42
	opF32Const     = 0x43
	opF64Const     = 0x44
	opCompute      = 0x45
	opComputeLast  = 0xc4
	opExtended     = 0xfc

	blockEmpty = 0x40
)

// instruction reads one instruction.
func (r *reader) instruction() effect {
	switch op := r.byte(); {
	case op <= 0x01, op == opElse, op == opReturn, op == opDrop, op == opSelect, op >= opCompute && op <= opComputeLast:
	case op >= opBlock && op <= opIf:
		r.blockType()
		return opensBlock
	case op == opEnd:
		return closesBlock
	case op == opBranch, op == opBranchIf, op == opCall, op >= opLocalGet && op <= opGlobalSet:
		r.index()
	case op == opBranchTable:
		for range r.count(len(r.rest)) {
			r.index()
		}
		r.index()
	case op == opCallIndirect:
		r.index()
		r.want(0, "table 0")
	case op >= opLoad && op <= opStoreLast:
		r.index()
		r.index()
	case op == opMemorySize, op == opMemoryGrow:
		r.want(0, "memory 0")
	case op == opI32Const:
		r.integer(32)
	case op == opI64Const:
		r.integer(64)
	case op == opF32Const:
		r.take(4)
	case op == opF64Const:
		r.take(8)
	case op == opExtended:
		return r.extended()
	default:
		r.refuse(op)
	}
	return plain
}

// blockType reads a type of nothing, of one value, or of a function.
func (r *reader) blockType() {
	switch {
	case len(r.rest) == 0:
		r.err = errShort
	case r.rest[0] == blockEmpty:
		r.byte()
	case r.rest[0] > blockEmpty && r.rest[0] < 0x80:
		r.valueType()
	default:
		r.integer(33)
	}
}

// extended reads the rest of an instruction of two opcodes.
func (r *reader) extended() effect {
	switch op := r.count(11); op {
	case 8: // memory.init
		r.index()
		r.want(0, "memory 0")
		return writesMuch
	case 9: // data.drop
		r.index()
	case 10: // memory.copy
		r.want(0, "memory 0")
		r.want(0, "memory 0")
		return writesMuch
	case 11: // memory.fill
		r.want(0, "memory 0")
		return writesMuch
	}
	return plain // the conversions 0 to 7
}

func (r *reader) refuse(op byte) {
	if r.err == nil {
		r.err = fmt.Errorf("instruction %#02x is not of WebAssembly 1.0 or what may be added to it", op)
	}
}

// constant reads an expression that has a constant value.
func (r *reader) constant() {
	for r.err == nil {
		switch op := r.byte(); op {
		case opI32Const:
			r.integer(32)
		case opI64Const:
			r.integer(64)
		case opF32Const:
			r.take(4)
		case opF64Const:
			r.take(8)
		case 0x23: // global.get
			r.index()
		case opEnd:
			return
		default:
			r.refuse(op)
		}
	}
}
