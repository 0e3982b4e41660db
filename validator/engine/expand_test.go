package engine

import "testing"

// TestExpand: the small form of the tables, in which the module carries them, says the same.
func TestExpand(t *testing.T) {
	got := new(tableSet)
	got.expand(new(expansion))
	if *got != tables {
		for i := range tables.shapes {
			if got.shapes[i] != tables.shapes[i] {
				t.Fatalf("shape %d: got %+v, want %+v", i, got.shapes[i], tables.shapes[i])
			}
		}
		t.Errorf("operations %v, services %v, members %v, slots %v, names %v, patterns %v, states %v, next %v, codes %v, rules %v, text %v",
			got.operations == tables.operations, got.services == tables.services, got.members == tables.members,
			got.slots == tables.slots, got.names == tables.names, got.patterns == tables.patterns, got.states == tables.states,
			got.next == tables.next, got.codes == tables.codes, got.ruleEnds == tables.ruleEnds, got.text == tables.text)
	}
}
