package host_test

import (
	"bytes"
	"testing"

	"github.com/cognitocheck/cognitocheck/host"
	"github.com/cognitocheck/cognitocheck/schemas/corpus"
	"github.com/cognitocheck/cognitocheck/validator"
)

// The module and native Go give the same report, byte for byte, for the whole corpus and for bodies made at random:
// rules and warnings included.
func TestCorpusOnTheModule(t *testing.T) {
	checker, err := host.New(t.Context(), host.WithWarnings())
	if err != nil {
		t.Fatal(err)
	}
	defer checker.Close(t.Context())
	operations := map[string]validator.Operation{}
	for _, op := range validator.Operations() {
		operations[op.Name()] = op
	}
	count, invalid := 0, 0
	var module []byte
	one := func(c corpus.Case) {
		count++
		native, do := operations[c.Operation].Check, checker.AppendReport
		if c.Response {
			native, do = operations[c.Operation].CheckResponse, checker.AppendResponseReport
		}
		want, err := native(c.Body, validator.Options{Warnings: true})
		if err != nil {
			t.Fatalf("%s %s: native: %v", c.Operation, c.ID, err)
		}
		var valid bool
		module, valid, err = do(t.Context(), module[:0], c.Operation, c.Body)
		if err != nil {
			t.Fatalf("%s %s: module: %v", c.Operation, c.ID, err)
		}
		if !want.Valid {
			invalid++
		}
		if valid != want.Valid || !bytes.Equal(module, want.JSON()) {
			t.Errorf("%s %s:\nmodule %.2000s\nnative %.2000s", c.Operation, c.ID, module, want.JSON())
		}
	}
	for c := range corpus.All() {
		one(c)
	}
	for c := range corpus.Random(2, 5000) {
		one(c)
	}
	t.Logf("%d bodies, %d of them invalid", count, invalid)
	if count < 100000 || invalid < 50000 {
		t.Errorf("only %d bodies, %d of them invalid", count, invalid)
	}
}
