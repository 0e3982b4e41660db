package validator_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/cognitocheck/cognitocheck/validator"
)

// printWrapped prints a text in lines of at most 100 bytes, broken at spaces.
func printWrapped(text string) {
	for line := range strings.Lines(text) {
		for len(line) > 100 {
			end := strings.LastIndexByte(line[:100], ' ')
			fmt.Println(line[:end])
			line = line[end+1:]
		}
		fmt.Println(strings.TrimSuffix(line, "\n"))
	}
}

func ExampleLookup() {
	for _, name := range []string{
		"cognito-identity.UpdateIdentityPool",
		"AWSCognitoIdentityService.UpdateIdentityPool",
		"cognito-identity update-identity-pool",
		"UpdateIdentityPool",
	} {
		op, err := validator.Lookup(name)
		fmt.Println(op, err)
	}

	_, err := validator.Lookup("TagResource")
	printWrapped(err.Error())
	_, err = validator.Lookup("UpdateIdentityPol")
	printWrapped(err.Error())
	// Output:
	// cognito-identity.UpdateIdentityPool <nil>
	// cognito-identity.UpdateIdentityPool <nil>
	// cognito-identity.UpdateIdentityPool <nil>
	// cognito-identity.UpdateIdentityPool <nil>
	// operation "TagResource" exists in several services; name one of cognito-identity.TagResource,
	// cognito-idp.TagResource
	// unknown operation "UpdateIdentityPol"; did you mean cognito-identity.UpdateIdentityPool,
	// cognito-identity.CreateIdentityPool or cognito-identity.DeleteIdentityPool?
}

func ExampleOperation_Check() {
	op, err := validator.Lookup("cognito-identity.UpdateIdentityPool")
	if err != nil {
		fmt.Println(err)
		return
	}
	report, err := op.Check([]byte(`{"IdentityPoolId": "us-east-1:EXAMPLE", "IdentityPoolName": "my pool", "Logins": []}`),
		validator.Options{})
	if err != nil {
		fmt.Println("could not decide:", err)
		return
	}
	fmt.Println("valid:", report.Valid)
	for _, v := range report.Violations {
		printWrapped(v.Path + " " + v.Code + " " + v.Message)
	}
	fmt.Println(report.Error.Type)
	printWrapped(report.Error.Message)
	// Output:
	// valid: false
	// /IdentityPoolId pattern Use a region, a colon and a GUID in lower case, as in
	// us-east-1:12345678-1234-4321-8765-123456789abc.
	// /AllowUnauthenticatedIdentities required AllowUnauthenticatedIdentities is required.
	// ValidationException
	// 2 validation errors detected: Value null at 'allowUnauthenticatedIdentities' failed to satisfy
	// constraint: Member must not be null; Value 'us-east-1:EXAMPLE' at 'identityPoolId' failed to
	// satisfy constraint: Member must satisfy regular expression pattern: [\w-]+:[0-9a-f-]+
}

// A check that cannot be made is neither valid nor invalid: it is an error.
func ExampleOperation_Check_undecided() {
	op, err := validator.Lookup("cognito-identity.GetId")
	if err != nil {
		fmt.Println(err)
		return
	}
	_, err = op.Check([]byte(`{"IdentityPoolId": "us-east-1:0a1b2c3d"}`), validator.Options{Limit: 16})
	fmt.Println(errors.Is(err, validator.ErrTooLarge), err)
	// Output:
	// true body is over the size limit: 40 bytes, the limit is 16
}

func ExampleOperation_CheckResponse() {
	op, err := validator.Lookup("cognito-identity.GetId")
	if err != nil {
		fmt.Println(err)
		return
	}
	report, err := op.CheckResponse([]byte(`{"IdentityId": "us-east-1:0a1b2c3d"}`), validator.Options{})
	fmt.Println(report.Valid, err)
	// Output:
	// true <nil>
}

// A form checks each of its fields as it is typed.
func ExampleOperation_CheckField() {
	op, err := validator.Lookup("cognito-identity.SetIdentityPoolRoles")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, field := range []struct{ pointer, value string }{
		{"/IdentityPoolId", `"us-east-1:0a1b2c3d"`},
		{"/Roles/guest", `"arn:aws:iam::123456789012:role/guest"`},
		{"/RoleMappings/graph.facebook.com/Type", `"Token "`},
		{"/RoleMappings/graph.facebook.com/Kind", `"Token"`},
	} {
		report, err := op.CheckField(field.pointer, []byte(field.value), validator.Options{})
		switch {
		case errors.Is(err, validator.ErrPointer):
			fmt.Println(field.pointer, "is no member")
		case err != nil:
			fmt.Println(err)
		case report.Valid:
			fmt.Println(field.pointer, "is fine")
		default:
			v := report.Violations[0]
			fmt.Println(v.Path, "key:", v.Key, v.Message)
		}
	}
	// Output:
	// /IdentityPoolId is fine
	// /Roles/guest key: true Use authenticated or unauthenticated.
	// /RoleMappings/graph.facebook.com/Type key: false Use one of Token, Rules.
	// /RoleMappings/graph.facebook.com/Kind is no member
}

// Warnings are looked for when asked. They never change the verdict.
func ExampleOptions_warnings() {
	op, err := validator.Lookup("cognito-identity.GetId")
	if err != nil {
		fmt.Println(err)
		return
	}
	report, err := op.Check([]byte(`{"IdentityPoolId": "us-east-1:0a1b2c3d", "PoolName": "x"}`),
		validator.Options{Warnings: true})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(report.Valid)
	for _, w := range report.Warnings {
		fmt.Println(w.Path, w.Code, strings.Replace(w.Message, report.Model.Date, "YYYY-MM-DD", 1))
	}
	// Output:
	// true
	// /PoolName unknown The model of YYYY-MM-DD has no such member; a newer service may.
}

// A Checker takes the operation's name with each call, in any form.
func ExampleChecker() {
	checker := validator.NewChecker(validator.Options{})
	body := []byte(`{"ClientId": "1example23456789", "Username": ""}`)
	report, err := checker.Check(context.Background(), "cognito-idp sign-up", body)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, v := range report.Violations {
		fmt.Println(v.Path, v.Code)
	}
	// Output:
	// /Username length.min
	// /Username pattern
}

// A limit that the service has relaxed since the model was taken need not block a request.
func ExampleParseLevels() {
	levels, err := validator.ParseLevels("length.max=warn,unknown=error")
	if err != nil {
		fmt.Println(err)
		return
	}
	op, err := validator.Lookup("cognito-identity.UpdateIdentityPool")
	if err != nil {
		fmt.Println(err)
		return
	}
	report, err := op.CheckField("/DeveloperProviderName", []byte(`"login.example.com-`+fmt.Sprintf("%0120d", 7)+`"`),
		validator.Options{Warnings: true, Levels: levels})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(report.Valid, report.Warnings[0].Message)

	_, err = validator.ParseLevels("syntax=off")
	fmt.Println(err)
	// Output:
	// true Use at most 128 characters; this has 138.
	// level "syntax=off": the level of this code cannot be changed
}

func ExampleReport_JSON() {
	op, err := validator.Lookup("cognito-idp.ListUserPools")
	if err != nil {
		fmt.Println(err)
		return
	}
	report, err := op.Check([]byte(`{"MaxResults": 61}`), validator.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	var indented bytes.Buffer
	if err := json.Indent(&indented, report.JSON(), "", "  "); err != nil {
		fmt.Println(err)
		return
	}
	// The model's date changes with every import.
	printWrapped(strings.Replace(indented.String(), report.Model.Date, "YYYY-MM-DD", 1))
	// Output:
	// {
	//   "valid": false,
	//   "operation": "cognito-idp.ListUserPools",
	//   "model": {
	//     "version": "2016-04-18",
	//     "date": "YYYY-MM-DD"
	//   },
	//   "violations": [
	//     {
	//       "path": "/MaxResults",
	//       "code": "range.max",
	//       "message": "Use 60 or less.",
	//       "member": "MaxResults",
	//       "limit": 60,
	//       "offset": 15
	//     }
	//   ],
	//   "warnings": [],
	//   "error": {
	//     "type": "InvalidParameterException",
	//     "message": "1 validation error detected: Value '61' at 'maxResults' failed to satisfy
	// constraint: Member must have value less than or equal to 60"
	//   }
	// }
}
