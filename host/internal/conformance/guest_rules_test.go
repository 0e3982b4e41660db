// The race detector would find nothing here, in one goroutine, and takes ten times as long.

//go:build !race

package conformance

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"

	"github.com/cognitocheck/cognitocheck/schemas"
	"github.com/cognitocheck/cognitocheck/schemas/corpus"
	"github.com/cognitocheck/cognitocheck/schemas/rules"
	"github.com/cognitocheck/cognitocheck/schemas/trial"
	"github.com/cognitocheck/cognitocheck/validator"
	"github.com/cognitocheck/cognitocheck/validator/engine"
	"github.com/cognitocheck/cognitocheck/wasm"
)

// instance is an instance of the module whose exports are called as ABI.md has them.
type instance struct {
	testing.TB
	module api.Module
	input  uint32
}

func newInstance(t testing.TB) *instance {
	t.Helper()
	runtime := wazero.NewRuntime(t.Context())
	t.Cleanup(func() { runtime.Close(t.Context()) })
	module, err := runtime.InstantiateWithConfig(t.Context(), wasm.Module(),
		wazero.NewModuleConfig().WithStartFunctions("_initialize"))
	if err != nil {
		t.Fatal(err)
	}
	i := &instance{t, module, 0}
	i.input = uint32(i.call(wasm.FunctionReserve, wasm.MaxInput))
	return i
}

// call calls an export. A trap fails the test.
func (i *instance) call(name string, parameters ...uint64) int32 {
	i.Helper()
	results, err := i.module.ExportedFunction(name).Call(i.Context(), parameters...)
	if err != nil {
		i.Fatalf("%s%v: %v", name, parameters, err)
	}
	return int32(uint32(results[0]))
}

// give calls an export with an input whose length is its only parameter.
func (i *instance) give(name string, input []byte) int32 {
	i.Helper()
	i.module.Memory().Write(i.input, input)
	return i.call(name, uint64(len(input)))
}

// check is the status of a request with warnings, and the report on it.
func (i *instance) check(op validator.Operation, body []byte) (int32, []byte) {
	i.Helper()
	i.module.Memory().Write(i.input, body)
	status := i.call(wasm.FunctionCheck, uint64(op.ID()), uint64(len(body)), uint64(wasm.OptionWarnings))
	at, length := i.call(wasm.FunctionReport), i.call(wasm.FunctionReportLen)
	report, _ := i.module.Memory().Read(uint32(at), uint32(length))
	return status, report
}

// compare holds the module's report on a request to that of native Go with options that say the same.
func (i *instance) compare(op validator.Operation, body []byte, options validator.Options) {
	i.Helper()
	report, err := op.Check(body, options)
	status, text := i.check(op, body)
	refused := map[int32]error{
		wasm.StatusTooManyNames: validator.ErrTooManyNames, int32(engine.StatusTooCostly): validator.ErrTooCostly,
	}[status]
	switch {
	case err != nil || status < 0:
		if refused == nil || !errors.Is(err, refused) {
			i.Errorf("%s %.1000s: module %d, native %v", op.Name(), body, status, err)
		}
	case status == 0:
		if !report.Valid || len(report.Warnings) > 0 {
			i.Errorf("%s %.1000s: module 0, native %.1000s", op.Name(), body, report.JSON())
		}
	case !bytes.Equal(text, report.JSON()):
		i.Errorf("%s %.1000s\nmodule %.1000s\nnative %.1000s", op.Name(), body, text, report.JSON())
	}
}

// packs are those that come along, compiled, and the requests of the service's rules and theirs.
var packs = sync.OnceValues(func() (compiled [][]byte, err error) {
	env, taken, err := rules.Load()
	if err != nil {
		return nil, err
	}
	requests = trial.Examples(taken)
	all, err := trial.Packs(env, taken)
	if err != nil {
		return nil, err
	}
	for _, p := range all {
		requests = append(requests, trial.Examples(p.Rules)...)
		compiled = append(compiled, p.Code)
	}
	return compiled, nil
})

// requests are those of the examples of all rules, once packs was called.
var requests []trial.Request

// TestRulesOnTheModule: the module and native Go give the same report on the requests of the corpus and on those made
// of the rules' examples, with the rules of each pack and without.
func TestRulesOnTheModule(t *testing.T) {
	compiled, err := packs()
	if err != nil {
		t.Fatal(err)
	}
	pool, err := trial.NewPool(requests)
	if err != nil {
		t.Fatal(err)
	}
	for _, pack := range slices.Concat([][]byte{nil}, compiled) {
		var own *validator.Rules
		if pack != nil {
			if own, err = validator.LoadRules(pack); err != nil {
				t.Fatal(err)
			}
		}
		i := newInstance(t)
		if status := i.give(wasm.FunctionRules, pack); status != 0 {
			t.Fatalf("rules: %d", status)
		}
		count := 0
		one := func(operation string, body []byte) {
			op, err := validator.Lookup(operation)
			if err != nil {
				t.Fatal(err)
			}
			i.compare(op, body, validator.Options{Warnings: true, Rules: own})
			if count++; count%100 == 0 && t.Failed() {
				t.FailNow()
			}
		}
		for c := range corpus.All() {
			if pack != nil && !c.Response && c.Valid() { // Without rules they are compared already.
				one(c.Operation, c.Body)
			}
		}
		for _, request := range requests {
			one(request.Operation.FullName(), request.Body)
		}
		r := rand.New(rand.NewPCG(3, uint64(len(pack))))
		for range 40_000 {
			request := pool.Make(r)
			one(request.Operation.FullName(), request.Body)
		}
		t.Logf("%d requests with a pack of %d bytes", count, len(pack))
	}
}

// TestRulesOneAfterAnother: rules are those that were given last, whatever was given before; none where those are
// refused, and none for lengths that no pack has.
func TestRulesOneAfterAnother(t *testing.T) {
	i := newInstance(t)
	op, err := validator.Lookup(updateIdentityPool)
	if err != nil {
		t.Fatal(err)
	}
	body := []byte(`{"IdentityPoolId":"eu-west-1:0a","IdentityPoolName":"pool","AllowUnauthenticatedIdentities":true}`)
	compiled, err := packs()
	if err != nil {
		t.Fatal(err)
	}
	team, baseline := compileRules(t, teamRules), compiled[0]
	codes := func() (found []string) {
		_, report := i.check(op, body)
		for _, code := range []string{"team-name", "team-guests", "baseline-guest-access"} {
			if bytes.Contains(report, []byte("rule."+code)) {
				found = append(found, code)
			}
		}
		return found
	}
	for n, step := range []struct {
		give   func() int32
		answer int32
		want   []string
	}{
		{func() int32 { return i.give(wasm.FunctionRules, team) }, 0, []string{"team-name", "team-guests"}},
		{func() int32 { return i.give(wasm.FunctionRules, baseline) }, 0, []string{"baseline-guest-access"}},
		{func() int32 { return i.give(wasm.FunctionRules, team[:len(team)-1]) }, wasm.AnswerBadRules, nil},
		{func() int32 { return i.give(wasm.FunctionRules, team) }, 0, []string{"team-name", "team-guests"}},
		{func() int32 { return i.give(wasm.FunctionLevels, []byte("rule.team-name=off")) }, 0, []string{"team-guests"}},
		{func() int32 { return i.give(wasm.FunctionRules, team) }, 0, []string{"team-name", "team-guests"}},
		{func() int32 { return i.give(wasm.FunctionRules, nil) }, 0, nil},
		{func() int32 { return i.give(wasm.FunctionRules, append(bytes.Clone(team), 0)) }, wasm.AnswerBadRules, nil},
		{func() int32 { return i.give(wasm.FunctionRules, make([]byte, wasm.MaxRules+1)) }, wasm.AnswerBadRules, nil},
		{func() int32 { return i.call(wasm.FunctionRules, wasm.MaxInput+1) }, wasm.AnswerBadRules, nil},
		{func() int32 { return i.call(wasm.FunctionRules, 1<<31) }, wasm.AnswerBadRules, nil},
		{func() int32 { return i.call(wasm.FunctionRules, 1<<32-1) }, wasm.AnswerBadRules, nil},
		{func() int32 { return i.give(wasm.FunctionRules, team) }, 0, []string{"team-name", "team-guests"}},
	} {
		if answer := step.give(); answer != step.answer {
			t.Errorf("step %d: the module answers %d, want %d", n, answer, step.answer)
		}
		if found := codes(); !slices.Equal(found, step.want) {
			t.Errorf("step %d: %q, want %q", n, found, step.want)
		}
	}
}

// FuzzRulesOnTheModule: whatever the bytes of a pack are, the module refuses those that native Go does, and reports as
// native Go does with the others. It never traps.
func FuzzRulesOnTheModule(f *testing.F) {
	compiled, err := packs()
	if err != nil {
		f.Fatal(err)
	}
	f.Add([]byte(nil), uint64(0))
	all := slices.Clone(compiled)
	env, err := rules.NewEnvironment(schemas.Load())
	if err != nil {
		f.Fatal(err)
	}
	r := rand.New(rand.NewPCG(1, 5))
	for range 100 {
		place := trial.Places[r.IntN(len(trial.Places))]
		declaration := fmt.Appendf(nil, "- id: r\n  on: [%s]\n  at: %q\n  holds: >-\n    %s\n"+
			"  message: Do.\n  source: s\n  examples: {breaks: {}, passes: {}}\n", trial.Operation, place,
			trial.Expression(r, place, 3))
		checked, err := env.CheckAll([]rules.File{{Name: "f", Data: declaration}})
		if err != nil {
			continue // It would cost too much, see the tests of package validator.
		}
		pack, err := rules.WritePack(checked, nil)
		if err != nil {
			f.Fatal(err)
		}
		all = append(all, pack)
	}
	for i, pack := range all {
		f.Add(pack, uint64(0))
		for k := range 20 {
			f.Add(pack, uint64(1+i*20+k))
		}
	}
	bodies := trial.Bodies()
	op, err := validator.Lookup(trial.Operation)
	if err != nil {
		f.Fatal(err)
	}
	// The bodies fail many constraints, behind which no rule would run.
	var off []string
	for _, code := range validator.Codes() {
		if !code.Fixed && code.Name != "type" && code.Name != "null" && code.Name != "duplicate" {
			off = append(off, code.Name+"=off")
		}
	}
	settings := strings.Join(off, ",")
	levels, err := validator.ParseLevels(settings)
	if err != nil {
		f.Fatal(err)
	}
	i := newInstance(f)
	f.Fuzz(func(t *testing.T, pack []byte, seed uint64) {
		pack = trial.ChangePack(seed, pack, all[seed%uint64(len(all))])
		own, refused := validator.LoadRules(pack)
		if len(pack) > wasm.MaxInput {
			return
		}
		i.TB = t
		if status := i.give(wasm.FunctionRules, pack); len(pack) > 0 && (status == 0) != (refused == nil) {
			t.Fatalf("the module answers %d, native Go %v", status, refused)
		}
		i.give(wasm.FunctionLevels, []byte(settings))
		for _, body := range bodies {
			i.compare(op, body, validator.Options{Warnings: true, Rules: own, Levels: levels})
		}
	})
}
