package wasm_test

import (
	"context"
	"os"
	"regexp"
	"strconv"
	"testing"

	"github.com/cognitocheck/cognitocheck/validator"
	"github.com/cognitocheck/cognitocheck/wasm"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
)

func compiled(t *testing.T) (wazero.Runtime, wazero.CompiledModule) {
	t.Helper()
	ctx := context.Background()
	runtime := wazero.NewRuntime(ctx)
	t.Cleanup(func() {
		if err := runtime.Close(ctx); err != nil {
			t.Error(err)
		}
	})
	module, err := runtime.CompileModule(ctx, wasm.Module())
	if err != nil {
		t.Fatal(err)
	}
	return runtime, module
}

func TestModuleImportsNothing(t *testing.T) {
	_, module := compiled(t)
	if n := len(module.ImportedFunctions()); n != 0 {
		t.Errorf("%d imported functions", n)
	}
	if n := len(module.ImportedMemories()); n != 0 {
		t.Errorf("%d imported memories", n)
	}
}

func TestModuleExportsWhatFunctionsLists(t *testing.T) {
	_, module := compiled(t)
	exported := module.ExportedFunctions()
	for _, f := range wasm.Functions {
		definition, ok := exported[f.Name]
		if !ok {
			t.Errorf("%s is not exported", f.Name)
			continue
		}
		checkSignature(t, definition, f.Parameters, 1)
	}
	if len(exported) != len(wasm.Functions) {
		t.Errorf("%d functions are exported, not %d", len(exported), len(wasm.Functions))
	}
	memories := module.ExportedMemories()
	if memories[wasm.Memory] == nil || len(memories) != 1 {
		t.Errorf("exported memories: %v", memories)
	}
}

func TestModuleExportsWhatABIDocumentSays(t *testing.T) {
	document, err := os.ReadFile("ABI.md")
	if err != nil {
		t.Fatal(err)
	}
	_, module := compiled(t)
	exported := module.ExportedFunctions()
	rows := regexp.MustCompile("(?m)^\\| `(\\w+)` \\| (\\d+) \\| (\\d+) \\|").FindAllStringSubmatch(string(document), -1)
	for _, row := range rows {
		definition, ok := exported[row[1]]
		if !ok {
			t.Errorf("%s is in ABI.md but is not exported", row[1])
			continue
		}
		parameters, _ := strconv.Atoi(row[2])
		results, _ := strconv.Atoi(row[3])
		checkSignature(t, definition, parameters, results)
		delete(exported, row[1])
	}
	for name := range exported {
		t.Errorf("%s is exported but is not in ABI.md", name)
	}
}

func checkSignature(t *testing.T, f api.FunctionDefinition, parameters, results int) {
	t.Helper()
	types := append(append([]api.ValueType{}, f.ParamTypes()...), f.ResultTypes()...)
	for _, v := range types {
		if v != api.ValueTypeI32 {
			t.Errorf("%v takes or gives %s", f.ExportNames(), api.ValueTypeName(v))
		}
	}
	if len(f.ParamTypes()) != parameters || len(f.ResultTypes()) != results {
		t.Errorf("%v has %d parameters and %d results, not %d and %d", f.ExportNames(), len(f.ParamTypes()),
			len(f.ResultTypes()), parameters, results)
	}
}

// guest is one instance, called as ABI.md says.
type guest struct {
	t *testing.T
	api.Module
}

func instance(t *testing.T) guest {
	t.Helper()
	runtime, module := compiled(t)
	m, err := runtime.InstantiateModule(context.Background(), module, wazero.NewModuleConfig())
	if err != nil {
		t.Fatal(err)
	}
	return guest{t, m}
}

func (g guest) call(name string, parameters ...uint64) int32 {
	g.t.Helper()
	results, err := g.ExportedFunction(name).Call(context.Background(), parameters...)
	if err != nil {
		g.t.Fatalf("%s: %v", name, err)
	}
	return api.DecodeI32(results[0])
}

func (g guest) write(text string) uint64 {
	g.t.Helper()
	n := uint64(len(text))
	if !g.Memory().WriteString(uint32(g.call(wasm.FunctionReserve, n)), text) {
		g.t.Fatal("the input is out of the memory")
	}
	return n
}

func (g guest) operation(name string) uint64 {
	g.t.Helper()
	return uint64(g.call(wasm.FunctionOperation, g.write(name)))
}

func (g guest) report() string {
	g.t.Helper()
	at, n := g.call(wasm.FunctionReport), g.call(wasm.FunctionReportLen)
	text, ok := g.Memory().Read(uint32(at), uint32(n))
	if !ok {
		g.t.Fatal("the report is out of the memory")
	}
	return string(text)
}

// The numbers that the comments of abi.go work out.
func TestWorkedNumbers(t *testing.T) {
	const pool = `{"IdentityPoolId":"eu-west-1:11111111-2222-3333-4444-555555555555",` +
		`"IdentityPoolName":"Pool","AllowUnauthenticatedIdentities":false`
	g := instance(t)
	var id uint64
	t.Run("abi_version", func(t *testing.T) {
		if got := g.call(wasm.FunctionABIVersion); got != wasm.Version {
			t.Error(got)
		}
	})
	t.Run("reserve", func(t *testing.T) {
		first := g.call(wasm.FunctionReserve, 520)
		if first == 0 || g.call(wasm.FunctionReserve, wasm.MaxInput) != first || g.call(wasm.FunctionReserve, 1) != first {
			t.Error("the address changes")
		}
		if got := g.call(wasm.FunctionReserve, wasm.MaxInput+1); got != 0 {
			t.Error(got)
		}
		if got := uint64(g.Memory().Size()) - uint64(first); got < wasm.MaxInput {
			t.Errorf("room for %d bytes", got)
		}
	})
	t.Run("operation", func(t *testing.T) {
		id = g.operation("cognito-identity.UpdateIdentityPool")
		if id != 22 {
			t.Error(id)
		}
		for name, want := range map[string]int32{
			"AWSCognitoIdentityService.UpdateIdentityPool": int32(id),
			"cognito-identity update-identity-pool":        int32(id),
			"UpdateIdentityPool":                           int32(id),
			"UpdateIdentityPools":                          wasm.AnswerUnknown,
			"TagResource":                                  wasm.AnswerAmbiguous,
		} {
			if got := int32(g.operation(name)); got != want {
				t.Errorf("%s: %d", name, got)
			}
		}
	})
	t.Run("levels", func(t *testing.T) {
		for text, want := range map[string]int32{"pattern=loud": -1, "unknown=error,pattern=warn": 0, "": 0} {
			if got := g.call(wasm.FunctionLevels, g.write(text)); got != want {
				t.Errorf("%q: %d", text, got)
			}
		}
		g.call(wasm.FunctionLevels, 0)
	})
	for name, c := range map[string]struct {
		operation uint64
		body      string
		options   uint32
		status    int32
	}{
		"valid":               {id, pool + "}", 0, 0},
		"invalid":             {id, "{}", 0, wasm.StatusInvalid},
		"warned":              {id, pool + `,"Extra":1}`, wasm.OptionWarnings, wasm.StatusWarned},
		"warnings not asked":  {id, pool + `,"Extra":1}`, 0, 0},
		"no such operation":   {999, "{}", 0, wasm.StatusOperation},
		"body over the limit": {id, string(make([]byte, wasm.MaxBody+1)), 0, wasm.StatusTooLarge},
	} {
		t.Run("check "+name, func(t *testing.T) {
			if got := g.call(wasm.FunctionCheck, c.operation, g.write(c.body), uint64(c.options)); got != c.status {
				t.Error(got)
			}
			if got := g.report(); c.status < 0 && got != "" {
				t.Errorf("report %q", got)
			}
		})
	}
	t.Run("check not reserved", func(t *testing.T) {
		g := instance(t)
		if got := g.call(wasm.FunctionCheck, id, 1, 0); got != wasm.StatusTooLarge {
			t.Error(got)
		}
	})
	for name, c := range map[string]struct {
		pointer, value string
		status         int32
	}{
		"valid":   {"/IdentityPoolName", `"Pool"`, 0},
		"invalid": {"/IdentityPoolName", `""`, wasm.StatusInvalid},
		"nowhere": {"/Nothing", `1`, wasm.StatusPointer},
	} {
		t.Run("check_field "+name, func(t *testing.T) {
			g.write(c.pointer + c.value)
			if got := g.call(wasm.FunctionCheckField, id, uint64(len(c.pointer)), uint64(len(c.value)), 0); got != c.status {
				t.Error(got)
			}
		})
	}
	t.Run("operations", func(t *testing.T) {
		if got := g.call(wasm.FunctionOperations); int(got) != len(validator.Operations()) {
			t.Error(got)
		}
	})
	t.Run("describe", func(t *testing.T) {
		if got := g.call(wasm.FunctionDescribe, 999, 0); got != wasm.StatusOperation {
			t.Error(got)
		}
		if got := g.call(wasm.FunctionDescribe, id, uint64(wasm.OptionResponse)); got != 0 || g.report() == "" {
			t.Error(got)
		}
	})
}

// Every operation, its empty request and response: the module writes what package validator writes.
func TestModuleReportsWhatValidatorReports(t *testing.T) {
	g := instance(t)
	for _, op := range validator.Operations() {
		if got := g.operation(op.Name()); got != uint64(op.ID()) {
			t.Fatalf("%s has the id %d, not %d", op.Name(), got, op.ID())
		}
		for options, check := range map[uint32]func([]byte, validator.Options) (validator.Report, error){
			wasm.OptionWarnings:                       op.Check,
			wasm.OptionWarnings | wasm.OptionResponse: op.CheckResponse,
		} {
			for _, body := range []string{"{}", `{"Unknown":[{"é\n":null}],"Unknown":1}`, `[`} {
				want, err := check([]byte(body), validator.Options{Warnings: true})
				if err != nil {
					t.Fatal(err)
				}
				g.call(wasm.FunctionCheck, uint64(op.ID()), g.write(body), uint64(options))
				if got := g.report(); got != string(want.JSON()) {
					t.Errorf("%s %s:\nmodule %s\nnative %s", op.Name(), body, got, want.JSON())
				}
			}
		}
	}
}
