package wire

import (
	"encoding/json"
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

// recognised returns the operation and the text to check; the operation is empty for an unrecognised request.
func recognised(t *testing.T, r *http.Request, body string) (operation, text string) {
	t.Helper()
	request, ok := recogniser.Recognise(r)
	if !ok {
		return "", ""
	}
	return request.Operation, string(request.JSON([]byte(body)))
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
	for name, test := range map[string]struct {
		method, url string
		header      http.Header
		operation   string
		known       bool
	}{
		"identity": {
			method:    "POST",
			url:       "/",
			header:    http.Header{"X-Amz-Target": {"AWSCognitoIdentityService.GetId"}},
			operation: "cognito-identity.GetId",
			known:     true,
		},
		"idp": {
			method:    "POST",
			url:       "/",
			header:    http.Header{"X-Amz-Target": {"AWSCognitoIdentityProviderService.SignUp"}},
			operation: "cognito-idp.SignUp",
			known:     true,
		},
		"query is ignored": {
			method:    "POST",
			url:       "/?Action=SignUp",
			header:    http.Header{"X-Amz-Target": {"AWSCognitoIdentityService.GetId"}},
			operation: "cognito-identity.GetId",
			known:     true,
		},
		"newer operation": {
			method:    "POST",
			url:       "/",
			header:    http.Header{"X-Amz-Target": {"AWSCognitoIdentityService.GetNew2"}},
			operation: "cognito-identity.GetNew2",
		},
		"wrong case": {
			method: "POST", url: "/", header: http.Header{"X-Amz-Target": {"awscognitoidentityservice.GetId"}},
		},
		"other service": {
			method: "POST", url: "/", header: http.Header{"X-Amz-Target": {"DynamoDB_20120810.GetItem"}},
		},
		"bare name":           {method: "POST", url: "/", header: http.Header{"X-Amz-Target": {"GetId"}}},
		"command line's name": {method: "POST", url: "/", header: http.Header{"X-Amz-Target": {"cognito-identity get-id"}}},
		"no operation": {
			method: "POST", url: "/", header: http.Header{"X-Amz-Target": {"AWSCognitoIdentityService."}},
		},
		"no name": {
			method: "POST", url: "/", header: http.Header{"X-Amz-Target": {"AWSCognitoIdentityService.Get Id"}},
		},
		"long name": {
			method: "POST",
			url:    "/",
			header: http.Header{"X-Amz-Target": {"AWSCognitoIdentityService." + strings.Repeat("a", 129)}},
		},
		"two": {
			method: "POST",
			url:    "/",
			header: http.Header{"X-Amz-Target": {"AWSCognitoIdentityService.GetId", "AWSCognitoIdentityService.GetId"}},
		},
		"empty, with an action": {method: "POST", url: "/?Action=SignUp", header: http.Header{"X-Amz-Target": {""}}},
		"GET": {
			method: "GET", url: "/", header: http.Header{"X-Amz-Target": {"AWSCognitoIdentityService.GetId"}},
		},
		"other path": {
			method: "POST", url: "/x", header: http.Header{"X-Amz-Target": {"AWSCognitoIdentityService.GetId"}},
		},
		"none": {method: "POST", url: "/"},
	} {
		t.Run(name, func(t *testing.T) {
			r := httptest.NewRequest(test.method, test.url, nil)
			r.Header = test.header
			request, ok := recogniser.Recognise(r)
			if ok != (test.operation != "") || request.Operation != test.operation || request.Known != test.known {
				t.Errorf("got %q, known %t, %t", request.Operation, request.Known, ok)
			}
			if ok && string(request.JSON([]byte(" {bad"))) != " {bad" {
				t.Errorf("body changed to %s", request.JSON([]byte(" {bad")))
			}
		})
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
			operation, text := recognised(t, r, "")
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
		"semicolon is no separator": {
			query:     "Action=CreateUserPool&PoolName=a;b=c",
			operation: "cognito-idp.CreateUserPool",
			text:      `{"PoolName":"a;b=c"}`,
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
		"other version": {query: "Action=ListUsers&Version=2010-05-08"},
		"ambiguous":     {query: "Action=TagResource"},
		"unknown":       {query: "Action=RunInstances"},
		"two actions":   {query: "Action=ListUserPools&Action=SignUp"},
		"two versions":  {query: "Action=ListUserPools&Version=2016-04-18&Version=2016-04-18"},
		"no action":     {query: "Reaction=ListUserPools"},
		"full name":     {query: "Action=cognito-idp.ListUserPools"},
		"PUT":           {method: "PUT", query: "Action=ListUserPools"},
		"POST, form": {
			method:      "POST",
			query:       "Action=ListUserPools",
			contentType: form,
			body:        "MaxResults=7&Version=x",
			operation:   "cognito-idp.ListUserPools",
			text:        `{"MaxResults":7}`,
		},
		"POST, form, no query": {method: "POST", contentType: form, body: "Action=ListUserPools&MaxResults=7"},
		"POST, no form": {
			method:      "POST",
			query:       "Action=ListUserPools&MaxResults=7",
			contentType: "text/plain",
			body:        "MaxResults=8",
			operation:   "cognito-idp.ListUserPools",
			text:        `{"MaxResults":7}`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			if test.method == "" {
				test.method = "GET"
			}
			r := httptest.NewRequest(test.method, "/", nil)
			r.URL.RawQuery = test.query
			r.Header.Set("Content-Type", test.contentType)
			operation, text := recognised(t, r, test.body)
			if operation != test.operation || text != test.text {
				t.Fatalf("got %s %s\nwant %s %s", operation, text, test.operation, test.text)
			}
			if operation != "" {
				checkValid(t, operation, text, test.code == "", test.code)
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
	} {
		t.Run(name, func(t *testing.T) {
			r := httptest.NewRequest(test.method, test.url, nil)
			for name, values := range test.header {
				r.Header[name] = values
			}
			operation, text := recognised(t, r, test.body)
			if test.operation == "" {
				if operation != "" {
					t.Fatalf("recognised as %s", operation)
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
		"question":         {"OPTIONS", "/identitypools/" + escPool + "/devices", ""},
		"other path":       {"GET", "/identitypool", ""},
		"other path below": {"GET", "/x/identitypools", ""},
	} {
		t.Run(name, func(t *testing.T) {
			request, ok := recogniser.Recognise(httptest.NewRequest(test.method, test.url, nil))
			if ok != (test.service != "") || request.Service != test.service || request.Operation != "" || request.Known {
				t.Errorf("%+v, %t", request, ok)
			}
		})
	}
}

// TestServices holds that a request's service is its operation's.
func TestServices(t *testing.T) {
	for service, r := range map[string]*http.Request{
		"cognito-identity": httptest.NewRequest("GET", "/?Action=GetId", nil),
		"cognito-idp":      httptest.NewRequest("POST", "/", nil),
		"cognito-sync":     httptest.NewRequest("GET", "/identitypools", nil),
	} {
		r.Header.Set("X-Amz-Target", "AWSCognitoIdentityProviderService.SignUp")
		if got, ok := recogniser.Recognise(r); !ok || got.Service != service ||
			!strings.HasPrefix(got.Operation, service+".") {
			t.Errorf("%s: %+v", service, got)
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
		request, ok := recogniser.Recognise(r)
		if !ok {
			t.Fatalf("%s %s?%s is not recognised", method, url, query)
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
			"MfaConfiguration=OFF&AliasAttributes=[1,2]&DeletionProtection", "a=\xff", "Version=1", "[]",
		} {
			want := string(request.JSON([]byte(body)))
			for limit := range len(want) + 2 {
				text, ok := request.JSONWithin([]byte(body), limit)
				if ok != (len(want) <= limit) {
					t.Errorf("%s, %q: %d bytes, limit %d: %t", name, body, len(want), limit, ok)
				}
				if ok && string(text) != want {
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
	} {
		body := []byte(strings.Repeat(piece, limit/len(piece)))
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		text, ok := request.JSONWithin(body, limit)
		runtime.ReadMemStats(&after)
		if len(text) > limit || !ok && text != nil {
			t.Errorf("%s: a text of %d bytes, %t", name, len(text), ok)
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
		request, ok := recogniser.Recognise(r)
		if !ok {
			return
		}
		if text := request.JSON(nil); text[0] != '{' || !json.Valid(text) {
			t.Fatalf("%s is no object", text)
		}
	})
}
