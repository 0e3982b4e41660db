package schemas_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"regexp/syntax"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/cognitocheck/cognitocheck/schemas"
)

func TestDocumentsAreJSONSchema(t *testing.T) {
	meta, err := jsonschema.Compile("https://json-schema.org/draft/2020-12/schema")
	if err != nil {
		t.Fatal(err)
	}
	documents := schemas.Documents()
	if len(documents) != 3 {
		t.Fatalf("%d documents, want 3", len(documents))
	}
	for name, data := range documents {
		var v any
		if err := json.Unmarshal(data, &v); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if err := meta.Validate(v); err != nil {
			t.Errorf("%s: %#v", name, err)
		}
		if i := bytes.IndexFunc(data, func(r rune) bool { return r > '~' || r < ' ' && r != '\n' }); i >= 0 {
			t.Errorf("%s: byte %d is not printable ASCII", name, i)
		}
		single, err := schemas.Document(name)
		if err != nil || !bytes.Equal(single, data) {
			t.Errorf("Document(%s): %v", name, err)
		}
	}
	if _, err := schemas.Document("cognito"); err == nil {
		t.Error("Document of an unknown service: no error")
	}
}

func TestDocumentsBelongToTheCaller(t *testing.T) {
	data, err := schemas.Document("cognito-sync")
	if err != nil {
		t.Fatal(err)
	}
	clear(data)
	again, err := schemas.Document("cognito-sync")
	if err != nil || again[0] != '{' {
		t.Errorf("a caller's change reached the document: %q, %v", again[:1], err)
	}
}

func TestModel(t *testing.T) {
	m := schemas.Load()
	count := 0
	for _, s := range m.Services {
		count += len(s.Operations)
		if _, err := time.Parse(time.DateOnly, s.ModelDate); err != nil {
			t.Errorf("%s: model date %s", s.Name, s.ModelDate)
		}
		if len(s.Operations) == 0 {
			t.Errorf("%s has no operations", s.Name)
		}
	}
	if n := len(m.Operations()); n != count || len(m.Services) != 3 {
		t.Errorf("%d services, %d operations, want %d", len(m.Services), n, count)
	}
	if !slices.IsSortedFunc(m.Operations(),
		func(a, b *schemas.Operation) int { return strings.Compare(a.FullName(), b.FullName()) }) {
		t.Error("operations are not sorted by full name")
	}

	op, err := m.Operation("cognito-identity.UpdateIdentityPool")
	if err != nil {
		t.Fatal(err)
	}
	if got := op.Target(); got != "AWSCognitoIdentityService.UpdateIdentityPool" {
		t.Errorf("target %s", got)
	}
	if op.Input != op.Output || op.Input.Name != "IdentityPool" {
		t.Errorf("input %s, output %s", op.Input.Name, op.Output.Name)
	}
	var order []string
	for _, member := range op.Input.Members {
		order = append(order, member.Name)
	}
	if got := strings.Join(order[:3], " "); got != "IdentityPoolId IdentityPoolName AllowUnauthenticatedIdentities" {
		t.Errorf("members begin %s", got)
	}
	id := op.Input.Member("IdentityPoolId")
	if !id.Required || *id.Shape.Min != 1 || *id.Shape.Max != 55 || id.Shape.ServicePattern != `[\w-]+:[0-9a-f-]+` {
		t.Errorf("IdentityPoolId: %+v of %+v", id, id.Shape)
	}

	list, err := m.Operation("cognito-sync.ListRecords")
	if err != nil {
		t.Fatal(err)
	}
	token := list.Input.Member("SyncSessionToken")
	if list.Method != "GET" || list.ResponseCode != 200 || token.Location != "querystring" ||
		token.LocationName != "syncSessionToken" {
		t.Errorf("ListRecords: %s %d, SyncSessionToken in %s as %s", list.Method, list.ResponseCode, token.Location,
			token.LocationName)
	}
	if list.Target() != "" {
		t.Errorf("ListRecords has target %s", list.Target())
	}

	drop, err := m.Operation("cognito-identity.DeleteIdentityPool")
	if err != nil {
		t.Fatal(err)
	}
	if drop.Output == nil || drop.Output.Type != schemas.Structure || len(drop.Output.Members) != 0 {
		t.Errorf("DeleteIdentityPool responds %+v", drop.Output)
	}

	sign, err := m.Operation("cognito-idp.SignUp")
	if err != nil {
		t.Fatal(err)
	}
	if !sign.NoAuth || !sign.Input.Member("Password").Sensitive {
		t.Errorf("SignUp: NoAuth %v, Password %+v", sign.NoAuth, sign.Input.Member("Password"))
	}
}

func TestUnknownOperation(t *testing.T) {
	for _, name := range []string{
		"", ".", "UpdateIdentityPool", "cognito-identity", "cognito-identity.", "cognito.UpdateIdentityPool",
		"cognito-identity.updateidentitypool",
	} {
		for what, call := range map[string]func() error{
			"Operation":      func() error { _, err := schemas.Load().Operation(name); return err },
			"RequestSchema":  func() error { _, err := schemas.RequestSchema(name); return err },
			"ResponseSchema": func() error { _, err := schemas.ResponseSchema(name); return err },
		} {
			var unknown *schemas.UnknownOperationError
			if err := call(); !errors.As(err, &unknown) || unknown.Name != name {
				t.Errorf("%s(%q): %v", what, name, err)
			}
		}
	}
}

func TestSchemaIsSelfContained(t *testing.T) {
	for _, op := range schemas.Load().Operations() {
		for _, side := range []struct {
			read func(string) ([]byte, error)
			root *schemas.Shape
		}{{schemas.RequestSchema, op.Input}, {schemas.ResponseSchema, op.Output}} {
			data, err := side.read(op.FullName())
			if err != nil {
				t.Fatal(err)
			}
			if bytes.Contains(data, []byte(`"x-`)) {
				t.Errorf("%s: a keyword of our own", op.FullName())
			}
			c := jsonschema.NewCompiler()
			c.Draft = jsonschema.Draft2020
			if err := c.AddResource("urn:test", bytes.NewReader(data)); err != nil {
				t.Fatal(err)
			}
			if _, err := c.Compile("urn:test"); err != nil {
				t.Errorf("%s: %v", op.FullName(), err)
			}
			var schema struct {
				Defs map[string]any `json:"$defs"`
			}
			if err := json.Unmarshal(data, &schema); err != nil {
				t.Fatal(err)
			}
			used := map[string]bool{}
			reach(side.root, used)
			if len(used) != len(schema.Defs) {
				t.Errorf("%s: %d $defs, want %d", op.FullName(), len(schema.Defs), len(used))
			}
		}
	}
}

func reach(s *schemas.Shape, used map[string]bool) {
	if s == nil || s.Name == "" || used[s.Name] {
		return
	}
	used[s.Name] = true
	for _, m := range s.Members {
		reach(m.Shape, used)
	}
	reach(s.Element, used)
	reach(s.Key, used)
	reach(s.Value, used)
}

func TestPatternsAreLinear(t *testing.T) {
	for _, s := range schemas.Load().Services {
		for _, shape := range s.Shapes {
			if shape.Pattern == "" {
				continue
			}
			if _, err := syntax.Parse(shape.Pattern, syntax.Perl); err != nil {
				t.Errorf("%s: %v", shape.Name, err)
			}
		}
	}
}

func TestParseErrors(t *testing.T) {
	const head = `{"x-service":{"name":"s"},`
	for name, test := range map[string]struct{ doc, want string }{
		"not JSON":     {doc: `{`, want: "unexpected end"},
		"no service":   {doc: `{}`, want: "no service name"},
		"unknown type": {doc: head + `"$defs":{"A":{"x-type":"union"}}}`, want: `shape A: unknown x-type "union"`},
		"missing shape": {
			doc: head + `"$defs":{"A":{"x-type":"list","items":{"$ref":"#/$defs/B"}}}}`, want: "shape A: shape B is missing",
		},
		"foreign reference": {
			doc: head + `"$defs":{"A":{"x-type":"list","items":{"$ref":"other#/$defs/B"}}}}`, want: "does not lead into $defs",
		},
		"order and members": {
			doc: head + `"$defs":{"A":{"x-type":"structure","x-order":["M"]}}}`, want: "x-order names 1 members of 0",
		},
		"half a pattern": {doc: head + `"$defs":{"A":{"x-type":"string","pattern":"a"}}}`, want: "must stand together"},
		"input no structure": {
			doc:  head + `"x-operations":{"Op":{"input":"A"}},"$defs":{"A":{"x-type":"string"}}}`,
			want: "operation Op: A is not a structure",
		},
	} {
		_, err := schemas.Parse([]byte(test.doc))
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, want %q", name, err, test.want)
		}
	}
	one := []byte(head + `"$defs":{}}`)
	if _, err := schemas.New(one, one); err == nil || !strings.Contains(err.Error(), "two documents") {
		t.Errorf("two documents of one service: %v", err)
	}
}

func ExampleLoad() {
	op, err := schemas.Load().Operation("cognito-idp.SignUp")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, m := range op.Input.Members {
		if m.Required {
			fmt.Println(m.Name, m.Shape.Name, m.Shape.Type)
		}
	}
	// Output:
	// ClientId ClientIdType string
	// Username UsernameType string
}

func ExampleResponseSchema() {
	schema, err := schemas.ResponseSchema("cognito-identity.DeleteIdentityPool")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(string(schema))
	// Output:
	// {
	//   "$id": "urn:cognitocheck:cognito-identity:DeleteIdentityPool:response",
	//   "$schema": "https://json-schema.org/draft/2020-12/schema",
	//   "title": "cognito-identity.DeleteIdentityPool response",
	//   "type": "object"
	// }
}
