package validator

import (
	"sync"

	"github.com/cognitocheck/cognitocheck/validator/engine"
	"github.com/cognitocheck/cognitocheck/validator/engine/table"
)

// Operation is one operation of the services. The zero value is one too: operations come from Lookup and Operations.
type Operation uint16

// engines holds engines for the checks of this process, so that a check allocates none.
var engines = sync.Pool{New: func() any { return new(engine.Engine) }}

// Lookup finds an operation by its full name ("cognito-identity.UpdateIdentityPool"), its X-Amz-Target
// ("AWSCognitoIdentityService.UpdateIdentityPool"), its form on the command line ("cognito-identity update-identity-pool"),
// or, where only one service has it, its bare name. The error is an *UnknownOperationError or an *AmbiguousOperationError.
func Lookup(name string) (Operation, error) {
	e := engines.Get().(*engine.Engine)
	defer engines.Put(e)
	id := e.FindOperation([]byte(name))
	if id >= 0 {
		return Operation(id), nil
	}
	names := listed(string(e.Report([]byte(name))))
	if id == engine.OperationAmbiguous {
		return 0, &AmbiguousOperationError{Name: name, Candidates: names}
	}
	return 0, &UnknownOperationError{Name: name, Nearest: names}
}

// listed takes the names out of the last list of a report on an operation's name.
func listed(report string) []string {
	start := len(report)
	for start > 0 && report[start-1] != '[' {
		start--
	}
	var names []string
	for i := start; i < len(report) && report[i] == '"'; {
		end := i + 1
		for report[end] != '"' {
			end++
		}
		names = append(names, report[i+1:end])
		i = end + 1
		if report[i] == ',' {
			i++
		}
	}
	return names
}

// Operations lists all operations, sorted by service and name.
func Operations() []Operation {
	all := make([]Operation, engine.OperationCount)
	for i := range all {
		all[i] = Operation(i)
	}
	return all
}

// ID is the number by which the module knows the operation.
func (op Operation) ID() int { return int(op) }

// Service is the name of the operation's service, such as "cognito-identity". Like Name, Model and Describe it is empty for a
// number that is no operation's.
func (op Operation) Service() string {
	if int(op) >= engine.OperationCount {
		return ""
	}
	return string(engine.ServiceName(table.OperationID(op)))
}

// Name is the full name, such as "cognito-identity.UpdateIdentityPool".
func (op Operation) Name() string {
	if int(op) >= engine.OperationCount {
		return ""
	}
	return op.Service() + "." + string(engine.OperationName(table.OperationID(op)))
}

// String is Name.
func (op Operation) String() string { return op.Name() }

// Model names the model of the operation's service.
func (op Operation) Model() Model {
	if int(op) >= engine.OperationCount {
		return Model{}
	}
	return Model{Version: string(engine.ModelVersion(table.OperationID(op))), Date: string(engine.ModelDate(table.OperationID(op)))}
}

// Check tells whether body is a valid request of the operation. An empty body is {}.
//
// The cost is linear in the body's length, some nanoseconds for a value that is fine; a valid body costs no allocation. It
// may be called from several goroutines. The error is ErrTooLarge, ErrTooManyNames, or ErrOperation for an Operation that Lookup has not
// given: then nothing is known of the body.
func (op Operation) Check(body []byte, o Options) (Report, error) {
	return op.check(body, o, 0)
}

// CheckResponse is Check for a response of the operation.
func (op Operation) CheckResponse(body []byte, o Options) (Report, error) {
	return op.check(body, o, engine.OptionResponse)
}

func (op Operation) check(body []byte, o Options, options engine.Options) (Report, error) {
	if over(body, o) {
		return Report{}, ErrTooLarge
	}
	e := engines.Get().(*engine.Engine)
	defer engines.Put(e)
	useLevels(e, o.Levels)
	status := e.Check(body, table.OperationID(op), options|o.bits())
	return op.report(e, body, status)
}

// CheckField tells whether value, a JSON text, is valid for the member of the operation's request that the JSON Pointer
// names, as Check would if nothing else were known of the request; no rules are run. A pointer names members by their names,
// elements of lists by an index or "-" (the one behind the last), and entries of maps by their keys, which are checked as well.
// null means that the member is left out. Offsets are those in value. Beside Check's errors it has ErrPointer.
func (op Operation) CheckField(pointer string, value []byte, o Options) (Report, error) {
	if over(value, o) {
		return Report{}, ErrTooLarge
	}
	e := engines.Get().(*engine.Engine)
	defer engines.Put(e)
	useLevels(e, o.Levels)
	status := e.CheckField([]byte(pointer), value, table.OperationID(op), o.bits())
	return op.report(e, value, status)
}

// Describe is the description of the operation's request, or of its response, as JSON: the tree of its shapes with their
// constraints, as ABI.md has it.
func (op Operation) Describe(response bool) []byte {
	e := engines.Get().(*engine.Engine)
	defer engines.Put(e)
	options := engine.Options(0)
	if response {
		options = engine.OptionResponse
	}
	e.Describe(table.OperationID(op), options)
	return append([]byte(nil), e.Report(nil)...)
}

func over(body []byte, o Options) bool {
	limit := o.Limit
	if limit <= 0 {
		limit = DefaultLimit
	}
	return len(body) > min(limit, 1<<31-1)
}

func (o Options) bits() engine.Options {
	if o.Warnings {
		return engine.OptionWarnings
	}
	return 0
}

// useLevels sets an engine's severities.
func useLevels(e *engine.Engine, l *Levels) {
	if l == nil {
		l = new(Levels)
	}
	e.SetLevels(l.set)
}

// validReports are the reports of valid bodies, one for each operation, made when first needed.
var validReports [engine.OperationCount]struct {
	once   sync.Once
	report Report
}

func (op Operation) report(e *engine.Engine, body []byte, status engine.Status) (Report, error) {
	switch {
	case status == 0:
		v := &validReports[op]
		v.once.Do(func() { v.report, _ = ReadReport(e.Report(body)) })
		return v.report, nil
	case status == engine.StatusTooManyNames:
		return Report{}, ErrTooManyNames
	case status == engine.StatusPointer:
		return Report{}, ErrPointer
	case status < 0:
		return Report{}, ErrOperation
	}
	report, _ := ReadReport(e.Report(body)) // its own, which it can read
	return report, nil
}
