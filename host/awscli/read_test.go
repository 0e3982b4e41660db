package awscli

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
)

// syntax is what becomes of a line's words: the body, byte for byte. TestSyntaxAsReal holds the same lines against the
// real command line, with botocore's own validation turned off.
var syntax = map[string]struct{ line, body string }{
	"pairs": {
		line: `cognito-identity get-id --identity-pool-id i --logins a=b,c=d`,
		body: `{"IdentityPoolId": "i", "Logins": {"a": "b", "c": "d"}}`,
	},
	"one pair without a value": {
		line: `cognito-identity get-id --identity-pool-id i --logins a=`,
		body: `{"IdentityPoolId": "i", "Logins": {"a": ""}}`,
	},
	"pair without a value between": {
		line: `cognito-identity get-id --identity-pool-id i --logins a=,b=c`,
		body: `{"IdentityPoolId": "i", "Logins": {"a": "", "b": "c"}}`,
	},
	"line breaks": {
		line: "cognito-identity get-id --identity-pool-id i --logins 'a=b,\n c=d\n'",
		body: `{"IdentityPoolId": "i", "Logins": {"a": "b", "c": "d"}}`,
	},
	"white space at the end of a word": {
		line: "cognito-identity get-id --identity-pool-id i --logins 'a=b \t,c=d \u00a0'",
		body: `{"IdentityPoolId": "i", "Logins": {"a": "b", "c": "d"}}`,
	},
	"white space inside": {
		line: `cognito-identity get-id --identity-pool-id i --logins 'a=b  c,d=e'`,
		body: `{"IdentityPoolId": "i", "Logins": {"a": "b  c", "d": "e"}}`,
	},
	"single quotes": {
		line: `cognito-identity get-id --identity-pool-id i --logins "a='b,c=d',e=f"`,
		body: `{"IdentityPoolId": "i", "Logins": {"a": "b,c=d", "e": "f"}}`,
	},
	"double quotes": {
		line: `cognito-identity get-id --identity-pool-id i --logins 'a="b,c=d",e=f'`,
		body: `{"IdentityPoolId": "i", "Logins": {"a": "b,c=d", "e": "f"}}`,
	},
	"escaped quotes": {
		line: `cognito-identity get-id --identity-pool-id i --logins 'a="x \"y\" z"'`,
		body: `{"IdentityPoolId": "i", "Logins": {"a": "x \"y\" z"}}`,
	},
	"escaped single quotes": {
		line: `cognito-identity get-id --identity-pool-id i --logins "a='it\\'s'"`,
		body: `{"IdentityPoolId": "i", "Logins": {"a": "it's"}}`,
	},
	"escaped backslash in quotes": {
		line: `cognito-identity get-id --identity-pool-id i --logins 'a="b\\c"'`,
		body: `{"IdentityPoolId": "i", "Logins": {"a": "b\\c"}}`,
	},
	"backslash at the end of quotes": {
		line: `cognito-identity get-id --identity-pool-id i --logins 'a="b\"'`,
		body: `{"IdentityPoolId": "i", "Logins": {"a": "b\\"}}`,
	},
	"backslash without quotes": {
		line: `cognito-identity get-id --identity-pool-id i --logins 'a=b\c\\d'`,
		body: `{"IdentityPoolId": "i", "Logins": {"a": "b\\c\\\\d"}}`,
	},
	"other escapes in quotes stay": {
		line: `cognito-identity get-id --identity-pool-id i --logins 'a="b\n\tc"'`,
		body: `{"IdentityPoolId": "i", "Logins": {"a": "b\\n\\tc"}}`,
	},
	"white space inside quotes stays": {
		line: `cognito-identity get-id --identity-pool-id i --logins 'a=" b "'`,
		body: `{"IdentityPoolId": "i", "Logins": {"a": " b "}}`,
	},
	"empty quotes": {
		line: `cognito-identity get-id --identity-pool-id i --logins 'a="",b=c'`,
		body: `{"IdentityPoolId": "i", "Logins": {"a": "", "b": "c"}}`,
	},
	"quote inside a word": {
		line: `cognito-identity get-id --identity-pool-id i --logins "a=b"`,
		body: `{"IdentityPoolId": "i", "Logins": {"a": "b"}}`,
	},
	"escaped comma": {
		line: `cognito-idp update-user-attributes --access-token t --user-attributes 'Name=name,Value=Lee\, Ann'`,
		body: `{"UserAttributes": [{"Name": "name", "Value": "Lee, Ann"}], "AccessToken": "t"}`,
	},
	"escaped comma at both ends": {
		line: `cognito-identity get-id --identity-pool-id i --logins 'a=\,b\,'`,
		body: `{"IdentityPoolId": "i", "Logins": {"a": ",b,"}}`,
	},
	"equals sign in a value": {
		line: `cognito-idp update-user-attributes --access-token t --user-attributes ` +
			`Name=website,Value=https://a.example/?b=c`,
		body: `{"UserAttributes": [{"Name": "website", "Value": "https://a.example/?b=c"}], "AccessToken": "t"}`,
	},
	"csv in a map": {
		line: `cognito-identity get-id --identity-pool-id i --logins a=b,c,d=e`,
		body: `{"IdentityPoolId": "i", "Logins": {"a": ["b", "c"], "d": "e"}}`,
	},
	"csv becomes pairs again": {
		line: `cognito-identity get-id --identity-pool-id i --logins 'a=b,c d,e=f'`,
		body: `{"IdentityPoolId": "i", "Logins": {"a": ["b", "c d"], "e": "f"}}`,
	},
	"csv with quotes": {
		line: `cognito-identity get-id --identity-pool-id i --logins 'a="b","c,d",e=f'`,
		body: `{"IdentityPoolId": "i", "Logins": {"a": ["b", "c,d"], "e": "f"}}`,
	},
	"csv, an empty element": {
		line: `cognito-identity get-id --identity-pool-id i --logins a=b,,c=d`,
		body: `{"IdentityPoolId": "i", "Logins": {"a": "b", "c": "d"}}`,
	},
	"brackets": {
		line: `cognito-identity get-id --identity-pool-id i --logins a=[b,c],d=e`,
		body: `{"IdentityPoolId": "i", "Logins": {"a": ["b", "c"], "d": "e"}}`,
	},
	"brackets, empty": {
		line: `cognito-identity get-id --identity-pool-id i --logins a=[]`,
		body: `{"IdentityPoolId": "i", "Logins": {"a": []}}`,
	},
	"brackets, empty element": {
		line: `cognito-identity get-id --identity-pool-id i --logins a=[,b]`,
		body: `{"IdentityPoolId": "i", "Logins": {"a": ["", "b"]}}`,
	},
	"brackets, comma at the end": {
		line: `cognito-identity get-id --identity-pool-id i --logins 'a=[ b , c , ]'`,
		body: `{"IdentityPoolId": "i", "Logins": {"a": ["b", "c"]}}`,
	},
	"brackets in brackets": {
		line: `cognito-identity get-id --identity-pool-id i --logins 'a=[[b],[c,{d=e}],[]]'`,
		body: `{"IdentityPoolId": "i", "Logins": {"a": [["b"], ["c", {"d": "e"}], []]}}`,
	},
	"brackets with quotes": {
		line: `cognito-identity get-id --identity-pool-id i --logins 'a=["b]","c,d"]'`,
		body: `{"IdentityPoolId": "i", "Logins": {"a": ["b]", "c,d"]}}`,
	},
	"braces": {
		line: `cognito-identity get-id --identity-pool-id i --logins 'a={b=c,d={e=f}}'`,
		body: `{"IdentityPoolId": "i", "Logins": {"a": {"b": "c", "d": {"e": "f"}}}}`,
	},
	"braces, empty": {
		line: `cognito-identity get-id --identity-pool-id i --logins a={},b=c`,
		body: `{"IdentityPoolId": "i", "Logins": {"a": {}, "b": "c"}}`,
	},
	"braces, comma at the end": {
		line: `cognito-identity get-id --identity-pool-id i --logins 'a={ b = c , }'`,
		body: `{"IdentityPoolId": "i", "Logins": {"a": {"b": "c"}}}`,
	},
	"braces, same key": {
		line: `cognito-identity get-id --identity-pool-id i --logins a={b=c,b=d}`,
		body: `{"IdentityPoolId": "i", "Logins": {"a": {"b": "d"}}}`,
	},
	"braces, no value": {
		line: `cognito-identity get-id --identity-pool-id i --logins a={b=,c=d}`,
		body: `{"IdentityPoolId": "i", "Logins": {"a": {"b": "", "c": "d"}}}`,
	},
	"keys with every character": {
		line: `cognito-identity get-id --identity-pool-id i --logins a-b_c.d#e/f:g=h,0=1`,
		body: `{"IdentityPoolId": "i", "Logins": {"a-b_c.d#e/f:g": "h", "0": "1"}}`,
	},
	"no key": {
		line: `cognito-identity get-id --identity-pool-id i --logins =b`,
		body: `{"IdentityPoolId": "i", "Logins": {"": "b"}}`,
	},
	"characters beyond ASCII": {
		line: `cognito-identity get-id --identity-pool-id i --logins 'a=ü€,b=é'`,
		body: `{"IdentityPoolId": "i", "Logins": {"a": "\u00fc\u20ac", "b": "\u00e9"}}`,
	},
	"character beyond the 16 bits in quotes": {
		line: `cognito-identity get-id --identity-pool-id i --logins 'a="😀"'`,
		body: `{"IdentityPoolId": "i", "Logins": {"a": "\ud83d\ude00"}}`,
	},
	"special characters in a word": {
		line: "cognito-identity get-id --identity-pool-id i --logins 'a=!#$%&()*+-./:;<>?@\\^_`|~'",
		body: "{\"IdentityPoolId\": \"i\", \"Logins\": {\"a\": \"!#$%&()*+-./:;<>?@\\\\^_`|~\"}}",
	},
	"braces with a word that ends with one": {
		line: `cognito-identity get-id --identity-pool-id i --logins 'a=}'`,
		body: `{"IdentityPoolId": "i", "Logins": {"a": "}"}}`,
	},
	"boolean words": {
		line: `cognito-identity create-identity-pool --identity-pool-name p --no-allow-unauthenticated-identities ` +
			`--cognito-identity-providers ServerSideTokenCheck=TRUE ServerSideTokenCheck=False ServerSideTokenCheck=yes ` +
			`ServerSideTokenCheck=`,
		body: `{"IdentityPoolName": "p", "AllowUnauthenticatedIdentities": false, "CognitoIdentityProviders": ` +
			`[{"ServerSideTokenCheck": true}, {"ServerSideTokenCheck": false}, {"ServerSideTokenCheck": "yes"}, ` +
			`{"ServerSideTokenCheck": ""}]}`,
	},
	"integers": {
		line: `cognito-idp create-user-pool --pool-name P --policies 'PasswordPolicy={MinimumLength= +1_0 ` +
			`,TemporaryPasswordValidityDays=-3}'`,
		body: `{"PoolName": "P", "Policies": {"PasswordPolicy": {"MinimumLength": 10, "TemporaryPasswordValidityDays": -3}}}`,
	},
	"large integer": {
		line: `cognito-idp create-user-pool --pool-name P --policies ` +
			`PasswordPolicy={MinimumLength=123456789012345678901234567890}`,
		body: `{"PoolName": "P", "Policies": {"PasswordPolicy": {"MinimumLength": 123456789012345678901234567890}}}`,
	},
	"list of structures in a key": {
		line: `cognito-idp create-user-pool --pool-name P --account-recovery-setting ` +
			`RecoveryMechanisms={Priority=1,Name=admin_only}`,
		body: `{"PoolName": "P", "AccountRecoverySetting": {"RecoveryMechanisms": [{"Priority": "1", "Name": ` +
			`"admin_only"}]}}`,
	},
	"list of structures in a key, in brackets": {
		line: `cognito-idp create-user-pool --pool-name P --account-recovery-setting ` +
			`RecoveryMechanisms=[{Priority=1,Name=admin_only}]`,
		body: `{"PoolName": "P", "AccountRecoverySetting": {"RecoveryMechanisms": [{"Priority": 1, "Name": "admin_only"}]}}`,
	},
	"one word where a list is wanted": {
		line: `cognito-idp create-user-pool --pool-name P --user-attribute-update-settings ` +
			`AttributesRequireVerificationBeforeUpdate=email`,
		body: `{"PoolName": "P", "UserAttributeUpdateSettings": {"AttributesRequireVerificationBeforeUpdate": ["email"]}}`,
	},
	"no word where a list is wanted": {
		line: `cognito-idp create-user-pool --pool-name P --user-attribute-update-settings ` +
			`AttributesRequireVerificationBeforeUpdate=`,
		body: `{"PoolName": "P", "UserAttributeUpdateSettings": {"AttributesRequireVerificationBeforeUpdate": [""]}}`,
	},
	"words where a text is wanted": {
		line: `cognito-idp update-user-attributes --access-token t --user-attributes Name=a,Value=b,c`,
		body: `{"UserAttributes": [{"Name": "a", "Value": ["b", "c"]}], "AccessToken": "t"}`,
	},
	"map of lists of words": {
		line: `cognito-idp set-risk-configuration --user-pool-id p --compromised-credentials-risk-configuration ` +
			`EventFilter=SIGN_IN,PASSWORD_CHANGE,Actions={EventAction=BLOCK}`,
		body: `{"UserPoolId": "p", "CompromisedCredentialsRiskConfiguration": {"EventFilter": ["SIGN_IN", ` +
			`"PASSWORD_CHANGE"], "Actions": {"EventAction": "BLOCK"}}}`,
	},
	"structure in a map": {
		line: `cognito-identity set-identity-pool-roles --identity-pool-id i --roles a=b --role-mappings ` +
			`k={Type=Token},l={Type=Rules,RulesConfiguration={Rules=[]}}`,
		body: `{"IdentityPoolId": "i", "Roles": {"a": "b"}, "RoleMappings": {"k": {"Type": "Token"}, "l": {"Type": ` +
			`"Rules", "RulesConfiguration": {"Rules": []}}}}`,
	},
	"a long in a structure": {
		line: `cognito-sync update-records --identity-pool-id p --identity-id i --dataset-name d --sync-session-token t ` +
			`--record-patches Op=remove,Key=k,SyncCount=00012`,
		body: `{"IdentityPoolId": "p", "IdentityId": "i", "DatasetName": "d", "RecordPatches": [{"Op": "remove", "Key": ` +
			`"k", "SyncCount": 12}], "SyncSessionToken": "t"}`,
	},
	"list of texts": {
		line: `cognito-identity delete-identities --identity-ids-to-delete a 'b c' ''`,
		body: `{"IdentityIdsToDelete": ["a", "b c", ""]}`,
	},
	"list of texts, none": {
		line: `cognito-identity delete-identities --identity-ids-to-delete`,
		body: `{"IdentityIdsToDelete": []}`,
	},
	"list of texts as JSON": {
		line: `cognito-identity delete-identities --identity-ids-to-delete ' ["a", 1, null]'`,
		body: `{"IdentityIdsToDelete": ["a", 1, null]}`,
	},
	"list of texts, two of which one is JSON": {
		line: `cognito-identity delete-identities --identity-ids-to-delete '["a"]' b`,
		body: `{"IdentityIdsToDelete": ["[\"a\"]", "b"]}`,
	},
	"list of structures, none": {
		line: `cognito-idp update-user-attributes --access-token t --user-attributes`,
		body: `{"UserAttributes": [], "AccessToken": "t"}`,
	},
	"list given twice": {
		line: `cognito-identity delete-identities --identity-ids-to-delete a b --identity-ids-to-delete c`,
		body: `{"IdentityIdsToDelete": ["c"]}`,
	},
	"list ends at the next option": {
		line: `cognito-idp add-custom-attributes --custom-attributes Name=a Name=b --user-pool-id p`,
		body: `{"UserPoolId": "p", "CustomAttributes": [{"Name": "a"}, {"Name": "b"}]}`,
	},
	"text given twice": {
		line: `cognito-idp get-user --access-token a --access-token=b`,
		body: `{"AccessToken": "b"}`,
	},
	"text is not JSON": {
		line: `cognito-idp get-user --access-token '{"a": 1}'`,
		body: `{"AccessToken": "{\"a\": 1}"}`,
	},
	"empty text": {
		line: `cognito-idp get-user --access-token ''`,
		body: `{"AccessToken": ""}`,
	},
	"empty text after an equals sign": {
		line: `cognito-idp get-user --access-token=`,
		body: `{"AccessToken": ""}`,
	},
	"equals signs after the first": {
		line: `cognito-idp get-user --access-token=a=b`,
		body: `{"AccessToken": "a=b"}`,
	},
	"text with a dash and a space": {
		line: `cognito-idp get-user --access-token '-a b'`,
		body: `{"AccessToken": "-a b"}`,
	},
	"text with a dash after an equals sign": {
		line: `cognito-idp admin-set-user-password --user-pool-id p --username u --password=--Secret1! --permanent`,
		body: `{"UserPoolId": "p", "Username": "u", "Password": "--Secret1!", "Permanent": true}`,
	},
	"text that is one dash": {
		line: `cognito-idp get-user --access-token -`,
		body: `{"AccessToken": "-"}`,
	},
	"negative number": {
		line: `cognito-idp create-group --group-name g --user-pool-id p --precedence -5`,
		body: `{"GroupName": "g", "UserPoolId": "p", "Precedence": -5}`,
	},
	"negative number as text": {
		line: `cognito-idp get-user --access-token -1.5`,
		body: `{"AccessToken": "-1.5"}`,
	},
	"integer in Python's writing": {
		line: `cognito-identity get-open-id-token-for-developer-identity --identity-pool-id i --logins a=b ` +
			`--token-duration=+3_600`,
		body: `{"IdentityPoolId": "i", "Logins": {"a": "b"}, "TokenDuration": 3600}`,
	},
	"integer beyond 64 bits": {
		line: `cognito-idp list-user-pools --max-results ' 99999999999999999999 '`,
		body: `{"MaxResults": 99999999999999999999}`,
	},
	"control characters": {
		line: "cognito-idp get-user --access-token 'a\tb\x01\x7f'",
		body: `{"AccessToken": "a\tb\u0001\u007f"}`,
	},
	"quotes and backslashes": {
		line: `cognito-idp get-user --access-token 'a"b\c/d'`,
		body: `{"AccessToken": "a\"b\\c/d"}`,
	},
	"JSON with white space before": {
		line: "cognito-identity get-id --identity-pool-id i --logins '\n {\"a\": \"b\"} '",
		body: `{"IdentityPoolId": "i", "Logins": {"a": "b"}}`,
	},
	"JSON with a name twice": {
		line: `cognito-identity get-id --identity-pool-id i --logins '{"a":1,"b":2,"a":3}'`,
		body: `{"IdentityPoolId": "i", "Logins": {"a": 3, "b": 2}}`,
	},
	"JSON escapes": {
		line: `cognito-idp update-user-attributes --access-token t --user-attributes ` +
			`'[{"Name":"\u00e9\ud83d\ude00\ud800\/\t\u007f\ude00\ud83d","Value":"\ud83dx"}]'`,
		body: `{"UserAttributes": [{"Name": "\u00e9\ud83d\ude00\ud800/\t\u007f\ude00\ud83d", "Value": "\ud83dx"}], ` +
			`"AccessToken": "t"}`,
	},
	"JSON numbers": {
		line: `cognito-identity get-id --identity-pool-id i --logins ` +
			`'{"a":[0,-0,1.0,1e2,1E-7,1.5e300,-0.0,12345678901234567890,123456789012345680.0,0.00001,0.0001,1e15,1e16]}'`,
		body: `{"IdentityPoolId": "i", "Logins": {"a": [0, 0, 1.0, 100.0, 1e-07, 1.5e+300, -0.0, 12345678901234567890, ` +
			`1.2345678901234568e+17, 1e-05, 0.0001, 1000000000000000.0, 1e+16]}}`,
	},
	"JSON literals": {
		line: `cognito-identity get-id --identity-pool-id i --logins '{"a":[true,false,null,{},[]]}'`,
		body: `{"IdentityPoolId": "i", "Logins": {"a": [true, false, null, {}, []]}}`,
	},
	"JSON where a list of structures is one object": {
		line: `cognito-idp update-user-attributes --access-token t --user-attributes '{"Name":"a"}'`,
		body: `{"UserAttributes": [{"Name": "a"}], "AccessToken": "t"}`,
	},
	"JSON by a nested member": {
		line: `cognito-idp create-user-pool --pool-name P --policies '{"PasswordPolicy":{"MinimumLength":8}}'`,
		body: `{"PoolName": "P", "Policies": {"PasswordPolicy": {"MinimumLength": 8}}}`,
	},
	"file with a line break": {
		line: `cognito-idp get-user --access-token file://token.txt`,
		body: `{"AccessToken": "token\n"}`,
	},
	"file in the home": {
		line: `cognito-idp get-user --access-token file://~/token.txt`,
		body: `{"AccessToken": "token\n"}`,
	},
	"file by a variable": {
		line: `cognito-idp get-user --access-token file://${FOLDER}/token.txt`,
		body: `{"AccessToken": "token\n"}`,
	},
	"file by another variable": {
		line: `cognito-idp get-user --access-token file://$FOLDER/token.txt`,
		body: `{"AccessToken": "token\n"}`,
	},
	"file that is a text where a list is wanted": {
		line: `cognito-identity delete-identities --identity-ids-to-delete file://arn.txt`,
		body: `{"IdentityIdsToDelete": ["a", "r", "n", ":", "\u00e9", "\n"]}`,
	},
	"files where words are taken as they are": {
		line: `cognito-identity delete-identities --identity-ids-to-delete file://a file://b`,
		body: `{"IdentityIdsToDelete": ["file://a", "file://b"]}`,
	},
	"file with other line breaks": {
		line: `cognito-idp set-ui-customization --user-pool-id p --css file://style.css`,
		body: `{"UserPoolId": "p", "CSS": ".a { }\n.b { content: \"\u00e9\" }\n"}`,
	},
	"file:// inside a value": {
		line: `cognito-idp update-user-attributes --access-token t --user-attributes Name=a,Value=file://token.txt`,
		body: `{"UserAttributes": [{"Name": "a", "Value": "file://token.txt"}], "AccessToken": "t"}`,
	},
	"empty file as a text": {
		line: `cognito-idp get-user --access-token file://empty.txt`,
		body: `{"AccessToken": ""}`,
	},
	"blob": {
		line: `cognito-idp set-ui-customization --user-pool-id p --image-file YWJj`,
		body: `{"UserPoolId": "p", "ImageFile": "YWJj"}`,
	},
	"blob with padding and more": {
		line: `cognito-idp set-ui-customization --user-pool-id p --image-file 'YW I=YWJj'`,
		body: `{"UserPoolId": "p", "ImageFile": "YWI="}`,
	},
	"blob of nothing": {
		line: `cognito-idp set-ui-customization --user-pool-id p --image-file ''`,
		body: `{"UserPoolId": "p", "ImageFile": ""}`,
	},
	"blob of no base64 at all": {
		line: `cognito-idp set-ui-customization --user-pool-id p --image-file '%%%'`,
		body: `{"UserPoolId": "p", "ImageFile": ""}`,
	},
	"blob by --cli-input-json": {
		line: `cognito-idp set-ui-customization --cli-input-json '{"UserPoolId":"p","ImageFile":"YWJj"}'`,
		body: `{"UserPoolId": "p", "ImageFile": "YWJj"}`,
	},
	"blob by --cli-input-json, as it is": {
		line: `cognito-idp set-ui-customization --cli-binary-format raw-in-base64-out --cli-input-json ` +
			`'{"UserPoolId":"p","ImageFile":"YWJj"}'`,
		body: `{"UserPoolId": "p", "ImageFile": "WVdKag=="}`,
	},
	"blob of bytes, as it is": {
		line: `cognito-idp set-ui-customization --user-pool-id p --image-file fileb://blob.bin --cli-binary-format ` +
			`raw-in-base64-out`,
		body: `{"UserPoolId": "p", "ImageFile": "AAH/DQqA"}`,
	},
	"--cli-input-json and options": {
		line: `cognito-idp create-group --user-pool-id q --cli-input-json '{"UserPoolId":"p","GroupName":"g"}'`,
		body: `{"UserPoolId": "q", "GroupName": "g"}`,
	},
	"--cli-input-json with a bool off": {
		line: `cognito-identity update-identity-pool --cli-input-json ` +
			`'{"AllowUnauthenticatedIdentities":true,"IdentityPoolId":"i"}' --no-allow-unauthenticated-identities`,
		body: `{"AllowUnauthenticatedIdentities": false, "IdentityPoolId": "i"}`,
	},
	"--cli-input-json in bytes": {
		line: `cognito-idp describe-user-pool --cli-input-json fileb://marked.json`,
		body: `{}`,
	},
	"--cli-input-json, the last one": {
		line: `cognito-idp describe-user-pool --cli-input-json '{"a":1}' --cli-input-json '{"UserPoolId":"p"}'`,
		body: `{"UserPoolId": "p"}`,
	},
	"pages": {
		line: `cognito-idp list-users --user-pool-id p --page-size 20 --max-items 50`,
		body: `{"UserPoolId": "p", "Limit": 20}`,
	},
	"pages, nothing asked": {
		line: `cognito-idp list-users --user-pool-id p`,
		body: `{"UserPoolId": "p"}`,
	},
	"pages, token in base64": {
		line: `cognito-idp list-users --user-pool-id p --starting-token ` +
			`eyJQYWdpbmF0aW9uVG9rZW4iOiAiYWJjIiwgImJvdG9fdHJ1bmNhdGVfYW1vdW50IjogM30=`,
		body: `{"UserPoolId": "p", "PaginationToken": "abc"}`,
	},
	"pages, token of nothing": {
		line: `cognito-idp list-users --user-pool-id p --starting-token e30=`,
		body: `{"UserPoolId": "p"}`,
	},
	"pages, null token": {
		line: `cognito-idp list-users --user-pool-id p --starting-token eyJQYWdpbmF0aW9uVG9rZW4iOiBudWxsfQ==`,
		body: `{"UserPoolId": "p"}`,
	},
	"pages, list as token": {
		line: `cognito-idp list-users --user-pool-id p --starting-token W10=`,
		body: `{"UserPoolId": "p", "PaginationToken": "W10="}`,
	},
	"pages, old token": {
		line: `cognito-idp list-users --user-pool-id p --starting-token abc___12`,
		body: `{"UserPoolId": "p", "PaginationToken": "abc"}`,
	},
	"pages, old token of nothing": {
		line: `cognito-idp list-users --user-pool-id p --starting-token None___12`,
		body: `{"UserPoolId": "p"}`,
	},
	"pages, token with underscores": {
		line: `cognito-idp list-users --user-pool-id p --starting-token abc___x`,
		body: `{"UserPoolId": "p", "PaginationToken": "abc___x"}`,
	},
	"pages, token of the service": {
		line: `cognito-idp list-users --user-pool-id p --starting-token 'H4sI/+=='`,
		body: `{"UserPoolId": "p", "PaginationToken": "H4sI/+=="}`,
	},
	"pages, empty token": {
		line: `cognito-idp list-users --user-pool-id p --starting-token ''`,
		body: `{"UserPoolId": "p", "PaginationToken": ""}`,
	},
	"pages, only the items": {
		line: `cognito-idp list-users --user-pool-id p --max-items 3`,
		body: `{"UserPoolId": "p"}`,
	},
	"pages off": {
		line: `cognito-idp list-users --user-pool-id p --no-paginate --limit 5`,
		body: `{"UserPoolId": "p", "Limit": 5}`,
	},
	"pages by hand": {
		line: `cognito-idp list-users --user-pool-id p --pagination-token t`,
		body: `{"UserPoolId": "p", "PaginationToken": "t"}`,
	},
	"pages by hand in JSON": {
		line: `cognito-idp list-users --user-pool-id p --cli-input-json '{"Limit":3}'`,
		body: `{"UserPoolId": "p", "Limit": 3}`,
	},
	"shortest abbreviation": {
		line: `cognito-idp list-users --us p --l 3 --fi x`,
		body: `{"UserPoolId": "p", "Limit": 3, "Filter": "x"}`,
	},
	"global option in between": {
		line: `cognito-idp --region x list-users --output json --user-pool-id p`,
		body: `{"UserPoolId": "p"}`,
	},
	"a value that is an option's name": {
		line: `cognito-idp get-user --access-token=--region`,
		body: `{"AccessToken": "--region"}`,
	},
	"words after two dashes": {
		line: `cognito-idp get-user --access-token a`,
		body: `{"AccessToken": "a"}`,
	},
	"dates": {
		line: `cognito-sync update-records --identity-pool-id p --identity-id i --dataset-name d --sync-session-token t ` +
			`--record-patches '[{"DeviceLastModifiedDate":0},{"DeviceLastModifiedDate":-1.5},{"DeviceLastModifiedDate":1e9},` +
			`{"DeviceLastModifiedDate":"1404129600"},{"DeviceLastModifiedDate":" 1404129600.999 ` +
			`"},{"DeviceLastModifiedDate":"2014-06-30T12:00"},{"DeviceLastModifiedDate":"20140630T120000Z"},` +
			`{"DeviceLastModifiedDate":"2014-06-30T12:00:00.123456Z"},{"DeviceLastModifiedDate":"2014-06-30T12:00:00-0330"},` +
			`{"DeviceLastModifiedDate":"Mon, 30 Jun 2014 12:00:00 +0200"},{"DeviceLastModifiedDate":"20140630"},` +
			`{"DeviceLastModifiedDate":1.9999999}]'`,
		body: `{"IdentityPoolId": "p", "IdentityId": "i", "DatasetName": "d", "RecordPatches": [{"DeviceLastModifiedDate": ` +
			`0}, {"DeviceLastModifiedDate": -2}, {"DeviceLastModifiedDate": 1000000000}, {"DeviceLastModifiedDate": ` +
			`1404129600}, {"DeviceLastModifiedDate": 1404129600}, {"DeviceLastModifiedDate": 1404129600}, ` +
			`{"DeviceLastModifiedDate": 1404129600}, {"DeviceLastModifiedDate": 1404129600}, {"DeviceLastModifiedDate": ` +
			`1404142200}, {"DeviceLastModifiedDate": 1404122400}, {"DeviceLastModifiedDate": 20140630}, ` +
			`{"DeviceLastModifiedDate": 2}], "SyncSessionToken": "t"}`,
	},
	"white space where it is allowed": {
		line: `cognito-identity get-id --identity-pool-id i --logins 'a = b , c  =  d  '`,
		body: `{"IdentityPoolId": "i", "Logins": {"a": "b", "c": "d"}}`,
	},
	"equals signs in the first word": {
		line: `cognito-identity get-id --identity-pool-id i --logins a=b=c==`,
		body: `{"IdentityPoolId": "i", "Logins": {"a": "b=c=="}}`,
	},
	"two dashes before the service": {
		line: `-- cognito-idp get-user --access-token a`,
		body: `{"AccessToken": "a"}`,
	},
}

// passed are lines that the real command line refuses even without its validation; here the checker judges them, and
// Request.Refusal has what the validation says.
var passed = map[string]struct{ line, body, but string }{
	"file that is shorthand where a list is wanted": {
		line: `cognito-idp update-user-attributes --access-token t --user-attributes file://pair.txt`,
		body: `{"UserAttributes": {"Name": "a", "Value": "b"}, "AccessToken": "t"}`,
		but:  "it makes a structure of it and its own validation stops it",
	},
	"member that is not there": {
		line: `cognito-idp create-user-pool --pool-name P --schema Name=a,Colour=b`,
		body: `{"PoolName": "P", "Schema": [{"Name": "a", "Colour": "b"}]}`,
		but:  "its own validation knows the members",
	},
	"text where a structure is wanted": {
		line: `cognito-idp create-user-pool --pool-name P --policies PasswordPolicy=x`,
		body: `{"PoolName": "P", "Policies": {"PasswordPolicy": "x"}}`,
		but:  "its own validation knows the types",
	},
}

// refused are lines that are no request. The real command line refuses them too, unless but says what it does.
var refused = map[string]struct{ line, says, but string }{
	"no service": {
		line: ``,
		says: `aws: error: the following arguments are required: command; the form is: aws cognito-identity get-id ` +
			`--identity-pool-id …`,
	},
	"only global options": {
		line: `--region x`,
		says: `aws: error: the following arguments are required: command; the form is: aws cognito-identity get-id ` +
			`--identity-pool-id …`,
	},
	"unknown service": {
		line: `s3 ls`,
		says: `aws: error: argument command: Invalid choice; cognitocheck reads the commands of ` +
			`cognito-identity, cognito-idp, cognito-sync`,
		but: "the real command line knows many services",
	},
	"aws twice": {
		line: `aws cognito-idp list-users`,
		says: `aws: error: argument command: Invalid choice; leave out one of the words aws: cognitocheck aws ` +
			`cognito-identity get-id …`,
		but: "the next step is for this command",
	},
	"service with a typing error": {
		line: `cognito-id get-id`,
		says: `aws: error: argument command: Invalid choice; maybe you meant cognito-idp`,
	},
	"no operation": {
		line: `cognito-identity`,
		says: `aws: error: the following arguments are required: operation; 'cognitocheck operations cognito-identity' ` +
			`lists them`,
	},
	"unknown operation": {
		line: `cognito-identity update-identity-pol`,
		says: `aws: error: argument operation: Invalid choice; maybe you meant update-identity-pool or ` +
			`create-identity-pool`,
	},
	"operation of another kind": {
		line: `cognito-identity zzz`,
		says: `aws: error: argument operation: Invalid choice; 'cognitocheck operations cognito-identity' lists ` +
			`them all`,
	},
	"unknown option": {
		line: `cognito-identity get-id --identity-pool-id i --identity-pol-id x`,
		says: `Unknown options: words 5 and 6 after aws; maybe you meant --identity-pool-id`,
	},
	"unknown option without a relative": {
		line: `cognito-identity get-id --identity-pool-id i --zzz=hunter2`,
		says: `Unknown options: word 5 after aws; 'cognitocheck skeleton cognito-identity.GetId' shows what the ` +
			`operation takes`,
	},
	"unknown options, many": {
		line: `cognito-identity get-id --identity-pool-id i --zzz --identity-pol-id=x --acount-id=1 --loginz=x`,
		says: `Unknown options: words 5, 6, 7 and 8 after aws; maybe you meant --identity-pool-id or --account-id`,
	},
	"key that is not there": {
		line: `cognito-idp update-user-attributes --access-token t --user-attributes Name=a,Value=b,hunter2=c`,
		says: `Error parsing parameter '--user-attributes': a key that is none of Name, Value; write KEY=VALUE,KEY=VALUE ` +
			`with quotes around a value that holds a comma or a bracket, or give JSON`,
	},
	"value right behind an option": {
		line: `cognito-idp admin-set-user-password --user-pool-id p --username u --passwordhunter2`,
		says: `Unknown options: word 7 after aws; maybe you meant --password`,
	},
	"word too many": {
		line: `cognito-identity get-id --identity-pool-id i hunter2`,
		says: `Unknown options: word 5 after aws; put a value with spaces in it in quotes`,
	},
	"words too many": {
		line: `cognito-idp admin-set-user-password --user-pool-id p --username u --password my hunter2 word`,
		says: `Unknown options: words 9 and 10 after aws; put a value with spaces in it in quotes`,
	},
	"option without its value": {
		line: `cognito-identity get-id --identity-pool-id`,
		says: `aws: error: argument --identity-pool-id: expected one argument; give it a value; one that begins with a ` +
			`dash is written --identity-pool-id=VALUE`,
	},
	"option for a value": {
		line: `cognito-identity get-id --identity-pool-id --account-id 1`,
		says: `aws: error: argument --identity-pool-id: expected one argument; give it a value; one that begins with a ` +
			`dash is written --identity-pool-id=VALUE`,
	},
	"value with a dash": {
		line: `cognito-idp get-user --access-token -hunter2`,
		says: `aws: error: argument -h/--help: ignored explicit argument; a value that begins with a dash is written ` +
			`--OPTION=VALUE`,
	},
	"value for a boolean": {
		line: `cognito-idp admin-set-user-password --user-pool-id p --username u --password x --permanent=true`,
		says: `aws: error: argument --permanent: ignored explicit argument; it takes no value: write --permanent or ` +
			`--no-permanent`,
	},
	"ambiguous option": {
		line: `cognito-idp admin-create-user --user-pool-id p --user u`,
		says: `aws: error: ambiguous option: --user could match --user-pool-id, --username, --user-attributes; write more ` +
			`of the option's name`,
	},
	"ambiguous global option": {
		line: `cognito-idp list-users --c`,
		says: `aws: error: ambiguous option: --c could match --color, --ca-bundle, --cli-read-timeout, ` +
			`--cli-connect-timeout, --cli-binary-format, --cli-auto-prompt; write more of the option's name`,
	},
	"not an integer": {
		line: `cognito-idp list-user-pools --max-results ten`,
		says: `Error parsing parameter '--max-results': invalid literal for int() with base 10; give a whole ` +
			`number`,
	},
	"not a long": {
		line: `cognito-identity get-open-id-token-for-developer-identity --identity-pool-id i --logins a=b ` +
			`--token-duration 1.5`,
		says: `aws: error: argument --token-duration: invalid int value; give a whole number`,
	},
	"page size that is no integer": {
		line: `cognito-idp list-users --user-pool-id p --page-size x`,
		says: `aws: error: argument --page-size: invalid int value; give a whole number`,
	},
	"items that are no integer": {
		line: `cognito-idp list-users --user-pool-id p --max-items x`,
		says: `aws: error: argument --max-items: invalid int value; give a whole number`,
	},
	"not a choice": {
		line: `cognito-idp list-users --output xml`,
		says: `aws: error: argument --output: Invalid choice, valid choices are: json, text, table, yaml, yaml-stream; ` +
			`write one of these`,
	},
	"not a timeout": {
		line: `cognito-idp list-users --cli-read-timeout x --user-pool-id p`,
		says: `aws: error: argument --cli-read-timeout: invalid int value; give a whole number`,
	},
	"not a binary format": {
		line: `cognito-idp list-users --cli-binary-format hex`,
		says: `aws: error: argument --cli-binary-format: Invalid choice, valid choices are: base64, raw-in-base64-out; ` +
			`write one of these`,
	},
	"not a skeleton": {
		line: `cognito-idp list-users --generate-cli-skeleton x`,
		says: `aws: error: argument --generate-cli-skeleton: Invalid choice, valid choices are: input, output, yaml-input; ` +
			`write one of these`,
	},
	"JSON, not closed": {
		line: `cognito-identity tag-resource --resource-arn arn --tags '{"a":"b"'`,
		says: `Error parsing parameter '--tags': Invalid JSON: Expecting ',' delimiter: line 1 column 9 (char ` +
			`8); put JSON in single quotes, or give file://PATH of it`,
	},
	"JSON, single quotes": {
		line: `cognito-identity tag-resource --resource-arn arn --tags "{'a':'b'}"`,
		says: `Error parsing parameter '--tags': Invalid JSON: Expecting property name enclosed in double ` +
			`quotes: line 1 column 2 (char 1); put JSON in single quotes, or give file://PATH of it`,
	},
	"JSON, comma at the end": {
		line: `cognito-identity tag-resource --resource-arn arn --tags '{"a":"b",}'`,
		says: `Error parsing parameter '--tags': Invalid JSON: Expecting property name enclosed in double ` +
			`quotes: line 1 column 10 (char 9); put JSON in single quotes, or give file://PATH of it`,
	},
	"JSON, no colon": {
		line: `cognito-identity tag-resource --resource-arn arn --tags '{"a" "b"}'`,
		says: `Error parsing parameter '--tags': Invalid JSON: Expecting ':' delimiter: line 1 column 6 (char ` +
			`5); put JSON in single quotes, or give file://PATH of it`,
	},
	"JSON, no comma": {
		line: `cognito-identity tag-resource --resource-arn arn --tags '{"a":"b" "c":1}'`,
		says: `Error parsing parameter '--tags': Invalid JSON: Expecting ',' delimiter: line 1 column 10 (char ` +
			`9); put JSON in single quotes, or give file://PATH of it`,
	},
	"JSON, comma at the end of a list": {
		line: `cognito-identity delete-identities --identity-ids-to-delete '[1,]'`,
		says: `Error parsing parameter '--identity-ids-to-delete': Invalid JSON: Expecting value: line 1 column ` +
			`4 (char 3); put JSON in single quotes, or give file://PATH of it`,
	},
	"JSON, more after the end": {
		line: `cognito-identity tag-resource --resource-arn arn --tags '{} {}'`,
		says: `Error parsing parameter '--tags': Invalid JSON: Extra data: line 1 column 4 (char 3); put JSON ` +
			`in single quotes, or give file://PATH of it`,
	},
	"JSON, line break in a text": {
		line: "cognito-identity tag-resource --resource-arn arn --tags '{\"a\":\"\nb\"}'",
		says: `Error parsing parameter '--tags': Invalid JSON: Invalid control character at: line 1 column 7 ` +
			`(char 6); put JSON in single quotes, or give file://PATH of it`,
	},
	"JSON, text without an end": {
		line: `cognito-identity tag-resource --resource-arn arn --tags '{"a":"b'`,
		says: `Error parsing parameter '--tags': Invalid JSON: Unterminated string starting at: line 1 column 6 ` +
			`(char 5); put JSON in single quotes, or give file://PATH of it`,
	},
	"JSON, unknown escape": {
		line: `cognito-identity tag-resource --resource-arn arn --tags '{"a":"\x"}'`,
		says: `Error parsing parameter '--tags': Invalid JSON: Invalid \escape: line 1 column 7 (char 6); put ` +
			`JSON in single quotes, or give file://PATH of it`,
	},
	"JSON, short escape": {
		line: `cognito-identity tag-resource --resource-arn arn --tags '{"a":"\u12"}'`,
		says: `Error parsing parameter '--tags': Invalid JSON: Invalid \uXXXX escape: line 1 column 8 (char 7); ` +
			`put JSON in single quotes, or give file://PATH of it`,
	},
	"JSON, word": {
		line: `cognito-identity tag-resource --resource-arn arn --tags '{"a":None}'`,
		says: `Error parsing parameter '--tags': Invalid JSON: Expecting value: line 1 column 6 (char 5); put ` +
			`JSON in single quotes, or give file://PATH of it`,
	},
	"JSON, second word is none": {
		line: `cognito-idp update-user-attributes --access-token t --user-attributes '{"Name":"a"}' Name=b`,
		says: `Error parsing parameter '--user-attributes': Invalid JSON; put JSON in single quotes, or give ` +
			`file://PATH of it`,
	},
	"JSON, secret": {
		line: `cognito-identity get-id --identity-pool-id i --logins '{"a":"hunter2"'`,
		says: `Error parsing parameter '--logins': Invalid JSON: Expecting ',' delimiter: line 1 column 15 ` +
			`(char 14); put JSON in single quotes, or give file://PATH of it`,
	},
	"shorthand, word without a key": {
		line: `cognito-identity tag-resource --resource-arn arn --tags a`,
		says: `Error parsing parameter '--tags': Expected: '=', received: 'EOF' at char 1; write ` +
			`KEY=VALUE,KEY=VALUE with quotes around a value that holds a comma or a bracket, or give JSON`,
	},
	"shorthand, nothing": {
		line: `cognito-identity tag-resource --resource-arn arn --tags ''`,
		says: `Error parsing parameter '--tags': Expected: '=', received: 'EOF' at char 0; write ` +
			`KEY=VALUE,KEY=VALUE with quotes around a value that holds a comma or a bracket, or give JSON`,
	},
	"shorthand, key twice": {
		line: `cognito-identity tag-resource --resource-arn arn --tags a=b,a=c`,
		says: `Error parsing parameter '--tags': Second instance of a key, often because of a comma instead of ` +
			`a space, at char 4; write KEY=VALUE,KEY=VALUE with quotes around a value that holds a comma or a ` +
			`bracket, or give JSON`,
	},
	"shorthand, spaces in a key": {
		line: `cognito-identity tag-resource --resource-arn arn --tags 'a b=c'`,
		says: `Error parsing parameter '--tags': Expected: '=' at char 2; write KEY=VALUE,KEY=VALUE with quotes ` +
			`around a value that holds a comma or a bracket, or give JSON`,
	},
	"shorthand, bracket not closed": {
		line: `cognito-identity tag-resource --resource-arn arn --tags 'a=[b'`,
		says: `Error parsing parameter '--tags': Expected: ',', received: 'EOF' at char 4; write ` +
			`KEY=VALUE,KEY=VALUE with quotes around a value that holds a comma or a bracket, or give JSON`,
	},
	"shorthand, brace not closed": {
		line: `cognito-identity tag-resource --resource-arn arn --tags 'a={b=c'`,
		says: `Error parsing parameter '--tags': Expected: ',', received: 'EOF' at char 6; write ` +
			`KEY=VALUE,KEY=VALUE with quotes around a value that holds a comma or a bracket, or give JSON`,
	},
	"shorthand, quote not closed": {
		line: `cognito-identity tag-resource --resource-arn arn --tags "a='b"`,
		says: `Error parsing parameter '--tags': Expected: '<singled quoted>', received: '<none>' at char 2; ` +
			`write KEY=VALUE,KEY=VALUE with quotes around a value that holds a comma or a bracket, or give ` +
			`JSON`,
	},
	"shorthand, comma at the end": {
		line: `cognito-identity tag-resource --resource-arn arn --tags a=b,`,
		says: `Error parsing parameter '--tags': Expected: '<second>', received: '<none>' at char 4; write ` +
			`KEY=VALUE,KEY=VALUE with quotes around a value that holds a comma or a bracket, or give JSON`,
	},
	"shorthand, text after a quote": {
		line: `cognito-identity tag-resource --resource-arn arn --tags 'a="b"c'`,
		says: `Error parsing parameter '--tags': Expected: ',' at char 5; write KEY=VALUE,KEY=VALUE with quotes ` +
			`around a value that holds a comma or a bracket, or give JSON`,
	},
	"shorthand, character beyond the 16 bits": {
		line: `cognito-identity tag-resource --resource-arn arn --tags a=😀`,
		says: `Error parsing parameter '--tags': Expected: ',' at char 2; write KEY=VALUE,KEY=VALUE with quotes ` +
			`around a value that holds a comma or a bracket, or give JSON`,
	},
	"shorthand, secret": {
		line: `cognito-identity get-id --identity-pool-id i --logins 'a=hunter2,b=[hunter2'`,
		says: `Error parsing parameter '--logins': Expected: ',', received: 'EOF' at char 20; write ` +
			`KEY=VALUE,KEY=VALUE with quotes around a value that holds a comma or a bracket, or give JSON`,
	},
	"shorthand, secret in a structure": {
		line: `cognito-idp initiate-auth --auth-flow f --client-id c --auth-parameters 'USERNAME=u,PASSWORD="hunter2'`,
		says: `Error parsing parameter '--auth-parameters': Expected: '<double quoted>', received: '<none>' at ` +
			`char 20; write KEY=VALUE,KEY=VALUE with quotes around a value that holds a comma or a bracket, ` +
			`or give JSON`,
	},
	"shorthand, word that is no integer": {
		line: `cognito-idp create-user-pool --pool-name P --policies PasswordPolicy={MinimumLength=eight}`,
		says: `Error parsing parameter '--policies': invalid literal for int() with base 10; give a whole ` +
			`number`,
	},
	"shorthand, list where an integer is wanted": {
		line: `cognito-idp create-user-pool --pool-name P --policies PasswordPolicy={MinimumLength=[8]}`,
		says: `Error parsing parameter '--policies': invalid literal for int() with base 10; give a whole ` +
			`number`,
	},
	"shorthand, list where a boolean is wanted": {
		line: `cognito-idp create-user-pool --pool-name P --policies PasswordPolicy={RequireNumbers=[true]}`,
		says: `Error parsing parameter '--policies': a list or structure where true or false is wanted; write ` +
			`KEY=true or KEY=false`,
	},
	"file that is not there": {
		line: `cognito-idp get-user --access-token file://nowhere.txt`,
		says: `Error parsing parameter '--access-token': Unable to load paramfile: no such file or directory; ` +
			`after file:// comes the path as it is, relative to the working directory`,
	},
	"file that is a folder": {
		line: `cognito-idp get-user --access-token file://~`,
		says: `Error parsing parameter '--access-token': Unable to load paramfile: is a directory; after ` +
			`file:// comes the path as it is, relative to the working directory`,
	},
	"file that is no text": {
		line: `cognito-idp get-user --access-token file://latin1.txt`,
		says: `Error parsing parameter '--access-token': Unable to load paramfile, text contents could not be ` +
			`decoded; for a binary file write fileb://, a text must be UTF-8`,
	},
	"bytes for a text": {
		line: `cognito-idp get-user --access-token fileb://token.txt`,
		says: `Error parsing parameter '--access-token': fileb:// is for blobs only; write file://`,
	},
	"bytes for a structure": {
		line: `cognito-identity tag-resource --resource-arn arn --tags fileb://pair.txt`,
		says: `Error parsing parameter '--tags': fileb:// is for blobs only; write file://`,
	},
	"empty file for a list": {
		line: `cognito-identity delete-identities --identity-ids-to-delete file://empty.txt`,
		says: `Error parsing parameter '--identity-ids-to-delete': Invalid JSON: the file is empty; put JSON in single ` +
			`quotes, or give file://PATH of it`,
	},
	"text for a blob": {
		line: `cognito-idp set-ui-customization --user-pool-id p --image-file abc`,
		says: `Error parsing parameter '--image-file': Invalid base64; give base64, fileb://PATH for a file's bytes, or ` +
			`--cli-binary-format raw-in-base64-out for the bytes themselves`,
	},
	"text beyond ASCII for a blob": {
		line: `cognito-idp set-ui-customization --user-pool-id p --image-file é`,
		says: `Error parsing parameter '--image-file': Invalid base64; give base64, fileb://PATH for a file's bytes, or ` +
			`--cli-binary-format raw-in-base64-out for the bytes themselves`,
	},
	"text for a blob in JSON": {
		line: `cognito-idp set-ui-customization --cli-input-json '{"ImageFile":"x"}'`,
		says: `Error parsing parameter '--cli-input-json': Invalid base64 at ImageFile; give base64, fileb://PATH for a ` +
			`file's bytes, or --cli-binary-format raw-in-base64-out for the bytes themselves`,
	},
	"--cli-input-json that is no JSON": {
		line: `cognito-idp get-user --cli-input-json hunter2`,
		says: `Error parsing parameter '--cli-input-json': Invalid JSON received. Expecting value: line 1 column 1 (char ` +
			`0); give a JSON object, or file://PATH of one; 'cognitocheck skeleton cognito-idp.GetUser' prints one to ` +
			`start from`,
	},
	"--cli-input-json that is no object": {
		line: `cognito-idp get-user --cli-input-json '[]'`,
		says: `Error parsing parameter '--cli-input-json': Invalid type: expecting map; give a JSON object`,
	},
	"--cli-input-json with a byte order mark": {
		line: `cognito-idp get-user --cli-input-json file://marked.json`,
		says: `Error parsing parameter '--cli-input-json': Invalid JSON received. Expecting value: line 1 column 1 (char ` +
			`0); give a JSON object, or file://PATH of one; 'cognitocheck skeleton cognito-idp.GetUser' prints one to ` +
			`start from`,
	},
	"--cli-input-json that is not there": {
		line: `cognito-idp get-user --cli-input-json file://nowhere.json`,
		says: `Error parsing parameter '--cli-input-json': Unable to load paramfile: no such file or directory; ` +
			`after file:// comes the path as it is, relative to the working directory`,
	},
	"both --cli-input-": {
		line: `cognito-idp get-user --cli-input-json '{}' --cli-input-yaml '{}'`,
		says: `Error parsing parameter '--cli-input-json': Only one --cli-input- parameter may be specified; leave one out`,
	},
	"pages and by hand": {
		line: `cognito-idp list-users --user-pool-id p --limit 3 --page-size 4`,
		says: `Cannot specify --no-paginate along with pagination arguments: --page-size; --limit turns pagination off: ` +
			`leave it out, or them`,
	},
	"pages and not": {
		line: `cognito-idp list-users --user-pool-id p --no-paginate --max-items 4`,
		says: `Cannot specify --no-paginate along with pagination arguments: --max-items; leave out one or the other`,
	},
	"pages and by hand in JSON": {
		line: `cognito-idp list-users --user-pool-id p --page-size 4 --cli-input-json '{"Limit":3}'`,
		says: `Cannot specify Limit in --cli-input-json along with pagination arguments; leave out one or the other`,
	},
	"bad token": {
		line: `cognito-idp list-users --user-pool-id p --starting-token MTIz`,
		says: `Error parsing parameter '--starting-token': Bad starting token; give the NextToken of the command's ` +
			`last answer`,
	},
	"token of too many parts": {
		line: `cognito-idp list-users --user-pool-id p --starting-token a___b___1`,
		says: `Error parsing parameter '--starting-token': Bad starting token; give the NextToken of the command's ` +
			`last answer`,
	},
	"date that is none": {
		line: `cognito-sync update-records --identity-pool-id p --identity-id i --dataset-name d --sync-session-token t ` +
			`--record-patches Op=remove,Key=k,SyncCount=1,DeviceLastModifiedDate=soon`,
		says: `Error parsing parameter '--record-patches': a timestamp is wanted at ` +
			`RecordPatches.0.DeviceLastModifiedDate; write it as 2014-06-30T12:00:00Z, or in seconds since 1970`,
	},
	"shorthand, brackets inside a word": {
		line: `cognito-identity get-id --identity-pool-id i --logins a=b[0],c=d{e}`,
		says: `Error parsing parameter '--logins': Expected: ',' at char 5; write KEY=VALUE,KEY=VALUE with ` +
			`quotes around a value that holds a comma or a bracket, or give JSON`,
	},
	"shorthand, csv, second word with brackets": {
		line: `cognito-identity get-id --identity-pool-id i --logins 'a=b,[c],{d},e=f'`,
		says: `Error parsing parameter '--logins': Expected: '=' at char 4; write KEY=VALUE,KEY=VALUE with ` +
			`quotes around a value that holds a comma or a bracket, or give JSON`,
	},
	"shorthand, equals signs in words": {
		line: `cognito-identity get-id --identity-pool-id i --logins a=b=c==,d==e`,
		says: `Error parsing parameter '--logins': Expected: ',' at char 10; write KEY=VALUE,KEY=VALUE with ` +
			`quotes around a value that holds a comma or a bracket, or give JSON`,
	},
	"shorthand, white space around everything": {
		line: `cognito-identity get-id --identity-pool-id i --logins ' a = b , c  =  d  '`,
		says: `Error parsing parameter '--logins': Expected: '=' at char 1; write KEY=VALUE,KEY=VALUE with ` +
			`quotes around a value that holds a comma or a bracket, or give JSON`,
	},
	"--version": {
		line: `cognito-idp --version`,
		says: `--version sends no request; leave out cognitocheck, or ask for its own: cognitocheck version`,
		but:  "it prints its version",
	},
	"help of aws": {
		line: `help`,
		says: `help sends no request; leave out cognitocheck: aws help`,
		but:  "it shows a page",
	},
	"help of a service": {
		line: `cognito-idp help`,
		says: `help sends no request; leave out cognitocheck: aws cognito-idp help`,
		but:  "it shows a page",
	},
	"help of an operation": {
		line: `cognito-idp list-users help`,
		says: `help sends no request; leave out cognitocheck: aws cognito-idp list-users help`,
		but:  "it shows a page",
	},
	"--help": {
		line: `cognito-idp list-users --help`,
		says: `help sends no request; leave out cognitocheck: aws help`,
		but:  "it shows its usage",
	},
	"skeleton of the output": {
		line: `cognito-idp list-users --user-pool-id p --generate-cli-skeleton output`,
		says: `Error parsing parameter '--generate-cli-skeleton': the skeleton of the form output is not made here; leave ` +
			`out cognitocheck`,
		but: "it prints a sample of the answer",
	},
	"--cli-input-yaml": {
		line: `cognito-idp list-users --cli-input-yaml 'UserPoolId: p'`,
		says: `Error parsing parameter '--cli-input-yaml': YAML is not read here; give it as JSON with --cli-input-json`,
		but:  "it reads YAML",
	},
	"NaN": {
		line: `cognito-idp update-user-attributes --access-token t --user-attributes '[{"Name":NaN}]'`,
		says: `Error parsing parameter '--user-attributes': Invalid JSON: Expecting value: line 1 column 10 ` +
			`(char 9); put JSON in single quotes, or give file://PATH of it`,
		but: "Python takes what is no JSON, and would send it",
	},
	"date in a free form": {
		line: `cognito-sync update-records --identity-pool-id p --identity-id i --dataset-name d --sync-session-token t ` +
			`--record-patches 'Op=remove,Key=k,SyncCount=1,DeviceLastModifiedDate=June 30 2014'`,
		says: `Error parsing parameter '--record-patches': a timestamp is wanted at ` +
			`RecordPatches.0.DeviceLastModifiedDate; write it as 2014-06-30T12:00:00Z, or in seconds since 1970`,
		but: "dateutil takes many forms of dates",
	},
}

func TestRead(t *testing.T) {
	reader := readerIn(writeFiles(t))
	rows := map[string][2]string{}
	for name, row := range syntax {
		rows[name] = [2]string{row.line, row.body}
	}
	for name, row := range passed {
		rows[name] = [2]string{row.line, row.body}
	}
	for _, name := range slices.Sorted(maps.Keys(rows)) {
		line, body := rows[name][0], rows[name][1]
		request, err := reader.Read(shellWords(t, line))
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if got := string(request.Body); got != body {
			t.Errorf("%s: body\n%s, want\n%s", name, got, body)
		}
	}
}

func TestReadErrors(t *testing.T) {
	reader := readerIn(writeFiles(t))
	for _, name := range slices.Sorted(maps.Keys(refused)) {
		row := refused[name]
		request, err := reader.Read(shellWords(t, row.line))
		var argument *ArgumentError
		if request != nil || !errors.As(err, &argument) {
			t.Errorf("%s: error %v, want an *ArgumentError", name, err)
			continue
		}
		if err.Error() != row.says {
			t.Errorf("%s: error\n%v, want\n%s", name, err, row.says)
		}
		if argument.Next == "" {
			t.Errorf("%s: nothing is said of what to do next", name)
		}
		if strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%s: a secret is shown", name)
		}
	}
}
