package host

import (
	"fmt"

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
	var report Report
	if err := report.UnmarshalJSON(text); err != nil {
		return Report{}, &ModuleError{During: "report", Err: fmt.Errorf("report is not readable: %w", err)}
	}
	if report.Valid != (status&wasm.StatusInvalid == 0) {
		return Report{}, &ModuleError{
			During: "report", Err: fmt.Errorf("valid is %t, the status was %d", report.Valid, status),
		}
	}
	return report, nil
}
