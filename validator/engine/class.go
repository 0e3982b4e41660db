package engine

// wideClass is the class of a scalar value beyond ASCII, read from a trie of three stages.
func wideClassOf(r rune) uint8 {
	u := uint(uint32(r))
	mid := uint(tables.mid[uint(tables.top[u>>10])<<7|u>>3&127])
	return tables.leaf[mid<<3|u&7]
}

// class is the class of a scalar value, the column of the automata's rows.
func classOf(r rune) uint8 {
	if r < 0x80 {
		return tables.ascii[r&127]
	}
	return wideClassOf(r)
}
