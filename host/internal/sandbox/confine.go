package sandbox

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// Limits of a module that Confine takes. The largest that is known to be of use here is what Go's own compiler builds,
// with all of Go's runtime in it: it has 2.2 MB, 1,495 functions of up to 13.7 kB and 17 locals, 25,789 data segments.
//
// wazero's compiler takes time and memory that grow with the square of a function's length where many values live over
// many blocks: 0.4 s and 90 MB for the worst that was found at mostBody. It can be stopped between functions.
const (
	mostBytes      = 4 << 20
	mostTypes      = 4 << 10
	mostParameters = 16
	mostResults    = 8
	mostImports    = 64
	mostFunctions  = 16 << 10
	mostElements   = 64 << 10 // of a table, and of all element segments together
	mostGlobals    = 1 << 10
	mostExports    = 1 << 10
	mostSegments   = 64 << 10
	mostBody       = 16 << 10 // bytes of one function
	mostLocals     = 128      // of one function
	mostAllLocals  = 64 << 10
	mostDepth      = 1 << 10
)

// Confine returns a module, given as its code, in a form in which wazero can interrupt it at any place, and refuses one
// that could cost more than its size lets expect. It is for modules that nobody vouches for: wazero takes their word
// for the length of a vector, the size of a table and the number of a function's locals, and reserves memory for it.
//
// What it returns has no custom sections, which wazero would read, and an empty loop at the start of each function and
// before each instruction that may write much memory: where wazero is told to heed a context, it looks at every loop
// whether that has ended, and nowhere else.
//
// WebAssembly 1.0 is understood, with sign extension, conversions that saturate, several results, and bulk memory
// operations, but nothing that changes a table. It takes time and memory linear in the size of the code.
func Confine(code []byte) ([]byte, error) {
	if len(code) > mostBytes {
		return nil, fmt.Errorf("the module has %d bytes, where %d may be", len(code), mostBytes)
	}
	const header = "\x00asm\x01\x00\x00\x00"
	r := &reader{rest: code}
	if string(r.take(len(header))) != header {
		return nil, errors.New("this is no WebAssembly module of version 1")
	}
	c := confiner{out: append(make([]byte, 0, len(code)+len(code)/16), header...)}
	for len(r.rest) > 0 {
		id := r.byte()
		body := &reader{rest: r.take(r.count(math.MaxInt32))}
		if r.err != nil {
			return nil, fmt.Errorf("section %d: %w", id, r.err)
		}
		if id == sectionCustom {
			continue
		}
		whole := body.rest
		read, known := sections[id]
		if !known {
			return nil, fmt.Errorf("section %d is not of WebAssembly 1.0", id)
		}
		confined := read(&c, body)
		if body.err == nil && len(body.rest) > 0 {
			body.err = errors.New("it is longer than what is in it")
		}
		if body.err != nil {
			return nil, fmt.Errorf("section %d: %w", id, body.err)
		}
		if confined == nil {
			confined = whole
		}
		c.out = append(binary.AppendUvarint(append(c.out, id), uint64(len(confined))), confined...)
	}
	return c.out, nil
}

const sectionCustom = 0

// sections has what reads the body of each section to its end. It returns what takes the body's place, or nil.
var sections = map[byte]func(*confiner, *reader) []byte{
	1:  (*confiner).types,
	2:  (*confiner).imports,
	3:  func(_ *confiner, r *reader) []byte { return r.each(mostFunctions, "functions", r.index) },
	4:  (*confiner).tables,
	5:  (*confiner).memories,
	6:  func(_ *confiner, r *reader) []byte { return r.each(mostGlobals, "globals", r.global) },
	7:  func(_ *confiner, r *reader) []byte { return r.each(mostExports, "exports", r.export) },
	8:  func(_ *confiner, r *reader) []byte { r.index(); return nil },
	9:  (*confiner).elements,
	10: (*confiner).functions,
	11: func(_ *confiner, r *reader) []byte { return r.each(mostSegments, "data segments", r.data) },
	12: func(_ *confiner, r *reader) []byte { r.index(); return nil },
}

// confiner is a module that is being confined.
type confiner struct {
	out     []byte
	entries int // of element segments
	locals  int
}

func (c *confiner) types(r *reader) []byte {
	return r.each(mostTypes, "types", func() {
		r.want(0x60, "a function's type")
		for range r.count(mostParameters) {
			r.valueType()
		}
		for range r.count(mostResults) {
			r.valueType()
		}
	})
}

func (c *confiner) imports(r *reader) []byte {
	return r.each(mostImports, "imports", func() {
		r.name()
		r.name()
		r.want(0, "the import of a function")
		r.index()
	})
}

func (c *confiner) tables(r *reader) []byte {
	return r.each(1, "tables", func() {
		r.want(0x70, "a table of functions")
		bounded := r.oneOf(0, 1) == 1
		r.count(mostElements)
		if bounded {
			r.index()
		}
	})
}

func (c *confiner) memories(r *reader) []byte {
	return r.each(1, "memories", func() {
		bounded := r.oneOf(0, 1) == 1
		r.index() // The runtime's limit bounds it.
		if bounded {
			r.index()
		}
	})
}

func (c *confiner) elements(r *reader) []byte {
	return r.each(mostSegments, "element segments", func() {
		r.want(0, "an active segment of table 0")
		r.constant()
		entries := r.count(mostElements - c.entries)
		c.entries += entries
		for range entries {
			r.index()
		}
	})
}

// functions reads the code section and returns it with the loops that make it interruptible.
func (c *confiner) functions(r *reader) []byte {
	count := r.count(mostFunctions)
	out := binary.AppendUvarint(make([]byte, 0, len(r.rest)+len(r.rest)/16), uint64(count))
	var function []byte
	for n := 0; n < count && r.err == nil; n++ {
		body := &reader{rest: r.take(r.count(mostBody))}
		function = c.function(function[:0], body)
		if r.err == nil && body.err != nil {
			r.err = fmt.Errorf("function %d: %w", n, body.err)
		}
		out = append(binary.AppendUvarint(out, uint64(len(function))), function...)
	}
	return out
}

// interruptible is an empty loop.
var interruptible = []byte{opLoop, blockEmpty, opEnd}

// function appends one function's locals and instructions.
func (c *confiner) function(out []byte, r *reader) []byte {
	whole := r.rest
	locals := 0
	for range r.count(mostLocals) {
		locals += r.count(mostLocals - locals)
		r.valueType()
	}
	if c.locals += locals; c.locals > mostAllLocals && r.err == nil {
		r.err = fmt.Errorf("more than %d locals in all functions", mostAllLocals)
	}
	out = append(out, whole[:len(whole)-len(r.rest)]...)
	out = append(out, interruptible...)
	copied := r.rest
	for depth := 1; depth > 0 && r.err == nil; {
		before := len(r.rest)
		switch r.instruction() {
		case opensBlock:
			if depth++; depth > mostDepth {
				r.err = fmt.Errorf("blocks within blocks, more than %d", mostDepth)
			}
		case closesBlock:
			depth--
		case writesMuch:
			out = append(out, copied[:len(copied)-before]...)
			out = append(out, interruptible...)
			copied = copied[len(copied)-before:]
		}
	}
	if r.err == nil && len(r.rest) > 0 {
		r.err = errors.New("there is something behind its end")
	}
	return append(out, copied[:len(copied)-len(r.rest)]...)
}
