package conformance

import (
	"encoding/json"
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/cognitocheck/cognitocheck/schemas"
	"github.com/cognitocheck/cognitocheck/validator"
	"github.com/cognitocheck/cognitocheck/validator/engine"
)

var (
	firstCapital = regexp.MustCompile(`(.)([A-Z][a-z]+)`)
	endCapital   = regexp.MustCompile(`([a-z0-9])([A-Z])`)
)

// commandName is an operation's name as the aws command line spells it, by botocore's rule.
func commandName(name string) string {
	name = firstCapital.ReplaceAllString(name, "${1}-${2}")
	return strings.ToLower(endCapital.ReplaceAllString(name, "${1}-${2}"))
}

func TestLookup(t *testing.T) {
	all := schemas.Load().Operations()
	services := map[string]int{}
	for _, o := range all {
		services[o.Name]++
	}
	var e engine.Engine
	e.Reset()
	for i, o := range all {
		names := []string{o.FullName(), o.Service.Name + " " + commandName(o.Name)}
		if target := o.Target(); target != "" {
			names = append(names, target, "com.amazonaws.cognito.model."+target, "a_1."+target)
		}
		if services[o.Name] == 1 {
			names = append(names, o.Name, commandName(o.Name))
		}
		for _, name := range names {
			op, err := validator.Lookup(name)
			if err != nil || op.ID() != i || op.Name() != o.FullName() || op.String() != o.FullName() ||
				op.Service() != o.Service.Name {
				t.Errorf("%s: %v, %v", name, op, err)
			}
			if id := e.FindOperation([]byte(name)); int(id) != i {
				t.Errorf("%s: the engine finds %d", name, id)
			}
			if op.Model() != (validator.Model{Version: o.Service.APIVersion, Date: o.Service.ModelDate}) {
				t.Errorf("%s: model %v", name, op.Model())
			}
		}
	}
}

func TestOperations(t *testing.T) {
	all := validator.Operations()
	var names []string
	for i, op := range all {
		if op.ID() != i {
			t.Errorf("operation %d has the id %d", i, op.ID())
		}
		names = append(names, op.Name())
	}
	if !slices.IsSorted(names) || len(slices.Compact(slices.Clone(names))) != len(names) {
		t.Error("not sorted, or one is there twice")
	}
	var e engine.Engine
	e.Reset()
	var listed []string
	if n := e.ListOperations(); int(n) != len(all) {
		t.Errorf("the engine has %d operations", n)
	}
	if err := json.Unmarshal(e.Report(nil), &listed); err != nil || !slices.Equal(listed, names) {
		t.Errorf("the engine lists %q, %v", listed, err)
	}
}

func TestLookupAmbiguous(t *testing.T) {
	for _, name := range []string{
		"TagResource", "UntagResource", "ListTagsForResource", "tag-resource", "untag-resource", "list-tags-for-resource",
	} {
		_, err := validator.Lookup(name)
		var ambiguous *validator.AmbiguousOperationError
		if !errors.As(err, &ambiguous) {
			t.Errorf("%s: %v", name, err)
			continue
		}
		full := map[byte]string{
			'T': "TagResource", 'U': "UntagResource", 'L': "ListTagsForResource",
		}[strings.ToUpper(name)[0]]
		want := []string{"cognito-identity." + full, "cognito-idp." + full}
		if ambiguous.Name != name || !slices.Equal(ambiguous.Candidates, want) {
			t.Errorf("%s: %+v", name, ambiguous)
		}
		for _, w := range want {
			if !strings.Contains(err.Error(), w) {
				t.Errorf("%s: error %q", name, err)
			}
		}
	}
}

func TestLookupUnknown(t *testing.T) {
	for name, nearest := range map[string]string{ // the first of the nearest, none for ""
		"UpdateIdentityPol":                        "cognito-identity.UpdateIdentityPool",
		"updateIdentityPool":                       "cognito-identity.UpdateIdentityPool",
		"UPDATEIDENTITYPOOL":                       "cognito-identity.UpdateIdentityPool",
		"cognito-identity.UpdateIdentityPols":      "cognito-identity.UpdateIdentityPool",
		"cognito-idp.UpdateIdentityPool":           "cognito-identity.UpdateIdentityPool",
		"cognito-identity update-identity-pol":     "cognito-identity.UpdateIdentityPool",
		"cognito-identity UpdateIdentityPool":      "cognito-identity.UpdateIdentityPool",
		"cognito-identity  update-identity-pool":   "cognito-identity.UpdateIdentityPool",
		" cognito-identity.UpdateIdentityPool":     "cognito-identity.UpdateIdentityPool",
		"cognito-identity.UpdateIdentityPool ":     "",
		"XCognitoIdentityService.SignUp":           "cognito-idp.SignUp",
		"XAWSCognitoIdentityService.SignUp":        "cognito-idp.SignUp",
		"cognito-identity.update-identity-pool":    "cognito-identity.UpdateIdentityPool",
		"updateidentitypool":                       "cognito-identity.UpdateIdentityPool",
		"update--identity-pool":                    "cognito-identity.UpdateIdentityPool",
		"-update-identity-pool":                    "cognito-identity.UpdateIdentityPool",
		"update-identity-pool-":                    "cognito-identity.UpdateIdentityPool",
		"update-identitypool":                      "cognito-identity.UpdateIdentityPool",
		"set-uicustomization":                      "cognito-idp.SetUICustomization",
		"set-u-i-customization":                    "cognito-idp.SetUICustomization",
		"Update-Identity-Pool":                     "cognito-identity.UpdateIdentityPool",
		"sign_up":                                  "cognito-idp.SignUp",
		"SignIn":                                   "cognito-idp.SignUp",
		"DescribeInstances":                        "",
		"AWSCognitoSyncService.SubscribeToDataset": "cognito-sync.SubscribeToDataset",
		"":                                      "",
		".":                                     "",
		" ":                                     "",
		"-":                                     "",
		"..":                                    "",
		"cognito-idp.":                          "",
		"cognito-idp ":                          "",
		".SignUp":                               "cognito-idp.SignUp",
		"\x00":                                  "",
		"SignUp\x00":                            "cognito-idp.SignUp",
		"Sign\nUp":                              "cognito-idp.SignUp",
		"\xff\xfe\xfd":                          "",
		"SignUp\xed\xa0\x80":                    "cognito-idp.SignUp",
		`"quo\te"`:                              "",
		"[\"a\",{":                              "",
		"\u2028日本語\U0001F600":                   "",
		strings.Repeat("SignUp", 1<<20/6):       "",
		strings.Repeat(".", 1<<20):              "",
		strings.Repeat("a.", 1<<19) + "SignUps": "cognito-idp.SignUp",
		strings.Repeat("\xe2\x82", 1000) + ".SignUps": "cognito-idp.SignUp",
	} {
		short := name[:min(len(name), 40)]
		_, err := validator.Lookup(name)
		var unknown *validator.UnknownOperationError
		if !errors.As(err, &unknown) {
			t.Errorf("%q: %v", short, err)
			continue
		}
		first := ""
		if len(unknown.Nearest) > 0 {
			first = unknown.Nearest[0]
		}
		if unknown.Name != name || nearest != "" && first != nearest || len(unknown.Nearest) > 3 {
			t.Errorf("%q: nearest %q, want %q", short, unknown.Nearest, nearest)
		}
		if strings.ContainsFunc(name, unicode.IsLetter) == false && len(unknown.Nearest) > 0 {
			t.Errorf("%q: nearest %q", short, unknown.Nearest)
		}
		text := err.Error()
		if len(text) > 400 || !utf8.ValidString(text) || strings.ContainsFunc(text, unicode.IsControl) {
			t.Errorf("%q: error of %d bytes: %.200q", short, len(text), text)
		}
		for _, n := range unknown.Nearest {
			if !strings.Contains(text, n) {
				t.Errorf("%q: %s is not in %q", short, n, text)
			}
			operation(t, n)
		}

		// What the module says.
		var e engine.Engine
		e.Reset()
		if id := e.FindOperation([]byte(name)); id != -1 {
			t.Errorf("%q: id %d", short, id)
		}
		var report struct {
			Error   string   `json:"error"`
			Name    *string  `json:"name"`
			Nearest []string `json:"nearest"`
		}
		if err := json.Unmarshal(e.Report([]byte(name)), &report); err != nil || report.Error != "unknown operation" ||
			report.Name == nil || !slices.Equal(report.Nearest, unknown.Nearest) {
			t.Errorf("%q: %v in %s", short, err, e.Report([]byte(name)))
		}
	}
}

// TestNoOperation: the zero Operation is none, and is refused.
func TestNoOperation(t *testing.T) {
	var none validator.Operation
	for _, check := range []func([]byte, validator.Options) (validator.Report, error){none.Check, none.CheckResponse} {
		if report, err := check([]byte(`{}`), validator.Options{}); !errors.Is(err, validator.ErrOperation) {
			t.Errorf("report %s, error %v", report.JSON(), err)
		}
	}
	if none.Name() != "" || none.Service() != "" || none.String() != "" || none.Model() != (validator.Model{}) ||
		none.ID() != -1 || len(none.Describe()) != 0 {
		t.Errorf("%q %q %q %v", none.Name(), none.Service(), none.String(), none.Model())
	}
}

// TestReadTarget holds that a target is read alike with and without a package, and that a text that two readers could
// read differently is none, for Lookup neither.
func TestReadTarget(t *testing.T) {
	long := "AWSCognitoIdentityService." + strings.Repeat("a", 128)
	for target, want := range map[string][2]string{
		"AWSCognitoIdentityService.UpdateIdentityPool": {"cognito-identity", "UpdateIdentityPool"},
		"com.amazonaws.cognito.identity.model.AWSCognitoIdentityService.UpdateIdentityPool": {
			"cognito-identity", "UpdateIdentityPool",
		},
		"com.amazonaws.cognito.model.AWSCognitoIdentityProviderService.SignUp": {"cognito-idp", "SignUp"},
		"x_2..AWSCognitoIdentityProviderService.New7":                          {"cognito-idp", "New7"},
		long:                                  {"cognito-identity", long[len("AWSCognitoIdentityService."):]},
		long + "a":                            {},
		"":                                    {},
		".":                                   {},
		"GetId":                               {},
		"cognito-identity.GetId":              {},
		"cognito-identity get-id":             {},
		"AWSCognitoIdentityService":           {},
		"AWSCognitoIdentityService.":          {},
		"AWSCognitoIdentityService.GetId ":    {},
		" AWSCognitoIdentityService.GetId":    {},
		"AWSCognitoIdentityService.Get-Id":    {},
		"awscognitoidentityservice.GetId":     {},
		"XAWSCognitoIdentityService.GetId":    {},
		"a/b.AWSCognitoIdentityService.GetId": {},
		"com.Amazonaws.AWSCognitoIdentityService.GetId":                   {},
		"X.GetId.AWSCognitoIdentityService.GetId":                         {},
		"AWSCognitoIdentityService.GetId.SignUp":                          {},
		"AWSCognitoIdentityService.GetId,AWSCognitoIdentityService.GetId": {},
	} {
		service, operation, ok := validator.ReadTarget(target)
		if ok != (want[0] != "") || service != want[0] || operation != want[1] {
			t.Errorf("%q: %q, %q, %t", target, service, operation, ok)
		}
		if op, err := validator.Lookup(target); strings.Contains(target, "AWS") && err == nil &&
			op.Name() != service+"."+operation {
			t.Errorf("%q: Lookup finds %s", target, op)
		}
	}
}
