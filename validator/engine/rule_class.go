package engine

// findUnknownClass is where the first selector in the style sheet at s[i] is that is not a class .NAME-customizable,
// with or without a pseudo-class, and where it ends; none where there is none. What is before a {, back to the brace
// before it, has a selector for each comma. Where a comment begins or ends there, nothing is looked at.
func (e *Engine) findUnknownClass(s []byte, i uint) (uint, uint) {
	for {
		first, hasComment, before := i, false, rune(0)
		r, next := readCharacter(s, i)
		for r >= 0 && r != '{' {
			if before == '/' && r == '*' || before == '*' && r == '/' {
				hasComment = true
			}
			if r == '}' {
				first, hasComment = next, false
			}
			before = r
			r, next = readCharacter(s, next)
		}
		e.fuel -= 2 * int64(next-i)
		if r < 0 {
			return none, none
		}
		if !hasComment {
			if first, end := findUnknownSelector(s, first); first != none {
				return first, end
			}
		}
		i = next
	}
}

// findUnknownSelector is where the first unknown selector is of those from s[i] to the next {, and where it ends; none
// where there is none.
func findUnknownSelector(s []byte, i uint) (uint, uint) {
	for {
		first, end := none, uint(0)
		r, next := readCharacter(s, i)
		for r != ',' && r != '{' {
			if r != ' ' && r != '\t' && r != '\r' && r != '\n' && r != '\f' {
				first, end = min(first, i), next
			}
			i = next
			r, next = readCharacter(s, i)
		}
		if first != none && !isCustomizable(s, first, end) {
			return first, end
		}
		if r == '{' {
			return none, none
		}
		i = next
	}
}

// isCustomizable tells whether the selector from s[i] to s[end] is a class .NAME-customizable, with or without a
// pseudo-class.
func isCustomizable(s []byte, i, end uint) bool {
	r, i := readCharacter(s, i)
	if r != '.' {
		return false
	}
	// The suffix's first character is in it once, so that what does not go on may only begin it anew.
	suffix := textOf(textCustomizable)
	length, matched := uint(0), uint(0)
	for i < end {
		r, i = readCharacter(s, i)
		if r == ':' {
			break
		}
		if letter := uint32(r | 0x20); letter-'a' >= 26 && uint32(r)-'0' >= 10 && r != '_' && r != '-' {
			return false
		}
		if matched == uint(len(suffix)) || r != rune(suffix[matched]) {
			matched = 0
		}
		if r == rune(suffix[matched]) {
			matched++
		}
		length++
	}
	return matched == uint(len(suffix)) && length > matched
}
