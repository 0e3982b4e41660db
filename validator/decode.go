package validator

// decode reads the report that the engine has written back into Go values.
func (e *Engine) decode(op Operation, body []byte) Report {
	written := e.Report(body)
	r := reader{written: written, text: string(written), most: int(e.violationCount)}
	report := Report{
		Valid: e.verdict&StatusInvalid == 0, Operation: op.Name(), Model: op.Model(), Truncated: e.truncated, text: r.text,
	}
	r.key("violations")
	report.Violations = r.violations()
	r.key("warnings")
	report.Warnings = r.violations()
	if !report.Valid {
		report.Error = new(ServiceError)
		r.key("type")
		report.Error.Type = r.string()
		r.key("message")
		report.Error.Message = r.string()
	}
	return report
}

// reader reads the engine's own JSON: compact, members in a known order.
type reader struct {
	// written is the report as it lies in the engine, text the copy of it that strings share.
	written []byte
	text    string
	at      int
	// most is how many violations there can be.
	most int
}

// leastViolation is the size in bytes of a short violation.
const leastViolation = 96

// key goes on behind the next name and its colon.
func (r *reader) key(name string) {
	quoted := `"` + name + `":`
	for r.text[r.at:r.at+len(quoted)] != quoted {
		r.at++
	}
	r.at += len(quoted)
}

func (r *reader) violations() []Violation {
	r.at++ // the bracket
	if r.text[r.at] != '{' {
		return []Violation{}
	}
	list := make([]Violation, 0, min(r.most, 1+(len(r.text)-r.at)/leastViolation))
	for r.text[r.at] == '{' {
		list = append(list, r.violation())
		if r.text[r.at] == ',' {
			r.at++
		}
	}
	return list
}

func (r *reader) violation() Violation {
	var v Violation
	for r.text[r.at] != '}' {
		r.at++ // the bracket, or a comma
		name := r.string()
		r.at++ // the colon
		switch name {
		case "path":
			v.Path = r.string()
		case "code":
			v.Code = r.string()
		case "message":
			v.Message = r.string()
		case "member":
			v.Member = r.string()
		case "key":
			v.Key = true
			r.at += len("true")
		case "limit":
			v.Limit = r.number()
		case "actual":
			v.Actual = r.number()
		case "pattern":
			v.Pattern = r.string()
		case "allowed":
			v.Allowed = r.string()
		case "enum":
			for r.text[r.at] != ']' {
				r.at++ // the bracket, or a comma
				v.Enum = append(v.Enum, r.string())
			}
			r.at++
		case "offset":
			v.Offset = int(*r.number())
		}
	}
	r.at++
	return v
}

func (r *reader) number() *int64 {
	negative := r.text[r.at] == '-'
	if negative {
		r.at++
	}
	n := int64(0)
	for ; r.text[r.at]-'0' <= 9; r.at++ {
		n = n*10 + int64(r.text[r.at]-'0')
	}
	if negative {
		n = -n
	}
	return &n
}

// string reads a string. Most have no escape and share the report's memory.
func (r *reader) string() string {
	start := uint(r.at) + 1
	end, escaped := start, false
	for {
		end = plain(r.written, end)
		c := r.written[end]
		if c == '"' {
			break
		}
		if c == '\\' {
			escaped = true
			end += 2
			continue
		}
		if next, _ := countWide(r.written, end, 0); next > end {
			end = next
		} else {
			end++
		}
	}
	r.at = int(end) + 1
	if !escaped {
		return r.text[start:end]
	}
	decoded := make([]byte, 0, end-start)
	for i := start; i < end; {
		// What is neither an escape nor of four bytes stays as it is.
		if next, _ := countWide(r.written, plain(r.written, i), 0); next > i {
			decoded, i = append(decoded, r.written[i:next]...), next
			continue
		}
		var c rune
		c, i = scalar(r.written, i)
		decoded = append(decoded, string(c)...)
	}
	return string(decoded)
}
