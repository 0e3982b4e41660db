package engine

import "github.com/cognitocheck/cognitocheck/validator/engine/table"

// OperationCount is the number of operations. Their ids run from 0, sorted by service and name.
const OperationCount = operationCount

// OperationName is the name of an operation within its service.
func OperationName(id table.OperationID) []byte { return textOf(tables.operations[id].Name) }

// ServiceName is the name of an operation's service.
func ServiceName(id table.OperationID) []byte { return textOf(serviceOf(id).Name) }

// NameOfService is the name of a service.
func NameOfService(id table.ServiceID) []byte { return textOf(tables.services[id].Name) }

// ModelVersion is the version of the API of an operation's service.
func ModelVersion(id table.OperationID) []byte { return textOf(serviceOf(id).Version) }

// ModelDate is the day of the model of an operation's service.
func ModelDate(id table.OperationID) []byte { return textOf(serviceOf(id).Date) }

func serviceOf(id table.OperationID) *table.Service {
	return &tables.services[tables.operations[id].Service]
}

// The answers of FindOperation that are no operation.
const (
	// OperationUnknown: no operation has this name.
	OperationUnknown table.OperationID = -1
	// OperationAmbiguous: operations of several services have this name.
	OperationAmbiguous table.OperationID = -2
)

// NoService is the answer of ReadTarget for a text that is no target.
const NoService = table.ServiceID(serviceCount)

// FindOperation finds the operation with the given name. After OperationUnknown the report has the nearest names, after
// OperationAmbiguous the candidates. Accepted are
//
//	cognito-identity.UpdateIdentityPool              the full name
//	AWSCognitoIdentityService.UpdateIdentityPool     the X-Amz-Target, also with a package before it
//	cognito-identity update-identity-pool            as on the command line
//	UpdateIdentityPool                               the bare name, where one service has it
func (e *Engine) FindOperation(name []byte) table.OperationID {
	e.forget()
	found := OperationUnknown
	cut := splitName(name)
	service, _ := ReadTarget(name)
	for id := range uint(operationCount) {
		o := &tables.operations[id]
		if !isNamed(o, service, name, cut) {
			continue
		}
		if cut != none {
			return table.OperationID(id)
		}
		if found >= 0 {
			found = OperationAmbiguous
			break
		}
		found = table.OperationID(id)
	}
	if found < 0 {
		e.pending = pendingUnknown
		if found == OperationAmbiguous {
			e.pending = pendingAmbiguous
		}
	}
	return found
}

// ReadTarget reads the value of an X-Amz-Target header, such as AWSCognitoIdentityService.UpdateIdentityPool: the
// service whose target it is, and where the operation's name starts, which may be one that the tables do not have. A
// package may come before, in lower case, as in com.amazonaws.cognito.identity.model.AWSCognitoIdentityService.GetId.
// Any other text has NoService.
//
//go:noinline
func ReadTarget(target []byte) (service table.ServiceID, operation uint) {
	cut := splitName(target)
	if cut == none || target[cut] == ' ' {
		return NoService, none
	}
	for i := range uint(serviceCount) {
		t := tables.services[i].Target
		front := cut - uint(compact.text[t])
		if t != 0 && front <= cut && isText(target, front, cut, t) && isPackage(target[:front]) {
			return table.ServiceID(i), cut + 1
		}
	}
	return NoService, none
}

// isPackage tells whether a text is nothing, or the name of a package with a dot after it. A capital is left to the
// name of a service: X.GetId.AWSCognitoIdentityService.SignUp would be two targets.
func isPackage(text []byte) bool {
	last := byte('.')
	for _, last = range text {
		if last != '.' && last != '_' && last-'a' > 'z'-'a' && last-'0' > 9 {
			return false
		}
	}
	return last == '.'
}

// splitName is the index of what divides the service's name from the operation's: the space of a command line, else the
// last dot, else none.
//
//go:noinline
func splitName(name []byte) uint {
	cut := none
	for i, c := range name {
		if c == ' ' {
			return uint(i)
		}
		if c == '.' {
			cut = uint(i)
		}
	}
	return cut
}

// isNamed tells whether an operation has the name, which is divided at cut. target is the service whose target is
// before it, if one is.
func isNamed(o *table.Operation, target table.ServiceID, name []byte, cut uint) bool {
	end := uint(len(name))
	if cut == none {
		return isText(name, 0, end, o.Name) || isDashed(name, 0, o.Name)
	}
	service := isText(name, 0, cut, tables.services[o.Service].Name)
	if name[cut] == ' ' {
		return service && isDashed(name, cut+1, o.Name)
	}
	return (service || o.Service == target) && isText(name, cut+1, end, o.Name)
}

// isDashed tells whether name from i on is an operation's name as the command line spells it: in lower case, with a
// dash before each capital that starts a word, as in set-user-mfa-preference for SetUserMFAPreference.
func isDashed(name []byte, i uint, t table.Text) bool {
	full := textOf(t)
	for j, c := range full {
		if j > 0 && isCapital(c) && (!isCapital(full[j-1]) || j+1 < len(full) && !isCapital(full[j+1])) {
			if i >= uint(len(name)) || name[i] != '-' {
				return false
			}
			i++
		}
		if i >= uint(len(name)) || name[i] != toLower(c) {
			return false
		}
		i++
	}
	return i == uint(len(name))
}

func isCapital(c byte) bool { return c-'A' <= 'Z'-'A' }

//go:noinline
func toLower(c byte) byte {
	if isCapital(c) {
		return c + 'a' - 'A'
	}
	return c
}
