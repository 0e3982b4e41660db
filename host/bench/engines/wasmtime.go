package main

import (
	"context"

	"github.com/bytecodealliance/wasmtime-go/v37"
	"github.com/cognitocheck/cognitocheck/wasm"
)

func inWasmtime(_ context.Context, w *work) (string, error) {
	engine := wasmtime.NewEngine()
	store := wasmtime.NewStore(engine)
	module, err := wasmtime.NewModule(engine, wasm.Module())
	if err != nil {
		return "", err
	}
	instance, err := wasmtime.NewInstance(store, module, nil)
	if err != nil {
		return "", err
	}
	memory := instance.GetExport(store, wasm.Memory).Memory()
	functions := map[string]*wasmtime.Func{}
	for _, f := range wasm.Functions {
		functions[f.Name] = instance.GetFunc(store, f.Name)
	}
	err = w.runAll(guest{
		call: func(name string, parameters ...int32) (int32, error) {
			values := make([]any, len(parameters))
			for i, p := range parameters {
				values[i] = p
			}
			result, err := functions[name].Call(store, values...)
			if err != nil {
				return 0, err
			}
			return result.(int32), nil
		},
		memory: func() []byte { return memory.UnsafeData(store) },
	})
	return version("github.com/bytecodealliance/wasmtime-go/v37"), err
}
