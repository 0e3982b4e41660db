package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"sync"
	"time"

	"github.com/cognitocheck/cognitocheck/validator"
	native "github.com/cognitocheck/cognitocheck/validator/engine"
	"github.com/cognitocheck/cognitocheck/wasm"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"
	"github.com/tetratelabs/wazero/sys"
)

// guest is an instance of the module in an engine of Go.
type guest struct {
	call   func(name string, parameters ...int32) (int32, error)
	memory func() []byte
}

// run runs a call.
func (g guest) run(c *call) (int32, []byte, error) {
	input, err := g.call(wasm.FunctionReserve, int32(len(c.pointer)+len(c.input)))
	if err != nil {
		return 0, nil, err
	}
	if input == 0 {
		return 0, nil, fmt.Errorf("no room for %d bytes", len(c.pointer)+len(c.input))
	}
	at := g.memory()[uint32(input):]
	copy(at, c.pointer)
	copy(at[len(c.pointer):], c.input)
	var status int32
	operation, length := int32(c.operation), int32(len(c.input))
	switch c.kind {
	case kindCheck:
		status, err = g.call(wasm.FunctionCheck, operation, length, int32(c.options))
	case kindOperation:
		status, err = g.call(wasm.FunctionOperation, length)
	case kindDescribe:
		status, err = g.call(wasm.FunctionDescribe, operation, int32(c.options))
	case kindField:
		status, err = g.call(wasm.FunctionCheckField, operation, int32(len(c.pointer)), length, int32(c.options))
	default:
		status, err = g.call(wasm.FunctionOperations)
	}
	if err != nil {
		return 0, nil, err
	}
	if c.kind == kindOperation && status >= 0 {
		return status, nil, nil
	}
	start, err := g.call(wasm.FunctionReport)
	if err != nil {
		return 0, nil, err
	}
	size, err := g.call(wasm.FunctionReportLen)
	if err != nil {
		return 0, nil, err
	}
	return status, g.memory()[uint32(start):][:uint32(size)], nil
}

// runAll runs all calls and compares.
func (w *work) runAll(g guest) error {
	for i := range w.calls {
		c := &w.calls[i]
		status, report, err := g.run(c)
		if err != nil {
			return fmt.Errorf("%s: %w", c.id, err)
		}
		w.compare(c, status, report)
	}
	return nil
}

func inWazero(ctx context.Context, w *work) (string, error) {
	r := wazero.NewRuntime(ctx)
	defer r.Close(ctx)
	module, err := r.Instantiate(ctx, wasm.Module())
	if err != nil {
		return "", err
	}
	functions := map[string]api.Function{}
	for _, f := range wasm.Functions {
		functions[f.Name] = module.ExportedFunction(f.Name)
	}
	var stack [4]uint64
	err = w.runAll(guest{
		call: func(name string, parameters ...int32) (int32, error) {
			for i, p := range parameters {
				stack[i] = api.EncodeI32(p)
			}
			if err := functions[name].CallWithStack(ctx, stack[:]); err != nil {
				return 0, err
			}
			return api.DecodeI32(stack[0]), nil
		},
		memory: func() []byte {
			all, _ := module.Memory().Read(0, module.Memory().Size())
			return all
		},
	})
	return version("github.com/tetratelabs/wazero"), err
}

// inWASI runs the WASI command in wazero, once for each body, as a shell would.
func inWASI(ctx context.Context, w *work) (string, error) {
	dir, err := os.MkdirTemp("", "cognitocheck-bench")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(dir)
	program := filepath.Join(dir, "cognitocheck-wasi.wasm")
	build := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w -buildid=", "-o", program,
		"./wasm/wasi")
	build.Dir, build.Stderr = w.root, os.Stderr
	build.Env = append(os.Environ(), "GOOS=wasip1", "GOARCH=wasm", "CGO_ENABLED=0")
	if err := build.Run(); err != nil {
		return "", fmt.Errorf("go build: %w", err)
	}
	code, err := os.ReadFile(program)
	if err != nil {
		return "", err
	}
	r := wazero.NewRuntime(ctx)
	defer r.Close(ctx)
	if _, err := wasi_snapshot_preview1.Instantiate(ctx, r); err != nil {
		return "", err
	}
	compiled, err := r.CompileModule(ctx, code)
	if err != nil {
		return "", err
	}
	work := make(chan *call)
	var mutex sync.Mutex
	var failed error
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for c := range work {
				status, report, err := command(ctx, r, compiled, c)
				mutex.Lock()
				if err != nil {
					failed = errors.Join(failed, fmt.Errorf("%s: %w", c.id, err))
				} else {
					w.compare(c, status, report)
				}
				mutex.Unlock()
			}
		})
	}
	told := time.Now()
	for i := range w.calls {
		if c := &w.calls[i]; c.kind == kindCheck && c.status >= 0 && i%w.every == 0 {
			work <- c
		}
		if time.Since(told) > 10*time.Second {
			told = time.Now()
			fmt.Fprintf(os.Stderr, "wasi: at call %d of %d\n", i, len(w.calls))
		}
	}
	close(work)
	workers.Wait()
	return fmt.Sprintf("the command in wazero %s, every %d. body", version("github.com/tetratelabs/wazero"),
		w.every), failed
}

// command starts the WASI command. Its exit code tells valid from invalid, and its output is the report.
func command(ctx context.Context, r wazero.Runtime, compiled wazero.CompiledModule, c *call) (int32, []byte, error) {
	arguments := []string{"cognitocheck-wasi"}
	if c.options&native.OptionWarnings != 0 {
		arguments = append(arguments, "-warnings")
	}
	if c.options&native.OptionResponse != 0 {
		arguments = append(arguments, "-response")
	}
	arguments = append(arguments, validator.Operations()[c.operation].Name())
	var stdout, stderr bytes.Buffer
	config := wazero.NewModuleConfig().WithName("").WithArgs(arguments...).WithStdin(bytes.NewReader(c.input)).
		WithStdout(&stdout).WithStderr(&stderr).WithRandSource(rand.Reader)
	module, err := r.InstantiateModule(ctx, compiled, config)
	if module != nil {
		defer module.Close(ctx)
	}
	exit := uint32(0)
	if err != nil {
		var exited *sys.ExitError
		if !errors.As(err, &exited) {
			return 0, nil, err
		}
		exit = exited.ExitCode()
	}
	if exit > 1 || stderr.Len() > 0 {
		return 0, nil, fmt.Errorf("exit code %d: %s", exit, stderr.Bytes())
	}
	// The command's exit code has no bit for warnings.
	status := c.status&^wasm.StatusInvalid | int32(exit)
	return status, bytes.TrimSuffix(stdout.Bytes(), []byte("\n")), nil
}

// version is that of a module which this program is built with.
func version(path string) string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "?"
	}
	for _, m := range info.Deps {
		if m.Path == path {
			return m.Version
		}
	}
	return "?"
}
