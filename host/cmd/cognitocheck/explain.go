package main

import "strings"

// explained is what a member is for, in our words, after the API reference, the SDK's and the command line's pages.
type explained struct {
	operations string // bare names, separated by spaces
	members    map[string]string
}

// explanations cover the operations whose documentation the project was made from.
var explanations = []explained{
	{
		operations: "CreateIdentityPool UpdateIdentityPool DescribeIdentityPool DeleteIdentityPool GetIdentityPoolRoles " +
			"SetIdentityPoolRoles",
		members: map[string]string{
			"IdentityPoolId":                 "the pool's id: its region, a colon and a GUID",
			"IdentityPoolName":               "a name of your choice for the pool",
			"AllowUnauthenticatedIdentities": "true gives guests an identity without signing in",
			"AllowClassicFlow":               "true allows the basic (classic) sign-in flow",
			"SupportedLoginProviders": "social providers by host name, each with your application's id " +
				"there; api.twitter.com and www.digits.com take the consumer key and secret, joined by a semicolon",
			"DeveloperProviderName":                 "the name under which your own back end vouches for its users",
			"OpenIdConnectProviderARNs":             "the OpenID Connect providers that the pool trusts, by ARN",
			"CognitoIdentityProviders":              "the user pools that the pool trusts, each with an app client",
			"CognitoIdentityProviders.ProviderName": "the user pool as cognito-idp.REGION.amazonaws.com/POOL",
			"CognitoIdentityProviders.ClientId":     "the id of the user pool's app client",
			"CognitoIdentityProviders.ServerSideTokenCheck": "true asks the user pool, before credentials are given, whether " +
				"the user was signed out everywhere or deleted",
			"SamlProviderARNs": "the SAML providers that the pool trusts, by ARN",
			"IdentityPoolTags": "labels for finding, billing and access, key by key",
			"Roles":            "the roles of the pool's users: authenticated and unauthenticated",
			"RoleMappings":     "for each provider, how its users are mapped to roles",
		},
	},
	{
		operations: "CreateIdentityProvider UpdateIdentityProvider DescribeIdentityProvider",
		members: map[string]string{
			"UserPoolId": "the user pool that trusts the provider",
			"ProviderName": "the provider's name; sign-in requests pass it as identity_provider to go straight to this " +
				"provider",
			"ProviderType": "SAML, OIDC, or the name of a social provider",
			"ProviderDetails": "the provider's scopes, URLs and ids; which keys there are depends on its type. OIDC finds " +
				"its endpoints through oidc_issuer or takes all four; SAML takes MetadataURL or MetadataFile; the social types " +
				"take their own listed scopes only",
			"AttributeMapping": "from the user pool's attributes (keys) to the provider's claims (values)",
			"IdpIdentifiers": "friendly names that sign-in requests can pass as idp_identifier; as domains they match email " +
				"addresses to SAML providers",
		},
	},
	{
		operations: "CreateUserPool UpdateUserPool DescribeUserPool DeleteUserPool",
		members: map[string]string{
			"PoolName":                 "a name for the user pool",
			"UserPoolId":               "the user pool's id: its region, _ and letters or digits",
			"AdminCreateUserConfig":    "what happens when an administrator creates a user",
			"AliasAttributes":          "attributes that users can sign in with beside their name",
			"AutoVerifiedAttributes":   "attributes that the service verifies by itself",
			"DeviceConfiguration":      "whether and how devices are remembered",
			"EmailConfiguration":       "how the pool sends email",
			"EmailVerificationMessage": "the text of the email that verifies an address; {####} is the place of the code",
			"EmailVerificationSubject": "the subject of that email",
			"LambdaConfig":             "the Lambda functions that the pool calls",
			"MfaConfiguration":         "whether users need a second factor: OFF, ON or OPTIONAL",
			"Policies":                 "what passwords must be like",
			"Schema":                   "the attributes of the pool's users",
			"SmsAuthenticationMessage": "the text message that carries a sign-in code",
			"SmsConfiguration":         "how the pool sends text messages",
			"SmsVerificationMessage":   "the text message that verifies a phone number",
			"UserPoolTags":             "labels for cost allocation, key by key",
		},
	},
	{
		operations: "CreateUserPoolClient UpdateUserPoolClient DescribeUserPoolClient DeleteUserPoolClient",
		members: map[string]string{
			"ClientId":             "the app client's id",
			"ClientName":           "a name for the app client",
			"ExplicitAuthFlows":    "the ways in which the client may sign users in",
			"GenerateSecret":       "true gives the client a secret",
			"ReadAttributes":       "the user attributes that the client may read",
			"RefreshTokenValidity": "how long a refresh token is good for, in days unless TokenValidityUnits says otherwise",
			"UserPoolId":           "the user pool that the client belongs to",
			"WriteAttributes":      "the user attributes that the client may change",
		},
	},
	{
		operations: "ListIdentityPools ListUserPools ListUserPoolClients ListIdentityPoolUsage",
		members: map[string]string{
			"MaxResults": "how many results to return at most",
			"NextToken":  "where the last call's results ended, for the next ones",
			"UserPoolId": "the user pool whose clients are listed",
		},
	},
	{
		operations: "GetDevice",
		members: map[string]string{
			"AccessToken": "the access token of the user",
			"DeviceKey":   "the key of the device",
		},
	},
	{
		operations: "BulkPublish DescribeIdentityPoolUsage GetIdentityPoolConfiguration SetIdentityPoolConfiguration",
		members: map[string]string{
			"IdentityPoolId": "the pool's id: its region, a colon and a GUID",
		},
	},
}

// explain is what the member at a JSON Pointer is for; empty where it is not explained.
func explain(operation, pointer string) string {
	_, bare, _ := strings.Cut(operation, ".")
	var names []string
	for token := range strings.SplitSeq(strings.TrimPrefix(pointer, "/"), "/") {
		if token != "" && (token[0] < '0' || token[0] > '9') {
			names = append(names, token)
		}
	}
	for _, e := range explanations {
		if !strings.Contains(" "+e.operations+" ", " "+bare+" ") {
			continue
		}
		// The nearest member around the value that is explained.
		for n := len(names); n > 0; n-- {
			if words, ok := e.members[strings.Join(names[:n], ".")]; ok {
				return words
			}
		}
	}
	return ""
}
