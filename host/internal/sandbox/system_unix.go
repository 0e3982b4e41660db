//go:build linux || darwin

package sandbox

import "syscall"

// reserve reserves address space that holds nothing yet, or returns nil.
func reserve(size uint64) []byte {
	if size == 0 || uint64(int(size)) != size || int(size) < 0 {
		return nil
	}
	space, err := syscall.Mmap(-1, 0, int(size), syscall.PROT_NONE, syscall.MAP_PRIVATE|syscall.MAP_ANON)
	if err != nil {
		return nil
	}
	return space
}

// allow makes the first bytes of what is reserved accessible. What was accessible is so still.
func (m *Memory) allow(size uint64) bool {
	return size <= uint64(len(m.reserved)) &&
		syscall.Mprotect(m.reserved[:size], syscall.PROT_READ|syscall.PROT_WRITE) == nil
}

func release(space []byte) {
	// It only fails for what is not mapped.
	_ = syscall.Munmap(space)
}
