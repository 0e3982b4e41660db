package validator

import "github.com/cognitocheck/cognitocheck/validator/table"

// rankMembers puts the indexes of a structure's members into e.ranks, in the order in which the service reports their
// failures: that of a Java 8 HashMap over their lower-camel names, by bucket, then as declared. Derived from the recorded
// answers.
func (e *Engine) rankMembers(s *table.Shape) {
	threshold := uint32(s.Second) + 1
	if s.Second >= 3 {
		threshold = uint32(s.Second)*4/3 + 1
	}
	capacity := uint32(1)
	for capacity < threshold {
		capacity *= 2
	}
	for i := uint(0); i < uint(s.Second); i++ {
		h := javaHash(text(nameOf(s, i)), true)
		e.rank(i, i, uint16((h^h>>16)&(capacity-1)))
	}
}

// rankValues puts the indexes of an enum's values into e.ranks, in the order in which the service lists them: by the low five
// bits of their hash, and from the last declared to the first within equal bits. Derived from the recorded answers.
func (e *Engine) rankValues(s *table.Shape) {
	for i := uint(0); i < uint(s.Second); i++ {
		last := uint(s.Second) - 1 - i
		e.rank(i, last, uint16(javaHash(text(nameOf(s, last)), false)&31))
	}
}

// rank inserts an index behind those of the same bucket; count are there already.
func (e *Engine) rank(count, index uint, bucket uint16) {
	at := count
	for at > 0 && e.buckets[(at-1)&255] > bucket {
		e.buckets[at&255] = e.buckets[(at-1)&255]
		e.ranks[at&255] = e.ranks[(at-1)&255]
		at--
	}
	e.buckets[at&255] = bucket
	e.ranks[at&255] = uint8(index)
}

// javaHash is java.lang.String.hashCode of an ASCII name, with its first letter lowered for the name of a member.
func javaHash(name []byte, camel bool) uint32 {
	var h uint32
	for i, c := range name {
		if camel && i == 0 {
			c = lower(c)
		}
		h = 31*h + uint32(c)
	}
	return h
}
