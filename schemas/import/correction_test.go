package main

import (
	"bytes"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cognitocheck/cognitocheck/schemas"
	"github.com/cognitocheck/cognitocheck/schemas/reference"
)

// evidence is a request or a response whose verdict hangs on one entry of corrections.yaml. An entry that changes a
// printed name changes no verdict; its evidence is the name.
type evidence struct {
	operation string
	response  bool
	body      string
	valid     bool // with the entry; without it the verdict is the other one
	printed   string
	hidden    bool // what the entry is about is sensitive with it, and not without
}

// evidences are by entry, as its String says it.
var evidences = map[string][]evidence{
	"cognito-idp DomainType": {
		{operation: "DescribeUserPoolDomain", body: `{"Domain":"auth.example.com"}`, valid: true},
		{
			operation: "DescribeUserPool", response: true, valid: true,
			body: `{"UserPool":{"Domain":"example","CustomDomain":"auth.example.com"}}`,
		},
	},
	"cognito-idp PasswordType": {
		{operation: "SignUp", body: `{"ClientId":"a","Username":"a","Password":"two words"}`, valid: true},
		{operation: "SignUp", body: `{"ClientId":"a","Username":"a","Password":"1"}`, valid: false},
	},
	"cognito-identity IdentityProviders":                          {{hidden: true}},
	"cognito-identity SessionTokenString":                         {{hidden: true}},
	"cognito-idp ProviderDetailsType":                             {{hidden: true}},
	"cognito-idp ClientMetadataType":                              {{hidden: true}},
	"cognito-idp HttpHeader.headerValue":                          {{hidden: true}},
	"cognito-idp ContextDataType.EncodedData":                     {{hidden: true}},
	"cognito-idp DeviceSecretVerifierConfigType.PasswordVerifier": {{hidden: true}},
	"cognito-sync SyncSessionToken":                               {{hidden: true}},
	"cognito-sync RecordValue":                                    {{hidden: true}},
	"cognito-sync PushToken":                                      {{hidden: true}},
	"cognito-idp SmsVerificationMessageType": {
		{operation: "CreateUserPool", body: `{"PoolName":"a","SmsVerificationMessage":"Code:\n{####}"}`, valid: true},
	},
	"cognito-idp EmailInviteMessageType in requests": {{
		operation: "CreateUserPool", valid: false,
		body: `{"PoolName":"a","AdminCreateUserConfig":{"InviteMessageTemplate":{"EmailMessage":"Welcome"}}}`,
	}},
	"cognito-idp SmsInviteMessageType in requests": {{
		operation: "CreateUserPool", valid: false,
		body: `{"PoolName":"a","AdminCreateUserConfig":{"InviteMessageTemplate":{"SMSMessage":"Welcome"}}}`,
	}},
	"cognito-idp AdminCreateUserConfigType.InviteMessageTemplate": {{printed: "InviteMessage"}},
	"cognito-idp MessageTemplateType.SMSMessage":                  {{printed: "SmsMessage"}},
	"cognito-idp ExplicitAuthFlowsType": {{
		operation: "CreateUserPoolClient", valid: true,
		body: `{"UserPoolId":"us-east-1_a","ClientName":"a","ExplicitAuthFlows":["ALLOW_CLIENT_TOKEN_AUTH"]}`,
	}},
	"cognito-idp CustomAttributeNameType in responses": {{
		operation: "DescribeUserPool", response: true, valid: true,
		body: `{"UserPool":{"SchemaAttributes":[{"Name":"phone_number_verified"}]}}`,
	}},
	"cognito-idp CustomDomainConfigType.CertificateArn in responses": {{
		operation: "DescribeUserPoolDomain", response: true, valid: true,
		body: `{"DomainDescription":{"CustomDomainConfig":{}}}`,
	}},
	"cognito-idp CompletionMessageType": {{
		operation: "DescribeUserImportJob", response: true, valid: true,
		body: `{"UserImportJob":{"CompletionMessage":"The job is done."}}`,
	}},
	"cognito-idp WebAuthnCredentialDescription.AuthenticatorTransports": {{
		operation: "ListWebAuthnCredentials", response: true, valid: true,
		body: `{"Credentials":[{"CredentialId":"a","FriendlyCredentialName":"a","RelyingPartyId":"a","CreatedAt":1}]}`,
	}},
}

// isHidden tells whether what a correction is about is sensitive, all of it or the values of its keys.
func isHidden(s *schemas.Service, c *correction) bool {
	all := map[*schemas.Shape]bool{}
	for _, op := range s.Operations {
		collectShapes(op.Input, all)
		collectShapes(op.Output, all)
	}
	for shape := range all {
		if shape.Name != c.structure() {
			continue
		}
		if _, name, ok := strings.Cut(c.Member, "."); ok {
			return shape.Member(name).Sensitive
		}
		return shape.Sensitive || len(c.Keys) > 0 && slices.Equal(shape.SensitiveKeys, c.Keys)
	}
	return false
}

// TestEveryCorrectionCounts judges each evidence with all corrections, and with all but its own.
func TestEveryCorrectionCounts(t *testing.T) {
	all, err := readCorrections(schemas.Corrections)
	if err != nil {
		t.Fatal(err)
	}
	paths := models(t)
	correct := func(service string, corrections []*correction) *schemas.Service {
		i := slices.IndexFunc(paths, func(path string) bool { return strings.HasPrefix(filepath.Base(path), service+".") })
		one, err := importModel(readFile(t, paths[i]), options{}, corrections)
		if err != nil {
			t.Fatal(err)
		}
		return one.service
	}
	with := map[string]*schemas.Service{}
	seen := map[string]bool{}
	for _, entry := range all {
		seen[entry.String()] = true
		if with[entry.Service] == nil {
			with[entry.Service] = correct(entry.Service, all)
		}
		others := slices.DeleteFunc(slices.Clone(all), func(c *correction) bool { return c == entry })
		without := correct(entry.Service, others)
		if len(evidences[entry.String()]) == 0 {
			t.Errorf("%s: no evidence in this test", entry)
		}
		for _, e := range evidences[entry.String()] {
			if e.hidden {
				if !isHidden(with[entry.Service], entry) || isHidden(without, entry) {
					t.Errorf("%s: it is not sensitive, or would be without the entry", entry)
				}
				continue
			}
			if e.printed != "" {
				have, had := printedName(with[entry.Service], entry), printedName(without, entry)
				if have != e.printed || had == e.printed {
					t.Errorf("%s: printed as %q, without the entry %q; want %q", entry, have, had, e.printed)
				}
				continue
			}
			have, had := judge(t, with[entry.Service], e), judge(t, without, e)
			if (have == nil) != e.valid || (had == nil) == e.valid {
				t.Errorf("%s: %s\nwith the entry, want valid %t: %v\nwithout it: %v", entry, e.body, e.valid, have, had)
			}
		}
	}
	for name := range evidences {
		if !seen[name] {
			t.Errorf("%s: evidence of an entry that is not there", name)
		}
	}
}

// judge validates a body with the reference engine.
func judge(t *testing.T, s *schemas.Service, e evidence) error {
	t.Helper()
	m, err := schemas.New(schemas.Format(s))
	if err != nil {
		t.Fatal(err)
	}
	engine, err := reference.New(m)
	if err != nil {
		t.Fatal(err)
	}
	compile := engine.Compile
	if e.response {
		compile = engine.CompileResponse
	}
	schema, err := compile(s.Name + "." + e.operation)
	if err != nil {
		t.Fatal(err)
	}
	body, err := reference.Decode([]byte(e.body))
	if err != nil {
		t.Fatal(err)
	}
	return schema.Validate(body)
}

// printedName returns the printed name of an entry's member, and nothing if shapes of the service differ in it. A shape
// of one side has the name of its model's with the side added.
func printedName(s *schemas.Service, entry *correction) string {
	_, member, _ := strings.Cut(entry.Member, ".")
	var names []string
	for _, shape := range s.Shapes {
		if m := shape.Member(member); m != nil && strings.HasPrefix(shape.Name, entry.structure()) {
			names = append(names, m.Printed)
		}
	}
	if names = slices.Compact(names); len(names) == 1 {
		return names[0]
	}
	return ""
}

// shared is a model with shapes that requests and responses share, in botocore's form.
const shared = `{
	"metadata": {
		"apiVersion": "1", "endpointPrefix": "shared", "protocol": "json", "jsonVersion": "1.1", "targetPrefix": "S"
	},
	"operations": {
		"Get": {"http": {"method": "POST", "requestUri": "/"}, "input": {"shape": "Key"}, "output": {"shape": "Shelf"}},
		"Put": {"http": {"method": "POST", "requestUri": "/"}, "input": {"shape": "Shelf"}, "output": {"shape": "Receipt"}}
	},
	"shapes": {
		"Key": {"type": "structure", "members": {"Name": {"shape": "Name"}}},
		"Shelf": {"type": "structure", "members": {"Boxes": {"shape": "Boxes"}, "Label": {"shape": "Label"}}},
		"Boxes": {"type": "list", "member": {"shape": "Box"}, "max": 4},
		"Box": {"type": "structure", "required": ["Name"], "members": {
			"Name": {"shape": "Name"}, "Inner": {"shape": "Boxes"}, "Kind": {"shape": "Kind"}, "Secret": {"shape": "Secret"}}},
		"Name": {"type": "string", "min": 1, "max": 9, "pattern": "[a-z]+"},
		"Label": {"type": "string", "max": 5},
		"Kind": {"type": "string", "enum": ["A", "B"]},
		"Secret": {"type": "string", "sensitive": true},
		"Receipt": {"type": "structure", "members": {"Number": {"shape": "Number"}}},
		"Number": {"type": "integer", "min": 1},
		"Failure": {"type": "structure", "members": {"Reason": {"shape": "Reason"}}, "exception": true},
		"Reason": {"type": "string", "max": 3}
	}
}`

// entries writes a list of corrections. Each is given by its fields but for source, date and why.
func entries(fields ...string) string {
	var out strings.Builder
	for _, f := range fields {
		out.WriteString("- {service: shared, source: s, date: '2026-01-01', why: w, " + f + "}\n")
	}
	return out.String()
}

// correctShared reads the model above with these corrections.
func correctShared(t *testing.T, list string) (*schemas.Service, []*correction, error) {
	t.Helper()
	corrections, err := readCorrections([]byte(list))
	if err != nil {
		t.Fatal(err)
	}
	m, err := readModel([]byte(shared), "")
	if err != nil {
		t.Fatal(err)
	}
	overtaken, err := m.correct(corrections)
	if err != nil {
		return nil, nil, err
	}
	s, err := m.finish()
	return s, overtaken, err
}

// TestCorrections pins what entries change in a model, and that nothing else is changed.
func TestCorrections(t *testing.T) {
	before, _, err := correctShared(t, "")
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		fields string
		want   []string
	}{
		"pattern":    {`shape: Name, pattern: '\d+'`, []string{`pattern of shape Name: \d+, was [a-z]+`}},
		"no pattern": {"shape: Name, pattern: none", []string{"pattern of shape Name: none, was [a-z]+"}},
		"a new one":  {"shape: Label, pattern: a*", []string{"pattern of shape Label: a*, was none"}},
		"bounds": {"shape: Name, min: 2, max: '7'", []string{
			"minimum of shape Name: 2, was 1", "maximum of shape Name: 7, was 9",
		}},
		"no bounds": {"shape: Name, min: none, max: none", []string{
			"minimum of shape Name: none, was 1", "maximum of shape Name: none, was 9",
		}},
		"a new bound":  {"shape: Number, max: 3", []string{"maximum of shape Number: 3, was none"}},
		"enum":         {"shape: Kind, enum: [B, C]", []string{`enum value "C" of shape Kind is new`}},
		"optional":     {"member: Box.Name, required: false", []string{"member Box.Name is no longer required"}},
		"required":     {"member: Box.Kind, required: true", []string{"member Box.Kind is required now"}},
		"printed":      {"member: Box.Kind, printed: Sort", []string{"printed name of member Box.Kind: Sort, was none"}},
		"on one side":  {"shape: Number, in: responses, max: 3", []string{"maximum of shape Number: 3, was none"}},
		"on one side,": {"member: Key.Name, in: requests, required: true", []string{"member Key.Name is required now"}},
		"in requests of both": {"shape: Label, in: requests, max: 3", []string{
			"input of operation Put: ShelfInRequests, was Shelf", "shape ShelfInRequests is new", "shape LabelInRequests is new",
		}},
		"in responses of both": {"shape: Label, in: responses, max: none", []string{
			"output of operation Get: ShelfInResponses, was Shelf", "shape ShelfInResponses is new",
			"shape LabelInResponses is new",
		}},
		// Key is of requests alone, and refers to the name of requests; the shapes in a circle are copied as one.
		"deep, and in a circle": {"shape: Name, in: requests, max: 3", []string{
			"input of operation Put: ShelfInRequests, was Shelf", "shape of member Key.Name: NameInRequests, was Name",
			"shape ShelfInRequests is new", "shape BoxesInRequests is new", "shape BoxInRequests is new",
			"shape NameInRequests is new",
		}},
	} {
		after, overtaken, err := correctShared(t, entries(test.fields))
		if err != nil || len(overtaken) > 0 {
			t.Errorf("%s: %v, overtaken %v", name, err, overtaken)
			continue
		}
		said := describeChanges(before, after)
		want := append([]string{"number of corrections: 1, was 0"}, test.want...)
		slices.Sort(said)
		slices.Sort(want)
		if !slices.Equal(said, want) {
			t.Errorf("%s:\nsaid %q\nwant %q", name, said, want)
		}
		if _, err := schemas.New(schemas.Format(after)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestBothSides corrects one shape in both, in requests and in responses, and looks at what each side has.
func TestBothSides(t *testing.T) {
	s, overtaken, err := correctShared(t, entries(
		"shape: Label, in: responses, max: 7", "shape: Label, in: requests, max: 6", "shape: Label, min: 2"))
	if err != nil || len(overtaken) > 0 || s.Corrections != 3 {
		t.Fatal(err, overtaken, s.Corrections)
	}
	for side, shelf := range map[string]*schemas.Shape{
		"requests":  s.Operation("Put").Input,
		"responses": s.Operation("Get").Output,
	} {
		label := shelf.Member("Label").Shape
		if want := map[string]int64{"requests": 6, "responses": 7}[side]; *label.Max != want || *label.Min != 2 {
			t.Errorf("%s: %d to %d, want 2 to %d", side, *label.Min, *label.Max, want)
		}
	}
	inner := s.Operation("Put").Input.Member("Boxes").Shape
	if inner.Element.Member("Inner").Shape != inner {
		t.Error("the circle of shapes is open")
	}
	if !s.Operation("Put").Input.Member("Boxes").Shape.Element.Member("Secret").Sensitive {
		t.Error("a secret is no longer one")
	}
}

// TestOvertakenCorrections holds entries that the model says by itself to being named, and to changing nothing.
func TestOvertakenCorrections(t *testing.T) {
	before, _, err := correctShared(t, "")
	if err != nil {
		t.Fatal(err)
	}
	for _, fields := range []string{
		"shape: Name, pattern: '[a-z]+'", "shape: Label, pattern: none", "shape: Name, min: 1, max: 9",
		"shape: Number, max: none", "shape: Kind, enum: [A]", "shape: Label, enum: [any]",
		"member: Box.Name, required: true", "member: Box.Kind, required: false",
		"shape: Label, in: requests, max: 5", "member: Box.Name, in: responses, required: true",
	} {
		after, overtaken, err := correctShared(t, entries(fields))
		if err != nil || len(overtaken) != 1 {
			t.Errorf("%s: %v, overtaken %v", fields, err, overtaken)
			continue
		}
		if !bytes.Equal(schemas.Format(before), schemas.Format(after)) {
			t.Errorf("%s: changes the document: %q", fields, describeChanges(before, after))
		}
	}
}

// TestCorrectionsThatFail pins the errors of entries that hit nothing, or make no sense there.
func TestCorrectionsThatFail(t *testing.T) {
	for fields, want := range map[string]string{
		"shape: Labels, max: 3":                            "no operation of the model has shape Labels; take the entry out",
		"shape: Reason, max: 2":                            "shared Reason: no operation of the model has shape Reason",
		"shape: Number, in: requests, max: 2":              "no request of the model has shape Number",
		"shape: Key, in: responses, min: none":             "no response of the model has shape Key",
		"member: Box.Weight, required: true":               "shared Box.Weight: the structure has no such member; take",
		"member: Crate.Name, required: true":               "no operation of the model has shape Crate",
		"member: Box.Key, in: requests, printed: K":        "shared Box.Key in requests: the structure has no such member",
		"member: Receipt.Number, in: requests, printed: N": "no request of the model has shape Receipt",
		"shape: Name, min: 10":                             "shared Name: minimum 10 is over maximum 9",
		"shape: Number, pattern: a":                        "shared Number: type integer with a pattern",
		"shape: Box, max: 3":                               "shared Box: type structure with a minimum or a maximum",
	} {
		if _, _, err := correctShared(t, entries(fields)); err == nil || !strings.Contains(err.Error(), want) ||
			!strings.HasPrefix(err.Error(), "schemas/corrections.yaml: ") {
			t.Errorf("%s: %v; want %s", fields, err, want)
		}
	}
	corrections, err := readCorrections([]byte(entries("shape: Label, max: 3")))
	if err != nil {
		t.Fatal(err)
	}
	if err := checkServices(corrections, []string{"cognito-idp", "shop"}); err == nil ||
		!strings.Contains(err.Error(), "shared Label: no service has that name") {
		t.Errorf("a service that is not there: %v", err)
	}
	if err := checkServices(corrections, []string{"shared"}); err != nil {
		t.Error(err)
	}
	// A shape of the model's own has the name that a copy would get.
	taken := strings.Replace(shared, `"Reason": {"type"`, `"LabelInRequests": {"type": "string"}, "Reason": {"type"`, 1)
	corrections[0].In = requests
	m, err := readModel([]byte(taken), "")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := m.correct(corrections); err == nil || !strings.Contains(err.Error(), "shape LabelInRequests already") {
		t.Errorf("a name that is taken: %v", err)
	}
}

// TestMalformedCorrections pins the errors of the file, which say in which line the entry begins.
func TestMalformedCorrections(t *testing.T) {
	const good = "# A comment.\n\n- service: a\n  shape: A\n  max: 3\n  source: s\n  date: '2026-01-02'\n  why: w\n"
	if list, err := readCorrections([]byte(good)); err != nil || len(list) != 1 || list[0].Max != "3" {
		t.Fatal(list, err)
	}
	if list, err := readCorrections([]byte("# Nothing yet.\n")); err != nil || len(list) != 0 {
		t.Error("an empty list:", list, err)
	}
	for name, test := range map[string]struct{ old, new, want string }{
		"no service": {"service: a\n  ", "", ":3: "},
		"no place":   {"  shape: A\n", "", ":3: a : name a shape or a member"},
		"two places": {"shape: A", "shape: A\n  member: A.B", "name a shape or a member, one of them"},
		"nothing changed": {"  max: 3\n", "", ":3: a A: a shape is changed by pattern, min, max, enum, sensitive or " +
			"sensitive_keys"},
		"a shape printed":      {"max: 3", "printed: b", "a shape is changed by pattern"},
		"a member bounded":     {"shape: A", "member: A.B", "a member is changed by required, printed or sensitive"},
		"a member without one": {"shape: A\n  max: 3", "member: A\n  required: true", "write a member as Structure.Member"},
		"a member of a member": {"shape: A\n  max: 3", "member: A.B.C\n  required: true", "write a member as Structure"},
		"another side":         {"max: 3", "max: 3\n  in: request", `:3: a A in request: in is requests or responses`},
		"no source":            {"  source: s\n", "", ":3: a A: say source, date and why"},
		"no date":              {"  date: '2026-01-02'\n", "", "say source, date and why"},
		"no reason":            {"  why: w\n", "", "say source, date and why"},
		"no day":               {"2026-01-02", "2026-02-30", `:3: a A: date "2026-02-30": want YYYY-MM-DD`},
		"no number":            {"max: 3", "max: three", `:3: a A: the bound "three" is neither a number nor none`},
		"a fraction":           {"max: 3", "min: 3.5", `the bound "3.5" is neither`},
		"an unknown pattern":   {"max: 3", "pattern: (?i)a", `:3: a A: pattern "(?i)a": no portable form`},
		"an unknown field":     {"max: 3", "maximum: 3", `[5:3] unknown field "maximum"`},
		"a list for a text":    {"max: 3", "max: [3]", "[5:8]"},
		"no list":              {"- service: a", "service: a", "["},
		"no YAML":              {"max: 3", "max: '3", "["},
		"an empty entry":       {"# A comment.\n\n", "# A comment.\n-\n", ":2: an empty entry"},
		"one place twice": {
			"# A comment.\n\n", good[len("# A comment.\n\n"):], ":7: a A: line 1 has an entry of this place already",
		},
	} {
		if strings.Count(good, test.old) != 1 {
			t.Errorf("%s: %q is %d times in the list", name, test.old, strings.Count(good, test.old))
			continue
		}
		_, err := readCorrections([]byte(strings.Replace(good, test.old, test.new, 1)))
		if err == nil || !strings.Contains(err.Error(), test.want) ||
			!strings.HasPrefix(err.Error(), "schemas/corrections.yaml:") {
			t.Errorf("%s: %v; want %s", name, err, test.want)
		}
	}
}

// TestUnclearConstraints holds corrections to settling what a model leaves open.
func TestUnclearConstraints(t *testing.T) {
	for name, test := range map[string]struct{ old, new, fields, want string }{
		"one anchor":       {`"[a-z]+"`, `"^[a-z]+"`, "shape: Name, pattern: '[a-z]+.*'", `"x-pattern": "[a-z]+.*"`},
		"an empty pattern": {`"[a-z]+"`, `""`, "shape: Name, pattern: none", `"maxLength": 9`},
		"an empty enum":    {`["A", "B"]`, `[]`, "shape: Kind, enum: [C]", `"C"`},
		"on one side":      {`"[a-z]+"`, `"^[a-z]+"`, "shape: Name, in: requests, pattern: a", `shape Name: pattern`},
	} {
		corrections, err := readCorrections([]byte(entries(test.fields)))
		if err != nil {
			t.Fatal(err)
		}
		model := []byte(strings.Replace(shared, test.old, test.new, 1))
		_, err = importModel(model, options{}, nil)
		if err == nil || !strings.Contains(err.Error(), "schemas/corrections.yaml") {
			t.Errorf("%s: without a correction: %v", name, err)
		}
		one, err := importModel(model, options{}, corrections)
		if err != nil {
			if !strings.Contains(err.Error(), test.want) {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		document := string(schemas.Format(one.service))
		if !strings.Contains(document, test.want) || one.service.Corrections != 1 {
			t.Errorf("%s: %d corrections; want %s in\n%s", name, one.service.Corrections, test.want, document)
		}
	}
}

// TestCorrectedForms lays one list over one service in both forms.
func TestCorrectedForms(t *testing.T) {
	list := strings.ReplaceAll(entries("shape: OrderId, pattern: none, max: 9", "shape: Kind, enum: [huge]",
		"member: PutOrderRequest.Lines, required: false", "member: Line.Count, in: requests, printed: Number",
		"shape: Size, in: responses, min: 1"), "service: shared", "service: shop")
	corrections, err := readCorrections([]byte(list))
	if err != nil {
		t.Fatal(err)
	}
	var documents []string
	for _, file := range []string{"shop.service-2.json", "shop.smithy.json"} {
		one, err := importModel(readFile(t, "testdata/fixture/"+file), options{known: "testdata/fixture"}, corrections)
		if err != nil {
			t.Fatal(err)
		}
		if one.service.Corrections != 5 {
			t.Errorf("%s: %d corrections", file, one.service.Corrections)
		}
		documents = append(documents, string(schemas.Format(one.service)))
	}
	if documents[0] != documents[1] {
		t.Errorf("two documents:\n%s\n%s", documents[0], documents[1])
	}
}
