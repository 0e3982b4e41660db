package awssdk_test

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cognitoidentity"
	"github.com/aws/smithy-go"
	"github.com/cognitocheck/cognitocheck/host/awssdk"
	"github.com/cognitocheck/cognitocheck/validator"
)

func ExampleCheck() {
	ctx := context.Background()
	// Package host's Checker would do as well.
	checker := validator.NewChecker(validator.Options{})

	// Usually from config.LoadDefaultConfig.
	cfg := aws.Config{Region: "eu-west-1"}
	cfg.APIOptions = append(cfg.APIOptions, awssdk.Check(checker))

	client := cognitoidentity.NewFromConfig(cfg)
	_, err := client.UpdateIdentityPool(ctx, &cognitoidentity.UpdateIdentityPoolInput{
		IdentityPoolId:   aws.String("eu-west-1:8a4f0000-0000-0000-0000-00000000000f"),
		IdentityPoolName: aws.String("no#hash"),
	})

	var invalid *validator.InvalidError
	if errors.As(err, &invalid) {
		for _, violation := range invalid.Report.Violations {
			fmt.Println(violation.Path, violation.Code)
		}
	}
	var answer smithy.APIError
	if errors.As(err, &answer) {
		fmt.Println(answer.ErrorCode())
		fmt.Println(strings.Replace(answer.ErrorMessage(), ": Member", ":\nMember", 1))
	}
	// Output:
	// /IdentityPoolName pattern
	// ValidationException
	// 1 validation error detected: Value 'no#hash' at 'identityPoolName' failed to satisfy constraint:
	// Member must satisfy regular expression pattern: [\w\s+=,.@-]+
}
