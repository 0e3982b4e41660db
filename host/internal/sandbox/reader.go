package sandbox

import (
	"errors"
	"fmt"
	"math"
)

// reader reads a part of a module. After an error everything that it reads is 0 and nothing.
type reader struct {
	rest []byte
	err  error
}

var errShort = errors.New("it is shorter than what is in it")

func (r *reader) take(n int) []byte {
	if r.err == nil && n > len(r.rest) {
		r.err = errShort
	}
	if r.err != nil {
		r.rest = nil
		return nil
	}
	taken := r.rest[:n:n]
	r.rest = r.rest[n:]
	return taken
}

func (r *reader) byte() byte {
	if b := r.take(1); b != nil {
		return b[0]
	}
	return 0
}

// integer reads a number in LEB128 form, signed or not, of at most so many bits, and returns its unsigned value.
func (r *reader) integer(bits int) uint64 {
	var value uint64
	for shift := 0; shift < bits; shift += 7 {
		b := r.byte()
		value |= uint64(b&0x7f) << shift
		if b < 0x80 {
			return value
		}
	}
	if r.err == nil {
		r.err = fmt.Errorf("a number of more than %d bits", bits)
	}
	return 0
}

// index reads a number that costs nothing, however large it is: wazero verifies it.
func (r *reader) index() { r.integer(32) }

// count reads a number of things, and refuses more than most.
func (r *reader) count(most int) int {
	n := r.integer(32)
	if n > uint64(most) {
		if r.err == nil {
			r.err = fmt.Errorf("%d, where %d may be", n, most)
		}
		return 0
	}
	return int(n)
}

// each reads a vector of what read reads. It returns nil.
func (r *reader) each(most int, what string, read func()) []byte {
	n := r.integer(32)
	if n > uint64(most) {
		r.err = fmt.Errorf("%d %s, where %d may be", n, what, most)
	}
	for ; n > 0 && r.err == nil; n-- {
		read()
	}
	return nil
}

func (r *reader) want(b byte, what string) {
	if got := r.byte(); got != b && r.err == nil {
		r.err = fmt.Errorf("byte %#02x, where only %s may be", got, what)
	}
}

// oneOf reads one of two bytes.
func (r *reader) oneOf(a, b byte) byte {
	got := r.byte()
	if got != a && got != b && r.err == nil {
		r.err = fmt.Errorf("byte %#02x, where %d or %d may be", got, a, b)
	}
	return got
}

// valueType reads the type of a number.
func (r *reader) valueType() {
	if b := r.byte(); (b < 0x7c || b > 0x7f) && r.err == nil {
		r.err = fmt.Errorf("type %#02x is not of WebAssembly 1.0", b)
	}
}

func (r *reader) name() { r.take(r.count(math.MaxInt32)) }

func (r *reader) global() {
	r.valueType()
	r.oneOf(0, 1)
	r.constant()
}

func (r *reader) export() {
	r.name()
	r.byte()
	r.index()
}

func (r *reader) data() {
	switch r.count(2) {
	case 0:
		r.constant()
	case 2:
		r.want(0, "memory 0")
		r.constant()
	}
	r.name()
}
