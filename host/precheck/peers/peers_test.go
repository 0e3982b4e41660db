package peers

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cognitoidentity"
	identitytypes "github.com/aws/aws-sdk-go-v2/service/cognitoidentity/types"
	"github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider"
	"github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider/types"
	"github.com/aws/smithy-go"
)

// binary is the command, built from this tree.
var binary string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "cognitocheck-peers")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	binary = filepath.Join(dir, "cognitocheck")
	build := exec.Command("go",
		append(append([]string{"build"}, raceFlags...), "-o", binary,
			"github.com/cognitocheck/cognitocheck/host/cmd/cognitocheck")...)
	build.Stderr = os.Stderr
	code := 1
	if err := build.Run(); err != nil {
		fmt.Fprintln(os.Stderr, "build the command:", err)
	} else {
		code = m.Run()
	}
	os.RemoveAll(dir)
	os.Exit(code)
}

// start starts a program and returns the first group of the expression, once it is found in what the program writes to
// standard output and error. The program is ended with the test by SIGTERM; wantCode tells what it must exit with.
func start(t *testing.T, command *exec.Cmd, expression string, wantCode int) string {
	t.Helper()
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	command.Stdout, command.Stderr = write, write
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	write.Close()
	found := make(chan string, 1)
	var written bytes.Buffer
	var reader sync.WaitGroup
	reader.Go(func() {
		wanted := regexp.MustCompile(expression)
		for lines := bufio.NewScanner(read); lines.Scan(); {
			fmt.Fprintln(&written, lines.Text())
			if group := wanted.FindStringSubmatch(lines.Text()); group != nil {
				select {
				case found <- group[1]:
				default:
				}
			}
		}
		close(found)
	})
	t.Cleanup(func() {
		command.Process.Signal(syscall.SIGTERM)
		kill := time.AfterFunc(20*time.Second, func() { command.Process.Kill() })
		defer kill.Stop()
		reader.Wait()
		read.Close()
		command.Wait()
		if code := command.ProcessState.ExitCode(); code != wantCode {
			t.Errorf("%s exited with %v, want %d", command.Path, command.ProcessState, wantCode)
		}
		if t.Failed() {
			t.Logf("%s wrote:\n%s", command.Path, written.String())
		}
	})
	select {
	case text, ok := <-found:
		if ok {
			return text
		}
	case <-time.After(time.Minute):
	}
	t.Fatalf("%s does not start", command.Path)
	return ""
}

// serve starts cognitocheck serve in front of the upstream and returns its URL.
func serve(t *testing.T, upstream string) string {
	t.Helper()
	address := start(t,
		exec.Command(binary, "serve", "--listen", "127.0.0.1:0", "--admin", "", "--upstream", upstream, "--undecided",
			"refuse", "--log-level", "debug"),
		`msg=listening address=(\S+)`, 0)
	return "http://" + address
}

// recorder is an upstream that keeps what reaches it.
type recorder struct {
	mu       sync.Mutex
	requests []recorded
}

type recorded struct {
	*http.Request
	body string
}

func (u *recorder) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		body = []byte(err.Error())
	}
	u.mu.Lock()
	u.requests = append(u.requests, recorded{r, string(body)})
	u.mu.Unlock()
	w.Header().Set("Content-Type", "application/x-amz-json-1.1")
	io.WriteString(w, "{}")
}

// take returns the requests that arrived since the last call.
func (u *recorder) take() []recorded {
	u.mu.Lock()
	defer u.mu.Unlock()
	taken := u.requests
	u.requests = nil
	return taken
}

// front starts a recorder and serve in front of it.
func front(t *testing.T) (*recorder, string) {
	t.Helper()
	upstream := &recorder{}
	behind := httptest.NewServer(upstream)
	t.Cleanup(behind.Close)
	return upstream, serve(t, behind.URL)
}

// wantSame fails unless a request arrived as it was sent: the host, every header, a signature among them where the
// operation is a signed one, and the body.
func wantSame(t *testing.T, arrived []recorded, host string, header http.Header, body string) {
	t.Helper()
	if len(arrived) != 1 {
		t.Fatalf("%d requests arrived, want 1", len(arrived))
	}
	got := arrived[0]
	if got.Host != host || got.body != body {
		t.Errorf("arrived %s at %s\nsent %s to %s", got.body, got.Host, body, host)
	}
	for name, values := range header {
		switch http.CanonicalHeaderKey(name) {
		case "Host", "Content-Length", "Connection", "Accept-Encoding":
			// Host and length are elsewhere in a request, the others are the transport's.
			continue
		}
		if have := strings.Join(got.Header.Values(name), ", "); have != strings.Join(values, ", ") {
			t.Errorf("header %s: %s arrived, %s was sent", name, have, values)
		}
	}
	if signature := got.Header.Get("Authorization"); signature != "" && !strings.Contains(signature, ";host;") {
		t.Errorf("signature %s does not cover the host", signature)
	}
}

const (
	signUpMessage = `2 validation errors detected: Value at 'clientId' failed to satisfy constraint: Member must ` +
		`satisfy regular expression pattern: [\w+]+; ` +
		`Value at 'username' failed to satisfy constraint: Member must satisfy regular expression pattern: ` +
		`[\p{L}\p{M}\p{S}\p{N}\p{P}]+`
	getIDMessage = `1 validation error detected: Value 'us-east-1:EXAMPLE' at 'identityPoolId' failed to satisfy ` +
		`constraint: ` +
		`Member must satisfy regular expression pattern: [\w-]+:[0-9a-f-]+`
	providerMessage = "Invalid Cognito Identity Provider"
)

func TestSDKForGo(t *testing.T) {
	upstream, endpoint := front(t)
	sending := &sendingClient{}
	cfg := aws.Config{
		Region: "us-east-1", BaseEndpoint: aws.String(endpoint), HTTPClient: sending, RetryMaxAttempts: 1,
		Credentials: aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
			return aws.Credentials{AccessKeyID: "AKIDEXAMPLE", SecretAccessKey: "secret"}, nil
		}),
	}
	identity, idp := cognitoidentity.NewFromConfig(cfg), cognitoidentityprovider.NewFromConfig(cfg)
	ctx := t.Context()

	_, err := identity.GetId(ctx, &cognitoidentity.GetIdInput{IdentityPoolId: aws.String("us-east-1:EXAMPLE")})
	wantAnswer(t, err, "ValidationException", getIDMessage)

	_, err = identity.CreateIdentityPool(ctx, &cognitoidentity.CreateIdentityPoolInput{
		IdentityPoolName:         aws.String("p"),
		CognitoIdentityProviders: []identitytypes.CognitoIdentityProvider{{ClientId: aws.String("abc")}},
	})
	wantAnswer(t, err, "InvalidParameterException", providerMessage)
	if !errors.As(err, new(*identitytypes.InvalidParameterException)) {
		t.Errorf("not the typed exception: %v", err)
	}

	_, err = idp.SignUp(ctx, &cognitoidentityprovider.SignUpInput{
		ClientId: aws.String("a b"), Username: aws.String("us east"), Password: aws.String("Hunter2!"),
	})
	wantAnswer(t, err, "InvalidParameterException", signUpMessage)
	if !errors.As(err, new(*types.InvalidParameterException)) {
		t.Errorf("not the typed exception: %v", err)
	}

	_, err = idp.CreateUserPoolClient(ctx, &cognitoidentityprovider.CreateUserPoolClientInput{
		UserPoolId:        aws.String("us-east-1_abc"),
		ClientName:        aws.String("c"),
		AllowedOAuthFlows: []types.OAuthFlowType{types.OAuthFlowTypeCode},
	})
	wantAnswer(t, err, "InvalidOAuthFlowException",
		"CallbackUrls can not be empty when code flow or implicit flow is selected")
	if !errors.As(err, new(*types.InvalidOAuthFlowException)) {
		t.Errorf("not the typed exception: %v", err)
	}
	if arrived := upstream.take(); len(arrived) != 0 {
		t.Fatalf("%d invalid requests arrived", len(arrived))
	}

	if _, err := identity.GetId(ctx, &cognitoidentity.GetIdInput{
		IdentityPoolId: aws.String("us-east-1:0a"), Logins: map[string]string{"a": "ü😀"},
	}); err != nil {
		t.Error(err)
	}
	wantSame(t, upstream.take(), sending.last.Host, sending.last.Header, sending.body)
	if _, err := idp.AdminCreateUser(ctx, &cognitoidentityprovider.AdminCreateUserInput{
		UserPoolId: aws.String("us-east-1_abc"), Username: aws.String("u"), ForceAliasCreation: true,
		UserAttributes: []types.AttributeType{{Name: aws.String("email"), Value: aws.String("<a@b>")}},
	}); err != nil {
		t.Error(err)
	}
	wantSame(t, upstream.take(), sending.last.Host, sending.last.Header, sending.body)
}

// sendingClient is an HTTP client that keeps the last request as it was sent.
type sendingClient struct {
	last *http.Request
	body string
}

func (c *sendingClient) Do(r *http.Request) (*http.Response, error) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	c.last, c.body = r.Clone(r.Context()), string(body)
	if c.last.Host == "" {
		c.last.Host = r.URL.Host
	}
	return http.DefaultClient.Do(r)
}

func wantAnswer(t *testing.T, err error, code, message string) {
	t.Helper()
	var answer smithy.APIError
	if !errors.As(err, &answer) || answer.ErrorCode() != code || answer.ErrorMessage() != message {
		t.Errorf("got %v\nwant %s: %s", err, code, message)
	}
}

// nodeAnswer is what client.mjs tells of a call.
type nodeAnswer struct {
	Output                               map[string]any
	Exception, Message, Fault, RequestID string
	Status                               int
	Typed                                bool
	Sent                                 struct {
		Headers map[string]string
		Body    string
	}
}

// node runs calls with the AWS SDK for JavaScript.
func node(t *testing.T, endpoint, calls string) []nodeAnswer {
	t.Helper()
	wantInstalled(t)
	command := exec.CommandContext(t.Context(), "node", "client.mjs", endpoint)
	command.Stdin = strings.NewReader(calls)
	var problems bytes.Buffer
	command.Stderr = &problems
	out, err := command.Output()
	if err != nil {
		t.Fatalf("node client.mjs: %v\n%s", err, problems.String())
	}
	var answers []nodeAnswer
	if err := json.Unmarshal(out, &answers); err != nil {
		t.Fatalf("%v in %s", err, out)
	}
	return answers
}

// wantInstalled fails unless the npm packages are there.
func wantInstalled(t *testing.T) {
	t.Helper()
	if _, err := os.Stat(filepath.Join("node_modules", "cognito-local", "package.json")); err != nil {
		t.Fatal("the SDK for JavaScript and cognito-local are not installed: run npm ci --prefix host/precheck/peers")
	}
}

func TestSDKForJavaScript(t *testing.T) {
	upstream, endpoint := front(t)
	answers := node(t, endpoint, `[
		{"client": "cognito-identity", "command": "GetId", "input": {"IdentityPoolId": "us-east-1:EXAMPLE"}},
		{"client": "cognito-identity", "command": "CreateIdentityPool", "input": {
			"IdentityPoolName": "p", "AllowUnauthenticatedIdentities": false,
			"CognitoIdentityProviders": [{"ClientId": "abc"}]
		}},
		{"client": "cognito-idp", "command": "SignUp", "input": {
			"ClientId": "a b", "Username": "us east", "Password": "Hunter2!"
		}},
		{"client": "cognito-idp", "command": "SignUp", "input": {"ClientId": 7}}
	]`)
	for i, want := range []struct {
		exception, message string
		typed              bool
	}{
		{"ValidationException", getIDMessage, false}, // The SDK has no class for it.
		{"InvalidParameterException", providerMessage, true},
		{"InvalidParameterException", signUpMessage, true},
		{"SerializationException", "NUMBER_VALUE cannot be converted to String", false},
	} {
		got := answers[i]
		if got.Exception != want.exception || got.Message != want.message || got.Typed != want.typed || got.Status != 400 ||
			got.Fault != "client" || len(got.RequestID) != 36 {
			t.Errorf("call %d: %+v", i, got)
		}
	}
	if arrived := upstream.take(); len(arrived) != 0 {
		t.Fatalf("%d invalid requests arrived", len(arrived))
	}

	for _, call := range []string{
		`{"client": "cognito-identity", "command": "GetId", "input": {"IdentityPoolId": "us-east-1:0a", "Logins": {"a": ` +
			`"ü😀"}}}`,
		`{"client": "cognito-idp", "command": "AdminCreateUser", "input": {"UserPoolId": "us-east-1_abc", "Username": "u", ` +
			`"UserAttributes": [{"Name": "email", "Value": "<a@b>"}]}}`,
	} {
		got := node(t, endpoint, "["+call+"]")[0]
		if got.Exception != "" || got.Output == nil {
			t.Fatalf("%+v", got)
		}
		header := http.Header{}
		for name, value := range got.Sent.Headers {
			header.Set(name, value)
		}
		wantSame(t, upstream.take(), header.Get("Host"), header, got.Sent.Body)
	}
}

// awscli is the command line's own file. Another aws may come earlier in PATH.
const awscli = "/usr/bin/aws"

// runAWS runs the command line and returns what it writes.
func runAWS(t *testing.T, endpoint string, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	command := exec.CommandContext(t.Context(), awscli,
		append(args, "--endpoint-url", endpoint, "--no-cli-pager", "--output", "json")...)
	home := t.TempDir()
	command.Env = []string{
		"HOME=" + home, "PATH=/usr/bin:/bin", "LANG=C.UTF-8", "AWS_CONFIG_FILE=" + filepath.Join(home, "none"),
		"AWS_ACCESS_KEY_ID=AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY=secret", "AWS_DEFAULT_REGION=us-east-1",
		"AWS_EC2_METADATA_DISABLED=true",
	}
	var out, problems bytes.Buffer
	command.Stdout, command.Stderr = &out, &problems
	err := command.Run()
	var ended *exec.ExitError
	if err != nil && !errors.As(err, &ended) {
		t.Fatal(err)
	}
	return out.String(), problems.String(), command.ProcessState.ExitCode()
}

func TestCommandLine(t *testing.T) {
	if _, err := os.Stat(awscli); err != nil {
		t.Fatalf("%s is not there: run apt-get install awscli", awscli)
	}
	upstream, endpoint := front(t)
	for name, test := range map[string]struct {
		args               []string
		exception, message string
		// What arrives when there is no exception.
		line, body string
	}{
		"identity, invalid": {
			args:      []string{"cognito-identity", "get-id", "--identity-pool-id", "us-east-1:EXAMPLE"},
			exception: "ValidationException",
			message:   getIDMessage,
		},
		"identity, valid": {
			args: []string{"cognito-identity", "get-id", "--identity-pool-id", "us-east-1:0a", "--logins", "a=ü"},
			line: "POST /",
			body: `{"IdentityPoolId": "us-east-1:0a", "Logins": {"a": "\u00fc"}}`,
		},
		"idp, invalid": {
			args:      []string{"cognito-idp", "create-user-pool", "--pool-name", "p", "--mfa-configuration", "false"},
			exception: "InvalidParameterException",
			message: "1 validation error detected: Value 'false' at 'mfaConfiguration' failed to satisfy constraint: Member " +
				"must satisfy enum value set: [OPTIONAL, OFF, ON]",
		},
		"idp, valid": {
			args: []string{"cognito-idp", "list-user-pools", "--max-results", "10"}, line: "POST /", body: `{"MaxResults": 10}`,
		},
		"sync, invalid": {
			args: []string{
				"cognito-sync", "list-records", "--identity-pool-id", "us-east-1:0a", "--identity-id", "us-east-1:EXAMPLE",
				"--dataset-name", "d",
			},
			exception: "InvalidParameterException",
			message: `1 validation error detected: Value 'us-east-1:EXAMPLE' at 'identityId' failed to satisfy constraint: ` +
				`Member must satisfy regular expression pattern: [\w-]+:[0-9a-f-]+`,
		},
		"sync, valid": {
			args: []string{
				"cognito-sync", "list-records", "--identity-pool-id", "us-east-1:0a", "--identity-id", "us-east-1:0b",
				"--dataset-name", "d", "--last-sync-count", "5",
			},
			line: "GET /identitypools/us-east-1%3A0a/identities/us-east-1%3A0b/datasets/d/records?lastSyncCount=5",
		},
		"sync, body": {
			args: []string{
				"cognito-sync", "set-cognito-events", "--identity-pool-id", "us-east-1:0a", "--events", "SyncTrigger=arn",
			},
			line: "POST /identitypools/us-east-1%3A0a/events",
			body: `{"Events": {"SyncTrigger": "arn"}}`,
		},
		"sync, invalid body": {
			args: []string{
				"cognito-sync", "set-cognito-events", "--identity-pool-id", "us-east-1:0a", "--events", "A=a,B=b",
			},
			exception: "InvalidParameterException",
			message: "1 validation error detected: Value '{A=a, B=b}' at 'events' failed to satisfy constraint: Member must " +
				"have length less than or equal to 1",
		},
	} {
		t.Run(name, func(t *testing.T) {
			stdout, stderr, code := runAWS(t, endpoint, test.args...)
			arrived := upstream.take()
			if test.exception != "" {
				want := fmt.Sprintf("An error occurred (%s) when calling the ", test.exception)
				if code == 0 || !strings.Contains(stderr, want) ||
					!strings.HasSuffix(strings.TrimSpace(stderr), " operation: "+test.message) || len(arrived) != 0 {
					t.Errorf("exit code %d, %d requests arrived, stderr %s\nwant %s… operation: %s", code, len(arrived), stderr,
						want, test.message)
				}
				return
			}
			if code != 0 || len(arrived) != 1 {
				t.Fatalf("exit code %d, %d requests arrived, %s%s", code, len(arrived), stdout, stderr)
			}
			if line := arrived[0].Method + " " + arrived[0].RequestURI; line != test.line || arrived[0].body != test.body {
				t.Errorf("arrived %s %s\nwant %s %s", line, arrived[0].body, test.line, test.body)
			}
			// GetId is one of the operations that are not signed.
			if signed := arrived[0].Header.Get("Authorization") != ""; signed == (name == "identity, valid") ||
				!strings.Contains(arrived[0].UserAgent(), "aws-cli") {
				t.Errorf("header %v", arrived[0].Header)
			}
		})
	}
}

// TestEmulator sends a pool, a client and a user through serve to cognito-local.
func TestEmulator(t *testing.T) {
	wantInstalled(t)
	program, err := filepath.Abs(filepath.Join("node_modules", "cognito-local", "lib", "bin", "start.js"))
	if err != nil {
		t.Fatal(err)
	}
	emulator := exec.Command("node", program)
	emulator.Dir = t.TempDir() // It keeps its data there.
	emulator.Env = append(os.Environ(), "PORT=0", "HOST=127.0.0.1")
	endpoint := serve(t, start(t, emulator, `Cognito Local running on (http://[0-9.]+:[0-9]+)`, -1))
	client := cognitoidentityprovider.New(cognitoidentityprovider.Options{
		Region: "us-east-1", BaseEndpoint: aws.String(endpoint), RetryMaxAttempts: 1,
		Credentials: aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
			return aws.Credentials{AccessKeyID: "AKIDEXAMPLE", SecretAccessKey: "secret"}, nil
		}),
	})
	ctx := t.Context()

	pool, err := client.CreateUserPool(ctx, &cognitoidentityprovider.CreateUserPoolInput{
		PoolName: aws.String("through serve"),
	})
	if err != nil {
		t.Fatal(err)
	}
	app, err := client.CreateUserPoolClient(ctx, &cognitoidentityprovider.CreateUserPoolClientInput{
		UserPoolId: pool.UserPool.Id, ClientName: aws.String("app"),
	})
	if err != nil {
		t.Fatal(err)
	}
	user := &cognitoidentityprovider.SignUpInput{
		ClientId:       app.UserPoolClient.ClientId,
		Username:       aws.String("jo@example.com"),
		Password:       aws.String("Hunter2!hunter2"),
		UserAttributes: []types.AttributeType{{Name: aws.String("email"), Value: aws.String("jo@example.com")}},
	}
	signed, err := client.SignUp(ctx, user)
	if err != nil {
		t.Fatal(err)
	}
	if aws.ToString(signed.UserSub) == "" {
		t.Errorf("the emulator made no user: %+v", signed)
	}
	// The emulator's own exception comes through as it is.
	if _, err := client.SignUp(ctx, user); !errors.As(err, new(*types.UsernameExistsException)) {
		t.Errorf("the same user again: %v", err)
	}
	user.Username = aws.String("jo the second@example.com")
	_, err = client.SignUp(ctx, user)
	wantAnswer(t, err, "InvalidParameterException",
		`1 validation error detected: Value at 'username' failed to satisfy constraint: Member must satisfy regular `+
			`expression pattern: [\p{L}\p{M}\p{S}\p{N}\p{P}]+`)
	users, err := client.ListUsers(ctx, &cognitoidentityprovider.ListUsersInput{UserPoolId: pool.UserPool.Id})
	if err != nil || len(users.Users) != 1 {
		t.Errorf("users %+v, %v", users, err)
	}
}
