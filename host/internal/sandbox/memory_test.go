package sandbox

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"runtime"
	"testing"
	"time"

	"github.com/tetratelabs/wazero"
)

const page = 64 << 10

func TestMemory(t *testing.T) {
	for name, limit := range map[string]uint64{
		"from the system": 64 << 20,
		"from the heap":   1 << 62, // more than there are addresses
	} {
		t.Run(name, func(t *testing.T) {
			m := new(Memory)
			m.allocate(page, limit)
			supported := runtime.GOOS == "linux" || runtime.GOOS == "darwin"
			if mapped := m.reserved != nil; mapped != (supported && limit == 64<<20) {
				t.Errorf("from the system: %t", mapped)
			}
			first := m.Reallocate(page)
			if len(first) != page || len(bytes.Trim(first, "\x00")) != 0 {
				t.Fatalf("%d bytes, not %d zeros", len(first), page)
			}
			copy(first[page-4:], "kept")
			grown := m.Reallocate(40 * page)
			if len(grown) != 40*page || string(grown[page-4:page]) != "kept" || len(bytes.Trim(grown[page:], "\x00")) != 0 {
				t.Errorf("%d bytes after growth, with %q", len(grown), grown[page-4:page])
			}
			grown[40*page-1] = 1
			if limit == 64<<20 && supported && m.Reallocate(limit+page) != nil {
				t.Error("grew over its limit")
			}
			m.Free()
			m.Free()
			if m.reserved != nil || m.heap != nil {
				t.Error("something is left")
			}
		})
	}
}

// Memory that nobody frees is freed when it is forgotten.
func TestForgotten(t *testing.T) {
	before := addressSpace(t)
	for range 16 {
		m := new(Memory)
		if m.allocate(page, 1<<30); m.reserved == nil {
			t.Skip("the system gives no address space")
		}
	}
	for range 500 {
		runtime.GC()
		if grown := addressSpace(t) - before; grown < 1<<30 {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("%d bytes more of address space", addressSpace(t)-before)
}

// addressSpace is the size of this process's address space, in bytes.
func addressSpace(t *testing.T) int64 {
	t.Helper()
	text, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		t.Skip(err)
	}
	var pages int64
	if _, err := fmt.Sscan(string(text), &pages); err != nil {
		t.Fatal(err)
	}
	return pages * int64(os.Getpagesize())
}

// wazero takes the memory from here, lets a module grow to its limit and not beyond, and frees it.
func TestInstantiate(t *testing.T) {
	// (module (memory (export "memory") 1 3) (func (export "grow") (param i32) (result i32) local.get 0 memory.grow))
	code := []byte("\x00asm\x01\x00\x00\x00\x01\x06\x01\x60\x01\x7f\x01\x7f\x03\x02\x01\x00\x05\x04\x01\x01\x01\x03" +
		"\x07\x11\x02\x06memory\x02\x00\x04grow\x00\x00\x0a\x08\x01\x06\x00\x20\x00\x40\x00\x0b")
	ctx := context.Background()
	r := wazero.NewRuntime(ctx)
	defer r.Close(ctx)
	compiled, err := r.CompileModule(ctx, code)
	if err != nil {
		t.Fatal(err)
	}
	module, m, err := Instantiate(ctx, r, compiled)
	if err != nil {
		t.Fatal(err)
	}
	module.Memory().WriteByte(page-1, 7)
	for _, test := range []struct{ by, answer, pages uint64 }{{1, 1, 2}, {2, 1<<32 - 1, 2}, {1, 2, 3}, {1, 1<<32 - 1, 3}} {
		answer, err := module.ExportedFunction("grow").Call(ctx, test.by)
		if err != nil || answer[0] != test.answer || module.Memory().Size() != uint32(test.pages*page) {
			t.Errorf("grow by %d: %d, %v, %d bytes", test.by, answer, err, module.Memory().Size())
		}
	}
	if b, ok := module.Memory().ReadByte(page - 1); !ok || b != 7 {
		t.Errorf("%d, %t after growth", b, ok)
	}
	if !module.Memory().WriteByte(3*page-1, 7) {
		t.Error("the last byte is not there")
	}
	if err := module.Close(ctx); err != nil {
		t.Fatal(err)
	}
	if m.reserved != nil || m.heap != nil {
		t.Error("the memory was not freed")
	}
}
