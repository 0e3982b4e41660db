package engine

// sipHash is the state of SipHash-1-3.
type sipHash struct {
	v0, v1, v2, v3 uint64
}

// roundSipHash is one round of SipHash.
func roundSipHash(v0, v1, v2, v3 uint64) (uint64, uint64, uint64, uint64) {
	v0 += v1
	v1 = v1<<13 | v1>>51
	v1 ^= v0
	v0 = v0<<32 | v0>>32
	v2 += v3
	v3 = v3<<16 | v3>>48
	v3 ^= v2
	v0 += v3
	v3 = v3<<21 | v3>>43
	v3 ^= v0
	v2 += v1
	v1 = v1<<17 | v1>>47
	v1 ^= v2
	v2 = v2<<32 | v2>>32
	return v0, v1, v2, v3
}

// add takes in eight more bytes.
func (s sipHash) add(w uint64) sipHash {
	s.v3 ^= w
	s.v0, s.v1, s.v2, s.v3 = roundSipHash(s.v0, s.v1, s.v2, s.v3)
	s.v0 ^= w
	return s
}

// sum is the hash of what was taken in.
func (s sipHash) sum() uint64 {
	s.v2 ^= 0xFF
	for range 3 {
		s.v0, s.v1, s.v2, s.v3 = roundSipHash(s.v0, s.v1, s.v2, s.v3)
	}
	return s.v0 ^ s.v1 ^ s.v2 ^ s.v3
}

// startSipHash is the state of a SipHash with the given key.
func startSipHash(low, high uint64) sipHash {
	return sipHash{
		v0: low ^ 0x736F6D6570736575,
		v1: high ^ 0x646F72616E646F6D,
		v2: low ^ 0x6C7967656E657261,
		v3: high ^ 0x7465646279746573,
	}
}
