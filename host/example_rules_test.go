package host_test

import (
	"context"
	"fmt"
	"os"

	"github.com/cognitocheck/cognitocheck/host"
)

// The rules come from "cognitocheck rules compile team.yaml -o team.rules".
func ExampleWithRules() {
	ctx := context.Background()
	pack, err := os.ReadFile("team.rules")
	if err != nil {
		fmt.Println(err)
		return
	}
	checker, err := host.New(ctx, host.WithRules(pack), host.WithLevels("rule.team-name=warn"))
	if err != nil {
		fmt.Println(err)
		return
	}
	defer checker.Close(ctx)
	report, err := checker.Check(ctx, "cognito-identity.UpdateIdentityPool", []byte(`{"IdentityPoolName":"pool"}`))
	fmt.Println(report.Valid, err)
}
