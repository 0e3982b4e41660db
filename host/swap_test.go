package host

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

func TestSwap(t *testing.T) {
	checker := newChecker(t, WithModule(fakeModule("2026-01-01")), WithPoolSize(2))
	date := func() string {
		t.Helper()
		report, err := checker.Check(t.Context(), testOperation, nil)
		if err != nil {
			t.Fatal(err)
		}
		return report.Model.Date
	}
	if got := date(); got != "2026-01-01" {
		t.Fatalf("model of %s", got)
	}
	before := checker.pool.current
	taken, err := checker.pool.acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := checker.Swap(t.Context(), fakeModule("2026-02-02")); err != nil {
		t.Fatal(err)
	}
	if got := date(); got != "2026-02-02" {
		t.Errorf("model of %s after the swap", got)
	}
	if before.live != 1 {
		t.Errorf("%d instances of the old module, want the one in use", before.live)
	}
	if _, _, err := checker.check(t.Context(), taken, call{operation: testOperation}); err != nil {
		t.Errorf("the call under way: %v", err)
	}
	text, err := taken.appendReport(t.Context(), nil)
	if err != nil || !strings.Contains(string(text), "2026-01-01") {
		t.Errorf("the call under way: %s, %v", text, err)
	}
	checker.pool.release(taken)
	if before.live != 0 || !taken.guest.IsClosed() {
		t.Errorf("%d instances of the old module after its last call", before.live)
	}
	// The same code once more: the compiled code is shared, and must outlive the module that goes.
	for range 3 {
		if err := checker.Swap(t.Context(), fakeModule("2026-02-02")); err != nil {
			t.Fatal(err)
		}
		if got := date(); got != "2026-02-02" {
			t.Errorf("model of %s", got)
		}
	}
	if _, err := checker.Check(t.Context(), testOperation, body(doTrap, 4)); err == nil {
		t.Error("no error from a trap")
	}
	if got := date(); got != "2026-02-02" {
		t.Errorf("model of %s", got)
	}
}

func TestSwapWithAllInUse(t *testing.T) {
	checker := newChecker(t, WithModule(fakeModule("2026-01-01")), WithPoolSize(1))
	taken, err := checker.pool.acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := checker.Swap(t.Context(), fakeModule("2026-02-02")); err != nil {
		t.Fatal(err)
	}
	wantCounts(t, checker, 0, 1, 0)
	checker.pool.release(taken)
	wantCounts(t, checker, 0, 0, 0)
	if report, err := checker.Check(t.Context(), testOperation, nil); err != nil || report.Model.Date != "2026-02-02" {
		t.Errorf("%+v, %v", report, err)
	}
	wantCounts(t, checker, 1, 0, 1)
}

func TestSwapEnds(t *testing.T) {
	checker := newChecker(t, WithModule(fakeModule("2026-01-01")))
	for name, bend := range map[string]func(*guest){
		"endless start": func(g *guest) { g.start = code(opLoop, blockEmpty, opBr, 0, opEnd) },
		"endless check": func(g *guest) { g.find("check").code = code(opLoop, blockEmpty, opBr, 0, opEnd, constant(0)) },
	} {
		t.Run(name, func(t *testing.T) {
			g := fakeGuest("2026-02-02")
			bend(g)
			limited, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
			defer cancel()
			if err := checker.Swap(limited, g.assemble()); !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("error %v", err)
			}
			if report, err := checker.Check(t.Context(), testOperation, nil); err != nil || report.Model.Date != "2026-01-01" {
				t.Errorf("%+v, %v", report, err)
			}
		})
	}
	wantCounts(t, checker, 1, 0, 1)
}

// Checks, traps, cancellations and swaps all at once; then nothing may be left over.
func TestHammer(t *testing.T) {
	for name, options := range map[string][]Option{
		"plain":             {WithPoolSize(3)},
		"one instance":      {WithPoolSize(1)},
		"with interruption": {WithPoolSize(3), WithInterruption()},
	} {
		t.Run(name, func(t *testing.T) { hammer(t, options...) })
	}
}

func hammer(t *testing.T, options ...Option) {
	const callers, rounds, swaps = 8, 60, 12
	goroutines := runtime.NumGoroutine()
	checker, err := New(t.Context(), append(options, WithModule(fakeModule("2026-01-01")))...)
	if err != nil {
		t.Fatal(err)
	}
	var modules []*module
	dates := []string{"2026-01-01", "2026-02-02", "2026-03-03"}
	bodies := [][]byte{
		nil, []byte(testValidBody), []byte(testInvalidBody), body(doWarn, 9), body(doSlow, 2), body(doTrap, 3),
		body(doGarbage, 3), body(doOutside, 70_000), body(doTooMany, 4), body(' ', 300_000),
	}
	var decided, undecided, canceled atomic.Int64
	var group sync.WaitGroup
	for caller := range callers {
		group.Go(func() {
			for round := range rounds {
				ctx, cancel := context.Background(), context.CancelFunc(func() {})
				if (caller+round)%3 == 0 {
					ctx, cancel = context.WithTimeout(ctx, time.Duration(round%5)*200*time.Microsecond)
				}
				first := bodies[(caller*7+round)%len(bodies)]
				report, err := checker.Check(ctx, testOperation, first)
				ended := ctx.Err() != nil
				cancel()
				var failed *ModuleError
				switch {
				case err == nil:
					decided.Add(1)
					if invalid := len(first) == len(testInvalidBody) && string(first) == testInvalidBody; report.Valid == invalid {
						t.Errorf("body %.20q: valid is %t", first, report.Valid)
					}
					if !slices.Contains(dates, report.Model.Date) || report.Operation != testOperation {
						t.Errorf("report %s", report.JSON())
					}
				case errors.Is(err, context.DeadlineExceeded):
					canceled.Add(1)
					if !ended {
						t.Errorf("body %.20q: %v before the deadline", first, err)
					}
				case errors.As(err, &failed) && len(first) > 0 && strings.ContainsRune("TJB", rune(first[0])),
					errors.Is(err, ErrTooManyNames) && first[0] == doTooMany:
					undecided.Add(1)
				default:
					t.Errorf("body %.20q: %v", first, err)
				}
			}
		})
	}
	group.Go(func() {
		for n := range swaps {
			checker.pool.mu.Lock()
			modules = append(modules, checker.pool.current)
			checker.pool.mu.Unlock()
			if n%4 == 3 {
				g := fakeGuest("2026-09-09")
				g.find("check").code = code(opUnreachable)
				if err := checker.Swap(context.Background(), g.assemble()); err == nil {
					t.Error("a bad module is accepted")
				}
				continue
			}
			if err := checker.Swap(context.Background(), fakeModule(dates[n%len(dates)])); err != nil {
				t.Error(err)
			}
		}
	})
	group.Wait()
	t.Logf("%d decided, %d undecided, %d canceled", decided.Load(), undecided.Load(), canceled.Load())

	checker.pool.mu.Lock()
	idle, inUse, waiting := len(checker.pool.idle), checker.pool.inUse, len(checker.pool.waiting)
	current := checker.pool.current
	if inUse != 0 || waiting != 0 || idle > checker.pool.size || current.live != idle {
		t.Errorf("%d idle, %d in use, %d waiting, %d alive", idle, inUse, waiting, current.live)
	}
	for _, m := range modules {
		if m != current && (!m.left.Load() || m.live != 0) {
			t.Errorf("an old module: left %t, %d instances", m.left.Load(), m.live)
		}
	}
	checker.pool.mu.Unlock()
	if err := checker.Close(context.Background()); err != nil {
		t.Error(err)
	}
	if current.live != 0 {
		t.Errorf("%d instances after Close", current.live)
	}
	for wait := 0; runtime.NumGoroutine() > goroutines && wait < 200; wait++ {
		time.Sleep(5 * time.Millisecond)
	}
	if now := runtime.NumGoroutine(); now > goroutines {
		t.Errorf("%d goroutines, %d before", now, goroutines)
	}
}

// Close may come while everything is under way.
func TestHammerClose(t *testing.T) {
	for round := range 10 {
		checker, err := New(t.Context(), WithModule(fakeModule("2026-01-01")), WithPoolSize(2))
		if err != nil {
			t.Fatal(err)
		}
		var group sync.WaitGroup
		for range 6 {
			group.Go(func() {
				for {
					if _, err := checker.Check(context.Background(), testOperation, body(doSlow, 2)); err != nil {
						if !errors.Is(err, ErrClosed) {
							t.Error(err)
						}
						return
					}
				}
			})
		}
		group.Go(func() {
			if err := checker.Swap(context.Background(), fakeModule("2026-02-02")); err != nil && !errors.Is(err, ErrClosed) {
				t.Error(err)
			}
		})
		time.Sleep(time.Duration(round) * 3 * time.Millisecond)
		if err := checker.Close(context.Background()); err != nil {
			t.Error(err)
		}
		group.Wait()
	}
}
