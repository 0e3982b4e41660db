package terraform

import (
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/cognitocheck/cognitocheck/schemas"
	"github.com/cognitocheck/cognitocheck/validator"
)

// resourceChange is one change of a plan, as rows of tests have it: JSON texts.
type resourceChange struct {
	kind   string // the type without aws_cognito_
	action string // create by default
	// after is the planned values; those that are null may be left out.
	after, unknown, sensitive, before string
}

// writePlan writes a plan with some changes, in the form of Terraform's JSON output format 1.2. It is made by hand from
// the documentation of that format: the provider is not at hand where the tests run. testdata/terraform_data.json is
// what Terraform 1.11.4 itself wrote for resources without a provider.
func writePlan(t *testing.T, changes ...resourceChange) []byte {
	t.Helper()
	raw := func(text, otherwise string) json.RawMessage {
		if text == "" {
			text = otherwise
		}
		if !json.Valid([]byte(text)) {
			t.Fatalf("malformed in the test: %s", text)
		}
		return json.RawMessage(text)
	}
	var list []any
	for _, c := range changes {
		kind := typePrefix + c.kind
		action := c.action
		if action == "" {
			action = "create"
		}
		list = append(list, map[string]any{
			"address": kind + ".main", "mode": "managed", "type": kind, "name": "main",
			"change": map[string]any{
				"actions": []string{action}, "before": raw(c.before, "null"), "after": raw(c.after, "null"),
				"after_unknown": raw(c.unknown, "{}"), "after_sensitive": raw(c.sensitive, "{}"),
			},
		})
	}
	text, err := json.Marshal(map[string]any{
		"format_version": "1.2", "terraform_version": "1.11.4", "planned_values": map[string]any{},
		"resource_changes": list,
	})
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// requestsOf are the requests of one change.
func requestsOf(t *testing.T, c resourceChange) []*Request {
	t.Helper()
	plan, err := ReadPlan(writePlan(t, c))
	if err != nil {
		t.Fatal(err)
	}
	return plan.Requests()
}

// What is no plan is told from one, by what it is and what to do.
func TestNotPlan(t *testing.T) {
	for name, test := range map[string]struct{ text, want string }{
		"empty":           {"", "it is empty; write terraform plan -out=PLAN"},
		"white space":     {" \n\t", "it is empty"},
		"saved plan":      {"PK\x03\x04\x14\x00", "it is a saved plan, which only Terraform reads"},
		"UTF-16":          {"\xff\xfe{\x00", "it begins with a byte order mark"},
		"bytes":           {"\x00\x01\xff", "it is no text"},
		"HCL":             {"resource \"aws_cognito_user_pool\" \"a\" {\n}\n", "it is no JSON"},
		"list":            {"[]", "it is no JSON"},
		"cut":             {`{"format_version":"1.2","resource_changes":[`, "it is no JSON, or not all of it"},
		"HCL in brackets": {`{ a = 1 }`, "it is no JSON, or not all of it"},
		"log of plan":     {`{"@level":"info","@message":"x"}` + "\n" + `{"@level":"info"}` + "\n", "it is the log"},
		"state file":      {`{"version":4,"terraform_version":"1.11.4","lineage":"x","resources":[]}`, "it is a state"},
		"shown state":     {`{"format_version":"1.0","terraform_version":"1.11.4","values":{}}`, "it is a state"},
		"schemas":         {`{"format_version":"1.0","provider_schemas":{}}`, "it has the schemas of providers"},
		"object":          {`{}`, "it has no format_version"},
		"a request":       {`{"PoolName":"a"}`, "it has no format_version"},
		"version only":    {`{"format_version":"1.2"}`, "it has neither resource_changes nor planned_values"},
		"format 2":        {`{"format_version":"2.0","resource_changes":[]}`, `its format is version "2.0", and 1.x`},
		"format 0.2":      {`{"format_version":"0.2","resource_changes":[]}`, `its format is version "0.2", and 1.x`},
		"format 10":       {`{"format_version":"10.0","resource_changes":[]}`, `its format is version "10.0"`},
		"wrong type":      {`{"format_version":1}`, "format_version is no value of a plan"},
		"changes":         {`{"format_version":"1.0","resource_changes":{}}`, "resource_changes is no value of a plan"},
		"actions": {`{"format_version":"1.0","resource_changes":[{"mode":"managed","type":"aws_cognito_user_pool",` +
			`"change":{"actions":"create"}}]}`, "is no value of a plan"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := ReadPlan([]byte(test.text))
			if !errors.Is(err, ErrNotPlan) || !strings.HasPrefix(err.Error(), "this is no plan: "+test.want) &&
				!(name == "actions" && strings.Contains(err.Error(), test.want)) {
				t.Errorf("%v, want %s", err, test.want)
			}
		})
	}
}

// Formats 1.x are read, whatever they have more, and whatever other resources look like.
func TestPlanFormats(t *testing.T) {
	for name, text := range map[string]string{
		"no changes":        `{"format_version":"1.0","planned_values":{}}`,
		"terraform version": `{"format_version":"1.0","terraform_version":"1.2.0"}`,
		"another minor":     `{"format_version":"1.99","resource_changes":[],"new":{"a":[1]},"errored":false}`,
		"others": `{"format_version":"1.2","resource_changes":[` +
			`{"mode":"managed","type":"aws_s3_bucket","change":{"actions":7,"after":"odd"}},` +
			`{"mode":"data","type":"aws_cognito_user_pools","change":{"actions":["read"],"after":{"name":"x"}}}]}`,
		"what sends nothing": `{"format_version":"1.2","resource_changes":[` +
			`{"mode":"managed","type":"aws_cognito_user_pool","change":{"actions":["delete"],"before":{},"after":null}},` +
			`{"mode":"managed","type":"aws_cognito_user_pool","change":{"actions":["no-op"],"after":{"name":""}}},` +
			`{"mode":"managed","type":"aws_cognito_user_pool","change":{"actions":["forget"],"after":null}},` +
			`{"mode":"managed","type":"aws_cognito_user_in_group","change":{"actions":["update"],"after":{}}}]}`,
		"what is not known at all": `{"format_version":"1.2","resource_changes":[` +
			`{"mode":"managed","type":"aws_cognito_user_pool","change":{"actions":["create"],"after":{},` +
			`"after_unknown":true}},` +
			`{"mode":"managed","type":"aws_cognito_user_pool","change":{"actions":["create"],"after_unknown":{"name":true}}}]}`,
	} {
		t.Run(name, func(t *testing.T) {
			plan, err := ReadPlan([]byte(text))
			if err != nil {
				t.Fatal(err)
			}
			if requests := plan.Requests(); len(requests) > 0 || len(plan.Unchecked) > 0 {
				t.Errorf("requests %v, unchecked %v", requests, plan.Unchecked)
			}
		})
	}
	plan, err := ReadPlan([]byte(`{"format_version":"1.2","errored":true,"resource_changes":[` +
		`{"mode":"managed","type":"aws_cognito_new","change":{"actions":["create"],"after":{}}},` +
		`{"mode":"managed","type":"aws_cognito_new","change":{"actions":["create"],"after":{}}}]}`))
	if err != nil || !plan.Incomplete || len(plan.Unchecked) != 1 {
		t.Errorf("%+v, %v", plan, err)
	}
}

// A plan that Terraform itself wrote is read: what a value known after apply looks like in it is what the tests assume.
func TestRealPlan(t *testing.T) {
	text, err := os.ReadFile("testdata/terraform_data.json")
	if err != nil {
		t.Fatal(err)
	}
	plan, err := ReadPlan(text)
	if err != nil || plan.Terraform == "" {
		t.Fatalf("%+v, %v", plan, err)
	}
	// The resource takes any value, so that it can stand for a client's set of URLs and a map of details.
	text = []byte(strings.ReplaceAll(string(text), `"terraform_data"`, `"aws_cognito_user_pool_client"`))
	if plan, err = ReadPlan(text); err != nil {
		t.Fatal(err)
	}
	c := plan.changes[len(plan.changes)-1].Change
	input, _ := c.After["input"].(map[string]any)
	unknown, _ := c.AfterUnknown.(map[string]any)["input"].(map[string]any)
	if list, _ := input["list"].([]any); len(list) != 2 || list[1] != nil || !isOpen(element(unknown["list"], 1)) ||
		isOpen(element(unknown["list"], 0)) {
		t.Errorf("a list is %v, unknown %v", input["list"], unknown["list"])
	}
	if has(input["tags"].(map[string]any), "k") || entry(unknown["tags"], "k") != true {
		t.Errorf("a map is %v, unknown %v", input["tags"], unknown["tags"])
	}
}

// The table names what is there: operations, members, ids.
func TestTable(t *testing.T) {
	for kind, r := range resources {
		for _, call := range append(append([]call{}, r.create...), r.update...) {
			op, err := schemas.Load().Operation(call.operation)
			if err != nil {
				t.Errorf("%s: %v", kind, err)
				continue
			}
			if call.id != "" && op.Input.Member(call.id) == nil {
				t.Errorf("%s: %s has no member %s", kind, call.operation, call.id)
			}
			for _, name := range call.unmanaged {
				if op.Input.Member(name) == nil {
					t.Errorf("%s: %s has no member %s", kind, call.operation, name)
				}
			}
			for name := range call.constants {
				if op.Input.Member(name) == nil {
					t.Errorf("%s: %s has no member %s", kind, call.operation, name)
				}
			}
			for path, a := range call.attributes {
				shape := op.Input
				var steps []*schemas.Member
				plain := ""
				for name := range strings.SplitSeq(path, ".") {
					plain = join(plain, name)
					outer := call.attributes[plain]
					if steps = findMembers(shape, name, outer.member); steps == nil {
						break
					}
					shape = steps[len(steps)-1].Shape
					for shape.Type == schemas.List || shape.Type == schemas.Map {
						if shape.Type == schemas.List {
							shape = shape.Element
						} else {
							shape = shape.Value
						}
					}
				}
				// Attributes of create alone are in what create and update share.
				if steps == nil && !a.ignored && len(a.all) == 0 {
					t.Errorf("%s: %s: %s leads to no member", kind, call.operation, path)
				}
			}
			if call.operation != "cognito-idp.UpdateUserPoolClient" && call.merged {
				t.Errorf("%s: %s is merged", kind, call.operation)
			}
		}
	}
}

// For each value that may be known only after apply there is one that the shape accepts. Without it the service's rules
// would not be looked at.
func TestAcceptedValues(t *testing.T) {
	seen := map[*schemas.Shape]bool{}
	var visit func(op *schemas.Operation, s *schemas.Shape)
	visit = func(op *schemas.Operation, s *schemas.Shape) {
		if s == nil || seen[s] {
			return
		}
		seen[s] = true
		if _, ok := acceptedNode(s); !ok {
			t.Errorf("%s: no value for %s: %+v", op.Name, s.Name, s)
		}
		for _, m := range s.Members {
			visit(op, m.Shape)
		}
		visit(op, s.Element)
		visit(op, s.Key)
		visit(op, s.Value)
	}
	for kind, r := range resources {
		for _, call := range append(append([]call{}, r.create...), r.update...) {
			op, err := schemas.Load().Operation(call.operation)
			if err != nil {
				t.Fatal(kind, err)
			}
			visit(op, op.Input)
			checked, err := validator.Lookup(call.operation)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range op.Input.Members {
				n, _ := acceptedNode(m.Shape)
				var text strings.Builder
				text.Write(encoded(n))
				report, err := checked.CheckField("/"+m.Name, []byte(text.String()), validator.Options{})
				if err != nil || !report.Valid {
					t.Errorf("%s: %s: %s: %+v %v", op.Name, m.Name, text.String(), report.Violations, err)
				}
			}
		}
	}
}

// Names that the plan does not have are written as the provider writes them.
func TestAttributeName(t *testing.T) {
	for member, want := range map[string]string{
		"PoolName": "pool_name", "CallbackURLs": "callback_urls", "LogoutURLs": "logout_urls", "SMSMessage": "sms_message",
		"AllowedOAuthFlowsUserPoolClient": "allowed_oauth_flows_user_pool_client",
		"DefaultRedirectURI":              "default_redirect_uri",
		"SamlProviderARNs":                "saml_provider_arns", "OpenIdConnectProviderARNs": "open_id_connect_provider_arns",
		"KMSKeyID": "kms_key_id", "RoleARN": "role_arn", "UserPoolAddOns": "user_pool_add_ons", "CSS": "css",
		"MfaConfiguration": "mfa_configuration", "CustomSMSSender": "custom_sms_sender",
		"S3Configuration": "s3_configuration",
	} {
		if got := attributeName(member); got != want {
			t.Errorf("%s: %s, want %s", member, got, want)
		}
	}
}

func TestModuleNames(t *testing.T) {
	for address, want := range map[string]string{
		"":                                   "",
		"module.a":                           "a",
		`module.a["x.y[\"0\"]"].module.b[0]`: "a b",
		`module.auth.module.pools["eu"]`:     "auth pools",
	} {
		if got := strings.Join(moduleNames(address), " "); got != want {
			t.Errorf("%s: %s, want %s", address, got, want)
		}
	}
}
