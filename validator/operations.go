package validator

import "github.com/cognitocheck/cognitocheck/validator/table"

// text is the text that stands at t, behind its length.
func text(t uint16) []byte {
	start := uint(t) + 1
	return tables.text[start : start+uint(tables.text[t])]
}

// following is the text behind t.
func following(t uint16) uint16 { return t + 1 + uint16(tables.text[t]) }

// nth is the n-th text behind t.
func nth(t, n uint16) uint16 {
	for ; n > 0; n-- {
		t = following(t)
	}
	return t
}

// The answers of Engine.Operation below 0.
const (
	operationUnknown   = -1
	operationAmbiguous = -2
)

// Operation is the id of the operation with the given name, or −1 when there is none and −2 when operations of several
// services bear it; then the report tells the nearest names, or the candidates. Accepted are
//
//	cognito-identity.UpdateIdentityPool              the full name
//	AWSCognitoIdentityService.UpdateIdentityPool     the X-Amz-Target, also with a package in front
//	cognito-identity update-identity-pool            as on the command line
//	UpdateIdentityPool                               the bare name, where one service has it
func (e *Engine) Operation(name []byte) int32 {
	e.forget()
	e.pending = pendingNothing
	found := int32(operationUnknown)
	cut := split(name)
	for id := range tables.operations {
		o := &tables.operations[id]
		if !named(o, name, cut) {
			continue
		}
		if cut != stopped {
			return int32(id)
		}
		if found >= 0 {
			found = operationAmbiguous
			break
		}
		found = int32(id)
	}
	if found < 0 {
		e.pending = pendingUnknown
		if found == operationAmbiguous {
			e.pending = pendingAmbiguous
		}
	}
	return found
}

// split is the index of what divides the service's name from the operation's: the space of a command line, else the last
// point; stopped where there is none.
func split(name []byte) uint {
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

func named(o *table.Operation, name []byte, cut uint) bool {
	if cut == stopped {
		return string(name) == string(text(o.Name)) || dashed(name, text(o.Name))
	}
	s := &tables.services[o.Service]
	service, operation := name[:cut], name[cut+1:]
	if name[cut] == ' ' {
		return string(service) == string(text(s.Name)) && dashed(operation, text(o.Name))
	}
	if string(operation) != string(text(o.Name)) {
		return false
	}
	if string(service) == string(text(s.Name)) {
		return true
	}
	target := text(s.Target)
	if len(target) == 0 || len(service) < len(target) {
		return false
	}
	front := len(service) - len(target)
	return string(service[front:]) == string(target) && (front == 0 || service[front-1] == '.')
}

// dashed tells whether name is full as the command line spells it: in lower case, with a dash in front of each capital that
// starts a word, as in set-user-mfa-preference for SetUserMFAPreference.
func dashed(name, full []byte) bool {
	i := 0
	for j, c := range full {
		if j > 0 && capital(c) && (!capital(full[j-1]) || j+1 < len(full) && !capital(full[j+1])) {
			if i >= len(name) || name[i] != '-' {
				return false
			}
			i++
		}
		if i >= len(name) || name[i] != lower(c) {
			return false
		}
		i++
	}
	return i == len(name)
}

func capital(c byte) bool { return c-'A' <= 'Z'-'A' }

//go:noinline
func lower(c byte) byte {
	if capital(c) {
		return c + 'a' - 'A'
	}
	return c
}

// near is the number of letters by which two names differ (added, dropped or replaced), up to the size of the row.
func (e *Engine) near(a, b []byte) uint32 {
	// The row lies in the memory of the open names: no body is read meanwhile.
	if len(a) >= maxWord || len(b) >= maxWord {
		return maxWord
	}
	for j := 0; j <= len(b); j++ {
		e.slots[j] = uint16(j)
	}
	for i := range a {
		diagonal := e.slots[0]
		e.slots[0] = uint16(i + 1)
		for j := range b {
			cost := diagonal
			if lower(a[i]) != lower(b[j]) {
				cost++
			}
			diagonal = e.slots[j+1]
			cost = min(cost, diagonal+1, e.slots[j]+1)
			e.slots[j+1] = cost
		}
	}
	return uint32(e.slots[len(b)])
}
