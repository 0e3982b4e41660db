package main

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/cognitocheck/cognitocheck/schemas"
)

// TestAnchoredAsPublished holds anchored and unanchored to patterns as they are published in both forms: botocore
// 1.43.11, and for Smithy awslabs/aws-sdk-rust (1496d52f) and aws/aws-sdk-js-v3 (015101250c42 and 22eff2ca). More of
// them are in testdata/public.
func TestAnchoredAsPublished(t *testing.T) {
	const message = `[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*`
	for shape, forms := range map[string]struct{ botocore, smithy string }{
		"cognito-sync AssumeRoleArn":             {`arn:aws:iam::\d+:role/.*`, `^arn:aws:iam::\d+:role/`},
		"cognito-sync DatasetName":               {`[a-zA-Z0-9_.:-]+`, `^[a-zA-Z0-9_.:-]+$`},
		"cognito-sync IdentityId":                {`[\w-]+:[0-9a-f-]+`, `^[\w-]+:[0-9a-f-]+$`},
		"cognito-identity IdentityPoolId":        {`[\w-]+:[0-9a-f-]+`, `^[\w-]+:[0-9a-f-]+$`},
		"cognito-identity IdentityPoolName":      {`[\w\s+=,.@-]+`, `^[\w\s+=,.@-]+$`},
		"cognito-identity IdentityProviderId":    {`[\w.;_/-]+`, `^[\w.;_/-]+$`},
		"cognito-identity RoleType":              {`(un)?authenticated`, `^(un)?authenticated$`},
		"cognito-idp SmsInviteMessageType":       {`(?s).*`, `^(?s)`},
		"cognito-idp SmsVerificationMessageType": {`.*\{####\}.*`, `\{####\}`},
		"cognito-idp EmailInviteMessageType":     {message, `^` + message + `$`},
		"cognito-idp EmailMfaMessageType": {
			message + `\{####\}` + message, `^` + message + `\{####\}` + message + `$`,
		},
		"cognito-idp ProviderNameTypeV2": {
			`[^_\p{Z}][\p{L}\p{M}\p{S}\p{N}\p{P}][^_\p{Z}]+`, `^[^_\p{Z}][\p{L}\p{M}\p{S}\p{N}\p{P}][^_\p{Z}]+$`,
		},
		"cognito-idp DeviceKeyType":       {`[\w-]+_[0-9a-f-]+`, `^[\w-]+_[0-9a-f-]+$`},
		"cognito-idp PasswordType":        {`[\S]+`, `^[\S]+$`},
		"cognito-idp SESConfigurationSet": {`^[a-zA-Z0-9_-]+$`, `^[a-zA-Z0-9_-]+$`},
		"cognito-idp S3BucketType":        {`^[0-9A-Za-z\.\-_]*(?<!\.)$`, `^[0-9A-Za-z\.\-_]*(?<!\.)$`},
	} {
		if got := anchored(forms.botocore); got != forms.smithy {
			t.Errorf("%s: anchored %s, published %s", shape, got, forms.smithy)
		}
		back := unanchored(forms.smithy)
		if ownPair := strings.HasPrefix(forms.botocore, "^"); !ownPair && back != forms.botocore {
			t.Errorf("%s: unanchored %s, published %s", shape, back, forms.botocore)
		}
		want, err := portablePattern(forms.botocore)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := portablePattern(back); err != nil || got != want {
			t.Errorf("%s: what Smithy's form says is %s, %v; want %s", shape, got, err, want)
		}
	}
}

// TestDecideAnchors pins what patterns of Smithy's form are read as, and what is said of it.
func TestDecideAnchors(t *testing.T) {
	for name, test := range map[string]struct{ smithy, known, want, said string }{
		"added": {`^[\w]+$`, `[\w]+`, `[\w]+`, "1 pattern is as in the document at hand"},
		"the service's own": {
			`^[0-9a-f]+$`, `^[0-9a-f]+$`, `^[0-9a-f]+$`, "1 pattern is as in the document at hand",
		},
		"not known":             {`^[0-9a-f]+$`, ``, `[0-9a-f]+`, "1 pattern lost its ^ and $"},
		"another pattern known": {`^[0-9a-f]+$`, `^[0-9]+$`, `[0-9a-f]+`, "1 pattern lost its ^ and $"},
		"twice":                 {`^^a$$`, ``, `^a$`, "1 pattern lost its ^ and $"},
		"known with anything after it": {
			`^arn:aws:iam::\d+:role/`, `arn:aws:iam::\d+:role/.*`, `arn:aws:iam::\d+:role/.*`,
			"S: ^arn:aws:iam::\\d+:role/ is read as arn:aws:iam::\\d+:role/.* (the document at hand has it so)",
		},
		"anything after it":         {`^a+`, ``, `a+.*`, "^a+ is read as a+.* (no document at hand has it"},
		"anything before it":        {`a+$`, ``, `.*a+`, "a+$ is read as .*a+ (no document"},
		"anything around it":        {`\{#\}`, ``, `.*\{#\}.*`, `\{#\} is read as .*\{#\}.* (no document`},
		"any text":                  {`^(?s)`, ``, `(?s).*`, "^(?s) is read as (?s).* (no document"},
		"an escaped dollar":         {`^a\$`, ``, `a\$.*`, `^a\$ is read as a\$.* (no document`},
		"a backslash before $":      {`^a\\$`, ``, `a\\`, "1 pattern lost its ^ and $"},
		"an escaped dot":            {`^a\.*$`, `a\.*`, `a\.*`, "1 pattern is as"},
		"alternatives, known":       {`^a|b$`, `a|b`, `a|b`, "1 pattern is as"},
		"alternatives, all of them": {`^a$|^b$`, ``, `^a$|^b$`, ""},
		"alternatives in a group":   {`^(a|b)$`, ``, `(a|b)`, "1 pattern lost"},
		"a bar in a class":          {`^[|]$`, ``, `[|]`, "1 pattern lost"},
		"a bar in a class with ]":   {`^[^]|]$`, ``, `[^]|]`, "1 pattern lost"},
		"an escaped bar":            {`^a\|b$`, ``, `a\|b`, "1 pattern lost"},
	} {
		m := newModel()
		shape := m.refer("S")
		shape.Type, shape.ServicePattern = schemas.String, test.smithy
		known := &schemas.Service{Shapes: []*schemas.Shape{{Name: "S", Type: schemas.String, ServicePattern: test.known}}}
		m.decideAnchors(known)
		if shape.ServicePattern != test.want || m.refused["S"] != nil {
			t.Errorf("%s: %s, %v; want %s", name, shape.ServicePattern, m.refused["S"], test.want)
		}
		said := strings.Join(describeDecisions(m.decided), "\n")
		if !strings.Contains(said, test.said) || test.said == "" && said != "" {
			t.Errorf("%s: said %q, want %q", name, said, test.said)
		}
	}
}

// TestManyDecisions holds the output to one line for many patterns of one kind.
func TestManyDecisions(t *testing.T) {
	var all []decision
	for _, shape := range strings.Fields("A B C D E F G H I J") {
		all = append(all, decision{shape: shape, text: "^a$", read: "a"})
	}
	want := []string{"10 patterns lost their ^ and $, which Smithy's form adds and no document at hand has: " +
		"A, B, C, D, E, F, G, H and 2 more"}
	if got := describeDecisions(all); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestPublicForms holds excerpts of public models in the two forms to the same shapes. They are of botocore 1.43.11
// (May 2026), of awslabs/aws-sdk-rust at 1496d52f (cognito-idp) and of aws/aws-sdk-js-v3 at 015101250c42
// (cognito-sync): the published text without prose, endpoint rules, and operations and shapes that are not listed.
func TestPublicForms(t *testing.T) {
	for _, known := range []string{"", ".."} {
		for _, service := range []string{"cognito-idp", "cognito-sync"} {
			botocore, err := readModel(readFile(t, "testdata/public/"+service+".service-2.json"), known)
			if err != nil {
				t.Fatal(err)
			}
			smithy, err := readModel(readFile(t, "testdata/public/"+service+".smithy.json"), known)
			if err != nil {
				t.Fatal(err)
			}
			for name, want := range botocore.shapes {
				have := smithy.shapes[name]
				if have == nil {
					t.Errorf("%s: Smithy's form has no shape %s", service, name)
					continue
				}
				wantShape, haveShape := *want, *have
				if knownPattern(smithy.known, name) == "" {
					// Whether the service's own text has the pair is not in Smithy's form, and changes nothing.
					wantShape.ServicePattern = strings.TrimSuffix(strings.TrimPrefix(want.ServicePattern, "^"), "$")
				}
				if !reflect.DeepEqual(haveShape, wantShape) {
					t.Errorf("%s, known %q: shape %s\nSmithy   %+v\nbotocore %+v", service, known, name, haveShape, wantShape)
				}
			}
			for _, m := range []*model{botocore, smithy} {
				for _, op := range m.service.Operations {
					op.Errors = nil // The two are of different days; botocore's has an exception more.
				}
			}
			a, err := botocore.finish()
			if err != nil {
				t.Fatal(err)
			}
			b, err := smithy.finish()
			if err != nil {
				t.Fatal(err)
			}
			if known != "" && string(schemas.Format(a)) != string(schemas.Format(b)) {
				t.Errorf("%s: two documents\n%s\n%s", service, schemas.Format(a), schemas.Format(b))
			}
		}
	}
}
