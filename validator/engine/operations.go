package engine

import "github.com/cognitocheck/cognitocheck/validator/engine/table"

// text is the text that stands at t, behind its length.
func bytesOf(t uint16) []byte {
	start := uint(t) + 1
	return tables.text[start : start+uint(tables.text[t])]
}

// says tells whether b from i to end is the text t.
//
//go:noinline
func isTextBetween(b []byte, i, end uint, t uint16) bool { return string(b[i:end]) == string(bytesOf(t)) }

// following is the text behind t.
//
//go:noinline
func nextText(t uint16) uint16 { return t + 1 + uint16(tables.text[t]) }

// nth is the n-th text behind t.
//
//go:noinline
func nthText(t, n uint16) uint16 {
	for ; n > 0; n-- {
		t = nextText(t)
	}
	return t
}

// OperationCount is the number of operations. Their ids run from 0, sorted by service and name.
const OperationCount = len(tables.operations)

// OperationName is the name of an operation within its service.
func OperationName(id int32) []byte { return bytesOf(tables.operations[id].Name) }

// ServiceName is the name of an operation's service.
func ServiceName(id int32) []byte { return bytesOf(tables.services[tables.operations[id].Service].Name) }

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

// near is the number of letters by which two names differ (added, dropped or replaced); where that is more than most, it is any
// number above most, without counting to the end.
func (e *Engine) distance(a, b []byte, most uint32) uint32 {
	if len(a) >= maxDecodedName || len(b) >= maxDecodedName || uint32(max(len(a)-len(b), len(b)-len(a))) > most {
		return maxDecodedName
	}
	// The row lies in the memory of the open names: no body is read meanwhile.
	for j := range b {
		e.slots[uint16(j)] = uint16(j + 1)
	}
	differ := uint32(len(b))
	for i, c := range a {
		diagonal := uint32(i)
		differ = diagonal + 1
		least := differ
		c = toLower(c)
		for j, d := range b {
			cost := diagonal
			if c != d && c != toLower(d) {
				cost++
			}
			diagonal = uint32(e.slots[uint16(j)])
			differ = min(cost, diagonal+1, differ+1)
			least = min(least, differ)
			e.slots[uint16(j)] = uint16(differ)
		}
		if least > most {
			return least
		}
	}
	return differ
}
