package host

import (
	"fmt"
	"sort"
	"strings"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"
)

// abiVersion is the version of the module's ABI that this package speaks. wasm/ABI.md is the contract.
const abiVersion = 1

// spareInput is what a module's input buffer holds beyond validator.DefaultLimit, in bytes: room for a pointer.
const spareInput = 64 << 10

// export names a function of the module.
type export int

const (
	exportABIVersion export = iota
	exportReserve
	exportOperation
	exportLevels
	exportCheck
	exportCheckField
	exportDescribe
	exportOperations
	exportReport
	exportReportLen
	exportCount
)

// exports holds the ABI's functions. All parameters and results are i32, and each function has one result.
var exports = [exportCount]struct {
	name   string
	params int
}{
	exportABIVersion: {"abi_version", 0},
	exportReserve:    {"reserve", 1},
	exportOperation:  {"operation", 1},
	exportLevels:     {"levels", 1},
	exportCheck:      {"check", 3},
	exportCheckField: {"check_field", 4},
	exportDescribe:   {"describe", 2},
	exportOperations: {"operations", 0},
	exportReport:     {"report", 0},
	exportReportLen:  {"report_len", 0},
}

const exportMemory = "memory"

// Bits of the options of check, check_field and describe.
const (
	optionWarnings = 1 << iota
	optionResponse
)

// Bits of a positive status of check and check_field.
const (
	statusInvalid = 1 << iota
	statusWarnings
)

// Negative statuses of check and check_field.
const (
	statusOperation    = -1
	statusTooLarge     = -2
	statusTooManyNames = -3
	statusPointer      = -4
)

// Negative answers of operation.
const (
	answerUnknown   = -1
	answerAmbiguous = -2
)

// verifySignatures tells whether the module has all that the ABI asks for and imports nothing that it may not have.
func verifySignatures(compiled wazero.CompiledModule) error {
	var wrong []string
	functions := compiled.ExportedFunctions()
	for _, want := range exports {
		definition, ok := functions[want.name]
		if !ok {
			wrong = append(wrong, "function "+want.name+" is missing")
			continue
		}
		expected := signature(repeatI32(want.params), repeatI32(1))
		if got := signature(definition.ParamTypes(), definition.ResultTypes()); got != expected {
			wrong = append(wrong, fmt.Sprintf("function %s is %s, not %s", want.name, got, expected))
		}
	}
	if _, ok := compiled.ExportedMemories()[exportMemory]; !ok {
		wrong = append(wrong, "memory "+exportMemory+" is missing")
	}
	if len(wrong) > 0 {
		return fmt.Errorf("exports do not match ABI version %d: %s", abiVersion, strings.Join(wrong, "; "))
	}
	if foreign := foreignImports(compiled); len(foreign) > 0 {
		return fmt.Errorf("imports of %s are not provided; only %s may be imported",
			strings.Join(foreign, ", "), wasi_snapshot_preview1.ModuleName)
	}
	return nil
}

// foreignImports returns the names of the modules that are imported from and that this package does not provide.
func foreignImports(compiled wazero.CompiledModule) []string {
	seen := map[string]bool{}
	for _, function := range compiled.ImportedFunctions() {
		seen[importedModule(function.Import())] = true
	}
	for _, memory := range compiled.ImportedMemories() {
		seen[importedModule(memory.Import())] = true
	}
	delete(seen, wasi_snapshot_preview1.ModuleName)
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
