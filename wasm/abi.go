package wasm

import (
	"github.com/cognitocheck/cognitocheck/validator/engine"
	"github.com/cognitocheck/cognitocheck/validator/engine/table"
)

// Version is what the function abi_version answers. It changes when a host that knows the former one could no longer
// use the module; exports that are only added leave it as it is.
const Version = 1

// The limits on what is written into the input buffer, in bytes.
const (
	// MaxBody is the longest body, or value of a field, that is checked: 4 MiB.
	MaxBody = engine.MaxBody

	// MaxInput is the largest buffer that reserve gives: MaxBody and 64 KiB for the JSON Pointer before a field's value.
	MaxInput = engine.MaxInput

	// MaxRules is the largest pack of rules: 16 KiB.
	MaxRules = table.MaxPack
)

// The names of the exports. All parameters and results are i32; Functions lists how many each has.
const (
	// Memory is the exported memory. It grows in reserve only, so a view of it must be taken anew after that.
	Memory = "memory"

	// FunctionABIVersion answers Version.
	//
	//	abi_version() = 1
	FunctionABIVersion = "abi_version"

	// FunctionReserve makes the input buffer hold at least n bytes and answers where it begins, or 0 for more than
	// MaxInput or when the host refuses the memory. What was in the buffer is lost when it has to grow. The address is the
	// same every time.
	//
	//	reserve(520)       = an address
	//	reserve(4259840)   = the same
	//	reserve(4259841)   = 0
	FunctionReserve = "reserve"

	// FunctionOperation finds the operation whose name is the first n bytes of the input: its id from 0 on, AnswerUnknown
	// or AnswerAmbiguous. After these the report tells the nearest names, or the candidates. Ids are those of one build of
	// the module; look them up once an instance.
	//
	//	"cognito-identity.UpdateIdentityPool"            operation(35) = 22
	//	"AWSCognitoIdentityService.UpdateIdentityPool"   operation(44) = 22
	//	"UpdateIdentityPools"                            operation(19) = -1
	//	"TagResource"                                    operation(11) = -2
	FunctionOperation = "operation"

	// FunctionLevels sets the severities of this instance, from now on, from the text in the first n bytes of the input:
	// code=error, code=warn or code=off, joined by commas. It replaces all settings before; n = 0 means the defaults. It
	// answers 0, or AnswerBadLevels for a text with an unknown code or level, which changes nothing.
	//
	//	"unknown=error,pattern=warn"                     levels(26) = 0
	//	"pattern=loud"                                   levels(12) = -1
	FunctionLevels = "levels"

	// FunctionRules takes over rules of the user's own for this instance, from now on: a pack of at most MaxRules bytes in
	// the first n bytes of the input, which "cognitocheck rules compile" has made. It replaces those before; n = 0 means
	// none. It answers 0, or AnswerBadRules for a pack that is damaged or not for this module: then there are none. Either
	// way the severities are back to their defaults, so call it before FunctionLevels. Modules that were built before
	// there were such rules do not have it.
	//
	//	an empty input                                   rules(0) = 0
	//	"no rules"                                       rules(8) = -1
	FunctionRules = "rules"

	// FunctionCheck checks the first n bytes of the input as a request (or, with OptionResponse, a response) of the
	// operation: 0 for a valid one without warnings, else the bits StatusInvalid and StatusWarned, or a negative status
	// when it could not be decided.
	//
	//	{"IdentityPoolId":"eu-west-1:11111111-2222-3333-4444-555555555555",
	//	"IdentityPoolName":"Pool","AllowUnauthenticatedIdentities":false}      check(22, 132, 0) = 0
	//	{}                                                                      check(22, 2, 0)   = 1
	//	the same with "Extra":1 added, warnings asked for                       check(22, 142, 1) = 2
	//	an operation that does not exist                                        check(999, 2, 0)  = -1
	FunctionCheck = "check"

	// FunctionCheckField checks one value as a form field is typed. The input holds a JSON Pointer and, directly after it,
	// the value as JSON; their lengths are the second and third parameter. It moves the value to the input's beginning. It
	// answers as FunctionCheck does, and StatusPointer for a pointer that leads nowhere in the operation.
	//
	//	/IdentityPoolName"Pool"                          check_field(22, 17, 6, 0) = 0
	//	/IdentityPoolName""                              check_field(22, 17, 2, 0) = 1
	//	/Nothing1                                        check_field(22, 8, 1, 0)  = -4
	FunctionCheckField = "check_field"

	// FunctionDescribe makes the report the description of an operation's request, or with OptionResponse its response:
	// the tree of its members with their constraints. It answers 0, or StatusOperation. ABI.md has its form.
	FunctionDescribe = "describe"

	// FunctionOperations answers how many operations there are and makes the report the JSON list of their names, in the
	// order of their ids.
	//
	//	operations() = the length of that list
	FunctionOperations = "operations"

	// FunctionReport answers where the report on the last call begins. It is written on the first call, from the input, so
	// the input must stay as it was until then; it stays good until another function is called. There is none, and the
	// answer is 0 or the length 0, after a negative status of check or check_field.
	FunctionReport = "report"

	// FunctionReportLen answers the length of the report in bytes, at most 512 KiB.
	FunctionReportLen = "report_len"
)

// Functions lists the exported functions with the number of their parameters. Each has one result; all are i32.
var Functions = []struct {
	Name       string
	Parameters int
}{
	{FunctionABIVersion, 0},
	{FunctionCheck, 3},
	{FunctionCheckField, 4},
	{FunctionDescribe, 2},
	{FunctionLevels, 1},
	{FunctionOperation, 1},
	{FunctionOperations, 0},
	{FunctionReport, 0},
	{FunctionReportLen, 0},
	{FunctionReserve, 1},
	{FunctionRules, 1},
}

// The bits of the options of FunctionCheck, FunctionCheckField and FunctionDescribe. Other bits must be 0.
const (
	// OptionWarnings asks for warnings. Without it nothing is looked for that cannot change the verdict.
	OptionWarnings = uint32(engine.OptionWarnings)

	// OptionResponse says that the body is a response.
	OptionResponse = uint32(engine.OptionResponse)

	// OptionTextTimes takes timestamps as ISO 8601 text as well, as version 2 of the aws command line prints them.
	OptionTextTimes = uint32(engine.OptionTextTimes)
)

// The bits of a positive status of FunctionCheck and FunctionCheckField. 0 is a valid body without warnings.
const (
	// StatusInvalid: there is at least one violation.
	StatusInvalid = int32(engine.StatusInvalid)

	// StatusWarned: there is at least one warning.
	StatusWarned = int32(engine.StatusWarned)
)

// The negative statuses: it could not be decided.
const (
	// StatusOperation: there is no operation with this id.
	StatusOperation = int32(engine.StatusOperation)

	// StatusTooLarge: the input is longer than MaxBody or than what was reserved.
	StatusTooLarge = int32(engine.StatusTooLarge)

	// StatusTooManyNames: more than 32,768 names of maps and unknown members are open at once, too many to look for
	// duplicates.
	StatusTooManyNames = int32(engine.StatusTooManyNames)

	// StatusPointer: the JSON Pointer leads nowhere in the operation.
	StatusPointer = int32(engine.StatusPointer)

	// StatusTooCostly: the rules of the user's own would read more than 256 times the body and 1 MiB.
	StatusTooCostly = int32(engine.StatusTooCostly)
)

// The negative answers of FunctionOperation.
const (
	// AnswerUnknown: no operation has this name.
	AnswerUnknown = int32(engine.OperationUnknown)

	// AnswerAmbiguous: several services have an operation with this bare name.
	AnswerAmbiguous = int32(engine.OperationAmbiguous)
)

// AnswerBadLevels is the negative answer of FunctionLevels: a setting has no level, no code, or one that is fixed.
const AnswerBadLevels = int32(engine.BadLevels)

// AnswerBadRules is the negative answer of FunctionRules: the pack is damaged, too large, or not for this module.
const AnswerBadRules = int32(engine.BadRules)
