package wasm_test

import (
	"context"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/cognitocheck/cognitocheck/schemas/corpus"
	"github.com/cognitocheck/cognitocheck/validator"
	"github.com/cognitocheck/cognitocheck/wasm"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"
)

// stock builds the reactor as Go makes it, with its runtime, and starts it.
func stock(t *testing.T) guest {
	t.Helper()
	file := filepath.Join(t.TempDir(), "stock.wasm")
	build := exec.Command("go", "build", "-buildmode=c-shared", "-trimpath", "-ldflags=-s -w", "-o", file, "./guest")
	build.Env = append(os.Environ(), "GOOS=wasip1", "GOARCH=wasm")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	code, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	runtime := wazero.NewRuntime(ctx)
	t.Cleanup(func() {
		if err := runtime.Close(ctx); err != nil {
			t.Error(err)
		}
	})
	wasi_snapshot_preview1.MustInstantiate(ctx, runtime)
	m, err := runtime.InstantiateWithConfig(ctx, code, wazero.NewModuleConfig().WithStartFunctions("_initialize"))
	if err != nil {
		t.Fatal(err)
	}
	return guest{t, m}
}

// The core module is rebuilt function by function from the stock reactor; they must agree on everything.
func TestCoreAnswersWhatStockReactorAnswers(t *testing.T) {
	core, stock := instance(t), stock(t)
	agree := func(what string, call func(guest) int32) {
		t.Helper()
		want, got := call(stock), call(core)
		if got != want {
			t.Errorf("%s: %d, not %d", what, got, want)
		} else if want, got := stock.report(), core.report(); got != want {
			t.Errorf("%s:\ncore  %s\nstock %s", what, got, want)
		}
		if t.Failed() {
			t.FailNow()
		}
	}
	agree("operations", func(g guest) int32 { return g.call(wasm.FunctionOperations) })
	ids := map[string]uint64{}
	for _, op := range validator.Operations() {
		for _, name := range []string{op.Name(), op.Name()[1:], op.Name() + "\x00é", op.Service()} {
			agree("operation "+name, func(g guest) int32 { return int32(g.operation(name)) })
		}
		ids[op.Name()] = core.operation(op.Name())
		for _, options := range []uint32{0, wasm.OptionResponse} {
			agree("describe "+op.Name(),
				func(g guest) int32 { return g.call(wasm.FunctionDescribe, ids[op.Name()], uint64(options)) })
		}
	}
	r := rand.New(rand.NewPCG(3, 4))
	levels := []string{"", "unknown=error", "pattern=warn,length.max=off", "unknown=off,type=warn", "x=1", "syntax=off"}
	pointers := []string{
		"", "/IdentityPoolId", "/IdentityPoolTags/a~1b", "/LambdaConfig/PreSignUp", "/Schema/0/Name", "/Schema/-", "nowhere",
		"/~",
	}
	for c := range corpus.Random(17, 20_000) {
		body := append([]byte(nil), c.Body...)
		for n := r.IntN(3) * r.IntN(3); n > 0 && len(body) > 0; n-- { // most as they are, some damaged
			at := r.IntN(len(body))
			if r.IntN(4) == 0 {
				body = body[:at]
			} else {
				body[at] = byte(r.UintN(256))
			}
		}
		options := uint32(r.UintN(2))
		if c.Response {
			options |= wasm.OptionResponse
		}
		agree(c.ID+" "+string(body), func(g guest) int32 {
			return g.call(wasm.FunctionCheck, ids[c.Operation], g.write(string(body)), uint64(options))
		})
		switch r.IntN(40) {
		case 0:
			text := levels[r.IntN(len(levels))]
			agree("levels "+text, func(g guest) int32 { return g.call(wasm.FunctionLevels, g.write(text)) })
		case 1, 2, 3, 4:
			pointer := pointers[r.IntN(len(pointers))]
			value := body[:min(len(body), 200)]
			agree("check_field "+c.Operation+" "+pointer+string(value), func(g guest) int32 {
				g.write(pointer + string(value))
				return g.call(wasm.FunctionCheckField, ids[c.Operation], uint64(len(pointer)), uint64(len(value)), uint64(options))
			})
		}
	}
}
