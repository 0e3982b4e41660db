package validator

// ReadReport is readReport, for the tests.
var ReadReport = readReport

// Members is a Report that encoding/json reads by itself.
type Members = members

// WithText returns r with text as the answer of JSON.
func (r Report) WithText(text []byte) Report {
	r.text = string(text)
	return r
}
