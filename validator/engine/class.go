package engine

// classOf is the class of a scalar value: the column of the patterns' rows of successors.
func classOf(r rune) uint8 {
	if r < 0x80 {
		return compact.ascii[r&127]
	}
	return wideClassOf(r)
}

// wideClassOf is classOf for a scalar value beyond ASCII. It is read from a trie of three stages.
func wideClassOf(r rune) uint8 {
	u := uint(uint32(r))
	mid := uint(compact.mid[uint(compact.top[u>>10])<<7|u>>3&127])
	return compact.leaf[mid<<3|u&7]
}
