package validator

// The codes of violations and warnings, which Violation.Code has. They are stable: a new one is a minor release, a
// changed one a major one. Codes lists them all with their levels.
const (
	// CodeSyntax: the body is no JSON. Its level is fixed.
	CodeSyntax = "syntax"
	// CodeDuplicate: an object has a name twice.
	CodeDuplicate = "duplicate"
	// CodeDepth: values nest deeper than 128. Its level is fixed.
	CodeDepth = "depth"
	// CodeType: the value has another type than the model's.
	CodeType = "type"
	// CodeNull: an element of a list, or a value of a map, is null.
	CodeNull = "null"
	// CodeRequired: a required member is missing or null.
	CodeRequired = "required"
	// CodeLengthMin and CodeLengthMax: a string's length, in Unicode scalar values, or a blob's, in decoded bytes.
	CodeLengthMin = "length.min"
	CodeLengthMax = "length.max"
	// CodeItemsMin and CodeItemsMax: the number of elements of a list.
	CodeItemsMin = "items.min"
	CodeItemsMax = "items.max"
	// CodeEntriesMin and CodeEntriesMax: the number of entries of a map.
	CodeEntriesMin = "entries.min"
	CodeEntriesMax = "entries.max"
	// CodeRangeMin and CodeRangeMax: a number.
	CodeRangeMin = "range.min"
	CodeRangeMax = "range.max"
	// CodePattern: a string does not match its pattern as a whole.
	CodePattern = "pattern"
	// CodeEnum: a string is none of the values that the model lists.
	CodeEnum = "enum"
	// CodeUnknown: the model has no such member. A warning, unless its level is raised.
	CodeUnknown = "unknown"
	// CodeDeprecated: the member is deprecated. A warning, unless its level is raised.
	CodeDeprecated = "rule.deprecated"
	// CodeResetToDefault: an update leaves a member out, which puts it back to its default. A warning, unless its level is
	// raised.
	CodeResetToDefault = "rule.reset-to-default"

	// CodeRule is what the codes of rules begin with: the rule's id follows, as in "rule.role-arn". `cognitocheck rules`
	// lists those of the service.
	CodeRule = "rule."
)
