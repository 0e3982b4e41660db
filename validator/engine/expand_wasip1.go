package engine

// Expansion is the memory that Expand needs, zeros at first.
type Expansion = expansion

// Expand fills the tables from their small form. It is the start function of the module without Go's runtime. In every
// other program the tables are full before main starts, and Expand must not be called.
func Expand(x *Expansion) { tables.expand(x) }
