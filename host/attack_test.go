package host

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"math"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cognitocheck/cognitocheck/wasm"
)

// withTimes shortens what a module that nobody vouches for may take.
func withTimes(trial, call time.Duration) Option {
	return func(c *config) { c.trialTime, c.longestCall = trial, call }
}

// noLeak fails the test when it leaves goroutines running, or memory on the heap.
func noLeak(t *testing.T) {
	t.Helper()
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	goroutines := runtime.NumGoroutine()
	t.Cleanup(func() {
		const tolerated = 8 << 20 // what wazero and Go keep for the next time
		for range 200 {
			runtime.GC()
			runtime.ReadMemStats(&after)
			if runtime.NumGoroutine() <= goroutines && after.HeapInuse <= before.HeapInuse+tolerated {
				return
			}
			time.Sleep(10 * time.Millisecond)
		}
		t.Errorf("%d goroutines and %d bytes of heap, %d and %d before", runtime.NumGoroutine(), after.HeapInuse,
			goroutines, before.HeapInuse)
	})
}

// raw assembles a module from sections.
func raw(sections ...[]byte) []byte {
	return slices.Concat(append([][]byte{[]byte("\x00asm\x01\x00\x00\x00")}, sections...)...)
}

// oneFunction is a module with a function () -> () of the given locals and code.
func oneFunction(locals int64, instructions []byte) []byte {
	body := code(1, uleb(locals), typeI32, instructions, opEnd)
	return raw(section(1, []byte{1, 0x60, 0, 0}), section(3, []byte{1, 0}), section(5, []byte{1, 0, 1}),
		section(10, vector(code(uleb(len(body)), body))))
}

// overBlocks is code whose compilation takes time with the square of its length: values that live over many blocks.
func overBlocks(values int) []byte {
	return slices.Concat(bytes.Repeat(code(constant(0), 0x28, 2, 0), values),
		bytes.Repeat(code(constant(0), opIf, blockEmpty, opEnd), values), bytes.Repeat([]byte{0x1a}, values))
}

// TestCostlyModules holds that a module is refused before it costs what its size does not let expect.
func TestCostlyModules(t *testing.T) {
	const many = 1<<27 - 1
	table := func(least int) []byte { return code(0x70, 0, uleb(least)) }
	fake := fakeModule("2026-02-02")
	tests := map[string][]byte{
		"two tables of 134 million entries": raw(section(4, vector(table(many), table(many)))),
		"a table of 134 million entries":    raw(section(4, vector(table(many)))),
		"4 billion locals":                  oneFunction(math.MaxUint32, nil),
		"a million locals in 1.5 kB":        oneFunction(1_000_000, bytes.Repeat([]byte{0x01}, 1500)),
		"a br_table of a million entries": oneFunction(0, code(opLoop, blockEmpty, constant(0), 0x0e, uleb(1_000_000),
			make([]byte, 1_000_000), 0, opEnd)),
		"blocks within blocks": oneFunction(0,
			slices.Concat(bytes.Repeat([]byte{0x02, blockEmpty}, 5000), bytes.Repeat([]byte{opEnd}, 5000))),
		"a function of 60 kB":    oneFunction(0, overBlocks(5000)),
		"a name of 4 billion":    raw(section(7, code(1, uleb(int64(math.MaxUint32)), []byte("a")))),
		"data of 4 billion":      raw(section(11, code(1, 1, uleb(int64(math.MaxUint32))))),
		"elements of 4 billion":  raw(section(9, code(1, 0, constant(0), opEnd, uleb(int64(math.MaxUint32))))),
		"a body of 4 billion":    raw(section(10, code(1, uleb(int64(math.MaxUint32))))),
		"parameters":             raw(section(1, code(1, 0x60, uleb(int64(math.MaxUint32))))),
		"a section of 4 billion": append(raw(), code(10, uleb(int64(math.MaxUint32)))...),
		"20,000 functions": raw(section(1, []byte{1, 0x60, 0, 0}),
			section(3, vector(slices.Repeat([][]byte{{0}}, 20_000)...)),
			section(10, vector(slices.Repeat([][]byte{{2, 0, opEnd}}, 20_000)...))),
		"8 MiB": append(fake, section(11, make([]byte, 8<<20))...),
		"locals of all functions": raw(section(1, []byte{1, 0x60, 0, 0}),
			section(3, vector(slices.Repeat([][]byte{{0}}, 1000)...)),
			section(10, vector(slices.Repeat([][]byte{{4, 1, 100, typeI32, opEnd}}, 1000)...))),
	}
	for id := 1; id <= 12; id++ {
		if id != 8 && id != 12 { // these hold no vector
			tests["4 billion things in section "+string(rune('a'+id))] = raw(section(id, uleb(int64(math.MaxUint32))))
		}
	}
	for name, module := range tests {
		t.Run(name, func(t *testing.T) {
			noLeak(t)
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := New(t.Context(), WithModule(module))
			runtime.ReadMemStats(&after)
			var failed *ModuleError
			if !errors.As(err, &failed) || failed.During != "compile" {
				t.Errorf("error %v", err)
			}
			if used := after.TotalAlloc - before.TotalAlloc; used > 32<<20 {
				t.Errorf("%d bytes for a module of %d", used, len(module))
			}
		})
	}
}

// TestLongTrials holds that what a trial of a module takes is bounded, and that the module before stays.
func TestLongTrials(t *testing.T) {
	endless := code(opLoop, blockEmpty, opBr, 0, opEnd)
	for name, bend := range map[string]func(*guest){
		"a start that loops": func(g *guest) { g.start = endless },
		"a start that grows memory": func(g *guest) {
			g.start = code(opLoop, blockEmpty, constant(1), opMemoryGrow, 0, 0x1a, opBr, 0, opEnd)
		},
		"a check that loops": func(g *guest) { g.find("check").code = code(endless, constant(0)) },
		"a list that loops":  func(g *guest) { g.find("operations").code = code(endless, constant(0)) },
		"functions that take long to compile": func(g *guest) {
			for range 200 {
				g.functions = append(g.functions, &guestFunction{code: overBlocks(900)})
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			noLeak(t)
			g := fakeGuest("2026-02-02")
			bend(g)
			trial := withTimes(200*time.Millisecond, time.Minute)
			_, err := New(t.Context(), WithModule(g.assemble()), trial)
			var failed *ModuleError
			if !errors.As(err, &failed) || !strings.Contains(err.Error(), "no end after 200ms") {
				t.Errorf("New: %v", err)
			}
			checker := newChecker(t)
			trial(&checker.config)
			if err := checker.Swap(t.Context(), g.assemble()); !errors.As(err, &failed) {
				t.Errorf("Swap: %v", err)
			}
			if report, err := checker.Check(t.Context(), testOperation, []byte(testValidBody)); err != nil || !report.Valid {
				t.Errorf("the check after: %v", err)
			}
			if err := checker.Close(context.Background()); err != nil {
				t.Error(err)
			}
		})
	}
}

// doubled returns functions of which each calls the next one twice, so that the first takes 2^n steps without a loop.
// They come behind those that are there.
func doubled(g *guest, n int) (first int) {
	first = len(g.imports) + len(g.functions)
	for k := range n {
		next := code(opCall, uleb(first+k+1))
		if k == n-1 {
			next = nil
		}
		g.functions = append(g.functions, &guestFunction{code: code(next, next)})
	}
	return first
}

// TestLongChecks holds that a check ends which a module that passed its self-test does not end by itself, without the
// caller's help; that the process runs on meanwhile, collection included; and that the next check is made.
func TestLongChecks(t *testing.T) {
	const fill = 0x0b
	fillAll := code(constant(guestInput), constant(1), constant(4<<20), 0xfc, fill, 0)
	for name, attack := range map[string]func(*guest) []byte{
		"a loop": func(*guest) []byte { return code(opLoop, blockEmpty, opBr, 0, opEnd) },
		"a loop in memory growth": func(*guest) []byte {
			return code(opLoop, blockEmpty, constant(1), opMemoryGrow, 0, 0x1a, opBr, 0, opEnd)
		},
		"calls without a loop": func(g *guest) []byte { return code(opCall, uleb(doubled(g, 60))) },
		"much memory in calls": func(g *guest) []byte {
			first := doubled(g, 30)
			g.functions[first+29].code = bytes.Repeat(fillAll, 50)
			return code(opCall, uleb(first))
		},
	} {
		t.Run(name, func(t *testing.T) {
			noLeak(t)
			g := fakeGuest("2026-02-02")
			check := g.find("check")
			check.code = code(opLocalGet, 1, constant(7), opI32Eq, opIf, blockEmpty, attack(g), opEnd, check.code)
			checker, err := New(t.Context(), WithModule(g.assemble()), WithPoolSize(1),
				withTimes(time.Minute, 100*time.Millisecond))
			if err != nil {
				t.Fatal(err)
			}
			for range 2 {
				ended := make(chan error)
				go func() {
					_, err := checker.Check(context.Background(), testOperation, body(' ', 7))
					ended <- err
				}()
				runtime.GC()
				var failed *ModuleError
				if err := <-ended; !errors.As(err, &failed) || failed.During != "check" ||
					!strings.Contains(err.Error(), "no end in the time") {
					t.Errorf("error %v", err)
				}
				if report, err := checker.Check(t.Context(), testOperation, nil); err != nil || !report.Valid {
					t.Errorf("the check after: %v", err)
				}
			}
			limited, cancel := context.WithCancel(t.Context())
			time.AfterFunc(20*time.Millisecond, cancel)
			if _, err := checker.Check(limited, testOperation, body(' ', 7)); !errors.Is(err, context.Canceled) {
				t.Errorf("canceled: %v", err)
			}
			if err := checker.Close(context.Background()); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestConfinedModuleAgrees holds that the module gives the same reports when it is confined.
func TestConfinedModuleAgrees(t *testing.T) {
	other := append(wasm.Module(), section(0, name("more"))...)
	plain, confined := newChecker(t), newChecker(t, WithModule(other))
	if plain.pool.current.interruptible || !confined.pool.current.interruptible {
		t.Fatal("the wrong module is confined")
	}
	cut := `{"IdentityPoolId":"é` + strings.Repeat("x", 70_000)
	for _, body := range []string{"", testValidBody, testInvalidBody, cut} {
		want, wantErr := plain.Check(t.Context(), testOperation, []byte(body))
		got, err := confined.Check(t.Context(), testOperation, []byte(body))
		if err != nil || wantErr != nil || string(got.JSON()) != string(want.JSON()) {
			t.Errorf("%.40q: %s, %v\nwant %s, %v", body, got.JSON(), err, want.JSON(), wantErr)
		}
	}
}

// TestPinnedModules holds that only those are taken where there are some, and that they run as the one built in.
func TestPinnedModules(t *testing.T) {
	pinned, other := fakeModule("2026-01-01"), fakeModule("2026-02-02")
	option := WithPinnedModules(sha256.Sum256(pinned))
	checker := newChecker(t, option)
	for range 2 {
		if err := checker.Swap(t.Context(), pinned); err != nil {
			t.Fatal(err)
		}
		if checker.pool.current.interruptible {
			t.Error("a pinned module is confined")
		}
		err := checker.Swap(t.Context(), other)
		var failed *ModuleError
		if !errors.As(err, &failed) || !strings.Contains(err.Error(), "which is not pinned") {
			t.Errorf("error %v", err)
		}
		if report, err := checker.Check(t.Context(), testOperation, nil); err != nil || report.Model.Date != "2026-01-01" {
			t.Errorf("%+v, %v", report, err)
		}
		if err := checker.Swap(t.Context(), wasm.Module()); err != nil {
			t.Errorf("the module that is built in: %v", err)
		}
	}
	if _, err := New(t.Context(), option, WithModule(other)); err == nil {
		t.Error("New takes a module that is not pinned")
	}
}
