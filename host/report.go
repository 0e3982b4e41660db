package host

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/cognitocheck/cognitocheck/validator"
	"github.com/cognitocheck/cognitocheck/wasm"
)

// The types of a report are those of package validator.
type (
	Report       = validator.Report
	Model        = validator.Model
	Violation    = validator.Violation
	ServiceError = validator.ServiceError
)

// decodeReport reads a report that the module wrote for a status. The report keeps the module's bytes for Report.JSON.
func decodeReport(text []byte, status int32) (Report, error) {
	report, ok := validator.ReadReport(text)
	if !ok {
		// A module that is newer than this package may write more.
		if err := json.Unmarshal(text, &report); err != nil {
			return Report{}, &ModuleError{During: "report", Err: fmt.Errorf("report is not readable: %w", err)}
		}
		report = report.WithJSON(text)
	}
	if report.Valid != (status&wasm.StatusInvalid == 0) {
		return Report{}, &ModuleError{During: "report", Err: fmt.Errorf("valid is %t, the status was %d", report.Valid, status)}
	}
	return report, nil
}

// InvalidError is the error form of an invalid report, for callers that have only an error to return.
// A Checker's methods never return it.
type InvalidError struct {
	Report Report
}

// mostShown is how many violations the text of an InvalidError spells out.
const mostShown = 5

// Error names the operation and the first violations: their pointers and messages. It holds no value of the body.
func (e *InvalidError) Error() string {
	var text strings.Builder
	text.WriteString("invalid ")
	text.WriteString(e.Report.Operation)
	for i, violation := range e.Report.Violations {
		switch {
		case i == 0:
			text.WriteString(": ")
		case i == mostShown:
			fmt.Fprintf(&text, "; and %d more", len(e.Report.Violations)-mostShown)
			return text.String()
		default:
			text.WriteString("; ")
		}
		if violation.Path != "" {
			text.WriteString(violation.Path)
			text.WriteString(": ")
		}
		text.WriteString(violation.Message)
	}
	return text.String()
}
