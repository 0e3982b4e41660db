package terraform

import (
	"context"
	"encoding/json"
	"os"
	"testing"

	"github.com/cognitocheck/cognitocheck/schemas/jsonpointer"
	"github.com/cognitocheck/cognitocheck/schemas/rules"
	"github.com/cognitocheck/cognitocheck/validator"
)

// Whatever a plan holds, its requests are JSON that can be judged, and each finding is at a value that is known.
func FuzzPlan(f *testing.F) {
	for _, name := range []string{"testdata/terraform_data.json", "../../cmd/cognitocheck/testdata/plan.json"} {
		text, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	for _, after := range []string{
		`{"schema":[1,null,{"name":[]}],"tags_all":[{}],"password_policy":{},"lambda_config":[[]]}`,
		`{"name":{"a":1},"schema":{"a":{}},"email_configuration":[null],"mfa_configuration":true}`,
	} {
		for _, unknown := range []string{`{"schema":[true,true]}`, `true`, `{"password_policy":[{"minimum_length":true}]}`} {
			f.Add([]byte(`{"format_version":"1.2","planned_values":{},"resource_changes":[{"mode":"managed",` +
				`"address":"a","type":"aws_cognito_user_pool","name":"a","change":{"actions":["update"],` +
				`"before":{"attributes":{}},"after":` +
				after + `,"after_unknown":` + unknown + `,"after_sensitive":` + unknown + `}}]}`))
		}
	}
	checker := validator.NewChecker(validator.Options{Warnings: true})
	f.Fuzz(func(t *testing.T, text []byte) {
		plan, err := ReadPlan(text)
		if err != nil {
			return
		}
		for _, r := range plan.Requests() {
			if !json.Valid(r.Body) {
				t.Fatalf("%s: %s", r.Operation, r.Body)
			}
			report, err := checker.Check(context.Background(), r.Operation, r.Body)
			if err != nil {
				continue
			}
			v := r.Judge(report, func(string) *rules.Rule { return nil })
			for _, finding := range append(v.Violations, v.Warnings...) {
				if n := r.find(jsonpointer.Split(finding.Path)); n != nil && n.open {
					t.Errorf("%s: %+v", r.Operation, finding)
				}
			}
		}
	})
}
