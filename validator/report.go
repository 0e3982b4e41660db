package validator

import "encoding/json"

// Report is the verdict on one body.
//
// The zero Report is about nothing; reports come from the Check methods. A Report owns its memory and may be kept,
// copied and read from several goroutines.
type Report struct {
	// Valid tells whether there is no violation: as far as the body decides, the service would accept it, unless levels
	// were turned or rules are one's own. Of a request, it is true exactly when Error is nil.
	Valid bool `json:"valid"`
	// Operation is the full name, such as "cognito-identity.UpdateIdentityPool".
	Operation string `json:"operation"`
	// Model names the service model that the constraints come from.
	Model Model `json:"model"`
	// Violations holds what makes the body invalid, in document order; a container's own violations come before those
	// of what it contains, missing members after those that are there. Violations of rules, which are looked for only when
	// the shapes pass, come in the order of the rules.
	Violations []Violation `json:"violations"`
	// Warnings holds what does not change the verdict. It is filled only when Options.Warnings asks for it.
	Warnings []Violation `json:"warnings"`
	// Error is what the service itself would answer; nil when the body is valid, and for a response.
	Error *ServiceError `json:"error,omitempty"`
	// Truncated tells that there was more to report than a report holds: 4,095 violations or 192 KiB of them, which is
	// 1,000 to 2,000 of most kinds. The number in Error's message is then that of the failures kept. The verdict is not
	// affected.
	Truncated bool `json:"truncated,omitempty"`

	text string
}

// JSON returns the report as the module wrote it: compact, with the members in a fixed order, whatever was done to the
// Report's members since. The bytes are the same on every engine. It costs one copy.
func (r Report) JSON() []byte { return []byte(r.text) }

// MarshalJSON is JSON; for a Report that comes from no check, its members.
func (r Report) MarshalJSON() ([]byte, error) {
	if r.text != "" {
		return r.JSON(), nil
	}
	return json.Marshal(members(r))
}

// UnmarshalJSON reads a report. One that this version's engine wrote is read several times as fast as by encoding/json;
// others, such as those of a newer module, are read by it. JSON then returns text as it is.
func (r *Report) UnmarshalJSON(text []byte) error {
	if string(text) == "null" {
		return nil // as encoding/json has it
	}
	report, ok := readReport(text)
	if !ok {
		var read members
		if err := json.Unmarshal(text, &read); err != nil {
			return err
		}
		report = Report(read)
		report.text = string(text)
	}
	*r = report
	return nil
}

// members is a Report that encoding/json knows by its members alone.
type members Report

// Model names the version of a service's API and the day on which its model was taken.
type Model struct {
	Version string `json:"version"`
	Date    string `json:"date"`
}

// Violation is one failure, or one warning. No member holds a value of the body.
type Violation struct {
	// Path is the JSON Pointer (RFC 6901) of the value that fails; of the missing member itself for "required".
	Path string `json:"path"`
	// Code says what fails: CodeSyntax, CodePattern and the other constants, or CodeRule and the id of a rule.
	Code string `json:"code"`
	// Message is a short sentence for a person.
	Message string `json:"message"`
	// Member is the name of the nearest member that holds the value; empty for the body itself.
	Member string `json:"member,omitempty"`
	// Key tells that the key of a map's entry fails, not the value under it.
	Key bool `json:"key,omitempty"`
	// Limit is the documented bound: Unicode scalar values of a string, decoded bytes of a blob, elements of a list,
	// entries of a map, or the number itself.
	Limit *int64 `json:"limit,omitempty"`
	// Actual is what was counted, in the unit of Limit; nil for a number, whose value is not repeated.
	Actual *int64 `json:"actual,omitempty"`
	// Pattern is the service's own text of the pattern that a string must match as a whole.
	Pattern string `json:"pattern,omitempty"`
	// Allowed says in words what the pattern allows.
	Allowed string `json:"allowed,omitempty"`
	// Enum lists the values that are allowed, in the order of the model.
	Enum []string `json:"enum,omitempty"`
	// Offset is where the value starts in the body, in bytes; for a missing member, where its structure starts; for what
	// is said of a name (a key, duplicate, unknown, rule.deprecated), where the name starts; for syntax, where the JSON
	// breaks.
	Offset int `json:"offset"`
}

// ServiceError is an answer of the service: the exception's name and its message.
type ServiceError struct {
	Type    string `json:"type"`
	Message string `json:"message"`
}
