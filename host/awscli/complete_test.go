package awscli

import (
	"slices"
	"strings"
	"testing"

	"github.com/cognitocheck/cognitocheck/validator"
)

func TestComplete(t *testing.T) {
	for line, want := range map[string][]string{
		"":                                   {"cognito-identity", "cognito-idp", "cognito-sync"},
		"cognito-i":                          {"cognito-identity", "cognito-idp"},
		"cognito-idp admin-create":           {"admin-create-user"},
		"cognito-identity get-id":            {"get-id", "get-identity-pool-roles"},
		"s3 ":                                nil,
		"cognito-idp get-id --":              {"--debug"},
		"--reg":                              {"--region"},
		"--region eu-west-1 cognito-sy":      {"cognito-sync"},
		"--region ":                          nil,
		"--output ":                          {"json", "text", "table", "yaml", "yaml-stream"},
		"cognito-idp --color o":              {"on", "off"},
		"cognito-identity get-id --identity": {"--identity-pool-id"},
		"cognito-identity get-id --identity-pool-id a --identity":              nil,
		"cognito-identity get-id --identity-pool-id=a --lo":                    {"--logins"},
		"cognito-identity get-id --identity-pool-id a lo":                      nil,
		"cognito-idp set-user-pool-mfa-config --mfa-configuration O":           {"OFF", "ON", "OPTIONAL"},
		"cognito-idp set-user-pool-mfa-config --mfa-conf O":                    {"OFF", "ON", "OPTIONAL"},
		"cognito-idp set-user-pool-mfa-config --mfa-configuration ON --user":   {"--user-pool-id"},
		"cognito-idp create-user-pool --username-attributes email ph":          {"phone_number"},
		"cognito-idp create-user-pool --auto-verified-attributes email --pool": {"--pool-name"},
		"cognito-idp create-user-pool --no-paginate --user-pool-t":             {"--user-pool-tags", "--user-pool-tier"},
		"cognito-idp create-user-pool-client --no-g":                           {"--no-generate-secret"},
		"cognito-idp list-users --pag":                                         {"--pagination-token", "--page-size"},
		"cognito-idp list-users --generate-cli-skeleton ":                      {"input", "output", "yaml-input"},
		"cognito-idp list-users --limit -1 --fil":                              {"--filter"},
	} {
		words := strings.Split(line, " ")
		last := len(words) - 1
		got := Complete(words[:last], words[last])
		if strings.HasSuffix(line, " --") {
			got = got[:min(len(got), 1)]
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: got %q, want %q", line, got, want)
		}
	}
}

// TestCompleteAll holds that each operation and option is completed, and accepted by what reads the line.
func TestCompleteAll(t *testing.T) {
	for _, op := range validator.Operations() {
		name := commandName(bareName(op))
		if got := Complete([]string{op.Service()}, name); !slices.Contains(got, name) {
			t.Errorf("%s: got %q", name, got)
		}
		if got, want := Complete([]string{op.Service(), name}, "-"), Options(op); !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}
