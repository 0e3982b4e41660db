package engine

// isTime tells whether the string whose first byte is b[i] is a time as the aws command line prints it:
// YYYY-MM-DDTHH:MM:SS, perhaps a fraction, and Z or an offset from UTC. Days and hours are not held to the calendar.
func isTime(b []byte, i uint) bool {
	n := uint(0)
	for ; i < uint(len(b)) && b[i] != '"'; i++ {
		c := b[i]
		digit := c-'0' <= 9
		switch {
		case n == 4 || n == 7:
			if c != '-' {
				return false
			}
		case n == 10:
			if c != 'T' {
				return false
			}
		case n == 13 || n == 16:
			if c != ':' {
				return false
			}
		case n < 19:
			if !digit {
				return false
			}
		default:
			if !digit && c != '.' && c != '+' && c != '-' && c != ':' && c != 'Z' {
				return false
			}
		}
		n++
	}
	return n > 19 && n <= 35
}
