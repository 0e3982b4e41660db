package main

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"hash/crc32"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"

	"github.com/cognitocheck/cognitocheck/host/precheck"
	"github.com/cognitocheck/cognitocheck/validator"
)

// exchange is an HTTP request, and what the pre-check of package precheck makes of it when it refuses whatever it can.
type exchange struct {
	Method string `json:"method"`
	// URL is the path and the query.
	URL     string            `json:"url"`
	Headers map[string]string `json:"headers"`
	Body    []byte            `json:"body,omitempty"`
	// Status is 0 for a request that goes on.
	Status        int               `json:"status,omitempty"`
	Answer        string            `json:"answer,omitempty"`
	AnswerHeaders map[string]string `json:"answerHeaders,omitempty"`
}

// compared are the headers of an answer that are the same each time.
var compared = []string{
	"Content-Type", "Cache-Control", "X-Amzn-Errortype", "X-Amzn-Errormessage", "X-Cognitocheck-Warnings",
	"Access-Control-Allow-Origin", "Access-Control-Expose-Headers",
}

func writeExchanges(out io.Writer) error {
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	passed := false
	next := http.HandlerFunc(func(http.ResponseWriter, *http.Request) { passed = true })
	checker := validator.NewChecker(validator.Options{Warnings: true})
	handler, err := precheck.Handler(checker, next, precheck.Refuse, precheck.WithUnrecognised(precheck.Refuse),
		precheck.WithBodyLimit(wireLimit))
	if err != nil {
		return err
	}
	for _, e := range exchanges() {
		request := httptest.NewRequest(e.Method, e.URL, bytes.NewReader(e.Body))
		for name, value := range e.Headers {
			request.Header.Set(name, value)
		}
		answer := httptest.NewRecorder()
		passed = false
		handler.ServeHTTP(answer, request)
		if !passed {
			e.Status, e.Answer, e.AnswerHeaders = answer.Code, answer.Body.String(), map[string]string{}
			for _, name := range compared {
				if value := answer.Header().Get(name); value != "" {
					e.AnswerHeaders[name] = value
				}
			}
		}
		if err := encoder.Encode(e); err != nil {
			return err
		}
	}
	return nil
}

// wireLimit is the limit of bodies in these exchanges, in bytes.
const wireLimit = 2000

// zipped is text in gzip, in blocks that are not compressed: what compress/gzip writes changes from one Go release to
// the next.
func zipped(text string) []byte { return zippedFile("", text) }

// zippedFile is zipped with the name of a file.
func zippedFile(name, text string) []byte {
	out := []byte{0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF}
	if name != "" {
		out[3] = 8 // There is a name, to a zero.
		out = append(append(out, name...), 0)
	}
	out = append(out, 1) // the last block, as it is
	out = binary.LittleEndian.AppendUint16(out, uint16(len(text)))
	out = binary.LittleEndian.AppendUint16(out, ^uint16(len(text)))
	out = append(out, text...)
	out = binary.LittleEndian.AppendUint32(out, crc32.ChecksumIEEE([]byte(text)))
	return binary.LittleEndian.AppendUint32(out, uint32(len(text)))
}

func exchanges() []exchange {
	const (
		identity = "AWSCognitoIdentityService."
		idp      = "AWSCognitoIdentityProviderService."
		valid    = `{"IdentityPoolId":"us-east-1:0a","IdentityPoolName":"n","AllowUnauthenticatedIdentities":true}`
		dataset  = "/identitypools/us-east-1:0a/identities/us-east-1:0a/datasets/d"
	)
	var all []exchange
	target := func(name, body string, headers ...string) {
		e := exchange{
			Method:  "POST",
			URL:     "/",
			Headers: map[string]string{"X-Amz-Target": name, "Content-Type": "application/x-amz-json-1.1"},
			Body:    []byte(body),
		}
		for i := 0; i < len(headers); i += 2 {
			e.Headers[headers[i]] = headers[i+1]
		}
		all = append(all, e)
	}
	send := func(method, url, body string, headers ...string) {
		e := exchange{Method: method, URL: url, Headers: map[string]string{}, Body: []byte(body)}
		for i := 0; i < len(headers); i += 2 {
			e.Headers[headers[i]] = headers[i+1]
		}
		all = append(all, e)
	}

	target(identity+"UpdateIdentityPool", valid)
	target(identity+"GetId", `{"IdentityPoolId":"mock é \" \\ \n\u0001 日本 😀 </b>"}`)
	target(identity+"GetId", "")
	target(identity+"GetId", `{"IdentityPoolId":"`+"x\xff"+`"}`)
	target(identity+"GetId", `{"IdentityPoolId":"`+strings.Repeat("é", 900)+`"}`)
	target(identity+"GetId", `{"IdentityPoolId":"`+strings.Repeat("x", 2000)+`"}`)
	target(identity+"GetId", `{"Nick né/name~\"":1,"B[0]?#":2}`, "Origin", "https://app.example")
	target(identity+"GetId", "{"+strings.Repeat(`"a":1,`, 20)+`"z":0}`)
	target(idp+"SignUp", `{"UserAttributes":"x"}`)
	target(idp+"SignUp", `{"Password":"secret",`)
	target(idp+"TagResource", `{"ResourceArn":"x","Tags":{}}`)
	target(identity+"TagResource", `{}`)
	target(identity+"SignUp", `{}`)
	target(identity+"getid", `{}`)
	target(identity+"NoSuchThing", `{}`)
	target(idp+"NoSuchThing", strings.Repeat("x", 3000), "Origin", "https://app.example")
	target(identity+"No Such Thing", `{}`)
	target(identity, `{}`)
	target("GetId", `{}`)
	target("DynamoDB_20120810.PutItem", `{}`)
	target(identity+"GetId", `{}`, "Content-Encoding", "br")
	target(identity+"GetId", `{}`, "Content-Encoding", "gzip")
	target(identity+"GetId", string(zipped(`{"IdentityPoolId":"mock"}`)), "Content-Encoding", "gzip")
	target(identity+"GetId", string(zipped(strings.Repeat(" ", 5000))), "Content-Encoding", "x-gzip")
	target(identity+"GetId", `{"IdentityPoolId":"mock"}`, "Content-Encoding", "identity")
	target(identity+"GetId", `{"IdentityPoolId":"mock"}`, "Content-Type", "text/plain")
	const form = "application/x-www-form-urlencoded"
	for _, contentType := range []string{form, "text/plain"} {
		for _, named := range []string{"a", "&Action=SignUp&"} {
			target(identity+"GetId", string(zippedFile(named, `{"IdentityPoolId":"us-east-1:0a"}`)), "Content-Encoding", "gzip",
				"Content-Type", contentType)
			send("POST", "/", string(zippedFile(named, "a=b")), "Content-Encoding", "gzip", "Content-Type", contentType)
			send("POST", "/", string(zippedFile(named, "Action=ListUserPools&MaxResults=999")), "Content-Encoding", "gzip",
				"Content-Type", contentType)
		}
	}
	for _, after := range []string{"\x00\x00\x00\x00", "x", string(zipped(" ")), string(zipped(""))} {
		target(identity+"GetId", string(zipped(`{"IdentityPoolId":"us-east-1:0a"}`))+after, "Content-Encoding", "gzip")
		target(identity+"GetId", string(zipped(""))+after, "Content-Encoding", "gzip")
	}
	target(identity+"GetId", string(zipped("")), "Content-Encoding", "gzip")
	send("POST", "/service/AWSCognitoIdentityService/operation/GetId", "\xa0", "Smithy-Protocol", "rpc-v2-cbor")
	send("POST", "/", "Action=ListUserPools&MaxResults=7", "Content-Type", form)
	send("POST", "/", "Action=ListUserPools&MaxResults=7")
	send("POST", "/", "Action=RunInstances", "Content-Type", form)
	send("POST", "/?Action=SignUp", `{}`, "X-Amz-Target", identity+"GetId")
	send("GET", "/", "", "X-Amz-Target", identity+"GetId")
	send("PUT", "/", "{}", "X-Amz-Target", identity+"GetId")
	send("POST", "/x", "{}", "X-Amz-Target", identity+"GetId")
	send("POST", "/", "{}")
	send("OPTIONS", "/", "", "Origin", "https://app.example", "Access-Control-Request-Method", "POST")
	send("OPTIONS", "/", "")

	send("GET", "/?Action=DeleteUserPool&UserPoolId=us-east-1_a", "")
	send("GET", "/?Action=DeleteUserPool&UserPoolId=us-east-1", "")
	send("GET", "/?Action=DeleteUserPool&UserPoolId=%FF", "")
	send("GET", "/?Action=DeleteUserPool&UserPoolId=a%2", "")
	send("GET", "/?Action=DeleteUserPool&UserPoolId=%C3%A9+%2B&Extra=1&&=&novalue", "")
	send("GET", "/?Action=DeleteUserPool&UserPoolId=a&UserPoolId=b", "")
	send("GET",
		"/?Action=CreateUserPool&PoolName=a+b&AliasAttributes=%5B%22email%22%5D&UserPoolTags=%7B%22a%22:%22b%22%7D&"+
			"MfaConfiguration=OFF", "")
	send("GET", "/?Action=CreateUserPool&PoolName=a&AliasAttributes=email", "")
	send("GET", "/?Action=CreateUserPool&PoolName=a&AliasAttributes=", "")
	send("GET", "/?Action=CreateUserPool&PoolName=a&Policies=%7B%22PasswordPolicy%22:%7B%22MinimumLength%22:3%7D%7D", "")
	send("GET", "/?Action=CreateIdentityPool&IdentityPoolName=a&AllowUnauthenticatedIdentities=TRUE", "")
	send("GET", "/?Action=CreateIdentityPool&IdentityPoolName=a&AllowUnauthenticatedIdentities=yes", "")
	for _, number := range []string{"10", "61", "1e1", "1.0", "01", "-0", "+1", "ten", "%2010", ""} {
		send("GET", "/?Action=ListIdentityPools&MaxResults="+number, "")
	}
	send("GET",
		"/?Action=ListIdentityPools&MaxResults=10&X-Amz-Signature=abc&x-amz-date=1&AWSAccessKeyId=x&Signature=y&Expires=1&"+
			"Version=2014-06-30", "")
	send("GET", "/?Action=ListIdentityPools&MaxResults=10&Version=2010-05-08", "")
	send("GET", "/?Action=ListUsers", "")
	send("GET", "/?Action=TagResource", "")
	send("GET", "/?Action=TagResource&Version=2016-04-18", "")
	send("GET", "/?Action=SignUp&Action=SignUp", "")
	send("GET", "/?Action=NoSuchThing", "")
	send("GET", "/?action=SignUp", "")
	send("HEAD", "/?Action=SignUp", "")
	send("POST", "/?Action=DeleteUserPool", "UserPoolId=us-east-1_a", "Content-Type",
		"application/x-www-form-urlencoded; charset=utf-8")
	send("POST", "/?Action=DeleteUserPool", "UserPoolId=%C3%A9+x", "Content-Type", "Application/X-WWW-Form-Urlencoded")
	send("POST", "/?Action=DeleteUserPool", "UserPoolId=é\xff", "Content-Type", "application/x-www-form-urlencoded")
	send("POST", "/?Action=DeleteUserPool&UserPoolId=us-east-1_a", `{"UserPoolId":"b"}`, "Content-Type",
		"application/json")

	for _, body := range []string{
		"", "  ", "{}", " { } ", "[]", "{", `{"SyncSessionToken":"t"}`, `{"SyncSessionToken":"t","DatasetName":"d"}`,
		` {"SyncSessionToken":"t","Nope":1}`,
	} {
		send("POST", dataset, body)
	}
	send("POST", dataset+"/", `{"SyncSessionToken":"t"}`, "x-amz-Client-Context", "c é")
	send("POST", "/identitypools/us-east-1%3AXY/identities/us-east-1:0a/datasets/a%2Fb%20c+d", `{"SyncSessionToken":"t"}`)
	send("POST", "/identitypools/%FF/identities/us-east-1:0a/datasets/d", `{"SyncSessionToken":"t"}`)
	send("DELETE", dataset, "this is not looked at")
	send("GET", "/identitypools", "")
	send("GET", "/identitypools/", "")
	send("GET", "/identitypools?maxResults=5&nextToken=a%20b&other=1", "")
	send("GET", "/identitypools?maxResults=five", "")
	send("GET", "/identitypools?maxResults=5&maxResults=6", "")
	send("GET", "/identitypools//identities", "")
	send("GET", "/identitypools/a//", "")
	send("GET", "/identitypools/not-a-pool", "")
	send("POST", "/identitypools/us-east-1:0a/nothing", "")
	send("PUT", dataset, "{}")
	send("PATCH", "/identitypools", "")
	send("OPTIONS", dataset, "", "Origin", "https://app.example", "Access-Control-Request-Method", "POST")
	send("OPTIONS", dataset, "")
	send("GET", "/identitypool", "")
	return all
}
