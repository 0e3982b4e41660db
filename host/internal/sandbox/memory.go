package sandbox

import (
	"runtime"
	"sync"

	"github.com/tetratelabs/wazero/experimental"
)

// Memory is the memory of one instance. It comes from the system, not from Go's heap.
//
// The core module starts with 1.5 MB; an instance touches a seventh of that. On the heap all of it is zeroed for every
// instance, and a few of them start the garbage collector; from the system only what is touched costs, and growing
// needs no copy. Where the system gives none, the heap does.
type Memory struct {
	// reserved is the address space, accessible up to a length that Reallocate sets; nil when the memory is on the heap.
	reserved []byte
	heap     []byte
	freed    sync.Once
	// forgotten frees what nobody has freed when the memory is forgotten.
	forgotten runtime.Cleanup
}

func (m *Memory) allocate(capacity, limit uint64) experimental.LinearMemory {
	if m.reserved = reserve(limit); m.reserved != nil && !m.allow(capacity) {
		release(m.reserved)
		m.reserved = nil
	}
	if m.reserved == nil {
		m.heap = make([]byte, capacity)
	} else {
		m.forgotten = runtime.AddCleanup(m, release, m.reserved)
	}
	return m
}

// Reallocate is for wazero: it returns the memory, now of the given size in bytes, or nil when there is no more.
func (m *Memory) Reallocate(size uint64) []byte {
	if m.reserved != nil {
		if !m.allow(size) {
			return nil
		}
		return m.reserved[:size:size]
	}
	if missing := int(size) - len(m.heap); missing > 0 {
		m.heap = append(m.heap, make([]byte, missing)...)
	}
	return m.heap[:size:size]
}

// Free gives the memory back; only the first call does anything. No call of the instance may be running or come later,
// and what api.Memory.Read returned must not be looked at any more. wazero frees the memory of an instance that it
// closes. It does not where the end of a context marks the instance closed when its last call has returned already, and
// no other call follows: so whoever made the instance frees it too. What nobody frees is freed once it is forgotten.
func (m *Memory) Free() {
	m.freed.Do(func() {
		if m.reserved != nil {
			m.forgotten.Stop()
			release(m.reserved)
		}
		m.reserved, m.heap = nil, nil
	})
}
