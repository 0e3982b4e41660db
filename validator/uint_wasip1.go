package validator

// uint has 32 bits on wasip1, as in package engine.
type uint = uint32
