package engine

import "github.com/cognitocheck/cognitocheck/validator/engine/table"

// OperationCount is the number of operations. Their ids run from 0, sorted by service and name.
const OperationCount = operationCount

// OperationName is the name of an operation within its service.
func OperationName(id table.OperationID) []byte { return textOf(tables.operations[id].Name) }

// ServiceName is the name of an operation's service.
func ServiceName(id table.OperationID) []byte { return textOf(serviceOf(id).Name) }

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
	for id := range tables.operations {
		o := &tables.operations[id]
		if !isNamed(o, name, cut) {
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

// isNamed tells whether an operation has the name, which is divided at cut.
func isNamed(o *table.Operation, name []byte, cut uint) bool {
	end := uint(len(name))
	if cut == none {
		return isText(name, 0, end, o.Name) || isDashed(name, 0, o.Name)
	}
	s := &tables.services[o.Service]
	service := isText(name, 0, cut, s.Name)
	if name[cut] == ' ' {
		return service && isDashed(name, cut+1, o.Name)
	}
	if !isText(name, cut+1, end, o.Name) {
		return false
	}
	front := cut - uint(tables.text[s.Target])
	return service ||
		s.Target != 0 && front <= cut && isText(name, front, cut, s.Target) && (front == 0 || name[front-1] == '.')
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
