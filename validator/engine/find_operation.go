package engine

import "github.com/cognitocheck/cognitocheck/validator/engine/table"

// OperationCount is the number of operations. Their ids run from 0, sorted by service and name.
const OperationCount = len(tables.operations)

// OperationName is the name of an operation within its service.
func OperationName(id int32) []byte { return bytesOf(tables.operations[id].Name) }

// ServiceName is the name of an operation's service.
func ServiceName(id int32) []byte {
	return bytesOf(tables.services[tables.operations[id].Service].Name)
}

// ModelVersion is the version of the API of an operation's service.
func ModelVersion(id int32) []byte {
	return bytesOf(tables.services[tables.operations[id].Service].Version)
}

// ModelDate is the day of the model of an operation's service.
func ModelDate(id int32) []byte { return bytesOf(tables.services[tables.operations[id].Service].Date) }

// The answers of Engine.Operation below 0.
const (
	OperationUnknown   = -1
	OperationAmbiguous = -2
)

// Operation is the id of the operation with the given name, or −1 when there is none and −2 when operations of several
// services bear it; then the report tells the nearest names, or the candidates. Accepted are
//
//	cognito-identity.UpdateIdentityPool              the full name
//	AWSCognitoIdentityService.UpdateIdentityPool     the X-Amz-Target, also with a package in front
//	cognito-identity update-identity-pool            as on the command line
//	UpdateIdentityPool                               the bare name, where one service has it
func (e *Engine) FindOperation(name []byte) int32 {
	e.forget()
	found := int32(OperationUnknown)
	cut := splitName(name)
	for id := range tables.operations {
		o := &tables.operations[id]
		if !isNamed(o, name, cut) {
			continue
		}
		if cut != stopped {
			return int32(id)
		}
		if found >= 0 {
			found = OperationAmbiguous
			break
		}
		found = int32(id)
	}
	if found < 0 {
		e.pending = pendingUnknown
		if found == OperationAmbiguous {
			e.pending = pendingAmbiguous
		}
	}
	return found
}

// split is the index of what divides the service's name from the operation's: the space of a command line, else the last
// point; stopped where there is none.
//
//go:noinline
func splitName(name []byte) uint {
	cut := stopped
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

func isNamed(o *table.Operation, name []byte, cut uint) bool {
	end := uint(len(name))
	if cut == stopped {
		return isTextBetween(name, 0, end, o.Name) || isDashed(name, 0, o.Name)
	}
	s := &tables.services[o.Service]
	service := isTextBetween(name, 0, cut, s.Name)
	if name[cut] == ' ' {
		return service && isDashed(name, cut+1, o.Name)
	}
	if !isTextBetween(name, cut+1, end, o.Name) {
		return false
	}
	front := cut - uint(tables.text[s.Target])
	return service || s.Target != 0 && front <= cut && isTextBetween(name, front, cut, s.Target) && (front == 0 || name[front-1] == '.')
}

// dashed tells whether name from i on is an operation's name as the command line spells it: in lower case, with a dash in front
// of each capital that starts a word, as in set-user-mfa-preference for SetUserMFAPreference.
func isDashed(name []byte, i uint, t uint16) bool {
	full := bytesOf(t)
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
