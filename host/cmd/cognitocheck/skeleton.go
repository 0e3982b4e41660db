package main

import (
	"github.com/cognitocheck/cognitocheck/host/awscli"
	"github.com/cognitocheck/cognitocheck/validator"
	"github.com/spf13/cobra"
)

func newSkeleton() *cobra.Command {
	return &cobra.Command{
		Use:   "skeleton OPERATION",
		Short: "Print a request with every member of an operation, to fill in",
		Long: `Print what aws … --generate-cli-skeleton prints: a request with every member that the
operation has, to fill in and give to --cli-input-json.`,
		Example: `  cognitocheck skeleton cognito-identity.UpdateIdentityPool > pool.json
  cognitocheck skeleton "cognito-idp create-user-pool"`,
		Args:              oneOperation,
		ValidArgsFunction: operationNames,
		RunE: func(cmd *cobra.Command, args []string) error {
			op, err := validator.Lookup(args[0])
			if err != nil {
				return operationError(err)
			}
			return write(cmd, awscli.Skeleton(op))
		},
	}
}
