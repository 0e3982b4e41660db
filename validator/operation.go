package validator

import (
	"strings"
	"sync"

	"github.com/cognitocheck/cognitocheck/validator/engine"
	"github.com/cognitocheck/cognitocheck/validator/engine/table"
)

// Operation is one operation of the services. The zero value is none; operations come from Lookup and Operations.
type Operation struct {
	// number is one more than the operation's id, 0 for none.
	number uint16
}

// Lookup finds an operation by its full name ("cognito-identity.UpdateIdentityPool"), its X-Amz-Target
// ("AWSCognitoIdentityService.UpdateIdentityPool", as ReadTarget reads it), its form on the command line
// ("cognito-identity update-identity-pool"), or, where only one service has it, its bare name. The error is an
// *UnknownOperationError or an *AmbiguousOperationError.
//
// A full name is found in some 15 ns, another form in a microsecond or two. The first call takes 40 µs more.
func Lookup(name string) (Operation, error) {
	if op, ok := fullNames()[name]; ok {
		return op, nil
	}
	e := engines.Get().(*engine.Engine)
	defer engines.Put(e)
	id := e.FindOperation([]byte(name))
	if id >= 0 {
		return operationOf(id), nil
	}
	names := readNames(string(e.Report([]byte(name))))
	if id == engine.OperationAmbiguous {
		return Operation{}, &AmbiguousOperationError{Name: name, Candidates: names}
	}
	return Operation{}, &UnknownOperationError{Name: name, Nearest: names}
}

// ReadTarget reads the value of an X-Amz-Target header, such as "AWSCognitoIdentityService.UpdateIdentityPool", with or
// without the package of the service before it, in lower case, as in
// "com.amazonaws.cognito.identity.model.AWSCognitoIdentityService.UpdateIdentityPool". Lookup finds operations by it.
//
// The service is the name of one of the services, such as "cognito-identity". The operation is a bare name of ASCII
// letters and digits, 128 at most, which the models may not have: a service may be newer. ok is false for any other
// text. It takes some 50 ns.
func ReadTarget(target string) (service, operation string, ok bool) {
	id, start := engine.ReadTarget([]byte(target))
	if id == engine.NoService || !isBareName(target[start:]) {
		return "", "", false
	}
	return string(engine.NameOfService(id)), target[start:], true
}

// longestBareName is how long the name of an operation may be that no model has, in bytes.
const longestBareName = 128

// isBareName tells whether the text could be the name of an operation.
func isBareName(text string) bool {
	for i := 0; i < len(text); i++ {
		if c := text[i]; !('A' <= c && c <= 'Z' || 'a' <= c && c <= 'z' || '0' <= c && c <= '9') {
			return false
		}
	}
	return text != "" && len(text) <= longestBareName
}

// fullNames has the operations by their full names. Most callers have these, each time that they check.
var fullNames = sync.OnceValue(func() map[string]Operation {
	all := map[string]Operation{}
	for _, op := range Operations() {
		all[op.Name()] = op
	}
	return all
})

// readNames reads the names in the last list of a report on an operation's name. Names need no escapes in JSON.
func readNames(report string) []string {
	list := report[strings.LastIndexByte(report, '[')+1:]
	list = list[:strings.IndexByte(list, ']')]
	if list == "" {
		return nil
	}
	return strings.Split(list[1:len(list)-1], `","`)
}

// Operations lists all operations, sorted by service and name. The slice is the caller's.
func Operations() []Operation {
	all := make([]Operation, engine.OperationCount)
	for id := range all {
		all[id] = operationOf(table.OperationID(id))
	}
	return all
}

func operationOf(id table.OperationID) Operation { return Operation{number: uint16(id) + 1} }

// id is the number by which the engine knows the operation, below 0 for none.
func (op Operation) id() table.OperationID { return table.OperationID(op.number) - 1 }

// ID is the number by which this version's module knows the operation, from 0 on. It is -1 for the zero Operation.
func (op Operation) ID() int { return int(op.id()) }

// Service is the name of the operation's service, such as "cognito-identity". Like Name, Model and Describe it is empty
// for the zero Operation.
func (op Operation) Service() string {
	if op.number == 0 {
		return ""
	}
	return string(engine.ServiceName(op.id()))
}

// Name is the full name, such as "cognito-identity.UpdateIdentityPool".
func (op Operation) Name() string {
	if op.number == 0 {
		return ""
	}
	return op.Service() + "." + string(engine.OperationName(op.id()))
}

// String is Name.
func (op Operation) String() string { return op.Name() }

// Model names the model of the operation's service.
func (op Operation) Model() Model {
	if op.number == 0 {
		return Model{}
	}
	return Model{Version: string(engine.ModelVersion(op.id())), Date: string(engine.ModelDate(op.id()))}
}

// Check tells whether body is a valid request of the operation. An empty body is {}.
//
// The cost is linear in the body's length, some nanoseconds for a value that is fine; a valid body costs no allocation.
// It may be called from several goroutines. The error is ErrTooLarge, ErrTooManyNames, or ErrOperation for the zero
// Operation: then nothing is known of the body.
func (op Operation) Check(body []byte, o Options) (Report, error) { return op.check(body, o, 0) }

// CheckResponse is Check for a response of the operation.
func (op Operation) CheckResponse(body []byte, o Options) (Report, error) {
	return op.check(body, o, engine.OptionResponse)
}

func (op Operation) check(body []byte, o Options, side engine.Options) (Report, error) {
	if err := o.admit(body); err != nil {
		return Report{}, err
	}
	e := o.engines().Get().(*engine.Engine)
	defer o.engines().Put(e)
	e.SetLevels(o.levels())
	status := e.Check(body, op.id(), side|o.bits())
	return op.report(e, body, status)
}

// CheckField tells whether value, a JSON text, is valid for the member of the operation's request that the JSON Pointer
// names, as Check would if nothing else of the request were known; no rules are run. A pointer names members by their
// names, elements of lists by an index or "-" (the one after the last), and entries of maps by their keys, which are
// checked as well. null means that the member is left out. Offsets are those in value. In addition to Check's errors it
// has ErrPointer.
func (op Operation) CheckField(pointer string, value []byte, o Options) (Report, error) {
	if err := o.admit(value); err != nil {
		return Report{}, err
	}
	e := o.engines().Get().(*engine.Engine)
	defer o.engines().Put(e)
	e.SetLevels(o.levels())
	status := e.CheckField([]byte(pointer), value, op.id(), o.bits())
	return op.report(e, value, status)
}

// Describe is the description of the operation's request as JSON: the tree of its shapes with their constraints, as
// wasm/ABI.md has it.
func (op Operation) Describe() []byte { return op.describe(0) }

// DescribeResponse is Describe for the operation's response.
func (op Operation) DescribeResponse() []byte { return op.describe(engine.OptionResponse) }

func (op Operation) describe(side engine.Options) []byte {
	e := engines.Get().(*engine.Engine)
	defer engines.Put(e)
	e.Describe(op.id(), side)
	return append([]byte(nil), e.Report(nil)...)
}

// engines holds engines for the checks of this process, so that a check allocates none.
var engines = sync.Pool{New: func() any { return new(engine.Engine) }}

// validReports are the reports on valid bodies, one for each operation, made when first needed.
var validReports [engine.OperationCount]struct {
	once   sync.Once
	report Report
}

// report is the report on what an engine has checked, or the reason why there is none.
func (op Operation) report(e *engine.Engine, body []byte, status engine.Status) (Report, error) {
	if status == 0 {
		v := &validReports[op.id()]
		v.once.Do(func() { v.report = mustRead(e.Report(body)) })
		return v.report, nil
	}
	if err := undecidedBy(status); err != nil {
		return Report{}, err
	}
	return mustRead(e.Report(body)), nil
}

// mustRead reads a report that this package's own engine wrote.
func mustRead(text []byte) Report {
	report, ok := readReport(text)
	if !ok {
		panic("validator: the engine wrote a report that this package cannot read")
	}
	return report
}

// undecidedBy is the error for a status of the engine, nil for one that there is a report on.
func undecidedBy(status engine.Status) error {
	switch {
	case status >= 0:
		return nil
	case status == engine.StatusTooManyNames:
		return ErrTooManyNames
	case status == engine.StatusPointer:
		return ErrPointer
	case status == engine.StatusTooCostly:
		return ErrTooCostly
	}
	return ErrOperation
}
