// Command size prints what the module costs to carry, to start and to keep, beside the stock reactor that Go builds of
// the same sources. It fails when the core module is over 32,768 bytes in brotli, has imports, or reaches more of Go's
// runtime than its builder allows; never because of a time.
//
//	go run ./size [-stock=false]
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/cognitocheck/cognitocheck/host/bench/measure"
	"github.com/cognitocheck/cognitocheck/host/bench/payload"
	"github.com/cognitocheck/cognitocheck/host/internal/sandbox"
	"github.com/cognitocheck/cognitocheck/wasm"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"
)

// mostBytes is how large the core module may be, in brotli.
const mostBytes = 32_768

func main() {
	if err := doMain(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, "size:", err)
		os.Exit(1)
	}
}

func doMain(ctx context.Context) error {
	root := flag.String("root", "../..", "the repository's top")
	withStock := flag.Bool("stock", true, "build the stock reactor and measure it too")
	flag.Parse()

	core, err := measured(ctx, *root, wasm.Module())
	if err != nil {
		return err
	}
	columns := []facts{core}
	if *withStock {
		code, err := stock(*root)
		if err != nil {
			return err
		}
		other, err := measured(ctx, *root, code)
		if err != nil {
			return err
		}
		columns = append(columns, other)
	}
	t := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	line := func(name, target string, of func(facts) string) {
		fmt.Fprintf(t, "%s\t%s\t", name, target)
		for _, c := range columns {
			fmt.Fprintf(t, "%s\t", of(c))
		}
		fmt.Fprintln(t)
	}
	line("", "target", func(c facts) string {
		if len(c.Imported) > 0 {
			return "stock reactor"
		}
		return "core module"
	})
	line("bytes", "", func(c facts) string { return fmt.Sprint(c.Bytes) })
	line("bytes, brotli 11", fmt.Sprintf("≤ %d", mostBytes), func(c facts) string { return fmt.Sprint(c.Brotli) })
	line("imports", "0", func(c facts) string { return fmt.Sprint(c.Imports) })
	line("wazero: compile + first instance, no cache", "≤ 60 ms", func(c facts) string { return milliseconds(c.first) })
	line("wazero: further instance, as package host makes it", "≤ 0.2 ms",
		func(c facts) string { return milliseconds(c.further) })
	line("the same, three quarters are below", "",
		func(c facts) string { _, high := c.further.Spread(); return milliseconds(measure.Sample{high}) })
	line("the same, memory from Go's heap", "", func(c facts) string { return milliseconds(c.onHeap) })
	line("Node: compile + instance + first verdict", "≤ 3 ms", func(c facts) string {
		if len(c.inNode) == 0 {
			return "-"
		}
		return milliseconds(c.inNode)
	})
	line("memory an instance touches, with a check of 539 bytes", "≤ 256 kB",
		func(c facts) string { return kilobytes(c.touched) })
	line("the same, with a check of 65,597 bytes", "≤ 256 kB + input",
		func(c facts) string { return kilobytes(c.touchedMore) })
	if err := t.Flush(); err != nil {
		return err
	}
	fmt.Println("\nTimes are medians, in fresh runtimes and processes. Memory touched: the pages of 4 KiB that hold " +
		"anything.")

	builder := exec.Command("node", filepath.Join("wasm", "core", "build.mjs"), "--check")
	builder.Dir, builder.Stderr = *root, os.Stderr
	list, err := builder.Output()
	fmt.Printf("\nThe core's builder:\n%s", indent(list))
	if err != nil {
		err = fmt.Errorf("the core's builder: %w", err)
	}
	var failed []error
	if core.Brotli > mostBytes {
		failed = append(failed, fmt.Errorf("the core module has %d bytes in brotli, more than %d", core.Brotli, mostBytes))
	}
	if core.Imports != 0 {
		failed = append(failed,
			fmt.Errorf("the core module has %d imports: %s", core.Imports, strings.Join(core.Imported, ", ")))
	}
	return errors.Join(append(failed, err)...)
}

func indent(text []byte) string {
	var out strings.Builder
	for line := range strings.Lines(string(text)) {
		out.WriteString("  " + line)
	}
	return out.String()
}

func milliseconds(s measure.Sample) string { return fmt.Sprintf("%.3g ms", s.Median()) }
func kilobytes(n int) string               { return fmt.Sprintf("%d kB", (n+500)/1000) }

// facts is what is known of a module.
type facts struct {
	Bytes, Brotli, Imports int
	Imported               []string

	first, further, onHeap, inNode measure.Sample // milliseconds
	touched, touchedMore           int            // bytes
}

// stock builds the reactor as Go builds it.
func stock(root string) ([]byte, error) {
	dir, err := os.MkdirTemp("", "cognitocheck-bench")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, "stock.wasm")
	build := exec.Command("go", "build", "-buildmode=c-shared", "-trimpath", "-buildvcs=false",
		"-ldflags=-s -w -buildid=", "-o", file, "./wasm/guest")
	build.Dir, build.Stderr = root, os.Stderr
	build.Env = append(os.Environ(), "GOOS=wasip1", "GOARCH=wasm", "CGO_ENABLED=0")
	if err := build.Run(); err != nil {
		return nil, fmt.Errorf("go build of the stock reactor: %w", err)
	}
	return os.ReadFile(file)
}

func measured(ctx context.Context, root string, code []byte) (facts, error) {
	var f facts
	dir, err := os.MkdirTemp("", "cognitocheck-bench")
	if err != nil {
		return f, err
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, "module.wasm")
	if err := os.WriteFile(file, code, 0o600); err != nil {
		return f, err
	}
	if err := node(root, &f, nil, file); err != nil {
		return f, err
	}
	for range 9 {
		start := time.Now()
		r := wazero.NewRuntime(ctx)
		// The imports of the stock reactor are part of its price.
		if f.Imports > 0 {
			if _, err := wasi_snapshot_preview1.Instantiate(ctx, r); err != nil {
				return f, err
			}
		}
		compiled, err := r.CompileModule(ctx, code)
		if err != nil {
			return f, err
		}
		if _, _, err := sandbox.Instantiate(ctx, r, compiled); err != nil {
			return f, err
		}
		f.first = append(f.first, float64(time.Since(start).Nanoseconds())/1e6)
		f.Imported = nil
		for _, imported := range compiled.ImportedFunctions() {
			_, name, _ := imported.Import()
			f.Imported = append(f.Imported, name)
		}
		for range 11 {
			start := time.Now()
			instance, _, err := sandbox.Instantiate(ctx, r, compiled)
			if err != nil {
				return f, err
			}
			f.further = append(f.further, float64(time.Since(start).Nanoseconds())/1e6)
			if err := instance.Close(ctx); err != nil {
				return f, err
			}
		}
		config := wazero.NewModuleConfig().WithName("").WithStartFunctions("_initialize")
		for range 11 {
			start := time.Now()
			instance, err := r.InstantiateModule(ctx, compiled, config)
			if err != nil {
				return f, err
			}
			f.onHeap = append(f.onHeap, float64(time.Since(start).Nanoseconds())/1e6)
			if err := instance.Close(ctx); err != nil {
				return f, err
			}
		}
		payloads := payload.All()
		if f.touched, err = touched(ctx, r, compiled, payloads[0]); err != nil {
			return f, err
		}
		if f.touchedMore, err = touched(ctx, r, compiled, payloads[2]); err != nil {
			return f, err
		}
		if err := r.Close(ctx); err != nil {
			return f, err
		}
	}
	if f.Imports > 0 {
		return f, nil
	}
	for range 9 {
		var took struct{ First float64 }
		sample := payload.All()[0]
		if err := node(root, &took, sample.Valid, file, sample.Operation); err != nil {
			return f, err
		}
		f.inNode = append(f.inNode, took.First)
	}
	return f, nil
}

// node runs web/bench/size.mjs.
func node(root string, into any, stdin []byte, arguments ...string) error {
	command := exec.Command("node", append([]string{filepath.Join(root, "web", "bench", "size.mjs")}, arguments...)...)
	command.Stdin, command.Stderr = bytes.NewReader(stdin), os.Stderr
	output, err := command.Output()
	if err != nil {
		return fmt.Errorf("node: %w", err)
	}
	return json.Unmarshal(output, into)
}

// touched is how much memory a new instance has in use after one check.
func touched(ctx context.Context, r wazero.Runtime, compiled wazero.CompiledModule, p payload.Payload) (int, error) {
	instance, _, err := sandbox.Instantiate(ctx, r, compiled)
	if err != nil {
		return 0, err
	}
	defer instance.Close(ctx)
	call := func(name string, parameters ...uint64) (int32, error) {
		results, err := instance.ExportedFunction(name).Call(ctx, parameters...)
		if err != nil {
			return 0, err
		}
		return api.DecodeI32(results[0]), nil
	}
	put := func(text []byte) error {
		at, err := call(wasm.FunctionReserve, uint64(len(text)))
		if err == nil && !instance.Memory().Write(uint32(at), text) {
			err = errors.New("the input lies outside the memory")
		}
		return err
	}
	if err := put([]byte(p.Operation)); err != nil {
		return 0, err
	}
	id, err := call(wasm.FunctionOperation, uint64(len(p.Operation)))
	if err != nil {
		return 0, err
	}
	if err := put(p.Valid); err != nil {
		return 0, err
	}
	if status, err := call(wasm.FunctionCheck, uint64(id), uint64(len(p.Valid)), 0); err != nil || status != 0 {
		return 0, fmt.Errorf("status %d, %w", status, err)
	}
	memory, _ := instance.Memory().Read(0, instance.Memory().Size())
	const page = 4096
	zero := make([]byte, page)
	pages := 0
	for at := 0; at+page <= len(memory); at += page {
		if !bytes.Equal(memory[at:at+page], zero) {
			pages++
		}
	}
	return pages * page, nil
}
