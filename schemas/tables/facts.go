package main

import (
	"maps"
	"slices"
	"strings"

	"github.com/cognitocheck/cognitocheck/schemas/rules"
	"github.com/cognitocheck/cognitocheck/validator/engine/table"
)

// facts gives numbers to the facts that guards have: bits of a word, see table.Facts. Members that no request has both
// share bits. Where there are more facts than bits, the last ones get none: a guard without them says less.
type facts struct {
	*packed
	// looks is how many looks each operation has, by its full name.
	looks map[string]int
	// ways are the paths to each member that the request of an operation may have, by the operation's full name.
	ways map[string]map[table.MemberID][]string
	// bits has the first bit of the facts of each member.
	bits map[table.MemberID]int
}

// manyLooks is from how many looks on the guards of an operation have facts. With fewer they take more bytes than they
// are worth: most looks end at the first member of their path, which is not there.
const manyLooks = 10

// packFacts numbers the facts of the looks' guards.
func (p *packed) packFacts(inputs map[string]table.ShapeID, looks []*rules.CompiledLook) *facts {
	f := &facts{p, map[string]int{}, map[string]map[table.MemberID][]string{}, map[table.MemberID]int{}}
	for _, l := range looks {
		for _, name := range l.Operations {
			f.looks[name]++
		}
	}
	for name, input := range inputs {
		f.ways[name] = map[table.MemberID][]string{}
		f.collectWays(f.ways[name], input, "", nil)
	}
	// Members that one path leads to, in one operation or another, have their facts at the same bits.
	groups := map[table.MemberID]string{} // the path that stands for the members of a group
	for _, l := range looks {
		if !f.hasMany(l) {
			continue
		}
		for _, literal := range l.Literals() {
			path := memberPath(literal)
			for _, name := range l.Operations {
				m, ok := f.find(name, path)
				if !ok {
					continue
				}
				if old, ok := groups[m]; ok && old != path {
					for m, group := range groups {
						if group == path {
							groups[m] = old
						}
					}
					path = old
				}
				groups[m] = path
			}
		}
	}
	members := map[string][]table.MemberID{}
	for _, m := range slices.Sorted(maps.Keys(groups)) {
		members[groups[m]] = append(members[groups[m]], m)
	}
	// In the order of the members their bits are mostly the next ones.
	order := slices.SortedFunc(maps.Keys(members), func(a, b string) int {
		return int(members[a][0]) - int(members[b][0])
	})
	for _, group := range order {
		f.place(members[group])
	}
	for m, bit := range f.bits {
		p.members[m].Fact = uint8(table.Facts - bit)
	}
	return f
}

// hasMany tells whether an operation of a look has many looks.
func (f *facts) hasMany(l *rules.CompiledLook) bool {
	return slices.ContainsFunc(l.Operations, func(name string) bool { return f.looks[name] >= manyLooks })
}

// collectWays collects the paths to all members in a value of a shape.
func (f *facts) collectWays(
	ways map[table.MemberID][]string, shape table.ShapeID, path string, around []table.ShapeID,
) {
	if slices.Contains(around, shape) {
		return // Rules do not look into what holds itself.
	}
	around = append(around, shape)
	s := &f.shapes[shape]
	switch s.Kind {
	case table.Structure:
		for i := range s.Count() {
			m := s.Members() + table.MemberID(i)
			way := path + "/" + f.string(f.members[m].Name)
			ways[m] = append(ways[m], way)
			f.collectWays(ways, f.members[m].Shape, way, around)
		}
	case table.List:
		f.collectWays(ways, s.Element(), path+"/*", around)
	case table.Map:
		f.collectWays(ways, s.Value(), path+"/*", around)
	}
}

// memberPath is the path to the member that a literal is about, as it is among ways.
func memberPath(l rules.Literal) string {
	return strings.TrimSuffix(strings.ReplaceAll(l.Path, "+", "*"), "/*")
}

// find finds the member of an operation's request to which a path leads.
func (f *facts) find(operation, path string) (table.MemberID, bool) {
	for m, ways := range f.ways[operation] {
		if slices.Contains(ways, path) {
			return m, true
		}
	}
	return 0, false
}

// place gives the members of a group the first bits that are free in each operation that has one of them.
func (f *facts) place(members []table.MemberID) {
	width := 0
	for _, m := range members {
		width = max(width, f.width(m))
	}
	var taken uint64
	for _, ways := range f.ways {
		if !slices.ContainsFunc(members, func(m table.MemberID) bool { return ways[m] != nil }) {
			continue
		}
		for other := range ways {
			if bit, ok := f.bits[other]; ok {
				taken |= (1<<f.width(other) - 1) << bit
			}
		}
	}
	for bit := 1; bit+width <= table.Facts; bit++ {
		if taken>>bit&(1<<width-1) == 0 {
			for _, m := range members {
				f.bits[m] = bit
			}
			return
		}
	}
}

// shapeOf is the shape of a member, or that of the elements of its list.
func (f *facts) shapeOf(m table.MemberID) *table.Shape {
	s := &f.shapes[f.members[m].Shape]
	for s.Kind == table.List {
		s = &f.shapes[s.Element()]
	}
	return s
}

// width is how many facts a member has: one, and one for true or each value of an enum.
func (f *facts) width(m table.MemberID) int {
	s := f.shapeOf(m)
	switch {
	case s.Kind == table.Boolean:
		return 2
	case s.IsEnum():
		return 1 + int(s.Count())
	}
	return 1
}

// bitOf is the bit of a literal's fact in what is in one container: see rules.BitOf.
func (f *facts) bitOf(l *rules.CompiledLook, container string, literal rules.Literal) (byte, bool) {
	if literal.Fact == rules.WarningFact {
		return table.WarningFact, true
	}
	if !f.hasMany(l) {
		return 0, false
	}
	path := memberPath(literal)
	found := -1
	for _, operation := range l.Operations {
		member, ok := f.find(operation, path)
		bit, placed := f.bits[member]
		if !ok || !placed {
			return 0, false
		}
		// The bit may be set by the members of its group at other places: that one is not there it does not say then.
		ways := 0
		for m, all := range f.ways[operation] {
			if f.bits[m] == bit {
				for _, way := range all {
					if strings.HasPrefix(way, container+"/") {
						ways++
					}
				}
			}
		}
		if literal.Not && ways != 1 {
			return 0, false
		}
		if literal.Value != "" {
			bit += 1 + f.indexOf(member, literal.Value)
		}
		if found >= 0 && bit != found {
			return 0, false
		}
		found = bit
	}
	return byte(found), true
}

// indexOf is the index of a value in a member's enum, or in that of the elements of its list; 0 for a bool.
func (f *facts) indexOf(m table.MemberID, value string) int {
	s := f.shapeOf(m)
	for i := range s.Count() {
		if s.IsEnum() && f.string(f.values[uint(s.Values())+i]) == value {
			return int(i)
		}
	}
	return 0
}
