package main

// allowedWords says in words what each pattern of the models allows, so that "Use …." is a sentence. The keys are the
// service's own texts.
var allowedWords = map[string]string{
	`\d+`:                                "digits only",
	`[0-9]+`:                             "digits only",
	`[\w_]+`:                             "only the letters A to Z and a to z, digits and _",
	`[\w+]+`:                             "only the letters A to Z and a to z, digits, _ and +",
	`[\w+-]+`:                            "only the letters A to Z and a to z, digits and _ + -",
	`[\w+=/]+`:                           "only the letters A to Z and a to z, digits and _ + = /",
	`[\w._:/-]+`:                         "only the letters A to Z and a to z, digits and . _ : / -",
	`[\w._-]+`:                           "only the letters A to Z and a to z, digits and . _ -",
	`[\w.;_/-]+`:                         "only the letters A to Z and a to z, digits and . ; _ / -",
	`[\w\s+=,.@-]+`:                      "only the letters A to Z and a to z, digits, white space and _ + = , . @ -",
	`[\w\s+=.@-]+`:                       "only the letters A to Z and a to z, digits, white space and _ + = . @ -",
	`^[\w\- ]+$`:                         "only the letters A to Z and a to z, digits, spaces and _ -",
	`[A-Za-z0-9]+`:                       "only the letters A to Z and a to z and digits",
	`[A-Za-z0-9-_=.]+`:                   "only the letters A to Z and a to z, digits and - . _ =",
	`[a-zA-Z0-9_.:-]+`:                   "only the letters A to Z and a to z, digits and _ . : -",
	`^[a-zA-Z0-9_-]+$`:                   "only the letters A to Z and a to z, digits and _ -",
	`^[0-9a-fA-F]+$`:                     "hexadecimal digits only",
	`^[0-9A-Za-z\.\-_]*(?<!\.)$`:         "only the letters A to Z and a to z, digits and . - _, with no dot at the end",
	`[\S]+`:                              "at least one character and no white space",
	`[\x21\x23-\x5B\x5D-\x7E]+`:          `only visible ASCII characters other than " and \`,
	`[\x21\x23-\x2E\x30-\x5B\x5D-\x7E]+`: `only visible ASCII characters other than " / and \`,
	`[\p{L}\p{M}\p{S}\p{N}\p{P}]+`:       "only letters, marks, digits, symbols and punctuation, no spaces",
	`^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$`:     "only letters, marks, digits, symbols and punctuation, no spaces",
	`[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\r ]+`: "only letters, marks, digits, symbols, punctuation, spaces, " +
		"tabs and line breaks",
	`[\p{L}\p{M}\p{S}\p{N}\p{P}\s]+`:    "only letters, marks, digits, symbols, punctuation and white space",
	`[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*`:   "only letters, marks, digits, symbols, punctuation and white space",
	`[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]+`:   "only letters, marks, digits, symbols, punctuation and white space",
	`[\p{L}\p{M}\p{S}\p{N}\p{P}\p{Z}]+`: "only letters, marks, digits, symbols, punctuation and spaces",
	`[^_\p{Z}][\p{L}\p{M}\p{S}\p{N}\p{P}][^_\p{Z}]+`: "three or more characters, no spaces, " +
		"and no _ but in the second place",
	`[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*\{####\}[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*`: "text that contains {####}, " +
		"the place of the code",
	`[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*\{##[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*##\}[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*`: "" +
		"text that contains {##words##}, the place of the link",
	`(?s).*`:               "any text",
	`(?s).*\{####\}(?s).*`: "text that contains {####}, the place of the code",
	`^[\S]+.*[\S]+$`:       "two or more characters, with no white space at either end and no line break",
	`Level[1-4]`:           "Level1, Level2, Level3 or Level4",
	`[\p{L}\p{M}\p{S}\p{N}\p{P}]+@[\p{L}\p{M}\p{S}\p{N}\p{P}]+`: "an email address without spaces",
	`(un)?authenticated`:              "authenticated or unauthenticated",
	`^(terms-of-use|privacy-policy)$`: "terms-of-use or privacy-policy",
	`[\w-]+:[0-9a-f-]+`: "a region, a colon and a GUID in lower case, " +
		"as in us-east-1:12345678-1234-4321-8765-123456789abc",
	`[\w-]+_[0-9a-f-]+`: "a region, _ and a GUID in lower case, " +
		"as in us-east-1_12345678-1234-4321-8765-123456789abc",
	`[\w-]+_[0-9a-zA-Z]+`:  "a region, _ and letters or digits, as in us-east-1_Ab129faBb",
	`import-[0-9a-zA-Z-]+`: "import- and then letters, digits or -",
	`^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[4][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}$`: "" +
		"a UUID of version 4, as in 12345678-1234-4321-8765-123456789abc",
	`^cognito:(default|dutch|english|french|spanish|german|bahasa-indonesia|italian|japanese|korean|` +
		`portuguese-brazil|chinese-(simplified|traditional))$`: "" +
		"cognito: and a language, as in cognito:default or cognito:english",
	`arn:[\w+=/,.@-]+:[\w+=/,.@-]+:([\w+=/,.@-]*)?:[0-9]+:[\w+=/,.@-]+(:[\w+=/,.@-]+)?(:[\w+=/,.@-]+)?`: "" +
		"an ARN, as in arn:aws:lambda:us-east-1:123456789012:function:example",
	`(arn:[\w+=/,.@-]+:[\w+=/,.@-]+:([\w+=/,.@-]*)?:[0-9]+:[\w+=/,.@-]+(:[\w+=/,.@-]+)?(:[\w+=/,.@-]+)?)?`: "" +
		"nothing or an ARN, as in arn:aws:lambda:us-east-1:123456789012:function:example",
	`arn:[\w+=/,.@-]+:[\w+=/,.@-]+:::[\w+=/,.@-]+(:[\w+=/,.@-]+)?(:[\w+=/,.@-]+)?`: "" +
		"an ARN without region and account, as in arn:aws:s3:::example-bucket",
	`arn:aws:sns:[-0-9a-z]+:\d+:app/[A-Z_]+/[a-zA-Z0-9_.-]+`: "" +
		"the ARN of an SNS platform application, as in arn:aws:sns:us-east-1:123456789012:app/GCM/example",
	`arn:aws:iam::\d+:role/.*`: "the ARN of an IAM role, as in arn:aws:iam::123456789012:role/example",
}

// fallbackWords describes a pattern of a newer model that nobody has put into words yet.
const fallbackWords = "the documented form"

func words(pattern string) string {
	if w, ok := allowedWords[pattern]; ok {
		return w
	}
	return fallbackWords
}
