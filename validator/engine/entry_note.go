package engine

import "github.com/cognitocheck/cognitocheck/validator/engine/table"

// entryNotes are where the entries of one map are that the rules know by name, so that several rules read it once.
type entryNotes struct {
	// of is where the map starts, generation the check, read tells that its entries were read.
	of, generation uint32
	read           bool
	// reading is the number of this reading. The indexes of found are the items of the set ruleName.
	reading uint32
	found   [table.MaxNames]foundEntry
}

// foundEntry is where the name of an entry starts, and its value, in the reading of a number.
type foundEntry struct {
	key, value, reading uint32
}

// findNamed is findEntry for the name whose number is at a place in the rules' code. When it is asked for a second
// entry of a map, it reads all of them.
func (e *Engine) findNamed(b []byte, i, at uint) (uint, uint) {
	n := &e.entries
	if e.namesStart != 0 || n.of != uint32(i) || n.generation != e.generation {
		n.of, n.generation, n.read = uint32(i), e.generation, false
		return e.findEntry(b, i, e.textOf(e.ruleNameAt(at)))
	}
	if !n.read {
		e.readEntries(b, i)
	}
	found := &n.found[e.codeAt(at)]
	if found.reading != n.reading {
		return none, none
	}
	value := uint(found.value)
	if value < uint(len(b)) && b[value] == 'n' {
		value = none
	}
	return uint(found.key), value
}

// readEntries notes the entries of the map at b[i].
func (e *Engine) readEntries(b []byte, i uint) {
	n := &e.entries
	n.read = true
	n.reading++
	if n.reading == 0 {
		n.found = [table.MaxNames]foundEntry{}
		n.reading = 1
	}
	for i = skipBracket(b, i); i < uint(len(b)) && b[i] == '"'; {
		key := i + 1
		end, hash := e.readName(b, key)
		number := e.findName(b, &tables.shapes[setRuleName], hash)
		i = skipSeparators(b, end)
		if number < table.MaxNames {
			n.found[number] = foundEntry{uint32(key), uint32(i), n.reading}
		}
		i = skipSeparators(b, e.skipNoted(b, i))
	}
}
