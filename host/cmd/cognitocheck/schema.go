package main

import (
	"github.com/cognitocheck/cognitocheck/schemas"
	"github.com/cognitocheck/cognitocheck/validator"
	"github.com/spf13/cobra"
)

func newSchema() *cobra.Command {
	var response bool
	cmd := &cobra.Command{
		Use:   "schema OPERATION",
		Short: "Print the JSON Schema of an operation",
		Long: `Print the JSON Schema (draft 2020-12) of an operation's request, or of its response.
It refers to nothing outside itself and uses the standard's keywords only, so that an
editor or a validator such as Ajv takes it as it is.`,
		Example: `  cognitocheck schema cognito-identity.UpdateIdentityPool > update-identity-pool.schema.json
  cognitocheck schema DescribeUserPool --response`,
		Args:              oneOperation,
		ValidArgsFunction: operationNames,
		RunE: func(cmd *cobra.Command, args []string) error {
			operation, err := validator.Lookup(args[0])
			if err != nil {
				return operationError(err)
			}
			read := schemas.RequestSchema
			if response {
				read = schemas.ResponseSchema
			}
			schema, err := read(operation.Name())
			if err != nil {
				return err
			}
			return write(cmd, schema)
		},
	}
	cmd.Flags().BoolVar(&response, "response", false, "print the schema of the response")
	return cmd
}
