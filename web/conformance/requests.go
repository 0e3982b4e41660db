package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strings"

	"github.com/cognitocheck/cognitocheck/host/precheck/wire"
	"github.com/cognitocheck/cognitocheck/validator"
)

// request is an HTTP request, and what package wire recognises it as.
type request struct {
	Method string `json:"method"`
	// Path and Query are as they came.
	Path  string `json:"path"`
	Query string `json:"query,omitempty"`
	// Headers are names with values, in order. A name may be there twice.
	Headers [][2]string `json:"headers,omitempty"`
	Body    []byte      `json:"body,omitempty"`

	// Is is text, unknown, ambiguous, protocol, or empty for a request that is not recognised.
	Is        string `json:"is,omitempty"`
	Operation string `json:"operation,omitempty"`
	Text      []byte `json:"text,omitempty"`
	// Reason is why there is no text; of protocol the protocol's name.
	Reason string `json:"reason,omitempty"`
}

// randomRequests is how many requests are made at random, from the parts of the others.
const randomRequests = 1500

// writeRequests writes requests with all that can be said about them in two ways.
func writeRequests(out io.Writer) error {
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	recogniser := wire.New()
	for _, r := range requests() {
		if err := r.recognise(recogniser); err != nil {
			return err
		}
		if err := encoder.Encode(r); err != nil {
			return err
		}
	}
	return nil
}

// recognise fills in what the request is.
func (r *request) recognise(recogniser *wire.Recogniser) error {
	line := r.Path
	if r.Query != "" {
		line += "?" + r.Query
	}
	u, err := url.ParseRequestURI(line)
	if err != nil {
		return err
	}
	header := http.Header{}
	for _, field := range r.Headers {
		header.Add(field[0], field[1])
	}
	recognised, err := recogniser.Recognise(&http.Request{Method: r.Method, URL: u, Header: header})
	if err == nil && !recognised.Known && !recognised.InBody {
		r.Is = "unknown"
		r.Reason = recognised.Unknown(context.Background(), validator.NewChecker(validator.Options{}), nil).Error()
		return nil
	}
	if err == nil {
		recognised, r.Text, err = recognised.Read(r.Body, validator.DefaultLimit)
	}
	var (
		ambiguous *wire.AmbiguousError
		protocol  *wire.ProtocolError
	)
	switch {
	case err == nil:
		r.Is, r.Operation = "text", recognised.Operation
	case errors.As(err, &ambiguous):
		r.Is, r.Reason = "ambiguous", ambiguous.Reason
	case errors.As(err, &protocol):
		r.Is, r.Reason = "protocol", string(protocol.Protocol)
	case !errors.Is(err, wire.ErrUnrecognised):
		return err
	}
	return nil
}

// The parts that requests are made of. What is first in a list is what a client sends.
var (
	methods = []string{"POST", "GET", "PUT", "HEAD", "OPTIONS", "DELETE", "PATCH", "post", "TRACE"}

	paths = []string{
		"/", "/x", "//", "/.", "/./", "/a/..", "/%2e", "/%2F", "/;a=b", `/\`, "/#", "/x/", "/favicon.ico", "/%41%2f",
		"/identitypools", "/identitypools/", "/identitypools/us-east-1:0a", "/identitypools/us-east-1%3A0a/events",
		"/identitypools/us-east-1:0a/identities/us-east-1:0b/datasets/d",
		"/identitypools/us-east-1:0a/identities/us-east-1:0b/datasets/..",
		"/identitypools/us-east-1:0a/identities/us-east-1:0b/datasets/%2E%2e/records",
		"/identitypools/us-east-1:0a/identities/us-east-1:0b/datasets/a%2Fb+c%20d/subscriptions/e{f",
		"/identitypools//events", "/identitypools/a//", "/identitypools/a/../b", "/identitypools/a/new",
		"//identitypools", "/x/../identitypools/a", "/%69dentitypools/a", "/identitypools%2Fa", `/identitypools\a`,
		"/identitypools/%5C", "/identitypools;a=b/c", "/identitypools#", "/IdentityPools/a", "/x/identitypools/a",
		"/identitypools/%FFé", "/service/AWSCognitoIdentityService/operation/GetId",
		"/a/service/x%23AWSCOGNITOIDENTITYPROVIDERSERVICE/%6Fperation/New/", "/service/A/operation/GetId",
		"/service/AWSCognitoSyncService/operation",
	}

	queries = []string{
		"", "a=b", "Action=ListUserPools&MaxResults=1", "Action=ListUserPools", "Version=2016-04-18", "Version=2010-05-08",
		"Version=2014-06-30", "Action=TagResource", "Action=RunInstances", "%41ction=GetId", "Action", "action=GetId",
		"Action=GetId&IdentityPoolId=us-east-1:0a", "Action=Get%49d", "+Action=GetId", "Action=GetId+", "Acti%6Fn=SignUp&&=&",
		"X-Amz-Target=A.B", "x-amz-target=AWSCognitoIdentityService.GetId", "X-Amz-Signature=a&AWSAccessKeyId=b",
		"maxResults=5", "maxResults=x&nextToken=a%20b", "a=b;c=d", "a=b;Action=GetId", "Action=GetId;a", "#", "a=%zz&%=%4",
		"UserPoolId=%FFé", "Policies={\"PasswordPolicy\":{\"MinimumLength\":8}}", "MaxResults=01&x=\\\"",
		"Action=AdminDoNew&Version=2016-04-18", strings.Repeat("Action=X&", 12) + "Action=GetId",
		"%41%63%74%69%6F%6E=GetId", strings.Repeat("a", 40) + "=1",
		"X-Amz-SignedHeaders=host%3Bx-amz-date", "X-Amz-SignedHeaders=host%3BTE", "x-amz-signedheaders=upgrade",
		"X-Amz-Signed%48eaders=+proxy-authorization+&a=b", "SignedHeaders=te",
	}

	targets = []string{
		"AWSCognitoIdentityService.GetId", "AWSCognitoIdentityProviderService.SignUp",
		"com.amazonaws.cognito.identity.model.AWSCognitoIdentityService.UpdateIdentityPool", "AWSCognitoIdentityService.New",
		"AWSCognitoIdentityService.SignUp", "DynamoDB_20120810.GetItem", "", "GetId", "cognito-identity.GetId",
		"cognito-identity get-id", "awscognitoidentityservice.GetId", "AWSCognitoIdentityService.",
		"AWSCognitoIdentityService",
		"AWSCognitoIdentityService.Get Id", "AWSCognitoIdentityService.GetId,AWSCognitoIdentityService.GetId",
		"A.B,AWSCognitoIdentityService.GetId", "X.GetId.AWSCognitoIdentityService.SignUp", ".AWSCognitoIdentityService.GetId",
		"a_1..AWSCognitoIdentityService.GetId", "XAWSCognitoIdentityService.GetId", "AWSCognitoIdentityService.GetId.x",
		"AWSCognitoIdentityService." + strings.Repeat("a", 128), "AWSCognitoIdentityService." + strings.Repeat("a", 129),
		"\"AWSCognitoIdentityService.GetId\"", "AWSCognitoSyncService.ListDatasets", "é.AWSCognitoIdentityService.GetId",
	}

	types = []string{
		"application/x-amz-json-1.1", "application/x-www-form-urlencoded", "Application/X-AMZ-JSON-1.0; Charset=\"UTF-8\"",
		"application/json", "application/x-www-form-urlencoded; charset=utf-8", "APPLICATION/X-WWW-FORM-URLENCODED",
		"text/plain; charset=utf-16", "application/json;charset=utf-8;charset=latin1", "application/x-www-form-urlencoded2",
		"x/form-URLencoded",
		"",
		"multipart/form-data; boundary=a", "application/cbor", "application/x-amz-cbor-1.1", "a/b, c/d",
		"application/x-www-form-urlencoded;charset", ";;=", "application/json; charset = us-ascii ; a=b",
		"\u00a0application/x-www-form-urlencoded", "Multipart/Mixed; boundary=urlencoded", "multipart/",
	}

	fields = [][2]string{
		{"Connection", "close"}, {"Connection", "X-Amz-Target"}, {"connection", "keep-alive, content-type"},
		{"Connection", "Upgrade,HTTP2-Settings , TE"}, {"Connection", "x-amz-date"}, {"X-Amz-Date", "1"},
		{"Connection", "Host"}, {"Connection", "é, a b,,"}, {"Connection", "Content-Encoding"}, {"Upgrade", "h2c"},
		{"Content-Encoding", "gzip"}, {"Content-Encoding", "identity"}, {"Content-Encoding", "gzip,"},
		{"X-HTTP-Method-Override", "POST"}, {"X-HTTP-Method-Override", "get"}, {"X-HTTP-Method", " put"},
		{"X-Method-Override", ""}, {"Smithy-Protocol", "rpc-v2-cbor"}, {"smithy-protocol", "rpc-v2-json"},
		{"Smithy-Protocol", "é"}, {"X_Amz_Target", "AWSCognitoIdentityService.GetId"}, {"X-Amz_Target", "A.B"},
		{"x_amz-target", "awscognito"}, {"Content_Type", "application/x-www-form-urlencoded"}, {"content_encoding", "gzip"},
		{"x-amz-Client-Context", "a\u00e9\""}, {"Origin", "https://a.test"}, {"Access-Control-Request-Method", "POST"},
		{"X-Amzn-Query-Mode", "true"}, {"Content-Length", "5"},
		{"Authorization", "AWS4-HMAC-SHA256 Credential=a, SignedHeaders=host;x-amz-date, Signature=0a"},
		{"Authorization", "AWS4-HMAC-SHA256 Credential=a, SignedHeaders=host;te, Signature=0a"},
		{"Authorization", "AWS4-HMAC-SHA256 Signature=0a,signedheaders=Host; Keep-Alive "},
		{"authorization", "SignedHeaders=proxy-connection"}, {"Authorization", "Basic dGU7dGU="},
		{"Authorization", "SignedHeaders=te2;xte;host,te"},
	}

	bodies = []string{
		"{}", "", `{"IdentityPoolId":"us-east-1:0a"}`, " ", "{", "[]", "MaxResults=1", "Action=ListUserPools&MaxResults=7",
		"%41ction=GetId", "Action=TagResource&Version=2016-04-18", "Action=RunInstances&Version=2016-11-15",
		"Version=2014-06-30", "a=b;Action=GetId", "x-amz-target=AWSCognitoIdentityService.GetId", "\xa0",
		"\xff\xfe{\x00}\x00",
		`{"IdentityPoolId":"us-east-1:0a","x":"&Action=SignUp&y="}`, "IdentityPoolId=%C3%A9+%2B\xff&=&&a",
		`{"DatasetName":"d"}`,
		strings.Repeat("Action=X&", 12) + "Action=GetId",
		"--a\r\nContent-Disposition: form-data; name=\"Action\"\r\n\r\nListUserPools\r\n--a--\r\n",
		"--a\nContent-Disposition: form-data;NAME = Action\n\nSignUp\n--a\ncontent-disposition: form-data; " +
			"name=Version; a=b\n\n2016-04-18\n--a--",
		"--a\r\nContent-Disposition: form-data;\r\n\tname=\"x-amz-target\"\r\nX: y\r\n\r\n" +
			"AWSCognitoIdentityService.GetId\r\n--a--\r\n",
		"--a\r\nContent-Disposition: form-data; name=\"action\"; filename=\"Action\"\r\n\r\n&Action=SignUp&\r\n--a--",
		"\n\nname=Action\n\n\n\nGetId", "name=\"Actions\"\n\nGetId", "name=\"Action\"\n\n\xe9\xff\n",
		"name=\"Action\"\r\n\r\n",
	}
)

// requests are those with one part that is out of the ordinary, and some with several, at random.
func requests() []*request {
	var all []*request
	add := func(r request) { all = append(all, &r) }
	header := func(pairs ...string) [][2]string {
		var list [][2]string
		for i := 0; i < len(pairs); i += 2 {
			list = append(list, [2]string{pairs[i], pairs[i+1]})
		}
		return list
	}
	// One of each form, which varies in one part after the other.
	forms := []request{
		{
			Method: "POST", Path: "/", Headers: header("X-Amz-Target", targets[0], "Content-Type", types[0]),
			Body: []byte(bodies[2]),
		},
		{Method: "GET", Path: "/", Query: queries[2]},
		{Method: "POST", Path: "/", Query: queries[3], Headers: header("Content-Type", types[1]), Body: []byte(bodies[6])},
		{Method: "POST", Path: "/", Headers: header("Content-Type", types[1]), Body: []byte(bodies[7])},
		{
			Method: "POST", Path: paths[17], Headers: header("Content-Type", types[3]),
			Body: []byte(`{"SyncSessionToken":"t"}`),
		},
		{
			Method: "POST", Path: "/service/AWSCognitoIdentityService/operation/GetId",
			Headers: header("Smithy-Protocol", "rpc-v2-cbor", "Content-Type", "application/cbor"), Body: []byte("\xa0"),
		},
		{Method: "POST", Path: "/", Headers: header("X-Amz-Target", "DynamoDB_20120810.GetItem", "Content-Type", types[0])},
	}
	for _, form := range forms {
		add(form)
		for _, method := range methods {
			form := form
			form.Method = method
			add(form)
		}
		for _, path := range paths {
			form := form
			form.Path = path
			add(form)
		}
		for _, query := range queries {
			form := form
			form.Query = strings.Trim(form.Query+"&"+query, "&")
			add(form)
		}
		for _, body := range bodies {
			form := form
			form.Body = []byte(body)
			add(form)
		}
		more := append([][2]string(nil), fields...)
		for _, target := range targets {
			more = append(more, [2]string{"X-Amz-Target", target})
		}
		for _, contentType := range types {
			more = append(more, [2]string{"Content-Type", contentType})
		}
		for _, field := range more {
			with, instead := form, form
			with.Headers = append(append([][2]string(nil), form.Headers...), field)
			add(with)
			instead.Headers = [][2]string{field}
			for _, have := range form.Headers {
				if !strings.EqualFold(have[0], field[0]) {
					instead.Headers = append(instead.Headers, have)
				}
			}
			add(instead)
		}
	}
	random := rand.New(rand.NewPCG(14, 2026))
	one := func(list []string) string {
		// The first ones are common, so that there is more than nonsense.
		return list[min(random.IntN(len(list)), random.IntN(len(list)))]
	}
	for range randomRequests {
		r := request{Method: one(methods[:max(1, random.IntN(len(methods)+1))]), Path: "/", Body: []byte(one(bodies))}
		if random.IntN(3) == 0 {
			r.Path = one(paths)
		}
		for range random.IntN(3) {
			r.Query += []string{"", "&", ";"}[min(len(r.Query), 1+random.IntN(8)/7)] + one(queries)
		}
		if random.IntN(2) == 0 {
			r.Headers = append(r.Headers, [2]string{"X-Amz-Target", one(targets)})
		}
		if random.IntN(3) > 0 {
			r.Headers = append(r.Headers, [2]string{"Content-Type", one(types)})
		}
		for range random.IntN(3) {
			r.Headers = append(r.Headers, fields[random.IntN(len(fields))])
		}
		add(r)
	}
	return dropTwins(all)
}

// dropTwins leaves out the requests that are there already.
func dropTwins(all []*request) []*request {
	seen := map[string]bool{}
	var list []*request
	for _, r := range all {
		var text bytes.Buffer
		// A struct of strings always encodes.
		_ = json.NewEncoder(&text).Encode(r)
		if !seen[text.String()] {
			seen[text.String()] = true
			list = append(list, r)
		}
	}
	return list
}
