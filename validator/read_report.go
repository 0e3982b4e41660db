package validator

import "github.com/cognitocheck/cognitocheck/validator/engine"

// readReport reads a report that this version's engine, native or in a module, wrote. It reports false for JSON that
// this engine did not write: another document, or a report of a newer module. The report holds a copy of text.
func readReport(text []byte) (Report, bool) {
	r := reader{written: text, text: string(text)}
	report := Report{text: r.text}
	r.expect(`{"valid":`)
	report.Valid = r.readBoolean()
	r.expect(`,"operation":`)
	report.Operation = r.readString()
	r.expect(`,"model":{"version":`)
	report.Model.Version = r.readString()
	r.expect(`,"date":`)
	report.Model.Date = r.readString()
	r.expect(`},"violations":`)
	report.Violations = r.readViolations()
	r.expect(`,"warnings":`)
	report.Warnings = r.readViolations()
	if r.skip(`,"error":{"type":`) {
		report.Error = &ServiceError{Type: r.readString()}
		r.expect(`,"message":`)
		report.Error.Message = r.readString()
		r.expect(`}`)
	}
	report.Truncated = r.skip(`,"truncated":true`)
	r.expect(`}`)
	if r.broken || r.at != uint(len(text)) {
		return Report{}, false
	}
	return report, true
}

// reader reads the engine's own JSON: compact, members in a known order.
type reader struct {
	// written is the report as it was given, text the copy of it that strings share.
	written []byte
	text    string
	at      uint
	// broken tells that something else was met than what the engine writes.
	broken bool
}

// skip goes on after a text if it comes next, and tells whether it does.
func (r *reader) skip(text string) bool {
	end := r.at + uint(len(text))
	if end > uint(len(r.text)) || r.text[r.at:end] != text {
		return false
	}
	r.at = end
	return true
}

// expect goes on after a text, which must come next.
func (r *reader) expect(text string) {
	if !r.skip(text) {
		r.broken = true
	}
}

// readBoolean reads true or false.
func (r *reader) readBoolean() bool {
	if r.skip("true") {
		return true
	}
	r.expect("false")
	return false
}

// readViolations reads a list of violations.
func (r *reader) readViolations() []Violation {
	list := []Violation{}
	r.expect("[")
	if r.skip("]") {
		return list
	}
	// Most violations take more than 140 bytes and less than 400.
	list = make([]Violation, 0, 1+(uint(len(r.text))-r.at)/256)
	for !r.broken {
		list = append(list, Violation{})
		r.readViolation(&list[len(list)-1])
		if !r.skip(",") {
			break
		}
	}
	r.expect("]")
	return list
}

// readViolation reads one violation.
func (r *reader) readViolation(v *Violation) {
	r.expect(`{"path":`)
	v.Path = r.readString()
	r.expect(`,"code":`)
	v.Code = r.readString()
	r.expect(`,"message":`)
	v.Message = r.readString()
	if r.skip(`,"member":`) {
		v.Member = r.readString()
	}
	v.Key = r.skip(`,"key":true`)
	if r.skip(`,"limit":`) {
		limit := r.readNumber()
		v.Limit = &limit
	}
	if r.skip(`,"actual":`) {
		actual := r.readNumber()
		v.Actual = &actual
	}
	if r.skip(`,"pattern":`) {
		v.Pattern = r.readString()
	}
	if r.skip(`,"allowed":`) {
		v.Allowed = r.readString()
	}
	if r.skip(`,"enum":[`) {
		v.Enum = append(v.Enum, r.readString())
		for r.skip(",") {
			v.Enum = append(v.Enum, r.readString())
		}
		r.expect("]")
	}
	r.expect(`,"offset":`)
	offset := r.readNumber()
	v.Offset = int(offset)
	r.broken = r.broken || int64(v.Offset) != offset
	r.expect("}")
}

// readNumber reads an integer of 64 bits.
func (r *reader) readNumber() int64 {
	negative := r.skip("-")
	start := r.at
	n := uint64(0)
	zero := r.at < uint(len(r.text)) && r.text[r.at] == '0'
	for r.at < uint(len(r.text)) && r.text[r.at]-'0' <= 9 && r.at < start+19 {
		n = n*10 + uint64(r.text[r.at]-'0')
		r.at++
	}
	switch {
	case r.at == start || zero && (negative || r.at > start+1) || n > 1<<63 || n == 1<<63 && !negative:
		r.broken = true
	case negative:
		return -int64(n)
	}
	return int64(n)
}

// readString reads a string. Most have no escape and share the report's memory.
func (r *reader) readString() string {
	r.expect(`"`)
	var decoded []byte
	from := r.at // after the last escape
	for i := from; ; {
		i = engine.SkipLiteral(r.written, i)
		if i >= uint(len(r.written)) {
			break
		}
		c := r.written[i]
		if c == '"' {
			r.at = i + 1
			if decoded == nil {
				return r.text[from:i]
			}
			return string(append(decoded, r.written[from:i]...))
		}
		char, next := engine.DecodeScalar(r.written, i)
		if c != '\\' || char < 0 {
			break
		}
		decoded = append(append(decoded, r.written[from:i]...), string(char)...)
		from, i = next, next
	}
	r.broken = true
	return ""
}
