package awscli

import "github.com/cognitocheck/cognitocheck/validator"

// paging is the pagination of an operation: the members that the command line fills for itself.
type paging struct {
	token string // takes the token of the page before
	limit string // takes --page-size
}

// paginators are the operations that the command line asks for page after page, from botocore's paginators-1.json. It
// has no others, in its newest versions either.
var paginators = map[string]paging{
	"cognito-identity.ListIdentityPools":  {"NextToken", "MaxResults"},
	"cognito-idp.AdminListGroupsForUser":  {"NextToken", "Limit"},
	"cognito-idp.AdminListUserAuthEvents": {"NextToken", "MaxResults"},
	"cognito-idp.ListGroups":              {"NextToken", "Limit"},
	"cognito-idp.ListIdentityProviders":   {"NextToken", "MaxResults"},
	"cognito-idp.ListResourceServers":     {"NextToken", "MaxResults"},
	"cognito-idp.ListUserPoolClients":     {"NextToken", "MaxResults"},
	"cognito-idp.ListUserPools":           {"NextToken", "MaxResults"},
	"cognito-idp.ListUsersInGroup":        {"NextToken", "Limit"},
	"cognito-idp.ListUsers":               {"PaginationToken", "Limit"},
}

// The options that every operation has beside its members'.
const (
	inputJSON    = "cli-input-json"
	inputYAML    = "cli-input-yaml"
	skeleton     = "generate-cli-skeleton"
	startToken   = "starting-token"
	pageSize     = "page-size"
	maxItems     = "max-items"
	helpArgument = "help"
)

// operationParser is the stage of an operation's own options, in the order of the original.
func operationParser(op validator.Operation, input *shape) *parser {
	p := &parser{positional: helpArgument, positionalOptional: true}
	for _, m := range input.Members {
		name := commandName(m.Name)
		o := &option{names: []string{"--" + name}, key: name, takes: takesOne, required: m.Required}
		p.options = append(p.options, o)
		switch m.Shape.Type {
		case typeList:
			o.takes = takesAny
		case typeBoolean:
			// The original does not demand these, whatever the model says.
			o.takes, o.required = takesNone, false
			p.options = append(p.options, &option{names: []string{"--no-" + name}, key: name, negative: true})
		case typeLong:
			o.integer = true
		}
	}
	one := func(name string, integer bool) {
		p.options = append(p.options, &option{names: []string{"--" + name}, key: name, takes: takesOne, integer: integer})
	}
	one(inputJSON, false)
	one(inputYAML, false)
	if _, ok := paginators[op.Name()]; ok {
		one(startToken, false)
		one(pageSize, true)
		one(maxItems, true)
	}
	p.options = append(p.options, &option{names: []string{"--" + skeleton}, key: skeleton, takes: takesAtMostOne,
		choices: []string{"input", "output", "yaml-input"}, constant: "input"})
	return p
}

// Options returns the names of all options that an operation's command line takes, global ones among them, with their
// dashes.
func Options(op validator.Operation) []string {
	var names []string
	for _, p := range []*parser{&global, operationParser(op, describe(op))} {
		for _, o := range p.options {
			names = append(names, o.names...)
		}
	}
	return names
}
