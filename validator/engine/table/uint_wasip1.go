package table

// uint has 32 bits in the module, as in package engine.
type uint = uint32
