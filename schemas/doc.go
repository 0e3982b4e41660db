// Package schemas holds what is known of the three Amazon Cognito services: one JSON
// Schema 2020-12 document each, the source of truth that the validator's tables, the
// command line and the web package's types are made from.
//
// There are two ways in:
//
//   - [Documents] and [Document] return the documents themselves, [Schema] one
//     operation's own schema for an editor or another validator;
//   - [Load] returns a [Model]: services, operations, shapes and members as Go values. [Parse] reads a [Service] from
//     one document, and [Format] writes it as one.
//
// Package reference, in this directory, validates with them. Package rules reads what they cannot say.
//
// The documents are generated: see the import command in this directory. What JSON
// Schema has no word for is in keywords that begin with x-:
//
//	x-service      name, apiVersion, modelDate, protocol, jsonVersion, targetPrefix
//	x-operations   by name: input, output, http, errors, auth
//	x-type         the shape's type: structure, list, map, string, blob, integer, long,
//	               boolean, timestamp, document
//	x-order        a structure's members in the order the model declares them
//	x-sensitive    values of the shape must not be shown
//	x-sensitive-keys  nor the values of these keys of a map
//	x-location     where a member of a REST request travels: uri, querystring, header,
//	               headers, statusCode; x-locationName is its name there
//	x-pattern      the service's own text of a pattern
//	x-min, x-max   a blob's bounds, in decoded bytes
//
// pattern holds a portable translation of x-pattern, on which RE2, ECMA-262 with flag
// u and Java agree for every string.
package schemas
