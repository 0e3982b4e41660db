package host

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/bits"

	"github.com/cognitocheck/cognitocheck/host/internal/sandbox"
	"github.com/cognitocheck/cognitocheck/wasm"
	"github.com/tetratelabs/wazero/api"
)

// instance is one instance of a module. One goroutine at a time may use it.
type instance struct {
	of        *module
	guest     api.Module
	owned     *sandbox.Memory
	memory    api.Memory
	functions [exportCount]api.Function
	// stack carries the parameters of a call and its result.
	stack [4]uint64
	// input is the address of the guest's buffer, capacity what was reserved there.
	input    uint32
	capacity int
}

// call calls an export with the parameters in i.stack. An error means that the instance must not be used again.
func (i *instance) call(ctx context.Context, e export) (int32, error) {
	function := i.functions[e]
	if function == nil {
		function = i.guest.ExportedFunction(exportNames[e])
		i.functions[e] = function
	}
	if err := function.CallWithStack(ctx, i.stack[:]); err != nil {
		return 0, &ModuleError{During: exportNames[e], Err: err}
	}
	return int32(uint32(i.stack[0])), nil
}

// reserve makes room for n bytes of input. It does not keep what was there.
func (i *instance) reserve(ctx context.Context, n int) error {
	if n <= i.capacity && i.capacity > 0 {
		return nil
	}
	size := min(max(4096, 1<<bits.Len(uint(max(n, 1)-1))), wasm.MaxInput)
	i.stack[0] = uint64(size)
	address, err := i.call(ctx, exportReserve)
	if err != nil {
		return err
	}
	if address == 0 {
		return &ModuleError{During: "reserve", Err: fmt.Errorf("%d bytes refused, the ABI promises %d", size, wasm.MaxInput)}
	}
	i.input, i.capacity = uint32(address), size
	return nil
}

// write puts the parts of an input one after the other into the guest's buffer.
func (i *instance) write(ctx context.Context, first string, rest []byte) error {
	if err := i.reserve(ctx, len(first)+len(rest)); err != nil {
		return err
	}
	ok := first == "" || i.memory.WriteString(i.input, first)
	if ok && len(rest) > 0 {
		ok = i.memory.Write(i.input+uint32(len(first)), rest)
	}
	if !ok {
		return &ModuleError{During: "reserve", Err: errors.New("input buffer lies outside the memory")}
	}
	return nil
}

// operation asks for the id of a named operation. An answer below zero says why there is none.
func (i *instance) operation(ctx context.Context, name string) (int32, error) {
	return i.give(ctx, exportOperation, name)
}

// give calls an export that takes a text, by its length in the input.
func (i *instance) give(ctx context.Context, e export, text string) (int32, error) {
	if err := i.write(ctx, text, nil); err != nil {
		return 0, err
	}
	i.stack[0] = uint64(len(text))
	return i.call(ctx, e)
}

// setup is what each instance is told before it checks.
type setup struct {
	rules  []byte // nil for none
	levels string
}

// setUp tells a fresh instance what it is to know. Rules come first: their codes have levels too.
func (i *instance) setUp(ctx context.Context, set setup) error {
	if set.rules != nil {
		answer, err := i.give(ctx, exportRules, string(set.rules))
		if err != nil {
			return err
		}
		if answer < 0 {
			return fmt.Errorf("the module refuses the rules of one's own: %w", ErrRules)
		}
	}
	if set.levels == "" {
		return nil
	}
	if len(set.levels) > wasm.MaxInput {
		return fmt.Errorf("levels: text of %d bytes is too long", len(set.levels))
	}
	answer, err := i.give(ctx, exportLevels, set.levels)
	if err != nil {
		return err
	}
	if answer < 0 {
		return levelError(set)
	}
	return nil
}

// check checks a body and returns the module's status.
func (i *instance) check(ctx context.Context, id uint32, body []byte, options uint32) (int32, error) {
	if err := i.write(ctx, "", body); err != nil {
		return 0, err
	}
	i.stack[0], i.stack[1], i.stack[2] = uint64(id), uint64(len(body)), uint64(options)
	return i.call(ctx, exportCheck)
}

// checkField checks one value and returns the module's status.
func (i *instance) checkField(ctx context.Context, id uint32, pointer string, value []byte,
	options uint32) (int32, error) {
	if err := i.write(ctx, pointer, value); err != nil {
		return 0, err
	}
	i.stack[0], i.stack[1] = uint64(id), uint64(len(pointer))
	i.stack[2], i.stack[3] = uint64(len(value)), uint64(options)
	return i.call(ctx, exportCheckField)
}

// appendReport appends the module's last answer to dst.
func (i *instance) appendReport(ctx context.Context, dst []byte) ([]byte, error) {
	address, err := i.call(ctx, exportReport)
	if err != nil {
		return dst, err
	}
	length, err := i.call(ctx, exportReportLen)
	if err != nil {
		return dst, err
	}
	text, ok := i.memory.Read(uint32(address), uint32(length))
	if !ok {
		return dst, &ModuleError{During: "report", Err: errors.New("report lies outside the memory")}
	}
	return append(dst, text...), nil
}

// listOperations returns the full names of all operations.
func (i *instance) listOperations(ctx context.Context) ([]string, error) {
	count, err := i.call(ctx, exportOperations)
	if err != nil {
		return nil, err
	}
	text, err := i.appendReport(ctx, nil)
	if err != nil {
		return nil, err
	}
	var names []string
	if err := json.Unmarshal(text, &names); err != nil {
		return nil, &ModuleError{During: "operations", Err: fmt.Errorf("answer is not readable: %w", err)}
	}
	if len(names) == 0 || len(names) != int(count) {
		return nil, &ModuleError{During: "operations", Err: fmt.Errorf("%d names listed, %d counted", len(names), count)}
	}
	return names, nil
}

func (i *instance) close() {
	// Closing an instance only fails for resources (files, sockets) that none here has.
	_ = i.guest.Close(context.Background())
	i.owned.Free()
}
