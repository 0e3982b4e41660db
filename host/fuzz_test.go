package host_test

import (
	"bytes"
	"errors"
	"testing"

	"github.com/cognitocheck/cognitocheck/host"
	"github.com/cognitocheck/cognitocheck/schemas/corpus"
	"github.com/cognitocheck/cognitocheck/validator"
)

// FuzzModule: whatever the bytes are, the module and native Go say the same, and the module never traps. An instance is
// used for one body after another, so that nothing of an earlier one may be left in its memory.
func FuzzModule(f *testing.F) {
	operations := validator.Operations()
	for _, c := range corpus.Documented() {
		op, err := validator.Lookup(c.Operation)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(uint16(op.ID()), c.Response, c.Body)
	}
	for c := range corpus.Random(3, 60) {
		op, err := validator.Lookup(c.Operation)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(uint16(op.ID()), c.Response, c.Body)
	}
	for _, body := range []string{
		"", " ", "{", "[", "nul", `{"a":1,"\u0061":2}`, "{\"\xff\":0}", `{"a":"\ud800"}`, "\xef\xbb\xbf{}", "1e999999999",
	} {
		f.Add(uint16(22), false, []byte(body))
	}
	checker, err := host.New(f.Context(), host.WithWarnings(), host.WithPoolSize(1))
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { checker.Close(f.Context()) })
	f.Fuzz(func(t *testing.T, id uint16, response bool, body []byte) {
		op := operations[int(id)%len(operations)]
		native, module := op.Check, checker.AppendReport
		if response {
			native, module = op.CheckResponse, checker.AppendResponseReport
		}
		want, wantErr := native(body, validator.Options{Warnings: true})
		got, valid, err := module(t.Context(), nil, op.Name(), body)
		if wantErr != nil {
			if !errors.Is(err, wantErr) {
				t.Fatalf("%s: module %v, native %v", op.Name(), err, wantErr)
			}
			return
		}
		if err != nil || valid != want.Valid || !bytes.Equal(got, want.JSON()) {
			t.Fatalf("%s: error %v\nmodule %s\nnative %s", op.Name(), err, got, want.JSON())
		}
	})
}
