// Package terraform reads plans of Terraform and OpenTofu, and makes of each Cognito resource that is created or
// changed the requests that the provider hashicorp/aws would send.
//
//	plan, err := terraform.ReadPlan(text)
//	for _, request := range plan.Requests() {
//		report, err := checker.Check(ctx, request.Operation, request.Body)
//		verdict := request.Judge(report, rules)
//	}
//
// What is known only after apply is in no verdict: its place in the request holds a value that the shapes accept, so
// that the rules are looked at, and Judge leaves out what is said of it and every rule that reads it.
//
// How the provider turns attributes into members is data: see table.go. Where nothing is said there, the names are the
// same but for case and underscores, blocks of which there may be one are structures, and what is unset, "", 0, false
// or empty is not sent unless the member is required. Nothing is read but the plan: neither configuration files, state
// nor the provider.
//
// Sources: the JSON output format of Terraform, version 1; internal/service/cognitoidp and cognitoidentity of
// hashicorp/terraform-provider-aws, as they were in 2025 and 2026, for what the provider sends.
package terraform
