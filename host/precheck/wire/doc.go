// Package wire recognises requests to Amazon Cognito as they travel over HTTP, and makes of each the JSON text that a
// checker reads.
//
// Three forms are known:
//
//   - awsJson 1.1, of cognito-identity and cognito-idp: POST / with an X-Amz-Target header, the body being the text;
//   - REST, of cognito-sync: members in the path, the query and the headers, merged with those of the body;
//   - the query form: GET or POST /?Action=CreateUserPool&PoolName=…, with an optional Version.
//
// Requests of the first two forms are recognised as their service's also where no operation is known for them: a
// service may be newer than its model. An unknown Action could be any service's.
//
// What it knows of the services is a table generated from the schema documents. It decides nothing about a constraint:
// a text that does not convert to its member's type goes to the checker as a string, which reports it.
package wire
