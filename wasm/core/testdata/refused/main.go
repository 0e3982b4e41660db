//go:build wasip1

// Command refused has what cannot be in the core, each in an export of its own.
package main

import (
	"unicode/utf8"
	"unsafe"
)

var (
	tables  = [4]uint8{1, 2, 3, 4}
	other   = [4]uint8{4, 3, 2, 1}
	input   [1 << 16]byte
	state   struct{ n uint32 }
	pointed struct{ p *byte }
	call    = func(n uint32) uint32 { return n + 1 }
)

type shape interface{ size() uint32 }
type square uint32
type circle uint32

func (s square) size() uint32 { return uint32(s) * uint32(s) }
func (c circle) size() uint32 { return uint32(c) * 3 }

func main() {}

//go:wasmexport fine
func fine(n uint32) uint32 { return uint32(tables[n&3]) + state.n }

//go:wasmexport other_data
func otherData(n uint32) uint32 { return uint32(other[n&3]) }

//go:wasmexport allocates
func allocates(n uint32) uint32 { return uint32(len(make([]byte, n))) }

//go:wasmexport literal
func literal(n uint32) uint32 { return uint32("a literal text"[n%14]) }

//go:wasmexport maps
func maps(n uint32) uint32 { return map[uint32]uint32{1: 2, 3: 4}[n] }

//go:wasmexport function
func function(n uint32) uint32 { return call(n) }

//go:wasmexport method
func method(n uint32) uint32 {
	var s shape = square(n)
	if n > 3 {
		s = circle(n)
	}
	return s.size()
}

//go:wasmexport pointer
func pointer(n uint32) uint32 {
	pointed.p = &input[n&255]
	return uint32(*pointed.p)
}

//go:wasmexport closure
func closure(n uint32) uint32 {
	add := func(m uint32) uint32 { return n + m }
	return apply(add, n)
}

//go:noinline
func apply(f func(uint32) uint32, n uint32) uint32 { return f(n) }

type counter struct{ n uint32 }

//go:noinline
func (c *counter) name() uint32 {
	c.n++
	return uint32("a method's text"[c.n&7])
}

//go:wasmexport in_method
func inMethod(n uint32) uint32 { return (*counter)(unsafe.Pointer(&state)).name() + n }

//go:wasmexport converts
func converts(n uint32) uint32 { return measure(string(tables[:n&3])) }

//go:noinline
func measure(s string) uint32 { return uint32(len(s)) }

//go:wasmexport elsewhere
func elsewhere(n uint32) uint32 { return uint32(utf8.RuneCount(tables[:n&3])) }

//go:wasmexport float
func float(n uint32) uint32 { return uint32(float64(n) * 1.5) }

//go:wasmexport address
func address(n uint32) uint32 { return uint32(uintptr(unsafe.Pointer(&other))) + n }

//go:noinline
func block(values [9]uint32) uint32 { return values[state.n&7] }

//go:wasmexport passes_block
func passesBlock(n uint32) uint32 {
	var values [9]uint32
	for i := range values {
		values[i] = n + uint32(i)
	}
	return block(values)
}
