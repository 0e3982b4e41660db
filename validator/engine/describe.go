package engine

import "github.com/cognitocheck/cognitocheck/validator/engine/table"

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

func (e *Engine) writeDescription() {
	e.words(textJSONDescribed)
	e.full(uint(e.operation))
	name := uint16(textJSONRequest)
	if e.options&OptionResponse != 0 {
		name = textJSONResponse
	}
	e.words(name)
	e.describe(e.body(), 0)
	e.put('}')
}

// describe writes a shape and what it holds. A shape that holds itself is described eight levels deep.
func (e *Engine) describe(shape uint16, depth uint8) {
	s := &tables.shapes[shape]
	e.words(textJSONTypeOnly)
	e.words(nth(textTypeAny, uint16(s.Kind)))
	e.put('"')
	if s.Flags&table.Sensitive != 0 {
		e.words(textJSONSensitive)
	}
	if s.Kind != table.Structure {
		if s.Flags&table.HasMin != 0 {
			e.words(textJSONMin)
			e.decimal(s.Min)
		}
		if s.Flags&table.HasMax != 0 {
			e.words(textJSONMax)
			e.decimal(s.Max)
		}
	}
	if s.Pattern != 0 {
		e.pattern(s)
	}
	if s.Kind == table.String && s.Names != 0 {
		e.enumeration(s)
	}
	if depth < 8 {
		switch s.Kind {
		case table.Structure:
			e.describeMembers(s, depth)
		case table.List:
			e.words(textJSONElement)
			e.describe(s.First, depth+1)
		case table.Map:
			e.words(textJSONKeys)
			e.describe(s.First, depth+1)
			e.words(textJSONValues)
			e.describe(s.Second, depth+1)
		}
	}
	e.put('}')
}

func (e *Engine) describeMembers(s *table.Shape, depth uint8) {
	e.words(textJSONMembers)
	for m := uint(0); m < uint(s.Second); m++ {
		member := &tables.members[uint(s.First)+m]
		e.comma()
		e.words(textJSONNamed)
		e.words(member.Name)
		e.put('"')
		if member.Flags&table.Required != 0 {
			e.words(textJSONRequired)
		}
		if member.Flags&table.Deprecated != 0 {
			e.words(textJSONDeprecated)
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
			e.words(textJSONLocation)
			e.words(location)
			e.put('"')
		}
		e.words(textJSONShape)
		e.describe(member.Shape, depth+1)
		e.put('}')
	}
	e.put(']')
}
