package wire

import (
	"cmp"
	"encoding/json"
	"errors"
	"math"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"

	"github.com/cognitocheck/cognitocheck/schemas"
	"github.com/cognitocheck/cognitocheck/validator"
)

const (
	pool     = "us-east-1:0a1b2c3d-0000-4000-8000-00000000000e"
	escPool  = "us-east-1%3A0a1b2c3d-0000-4000-8000-00000000000e"
	identity = "us-east-1:0a1b2c3d-0000-4000-8000-00000000000f"
)

var recogniser = New()

// recognised returns the operation and the text to check; the operation is empty for a request without one, which
// comes with the reason.
func recognised(t *testing.T, r *http.Request, body string) (operation, text string, err error) {
	t.Helper()
	request, err := recogniser.Recognise(r)
	if err != nil {
		return "", "", err
	}
	request, read, err := request.Read([]byte(body), math.MaxInt)
	if err != nil {
		return "", "", err
	}
	return request.Operation, string(read), nil
}

// wantAmbiguous fails unless the error is an *AmbiguousError, or with false ErrUnrecognised.
func wantAmbiguous(t *testing.T, err error, ambiguous bool) {
	t.Helper()
	if errors.As(err, new(*AmbiguousError)) != ambiguous || !ambiguous && !errors.Is(err, ErrUnrecognised) {
		t.Errorf("ambiguous is %t, got %v", ambiguous, err)
	}
}

func checkValid(t *testing.T, operation, text string, valid bool, code string) {
	t.Helper()
	op, err := validator.Lookup(operation)
	if err != nil {
		t.Fatal(err)
	}
	report, err := op.Check([]byte(text), validator.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if report.Valid != valid {
		t.Fatalf("valid is %t: %s", report.Valid, report.JSON())
	}
	if !valid && report.Violations[0].Code != code {
		t.Errorf("code %s, want %s: %s", report.Violations[0].Code, code, report.JSON())
	}
}

func TestTarget(t *testing.T) {
	const getID = "AWSCognitoIdentityService.GetId"
	one := func(target string) http.Header {
		return http.Header{"X-Amz-Target": {target}, "Content-Type": {"application/x-amz-json-1.1"}}
	}
	with := func(header http.Header, more ...string) http.Header {
		for i := 0; i < len(more); i += 2 {
			header.Add(more[i], more[i+1])
		}
		return header
	}
	for name, test := range map[string]struct {
		method, url string // POST and / unless given
		header      http.Header
		operation   string
		unknown     bool
		ambiguous   bool
	}{
		"identity": {header: one(getID), operation: "cognito-identity.GetId"},
		"idp": {
			header: one("AWSCognitoIdentityProviderService.SignUp"), operation: "cognito-idp.SignUp",
		},
		"package": {
			header:    one("com.amazonaws.cognito.identity.model.AWSCognitoIdentityService.UpdateIdentityPool"),
			operation: "cognito-identity.UpdateIdentityPool",
		},
		"newer operation": {
			header: one("AWSCognitoIdentityService.GetNew2"), operation: "cognito-identity.GetNew2", unknown: true,
		},
		"parameters on the side": {url: "/?a=b;c&X-Amz-Date=1", header: one(getID), operation: "cognito-identity.GetId"},
		"other path":             {url: "/x", header: one(getID), operation: "cognito-identity.GetId"},
		"JSON 1.0": {
			header:    http.Header{"X-Amz-Target": {getID}, "Content-Type": {"Application/X-AMZ-JSON-1.0; Charset=\"UTF-8\""}},
			operation: "cognito-identity.GetId",
		},
		"query mode":      {header: with(one(getID), "X-Amzn-Query-Mode", "true"), operation: "cognito-identity.GetId"},
		"no content type": {header: http.Header{"X-Amz-Target": {getID}}, operation: "cognito-identity.GetId"},
		"hop by hop": {
			header:    with(one(getID), "Connection", "close, TE,keep-alive, X-Absent", "Te", "trailers"),
			operation: "cognito-identity.GetId",
		},
		"same method again": {
			header: with(one(getID), "X-HTTP-Method-Override", "post"), operation: "cognito-identity.GetId",
		},
		"one encoding": {header: with(one(getID), "Content-Encoding", "gzip"), operation: "cognito-identity.GetId"},

		"other service":      {header: one("DynamoDB_20120810.GetItem")},
		"bare name":          {header: one("GetId")},
		"none":               {header: http.Header{"Content-Type": {"application/json"}}},
		"two others":         {header: with(one("A.B"), "X-Amz-Target", "C.D")},
		"GET, other service": {method: "GET", header: one("A.B")},

		"full name":              {header: one("cognito-identity.GetId"), ambiguous: true},
		"command line's name":    {header: one("cognito-identity get-id"), ambiguous: true},
		"wrong case":             {header: one("awscognitoidentityservice.GetId"), ambiguous: true},
		"no operation":           {header: one("AWSCognitoIdentityService."), ambiguous: true},
		"no name":                {header: one("AWSCognitoIdentityService.Get Id"), ambiguous: true},
		"long name":              {header: one("AWSCognitoIdentityService." + strings.Repeat("a", 129)), ambiguous: true},
		"two":                    {header: with(one(getID), "X-Amz-Target", getID), ambiguous: true},
		"two, one of another":    {header: with(one("A.B"), "X-Amz-Target", getID), ambiguous: true},
		"two in one":             {header: one(getID + "," + getID), ambiguous: true},
		"two in one, for dots":   {header: one("X.SignUp." + getID), ambiguous: true},
		"GET":                    {method: "GET", header: one(getID), ambiguous: true},
		"OPTIONS":                {method: "OPTIONS", header: one(getID), ambiguous: true},
		"Action":                 {url: "/?Action=SignUp", header: one(getID), ambiguous: true},
		"Action, escaped":        {url: "/?%41ction=SignUp", header: one(getID), ambiguous: true},
		"Action, semicolon":      {url: "/?a=b;Action=SignUp", header: one(getID), ambiguous: true},
		"Action of another":      {url: "/?Action=RunInstances", header: one(getID), ambiguous: true},
		"Action, other target":   {url: "/?Action=SignUp", header: one("A.B"), ambiguous: true},
		"Action, empty target":   {url: "/?Action=SignUp", header: one(""), ambiguous: true},
		"Action, other path":     {url: "/x?Action=SignUp", header: one(getID), ambiguous: true},
		"target in the query":    {url: "/?x-amz-target=" + getID, header: http.Header{}, ambiguous: true},
		"target there as well":   {url: "/?X-Amz-Target=A.B", header: one(getID), ambiguous: true},
		"sync's path":            {url: "/identitypools/a/events", header: one(getID), ambiguous: true},
		"sync's path, tidied up": {url: "/x/../identitypools/a/events", header: one(getID), ambiguous: true},
		"RPC's path":             {url: "/service/A/operation/B", header: one(getID), ambiguous: true},
		"RPC's header":           {header: with(one(getID), "Smithy-Protocol", "rpc-v2-cbor"), ambiguous: true},
		"underscores":            {header: http.Header{"X_amz_target": {getID}}, ambiguous: true},
		"underscores as well":    {header: http.Header{"X-Amz_target": {"A.B"}, "X-Amz-Target": {getID}}, ambiguous: true},
		"Connection":             {header: with(one(getID), "Connection", "X-Amz-Target"), ambiguous: true},
		"Connection, second": {
			header: with(one(getID), "Connection", "close", "Connection", "x-amz-target"), ambiguous: true,
		},
		"Connection, type": {header: with(one(getID), "Connection", "close,Content-Type"), ambiguous: true},
		"Connection, signed": {
			header: with(one(getID), "Connection", "X-Amz-Date", "X-Amz-Date", "1"), ambiguous: true,
		},
		"Connection, host": {header: with(one(getID), "Connection", "Host"), ambiguous: true},
		"signed, without what is taken away": {
			header:    with(one(getID), "Authorization", signing("content-type;host;x-amz-date;x-amz-target"), "Te", "trailers"),
			operation: "cognito-identity.GetId",
		},
		"signed by the query, in another place": {
			url: "/?X-Amz-SignedHeaders=host&a=te", header: one(getID), operation: "cognito-identity.GetId",
		},
		"method":           {header: with(one(getID), "X-HTTP-Method-Override", "GET"), ambiguous: true},
		"other method":     {header: with(one(getID), "X-Http-Method", "PUT"), ambiguous: true},
		"two types":        {header: with(one(getID), "Content-Type", "text/plain"), ambiguous: true},
		"type, underscore": {header: with(one(getID), "Content_type", "text/plain"), ambiguous: true},
		"two encodings": {
			header: with(one(getID), "Content-Encoding", "gzip", "Content-Encoding", "gzip"), ambiguous: true,
		},
		"encoding and none": {header: with(one(getID), "Content-Encoding", "gzip, identity"), ambiguous: true},
		"charset": {
			header: http.Header{"X-Amz-Target": {getID}, "Content-Type": {"a/b; charset=utf-16"}}, ambiguous: true,
		},
		"charset, the other": {
			header:    http.Header{"X-Amz-Target": {getID}, "Content-Type": {"a/b;charset=utf-8;charset=latin1"}},
			ambiguous: true,
		},
		"fragment": {url: "/?a%23", header: one(getID), operation: "cognito-identity.GetId"},
	} {
		t.Run(name, func(t *testing.T) {
			r := httptest.NewRequest(cmp.Or(test.method, "POST"), cmp.Or(test.url, "/"), nil)
			r.Header = test.header
			request, err := recogniser.Recognise(r)
			if test.operation == "" {
				if err == nil {
					_, _, err = request.Read([]byte("{}"), 100)
				}
				wantAmbiguous(t, err, test.ambiguous)
				return
			}
			if err != nil || request.Operation != test.operation || request.Known == test.unknown ||
				request.Protocol != AWSJSON {
				t.Fatalf("%+v, %v", request, err)
			}
			if request, text, err := request.Read([]byte(" {bad"), 5); string(text) != " {bad" || err != nil ||
				request.Operation != test.operation {
				t.Errorf("read %q, %v", text, err)
			}
			if _, _, err := request.Read([]byte(" {bad"), 4); !errors.Is(err, validator.ErrTooLarge) {
				t.Errorf("over the limit: %v", err)
			}
		})
	}
}

// TestServiceNames holds that mentionsService finds all.
func TestServiceNames(t *testing.T) {
	for _, s := range services {
		if s.target != "" && !mentionsService("x."+strings.ToUpper(s.target)+".y") {
			t.Errorf("%s has another beginning", s.target)
		}
	}
}

func TestProtocol(t *testing.T) {
	for name, test := range map[string]struct {
		method, url string
		header      http.Header
		want        ProtocolError
	}{
		"CBOR": {
			url:    "/service/AWSCognitoIdentityProviderService/operation/SignUp",
			header: http.Header{"Smithy-Protocol": {"rpc-v2-cbor"}},
			want:   ProtocolError{RPCv2CBOR, "cognito-idp", "cognito-idp.SignUp"},
		},
		"JSON, below a prefix": {
			url:    "/a/service/AWSCognitoIdentityService/operation/GetNew",
			header: http.Header{"Smithy-Protocol": {"rpc-v2-json"}},
			want:   ProtocolError{RPCv2JSON, "cognito-identity", ""},
		},
		"no header": {
			url:  "/service/AWSCognitoIdentityService/operation/GetId",
			want: ProtocolError{Other, "cognito-identity", "cognito-identity.GetId"},
		},
		"newer": {
			url:    "/service/AWSCognitoSyncService/operation/ListDatasets",
			header: http.Header{"Smithy-Protocol": {"secret"}},
			want:   ProtocolError{Other, "", ""},
		},
		"escaped": {
			method: "PUT",
			url:    "//service/com.aws%23AWSCognitoIdentityService/%6fperation/GetId/",
			want:   ProtocolError{Other, "", ""},
		},
		"awsJson's": {
			url: "/",
			header: http.Header{
				"X-Amz-Target": {"AWSCognitoIdentityService.GetId"}, "Content-Type": {"application/x-amz-cbor-1.1"},
			},
			want: ProtocolError{AWSCBOR, "cognito-identity", "cognito-identity.GetId"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			r := httptest.NewRequest(cmp.Or(test.method, "POST"), test.url, nil)
			r.Header = test.header
			_, err := recogniser.Recognise(r)
			var got *ProtocolError
			if !errors.As(err, &got) || *got != test.want {
				t.Errorf("%#v, want %#v", err, test.want)
			}
			if err != nil && strings.Contains(err.Error(), "secret") {
				t.Errorf("%v", err)
			}
		})
	}
	for url, header := range map[string]http.Header{
		"/service/GraniteServiceVersion20100801/operation/PutMetricData": {"Smithy-Protocol": {"rpc-v2-cbor"}},
		"/":              {"Smithy-Protocol": {"rpc-v2-cbor"}, "Content-Type": {"application/cbor"}},
		"/service/A":     {},
		"/operation/A/B": {},
	} {
		r := httptest.NewRequest("POST", url, nil)
		r.Header = header
		if _, err := recogniser.Recognise(r); !errors.Is(err, ErrUnrecognised) {
			t.Errorf("%s: %v", url, err)
		}
	}
}

// TestCollection holds the 23 operations of the swagger collection (seed 004), each with parameters of its own.
func TestCollection(t *testing.T) {
	tests := []struct{ query, operation, text string }{
		{
			query: `Action=CreateUserPool&PoolName=my+pool&AliasAttributes=["email"]&MfaConfiguration=OFF&` +
				`Policies={"PasswordPolicy":{"MinimumLength":8}}&EmailVerificationSubject=Hi%2C%20you&UserPoolTags={"a":"b"}`,
			operation: "cognito-idp.CreateUserPool",
			text: `{"PoolName":"my pool","AliasAttributes":["email"],"MfaConfiguration":"OFF",` +
				`"Policies":{"PasswordPolicy":{"MinimumLength":8}},"EmailVerificationSubject":"Hi, you","UserPoolTags":{"a":"b"}}`,
		},
		{
			query:     "Action=DeleteUserPool&UserPoolId=us-east-1_abc",
			operation: "cognito-idp.DeleteUserPool",
			text:      `{"UserPoolId":"us-east-1_abc"}`,
		},
		{
			query:     "UserPoolId=us-east-1_abc&ClientId=c1&Action=DeleteUserPoolClient",
			operation: "cognito-idp.DeleteUserPoolClient",
			text:      `{"UserPoolId":"us-east-1_abc","ClientId":"c1"}`,
		},
		{
			query:     "Action=DescribeUserPool&UserPoolId=us-east-1_abc",
			operation: "cognito-idp.DescribeUserPool",
			text:      `{"UserPoolId":"us-east-1_abc"}`,
		},
		{
			query:     "Action=GetDevice&AccessToken=abc&DeviceKey=us-east-1_0000-1",
			operation: "cognito-idp.GetDevice",
			text:      `{"AccessToken":"abc","DeviceKey":"us-east-1_0000-1"}`,
		},
		{
			query: `Action=UpdateUserPool&UserPoolId=us-east-1_abc&AutoVerifiedAttributes=["email"]&` +
				`AdminCreateUserConfig={"AllowAdminCreateUserOnly":true}`,
			operation: "cognito-idp.UpdateUserPool",
			text: `{"UserPoolId":"us-east-1_abc","AutoVerifiedAttributes":["email"],` +
				`"AdminCreateUserConfig":{"AllowAdminCreateUserOnly":true}}`,
		},
		{
			query: `Action=CreateUserPoolClient&UserPoolId=us-east-1_abc&ClientName=c&GenerateSecret=TRUE&` +
				`RefreshTokenValidity=30&ReadAttributes=["email"]`,
			operation: "cognito-idp.CreateUserPoolClient",
			text: `{"UserPoolId":"us-east-1_abc","ClientName":"c","GenerateSecret":true,"RefreshTokenValidity":30,` +
				`"ReadAttributes":["email"]}`,
		},
		{
			query:     "Action=DescribeUserPoolClient&UserPoolId=us-east-1_abc&ClientId=c1",
			operation: "cognito-idp.DescribeUserPoolClient",
			text:      `{"UserPoolId":"us-east-1_abc","ClientId":"c1"}`,
		},
		{
			query:     "Action=UpdateUserPoolClient&UserPoolId=us-east-1_abc&ClientId=c1&RefreshTokenValidity=1e1",
			operation: "cognito-idp.UpdateUserPoolClient",
			text:      `{"UserPoolId":"us-east-1_abc","ClientId":"c1","RefreshTokenValidity":1e1}`,
		},
		{
			query:     "Action=ListIdentityPools&MaxResults=10",
			operation: "cognito-identity.ListIdentityPools",
			text:      `{"MaxResults":10}`,
		},
		{
			query:     "Action=ListUserPools&MaxResults=10&NextToken=t",
			operation: "cognito-idp.ListUserPools",
			text:      `{"MaxResults":10,"NextToken":"t"}`,
		},
		{
			query:     "Action=BulkPublish&IdentityPoolId=" + escPool,
			operation: "cognito-sync.BulkPublish",
			text:      `{"IdentityPoolId":"` + pool + `"}`,
		},
		{
			query: `Action=CreateIdentityPool&IdentityPoolName=p&AllowUnauthenticatedIdentities=false&` +
				`SupportedLoginProviders={"graph.facebook.com":"1"}`,
			operation: "cognito-identity.CreateIdentityPool",
			text: `{"IdentityPoolName":"p","AllowUnauthenticatedIdentities":false,` +
				`"SupportedLoginProviders":{"graph.facebook.com":"1"}}`,
		},
		{
			query:     "Action=DeleteIdentityPool&IdentityPoolId=" + pool,
			operation: "cognito-identity.DeleteIdentityPool",
			text:      `{"IdentityPoolId":"` + pool + `"}`,
		},
		{
			query:     "Action=DescribeIdentityPool&IdentityPoolId=" + pool,
			operation: "cognito-identity.DescribeIdentityPool",
			text:      `{"IdentityPoolId":"` + pool + `"}`,
		},
		{
			query:     "Action=DescribeIdentityPoolUsage&IdentityPoolId=" + pool,
			operation: "cognito-sync.DescribeIdentityPoolUsage",
			text:      `{"IdentityPoolId":"` + pool + `"}`,
		},
		{
			query:     "Action=GetIdentityPoolConfiguration&IdentityPoolId=" + pool,
			operation: "cognito-sync.GetIdentityPoolConfiguration",
			text:      `{"IdentityPoolId":"` + pool + `"}`,
		},
		{
			query:     "Action=GetIdentityPoolRoles&IdentityPoolId=" + pool,
			operation: "cognito-identity.GetIdentityPoolRoles",
			text:      `{"IdentityPoolId":"` + pool + `"}`,
		},
		{
			query:     "Action=ListIdentityPoolUsage&MaxResults=3",
			operation: "cognito-sync.ListIdentityPoolUsage",
			text:      `{"MaxResults":3}`,
		},
		{
			query:     "Action=ListUserPoolClients&UserPoolId=us-east-1_abc&MaxResults=3",
			operation: "cognito-idp.ListUserPoolClients",
			text:      `{"UserPoolId":"us-east-1_abc","MaxResults":3}`,
		},
		{
			query:     "Action=SetIdentityPoolConfiguration&IdentityPoolId=" + pool,
			operation: "cognito-sync.SetIdentityPoolConfiguration",
			text:      `{"IdentityPoolId":"` + pool + `"}`,
		},
		{
			query: "Action=SetIdentityPoolRoles&IdentityPoolId=" + pool +
				`&Roles={"authenticated":"arn:aws:iam::123456789012:role/app"}`,
			operation: "cognito-identity.SetIdentityPoolRoles",
			text:      `{"IdentityPoolId":"` + pool + `","Roles":{"authenticated":"arn:aws:iam::123456789012:role/app"}}`,
		},
		{
			query: "Action=UpdateIdentityPool&IdentityPoolId=" + pool +
				"&IdentityPoolName=p&AllowUnauthenticatedIdentities=True",
			operation: "cognito-identity.UpdateIdentityPool",
			text:      `{"IdentityPoolId":"` + pool + `","IdentityPoolName":"p","AllowUnauthenticatedIdentities":true}`,
		},
	}
	seen := map[string]bool{}
	for _, test := range tests {
		seen[test.operation] = true
		t.Run(test.operation, func(t *testing.T) {
			r := httptest.NewRequest("GET", "/", nil)
			r.URL.RawQuery = test.query
			operation, text, _ := recognised(t, r, "")
			if operation != test.operation || text != test.text {
				t.Fatalf("got %s %s\nwant %s %s", operation, text, test.operation, test.text)
			}
			checkValid(t, operation, text, true, "")
		})
	}
	if len(seen) != 23 {
		t.Errorf("%d operations, the collection has 23", len(seen))
	}
}

func TestAction(t *testing.T) {
	const form = "application/x-www-form-urlencoded; charset=utf-8"
	for name, test := range map[string]struct {
		method, query, contentType, body string
		operation, text, code            string
		ambiguous                        bool
	}{
		"number that is none": {
			query:     "Action=ListUserPools&MaxResults=ten",
			operation: "cognito-idp.ListUserPools",
			text:      `{"MaxResults":"ten"}`,
			code:      "type",
		},
		"number with a plus": {
			query:     "Action=ListUserPools&MaxResults=%2B5",
			operation: "cognito-idp.ListUserPools",
			text:      `{"MaxResults":"+5"}`,
			code:      "type",
		},
		"number with spaces": {
			query:     "Action=ListUserPools&MaxResults=+5",
			operation: "cognito-idp.ListUserPools",
			text:      `{"MaxResults":" 5"}`,
			code:      "type",
		},
		"number missing": {
			query:     "Action=ListUserPools&MaxResults",
			operation: "cognito-idp.ListUserPools",
			text:      `{"MaxResults":""}`,
			code:      "type",
		},
		"list as text": {
			query:     "Action=CreateUserPool&PoolName=p&AliasAttributes=email",
			operation: "cognito-idp.CreateUserPool",
			text:      `{"PoolName":"p","AliasAttributes":"email"}`,
			code:      "type",
		},
		"no way out of a list": {
			query:     `Action=CreateUserPool&AliasAttributes=[],"PoolName":"p"`,
			operation: "cognito-idp.CreateUserPool",
			text:      `{"AliasAttributes":"[],\"PoolName\":\"p\""}`,
			code:      "type",
		},
		"boolean that is none": {
			query:     "Action=CreateUserPoolClient&UserPoolId=us-east-1_a&ClientName=c&GenerateSecret=yes",
			operation: "cognito-idp.CreateUserPoolClient",
			text:      `{"UserPoolId":"us-east-1_a","ClientName":"c","GenerateSecret":"yes"}`,
			code:      "type",
		},
		"twice": {
			query:     "Action=CreateUserPool&PoolName=a&PoolName=b",
			operation: "cognito-idp.CreateUserPool",
			text:      `{"PoolName":"a","PoolName":"b"}`,
			code:      "duplicate",
		},
		"no UTF-8": {
			query:     "Action=CreateUserPool&PoolName=%FF",
			operation: "cognito-idp.CreateUserPool",
			text:      "{\"PoolName\":\"\xff\"}",
			code:      "syntax",
		},
		"escapes": {
			query:     "Action=CreateUserPool&PoolName=a%zz%2&EmailVerificationSubject=%22%5C%0A%01",
			operation: "cognito-idp.CreateUserPool",
			text:      `{"PoolName":"a%zz%2","EmailVerificationSubject":"\"\\\n\u0001"}`,
			code:      "pattern",
		},
		"nothing": {
			query: "Action=CreateUserPool", operation: "cognito-idp.CreateUserPool", text: `{}`, code: "required",
		},
		"what signs is no member": {
			query: "Action=ListUserPools&Version=2016-04-18&MaxResults=1&X-Amz-Signature=a&x-amz-date=b&AWSAccessKeyId=c&" +
				"Signature=d&&Timestamp=e",
			operation: "cognito-idp.ListUserPools",
			text:      `{"MaxResults":1}`,
		},
		"unknown member": {
			query:     "Action=ListUserPools&MaxResults=1&Colour=5",
			operation: "cognito-idp.ListUserPools",
			text:      `{"MaxResults":1,"Colour":"5"}`,
		},
		"version decides": {
			query:     "Action=TagResource&Version=2016-04-18&ResourceArn=a",
			operation: "cognito-idp.TagResource",
			text:      `{"ResourceArn":"a"}`,
			code:      "length.min",
		},
		"escaped name": {
			query: "%41ction=ListUserPools&MaxResults=1", operation: "cognito-idp.ListUserPools", text: `{"MaxResults":1}`,
		},
		"other version":         {query: "Action=ListUsers&Version=2010-05-08"},
		"unknown":               {query: "Action=RunInstances"},
		"version of the others": {query: "Action=ListUserPools&Version=2014-06-30", ambiguous: true},
		"two others":            {query: "Action=RunInstances&Action=X"},
		"no action":             {query: "Reaction=ListUserPools"},
		"full name":             {query: "Action=cognito-idp.ListUserPools"},
		"several services":      {query: "Action=TagResource", ambiguous: true},
		"two actions":           {query: "Action=ListUserPools&Action=SignUp", ambiguous: true},
		"two, one of another":   {query: "Action=RunInstances&Action=SignUp", ambiguous: true},
		"many, one late":        {query: strings.Repeat("Action=X&", 50) + "Action=SignUp", ambiguous: true},
		"two, escaped":          {query: "Action=ListUserPools&%41ction=SignUp", ambiguous: true},
		"two versions":          {query: "Action=ListUserPools&Version=2016-04-18&Version=2016-04-18", ambiguous: true},
		"many versions": {
			query: "Action=ListUserPools" + strings.Repeat("&Version=x", 9) + "&Version=2016-04-18", ambiguous: true,
		},
		"semicolon":           {query: "Action=CreateUserPool&PoolName=a;b=c", ambiguous: true},
		"semicolon, action":   {query: "a=b;Action=SignUp", ambiguous: true},
		"PUT":                 {method: "PUT", query: "Action=ListUserPools", ambiguous: true},
		"HEAD":                {method: "HEAD", query: "Action=ListUserPools", ambiguous: true},
		"OPTIONS":             {method: "OPTIONS", query: "Action=ListUserPools"},
		"OPTIONS with a body": {method: "OPTIONS", query: "Action=ListUserPools", body: "a", ambiguous: true},
		"GET with a body":     {query: "Action=ListUserPools", body: "MaxResults=7", ambiguous: true},
		"target in the query": {query: "Action=ListUserPools&X-Amz-Target=a", ambiguous: true},
		"POST, two types": {
			method: "POST", query: "Action=ListUserPools", contentType: form + ", text/plain", body: "a=b",
			ambiguous: true,
		},
		"POST, charset": {
			method: "POST", query: "Action=ListUserPools",
			contentType: "application/x-www-form-urlencoded;charset=utf-7", ambiguous: true,
		},
		"POST, no type": {method: "POST", query: "Action=ListUserPools&MaxResults=7", body: "a=b", ambiguous: true},
		"POST, other type": {
			method: "POST", query: "Action=ListUserPools&MaxResults=7", contentType: "text/plain", body: "a=b",
			ambiguous: true,
		},
		"POST, multipart": {
			method: "POST", query: "Action=ListUserPools&MaxResults=7",
			contentType: "multipart/form-data; boundary=x", body: "a", ambiguous: true,
		},
		"POST, form, semicolon": {
			method: "POST", query: "Action=ListUserPools", contentType: form, body: "a=b;c=d", ambiguous: true,
		},
		"POST, form, action": {
			method: "POST", query: "Action=ListUserPools", contentType: form, body: "Action=ListUserPools",
			ambiguous: true,
		},
		"POST, form, escaped": {
			method: "POST", query: "Action=ListUserPools", contentType: form, body: "%41ction=SignUp", ambiguous: true,
		},
		"POST, no body": {
			method: "POST", query: "Action=ListUserPools&MaxResults=7", operation: "cognito-idp.ListUserPools",
			text: `{"MaxResults":7}`,
		},
		"POST, form": {
			method:      "POST",
			query:       "Action=ListUserPools",
			contentType: form,
			body:        "MaxResults=7&Version=2016-04-18",
			operation:   "cognito-idp.ListUserPools",
			text:        `{"MaxResults":7}`,
		},
		"POST, all in the form": {
			method:      "POST",
			contentType: form,
			body:        "Version=2016-04-18&Action=ListUserPools&MaxResults=7",
			operation:   "cognito-idp.ListUserPools",
			text:        `{"MaxResults":7}`,
		},
		"POST, form, version in the query": {
			method:      "POST",
			query:       "Version=2016-04-18",
			contentType: form,
			body:        "Action=TagResource&ResourceArn=a",
			operation:   "cognito-idp.TagResource",
			text:        `{"ResourceArn":"a"}`,
			code:        "length.min",
		},
		"POST, form, other version": {method: "POST", contentType: form, body: "Action=ListUsers&Version=2010-05-08"},
		"POST, form, other action":  {method: "POST", contentType: form, body: "Action=RunInstances"},
		"POST, form, other query": {
			method: "POST", query: "Action=RunInstances", contentType: form, body: "Action=SignUp", ambiguous: true,
		},
		"POST, version in the form": {
			method: "POST", query: "Action=ListUsers", contentType: form, body: "Version=2010-05-08", ambiguous: true,
		},
		"POST, form, several": {method: "POST", contentType: form, body: "Action=TagResource", ambiguous: true},
		"POST, form, target": {
			method: "POST", contentType: form, body: "x-amz-target=AWSCognitoIdentityService.GetId", ambiguous: true,
		},
		"POST, all in the body, no type": {method: "POST", body: "Action=SignUp", ambiguous: true},
		"PUT, all in the form":           {method: "PUT", contentType: form, body: "Action=SignUp", ambiguous: true},
		"POST, all in JSON":              {method: "POST", contentType: "application/json", body: "Action=SignUp"},
	} {
		t.Run(name, func(t *testing.T) {
			if test.method == "" {
				test.method = "GET"
			}
			r := httptest.NewRequest(test.method, "/", nil)
			r.URL.RawQuery = test.query
			if test.contentType != "" {
				r.Header.Set("Content-Type", test.contentType)
			}
			operation, text, err := recognised(t, r, test.body)
			if operation != test.operation || text != test.text {
				t.Fatalf("got %s %s %v\nwant %s %s", operation, text, err, test.operation, test.text)
			}
			if operation == "" {
				wantAmbiguous(t, err, test.ambiguous)
			} else {
				checkValid(t, operation, text, test.code == "", test.code)
			}
		})
	}
}

// signing is the value of an Authorization header whose signature covers the headers.
func signing(headers string) string {
	return "AWS4-HMAC-SHA256 Credential=A/20261128/eu-west-1/cognito-identity/aws4_request, SignedHeaders=" + headers +
		", Signature=0a"
}

// TestSignedHopByHop holds that a request is ambiguous whose signature covers a header that proxies take away: all that
// package httputil does, and RFC 9110 lists.
func TestSignedHopByHop(t *testing.T) {
	for _, name := range []string{
		"connection", "proxy-connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "te", "trailer",
		"transfer-encoding", "upgrade", "http2-settings",
	} {
		for kind, r := range map[string]*http.Request{
			"header":        httptest.NewRequest("POST", "/", nil),
			"last":          httptest.NewRequest("POST", "/", nil),
			"other writing": httptest.NewRequest("POST", "/", nil),
			"query":         httptest.NewRequest("POST", "/?X-Amz-SignedHeaders=host%3B"+name, nil),
			"query's case":  httptest.NewRequest("POST", "/?x-amz-signedheaders="+strings.ToUpper(name), nil),
			"Action":        httptest.NewRequest("GET", "/?Action=ListUserPools&X-Amz-SignedHeaders="+name+"%3Bhost", nil),
			"path":          httptest.NewRequest("GET", "/identitypools?X-Amz-SignedHeaders="+name, nil),
		} {
			if r.Method == "POST" {
				r.Header.Set("X-Amz-Target", "AWSCognitoIdentityService.GetId")
			}
			switch kind {
			case "header":
				r.Header.Set("Authorization", signing(name+";x-amz-date"))
			case "last":
				r.Header.Set("Authorization", "AWS4-HMAC-SHA256 Signature=0a,SignedHeaders=host;"+name)
			case "other writing":
				r.Header.Set("Authorization", "AWS4-ECDSA-P256-SHA256 signedheaders=Host; "+strings.ToUpper(name)+" ,Signature=0a")
			}
			_, _, err := recognised(t, r, "")
			if ambiguous := (*AmbiguousError)(nil); !errors.As(err, &ambiguous) || !strings.Contains(err.Error(), "signature") {
				t.Errorf("%s, %s: %v", kind, name, err)
			}
		}
	}
}

// TestMultipart holds that a multipart form which names an operation of the services is ambiguous: frameworks read it
// like any other form, and the services do not say that they do.
func TestMultipart(t *testing.T) {
	const getID = "AWSCognitoIdentityService.GetId"
	part := func(disposition, value string) string {
		return "--x\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + value + "\r\n"
	}
	for name, test := range map[string]struct {
		method, path, target string // POST, / and none unless given
		contentType          string // multipart/form-data unless given
		body                 string
		operation            string
		ambiguous            bool
	}{
		"action":        {body: part(`name="Action"`, "SignUp"), ambiguous: true},
		"not the first": {body: part(`name="Username"`, "a") + part(`name="Action"`, "SignUp"), ambiguous: true},
		"no quotes":     {body: part("name=Action", "SignUp"), ambiguous: true},
		"other writing": {body: part(`NAME = "Action"; filename="a"`, "SignUp"), ambiguous: true},
		"line feeds":    {body: "--x\ncontent-disposition: form-data;name=\"Action\"\n\nSignUp\n--x--", ambiguous: true},
		"more headers":  {body: part("name=\"Action\"\r\nContent-Type: text/plain", "SignUp"), ambiguous: true},
		"folded":        {body: part("\r\n name=\"Action\"", "SignUp"), ambiguous: true},
		"version": {
			body: part(`name="Version"`, "2016-04-18") + part(`name="Action"`, "TagResource"), ambiguous: true,
		},
		"target": {body: part(`name="x-amz-target"`, getID), ambiguous: true},
		"mixed": {
			contentType: "Multipart/Mixed; boundary=x", body: part(`name="Action"`, "SignUp"), ambiguous: true,
		},
		"PUT":             {method: "PUT", body: part(`name="Action"`, "SignUp"), ambiguous: true},
		"beside a target": {target: getID, body: part(`name="Action"`, "SignUp"), ambiguous: true},
		"other version":   {body: part(`name="Version"`, "2010-05-08") + part(`name="Action"`, "SignUp")},
		"other action":    {body: part(`name="Action"`, "RunInstances")},
		"other names": {
			body: part(`name="action"`, "SignUp") + part(`name="Actions"`, "SignUp") + part(`filename="Action"`, "SignUp"),
		},
		"a file":            {body: part(`name="file"; filename="a"`, "&Action=SignUp&")},
		"no value":          {body: part(`name="Action"`, "")},
		"cut off":           {body: "--x\r\nContent-Disposition: form-data; name=\"Action\""},
		"other path":        {path: "/upload", body: part(`name="Action"`, "SignUp")},
		"no form at all":    {contentType: "application/json", body: part(`name="Action"`, "SignUp")},
		"nothing beside it": {target: getID, body: "{}", operation: "cognito-identity.GetId"},
	} {
		t.Run(name, func(t *testing.T) {
			r := httptest.NewRequest(cmp.Or(test.method, "POST"), cmp.Or(test.path, "/"), nil)
			r.Header.Set("Content-Type", cmp.Or(test.contentType, "multipart/form-data; boundary=x"))
			if test.target != "" {
				r.Header.Set("X-Amz-Target", test.target)
			}
			operation, _, err := recognised(t, r, test.body)
			if operation != test.operation {
				t.Fatalf("got %s %v", operation, err)
			}
			if operation == "" {
				wantAmbiguous(t, err, test.ambiguous)
			}
		})
	}
}

func TestRoute(t *testing.T) {
	const (
		base    = "/identitypools/" + escPool
		dataset = base + "/identities/" + identity + "/datasets/d.1"
		ids     = `"IdentityPoolId":"` + pool + `","IdentityId":"` + identity + `"`
		all     = ids + `,"DatasetName":"d.1"`
	)
	seen := map[string]bool{}
	for name, test := range map[string]struct {
		method, url     string
		header          http.Header
		body            string
		operation, text string
		code            string
		ambiguous       bool
	}{
		"BulkPublish": {
			method: "POST", url: base + "/bulkpublish", operation: "BulkPublish", text: `{"IdentityPoolId":"` + pool + `"}`,
		},
		"DeleteDataset":   {method: "DELETE", url: dataset, operation: "DeleteDataset", text: `{` + all + `}`},
		"DescribeDataset": {method: "GET", url: dataset, operation: "DescribeDataset", text: `{` + all + `}`},
		"DescribeIdentityPoolUsage": {
			method: "GET", url: base, operation: "DescribeIdentityPoolUsage", text: `{"IdentityPoolId":"` + pool + `"}`,
		},
		"DescribeIdentityUsage": {
			method: "GET", url: base + "/identities/" + identity, operation: "DescribeIdentityUsage", text: `{` + ids + `}`,
		},
		"GetBulkPublishDetails": {
			method:    "POST",
			url:       base + "/getBulkPublishDetails",
			operation: "GetBulkPublishDetails",
			text:      `{"IdentityPoolId":"` + pool + `"}`,
		},
		"GetCognitoEvents": {
			method: "GET", url: base + "/events", operation: "GetCognitoEvents", text: `{"IdentityPoolId":"` + pool + `"}`,
		},
		"GetIdentityPoolConfiguration": {
			method:    "GET",
			url:       base + "/configuration",
			operation: "GetIdentityPoolConfiguration",
			text:      `{"IdentityPoolId":"` + pool + `"}`,
		},
		"ListDatasets": {
			method:    "GET",
			url:       base + "/identities/" + identity + "/datasets?maxResults=5&nextToken=a%2Bb+c&other=1",
			operation: "ListDatasets",
			text:      `{` + ids + `,"NextToken":"a+b c","MaxResults":5}`,
		},
		"ListIdentityPoolUsage": {method: "GET", url: "/identitypools", operation: "ListIdentityPoolUsage", text: `{}`},
		"ListRecords": {
			method:    "GET",
			url:       dataset + "/records?lastSyncCount=9007199254740993&syncSessionToken=5",
			operation: "ListRecords",
			text:      `{` + all + `,"LastSyncCount":9007199254740993,"SyncSessionToken":"5"}`,
		},
		"RegisterDevice": {
			method:    "POST",
			url:       base + "/identity/" + identity + "/device",
			body:      ` { "Platform":"ADM", "Token":"t"} `,
			operation: "RegisterDevice",
			text:      `{` + ids + `, "Platform":"ADM", "Token":"t"} `,
		},
		"SetCognitoEvents": {
			method:    "POST",
			url:       base + "/events",
			body:      `{"Events":{}}`,
			operation: "SetCognitoEvents",
			text:      `{"IdentityPoolId":"` + pool + `","Events":{}}`,
		},
		"SetIdentityPoolConfiguration": {
			method:    "POST",
			url:       base + "/configuration",
			body:      "{ \n}",
			operation: "SetIdentityPoolConfiguration",
			text:      `{"IdentityPoolId":"` + pool + "\" \n}",
		},
		"SubscribeToDataset": {
			method:    "POST",
			url:       dataset + "/subscriptions/dev%2F1",
			body:      "ignored",
			operation: "SubscribeToDataset",
			text:      `{` + all + `,"DeviceId":"dev/1"}`,
		},
		"UnsubscribeFromDataset": {
			method:    "DELETE",
			url:       dataset + "/subscriptions/dev+1",
			operation: "UnsubscribeFromDataset",
			text:      `{` + all + `,"DeviceId":"dev+1"}`,
		},
		"UpdateRecords": {
			method:    "POST",
			url:       dataset,
			header:    http.Header{"X-Amz-Client-Context": {"a", "b"}},
			body:      `{"SyncSessionToken":"t"}`,
			operation: "UpdateRecords",
			text:      `{` + all + `,"ClientContext":"a, b","SyncSessionToken":"t"}`,
		},

		"trailing slash": {
			method: "GET", url: base + "/", operation: "DescribeIdentityPoolUsage", text: `{"IdentityPoolId":"` + pool + `"}`,
		},
		"no body": {
			method:    "POST",
			url:       base + "/configuration",
			operation: "SetIdentityPoolConfiguration",
			text:      `{"IdentityPoolId":"` + pool + `"}`,
		},
		"body of spaces": {
			method:    "POST",
			url:       base + "/configuration",
			body:      " \n",
			operation: "SetIdentityPoolConfiguration",
			text:      `{"IdentityPoolId":"` + pool + `"}`,
		},
		"body is a list": {
			method:    "POST",
			url:       base + "/configuration",
			body:      "[]",
			operation: "SetIdentityPoolConfiguration",
			text:      `[]`,
			code:      "type",
		},
		"body starts with BOM": {
			method:    "POST",
			url:       base + "/configuration",
			body:      "\uFEFF{}",
			operation: "SetIdentityPoolConfiguration",
			text:      "\uFEFF{}",
			code:      "syntax",
		},
		"body ends early": {
			method:    "POST",
			url:       base + "/configuration",
			body:      "{",
			operation: "SetIdentityPoolConfiguration",
			text:      `{"IdentityPoolId":"` + pool + `",`,
			code:      "syntax",
		},
		"located member again": {
			method:    "POST",
			url:       base + "/configuration",
			body:      `{"IdentityPoolId":"x"}`,
			operation: "SetIdentityPoolConfiguration",
			text:      `{"IdentityPoolId":"` + pool + `","IdentityPoolId":"x"}`,
			code:      "duplicate",
		},
		"query parameter twice": {
			method:    "GET",
			url:       "/identitypools?maxResults=1&maxResults=2",
			operation: "ListIdentityPoolUsage",
			text:      `{"MaxResults":1,"MaxResults":2}`,
			code:      "duplicate",
		},
		"number that is none": {
			method:    "GET",
			url:       "/identitypools?maxResults=many",
			operation: "ListIdentityPoolUsage",
			text:      `{"MaxResults":"many"}`,
			code:      "type",
		},
		"bad pool": {
			method:    "GET",
			url:       "/identitypools/x",
			operation: "DescribeIdentityPoolUsage",
			text:      `{"IdentityPoolId":"x"}`,
			code:      "pattern",
		},
		"header that breaks out": {
			method:    "POST",
			url:       dataset,
			header:    http.Header{"X-Amz-Client-Context": {`","Colour":"`}},
			body:      `{"SyncSessionToken":"t"}`,
			operation: "UpdateRecords",
			text:      `{` + all + `,"ClientContext":"\",\"Colour\":\"","SyncSessionToken":"t"}`,
		},

		"empty label":   {method: "GET", url: "/identitypools//events"},
		"wrong method":  {method: "PUT", url: base},
		"HEAD":          {method: "HEAD", url: base},
		"wrong literal": {method: "GET", url: "/IdentityPools"},
		"too long":      {method: "GET", url: base + "/events/x"},
		"other path":    {method: "GET", url: "/favicon.ico"},

		"slash":             {method: "GET", url: "//identitypools", ambiguous: true},
		"dots":              {method: "GET", url: "/x/../identitypools", ambiguous: true},
		"escaped":           {method: "GET", url: "/%69dentitypools", ambiguous: true},
		"escaped slash":     {method: "GET", url: "/identitypools%2Fa", ambiguous: true},
		"backslash":         {method: "GET", url: "/identitypools%5Ca", ambiguous: true},
		"parameters":        {method: "GET", url: "/identitypools;a=b/x", ambiguous: true},
		"dots for a label":  {method: "DELETE", url: strings.TrimSuffix(dataset, "d.1") + "%2E.", ambiguous: true},
		"target of another": {method: "GET", url: base, header: http.Header{"X-Amz-Target": {"A.B"}}, ambiguous: true},
		"Action":            {method: "GET", url: base + "?Action=X", ambiguous: true},
		"semicolon":         {method: "GET", url: "/identitypools?maxResults=1;a=b", ambiguous: true},
		"protocol":          {method: "GET", url: base, header: http.Header{"Smithy-Protocol": {"x"}}, ambiguous: true},
		"method":            {method: "GET", url: base, header: http.Header{"X-Http-Method": {"DELETE"}}, ambiguous: true},
		"taken away": {
			method: "POST", url: dataset, header: http.Header{"X-Amz-Client-Context": {"a"},
				"Connection": {"x-amz-client-context"}}, ambiguous: true,
		},
		"OPTIONS":             {method: "OPTIONS", url: base},
		"OPTIONS with a body": {method: "OPTIONS", url: base, body: "{}", ambiguous: true},
		"OPTIONS, method": {
			method: "OPTIONS", url: base, header: http.Header{"X-Http-Method-Override": {"DELETE"}}, ambiguous: true,
		},
	} {
		t.Run(name, func(t *testing.T) {
			r := httptest.NewRequest(test.method, test.url, nil)
			for name, values := range test.header {
				r.Header[name] = values
			}
			operation, text, err := recognised(t, r, test.body)
			if test.operation == "" {
				if operation != "" {
					t.Fatalf("recognised as %s", operation)
				}
				if err != nil {
					wantAmbiguous(t, err, test.ambiguous)
				}
				return
			}
			if operation != "cognito-sync."+test.operation || text != test.text {
				t.Fatalf("got %s %s\nwant %s %s", operation, text, test.operation, test.text)
			}
			checkValid(t, operation, text, test.code == "", test.code)
		})
		seen[test.operation] = true
	}
	for _, operation := range schemas.Load().Service("cognito-sync").Operations {
		if !seen[operation.Name] {
			t.Errorf("no request for %s", operation.Name)
		}
	}
}

// TestRoot holds that a path below one of the known ones is the service's, though no operation is known for it.
func TestRoot(t *testing.T) {
	for name, test := range map[string]struct {
		method, url string
		service     string
	}{
		"newer path":       {"GET", "/identitypools/" + escPool + "/devices", "cognito-sync"},
		"newer method":     {"PATCH", "/identitypools", "cognito-sync"},
		"empty label":      {"GET", "/identitypools//events", "cognito-sync"},
		"other path":       {"GET", "/identitypool", ""},
		"other path below": {"GET", "/x/identitypools", ""},
	} {
		t.Run(name, func(t *testing.T) {
			request, err := recogniser.Recognise(httptest.NewRequest(test.method, test.url, nil))
			if (err == nil) != (test.service != "") || request.Service != test.service || request.Operation != "" ||
				request.Known {
				t.Errorf("%+v, %v", request, err)
			}
		})
	}
}

// TestServices holds that a request's service is its operation's.
func TestServices(t *testing.T) {
	idp := httptest.NewRequest("POST", "/", nil)
	idp.Header.Set("X-Amz-Target", "AWSCognitoIdentityProviderService.SignUp")
	for service, r := range map[string]*http.Request{
		"cognito-identity": httptest.NewRequest("GET", "/?Action=GetId", nil),
		"cognito-idp":      idp,
		"cognito-sync":     httptest.NewRequest("GET", "/identitypools", nil),
	} {
		if got, err := recogniser.Recognise(r); err != nil || got.Service != service ||
			!strings.HasPrefix(got.Operation, service+".") {
			t.Errorf("%s: %+v, %v", service, got, err)
		}
	}
}

// TestPolyglot holds that a body that is JSON and a form has no verdict unless its Content-Type says what it is.
func TestPolyglot(t *testing.T) {
	const body = `{"IdentityPoolId":"us-east-1:0a","x":"&Action=SignUp&y="}`
	for contentType, ambiguous := range map[string]bool{
		"": true, "application/x-www-form-urlencoded": true, "application/x-amz-json-1.1": false, "text/plain": false,
	} {
		r := httptest.NewRequest("POST", "/", nil)
		r.Header.Set("X-Amz-Target", "AWSCognitoIdentityService.GetId")
		if contentType != "" {
			r.Header.Set("Content-Type", contentType)
		}
		operation, text, err := recognised(t, r, body)
		if ambiguous {
			wantAmbiguous(t, err, true)
		} else if operation != "cognito-identity.GetId" || text != body {
			t.Errorf("%s: %s %s, %v", contentType, operation, text, err)
		}
		if _, text, err := recognised(t, r, "{}"); text != "{}" || err != nil {
			t.Errorf("%s: %s, %v", contentType, text, err)
		}
	}
}

// TestLimit holds that a text is made when it fits into the limit and only then, and that one that does not costs no
// more memory than a few times the limit.
func TestLimit(t *testing.T) {
	const form = "application/x-www-form-urlencoded"
	ask := func(method, url, query string) Request {
		r := httptest.NewRequest(method, url, nil)
		r.URL.RawQuery = query
		r.Header.Set("Content-Type", form)
		request, err := recogniser.Recognise(r)
		if err != nil {
			t.Fatalf("%s %s?%s: %v", method, url, query, err)
		}
		return request
	}
	requests := map[string]Request{
		"form":         ask("POST", "/", "Action=CreateUserPool&PoolName=%01%22p"),
		"query":        ask("GET", "/", "Action=CreateUserPool&PoolName=%01%22p&AliasAttributes=[1]"),
		"path":         ask("GET", "/identitypools/"+escPool, ""),
		"path, object": ask("POST", "/identitypools/"+escPool+"/configuration", ""),
	}
	for name, request := range requests {
		for _, body := range []string{
			"", "{}", "a", "a&", "a&b", `{"a":1}`, "a=%01%02\x03", "a+%2=b%zz",
			"MfaConfiguration=OFF&AliasAttributes=[1,2]&DeletionProtection", "a=\xff", "Version=2016-04-18", "[]",
		} {
			if request.body == bodyForbidden && body != "" {
				continue
			}
			_, want, err := request.Read([]byte(body), math.MaxInt)
			if err != nil {
				t.Fatalf("%s, %q: %v", name, body, err)
			}
			for limit := range len(want) + 2 {
				_, text, err := request.Read([]byte(body), limit)
				if errors.Is(err, validator.ErrTooLarge) != (len(want) > limit) {
					t.Errorf("%s, %q: %d bytes, limit %d: %v", name, body, len(want), limit, err)
				}
				if err == nil && string(text) != string(want) {
					t.Errorf("%s, %q: %s, want %s", name, body, text, want)
				}
			}
		}
	}

	const limit = 1 << 20
	request := requests["form"]
	for name, piece := range map[string]string{
		"names":              "a&",
		"control characters": "\x01",
		"escapes":            "%01",
		"escaped names":      "%61&",
		"spaces":             "+",
		"separators":         "&",
		"quotes":             "a=\"&",
		"actions":            "Action=X&",
		"semicolons":         ";%41",
	} {
		body := []byte(strings.Repeat(piece, limit/len(piece)))
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, text, err := request.Read(body, limit)
		runtime.ReadMemStats(&after)
		if len(text) > limit || err != nil && text != nil {
			t.Errorf("%s: a text of %d bytes, %v", name, len(text), err)
		}
		if took := after.TotalAlloc - before.TotalAlloc; took > 4*limit {
			t.Errorf("%s: %d bytes were allocated for a limit of %d", name, took, limit)
		}
	}
}

// TestUnsentParametersAreNoMembers holds that no request has a member of a name that the query form leaves out.
func TestUnsentParametersAreNoMembers(t *testing.T) {
	for _, operation := range schemas.Load().Operations() {
		for name := range unsent {
			if operation.Input.Member(name) != nil {
				t.Errorf("%s has a member %s, which the query form leaves out", operation.FullName(), name)
			}
		}
	}
}

func FuzzQuery(f *testing.F) {
	for _, query := range []string{
		"Action=CreateUserPool&PoolName=p", "Action=ListUserPools&MaxResults=1&a=%",
		`Action=CreateUserPool&AliasAttributes=[{}`, "Action=SignUp&%ff=%00&=&&+=+",
	} {
		f.Add(query)
	}
	// Whatever the query holds, the text is one object.
	f.Fuzz(func(t *testing.T, query string) {
		r := httptest.NewRequest("GET", "/", nil)
		r.URL.RawQuery = query
		request, err := recogniser.Recognise(r)
		if err != nil {
			return
		}
		if _, text, err := request.Read(nil, math.MaxInt); err == nil && (text[0] != '{' || !json.Valid(text)) {
			t.Fatalf("%s is no object", text)
		}
	})
}
