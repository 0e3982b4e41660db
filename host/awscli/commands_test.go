package awscli

import (
	"strings"
	"testing"
)

// command is an aws command line, as a person types it.
type command struct {
	line  string
	newer bool // the awscli of Debian 12 does not know the operation, or a member of it; it does with today's models
}

// commands are compared, as processes, to what the real aws command line sends.
var commands = map[string]command{
	"seed 002": {
		line: `cognito-identity update-identity-pool --identity-pool-id "us-west-2:11111111-1111-1111-1111-111111111111" ` +
			`--identity-pool-name "MyIdentityPool" --no-allow-unauthenticated-identities --cognito-identity-providers ` +
			`ProviderName="cognito-idp.us-west-2.amazonaws.com/us-west-2_111111111",ClientId="3n4b5urk1ft4fl3mg5e62d9ado",` +
			`ServerSideTokenCheck=false`,
	},

	// cognito-identity
	"identity: list of structures in several words": {
		line: `cognito-identity create-identity-pool --identity-pool-name p --allow-unauthenticated-identities ` +
			`--cognito-identity-providers ProviderName=a,ClientId=b ProviderName=c,ClientId=d,ServerSideTokenCheck=TRUE`,
	},
	"identity: list of structures as JSON": {
		line: `cognito-identity create-identity-pool --identity-pool-name p --no-allow-unauthenticated-identities ` +
			`--cognito-identity-providers '[{"ProviderName":"a","ClientId":"b","ServerSideTokenCheck":true}]'`,
	},
	"identity: a JSON object for each word": {
		line: `cognito-identity create-identity-pool --identity-pool-name p --no-allow-unauthenticated-identities ` +
			`--cognito-identity-providers '{"ProviderName":"a"}' '{"ProviderName":"b","ServerSideTokenCheck":false}'`,
	},
	"identity: map in shorthand": {
		line: `cognito-identity create-identity-pool --identity-pool-name p --allow-unauthenticated-identities ` +
			`--supported-login-providers graph.facebook.com=7346241598935555,` +
			`accounts.google.com=123456789012.apps.googleusercontent.com`,
	},
	"identity: map as JSON": {
		line: `cognito-identity get-id --identity-pool-id us-east-1:1 --logins ` +
			`'{"graph.facebook.com":"token","www.amazon.com":"Atza|x"}'`,
	},
	"identity: list of scalars": {
		line: `cognito-identity update-identity-pool --identity-pool-id i --identity-pool-name n ` +
			`--allow-unauthenticated-identities --open-id-connect-provider-arns arn:aws:iam::1:oidc-provider/a ` +
			`arn:aws:iam::1:oidc-provider/b --saml-provider-arns arn:aws:iam::1:saml-provider/c`,
	},
	"identity: list of scalars as JSON": {
		line: `cognito-identity delete-identities --identity-ids-to-delete '["us-east-1:1","us-east-1:2"]'`,
	},
	"identity: both forms of a boolean, last wins": {
		line: `cognito-identity update-identity-pool --identity-pool-id i --identity-pool-name n --allow-classic-flow ` +
			`--no-allow-classic-flow --no-allow-unauthenticated-identities --allow-unauthenticated-identities`,
	},
	"identity: abbreviated options": {
		line: `cognito-identity update-identity-pool --identity-pool-i i --identity-pool-n n --no-allow-u --allow-c --dev d`,
	},
	"identity: option=value": {
		line: `cognito-identity get-id --identity-pool-id=us-east-1:x --account-id=123456789012 --logins=a=b,c=d`,
	},
	"identity: nested maps and lists": {
		line: `cognito-identity set-identity-pool-roles --identity-pool-id i --roles ` +
			`authenticated=arn:aws:iam::1:role/a,unauthenticated=arn:aws:iam::1:role/u --role-mappings ` +
			`'graph.facebook.com={Type=Rules,AmbiguousRoleResolution=Deny,RulesConfiguration={Rules=[{Claim=sub,` +
			`MatchType=Equals,Value=x,RoleARN=arn:aws:iam::1:role/abc},{Claim=c,MatchType=StartsWith,Value="y,z",` +
			`RoleARN=arn:aws:iam::1:role/def}]}}'`,
	},
	"identity: role mappings as JSON": {
		line: `cognito-identity set-identity-pool-roles --identity-pool-id i --roles '{}' --role-mappings ` +
			`'{"a:b":{"Type":"Token","AmbiguousRoleResolution":"AuthenticatedRole"}}'`,
	},
	"identity: long": {
		line: `cognito-identity get-open-id-token-for-developer-identity --identity-pool-id i --logins ` +
			`login.mycompany.myapp=user --token-duration 3600`,
	},
	"identity: acronyms in the middle": {
		line: `cognito-identity get-credentials-for-identity --identity-id i --custom-role-arn arn:aws:iam::1:role/r`,
	},
	"identity: page size by --cli-input-json": {
		line: `cognito-identity list-identity-pools --cli-input-json '{"MaxResults": 7}'`,
	},
	"identity: not paginated": {
		line: `cognito-identity list-identities --identity-pool-id i --max-results 60 --next-token t --hide-disabled`,
	},
	"identity: --cli-input-json alone": {
		line: `cognito-identity unlink-identity --cli-input-json '{"IdentityId":"i","Logins":{"a":"b"},` +
			`"LoginsToRemove":["a","c"]}'`,
	},
	"identity: options override --cli-input-json": {
		line: `cognito-identity unlink-developer-identity --cli-input-json ` +
			`'{"IdentityId":"i","IdentityPoolId":"p","DeveloperProviderName":"d","DeveloperUserIdentifier":"u"}' ` +
			`--identity-pool-id other`,
	},
	"identity: principal tags": {
		line: `cognito-identity set-principal-tag-attribute-map --identity-pool-id i --identity-provider-name n ` +
			`--no-use-defaults --principal-tags username=sub,client=aud`,
	},
	"identity: tags": {
		line: `cognito-identity tag-resource --resource-arn arn:aws:cognito-identity:us-east-1:1:identitypool/x --tags ` +
			`Cost-Center=a:b/c,Team=x.y#z`,
	},
	"identity: untag": {
		line: `cognito-identity untag-resource --resource-arn arn:aws:cognito-identity:us-east-1:1:identitypool/x ` +
			`--tag-keys 'a b' c`,
	},

	// cognito-idp
	"idp: attributes": {
		line: `cognito-idp admin-create-user --user-pool-id us-east-1_a --username u --user-attributes ` +
			`Name=email,Value=a@example.com Name=email_verified,Value=true --message-action SUPPRESS ` +
			`--desired-delivery-mediums EMAIL SMS --no-force-alias-creation`,
	},
	"idp: a value of words with spaces": {
		line: `cognito-idp admin-update-user-attributes --user-pool-id p --username u --user-attributes 'Name=name, ` +
			`Value=Ann Lee ' "Name=address,Value='1 Road, Town'"`,
	},
	"idp: quotes in quotes": {
		line: `cognito-idp update-user-attributes --access-token t --user-attributes 'Name=a,Value="say \"x\" \\ y"' ` +
			`"Name=b,Value='it\\'s'"`,
	},
	"idp: empty value": {
		line: `cognito-idp update-user-attributes --access-token t --user-attributes Name=nickname,Value= 'Name=x,Value=""'`,
	},
	"idp: characters beyond ASCII": {
		line: `cognito-idp update-user-attributes --access-token t --user-attributes Name=name,Value=Jürgen ` +
			`'Name=nickname,Value="😀"'`,
	},
	"idp: sign up": {
		line: `cognito-idp sign-up --client-id 1h57kf5cpq17m0eml12EXAMPLE --username jane --password '-Passw0rd! x' ` +
			`--user-attributes Name=email,Value=jane@example.com --validation-data Name=a,Value=b --client-metadata k=v,l=m`,
	},
	"idp: initiate auth": {
		line: `cognito-idp initiate-auth --auth-flow USER_PASSWORD_AUTH --client-id c --auth-parameters ` +
			`USERNAME=jane,PASSWORD='p@ss=w0rd'`,
	},
	"idp: admin initiate auth as JSON": {
		line: `cognito-idp admin-initiate-auth --user-pool-id p --client-id c --auth-flow ADMIN_USER_PASSWORD_AUTH ` +
			`--auth-parameters '{"USERNAME":"j","PASSWORD":"a,b=c"}' --context-data ` +
			`IpAddress=1.2.3.4,ServerName=s,ServerPath=/p,HttpHeaders=[{headerName=a,headerValue=b}],EncodedData=x`,
	},
	"idp: respond": {
		line: `cognito-idp respond-to-auth-challenge --client-id c --challenge-name SMS_MFA --session 12345678901234567890 ` +
			`--challenge-responses SMS_MFA_CODE=123456,USERNAME=j --analytics-metadata AnalyticsEndpointId=e`,
	},
	"idp: structures in structures": {
		line: `cognito-idp create-user-pool --pool-name P --policies ` +
			`'PasswordPolicy={MinimumLength=8,RequireUppercase=true,RequireSymbols=false,TemporaryPasswordValidityDays=7}' ` +
			`--lambda-config PreSignUp=arn:aws:lambda:us-east-1:1:function:f,CustomSMSSender={LambdaVersion=V1_0,` +
			`LambdaArn=arn:aws:lambda:us-east-1:1:function:g},KMSKeyID=arn:aws:kms:us-east-1:1:key/k`,
	},
	"idp: lists in structures": {
		line: `cognito-idp create-user-pool --pool-name P --auto-verified-attributes email phone_number ` +
			`--account-recovery-setting 'RecoveryMechanisms=[{Priority=1,Name=verified_email},{Priority=2,` +
			`Name=verified_phone_number}]' --user-attribute-update-settings ` +
			`AttributesRequireVerificationBeforeUpdate=email,phone_number`,
	},
	"idp: one word where a list is wanted": {
		line: `cognito-idp create-user-pool --pool-name P --user-attribute-update-settings ` +
			`AttributesRequireVerificationBeforeUpdate=email --device-configuration ` +
			`ChallengeRequiredOnNewDevice=false,DeviceOnlyRememberedOnUserPrompt=True`,
	},
	"idp: schema": {
		line: `cognito-idp add-custom-attributes --user-pool-id p --custom-attributes ` +
			`Name=a,AttributeDataType=Number,Mutable=true,NumberAttributeConstraints={MinValue=1,MaxValue=10} ` +
			`'Name=b,AttributeDataType=String,DeveloperOnlyAttribute=false,StringAttributeConstraints={MaxLength="256"}'`,
	},
	"idp: acronyms": {
		line: `cognito-idp admin-set-user-mfa-preference --user-pool-id p --username u --sms-mfa-settings ` +
			`Enabled=true,PreferredMfa=false --software-token-mfa-settings Enabled=false`,
	},
	"idp: get-csv-header": {line: `cognito-idp get-csv-header --user-pool-id p`},
	"idp: client": {
		line: `cognito-idp create-user-pool-client --user-pool-id p --client-name n --generate-secret ` +
			`--refresh-token-validity 30 --token-validity-units AccessToken=minutes,RefreshToken=days --callback-urls ` +
			`https://a.example/cb myapp://x --allowed-o-auth-flows code implicit --allowed-o-auth-scopes openid email ` +
			`--allowed-o-auth-flows-user-pool-client --supported-identity-providers COGNITO --explicit-auth-flows ` +
			`ALLOW_USER_SRP_AUTH ALLOW_REFRESH_TOKEN_AUTH --prevent-user-existence-errors ENABLED --default-redirect-uri ` +
			`https://a.example/cb`,
	},
	"idp: identity provider": {
		line: `cognito-idp create-identity-provider --user-pool-id p --provider-name Google --provider-type Google ` +
			`--provider-details client_id=i,client_secret=s,authorize_scopes="profile email openid" --attribute-mapping ` +
			`email=email,username=sub --idp-identifiers google g`,
	},
	"idp: resource server": {
		line: `cognito-idp create-resource-server --user-pool-id p --identifier https://api.example --name n --scopes ` +
			`ScopeName=read,ScopeDescription="Read it" ScopeName=write,ScopeDescription="'Write, too'"`,
	},
	"idp: risk configuration": {
		line: `cognito-idp set-risk-configuration --user-pool-id p --account-takeover-risk-configuration ` +
			`'NotifyConfiguration={From=a@b.c,SourceArn=arn:aws:ses:us-east-1:1:identity/a,BlockEmail={Subject=S,` +
			`HtmlBody=<b>x</b>,TextBody=plain text}},Actions={LowAction={Notify=true,EventAction=NO_ACTION},` +
			`HighAction={Notify=false,EventAction=BLOCK}}' --risk-exception-configuration ` +
			`BlockedIPRangeList=10.0.0.0/8,192.168.0.0/16,SkippedIPRangeList=[1.2.3.4/32]`,
	},
	"idp: MFA configuration": {
		line: `cognito-idp set-user-pool-mfa-config --user-pool-id p --sms-mfa-configuration ` +
			`'SmsAuthenticationMessage="Your code is {####}",SmsConfiguration={SnsCallerArn=arn:aws:iam::1:role/sns,` +
			`ExternalId=e,SnsRegion=us-east-1}' --software-token-mfa-configuration Enabled=true --mfa-configuration OPTIONAL`,
	},
	"idp: message with braces as JSON": {
		line: `cognito-idp update-user-pool --user-pool-id p --verification-message-template '{"EmailMessage":"Code ` +
			`{####}","EmailSubject":"a\nb","DefaultEmailOption":"CONFIRM_WITH_CODE"}' --admin-create-user-config ` +
			`'{"AllowAdminCreateUserOnly":true,"InviteMessageTemplate":{"SMSMessage":"{username} {####}"}}'`,
	},
	"idp: blob as base64": {
		line: `cognito-idp set-ui-customization --user-pool-id p --client-id ALL --css '.banner-customizable { background: ` +
			`"red"; }' --image-file aGVs-bG8=ignored`,
	},
	"idp: blob as it is": {
		line: `--cli-binary-format raw-in-base64-out cognito-idp set-ui-customization --user-pool-id p --image-file 'héllo'`,
	},
	"idp: blob of a file's bytes": {
		line: `cognito-idp set-ui-customization --user-pool-id p --image-file fileb://blob.bin`,
	},
	"idp: blob of a file's base64": {
		line: `cognito-idp set-ui-customization --user-pool-id p --image-file file://blob.base64`,
	},
	"idp: text of a file": {
		line: `cognito-idp set-ui-customization --user-pool-id p --css file://style.css`,
	},
	"idp: a file's JSON": {
		line: `cognito-idp update-user-attributes --access-token t --user-attributes file://attributes.json`,
	},
	"idp: a file's shorthand": {
		line: `cognito-idp initiate-auth --auth-flow USER_PASSWORD_AUTH --client-id c --auth-parameters file://auth.txt`,
	},
	"idp: --cli-input-json of a file": {
		line: `cognito-idp create-group --cli-input-json file://group.json --precedence 5`,
	},
	"idp: integer": {
		line: `cognito-idp create-group --group-name g --user-pool-id p --precedence 5`,
	},
	"idp: pages": {
		line: `cognito-idp list-users --user-pool-id p --page-size 20 --max-items 50 --starting-token ` +
			`eyJQYWdpbmF0aW9uVG9rZW4iOiAiYWJjIiwgImJvdG9fdHJ1bmNhdGVfYW1vdW50IjogM30= --filter 'email ^= "a"' ` +
			`--attributes-to-get email sub`,
	},
	"idp: pages, old token": {
		line: `cognito-idp list-groups --user-pool-id p --starting-token abc___2`,
	},
	"idp: pages by hand": {line: `cognito-idp list-user-pools --max-results 3 --next-token t`},
	"idp: global options before the service": {
		line: `--region eu-west-1 --output=text --no-verify-ssl --query 'UserPools[].Id' --color off cognito-idp ` +
			`--no-cli-pager list-user-pools --no-sign-request --max-results 3 --cli-read-timeout 5`,
	},
	"idp: global options abbreviated": {
		line: `--reg eu-west-1 cognito-idp describe-user-pool --out json --user-pool p`,
	},
	"idp: options before the operation": {
		line: `cognito-idp --profile=none list-tags-for-resource --resource-arn arn:aws:cognito-idp:us-east-1:1:userpool/x ` +
			`--profile ''`,
	},
	"idp: document": {
		line: `cognito-idp create-managed-login-branding --user-pool-id p --client-id c --settings ` +
			`'{"components":{"form":{"borderRadius":8.0,"x":[null,true,1e3,-0,12345678901234567890,"é"]}}}' --assets ` +
			`Category=FORM_LOGO,ColorMode=LIGHT,Extension=SVG,Bytes=YWJj`,
		newer: true,
	},
	"idp: newer structures": {
		line: `cognito-idp set-log-delivery-configuration --user-pool-id p --log-configurations ` +
			`LogLevel=ERROR,EventSource=userNotification,` +
			`CloudWatchLogsConfiguration={LogGroupArn=arn:aws:logs:us-east-1:1:log-group:g}`,
		newer: true,
	},
	"idp: document by --cli-input-json": {
		line: `cognito-idp complete-web-authn-registration --cli-input-json ` +
			`'{"AccessToken":"t","Credential":{"id":[1,{"a":null}]}}'`,
		newer: true,
	},
	"idp: newer members of a known operation": {
		line: `cognito-idp create-user-pool --pool-name P --user-pool-tier PLUS --policies ` +
			`SignInPolicy={AllowedFirstAuthFactors=[PASSWORD,WEB_AUTHN]}`,
		newer: true,
	},
	"sync: list datasets": {
		line: `cognito-sync list-datasets --identity-pool-id us-east-1:a --identity-id 'us-east-1:b c/é' --max-results 5 ` +
			`--next-token 'a b&c'`,
	},
	"sync: list records": {
		line: `cognito-sync list-records --identity-pool-id p --identity-id i --dataset-name d --last-sync-count 12 ` +
			`--sync-session-token t`,
	},
	"sync: update records with a date": {
		line: `cognito-sync update-records --identity-pool-id p --identity-id i --dataset-name d --sync-session-token t ` +
			`--record-patches Op=replace,Key=k,Value=v,SyncCount=0,DeviceLastModifiedDate=2014-06-30T12:00:00Z ` +
			`Op=remove,Key=l,SyncCount=3,DeviceLastModifiedDate=1404129600.75`,
	},
	"sync: update records as JSON, with a header": {
		line: `cognito-sync update-records --identity-pool-id p --identity-id i --dataset-name d --sync-session-token t ` +
			`--client-context ctx --device-id dev --record-patches '[{"Op":"replace","Key":"k","SyncCount":1,` +
			`"DeviceLastModifiedDate":1404129600}]'`,
	},
	"sync: dates in other forms": {
		line: `cognito-sync update-records --identity-pool-id p --identity-id i --dataset-name d --sync-session-token t ` +
			`--record-patches Op=remove,Key=a,SyncCount=0,DeviceLastModifiedDate=2014-06-30 ` +
			`'Op=remove,Key=b,SyncCount=0,DeviceLastModifiedDate="Mon, 30 Jun 2014 12:00:00 GMT"' ` +
			`Op=remove,Key=c,SyncCount=0,DeviceLastModifiedDate=2014-06-30T12:00:00+02:00 ` +
			`'Op=remove,Key=d,SyncCount=0,DeviceLastModifiedDate=2014-06-30 12:00:00'`,
	},
	"sync: register device": {
		line: `cognito-sync register-device --identity-pool-id p --identity-id i --platform APNS --token t`,
	},
	"sync: events": {
		line: `cognito-sync set-cognito-events --identity-pool-id p --events ` +
			`SyncTrigger=arn:aws:lambda:us-east-1:1:function:f`,
	},
	"sync: configuration": {
		line: `cognito-sync set-identity-pool-configuration --identity-pool-id p --push-sync ` +
			`ApplicationArns=arn:a,arn:b,RoleArn=arn:aws:iam::1:role/r --cognito-streams ` +
			`StreamName=s,RoleArn=arn:aws:iam::1:role/r,StreamingStatus=ENABLED`,
	},
	"sync: unsubscribe": {
		line: `cognito-sync unsubscribe-from-dataset --identity-pool-id p --identity-id i --dataset-name d.e_f --device-id x`,
	},
}

// files are what the commands read; the working directory and the home hold them.
var files = map[string]string{
	"blob.bin":        "\x00\x01\xff\r\n\x80",
	"blob.base64":     "AAH/\nDQqA\n",
	"style.css":       ".a { }\r\n.b { content: \"é\" }\n",
	"attributes.json": " [ {\"Name\": \"email\", \"Value\": \"a@example.com\"} ]\n",
	"token.txt":       "token\n",
	"auth.txt":        "USERNAME=jane,PASSWORD='a,b'\n",
	"group.json":      "{\"GroupName\": \"g\",\n \"UserPoolId\": \"p\", \"Precedence\": 1}\n",
	"arn.txt":         "arn:é\n",
	"empty.txt":       "",
	"pair.txt":        "Name=a,Value=b",
	"latin1.txt":      "\xe9",
	"marked.json":     "\ufeff{}",
	"config.txt":      "[default]\nparameter_validation = false\n",
}

// shellWords splits a line as a shell does: quotes, backslashes, and nothing else.
func shellWords(t *testing.T, line string) []string {
	t.Helper()
	var words []string
	var word strings.Builder
	var quote byte
	inside := false
	for i := 0; i < len(line); i++ {
		c := line[i]
		switch {
		case quote == 0 && c == ' ':
			if inside {
				words = append(words, word.String())
				word.Reset()
			}
			inside = false
			continue
		case quote == 0 && (c == '\'' || c == '"'):
			quote = c
		case c == quote && quote != 0:
			quote = 0
		case c == '\\' && quote != '\'' && (quote == 0 || i+1 < len(line) && strings.IndexByte("\"\\$`", line[i+1]) >= 0):
			i++
			word.WriteByte(line[i])
		default:
			word.WriteByte(c)
		}
		inside = true
	}
	if quote != 0 {
		t.Fatalf("quote without an end: %s", line)
	}
	if inside {
		words = append(words, word.String())
	}
	return words
}
