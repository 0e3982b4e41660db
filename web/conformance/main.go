// Command conformance writes what the tests of the npm package compare with: corpus.jsonl, bodies with the reports that
// the native validator gives on them, wire.jsonl, HTTP requests with the answers of package precheck, requests.jsonl,
// HTTP requests with what package wire recognises them as, team.rules, the rules of team.yaml as they are compiled, and
// costly.rules, which read too much of a long body.
//
//	go run ./web/conformance [folder]
//
// The folder is web/conformance unless named.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"io"
	"os"
	"path/filepath"
	"unicode/utf8"

	"github.com/cognitocheck/cognitocheck/schemas/corpus"
	"github.com/cognitocheck/cognitocheck/validator"
)

// sampling is the share of the corpus that is taken: one case in so many. The whole of it runs on every engine in Go.
const sampling = 150

// bodyLimit is the length of the longest body that is taken, in bytes.
const bodyLimit = 1500

// line is one case.
type line struct {
	ID        string `json:"id"`
	Operation string `json:"operation"`
	Response  bool   `json:"response,omitempty"`
	// Pointer is that of a field; the body is then its value.
	Pointer  *string `json:"pointer,omitempty"`
	Warnings bool    `json:"warnings,omitempty"`
	Levels   string  `json:"levels,omitempty"`
	// Rules is the pack of rules that the body is checked with beside those of Cognito.
	Rules []byte `json:"rules,omitempty"`
	// Body is the text; Base64 the bytes where they are no UTF-8.
	Body   string `json:"body,omitempty"`
	Base64 []byte `json:"base64,omitempty"`
	// Report is the text of the report.
	Report string `json:"report"`
}

// files are what is written, by their names.
var files = map[string]func(io.Writer) error{
	"corpus.jsonl": write, "wire.jsonl": writeExchanges, "requests.jsonl": writeRequests, "team.rules": writePack,
	"costly.rules": writeCostly,
}

func main() {
	folder := filepath.Join("web", "conformance")
	if len(os.Args) > 1 {
		folder = os.Args[1]
	}
	for name, write := range files {
		var text bytes.Buffer
		err := write(&text)
		if err == nil {
			err = os.WriteFile(filepath.Join(folder, name), text.Bytes(), 0o644)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, "conformance:", err)
			os.Exit(1)
		}
	}
}

func write(out io.Writer) error {
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	emit := func(l line, body []byte) error {
		op, err := validator.Lookup(l.Operation)
		if err != nil {
			return err
		}
		options := validator.Options{Warnings: l.Warnings}
		parseLevels := validator.ParseLevels
		if l.Rules != nil {
			if options.Rules, err = validator.LoadRules(l.Rules); err != nil {
				return err
			}
			parseLevels = options.Rules.ParseLevels
		}
		if l.Levels != "" {
			if options.Levels, err = parseLevels(l.Levels); err != nil {
				return err
			}
		}
		var report validator.Report
		switch {
		case l.Pointer != nil:
			report, err = op.CheckField(*l.Pointer, body, options)
		case l.Response:
			report, err = op.CheckResponse(body, options)
		default:
			report, err = op.Check(body, options)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", l.ID, err)
		}
		if utf8.Valid(body) {
			l.Body = string(body)
		} else {
			l.Body, l.Base64 = "", body
		}
		l.Report = string(report.JSON())
		return encoder.Encode(l)
	}
	taken := func(c corpus.Case, share uint32) error {
		hash := fnv.New32a()
		hash.Write([]byte(c.ID))
		sum := hash.Sum32()
		if len(c.Body) > bodyLimit || sum%share != 0 {
			return nil
		}
		return emit(line{ID: c.ID, Operation: c.Operation, Response: c.Response, Warnings: sum/share%2 == 0}, c.Body)
	}
	for c := range corpus.All() {
		if err := taken(c, sampling); err != nil {
			return err
		}
	}
	for c := range corpus.Random(1, 100) {
		if err := taken(c, 1); err != nil {
			return err
		}
	}
	for _, c := range corpus.Documented() {
		if err := taken(c.Case, 1); err != nil {
			return err
		}
	}
	for _, c := range corpus.Recorded() {
		if err := taken(c.Case, 1); err != nil {
			return err
		}
	}
	for i, l := range special {
		l.ID = fmt.Sprintf("special/%d", i)
		if err := emit(l, []byte(l.Body)); err != nil {
			return err
		}
	}
	lines, err := teamLines()
	if err != nil {
		return err
	}
	for _, l := range lines {
		if err := emit(l, []byte(l.Body)); err != nil {
			return err
		}
	}
	return nil
}

func at(pointer string) *string { return &pointer }

// special holds what the corpus has no place for: broken JSON, fields, levels, texts in many scripts.
var special = []line{
	{Operation: "cognito-idp.SignUp", Body: ""},
	{Operation: "cognito-idp.SignUp", Body: " \t\r\n"},
	{Operation: "cognito-idp.SignUp", Body: "{"},
	{Operation: "cognito-idp.SignUp", Body: "[]"},
	{Operation: "cognito-idp.SignUp", Body: "\ufeff{}"},
	{Operation: "cognito-idp.SignUp", Body: "{} {}"},
	{Operation: "cognito-idp.SignUp", Body: `{"Username":"a","Username":"b"}`},
	{Operation: "cognito-idp.SignUp", Body: `{"Username":"\ud83d"}`},
	{Operation: "cognito-idp.SignUp", Body: "{\"Username\":\"\xff\"}"},
	{Operation: "cognito-idp.SignUp", Body: `{"Username":"😀é日本語 ","Password":"secret password","ClientId":"1"}`},
	{Operation: "cognito-idp.SignUp", Body: `{"Nickname":1,"ClientId":"é"}`, Warnings: true},
	{Operation: "cognito-idp.SignUp", Body: `{"Nickname":1}`, Levels: "unknown=error,required=warn", Warnings: true},
	{Operation: "cognito-idp.SignUp", Body: `{"Nickname":1}`, Levels: "required=off"},
	{Operation: "cognito-identity.UpdateIdentityPool", Pointer: at("/IdentityPoolName"), Body: `"née"`},
	{Operation: "cognito-identity.UpdateIdentityPool", Pointer: at("/IdentityPoolName"), Body: `null`},
	{Operation: "cognito-identity.UpdateIdentityPool", Pointer: at("/IdentityPoolTags/a~1b~0😀"), Body: `5`},
	{
		Operation: "cognito-identity.UpdateIdentityPool",
		Pointer:   at("/CognitoIdentityProviders/3/ProviderName"),
		Body:      `"x y"`,
	},
	{Operation: "cognito-identity.UpdateIdentityPool", Pointer: at("/OpenIdConnectProviderARNs/-"), Body: `"arn"`},
	{Operation: "cognito-identity.UpdateIdentityPool", Pointer: at(""), Body: `{}`},
}
