package awscli

import "github.com/cognitocheck/cognitocheck/schemas"

// Skeleton returns what aws … --generate-cli-skeleton prints for an operation: a JSON object with every member of the
// request, for --cli-input-json. Texts are empty or the first value of their enum, numbers 0, booleans true, lists and maps
// of one element.
func Skeleton(op *schemas.Operation) []byte {
	return append(appendJSON(nil, sample(op.Input, nil), "    "), '\n')
}

func sample(s *schemas.Shape, above []*schemas.Shape) any {
	times := 0
	for _, shape := range above {
		if shape == s {
			times++
		}
	}
	above = append(above, s)
	switch s.Type {
	case schemas.Structure:
		out := newObject()
		if times > 0 {
			return out
		}
		for _, m := range s.Members {
			out.set(m.Name, sample(m.Shape, above))
		}
		return out
	case schemas.List:
		return []any{sample(s.Element, above)}
	case schemas.Map:
		out := newObject()
		out.set("KeyName", sample(s.Value, above))
		return out
	case schemas.String:
		if len(s.Enum) > 0 {
			return s.Enum[0]
		}
		return ""
	case schemas.Integer, schemas.Long:
		return number("0")
	case schemas.Boolean:
		return true
	case schemas.Timestamp:
		return "1970-01-01T00:00:00"
	case schemas.AnyValue:
		return newObject()
	}
	return nil
}
