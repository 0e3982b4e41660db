package engine

// Expansion is the memory that Expand needs, zeros at first.
type Expansion = expansion

// Expand fills the tables from their small form. It is for the module's start and is not there for other programs, which have
// their tables full from the beginning. Nothing else may run meanwhile.
func Expand(x *Expansion) { tables.expand(x) }
