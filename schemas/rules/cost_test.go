package rules_test

import (
	"strings"
	"testing"

	"cel.dev/cel-go/common/ast"
)

// TestCost uses what the shapes of these have for bounds: the list AutoVerifiedAttributes none, of an enum of two;
// CallbackURLs 100 of 1,024 characters; SupportedIdentityProviders none of 32; CustomAttributes 25;
// SAMLProviders none; ProviderDetails none; RoleMappings 10; Rules 400; UserAttributes none; ClientMetadata none, of
// strings of 131,072; Username 128.
func TestCost(t *testing.T) {
	const costly = "this reads all of a value without a bound again and again, for each step of a loop without one; " +
		"look at what is inside of the loop's element, or at what is the same for all of its elements: " +
		`"a" in list for each value "a" that matters`
	const verify = "/UserAttributeUpdateSettings/AttributesRequireVerificationBeforeUpdate/*"
	for name, c := range map[string]struct {
		on, at, holds, want string
		once                string // the members and functions of the nodes that are computed once
	}{
		"no loop": {
			"SignUp", "/ClientMetadata", `self.all(k, k != "") && "a" in self && size(self) > 1`, "", "",
		},
		"a list without a bound in a list with one": {
			"CreateUserPoolClient", "/CallbackURLs/*", "self in request.SupportedIdentityProviders", "", "",
		},
		"a list with a bound in a list without one": {
			"CreateUserPoolClient", "/SupportedIdentityProviders/*", "self in request.CallbackURLs", "", "",
		},
		"a list without a bound in another": {
			"UpdateUserPool", verify, "self in request.AutoVerifiedAttributes", "5:10: " + costly, "",
		},
		"a loop without a bound in another": {
			"UpdateUserPool", verify, "request.AutoVerifiedAttributes.exists(a, a == self)", "5:36: " + costly, "",
		},
		"in itself": {
			"CreateUserPoolClient", "/SupportedIdentityProviders", "self.all(a, self.exists_one(b, a == b))",
			"5:22: " + costly, "",
		},
		"the parent": {
			"CreateUserPoolClient", "/SupportedIdentityProviders/*", "size(parent) < 3 || self in parent",
			"5:30: " + costly, "",
		},
		"a string within the element": {
			"SignUp", "/ClientMetadata/*", `self.contains("x") && self.endsWith(key)`, "", "",
		},
		"a string of the request": {
			"SignUp", "/UserAttributes/*", `self.Value == "" || request.Username.contains("x")`, "", "",
		},
		"the entry of a map without a bound": {
			"SignUp", "/UserAttributes/*", `self.Value == request.ClientMetadata[?"a"].orValue("")`, "",
			"orValue",
		},
		"what is the same for all elements": {
			"UpdateUserPool", verify,
			`(self != "email" || "email" in request.AutoVerifiedAttributes) && self != ""`, "", "@in",
		},
		"a loop that is the same for all elements": {
			"UpdateUserPool", verify,
			`self == "email" || request.AutoVerifiedAttributes.exists(a, a == "email")`, "", "exists",
		},
		"a loop of it that is not": {
			"SignUp", "/UserAttributes/*",
			`self.Name == "" || request.ClientMetadata.all(k, request.ValidationData.exists(v, v.Name == k))`,
			"5:77: " + costly, "",
		},
		"whether something is there": {
			"SignUp", "/UserAttributes/*", `has(request.ClientMetadata) == has(request.ValidationData)`, "", "",
		},
		"all that holds": {
			"UpdateUserPool", verify, `"email" in request.AutoVerifiedAttributes`, "", "@in",
		},
		"two strings of the request": {
			"SignUp", "/UserAttributes/*",
			`self.Name == "" || request.ClientMetadata[?"a"].orValue("") == request.ClientMetadata[?"b"].orValue("")`, "",
			"_==_",
		},
		"the values of a map in each other": {
			"SignUp", "/ClientMetadata/*", `self == request.ClientMetadata[?"a"].orValue("")`, "", "orValue",
		},
		"one inside the other": {
			"SetIdentityPoolRoles", "/RoleMappings/*/RulesConfiguration/Rules/*", `self.Claim != ""`, "", "",
		},
		"a prefix that is as long": {
			"SignUp", "/UserAttributes/*", `self.Value.startsWith(request.ClientMetadata[?"a"].orValue(""))`, "",
			"orValue",
		},
		"an end that is as long": {
			"SignUp", "/ClientMetadata", `request.UserAttributes.all(a, self.all(k, k.endsWith(a.Value)))`,
			"5:40: " + costly, "",
		},
		"an element of the outer loop": {
			"SignUp", "/ClientMetadata/*", `request.ValidationData.all(v, self.contains("a"))`,
			"5:28: " + costly + "\n5:40: " + costly, "",
		},
	} {
		t.Run(name, func(t *testing.T) {
			rule, err := check(t, c.on, c.at, c.holds, "")
			compareErrors(t, err, c.want)
			if err != nil {
				return
			}
			look := rule.Looks[0]
			var once []string
			for _, id := range look.Once {
				ast.PostOrderVisit(look.Holds.NativeRep().Expr(), ast.NewExprVisitor(func(e ast.Expr) {
					switch {
					case e.ID() != id:
					case e.Kind() == ast.ComprehensionKind:
						once = append(once, "exists")
					default:
						once = append(once, e.AsCall().FunctionName())
					}
				}))
			}
			if have := strings.Join(once, ","); have != c.once {
				t.Errorf("once: %s, want %s", have, c.once)
			}
		})
	}
}

// TestCostOfAnswers: an answer is filled for each violation, and nothing of it is computed once.
func TestCostOfAnswers(t *testing.T) {
	_, err := check(t, "CreateIdentityProvider", "/AttributeMapping/*", "true", "{size(request.AttributeMapping)}")
	if err == nil || !strings.HasPrefix(err.Error(), "f:6:13: rule r: this reads all of a value without a bound") {
		t.Error(err)
	}
	if _, err := check(t, "CreateIdentityProvider", "/AttributeMapping/*", "true", "{size(self)}"); err != nil {
		t.Error(err)
	}
}

func TestLoopsInEachOther(t *testing.T) {
	const most = 16
	nest := func(depth int) string {
		holds := "true"
		for i := range depth {
			holds = "request.CallbackURLs.all(a" + strings.Repeat("b", i) + ", " + holds + ")"
		}
		return holds
	}
	if _, err := check(t, "CreateUserPoolClient", "", nest(most), ""); err != nil {
		t.Error(err)
	}
	_, err := check(t, "CreateUserPoolClient", "", nest(most+1), "")
	if err == nil || !strings.Contains(err.Error(), "at most 16 loops are inside of each other") {
		t.Error(err)
	}
}
