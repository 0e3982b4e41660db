package engine

// uint has 32 bits in the module, as it has wherever addresses have 32, on 386 and arm: the engine is right with both.
// Go's own has 64 on wasm, where the memory has no more than 32, and each index would be widened, compared and narrowed
// again.
type uint = uint32
