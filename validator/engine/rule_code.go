package engine

import "github.com/cognitocheck/cognitocheck/validator/engine/table"

// ruleCode is the code of the rules, see table.Op: first that of the tables, from packStart on a pack of foreign rules
// as it came, and from packCodeStart on its code. It is in one array, so that reading a byte of it is one load.
type ruleCode struct {
	// namesStart is where those of the rules begin that are run.
	namesStart uint32
	// loaded tells that the tables' code is there, and ownLooks where its looks are.
	loaded    bool
	ownLooks  [lookCodeCount]table.Look
	ruleBytes [codeRoom]uint8
	// ruleNames are the members and keys that the code refers to, ruleConstants its strings: those of the tables, and
	// after them those of the pack.
	ruleNames     [2 * table.MaxNames]table.Text
	ruleConstants [2 * table.MaxNames]table.Text
	// memberGuesses has for each name the index of the last member that it was, in whatever structure.
	memberGuesses [2 * table.MaxNames]uint8
}

const (
	// codeRoom is the size of the code in bytes, and packStart where a pack begins: powers of two, so that a mask keeps an
	// index within.
	codeRoom  = 4 * packStart
	packStart = packSize
	// packCodeStart is where the code of a pack begins. It is at most twice as long as the pack.
	packCodeStart = 2 * packStart
)

// loadOwnRules reads the rules of the tables, once.
func (e *Engine) loadOwnRules() {
	if e.loaded {
		return
	}
	e.loaded = true
	e.foreign, e.packEnd = false, 0
	e.streamsAt = compact.at
	e.textCounts = [2]uint{table.MaxNames, table.MaxNames}
	e.beginCode(0)
	for i := range uint(lookCodeCount) {
		e.ownLooks[i] = e.readLook(e.foreignLookCount)
	}
	for i := range uint(ruleNameCount) {
		e.ruleNames[i&(table.MaxNames-1)] = item(setRuleName, i)
	}
	for i := range uint(ruleConstantCount) {
		e.ruleConstants[i&(table.MaxNames-1)] = item(setRuleConstant, i)
	}
}

// codeAt is a byte of the code of rules.
func (e *Engine) codeAt(at uint) uint8 { return e.ruleBytes[at&(codeRoom-1)] }

// wordAt is a word of the code of rules.
//
//go:noinline
func (e *Engine) wordAt(at uint) uint { return uint(e.codeAt(at)) | uint(e.codeAt(at+1))<<8 }

// memberIndexAt is the index of the structure's member whose name's number is at a place in the code, none when it has
// none of that name.
//
//go:noinline
func (e *Engine) memberIndexAt(s *table.Shape, at uint) uint {
	number := (e.namesStart + uint32(e.codeAt(at))) & (2*table.MaxNames - 1)
	name := e.ruleNames[number]
	guess := &e.memberGuesses[number]
	members := uint(s.Members())
	if m := uint(*guess); m < s.Count() && tables.members[members+m].Name == name {
		return m
	}
	m := tables.memberIndex(s, name)
	if m != none {
		*guess = uint8(m)
	}
	return m
}

// ruleNameAt is the name whose number is at a place in the code.
//
//go:noinline
func (e *Engine) ruleNameAt(at uint) table.Text {
	return e.ruleNames[(e.namesStart+uint32(e.codeAt(at)))&(2*table.MaxNames-1)]
}

// constantAt is the place of the constant whose number is at a place in the code.
//
//go:noinline
func (e *Engine) constantAt(at uint) value {
	return placeOfText(e.ruleConstants[(e.namesStart+uint32(e.codeAt(at)))&(2*table.MaxNames-1)])
}

// textOf is what a text says, one of the tables or of a pack of foreign rules, whose numbers follow.
//
//go:noinline
func (e *Engine) textOf(t table.Text) []byte {
	if uint(t) < textSize {
		return textOf(t)
	}
	start := (uint(t) - textSize + packStart) & (codeRoom - 1)
	return e.ruleBytes[start+1 : start+1+uint(e.ruleBytes[start])]
}
