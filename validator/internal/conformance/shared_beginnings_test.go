package conformance

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/cognitocheck/cognitocheck/validator"
)

// TestSharedBeginnings: what a string is found to be does not depend on the one before it with the same pattern, of
// which the match is remembered as far as both are the same.
func TestSharedBeginnings(t *testing.T) {
	const arn = "arn:aws:lambda:eu-central-1:123456789012:function:customer-portal-pre-sign-up:live"
	random := rand.New(rand.NewPCG(1, 2))
	texts := []string{arn, "", "arn", "arn:aws:lambda:eu-central-1:123456789012:function:", strings.Repeat("a", 300)}
	for range 300 {
		text := texts[random.IntN(len(texts))]
		switch at := random.IntN(len(text) + 1); random.IntN(9) {
		case 0:
			text = text[:at]
		case 1:
			text = text[:at] + string(`: /é"\`[random.IntN(5)]) + text[at:]
		case 2:
			text = text[:at] + arn[min(at, len(arn)):]
		case 3:
			text = strings.ToUpper(text[:at]) + text[at:]
		case 4:
			text += ":more"
		case 5:
			text = text[at:] + text[:at]
		default:
			text = arn[:random.IntN(34)+48] + "name"[:random.IntN(4)+1]
		}
		texts = append(texts, strings.ToValidUTF8(text, "ü"))
	}
	quote := func(text string) string {
		quoted, err := json.Marshal(text)
		if err != nil {
			t.Fatal(err)
		}
		if random.IntN(8) == 0 { // The same text, written in another way.
			return strings.Replace(string(quoted), "a", `\u0061`, 1)
		}
		return string(quoted)
	}
	members := []string{"PreSignUp", "CustomMessage", "PostConfirmation"}
	found := func(body string) string {
		return codes(mustCheck(t, "CreateUserPool", body, validator.Options{}).Violations)
	}
	invalid := 0
	for range 3000 {
		var all, alone []string
		for _, member := range members {
			value := fmt.Sprintf("%q:%s", member, quote(texts[random.IntN(len(texts))]))
			all = append(all, value)
			if one := found(`{"PoolName":"p","LambdaConfig":{` + value + `}}`); one != "" {
				alone = append(alone, one)
			}
		}
		if have, want := found(`{"PoolName":"p","LambdaConfig":{`+strings.Join(all, ",")+`}}`),
			strings.Join(alone, " "); have != want {
			t.Fatalf("%s: %q, one by one %q", all, have, want)
		}
		if len(alone) > 0 {
			invalid++
		}
	}
	if invalid < 100 || invalid > 2900 {
		t.Errorf("%d of 3000 are invalid", invalid)
	}
}
