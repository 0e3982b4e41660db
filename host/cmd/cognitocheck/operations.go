package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/cognitocheck/cognitocheck/validator"
	"github.com/spf13/cobra"
)

func newOperations() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "operations [SERVICE]",
		Short: "List the operations, of all services or of one",
		Example: `  cognitocheck operations
  cognitocheck operations cognito-sync
  cognitocheck operations --format json`,
		Args:              atMostOne,
		ValidArgsFunction: cobra.FixedCompletions(serviceNames(), cobra.ShellCompDirectiveNoFileComp),
		RunE: func(cmd *cobra.Command, args []string) error {
			names := validator.NewChecker(validator.Options{}).Operations()
			if len(args) > 0 {
				var err error
				if names, err = selectService(names, args[0]); err != nil {
					return err
				}
			}
			return writeOperations(cmd.OutOrStdout(), names, format)
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", "the list: `text` (a name on each line) or json")
	complete(cmd, "format", "text", "json")
	return cmd
}

func writeOperations(out io.Writer, names []string, format string) error {
	var text []byte
	switch format {
	case "text":
		text = []byte(strings.Join(names, "\n"))
	case "json":
		var err error
		if text, err = json.Marshal(names); err != nil {
			return err
		}
	default:
		return fmt.Errorf("--format is text or json, not %q", format)
	}
	return writeTo(out, append(text, '\n'))
}

func selectService(names []string, service string) ([]string, error) {
	var chosen []string
	for _, name := range names {
		if strings.HasPrefix(name, service+".") {
			chosen = append(chosen, name)
		}
	}
	if len(chosen) == 0 {
		return nil, fmt.Errorf("unknown service %q; the services are %s", service, strings.Join(serviceNames(), ", "))
	}
	return chosen, nil
}

// serviceNames are the names of the services, in the order of their operations.
func serviceNames() []string {
	var names []string
	for _, operation := range validator.Operations() {
		if service := operation.Service(); len(names) == 0 || names[len(names)-1] != service {
			names = append(names, service)
		}
	}
	return names
}
