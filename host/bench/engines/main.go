// Command engines proves that every engine gives the same: it runs the module's calls natively, with the module in
// wazero and in wasmtime, in Node, Chromium and workerd, and requests with the WASI command in wazero, and compares
// every status and report byte for byte. It prints what was compared, and fails on any difference.
//
//	go run ./engines [-random 100000] [-wasi 1] [-only wazero,wasmtime,node,chromium,workerd,wasi]
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"
)

// engine is one way to run the validator. It runs all chunks and answers with its version.
type engine struct {
	name string
	run  func(context.Context, *work) (string, error)
}

var engines = []engine{
	{"wazero", inWazero},
	{"wasmtime", inWasmtime},
	{"node", inJavaScript("node")},
	{"chromium", inJavaScript("chromium")},
	{"workerd", inJavaScript("workerd")},
	{"wasi", inWASI},
}

func main() {
	if err := doMain(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, "engines:", err)
		os.Exit(1)
	}
}

func doMain(ctx context.Context) error {
	random := flag.Int("random", 100_000, "how many `requests` and responses to generate beside the corpus")
	seed := flag.Uint64("seed", 2026, "of the generated ones")
	every := flag.Int("wasi", 1, "run the WASI command, which is started for each body, on every `n`th body")
	only := flag.String("only", "", "run these `engines` only, separated by commas")
	root := flag.String("root", "../..", "the repository's top")
	flag.Parse()

	w := &work{root: *root, every: max(1, *every)}
	start := time.Now()
	if err := w.make(*seed, *random); err != nil {
		return err
	}
	fmt.Printf("native Go: %s, %.1f MB of reports, in %s\n", w.counts, float64(w.reports)/1e6,
		time.Since(start).Round(time.Millisecond))
	var failed []error
	for _, e := range engines {
		if *only != "" && !slices.Contains(strings.Split(*only, ","), e.name) {
			continue
		}
		start := time.Now()
		w.begin()
		version, err := e.run(ctx, w)
		if err != nil {
			return fmt.Errorf("%s: %w", e.name, err)
		}
		if err := w.end(); err != nil {
			failed = append(failed, fmt.Errorf("%s: %w", e.name, err))
		}
		fmt.Printf("%s (%s): %d calls compared, %d different, in %s\n", e.name, version, w.compared, w.different,
			time.Since(start).Round(time.Millisecond))
	}
	return errors.Join(failed...)
}
