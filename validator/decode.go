package validator

import "github.com/cognitocheck/cognitocheck/validator/engine"

// ReadReport reads a report that the engine, native or in a module, wrote as JSON, and tells whether it could: false means that the
// text is not written as the engine writes it, of which other JSON than a report's may be the cause, or a module that writes more
// members than this package knows. It is several times as fast as encoding/json. The report holds a copy of text.
func ReadReport(text []byte) (Report, bool) {
	r := reader{written: text, text: string(text)}
	report := Report{text: r.text}
	r.literal(`{"valid":`)
	report.Valid = r.boolean()
	r.literal(`,"operation":`)
	report.Operation = r.string()
	r.literal(`,"model":{"version":`)
	report.Model.Version = r.string()
	r.literal(`,"date":`)
	report.Model.Date = r.string()
	r.literal(`},"violations":`)
	report.Violations = r.violations()
	r.literal(`,"warnings":`)
	report.Warnings = r.violations()
	if r.is(`,"error":{"type":`) {
		report.Error = &ServiceError{Type: r.string()}
		r.literal(`,"message":`)
		report.Error.Message = r.string()
		r.literal(`}`)
	}
	report.Truncated = r.is(`,"truncated":true`)
	r.literal(`}`)
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

// is goes on behind a text if it stands next, and tells whether it does.
func (r *reader) is(text string) bool {
	end := r.at + uint(len(text))
	if end > uint(len(r.text)) || r.text[r.at:end] != text {
		return false
	}
	r.at = end
	return true
}

// literal goes on behind a text, which must stand next.
func (r *reader) literal(text string) {
	if !r.is(text) {
		r.broken = true
	}
}

func (r *reader) boolean() bool {
	if r.is("true") {
		return true
	}
	r.literal("false")
	return false
}

func (r *reader) violations() []Violation {
	list := []Violation{}
	r.literal("[")
	if r.is("]") {
		return list
	}
	// Most violations take more than 140 bytes and less than 400.
	list = make([]Violation, 0, 1+(uint(len(r.text))-r.at)/256)
	for !r.broken {
		list = append(list, Violation{})
		r.violation(&list[len(list)-1])
		if !r.is(",") {
			break
		}
	}
	r.literal("]")
	return list
}

func (r *reader) violation(v *Violation) {
	r.literal(`{"path":`)
	v.Path = r.string()
	r.literal(`,"code":`)
	v.Code = r.string()
	r.literal(`,"message":`)
	v.Message = r.string()
	if r.is(`,"member":`) {
		v.Member = r.string()
	}
	v.Key = r.is(`,"key":true`)
	if r.is(`,"limit":`) {
		limit := r.number()
		v.Limit = &limit
	}
	if r.is(`,"actual":`) {
		actual := r.number()
		v.Actual = &actual
	}
	if r.is(`,"pattern":`) {
		v.Pattern = r.string()
	}
	if r.is(`,"allowed":`) {
		v.Allowed = r.string()
	}
	if r.is(`,"enum":[`) {
		v.Enum = append(v.Enum, r.string())
		for r.is(",") {
			v.Enum = append(v.Enum, r.string())
		}
		r.literal("]")
	}
	r.literal(`,"offset":`)
	offset := r.number()
	v.Offset = int(offset)
	r.broken = r.broken || int64(v.Offset) != offset
	r.literal("}")
}

// number reads an integer of 64 bits.
func (r *reader) number() int64 {
	negative := r.is("-")
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

// string reads a string. Most have no escape and share the report's memory.
func (r *reader) string() string {
	r.literal(`"`)
	var decoded []byte
	from := r.at // behind the last escape
	for i := from; ; {
		i = engine.SkipPlain(r.written, i)
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
		if char < 0 {
			break
		}
		if c == '\\' {
			decoded = append(append(decoded, r.written[from:i]...), string(char)...)
			from = next
		}
		i = next
	}
	r.broken = true
	return ""
}
