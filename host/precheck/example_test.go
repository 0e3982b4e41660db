package precheck_test

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"

	"github.com/cognitocheck/cognitocheck/host"
	"github.com/cognitocheck/cognitocheck/host/precheck"
)

// A reverse proxy in front of Cognito, or as here of a stand-in.
func ExampleProxy() {
	ctx := context.Background()
	cognito := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, `{"IdentityId":"us-east-1:0b"}`)
	}))
	defer cognito.Close()

	checker, err := host.New(ctx)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer checker.Close(ctx)
	upstream, err := url.Parse(cognito.URL)
	if err != nil {
		fmt.Println(err)
		return
	}
	proxy, err := precheck.Proxy(checker, upstream, precheck.Refuse)
	if err != nil {
		fmt.Println(err)
		return
	}
	listener, err := net.Listen("tcp", "localhost:0")
	if err != nil {
		fmt.Println(err)
		return
	}
	server := precheck.NewServer(proxy, precheck.Timeouts{}, nil)
	go server.Serve(listener) // or ListenAndServe, with server.Addr set
	defer server.Close()

	lines := strings.NewReplacer(`,"`, ",\n\"", ": Member", ":\nMember")
	for _, body := range []string{`{"IdentityPoolId":"us-east-1:0a"}`, `{"IdentityPoolId":"EXAMPLE"}`} {
		request, err := http.NewRequest("POST", "http://"+listener.Addr().String(), strings.NewReader(body))
		if err != nil {
			fmt.Println(err)
			return
		}
		request.Header.Set("X-Amz-Target", "AWSCognitoIdentityService.GetId")
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			fmt.Println(err)
			return
		}
		text, err := io.ReadAll(response.Body)
		response.Body.Close()
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(response.StatusCode, lines.Replace(string(text)))
	}
	// Output:
	// 200 {"IdentityId":"us-east-1:0b"}
	// 400 {"__type":"ValidationException",
	// "message":"1 validation error detected: Value 'EXAMPLE' at 'identityPoolId' failed to satisfy constraint:
	// Member must satisfy regular expression pattern: [\\w-]+:[0-9a-f-]+"}
}

// Middleware in front of a handler of one's own. Requests that name no operation of Cognito are refused here.
func ExampleHandler() {
	ctx := context.Background()
	checker, err := host.New(ctx, host.WithWarnings())
	if err != nil {
		fmt.Println(err)
		return
	}
	defer checker.Close(ctx)
	next := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "reached") })
	handler, err := precheck.Handler(checker, next, precheck.Refuse, precheck.WithUnrecognised(precheck.Refuse))
	if err != nil {
		fmt.Println(err)
		return
	}

	for _, query := range []string{
		"/?Action=ListUserPools&MaxResults=10",
		"/?Action=ListUserPools&MaxResults=10&Colour=red",
		"/?Action=ListUserPools&MaxResults=ten",
		"/?Action=RunInstances",
	} {
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, httptest.NewRequest("GET", query, nil))
		fmt.Println(w.Code, w.Body)
		if warnings := w.Header().Get(precheck.WarningsHeader); warnings != "" {
			fmt.Println("warnings:", warnings)
		}
	}
	// Output:
	// 200 reached
	// 200 reached
	// warnings: unknown;path="/Colour"
	// 400 {"__type":"SerializationException","Message":"STRING_VALUE cannot be converted to Integer"}
	// 400 {"__type":"UnknownOperationException","message":"The request names no operation of Amazon Cognito."}
}

// Health and metrics at an address of their own.
func ExampleAdmin() {
	ctx := context.Background()
	checker, err := host.New(ctx)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer checker.Close(ctx)
	w := httptest.NewRecorder()
	precheck.Admin(checker, nil, nil).ServeHTTP(w, httptest.NewRequest("GET", "/readyz", nil))
	fmt.Println(w.Code)
	// Output: 200
}
