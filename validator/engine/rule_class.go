package engine

// findUnknownClass is the index of the first selector in the style sheet at s[i] that is not a class .NAME-customizable,
// with or without a pseudo-class; none where there is none. Blocks and comments are passed over. What follows a rule that
// begins with @ is not looked at.
func findUnknownClass(s []byte, i uint) uint {
	for {
		r, next := readCharacter(s, i)
		switch {
		case r < 0 || r == '@':
			return none
		case r == '{':
			i = skipCSS(s, next, '}')
			continue
		case r == '/':
			i = skipCSS(s, skipCSS(s, next, '*'), '/')
			continue
		case !isSelector(r):
			i = next
			continue
		}
		// known tells that the selector is a class so far, ending is how much of the ending its last characters are.
		first, known, ending := i, r == '.', uint(0)
		suffix := textOf(textCustomizable)
		for isSelector(r) {
			if ending == uint(len(suffix)) && r == ':' {
				break
			}
			if ending < uint(len(suffix)) && r == rune(suffix[ending]) {
				ending++
			} else if ending = 0; r == rune(suffix[0]) {
				ending = 1
			}
			i = next
			r, next = readCharacter(s, i)
		}
		if !known || ending < uint(len(suffix)) {
			return first
		}
		for isSelector(r) {
			i = next
			r, next = readCharacter(s, i)
		}
	}
}

// isSelector tells whether r is a character of a selector, and not one between selectors or the end.
func isSelector(r rune) bool { return r > ' ' && r != ',' && r != '{' }

// skipCSS is the index after the next character c of the style sheet at s[i], or its end.
//
//go:noinline
func skipCSS(s []byte, i uint, c rune) uint {
	for {
		r, next := readCharacter(s, i)
		if r < 0 || r == c {
			return next
		}
		i = next
	}
}
