package awscli

import "github.com/cognitocheck/cognitocheck/validator"

// Skeleton returns what aws … --generate-cli-skeleton prints for an operation: a JSON object with every member of the
// request, for --cli-input-json. Texts are empty or the first value of their enum, numbers 0, booleans true, lists and
// maps of one element.
func Skeleton(op validator.Operation) []byte {
	return append(appendJSON(nil, makeSample(describe(op)), "    "), '\n')
}

// makeSample returns the value that a skeleton has of the shape.
func makeSample(s *shape) any {
	switch s.Type {
	case typeStructure:
		out := newObject()
		for _, m := range s.Members {
			out.set(m.Name, makeSample(m.Shape))
		}
		return out
	case typeList:
		return []any{makeSample(s.Element)}
	case typeMap:
		out := newObject()
		out.set("KeyName", makeSample(s.Value))
		return out
	case typeString:
		if len(s.Enum) > 0 {
			return s.Enum[0]
		}
		return ""
	case typeInteger, typeLong:
		return number("0")
	case typeBoolean:
		return true
	case typeTimestamp:
		return "1970-01-01T00:00:00"
	case typeDocument:
		return newObject()
	}
	return nil
}
