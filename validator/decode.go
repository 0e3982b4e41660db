package validator

// decode reads the report that the engine has written back into Go values.
func (e *Engine) decode(op Operation, body []byte) Report {
	r := reader{text: string(e.Report(body))}
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
	text string
	at   int
}

// key goes on behind the next name and its colon.
func (r *reader) key(name string) {
	quoted := `"` + name + `":`
	for r.text[r.at:r.at+len(quoted)] != quoted {
		r.at++
	}
	r.at += len(quoted)
}

func (r *reader) violations() []Violation {
	list := []Violation{}
	r.at++ // the bracket
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
	start := r.at + 1
	end := start
	for r.text[end] != '"' && r.text[end] != '\\' {
		end++
	}
	if r.text[end] == '"' {
		r.at = end + 1
		return r.text[start:end]
	}
	for r.text[end] != '"' {
		if r.text[end] == '\\' {
			end++
		}
		end++
	}
	b := []byte(r.text[start:end])
	decoded := make([]byte, 0, len(b))
	for i := uint(0); i < uint(len(b)); {
		var c rune
		c, i = scalar(b, i)
		decoded = append(decoded, string(c)...)
	}
	r.at = end + 1
	return string(decoded)
}
