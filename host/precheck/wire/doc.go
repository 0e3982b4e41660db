// Package wire recognises requests to Amazon Cognito as they travel over HTTP, and makes of each the JSON text that a
// checker reads.
//
// Three forms are known:
//
//   - awsJson 1.0 and 1.1, of cognito-identity and cognito-idp: POST with an X-Amz-Target header, with or without a
//     package before the service, the body being the text;
//   - REST, of cognito-sync: members in the path, the query and the headers, merged with those of the body;
//   - the query form: GET or POST /?Action=CreateUserPool&PoolName=…, with an optional Version, or with all or some of
//     it in a form.
//
// A server behind may go by any part of a request that names an operation: the X-Amz-Target header, Action in the query
// or in a form, the path. A request of Cognito's in which more than one of these does, or whose method, Content-Type,
// Content-Encoding or path another server could read otherwise, is ambiguous. So is a multipart form that names one,
// because the services document application/x-www-form-urlencoded only, and many frameworks read both alike; and a
// request whose signature covers a header that is for one connection, which it loses on the way. Smithy's RPC v2
// protocols and CBOR are recognised, and not read.
//
// Requests of the first two forms are recognised as their service's also where no operation is known for them: a
// service may be newer than its model. An unknown Action could be any service's.
//
// What it knows of the services is a table generated from the schema documents. It decides nothing about a constraint:
// a text that does not convert to its member's type goes to the checker as a string, which reports it.
package wire
