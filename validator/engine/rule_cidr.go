package engine

// isCIDR tells whether s is an address of IPv4 or IPv6, a slash, and a number of bits that the address has. It takes
// what Go's netip.ParsePrefix takes.
func isCIDR(s []byte) bool {
	bits := uint(32)
	i := skipOctets(s, 0)
	if i == none {
		bits = 128
		i = skipGroups(s)
	}
	return i < uint(len(s)) && s[i] == '/' && skipDecimal(s, i+1, bits) == uint(len(s))
}

// skipOctets is the index after four numbers up to 255 with dots between them at s[i], or none.
//
//go:noinline
func skipOctets(s []byte, i uint) uint {
	for n := 0; n < 4; n++ {
		if n > 0 {
			if i >= uint(len(s)) || s[i] != '.' {
				return none
			}
			i++
		}
		if i = skipDecimal(s, i, 255); i == none {
			return none
		}
	}
	return i
}

// skipDecimal is the index after the decimal number at s[i], when it is most or less and has no zeros in front, else
// none.
//
//go:noinline
func skipDecimal(s []byte, i, most uint) uint {
	first, number := i, uint(0)
	for i < uint(len(s)) && s[i]-'0' <= 9 && number <= most {
		if i > first && number == 0 {
			return none
		}
		number = number*10 + uint(s[i]-'0')
		i++
	}
	if i == first || number > most {
		return none
	}
	return i
}

// skipGroups is the index after the address of IPv6 that s begins with, or none: eight groups of up to four hexadecimal
// digits, with colons between them. Four octets are as two groups, and "::" stands once for one group of zeros or more.
func skipGroups(s []byte) uint {
	i, groups, gap := uint(0), 0, false
	for {
		switch {
		case i+1 < uint(len(s)) && s[i] == ':' && s[i+1] == ':':
			if gap {
				return none
			}
			gap = true
			i += 2
		case groups > 0:
			if i >= uint(len(s)) || s[i] != ':' {
				return none
			}
			i++
		}
		if after := skipOctets(s, i); after != none {
			i = after
			groups += 2
			break
		}
		first := i
		for i < uint(len(s)) && (s[i]-'0' <= 9 || s[i]|0x20-'a' < 6) {
			i++
		}
		if i > first {
			groups++
		}
		ends := i >= uint(len(s)) || s[i] == '/'
		afterGap := gap && s[i-1] == ':' && s[i-2] == ':'
		if i-first > 4 || i == first && !(ends && afterGap) {
			return none
		}
		if ends {
			break
		}
	}
	if gap && groups < 8 || groups == 8 && !gap {
		return i
	}
	return none
}
