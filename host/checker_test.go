package host

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"reflect"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/cognitocheck/cognitocheck/validator"
	"github.com/cognitocheck/cognitocheck/wasm"
)

// interpreted tells whether wazero interprets the module, where it has no compiler for the processor.
const interpreted = runtime.GOARCH != "amd64" && runtime.GOARCH != "arm64"

// stackOverflow is what wazero says of a stack that overflows: its compiler and its interpreter differ.
var stackOverflow = map[bool]string{false: "stack overflow", true: "wasm error: stack overflow"}[interpreted]

// TestMethodsOfBothCheckers: a program may change from one to the other. Only this one can swap its module.
func TestMethodsOfBothCheckers(t *testing.T) {
	native, ours := reflect.TypeFor[*validator.Checker](), reflect.TypeFor[*Checker]()
	for m := range native.Methods() {
		if got, ok := ours.MethodByName(m.Name); !ok || m.Name != "Session" &&
			strings.TrimPrefix(got.Type.String(), "func(*host.Checker") !=
				strings.TrimPrefix(m.Type.String(), "func(*validator.Checker") {
			t.Errorf("%s is %v here, natively %v", m.Name, got.Type, m.Type)
		}
	}
	if n := ours.NumMethod() - native.NumMethod(); n != 1 {
		t.Errorf("%d methods more than natively", n)
	}
}

func newChecker(t testing.TB, options ...Option) *Checker {
	t.Helper()
	checker, err := New(t.Context(), options...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := checker.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
	return checker
}

// counts returns how many instances are idle, in use and alive.
func (c *Checker) counts() (idle, inUse, live int) {
	c.pool.mu.Lock()
	defer c.pool.mu.Unlock()
	return len(c.pool.idle), c.pool.inUse, c.pool.current.live
}

func wantCounts(t *testing.T, c *Checker, idle, inUse, live int) {
	t.Helper()
	if i, u, l := c.counts(); i != idle || u != inUse || l != live {
		t.Errorf("instances: %d idle, %d in use, %d alive; want %d, %d, %d", i, u, l, idle, inUse, live)
	}
}

func TestCheckVerdicts(t *testing.T) {
	checker := newChecker(t, WithModule(fakeModule("2026-01-01")), WithWarnings())
	for name, test := range map[string]struct {
		body               []byte
		valid              bool
		violations, warned int
	}{
		"valid":         {[]byte(testValidBody), true, 0, 0},
		"valid, again":  {[]byte(testValidBody), true, 0, 0},
		"empty":         {nil, true, 0, 0},
		"warning":       {body(doWarn, 4), true, 0, 1},
		"invalid":       {[]byte(testInvalidBody), false, 1, 0},
		"4 MiB exactly": {body(' ', 4<<20), true, 0, 0},
	} {
		t.Run(name, func(t *testing.T) {
			report, err := checker.Check(t.Context(), testOperation, test.body)
			if err != nil {
				t.Fatal(err)
			}
			if report.Valid != test.valid || len(report.Violations) != test.violations || len(report.Warnings) != test.warned {
				t.Errorf("got %s", report.JSON())
			}
			if report.Operation != testOperation || report.Model.Date != "2026-01-01" {
				t.Errorf("operation %q, model %+v", report.Operation, report.Model)
			}
			appended, valid, err := checker.AppendReport(t.Context(), []byte("before "), testOperation, test.body)
			if err != nil || valid != test.valid || string(appended) != "before "+string(report.JSON()) {
				t.Errorf("appended %q, valid %t, error %v", appended, valid, err)
			}
		})
	}
	wantCounts(t, checker, 1, 0, 1)
}

func TestOtherCalls(t *testing.T) {
	checker := newChecker(t, WithModule(fakeModule("2026-01-01")))
	if report, err := checker.CheckResponse(t.Context(), testOperation, nil); err != nil || !report.Valid {
		t.Errorf("response: %+v, %v", report, err)
	}
	if text, valid, err := checker.AppendResponseReport(t.Context(), nil, testOperation, nil); err != nil || !valid ||
		len(text) == 0 {
		t.Errorf("response: %s, %v", text, err)
	}
	if report, err := checker.CheckField(t.Context(), testOperation, "/IdentityPoolName", []byte(`"x"`)); err != nil ||
		!report.Valid {
		t.Errorf("field: %+v, %v", report, err)
	}
	if text, err := checker.DescribeResponse(t.Context(), testOperation); err != nil ||
		string(text) != `{"name":"`+testOperation+`"}` {
		t.Errorf("description: %s, %v", text, err)
	}
	names := checker.Operations()
	if len(names) != 1 || names[0] != testOperation {
		t.Errorf("operations: %q", names)
	}
	names[0] = "changed by its owner"
	if checker.Operations()[0] != testOperation {
		t.Error("the list of operations is shared with the caller")
	}
}

func TestNames(t *testing.T) {
	checker := newChecker(t, WithModule(fakeModule("2026-01-01")))
	_, err := checker.Check(t.Context(), "nothing", nil)
	var unknown *UnknownOperationError
	if !errors.As(err, &unknown) || unknown.Name != "nothing" || len(unknown.Nearest) != 1 ||
		unknown.Nearest[0] != testOperation {
		t.Errorf("unknown: %v", err)
	}
	_, err = checker.Check(t.Context(), "ambiguous", nil)
	var ambiguous *AmbiguousOperationError
	if !errors.As(err, &ambiguous) || ambiguous.Name != "ambiguous" || len(ambiguous.Candidates) != 2 {
		t.Errorf("ambiguous: %v", err)
	}
	_, err = checker.Check(t.Context(), strings.Repeat("x", 1<<20), nil)
	if !errors.As(err, &unknown) || len(unknown.Name) > longestName+len("…") {
		t.Errorf("a megabyte of a name: %d bytes of text", len(err.Error()))
	}
	if _, err = checker.Describe(t.Context(), ""); !errors.As(err, &unknown) {
		t.Errorf("empty name: %v", err)
	}
	wantCounts(t, checker, 1, 0, 1)
}

// An instance that did what its ABI does not allow is discarded; one that merely could not decide is kept.
func TestUndecided(t *testing.T) {
	checker := newChecker(t, WithModule(fakeModule("2026-01-01")), WithMemoryLimit(5<<20), WithPoolSize(2))
	for name, test := range map[string]struct {
		first     rune
		want      error
		text      string
		discarded bool
	}{
		"trap": {
			first: doTrap, text: "module failed in check: wasm error: unreachable", discarded: true,
		},
		"endless recursion": {first: doRecurse, text: "module failed in check: " + stackOverflow, discarded: true},
		"status out of the ABI": {
			first: doStatus, text: "module failed in check: status -99 is not one that the ABI has here", discarded: true,
		},
		"pointer status of check": {
			first: doPointer, text: "module failed in check: status -4 is not one that the ABI has here", discarded: true,
		},
		"report outside the memory": {
			first: doOutside, text: "module failed in report: report lies outside the memory", discarded: true,
		},
		"report that is not JSON": {
			first:     doGarbage,
			text:      "module failed in report: report is not readable: unexpected end of JSON input",
			discarded: true,
		},
		"report against the status": {
			first: doContradict, text: "module failed in report: valid is true, the status was 1", discarded: true,
		},
		"too large for the module":   {first: doTooLarge, want: ErrTooLarge},
		"too many names to remember": {first: doTooMany, want: ErrTooManyNames},
		"too costly rules":           {first: doTooCostly, want: ErrTooCostly},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := checker.Check(t.Context(), testOperation, []byte(testValidBody)); err != nil {
				t.Fatal(err)
			}
			_, err := checker.Check(t.Context(), testOperation, body(test.first, 4))
			if test.want != nil && !errors.Is(err, test.want) {
				t.Fatalf("error %v", err)
			}
			var failed *ModuleError
			if errors.As(err, &failed) != test.discarded {
				t.Fatalf("error %v", err)
			}
			if test.discarded && err.Error() != test.text {
				t.Errorf("error text %q, want %q", err, test.text)
			}
			if test.discarded {
				wantCounts(t, checker, 0, 0, 0)
			} else {
				wantCounts(t, checker, 1, 0, 1)
			}
			if report, err := checker.Check(t.Context(), testOperation, nil); err != nil || !report.Valid {
				t.Errorf("the check after: %v", err)
			}
			wantCounts(t, checker, 1, 0, 1)
		})
	}
	if _, err := checker.CheckField(t.Context(), testOperation, "P", nil); !errors.Is(err, ErrPointer) {
		t.Errorf("field: %v", err)
	}
	long := strings.Repeat("/a", 1<<20)
	if _, err := checker.CheckField(t.Context(), testOperation, long, nil); !errors.Is(err, ErrPointer) {
		t.Errorf("long pointer: %v", err)
	}
}

func TestBodyLimit(t *testing.T) {
	for name, limit := range map[string]int{"default": validator.DefaultLimit, "less": 100} {
		t.Run(name, func(t *testing.T) {
			checker := newChecker(t, WithModule(fakeModule("2026-01-01")), WithBodyLimit(limit))
			if _, err := checker.Check(t.Context(), testOperation, body(' ', limit)); err != nil {
				t.Errorf("at the limit: %v", err)
			}
			over := body(' ', limit+1)
			if _, err := checker.Check(t.Context(), testOperation, over); !errors.Is(err, ErrTooLarge) {
				t.Errorf("over the limit: %v", err)
			}
			if _, _, err := checker.AppendReport(t.Context(), nil, testOperation, over); !errors.Is(err, ErrTooLarge) {
				t.Errorf("over the limit: %v", err)
			}
		})
	}
}

func TestMemoryLimit(t *testing.T) {
	// The fake module starts with 4.125 MiB, and each doGrow takes 64 KiB more.
	checker := newChecker(t, WithModule(fakeModule("2026-01-01")), WithMemoryLimit(5<<20))
	var failed *ModuleError
	for n := 0; ; n++ {
		_, err := checker.Check(t.Context(), testOperation, body(doGrow, 4))
		if errors.As(err, &failed) {
			break
		}
		if err != nil || n > 100 {
			t.Fatalf("after %d pages: %v", n, err)
		}
	}
	if report, err := checker.Check(t.Context(), testOperation, nil); err != nil || !report.Valid {
		t.Errorf("the check after: %v", err)
	}
	if _, err := New(t.Context(), WithModule(fakeModule("2026-01-01")), WithMemoryLimit(1<<20)); !errors.As(err, &failed) {
		t.Errorf("a limit under what the module starts with: %v", err)
	}
	if _, err := New(t.Context(), WithModule(nil)); !errors.As(err, &failed) {
		t.Errorf("no module where one is to be given: %v", err)
	}
}

// However an instance ends, its address space does not stay with the process for good.
func TestMemoryGivenBack(t *testing.T) {
	before := addressSpace(t)
	const limit = 1 << 30
	for name, options := range map[string][]Option{"": nil, "with interruption": {WithInterruption()}} {
		checker, err := New(t.Context(),
			append(options, WithModule(fakeModule("2026-01-01")), WithMemoryLimit(limit), WithPoolSize(4))...)
		if err != nil {
			t.Fatal(err)
		}
		var callers sync.WaitGroup
		for range 4 {
			callers.Go(func() {
				for range 5 {
					if _, err := checker.Check(t.Context(), testOperation, body(doTrap, 4)); err == nil {
						t.Error("no trap")
					}
					limited, cancel := context.WithTimeout(t.Context(), 3*time.Millisecond)
					_, _ = checker.Check(limited, testOperation, body(doSlow, 4))
					cancel()
				}
			})
		}
		callers.Wait()
		for n := range 3 {
			if err := checker.Swap(t.Context(), fakeModule(fmt.Sprintf("2026-01-%02d", 2+n))); err != nil {
				t.Fatal(err)
			}
		}
		if err := checker.Close(t.Context()); err != nil {
			t.Fatal(err)
		}
		if grown := addressSpace(t) - before; grown > limit*3/4 {
			t.Errorf("%s: %d bytes more of address space, each instance had %d", name, grown, limit)
		}
	}
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

func TestOptionsRefused(t *testing.T) {
	module := WithModule(fakeModule("2026-01-01"))
	for name, test := range map[string]struct {
		option Option
		text   string
	}{
		"no body":              {WithBodyLimit(0), "body limit of 0 bytes: must be 1 to 4194304"},
		"body over the ABI":    {WithBodyLimit(5 << 20), "body limit of 5242880 bytes: must be 1 to 4194304"},
		"no pool":              {WithPoolSize(0), "pool size of 0: must be at least 1"},
		"no memory":            {WithMemoryLimit(1), "memory limit of 1 bytes: must be 65536 to 4294967296"},
		"more than addresses":  {WithMemoryLimit(5 << 30), "memory limit of 5368709120 bytes: must be 65536 to 4294967296"},
		"level it never heard": {WithLevels("xyz=off"), `level "xyz=off": there is no such code`},
		"empty rules": {WithRules(nil),
			"a pack of rules of 0 bytes, where 1 to 16384 may be: " + ErrRules.Error()},
		"rules it does not take": {WithRules([]byte("x")),
			"the module refuses the rules of one's own: " + ErrRules.Error()},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := New(t.Context(), module, test.option); err == nil || err.Error() != test.text {
				t.Errorf("error %v, want %s", err, test.text)
			}
		})
	}
}

func TestLevelsInEveryInstance(t *testing.T) {
	checker := newChecker(t, WithModule(fakeModule("2026-01-01")), WithLevels("unknown=error"))
	if _, err := checker.Check(t.Context(), testOperation, body(doTrap, 4)); err == nil {
		t.Fatal("no error from a trap")
	}
	if _, err := checker.Check(t.Context(), testOperation, nil); err != nil {
		t.Fatal(err)
	}
}

func TestWaiting(t *testing.T) {
	checker := newChecker(t, WithModule(fakeModule("2026-01-01")), WithPoolSize(1))
	taken, err := checker.pool.acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	limited, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	if _, err := checker.Check(limited, testOperation, nil); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("waiting past the deadline: %v", err)
	}
	if _, err := checker.Check(limited, testOperation, nil); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("starting past the deadline: %v", err)
	}
	done := make(chan error)
	go func() {
		_, err := checker.Check(context.Background(), testOperation, nil)
		done <- err
	}()
	for waiting := 0; waiting == 0; time.Sleep(time.Millisecond) {
		checker.pool.mu.Lock()
		waiting = len(checker.pool.waiting)
		checker.pool.mu.Unlock()
	}
	checker.pool.release(taken)
	if err := <-done; err != nil {
		t.Errorf("after waiting: %v", err)
	}
	wantCounts(t, checker, 1, 0, 1)
}

func TestInterruption(t *testing.T) {
	checker := newChecker(t, WithModule(fakeModule("2026-01-01")), WithInterruption())
	for range 3 {
		limited, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
		if _, err := checker.Check(limited, testOperation, body(doLoop, 4)); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("endless check: %v", err)
		}
		cancel()
		if report, err := checker.Check(t.Context(), testOperation, nil); err != nil || !report.Valid {
			t.Errorf("the check after: %v", err)
		}
	}
	wantCounts(t, checker, 1, 0, 1)
}

func TestCompilationCache(t *testing.T) {
	dir := t.TempDir()
	for range 2 {
		checker, err := New(t.Context(), WithModule(fakeModule("2026-01-01")), WithCompilationCache(dir))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := checker.Check(t.Context(), testOperation, nil); err != nil {
			t.Error(err)
		}
		if err := checker.Close(t.Context()); err != nil {
			t.Error(err)
		}
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) == 0 {
		t.Errorf("nothing in the cache, %v", err)
	}
	file := dir + "/file"
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := New(t.Context(), WithModule(fakeModule("2026-01-01")), WithCompilationCache(file)); err == nil {
		t.Error("a file as the cache's directory is accepted")
	}
}

func TestClose(t *testing.T) {
	checker, err := New(t.Context(), WithModule(fakeModule("2026-01-01")), WithPoolSize(1))
	if err != nil {
		t.Fatal(err)
	}
	taken, err := checker.pool.acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	waiting := make(chan error)
	go func() {
		_, err := checker.Check(context.Background(), testOperation, nil)
		waiting <- err
	}()
	time.Sleep(5 * time.Millisecond)
	limited, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	if err := checker.Close(limited); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("close with a call under way: %v", err)
	}
	if err := <-waiting; !errors.Is(err, ErrClosed) {
		t.Errorf("the call that waited: %v", err)
	}
	if _, err := checker.Check(t.Context(), testOperation, nil); !errors.Is(err, ErrClosed) {
		t.Errorf("a call after: %v", err)
	}
	if err := checker.Swap(t.Context(), fakeModule("2026-01-02")); !errors.Is(err, ErrClosed) {
		t.Errorf("a swap after: %v", err)
	}
	// The call under way still has its instance.
	if _, _, err := checker.check(t.Context(), taken, call{operation: testOperation}); err != nil {
		t.Errorf("the call under way: %v", err)
	}
	checker.pool.release(taken)
	for range 2 {
		if err := checker.Close(t.Context()); err != nil {
			t.Errorf("close at the end: %v", err)
		}
	}
}

func TestModuleRefused(t *testing.T) {
	for name, test := range map[string]struct {
		bend func(*guest) []byte
		text string
	}{
		"no module": {
			bend: func(*guest) []byte { return []byte{} },
			text: "module failed in compile: this is no WebAssembly module of version 1",
		},
		"text": {
			bend: func(*guest) []byte { return []byte("<html>not found</html>") },
			text: "module failed in compile: this is no WebAssembly module of version 1",
		},
		"cut off": {bend: func(g *guest) []byte { return g.assemble()[:200] }, text: "module failed in compile: "},
		"another version": {
			bend: func(g *guest) []byte { g.find("abi_version").code = constant(2); return g.assemble() },
			text: "module failed in abi_version: the module speaks ABI version 2, this program version 1",
		},
		"no memory": {
			bend: func(g *guest) []byte { g.noMemory = true; return g.assemble() },
			text: "module failed in compile: exports do not match ABI version 1: memory memory is missing",
		},
		"imports": {
			bend: func(*guest) []byte {
				return fakeGuest("2026-01-01",
					[2]string{"wasi_snapshot_preview1", "sched_yield"}, [2]string{"env", "now"}).assemble()
			},
			text: "module failed in compile: it imports from env, wasi_snapshot_preview1; a module may import nothing",
		},
		"trap at the start": {
			bend: func(g *guest) []byte { g.start = code(opUnreachable); return g.assemble() },
			text: "module failed in instantiate: ",
		},
		"no buffer": {
			bend: func(g *guest) []byte { g.find("reserve").code = constant(0); return g.assemble() },
			text: "module failed in reserve: 4096 bytes refused, the ABI promises 4259840",
		},
		"buffer outside": {
			bend: func(g *guest) []byte { g.find("reserve").code = constant(-8); return g.assemble() },
			text: "module failed in reserve: input buffer lies outside the memory",
		},
		"no operation at all": {
			bend: func(g *guest) []byte {
				f := g.find("operation")
				f.code = code(constant(0), opLocalSet, 0, f.code)
				return g.assemble()
			},
			text: `module failed in self-test: unknown operation "cognito-identity.UpdateIdentityPool"`,
		},
		"strange operation id": {
			bend: func(g *guest) []byte { g.find("operation").code = constant(-7); return g.assemble() },
			text: "module failed in operation: answer -7 is not in the ABI",
		},
		"miscounted operations": {
			bend: func(g *guest) []byte {
				f := g.find("operations")
				f.code = append(f.code[:len(f.code)-2], constant(2)...)
				return g.assemble()
			},
			text: "module failed in operations: 1 names listed, 2 counted",
		},
		"all valid": {
			bend: func(g *guest) []byte { g.find("check").code = constant(0); return g.assemble() },
			text: "module failed in self-test: an invalid cognito-identity.UpdateIdentityPool got status 0, not 1",
		},
		"all invalid": {
			bend: func(g *guest) []byte { g.find("check").code = constant(1); return g.assemble() },
			text: "module failed in self-test: a valid cognito-identity.UpdateIdentityPool got status 1, not 0",
		},
		"another report": {
			bend: func(g *guest) []byte {
				g.find("report_len").code = constant(2)
				g.data[0], g.data[1] = '[', ']'
				return g.assemble()
			},
			text: "module failed in operations: ",
		},
		"trap in the check": {
			bend: func(g *guest) []byte { g.find("check").code = code(opUnreachable); return g.assemble() },
			text: "module failed in check: wasm error: unreachable",
		},
	} {
		t.Run(name, func(t *testing.T) {
			refused(t, test.bend(fakeGuest("2026-01-01")), test.text)
		})
	}
	for _, export := range wasm.Functions {
		t.Run("without "+export.Name, func(t *testing.T) {
			var options []Option
			if export.Name == wasm.FunctionRules {
				options = append(options, WithRules([]byte("rules"))) // else it is not needed
			}
			g := fakeGuest("2026-01-01")
			g.omit(export.Name)
			refused(t, g.assemble(),
				"module failed in compile: exports do not match ABI version 1: function "+export.Name+" is missing", options...)
		})
		t.Run("i64 result of "+export.Name, func(t *testing.T) {
			g := fakeGuest("2026-01-01")
			f := g.find(export.Name)
			f.results, f.code = []byte{typeI64}, code(opUnreachable)
			refused(t, g.assemble(),
				"module failed in compile: exports do not match ABI version 1: function "+export.Name+" is (")
		})
		t.Run("one parameter more of "+export.Name, func(t *testing.T) {
			g := fakeGuest("2026-01-01")
			f := g.find(export.Name)
			f.params, f.code = append(f.params, typeI32), code(opUnreachable)
			refused(t, g.assemble(),
				"module failed in compile: exports do not match ABI version 1: function "+export.Name+" is (")
		})
	}
}

// refused tries a module both ways: New must refuse it, and Swap must keep the one before.
func refused(t *testing.T, module []byte, text string, options ...Option) {
	t.Helper()
	_, err := New(t.Context(), append(options, WithModule(module))...)
	var failed *ModuleError
	if !errors.As(err, &failed) || !strings.HasPrefix(err.Error(), text) || strings.Contains(err.Error(), "\n") {
		t.Errorf("New: %v\nwant: %s", err, text)
	}
	checker := newChecker(t, append(options, WithModule(fakeModule("2026-01-01")))...)
	err = checker.Swap(t.Context(), module)
	if !errors.As(err, &failed) || !strings.HasPrefix(err.Error(), "swap: the module in use stays: "+text) {
		t.Errorf("Swap: %v\nwant: swap: the module in use stays: %s", err, text)
	}
	report, err := checker.Check(t.Context(), testOperation, nil)
	if err != nil || report.Model.Date != "2026-01-01" {
		t.Errorf("the check after: %+v, %v", report, err)
	}
	wantCounts(t, checker, 1, 0, 1)
}

// TestModuleWithoutRules: a module that was built before there were rules of one's own is fit where there are none.
func TestModuleWithoutRules(t *testing.T) {
	older := fakeGuest("2026-02-02")
	older.omit(wasm.FunctionRules)
	checker := newChecker(t, WithModule(older.assemble()))
	for range 2 {
		if report, err := checker.Check(t.Context(), testOperation, nil); err != nil || !report.Valid {
			t.Errorf("%+v, %v", report, err)
		}
		if err := checker.Swap(t.Context(), older.assemble()); err != nil {
			t.Error(err)
		}
	}
}

// TestSwapRefusesRules: a module that refuses the rules does not come in.
func TestSwapRefusesRules(t *testing.T) {
	checker := newChecker(t, WithModule(fakeModule("2026-01-01")), WithRules([]byte("rules")))
	other := fakeGuest("2026-02-02")
	other.find(wasm.FunctionRules).code = constant(int(wasm.AnswerBadRules))
	if err := checker.Swap(t.Context(), other.assemble()); !errors.Is(err, ErrRules) {
		t.Errorf("error %v", err)
	}
	if report, err := checker.Check(t.Context(), testOperation, nil); err != nil || report.Model.Date != "2026-01-01" {
		t.Errorf("%+v, %v", report, err)
	}
}

func TestValidCheckAllocatesNothing(t *testing.T) {
	want := 0.0
	if interpreted {
		want = 1 // wazero's interpreter allocates a stack for each call.
	}
	module := fakeModule("2026-01-01")
	checker := newChecker(t, WithModule(module), WithPinnedModules(sha256.Sum256(module)))
	request := []byte(testValidBody)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	allocations := testing.AllocsPerRun(1000, func() {
		if report, err := checker.Check(ctx, testOperation, request); err != nil || !report.Valid {
			t.Fatalf("%+v, %v", report, err)
		}
	})
	if allocations != want {
		t.Errorf("%v allocations for a valid check, want %v", allocations, want)
	}
}

func TestInvalidError(t *testing.T) {
	violation := func(path, message string) Violation { return Violation{Path: path, Message: message} }
	for name, test := range map[string]struct {
		report Report
		text   string
	}{
		"one": {
			report: Report{Operation: "a.B", Violations: []Violation{violation("/X", "X is missing")}},
			text:   "invalid a.B: /X: X is missing",
		},
		"no path": {
			report: Report{Operation: "a.B", Violations: []Violation{violation("", "the body is not JSON")}},
			text:   "invalid a.B: the body is not JSON",
		},
		"seven": {
			report: Report{
				Operation: "a.B", Violations: []Violation{violation("/1", "m"), violation("/2", "m"), violation("/3", "m"),
					violation("/4", "m"), violation("/5", "m"), violation("/6", "m"), violation("/7", "m")},
			},
			text: "invalid a.B: /1: m; /2: m; /3: m; /4: m; /5: m; and 2 more",
		},
	} {
		t.Run(name, func(t *testing.T) {
			if text := (&InvalidError{Report: test.report}).Error(); text != test.text {
				t.Errorf("got %q", text)
			}
		})
	}
}
