// Package payload makes the request bodies that the benchmarks measure.
package payload

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/cognitocheck/cognitocheck/schemas/plainjson"
)

//go:embed testdata/update-identity-pool.json
var updateIdentityPool string

//go:embed testdata/create-user-pool.json
var createUserPool []byte

// Payload is one request in three forms: valid, with one violation, and with five.
type Payload struct {
	// Name is the letter by which the table calls it.
	Name string
	// Operation is the full name.
	Operation        string
	Valid, One, Five []byte
}

// All returns the payloads: (a) the sample of UpdateIdentityPool with its id corrected, 539 bytes; (b) a CreateUserPool
// request with nearly all members, 6 kB; (c) a SetIdentityPoolRoles request with 250 rules, 66 kB; (d) 20,000
// characters of other than ASCII in EmailVerificationMessage.
func All() []Payload {
	return []Payload{sample(), pool(), roles(), message()}
}

// Sorted is the valid body with the members of each object in the order of their names, as encoding/json writes a map.
func (p Payload) Sorted() []byte {
	var value any
	in := json.NewDecoder(bytes.NewReader(p.Valid))
	in.UseNumber()
	if err := in.Decode(&value); err != nil {
		panic(err) // made above
	}
	return plainjson.Marshal(value)
}

// broken replaces parts of a body, each of which must be there once.
func broken(body []byte, pairs ...string) []byte {
	text := string(body)
	for i := 0; i < len(pairs); i += 2 {
		if n := strings.Count(text, pairs[i]); n != 1 {
			panic(fmt.Sprintf("payload: %q occurs %d times", pairs[i], n))
		}
		text = strings.Replace(text, pairs[i], pairs[i+1], 1)
	}
	return []byte(text)
}

func sample() Payload {
	valid := []byte(strings.TrimSuffix(updateIdentityPool, "\n"))
	id := []string{"86c6-554aeabcdef0", "86c6-554aEXAMPLE"}
	return Payload{
		Name: "a", Operation: "cognito-identity.UpdateIdentityPool", Valid: valid,
		One: broken(valid, id...),
		Five: broken(valid, append(id,
			`"MyIdentityPool"`, `"My/IdentityPool"`,
			`: true,`, `: "true",`,
			`"7346241598935555"`, `null`,
			`"123456789012.apps.googleusercontent.com"`, `"123456789012 apps"`)...),
	}
}

func pool() Payload {
	var compact bytes.Buffer
	if err := json.Compact(&compact, createUserPool); err != nil {
		panic(err) // compiled in
	}
	valid := compact.Bytes()
	one := []string{`"MinimumLength":14`, `"MinimumLength":5`}
	return Payload{
		Name: "b", Operation: "cognito-idp.CreateUserPool", Valid: valid,
		One: broken(valid, one...),
		Five: broken(valid, append(one,
			`"DeletionProtection":"ACTIVE"`, `"DeletionProtection":"YES"`,
			`sign-in code is {####}."`, `sign-in code"`,
			`"CaseSensitive":false`, `"CaseSensitive":0`,
			`"AdvancedSecurityMode":"ENFORCED",`, ``)...),
	}
}

// mappings is the largest number of mappings, rules that of the rules that the service takes in each.
const (
	mappings = 10
	rules    = 25
)

func roles() Payload {
	var out bytes.Buffer
	out.WriteString(`{"IdentityPoolId":"us-east-1:c1731993-c776-4ae2-86c6-554aeabcdef0","Roles":{` +
		`"authenticated":"arn:aws:iam::123456789012:role/portal-authenticated",` +
		`"unauthenticated":"arn:aws:iam::123456789012:role/portal-guest"},"RoleMappings":{`)
	matches := []string{"Equals", "Contains", "StartsWith", "NotEqual"}
	for i := range mappings * rules {
		switch {
		case i == 0:
		case i%rules == 0:
			out.WriteString(`]}},`)
		default:
			out.WriteByte(',')
		}
		if i%rules == 0 {
			fmt.Fprintf(&out, `"cognito-idp.us-east-1.amazonaws.com/us-east-1_a1B2c3D4e:1example%02d":{`+
				`"Type":"Rules","AmbiguousRoleResolution":"Deny","RulesConfiguration":{"Rules":[`, i/rules)
		}
		fmt.Fprintf(&out, `{"Claim":"custom:department_%d","MatchType":"%s","Value":"engineering and operations %04d",`+
			`"RoleARN":"arn:aws:iam::123456789012:role/portal/%s/department-%04d"}`,
			i%7, matches[i%4], i, strings.Repeat("division/", 11), i)
	}
	out.WriteString(`]}}}}`)
	valid := out.Bytes()
	role := func(n int) string {
		return fmt.Sprintf(`"arn:aws:iam::123456789012:role/portal/%s/department-%04d"`, strings.Repeat("division/", 11), n)
	}
	one := []string{`"engineering and operations 0150"`, `""`}
	return Payload{
		Name: "c", Operation: "cognito-identity.SetIdentityPoolRoles", Valid: valid,
		One: broken(valid, one...),
		Five: broken(valid, append(one,
			`05":{"Type":"Rules","AmbiguousRoleResolution":"Deny"`, `05":{"Type":"Rules","AmbiguousRoleResolution":"Refuse"`,
			role(50), `"arn:aws:iam"`, role(200), `null`,
			`"engineering and operations 0249"`, `399`)...),
	}
}

func message() Payload {
	const code = "{####}"
	words := "Ihr Bestätigungscode für das Kundenportal – кундэнпортал 確認コード 인증 코드 🔑 "
	letters := []rune(strings.Map(func(r rune) rune {
		if r < 0x80 {
			return -1
		}
		return r
	}, words))
	text := make([]rune, 0, 20_000)
	for i := 0; len(text) < 20_000-len(code); i++ {
		text = append(text, letters[i%len(letters)])
	}
	request := func(name, text string) []byte {
		return []byte(`{"PoolName":"` + name + `","EmailVerificationMessage":"` + text + `"}`)
	}
	whole := code + string(text)
	return Payload{
		Name: "d", Operation: "cognito-idp.CreateUserPool",
		Valid: request("portal", whole),
		One:   request("portal", whole+"é"),
		Five: broken(request("por/tal", string(text)+"ééééééé"),
			`{"PoolName"`, `{"Policies":{"PasswordPolicy":{"MinimumLength":5}},"MfaConfiguration":"MAYBE","PoolName"`),
	}
}
