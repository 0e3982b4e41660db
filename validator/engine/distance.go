package engine

// distance is the Levenshtein distance of two names, without regard to case: how many letters are added, dropped or
// replaced. Where that is more than most, it is any number above most, without counting to the end.
func (e *Engine) distance(a, b []byte, most uint32) uint32 {
	if len(a) > maxDecodedName || len(b) > maxDecodedName || uint32(max(len(a)-len(b), len(b)-len(a))) > most {
		return most + 1
	}
	// The row is in the memory of the open names: no body is read meanwhile.
	for j := range b {
		e.slots[uint16(j)] = uint16(j + 1)
	}
	differ := uint32(len(b))
	for i, c := range a {
		diagonal := uint32(i)
		differ = diagonal + 1
		least := differ
		c = toLower(c)
		for j, d := range b {
			cost := diagonal
			if c != d && c != toLower(d) {
				cost++
			}
			diagonal = uint32(e.slots[uint16(j)])
			differ = min(cost, diagonal+1, differ+1)
			least = min(least, differ)
			e.slots[uint16(j)] = uint16(differ)
		}
		if least > most {
			return least
		}
	}
	return differ
}
