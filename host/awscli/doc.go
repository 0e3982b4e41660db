// Package awscli reads an aws command line for cognito-identity, cognito-idp or cognito-sync and tells which request it
// would send: the operation, and the JSON body.
//
// It goes by the AWS command line of version 2 that Debian ships (2.9.19 in Debian 12), and is tested against it: the
// same options (botocore's names), abbreviations (argparse's), JSON and shorthand syntax, file:// and fileb://,
// --cli-input-json, pagination, and the same bytes in the body. One thing of newer versions is read too:
// KEY@=file://PATH in the shorthand syntax.
//
// Version 1 differs in one thing that changes a body: there the text of a blob on the command line is the blob itself,
// here it is base64. --cli-binary-format raw-in-base64-out gives version 1's reading; fileb:// is the same in both.
//
// What is known of an operation is what package validator describes of it. Nothing is refused here because of a
// constraint: the request is read as it is written, for a checker to judge. Where the aws command line itself would not
// send it, Request.Refusal has its words. Neither configuration files, profiles nor aliases are looked at.
//
// What it does not read: --cli-input-yaml, the skeletons other than that of the input, NaN and Infinity in JSON, and
// dates in the free forms that dateutil takes.
package awscli
