package reference_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/cognitocheck/cognitocheck/schemas"
	"github.com/cognitocheck/cognitocheck/schemas/reference"
)

func TestCompileEveryOperationAtOnce(t *testing.T) {
	e, err := reference.New(schemas.Load())
	if err != nil {
		t.Fatal(err)
	}
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			for _, op := range schemas.Load().Operations() {
				request, err := e.Compile(op.FullName())
				if err != nil {
					t.Error(err)
					return
				}
				again, _ := e.Compile(op.FullName())
				if request != again {
					t.Errorf("%s: compiled twice", op.FullName())
				}
				if _, err := e.CompileResponse(op.FullName()); err != nil {
					t.Error(err)
					return
				}
				if err := request.Validate("no object"); err == nil {
					t.Errorf("%s: a string passes", op.FullName())
				}
			}
		})
	}
	wait.Wait()
}

func TestUnknownOperation(t *testing.T) {
	for what, compile := range map[string]func(string) (*jsonschema.Schema, error){
		"Compile": reference.Compile, "CompileResponse": reference.CompileResponse,
	} {
		for _, name := range []string{"", "UpdateIdentityPool", "cognito-identity.updateidentitypool"} {
			var unknown *schemas.UnknownOperationError
			if _, err := compile(name); !errors.As(err, &unknown) || unknown.Name != name {
				t.Errorf("%s(%q): %v", what, name, err)
			}
		}
	}
}

func TestDecode(t *testing.T) {
	for body, want := range map[string]string{
		"":                              "map[]",
		" \n\t":                         "map[]",
		"[1e1000001]":                   "[1e400]",
		"[-1e999999999999999999999999]": "[-1e400]",
		"[1e-1000001]":                  "[0.5]",
		"[0e1000001]":                   "[0]",
		"[10e-1]":                       "[10e-1]",
		`{"a":12345678901234567890}`:    "map[a:12345678901234567890]",
	} {
		v, err := reference.Decode([]byte(body))
		if err != nil || fmt.Sprint(v) != want {
			t.Errorf("Decode(%q) = %v, %v; want %s", body, v, err, want)
		}
	}
	for _, body := range []string{"{", "{} {}", "nul", "[1,]"} {
		if _, err := reference.Decode([]byte(body)); err == nil {
			t.Errorf("Decode(%q): no error", body)
		}
	}
}

func TestIntegersAndBlobs(t *testing.T) {
	doc := `{"x-service":{"name":"s"},
		"x-operations":{"Op":{"input":"In","http":{"method":"POST","requestUri":"/"}}},
		"$defs":{
			"In":{"type":"object","x-type":"structure","x-order":["I","L","B"],"properties":{
				"I":{"anyOf":[{"$ref":"#/$defs/I"},{"type":"null"}]},
				"L":{"anyOf":[{"$ref":"#/$defs/L"},{"type":"null"}]},
				"B":{"anyOf":[{"$ref":"#/$defs/B"},{"type":"null"}]}}},
			"I":{"type":"integer","x-type":"integer"},
			"L":{"type":"integer","x-type":"long"},
			"B":{"type":"string","x-type":"blob","x-min":2,"x-max":4}}}`
	m, err := schemas.New([]byte(doc))
	if err != nil {
		t.Fatal(err)
	}
	engine, err := reference.New(m)
	if err != nil {
		t.Fatal(err)
	}
	schema, err := engine.Compile("s.Op")
	if err != nil {
		t.Fatal(err)
	}
	for body, valid := range map[string]bool{
		`{"I":2147483647}`:              true,
		`{"I":2147483648}`:              false,
		`{"I":-2147483648}`:             true,
		`{"I":-2147483649}`:             false,
		`{"I":1.0}`:                     true,
		`{"I":1e1}`:                     true,
		`{"I":10e-1}`:                   true,
		`{"I":-0.0}`:                    true,
		`{"I":0e99999999999999999999}`:  true,
		`{"I":1.5}`:                     false,
		`{"I":1e-1}`:                    false,
		`{"I":1e10}`:                    false,
		`{"I":1e99999999999999999999}`:  false,
		`{"I":1e-99999999999999999999}`: false,
		`{"L":9223372036854775807}`:     true,
		`{"L":9223372036854775807.0}`:   true,
		`{"L":9223372036854775808}`:     false,
		`{"L":-9223372036854775808}`:    true,
		`{"L":-9223372036854775809}`:    false,
		`{"L":9007199254740993}`:        true,
		`{"B":"AAA="}`:                  true,
		`{"B":"AAAA"}`:                  true,
		`{"B":"AAAAAA=="}`:              true,
		`{"B":"AA=="}`:                  false,
		`{"B":"AAAAAAA="}`:              false,
		`{"B":"AAA"}`:                   false,
		`{"B":"AAAA\n"}`:                false,
		`{"B":"A-_A"}`:                  false,
		`{"B":"AB=="}`:                  false,
		`{"B":"AAB="}`:                  true, // bits past the last byte are not looked at
		`{"B":"A=AA"}`:                  false,
		`{"B":null,"I":null}`:           true,
	} {
		v, err := reference.Decode([]byte(body))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(v); (err == nil) != valid {
			t.Errorf("%s: %v, want valid %v", body, err, valid)
		}
	}
}

// FuzzDecode holds Decode to encoding/json's verdict, and what it returns to being fit
// for the reference engine.
func FuzzDecode(f *testing.F) {
	for _, body := range []string{
		"", "{}", `{"MaxResults":1e1000001}`, `{"MaxResults":-0.0e-99999999999999999999}`,
		`{"MaxResults":60.0,"NextToken":null}`, "[1] 2", "nul", "\ufeff{}",
	} {
		f.Add([]byte(body))
	}
	schema, err := reference.Compile("cognito-identity.ListIdentityPools")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		v, err := reference.Decode(body)
		if want := json.Valid(body) || len(bytes.Trim(body, " \t\r\n")) == 0; want != (err == nil) {
			t.Fatalf("%q: %v, want valid %v", body, err, want)
		}
		if err == nil {
			var invalid *jsonschema.ValidationError
			if err := schema.Validate(v); err != nil && !errors.As(err, &invalid) {
				t.Errorf("%q: %v", body, err)
			}
		}
	})
}

func ExampleCompile() {
	schema, err := reference.Compile("cognito-identity.GetId")
	if err != nil {
		fmt.Println(err)
		return
	}
	body, err := reference.Decode([]byte(`{"IdentityPoolId": "us-east-2:mock"}`))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(schema.Validate(body) == nil)
	// Output: false
}
