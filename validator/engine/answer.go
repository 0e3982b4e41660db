package engine

import "github.com/cognitocheck/cognitocheck/validator/engine/table"

// writeAnswer writes the error as the service answers: its type, then its message. It writes whole failures only.
func (e *Engine) writeAnswer(b []byte) {
	// What decides is the first violation that keeps the service from reading the body at all, else the failed
	// constraints, else the violation of the first rule.
	v := &e.unreadableBy
	for i := uint32(1); !e.unreadable && i <= e.violationCount; i++ {
		// Codes are numbered in the order in which the service looks at the rules.
		if w := &e.violations[i&(maxViolations-1)]; w.flags&flagWarn == 0 && (v == &e.unreadableBy || w.code < v.code) {
			v = w
		}
	}
	code := e.code(v.code)
	exception := tables.services[tables.operations[e.operation].Service].Exception
	count := uint32(0)
	if e.unreadable {
		exception = textSerialization
	} else if count = e.collectFailures(); count == 0 && code.Exception != 0 {
		exception = code.Exception
	}
	e.writeText(textJSONError)
	e.writeQuotedText(exception)
	e.writeText(textJSONMessage)
	switch {
	case v.code == codeType:
		e.writeUnreadable(v)
	case e.unreadable:
		e.writeTemplate(b, code.Message, v)
	case count > 0:
		e.writeInteger(int64(count))
		detected := textErrorsDetected
		if count == 1 {
			detected = textErrorDetected
		}
		e.writeText(detected)
		for i := uint32(0); i < count; i++ {
			mark := e.at
			if i > 0 {
				e.writeText(textBetween)
			}
			e.writeFailure(b, &e.failures[i&(maxViolations-1)])
			if e.at > e.room {
				e.truncated = true
				e.at = mark
				break
			}
		}
	default:
		if code.Class != table.Rule {
			e.writeText(textRaised)
		}
		mark := e.at
		template := code.Answer
		if template == 0 {
			template = code.Message
		}
		e.writeTemplate(b, template, v)
		if e.at > e.room {
			// With a value that is too long for the report: the sentence for a person shows none.
			e.truncated = true
			e.at = mark
			e.writeTemplate(b, code.Message, v)
		}
	}
}

// writeUnreadable writes what the service says when it cannot read a value. The type of the error is exact, the text
// close.
func (e *Engine) writeUnreadable(v *violation) {
	s := &tables.shapes[v.shape]
	t := item(setToken, uint(v.actual))
	switch v.actual {
	case foundList, foundObject, foundText:
		// The texts for these are whole sentences, the others name a token.
	default:
		if s.Kind.IsContainer() {
			t = textUnexpectedField
			if s.Kind == table.Structure && e.unreadableStep == stepElement {
				t = textUnexpectedPayload
			}
		} else {
			e.writeText(t)
			e.writeText(textConverted)
			t = item(setJava, uint(s.Kind))
		}
	}
	e.writeText(t)
}
