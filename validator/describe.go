package validator

import "github.com/cognitocheck/cognitocheck/validator/table"

// Operations is the number of operations; the report is then the JSON list of their full names, in the order of their ids.
func (e *Engine) Operations() int32 {
	e.forget()
	e.pending = pendingOperations
	return int32(len(tables.operations))
}

// Describe prepares the description of an operation's request, or of its response with OptionResponse, as the report: the
// tree of its shapes with their constraints, for whoever builds a form. It answers 0, or StatusOperation.
func (e *Engine) Describe(operation, options int32) int32 {
	if !e.begin(operation, options) {
		return StatusOperation
	}
	e.pending = pendingDescription
	return 0
}

func (e *Engine) writeDescription(w cursor) cursor {
	w = e.full(e.words(w, textJSONDescribed), uint(e.operation))
	name := uint16(textJSONRequest)
	if e.options&OptionResponse != 0 {
		name = textJSONResponse
	}
	return e.put(e.describe(e.words(w, name), e.body(), 0), '}')
}

// describe writes a shape and what it holds. A shape that holds itself is described eight levels deep.
func (e *Engine) describe(w cursor, shape uint16, depth uint8) cursor {
	s := &tables.shapes[shape]
	w = e.quoted(e.words(w, textJSONTypeOnly), nth(textTypeAny, uint16(s.Kind)))
	w = e.put(w, '"')
	if s.Flags&table.Sensitive != 0 {
		w = e.words(w, textJSONSensitive)
	}
	if s.Kind != table.Structure {
		if s.Flags&table.HasMin != 0 {
			w = e.decimal(e.words(w, textJSONMin), s.Min)
		}
		if s.Flags&table.HasMax != 0 {
			w = e.decimal(e.words(w, textJSONMax), s.Max)
		}
	}
	if s.Pattern != 0 {
		p := &tables.patterns[s.Pattern-1]
		w = e.quoted(e.words(w, textJSONPattern), p.Text)
		w = e.put(e.quoted(e.words(w, textJSONAllowed), p.Allowed), '"')
	}
	if s.Kind == table.String && s.Names != 0 {
		w = e.put(e.values(e.words(w, textJSONEnum), s, '"'), ']')
	}
	if depth < 8 {
		switch s.Kind {
		case table.Structure:
			w = e.describeMembers(w, s, depth)
		case table.List:
			w = e.describe(e.words(w, textJSONElement), s.First, depth+1)
		case table.Map:
			w = e.describe(e.words(w, textJSONKeys), s.First, depth+1)
			w = e.describe(e.words(w, textJSONValues), s.Second, depth+1)
		}
	}
	return e.put(w, '}')
}

func (e *Engine) describeMembers(w cursor, s *table.Shape, depth uint8) cursor {
	w = e.words(w, textJSONMembers)
	for m := uint(0); m < uint(s.Second); m++ {
		member := &tables.members[uint(s.First)+m]
		if m > 0 {
			w = e.put(w, ',')
		}
		w = e.put(e.quoted(e.words(w, textJSONNamed), member.Name), '"')
		if member.Flags&table.Required != 0 {
			w = e.words(w, textJSONRequired)
		}
		if member.Flags&table.Deprecated != 0 {
			w = e.words(w, textJSONDeprecated)
		}
		location := uint16(0)
		switch {
		case member.Flags&table.URI != 0:
			location = textLocationURI
		case member.Flags&table.Query != 0:
			location = textLocationQuery
		case member.Flags&table.Header != 0:
			location = textLocationHeader
		}
		if location != 0 {
			w = e.put(e.words(e.words(w, textJSONLocation), location), '"')
		}
		w = e.put(e.describe(e.words(w, textJSONShape), member.Shape, depth+1), '}')
	}
	return e.put(w, ']')
}
