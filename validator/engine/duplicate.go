package engine

// openNames are the names of the maps and unknown objects that are open, to tell when one comes twice. A structure has
// a bit for each of its members instead.
type openNames struct {
	// seedLow and seedHigh are the key of the names' hashes, once the body is seeded.
	seedLow, seedHigh uint64
	seeded            bool
	nameCount         uint32
	names             [maxNames]openName
	// slots is a hash table of names by their indexes. It is never cleared, as in a sparse set (Briggs and Torczon 1993):
	// a slot counts only when the name that it points at points back.
	slots [2 * maxNames]uint16
}

// maxNames is how many names may be open at once.
const maxNames = 32768

// openName is a name in a map or an unknown object that is open.
type openName struct {
	start, hash, slot uint32
}

// fewNames is the number of names of one object up to which a new one is compared with each.
const fewNames = 16

// noSlot marks a name that is not in the slots.
const noSlot = ^uint32(0)

// addName adds a name to those of the object f, and reports it when it is there already. A few names are compared one
// by one, by hash first. More, and those of an object in which two different names have one hash, go into the slots,
// whose hash is SipHash keyed by the body, so that nobody can write a body whose names collide.
func (e *Engine) addName(b []byte, f *frame, start uint, hash uint64) {
	var twice bool
	if e.nameCount >= maxNames {
		e.status = StatusTooManyNames
		return
	}
	count := e.nameCount - f.base
	few := count < fewNames && (count == 0 || e.names[f.base&(maxNames-1)].slot == noSlot)
	if few {
		short := uint32(hash) ^ uint32(hash>>32)
		for n := f.base; n < e.nameCount; n++ {
			other := &e.names[n&(maxNames-1)]
			if other.hash == short {
				twice = sameName(b, uint(other.start), start)
				// If they differ in spite of one hash, the object's names go into the slots from here on.
				few = twice
				break
			}
		}
		e.names[e.nameCount&(maxNames-1)] = openName{uint32(start), short, noSlot}
	}
	if !few {
		if !e.seeded {
			e.seedNames(b)
		}
		if e.names[f.base&(maxNames-1)].slot == noSlot {
			for n := f.base; n < e.nameCount; n++ {
				e.insertName(b, f.base, n)
			}
		}
		e.names[e.nameCount&(maxNames-1)].start = uint32(start)
		twice = e.insertName(b, f.base, e.nameCount)
	}
	e.nameCount++
	f.count++
	if twice {
		e.addViolation(codeDuplicate, shapeAny, start-1, 0, 0)
	}
}

// insertName puts the name with the index n into the slots, and tells whether it was there among the names from base
// on.
func (e *Engine) insertName(b []byte, base, n uint32) bool {
	name := &e.names[n&(maxNames-1)]
	name.hash = e.hashName(b, uint(name.start))
	name.slot = noSlot
	slot := name.hash & (2*maxNames - 1)
	for {
		at := uint32(e.slots[slot])
		other := &e.names[at&(maxNames-1)]
		if at >= n || other.slot != slot { // The slot is free: it was never used, or by another object or body.
			e.slots[slot] = uint16(n)
			name.slot = slot
			return false
		}
		// Below base are the names of the objects around this one, which share the slots.
		if at >= base && other.hash == name.hash && sameName(b, uint(other.start), uint(name.start)) {
			return true
		}
		slot = (slot + 1) & (2*maxNames - 1)
	}
}

// sameName tells whether the names that start at i and j are the same once decoded. Both have been read before.
func sameName(b []byte, i, j uint) bool {
	for i+8 <= uint(len(b)) && j+8 <= uint(len(b)) {
		w := load64(b, i)
		if w != load64(b, j) || markSpecial(w) != 0 {
			break
		}
		i += 8
		j += 8
	}
	for {
		v, m, after := readChunk(b, i)
		w, n, next := readChunk(b, j)
		if v != w || m != n {
			return false
		}
		if n == 0 {
			return true
		}
		i, j = after, next
	}
}

// seedNames derives the key of the names' hashes from the whole body.
func (e *Engine) seedNames(b []byte) {
	s := startSipHash(0x636F676E69746F63, 0x6865636B6E616D65).add(uint64(len(b)))
	i := uint(0)
	for ; i+8 <= uint(len(b)); i += 8 {
		s = s.add(load64(b, i))
	}
	w := uint64(0)
	for ; i < uint(len(b)); i++ {
		w = w<<8 | uint64(b[i])
	}
	s = s.add(w)
	e.seedLow = s.sum()
	e.seedHigh = s.add(1).sum()
	e.seeded = true
}

// hashName is the keyed hash of the decoded name that starts at i. What a chunk leaves of its eight bytes is filled
// with a byte that no name has, so that different names differ in what is hashed.
func (e *Engine) hashName(b []byte, i uint) uint32 {
	s := startSipHash(e.seedLow, e.seedHigh)
	for {
		w, n, next := readChunk(b, i)
		if n < 8 {
			w |= ^uint64(0) << (n << 3 & 63)
		}
		s = s.add(w)
		if next >= uint(len(b)) || b[next] == '"' {
			sum := s.sum()
			return uint32(sum) ^ uint32(sum>>32)
		}
		i = next
	}
}
