// Command soak puts package host under load for long: a million mixed calls from 16 goroutines, with modules swapped
// and contexts cancelled in between. It fails when a verdict is wrong, or when memory or goroutines have grown.
//
//	go run ./soak [-calls 1000000] [-goroutines 16]
package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"github.com/cognitocheck/cognitocheck/host"
	"github.com/cognitocheck/cognitocheck/host/bench/payload"
	"github.com/cognitocheck/cognitocheck/schemas/corpus"
	"github.com/cognitocheck/cognitocheck/validator"
	"github.com/cognitocheck/cognitocheck/wasm"
)

func main() {
	if err := doMain(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, "soak:", err)
		os.Exit(1)
	}
}

// known is a body with the report that native Go gives.
type known struct {
	operation string
	response  bool
	body      []byte
	valid     bool
	report    []byte
}

// tally counts what happened.
type tally struct {
	reports, appended, fields, names, cancelled, swaps, wrong atomic.Int64
}

func doMain(ctx context.Context) error {
	calls := flag.Int("calls", 1_000_000, "how many `calls`")
	goroutines := flag.Int("goroutines", 16, "from how many `goroutines`")
	flag.Parse()
	bodies, err := knownBodies()
	if err != nil {
		return err
	}
	goroutinesBefore := runtime.NumGoroutine()
	checker, err := host.New(ctx, host.WithPoolSize(4))
	if err != nil {
		return err
	}
	s := &soak{checker: checker, bodies: bodies}
	start := time.Now()

	// The first tenth is for warming up: pools, caches and buffers reach their size.
	if err := s.run(ctx, *calls/10, *goroutines); err != nil {
		return err
	}
	before := resting()
	atWork := runtime.NumGoroutine()
	if err := s.run(ctx, *calls-*calls/10, *goroutines); err != nil {
		return err
	}
	after := resting()
	atWorkAfter := runtime.NumGoroutine()
	closing, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	if err := checker.Close(closing); err != nil {
		return err
	}
	closed := resting()
	fmt.Printf("%d calls from %d goroutines in %s: %d reports, %d reports as JSON, %d fields, %d unknown names, %d "+
		"cancelled, %d swaps of the module, %d wrong\n",
		*calls, *goroutines, time.Since(start).Round(time.Second), s.reports.Load(), s.appended.Load(), s.fields.Load(),
		s.names.Load(),
		s.cancelled.Load(), s.swaps.Load(), s.wrong.Load())
	fmt.Printf("heap in use: %.1f MB after a tenth, %.1f MB after all, %.1f MB closed\n", megabytes(before.HeapInuse),
		megabytes(after.HeapInuse), megabytes(closed.HeapInuse))
	fmt.Printf("memory of Go's runtime from the system: %.1f MB after a tenth, %.1f MB after all\n",
		megabytes(before.Sys), megabytes(after.Sys))
	fmt.Printf("address space, with the instances' memory: %.0f MB after a tenth, %.0f MB after all, %.0f MB closed\n",
		megabytes(before.mapped), megabytes(after.mapped), megabytes(closed.mapped))
	fmt.Printf("goroutines: %d before, %d after a tenth, %d after all, %d closed\n", goroutinesBefore, atWork,
		atWorkAfter, runtime.NumGoroutine())

	var failed []error
	if n := s.wrong.Load(); n > 0 {
		failed = append(failed, fmt.Errorf("%d wrong reports", n))
	}
	if err := s.first.Load(); err != nil {
		failed = append(failed, *err)
	}
	// What is kept must not depend on the number of calls. A few megabytes are the collector's own affair.
	if after.HeapInuse > before.HeapInuse+before.HeapInuse/4+(8<<20) {
		failed = append(failed, errors.New("the heap has grown"))
	}
	// An instance reserves some 6 MB, and every swap makes new ones; Go's runtime reserves 64 MB at once.
	if after.mapped > before.mapped+(256<<20) {
		failed = append(failed, errors.New("the address space has grown"))
	}
	if atWorkAfter > atWork {
		failed = append(failed, errors.New("goroutines are left over"))
	}
	if n := runtime.NumGoroutine(); n > goroutinesBefore {
		failed = append(failed, fmt.Errorf("%d goroutines are left over after Close", n-goroutinesBefore))
	}
	return errors.Join(failed...)
}

func megabytes(n uint64) float64 { return float64(n) / 1e6 }

// memory is the state of the memory.
type memory struct {
	runtime.MemStats
	// mapped is the size of the address space in bytes; 0 where it is not known.
	mapped uint64
}

// resting is the state of the memory with nothing under way.
func resting() (m memory) {
	for range 3 {
		runtime.GC()
		time.Sleep(20 * time.Millisecond)
	}
	runtime.ReadMemStats(&m.MemStats)
	// Only Linux has this file.
	if text, err := os.ReadFile("/proc/self/statm"); err == nil {
		var pages uint64
		if _, err := fmt.Sscan(string(text), &pages); err == nil {
			m.mapped = pages * uint64(os.Getpagesize())
		}
	}
	return m
}

// knownBodies are bodies of all kinds with their reports.
func knownBodies() ([]known, error) {
	var all []known
	add := func(operation string, response bool, body []byte) error {
		op, err := validator.Lookup(operation)
		if err != nil {
			return err
		}
		check := op.Check
		if response {
			check = op.CheckResponse
		}
		report, err := check(body, validator.Options{})
		if err != nil {
			return fmt.Errorf("%s: %w", operation, err)
		}
		all = append(all, known{operation, response, body, report.Valid, bytes.Clone(report.JSON())})
		return nil
	}
	for _, p := range payload.All() {
		for _, body := range [][]byte{p.Valid, p.One, p.Five} {
			if err := add(p.Operation, false, body); err != nil {
				return nil, err
			}
		}
	}
	for c := range corpus.Random(11, 4000) {
		if err := add(c.Operation, c.Response, c.Body); err != nil {
			return nil, err
		}
	}
	return all, nil
}

type soak struct {
	checker *host.Checker
	bodies  []known
	tally
	first atomic.Pointer[error]
}

// run makes the calls.
func (s *soak) run(ctx context.Context, calls, goroutines int) error {
	var left atomic.Int64
	left.Store(int64(calls))
	var workers sync.WaitGroup
	for g := range goroutines {
		workers.Go(func() {
			r := rand.New(rand.NewPCG(uint64(calls), uint64(g)))
			for left.Add(-1) >= 0 {
				s.one(ctx, r)
			}
		})
	}
	workers.Wait()
	if err := s.first.Load(); err != nil {
		return *err
	}
	return nil
}

func (s *soak) fail(err error) {
	s.wrong.Add(1)
	s.first.CompareAndSwap(nil, &err)
}

// one makes one call of a random kind and judges what it gives.
func (s *soak) one(ctx context.Context, r *rand.Rand) {
	want := &s.bodies[r.IntN(len(s.bodies))]
	switch kind := r.IntN(100_000); {
	case kind < 20:
		// The same module again, compiled anew: the verdicts must not change.
		s.swaps.Add(1)
		if err := s.checker.Swap(ctx, wasm.Module()); err != nil {
			s.fail(fmt.Errorf("swap: %w", err))
		}
	case kind < 10_000:
		// The context ends before the call, or while it waits for an instance, or too late.
		short, cancel := context.WithCancel(ctx)
		if r.IntN(2) == 0 {
			cancel()
		} else {
			time.AfterFunc(time.Duration(r.IntN(50))*time.Microsecond, cancel)
		}
		report, err := s.check(short, want)
		cancel()
		if errors.Is(err, context.Canceled) {
			s.cancelled.Add(1)
			return
		}
		s.judge(want, report, err)
	case kind < 12_000:
		s.names.Add(1)
		var unknown *host.UnknownOperationError
		name := fmt.Sprintf("cognito-idp.SignUp%d", r.IntN(5000))
		if _, err := s.checker.Check(ctx, name, want.body); !errors.As(err, &unknown) {
			s.fail(fmt.Errorf("an unknown name gave %v", err))
		}
	case kind < 16_000:
		s.fields.Add(1)
		report, err := s.checker.CheckField(ctx, "cognito-identity.UpdateIdentityPool", "/IdentityPoolName", []byte(`"a/b"`))
		if err != nil || report.Valid || len(report.Violations) != 1 || report.Violations[0].Code != "pattern" {
			s.fail(fmt.Errorf("a field gave %v, %s", err, report.JSON()))
		}
	case kind < 60_000:
		s.appended.Add(1)
		check := s.checker.AppendReport
		if want.response {
			check = s.checker.AppendResponseReport
		}
		report, valid, err := check(ctx, nil, want.operation, want.body)
		if err != nil || valid != want.valid || !bytes.Equal(report, want.report) {
			s.fail(fmt.Errorf("%s: %v, %.300s, not %.300s", want.operation, err, report, want.report))
		}
	default:
		report, err := s.check(ctx, want)
		s.judge(want, report, err)
	}
}

func (s *soak) check(ctx context.Context, k *known) (host.Report, error) {
	if k.response {
		return s.checker.CheckResponse(ctx, k.operation, k.body)
	}
	return s.checker.Check(ctx, k.operation, k.body)
}

func (s *soak) judge(want *known, got host.Report, err error) {
	s.reports.Add(1)
	if err != nil || got.Valid != want.valid || !bytes.Equal(got.JSON(), want.report) {
		s.fail(fmt.Errorf("%s: %v, %.300s, not %.300s", want.operation, err, got.JSON(), want.report))
	}
}
