package awscli

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/cognitocheck/cognitocheck/validator"
)

// refusals are lines that the real command line does not send, and what it says. TestRefusalsAsReal asks it.
var refusals = map[string]struct {
	line string
	says []string
}{
	"missing option": {
		line: `cognito-identity update-identity-pool --identity-pool-id i`,
		says: []string{"the following arguments are required: --identity-pool-name"},
	},
	"unknown key": {
		line: `cognito-identity get-id --cli-input-json '{"IdentityPoolId":"i","Identity":"x"}'`,
		says: []string{`Unknown parameter in input: "Identity", must be one of: AccountId, IdentityPoolId, Logins`},
	},
	"unknown key and a missing one": {
		line: `cognito-identity get-id --cli-input-json '{"identityPoolId":"i"}'`,
		says: []string{
			`Missing required parameter in input: "IdentityPoolId"`,
			`Unknown parameter in input: "identityPoolId", must be one of: AccountId, IdentityPoolId, Logins`,
		},
	},
	"unknown shorthand key": {
		line: `cognito-idp create-user-pool-client --user-pool-id p --client-name c --token-validity-units Id=a`,
		says: []string{`Unknown parameter in TokenValidityUnits: "Id", must be one of: AccessToken, IdToken, RefreshToken`},
	},
	"shorter than its minimum": {
		line: `cognito-identity get-id --identity-pool-id ''`,
		says: []string{`Invalid length for parameter IdentityPoolId, value: 0, valid min length: 1`},
	},
	"list shorter than its minimum": {
		line: `cognito-identity delete-identities --identity-ids-to-delete`,
		says: []string{`Invalid length for parameter IdentityIdsToDelete, value: 0, valid min length: 1`},
	},
	"number below its minimum": {
		line: `cognito-identity list-identity-pools --max-results 0`,
		says: []string{`Invalid value for parameter MaxResults, value: 0, valid min value: 1`},
	},
	"number far below its minimum": {
		line: `cognito-identity list-identity-pools --max-results -99999999999999999999`,
		says: []string{`Invalid value for parameter MaxResults, value: -99999999999999999999, valid min value: 1`},
	},
	"page size below the minimum": {
		line: `cognito-idp list-users --user-pool-id p --page-size=-1`,
		says: []string{`Invalid value for parameter Limit, value: -1, valid min value: 0`},
	},
	"text for a structure": {
		line: `cognito-idp create-user-pool --pool-name P --policies PasswordPolicy=x`,
		says: []string{`Invalid type for parameter Policies.PasswordPolicy, value: x, type: <class 'str'>, valid types: ` +
			`<class 'dict'>`},
	},
	"structure for a list": {
		line: `cognito-idp update-user-attributes --access-token t --user-attributes file://pair.txt`,
		says: []string{`Invalid type for parameter UserAttributes, value: …, type: <class 'dict'>, valid types: ` +
			`<class 'list'>, <class 'tuple'>`},
	},
	"every type": {
		line: `cognito-idp create-user-pool --cli-input-json '{"PoolName":1,"AliasAttributes":"x","UserPoolTags":true,` +
			`"Policies":{"PasswordPolicy":{"MinimumLength":1.0,"RequireNumbers":1}},"MfaConfiguration":null}'`,
		says: []string{
			`Invalid type for parameter PoolName, value: 1, type: <class 'int'>, valid types: <class 'str'>`,
			`Invalid type for parameter AliasAttributes, value: x, type: <class 'str'>, valid types: <class 'list'>, ` +
				`<class 'tuple'>`,
			`Invalid type for parameter UserPoolTags, value: True, type: <class 'bool'>, valid types: <class 'dict'>`,
			`Invalid type for parameter Policies.PasswordPolicy.MinimumLength, value: 1.0, type: <class 'float'>, ` +
				`valid types: <class 'int'>`,
			`Invalid type for parameter Policies.PasswordPolicy.RequireNumbers, value: 1, type: <class 'int'>, ` +
				`valid types: <class 'bool'>`,
			`Invalid type for parameter MfaConfiguration, value: None, type: <class 'NoneType'>, valid types: <class 'str'>`,
		},
	},
	"true is a number, and below the minimum": {
		line: `cognito-idp create-user-pool --cli-input-json '{"PoolName":"P","Policies":{"PasswordPolicy":` +
			`{"MinimumLength":true}}}'`,
		says: []string{`Invalid value for parameter Policies.PasswordPolicy.MinimumLength, value: True, valid min value: 6`},
	},
	"key of a map": {
		line: `cognito-identity get-id --identity-pool-id i --logins '{"":"x"}'`,
		says: []string{`Invalid length for parameter Logins (key: …), value: 0, valid min length: 1`},
	},
	"value of a map": {
		line: `cognito-identity get-id --identity-pool-id i --logins '{"a":["x"]}'`,
		says: []string{`Invalid type for parameter Logins.…, value: …, type: <class 'list'>, valid types: <class 'str'>`},
	},
	"secret of another type": {
		line: `cognito-idp sign-up --cli-input-json '{"ClientId":"c","Username":["hunter2"],"Password":123456}'`,
		says: []string{
			`Invalid type for parameter Username, value: …, type: <class 'list'>, valid types: <class 'str'>`,
			`Invalid type for parameter Password, value: …, type: <class 'int'>, valid types: <class 'str'>`,
		},
	},
	"what holds a secret, as text": {
		line: `cognito-idp update-user-attributes --access-token t --user-attributes '["hunter2"]'`,
		says: []string{`Invalid type for parameter UserAttributes[0], value: …, type: <class 'str'>, valid types: ` +
			`<class 'dict'>`},
	},
	"several for a member of cognito-sync": {
		line: `cognito-sync update-records --identity-pool-id '' --identity-id i --dataset-name d --sync-session-token t ` +
			`--record-patches '[{"Op":"remove","Key":"k","SyncCount":"1","DeviceLastModifiedDate":[]}]'`,
		says: []string{
			`Invalid length for parameter IdentityPoolId, value: 0, valid min length: 1`,
			`Invalid type for parameter RecordPatches[0].SyncCount, value: 1, type: <class 'str'>, valid types: <class 'int'>`,
			`Invalid type for parameter RecordPatches[0].DeviceLastModifiedDate, value: …, type: <class 'list'>, ` +
				`valid types: <class 'datetime.datetime'>, timestamp-string`,
		},
	},
}

// unrefused are lines that the real command line sends although the service will refuse them.
var unrefused = map[string]string{
	"longer than its maximum":  `cognito-idp create-user-pool --pool-name ` + strings.Repeat("x", 200),
	"number above its maximum": `cognito-identity list-identity-pools --max-results 61`,
	"against a pattern":        `cognito-identity get-id --identity-pool-id 'x y'`,
	"none of an enum":          `cognito-idp create-user-pool --pool-name P --mfa-configuration MAYBE`,
	"true for a number":        `cognito-identity list-identity-pools --cli-input-json '{"MaxResults":true}'`,
	"true for a time": `cognito-sync update-records --identity-pool-id i --identity-id i --dataset-name d ` +
		`--sync-session-token t --record-patches '[{"Op":"remove","Key":"k","SyncCount":1,"DeviceLastModifiedDate":true}]'`,
}

func TestRefusals(t *testing.T) {
	reader := readerIn(writeFiles(t))
	for name, row := range refusals {
		request, err := reader.Read(shellWords(t, row.line))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		got := slices.Clone(request.Refusal)
		if len(got) > 0 && got[0] == validationFailed {
			got = got[1:]
		}
		if !slices.Equal(got, row.says) {
			t.Errorf("%s: refusal\n%s, want\n%s", name, strings.Join(got, "\n"), strings.Join(row.says, "\n"))
		}
		if strings.Contains(strings.Join(got, ""), "hunter2") {
			t.Errorf("%s: a secret is shown", name)
		}
	}
	for name, line := range unrefused {
		if request, err := reader.Read(shellWords(t, line)); err != nil || request.Refusal != nil {
			t.Errorf("%s: %v, %v", name, request, err)
		}
	}
}

// TestMissing: what is demanded of the options, and where nothing is.
func TestMissing(t *testing.T) {
	for line, want := range map[string][]string{
		"cognito-identity update-identity-pool": {
			"--identity-pool-id", "--identity-pool-name",
		},
		"cognito-identity update-identity-pool --identity-pool-name x": {"--identity-pool-id"},
		"cognito-identity update-identity-pool --cli-input-json {}":    nil,
		"cognito-identity update-identity-pool --cli-input-json={}": {
			"--identity-pool-id", "--identity-pool-name",
		},
		"cognito-identity update-identity-pool --generate-cli-skeleton":                     nil,
		"cognito-identity list-identity-pools --page-size 3":                                {"--max-results"},
		"cognito-idp get-user --access-token t":                                             nil,
		"cognito-identity update-identity-pool --identity-pool-n x --identity-pool-i y":     nil,
		"cognito-identity update-identity-pool --identity-pool-id= --identity-pool-name= -": nil,
	} {
		request, err := Read(strings.Fields(strings.TrimSuffix(line, " -")))
		if err != nil {
			t.Errorf("%s: %v", line, err)
			continue
		}
		if isDemand(request.Refusal) {
			missing := []string{"the following arguments are required: " + strings.Join(want, ", ")}
			if want == nil || !slices.Equal(request.Refusal, missing) {
				t.Errorf("%s: %v, want %v", line, request.Refusal, want)
			}
		} else if want != nil {
			t.Errorf("%s: %v, want %v", line, request.Refusal, want)
		}
	}
}

// isDemand tells whether a refusal is about missing options.
func isDemand(refusal []string) bool { return len(refusal) > 0 && refusal[0] != validationFailed }

// saysSame tells whether a refusal is what the real command line wrote, in any order: it takes required members in the
// order of the model's own list.
func saysSame(refusal []string, stderr string) bool {
	if len(refusal) == 0 {
		return false
	}
	_, after, found := strings.Cut(stderr, refusal[0]+"\n")
	if isDemand(refusal) || !found {
		return found
	}
	real := strings.Split(strings.TrimRight(after, "\n"), "\n")
	if len(real) != len(refusal)-1 {
		return false
	}
	for _, line := range refusal[1:] {
		pattern := regexp.MustCompile("^" + strings.ReplaceAll(regexp.QuoteMeta(line), elided, ".*") + "$")
		i := slices.IndexFunc(real, pattern.MatchString)
		if i < 0 {
			return false
		}
		real = slices.Delete(real, i, i+1)
	}
	return true
}

// TestRefusalsAsReal asks the real command line, with botocore's validation, which lines it sends and what it says to
// the others: those of the tables here and in read_test.go, and for every operation the skeleton, nothing, and
// skeletons that are changed at random.
func TestRefusalsAsReal(t *testing.T) {
	d := newDebian(t)
	var question asked
	ask := func(line string) { question.Lines = append(question.Lines, shellWords(t, line)) }
	for _, name := range slices.Sorted(maps.Keys(refusals)) {
		ask(refusals[name].line)
	}
	for _, name := range slices.Sorted(maps.Keys(unrefused)) {
		ask(unrefused[name])
	}
	for _, name := range slices.Sorted(maps.Keys(passed)) {
		ask(passed[name].line)
	}
	for _, name := range slices.Sorted(maps.Keys(syntax)) {
		ask(syntax[name].line)
	}
	random := rand.New(rand.NewPCG(12, 6))
	for _, op := range validator.Operations() {
		command := []string{op.Service(), commandName(bareName(op)), "--no-paginate", "--cli-input-json"}
		for n := range 6 {
			v := makeSample(describe(op))
			if n > 0 {
				v = mutate(random, v, float64(n)/20)
			}
			text := "{}"
			if o, ok := v.(*object); ok && n != 1 {
				text = string(appendJSON(nil, o, ""))
			}
			question.Lines = append(question.Lines, append(slices.Clone(command), text))
		}
	}
	sent := 0
	kinds := map[string]int{}
	for i, result := range d.ask(t, true, false, question).Results {
		line := question.Lines[i]
		request, err := d.reader().Read(line)
		switch {
		case err != nil && result.Request == nil:
		case err != nil:
			t.Errorf("%q: %v; the real command line sends %s", line, err, result.Request.Body)
		case result.Request != nil && request.Refusal != nil:
			t.Errorf("%q: %s\nthe real command line sends %s", line, strings.Join(request.Refusal, "\n"), result.Request.Body)
		case result.Request != nil:
			sent++
		case !saysSame(request.Refusal, result.Stderr):
			t.Errorf("%q:\n%s\nthe real command line says\n%s", line, strings.Join(request.Refusal, "\n"), result.Stderr)
		default:
			for _, line := range request.Refusal {
				kinds[strings.Join(strings.Fields(line)[:2], " ")]++
			}
		}
	}
	if sent < 100 {
		t.Errorf("only %d of %d lines are sent", sent, len(question.Lines))
	}
	for _, kind := range []string{
		"Missing required", "Unknown parameter", "Invalid length", "Invalid value", "Invalid type", "the following",
	} {
		if kinds[kind] < 1 {
			t.Errorf("nothing is refused with %q: %v", kind, kinds)
		}
	}
	t.Logf("%d lines, %d sent, refusals %v", len(question.Lines), sent, kinds)
}

// mutate changes parts of a value, each with a probability: to another type, to nothing, without a member, with one
// more.
func mutate(random *rand.Rand, v any, probability float64) any {
	if random.Float64() < probability {
		switch random.IntN(9) {
		case 0:
			return "text"
		case 1:
			return number(fmt.Sprint(random.IntN(200) - 100))
		case 2:
			return number("1.5")
		case 3:
			return random.IntN(2) == 0
		case 4:
			return nil
		case 5:
			return []any{}
		case 6:
			return newObject()
		case 7:
			return []any{v, v}
		}
	}
	switch v := v.(type) {
	case []any:
		for i := range v {
			v[i] = mutate(random, v[i], probability)
		}
	case *object:
		for _, name := range slices.Clone(v.names) {
			if random.Float64() < probability {
				v.remove(name)
				continue
			}
			v.values[name] = mutate(random, v.values[name], probability)
		}
		if random.Float64() < probability {
			v.set("Colour", "blue")
		}
	}
	return v
}
