//go:build wasip1

// Command guest has one of everything that the core is rebuilt from: each case is a function that Go compiles in its
// own way.
package main

import (
	"math/bits"
	"unsafe"
)

type entry struct {
	low, high uint16
	kind      uint8
	next      int8
	wide      int64
}

var tables = struct {
	class   [256]uint8
	steps   [16][16]uint8
	words   [8]uint64
	entries [5]entry
	text    [32]byte
}{
	class: [256]uint8{'a': 1, 'b': 2, 'c': 3, '0': 4, '9': 5, ' ': 6, 255: 7},
	steps: [16][16]uint8{{1, 2, 3}, {2, 0, 5}, {7, 1}, {4, 4, 4, 4}, {0, 9}, {15, 3}, {1}, {6, 5, 4, 3, 2, 1}},
	words: [8]uint64{1, 1 << 63, 0x8080808080808080, 0xFFFFFFFF, 0x100000000, 77, 0, 5},
	entries: [5]entry{{1, 2, 3, -4, -5}, {65535, 9, 255, 127, 1 << 40}, {7, 7, 7, -128, -1 << 62},
		{0, 1, 0, 1, 0}, {5, 4, 3, 2, 1}},
	text: [32]byte{'l', 'o', 'r', 'e', 'm', ' ', 'i', 'p', 's', 'u', 'm', 'l', 'o', 'r', 'e', 'm', ' ', 'x'},
}

type frame struct {
	start, count uint32
	kind         uint8
	sum          uint64
}

const limit = 1 << 17

var input [limit]byte

type machine struct {
	depth uint8
	total uint64
	last  int32
	// Scalars of all widths, and two counters to which there is a pointer.
	small  int8
	medium int16
	flag   bool
	// Scalars that are set together at times, where Go writes one store.
	first, second uint16
	third, fourth uint32
	left, right   counter
	frames        [16]frame
	out           [256]byte
}

type counter struct {
	count uint32
	wide  uint64
}

var state struct {
	machine  machine
	reserved uint32
}

func main() {}

//go:noinline
func base() *byte { return &input[0] }

//go:noinline
func grow(n uint32) bool { return n <= limit }

//go:wasmexport reserve
func reserve(n uint32) unsafe.Pointer {
	if n > limit || n > state.reserved && !grow(n) {
		return nil
	}
	state.reserved = max(state.reserved, n)
	return unsafe.Pointer(base())
}

//go:wasmexport nothing
func nothing() { state.machine.total++ }

//go:wasmexport run
func run(which, a, b uint32) int32 {
	m := &state.machine
	body := (*[limit]byte)(unsafe.Pointer(base()))[: state.reserved&(limit-1) : state.reserved]
	switch which {
	case 0:
		return int32(m.scan(body, uint(a)&15))
	case 1:
		return signed(int8(a), int16(b), int32(a^b))
	case 2:
		return int32(jump(a, b))
	case 3:
		return int32(fill(a, b&63))
	case 4:
		x, y, z, ok := several(a, uint8(b))
		if ok {
			return int32(x) + int32(y)*3
		}
		return int32(z>>7) ^ int32(x)
	case 5:
		return int32(m.nest(body, a&31))
	case 6:
		c := m.write(cursor{a & 255, 256}, b)
		return int32(c.at<<8 | c.room&255)
	case 7:
		return int32(pressure(a, b, uint64(a)<<32|uint64(b)))
	case 8:
		return compare(a&31, b&31, a>>28)
	case 9:
		return int32(divide(a, b))
	case 10:
		return m.copies(a, b)
	case 11:
		return int32(odd(a & 63))
	case 12:
		return int32(shifts(a, b))
	case 13:
		return int32(pick(uint8(a), uint16(b)))
	case 14:
		return backwards(body, a)
	case 15:
		return int32(tables.class[a%300]) // out of range at times, which Go does not test with -B
	case 16:
		return int32(wrap(a, b))
	case 17:
		return m.count(a, b)
	case 18:
		return int32(m.widths(a, b))
	}
	return m.last
}

// scan is a loop over classes with eight bytes at a time.
func (m *machine) scan(b []byte, i uint) uint {
	state := uint8(0)
	for i+8 <= uint(len(b)) {
		w := *(*uint64)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(b)), i))
		if w&0x8080808080808080 != 0 {
			i += uint(bits.TrailingZeros64(w&0x8080808080808080)) >> 3
			break
		}
		m.total = bits.RotateLeft64(m.total^w, 9)
		i += 8
	}
	for i < uint(len(b)) && tables.class[b[i]] != 0 {
		state = tables.steps[state&15][tables.class[b[i]]]
		i++
	}
	m.last = int32(state)
	return i ^ uint(state)<<20
}

//go:noinline
func signed(a int8, b int16, c int32) int32 {
	if a < 0 && b > -300 {
		return int32(a)*int32(b) - c
	}
	if c < int32(b) {
		return c >> 3
	}
	return int32(int8(c)) + int32(b)>>1 - int32(a)
}

// jump has a loop with two entries.
func jump(a, b uint32) uint32 {
	n := uint32(0)
	if a&1 != 0 {
		goto middle
	}
top:
	n += a
	a = a>>1 + n&7
	if n > 100000 {
		return n
	}
middle:
	n += b & 0xFFF
	b += 3
	if b&7 == 6 {
		goto top
	}
	if n < 50000 {
		if a&2 != 0 {
			a++
			goto middle
		}
		goto top
	}
	return n ^ a
}

// fill has an array whose address is taken.
func fill(a, n uint32) uint32 {
	var digits [20]byte
	k := len(digits)
	for v := uint64(a) * uint64(n); ; v /= 10 {
		k--
		digits[k] = byte('0' + v%10)
		if v < 10 {
			break
		}
	}
	sum := uint32(0)
	for _, c := range digits[k:] {
		sum = sum*31 + uint32(c)
	}
	if n > 0 {
		return sum + fill(a>>1, n>>1) // with its own array
	}
	return sum
}

//go:noinline
func several(a uint32, b uint8) (uint8, int16, uint64, bool) {
	if b == 0 {
		return 0, -1, uint64(a) * 0x9E3779B97F4A7C15, a > 7
	}
	return b + uint8(a), int16(a) - int16(b), uint64(a)<<b | 1, a&1 == 0
}

// nest is a walk with a stack of its own.
func (m *machine) nest(b []byte, limit uint32) uint32 {
	m.depth = 0
	for i, c := range b {
		switch {
		case c == '(' || c == '[' || c == '{':
			if uint32(m.depth) >= limit || m.depth >= 15 {
				return uint32(i)<<8 | 1
			}
			m.depth++
			m.frames[m.depth&15] = frame{start: uint32(i), kind: c}
		case c == ')' || c == ']' || c == '}':
			f := &m.frames[m.depth&15]
			if m.depth == 0 || c-f.kind > 2 {
				return uint32(i)<<8 | 2
			}
			sum := f.sum + uint64(f.count)
			m.depth--
			m.frames[m.depth&15].sum += sum
		default:
			f := &m.frames[m.depth&15]
			f.count++
			f.sum = f.sum*3 + uint64(c)
		}
	}
	return uint32(m.frames[0].sum) ^ uint32(m.depth)
}

// cursor is passed in two halves of one word.
type cursor struct{ at, room uint32 }

//go:noinline
func (m *machine) put(w cursor, c byte) cursor {
	if w.at < w.room {
		m.out[w.at&255] = c
	}
	w.at++
	return w
}

func (m *machine) write(w cursor, v uint32) cursor {
	w = m.put(w, '<')
	for v > 0 {
		w = m.put(w, byte(v))
		v >>= 5
		if v&3 == 1 {
			w.room--
		}
	}
	return m.put(w, '>')
}

// pressure keeps more values than Go has registers for.
func pressure(a, b uint32, c uint64) uint32 {
	v := [...]uint64{}
	_ = v
	p, q, r, s := a+b, a*b, a^b, a|b
	t, u, x, y := c+1, c*3, c>>5, c<<7
	e, f, g, h := uint8(a), uint16(b), int8(b), int16(a)
	i, j, k, l := p*q, q+r, r-s, s^p
	_, o, z, ok := several(p, e)
	p2, q2, r2, s2 := i*3, j*5, k*7, l*9
	if ok {
		t, u = u, t
	}
	_, o2, z2, _ := several(q, uint8(f))
	return p + q + r + s + uint32(t) + uint32(u>>9) + uint32(x) + uint32(y>>40) +
		uint32(e) + uint32(f) + uint32(g) + uint32(h) +
		i ^ j ^ k ^ l + uint32(o) + uint32(z) + p2 ^ q2 ^ r2 ^ s2 + uint32(o2) + uint32(z2>>11)
}

func compare(a, b, n uint32) int32 {
	if a+n > 32 || b+n > 32 {
		return -1
	}
	if string(tables.text[a:a+n]) == string(tables.text[b:b+n]) {
		return 1
	}
	return 0
}

func divide(a, b uint32) uint32 {
	r := a/7 + a%11 + uint32(uint64(a)*uint64(b)/1000003)
	if b != 0 {
		r += a/b ^ a%b
	}
	s := int32(a)
	return r + uint32(s/3) + uint32(s%5)
}

// count counts in one of two counters, and changes a scalar of each width.
//
//go:noinline
func (m *machine) count(a, b uint32) int32 {
	c := &m.left
	if a&1 != 0 {
		c = &m.right
	}
	c.count += b
	c.wide ^= uint64(b) << 13
	m.small += int8(a)
	m.medium ^= int16(b)
	m.flag = m.small < m.last8() != m.flag
	n := int32(m.small)<<8 ^ int32(m.medium) ^ int32(m.left.count) ^ int32(m.right.wide>>7)
	if m.flag {
		n = -n
	}
	return n
}

func (m *machine) last8() int8 { return int8(m.last) }

func (m *machine) copies(a, b uint32) int32 {
	n := copy(m.out[a&255:], m.out[b&127:b&127+32])
	clear(m.out[b&63 : b&63+a&15])
	m.frames[a&15] = m.frames[b&15]
	f := m.frames[b&15]
	return int32(n) + int32(f.count) + int32(m.out[7])
}

//go:noinline
func odd(n uint32) uint32 {
	if n == 0 {
		return 0
	}
	return even(n-1)*3 + 1
}

//go:noinline
func even(n uint32) uint32 {
	var seen [4]uint32
	seen[n&3] = n
	if n == 0 {
		return seen[3] + 7
	}
	return odd(n-1) ^ seen[(n+1)&3] ^ seen[n&3]
}

func shifts(a, b uint32) uint32 {
	x := a<<b | a>>(b&31)
	y := int32(a) >> b
	z := uint64(a) << (b & 63)
	w := bits.RotateLeft32(a, int(b)) + uint32(bits.OnesCount32(a)) + uint32(bits.Len32(b)) +
		uint32(bits.TrailingZeros32(a))
	return x ^ uint32(y) ^ uint32(z>>17) ^ w ^ uint32(int64(z)>>(b&63))
}

func pick(a uint8, b uint16) int64 {
	e := &tables.entries[b%5]
	switch a {
	case 0:
		return int64(e.low)
	case 1:
		return int64(e.high) - int64(e.next)
	case 2, 3, 5, 7:
		return e.wide >> a
	case 200:
		return int64(tables.words[b&7])
	case 201:
		return int64(tables.words[b&7] >> 31)
	case 255:
		return -1
	}
	if int(a) < len(tables.entries) {
		return int64(tables.entries[a].kind)
	}
	return int64(a) * int64(e.next)
}

// backwards indexes from the end.
func backwards(b []byte, n uint32) int32 {
	sum := int32(0)
	for i := len(b) - 1; i >= 0; i-- {
		sum = sum<<1 ^ int32(b[len(b)-1-i]) ^ int32(b[i])<<3
		if n--; n == 0 {
			break
		}
	}
	return sum
}

// wrap counts past the largest uint32.
func wrap(a, b uint32) uint32 {
	n := uint32(0)
	for i := a | 0xFFFFFF00; i != b&15; i++ {
		n += i >> 3
		if i < 8 {
			n ^= i << 28
		}
	}
	return n
}

// widths computes with numbers of all widths, with and without a sign, that are read in full, for their lowest bits
// only, or for both.
//
//go:noinline
func (m *machine) widths(a, b uint32) uint32 {
	n := uint32(0)
	put := func(holds bool) {
		n <<= 1
		if holds {
			n ^= 0x10001
		}
	}
	// Numbers of 64 bits whose lower halves say nothing.
	x, y := uint64(a)<<32|uint64(b), uint64(b)<<32|uint64(b)
	put(x == y)
	put(int64(x) < int64(y))
	w, v := tables.words[a&7], tables.words[b&7]
	put(w == v)
	put(w < v)
	// Differences of 33 bits, and such as fit 32.
	d, e := int64(a)-int64(b), int64(uint8(a))-int64(uint16(b))
	put(d < 0)
	put(e < -100)
	n += uint32(d>>2) ^ uint32(e>>3) ^ uint32(uint64(e)>>40)
	for i := e; i < int64(b&31); i += 5000 {
		n = n*3 + uint32(i)
	}
	m.first, m.third = uint16(a), b
	if a&3 == 0 {
		m.first, m.second = 7, 0xFFFE
	}
	if b&3 == 0 {
		m.third, m.fourth = 0x80000001, a&1
	}
	if b&7 == 0 {
		m.third, m.fourth = 0, 0xFFFFFFFF
	}
	n ^= uint32(m.first) ^ uint32(m.second)<<9 ^ m.third ^ m.fourth<<1
	// What is masked by one reader only.
	c := uint8(a) + uint8(b)
	m.out[0] = c
	put(c < 100)
	s, t := m.narrow(uint8(a+b), int8(a-b), uint16(a*3), int32(a^b))
	put(s > 200)
	put(t < 0)
	u, k := m.narrow(uint8(b>>3), int8(s), uint16(t), int32(t)<<8)
	return n + uint32(u) + uint32(k) + uint32(m.out[c])
}

//go:noinline
func (m *machine) narrow(a uint8, b int8, c uint16, d int32) (uint8, int16) {
	m.out[a&7+1] = a
	m.medium = int16(c)
	if d < int32(b) || int64(c) < int64(d)+200 {
		return a*3 + uint8(b), int16(c) - int16(d)
	}
	return uint8(d >> 4), int16(b) << 4 >> 1
}
