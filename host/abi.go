package host

import (
	"fmt"
	"sort"
	"strings"

	"github.com/cognitocheck/cognitocheck/wasm"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
)

// export is a function of the module.
type export int

const (
	exportABIVersion export = iota
	exportCheck
	exportCheckField
	exportDescribe
	exportLevels
	exportOperation
	exportOperations
	exportReport
	exportReportLen
	exportReserve
	exportRules
	exportCount
)

var exportNames = [exportCount]string{
	exportABIVersion: wasm.FunctionABIVersion,
	exportCheck:      wasm.FunctionCheck,
	exportCheckField: wasm.FunctionCheckField,
	exportDescribe:   wasm.FunctionDescribe,
	exportLevels:     wasm.FunctionLevels,
	exportOperation:  wasm.FunctionOperation,
	exportOperations: wasm.FunctionOperations,
	exportReport:     wasm.FunctionReport,
	exportReportLen:  wasm.FunctionReportLen,
	exportReserve:    wasm.FunctionReserve,
	exportRules:      wasm.FunctionRules,
}

// longestPointer is the length of the longest JSON Pointer that a module takes, in bytes.
const longestPointer = wasm.MaxInput - wasm.MaxBody

// verifySignatures tells whether the module has all that the ABI asks for and imports nothing.
// A module from before there were rules of one's own lacks their function, and is fit where there are none.
func verifySignatures(compiled wazero.CompiledModule, set setup) error {
	var wrong []string
	functions := compiled.ExportedFunctions()
	for _, want := range wasm.Functions {
		definition, ok := functions[want.Name]
		if !ok {
			if want.Name == wasm.FunctionRules && set.rules == nil {
				continue
			}
			wrong = append(wrong, "function "+want.Name+" is missing")
			continue
		}
		expected := signature(repeatI32(want.Parameters), repeatI32(1))
		if got := signature(definition.ParamTypes(), definition.ResultTypes()); got != expected {
			wrong = append(wrong, fmt.Sprintf("function %s is %s, not %s", want.Name, got, expected))
		}
	}
	if _, ok := compiled.ExportedMemories()[wasm.Memory]; !ok {
		wrong = append(wrong, "memory "+wasm.Memory+" is missing")
	}
	if len(wrong) > 0 {
		return fmt.Errorf("exports do not match ABI version %d: %s", wasm.Version, strings.Join(wrong, "; "))
	}
	if foreign := foreignImports(compiled); len(foreign) > 0 {
		return fmt.Errorf("it imports from %s; a module may import nothing", strings.Join(foreign, ", "))
	}
	return nil
}

// foreignImports returns the names of the modules that are imported from.
func foreignImports(compiled wazero.CompiledModule) []string {
	seen := map[string]bool{}
	for _, function := range compiled.ImportedFunctions() {
		seen[importedModule(function.Import())] = true
	}
	for _, memory := range compiled.ImportedMemories() {
		seen[importedModule(memory.Import())] = true
	}
	names := make([]string, 0, len(seen))
	for name := range seen {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

func importedModule(moduleName, _ string, _ bool) string { return moduleName }

func repeatI32(n int) []api.ValueType {
	types := make([]api.ValueType, n)
	for i := range types {
		types[i] = api.ValueTypeI32
	}
	return types
}

func signature(params, results []api.ValueType) string {
	names := func(types []api.ValueType) string {
		text := make([]string, len(types))
		for i, t := range types {
			text[i] = api.ValueTypeName(t)
		}
		return "(" + strings.Join(text, ", ") + ")"
	}
	return names(params) + " -> " + names(results)
}
