package precheck

import (
	"strconv"
	"strings"

	"github.com/cognitocheck/cognitocheck/validator"
)

// WarningsHeader is the response header that carries warnings, as a list by RFC 9651: each a code with its JSON
// Pointer, percent-encoded, such as
//
//	X-Cognitocheck-Warnings: unknown;path="/Nickname", rule.deprecated;path="/AliasAttributes"
//
// At most 16 warnings and 2,048 bytes; more;count=N at the end counts what is left out.
const WarningsHeader = "X-Cognitocheck-Warnings"

const (
	mostWarnings      = 16
	mostWarningsBytes = 2048
)

func formatWarnings(list []validator.Violation) string {
	var text strings.Builder
	for i, warning := range list {
		item := warning.Code + `;path="` + percentEncode(warning.Path) + `"`
		left := ", more;count=" + strconv.Itoa(len(list)-i)
		if i == mostWarnings || text.Len()+len(", ")+len(item)+len(left) > mostWarningsBytes {
			if i == 0 {
				left = left[len(", "):]
			}
			text.WriteString(left)
			break
		}
		if i > 0 {
			text.WriteString(", ")
		}
		text.WriteString(item)
	}
	return text.String()
}

// percentEncode encodes what may not be in the fragment of a URI, where RFC 6901 puts JSON Pointers. None of what
// is left needs an escape in a header's string.
func percentEncode(pointer string) string {
	const hex = "0123456789ABCDEF"
	var text strings.Builder
	for i := 0; i < len(pointer); i++ {
		c := pointer[i]
		if 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z' || '0' <= c && c <= '9' ||
			strings.IndexByte("-._~/!$&'()*+,;=:@", c) >= 0 {
			text.WriteByte(c)
		} else {
			text.Write([]byte{'%', hex[c>>4], hex[c&15]})
		}
	}
	return text.String()
}
