package sandbox

import (
	"bytes"
	"encoding/binary"
	"strings"
	"testing"

	"github.com/cognitocheck/cognitocheck/wasm"
	"github.com/tetratelabs/wazero"
)

const header = "\x00asm\x01\x00\x00\x00"

func section(id byte, body string) string {
	return string(binary.AppendUvarint([]byte{id}, uint64(len(body)))) + body
}

// functions is a module with functions () -> () of the given locals and code.
func functions(bodies ...string) string {
	count := string(rune(len(bodies)))
	code := count
	for _, body := range bodies {
		code += string(binary.AppendUvarint(nil, uint64(len(body)))) + body
	}
	return header + section(1, "\x01\x60\x00\x00") + section(3, count+strings.Repeat("\x00", len(bodies))) +
		section(5, "\x01\x00\x01") + section(10, code)
}

// TestConfine holds what is put in and what is left out.
func TestConfine(t *testing.T) {
	const loop = "\x03\x40\x0b"
	fill := "\x41\x00\x41\x00\x41\x00\xfc\x0b\x00"
	for name, test := range map[string]struct{ code, want string }{
		"no function": {header, header},
		"a function":  {functions("\x00\x0b"), functions("\x00" + loop + "\x0b")},
		"locals":      {functions("\x01\x05\x7f\x0b"), functions("\x01\x05\x7f" + loop + "\x0b")},
		"blocks": {
			functions("\x00\x02\x40\x03\x40\x0b\x0b\x0b"),
			functions("\x00" + loop + "\x02\x40\x03\x40\x0b\x0b\x0b"),
		},
		"two functions": {functions("\x00\x0b", "\x00\x01\x0b"), functions("\x00"+loop+"\x0b", "\x00"+loop+"\x01\x0b")},
		"instructions that write much": {
			functions("\x00\x01" + fill + "\x01" + fill + "\x0b"),
			functions("\x00" + loop + "\x01" + fill[:6] + loop + fill[6:] + "\x01" + fill[:6] + loop + fill[6:] + "\x0b"),
		},
		"custom sections": {
			header + section(0, "\x04name\xff") + section(1, "\x00") + section(0, "\xff"),
			header + section(1, "\x00"),
		},
	} {
		t.Run(name, func(t *testing.T) {
			if got, err := Confine([]byte(test.code)); err != nil || string(got) != test.want {
				t.Errorf("%q, %v, want %q", got, err, test.want)
			}
		})
	}
	if _, err := Confine(wasm.Module()); err != nil {
		t.Errorf("the module itself: %v", err)
	}
}

// TestConfineRefuses has what is wrong or too much with modules that wazero would take, or not read to the end.
// host/attack_test.go has those that cost most.
func TestConfineRefuses(t *testing.T) {
	for name, test := range map[string]struct{ code, want string }{
		"nothing":               {"", "no WebAssembly module"},
		"another version":       {"\x00asm\x02\x00\x00\x00", "no WebAssembly module"},
		"section cut off":       {header + "\x01\x05\x00", "section 1: it is shorter"},
		"more in a section":     {header + section(1, "\x00\x00"), "section 1: it is longer"},
		"unknown section":       {header + section(14, ""), "section 14 is not of WebAssembly 1.0"},
		"exceptions":            {header + section(13, "\x00"), "section 13 is not of WebAssembly 1.0"},
		"garbage collection":    {header + section(1, "\x01\x4e\x00"), "section 1: byte 0x4e, where only a function's type"},
		"vector types":          {header + section(1, "\x01\x60\x01\x7b\x00"), "type 0x7b"},
		"references":            {header + section(6, "\x01\x70\x00\xd0\x70\x0b"), "type 0x70"},
		"imported table":        {header + section(2, "\x01\x01a\x01b\x01\x70\x00\x00"), "only the import of a function"},
		"table of references":   {header + section(4, "\x01\x6f\x00\x00"), "only a table of functions"},
		"shared memory":         {header + section(5, "\x01\x03\x01\x01"), "byte 0x03"},
		"two memories":          {header + section(5, "\x02\x00\x01\x00\x01"), "2 memories, where 1 may be"},
		"table that grows":      {functions("\x00\x41\x00\xfc\x0f\x00\x0b"), "15, where 11 may be"},
		"table.init":            {functions("\x00\xfc\x0c\x00\x00\x0b"), "12, where 11 may be"},
		"vector instructions":   {functions("\x00\xfd\x0c\x0b"), "instruction 0xfd"},
		"atomic instructions":   {functions("\x00\xfe\x00\x0b"), "instruction 0xfe"},
		"tail call":             {functions("\x00\x12\x00\x0b"), "instruction 0x12"},
		"typed select":          {functions("\x00\x1c\x01\x7f\x0b"), "instruction 0x1c"},
		"no end":                {functions("\x00\x01"), "function 0: it is shorter"},
		"code behind the end":   {functions("\x00\x0b\x0b"), "function 0: there is something behind its end"},
		"second function":       {functions("\x00\x0b", "\x00\xff\x0b"), "function 1: instruction 0xff"},
		"number without an end": {functions("\x00\x41\xff\xff\xff\xff\xff\x01\x0b"), "a number of more than 32 bits"},
		"constant by call":      {header + section(6, "\x01\x7f\x00\x10\x00\x0b"), "instruction 0x10"},
		"129 locals":            {functions("\x02\x7f\x7f\x02\x7f\x0b"), "2, where 1 may be"},
		"passive elements":      {header + section(9, "\x01\x01\x00\x00"), "only an active segment of table 0"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := Confine([]byte(test.code)); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want %s", err, test.want)
			}
		})
	}
}

// FuzzConfine holds that wazero takes what Confine returns where it takes the module itself.
func FuzzConfine(f *testing.F) {
	for _, code := range []string{
		functions("\x00\x02\x40\x03\x40\x0b\x0b\x0b", "\x01\x02\x7e\x20\x00\x21\x01\x0b"),
		header + section(1, "\x01\x60\x01\x7f\x01\x7f") + section(3, "\x01\x00") + section(4, "\x01\x70\x00\x05") +
			section(6, "\x01\x7f\x01\x41\x00\x0b") + section(7, "\x01\x01f\x00\x00") +
			section(9, "\x01\x00\x41\x00\x0b\x01\x00") + section(10, "\x01\x08\x00\x20\x00\x0e\x00\x00\x00\x0b"),
	} {
		f.Add([]byte(code))
	}
	f.Fuzz(func(t *testing.T, code []byte) {
		confined, err := Confine(code)
		if err != nil {
			return
		}
		runtime := wazero.NewRuntimeWithConfig(t.Context(), wazero.NewRuntimeConfigInterpreter().WithMemoryLimitPages(16))
		defer runtime.Close(t.Context())
		_, wantErr := runtime.CompileModule(t.Context(), code)
		if _, err := runtime.CompileModule(t.Context(), confined); wantErr == nil && err != nil {
			t.Errorf("%q: %v", bytes.TrimPrefix(code, []byte(header)), err)
		}
	})
}
