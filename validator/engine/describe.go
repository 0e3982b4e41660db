package engine

import "github.com/cognitocheck/cognitocheck/validator/engine/table"

// Describe prepares the description of an operation's request, or of its response with OptionResponse, as the report:
// the tree of its shapes with their constraints, from which a form can be built. It answers 0, or StatusOperation.
func (e *Engine) Describe(operation table.OperationID, options Options) Status {
	if !e.begin(operation, options) {
		return StatusOperation
	}
	e.pending = pendingDescription
	return 0
}

// writeDescription writes the description of the current operation.
func (e *Engine) writeDescription() {
	e.writeText(textJSONDescribed)
	e.writeFullName(e.operation)
	name := textJSONRequest
	if e.options&OptionResponse != 0 {
		name = textJSONResponse
	}
	e.writeText(name)
	e.writeShape(e.bodyShape(), 0)
	e.writeByte('}')
}

// writeShape writes a shape and what it contains. A shape that contains itself is described eight levels deep.
func (e *Engine) writeShape(shape table.ShapeID, depth uint8) {
	s := &tables.shapes[shape]
	e.writeText(textJSONTypeOnly)
	e.writeText(item(setType, uint(s.Kind)))
	e.writeByte('"')
	if s.Flags&table.Sensitive != 0 {
		e.writeText(textJSONSensitive)
	}
	if s.Kind != table.Structure {
		if s.Flags&table.HasMin != 0 {
			e.writeText(textJSONMin)
			e.writeInteger(s.Min)
		}
		if s.Flags&table.HasMax != 0 {
			e.writeText(textJSONMax)
			e.writeInteger(s.Max)
		}
	}
	if s.Pattern != 0 {
		e.writePattern(s)
	}
	if s.IsEnum() {
		e.writeEnum(s)
	}
	if depth < 8 {
		switch s.Kind {
		case table.Structure:
			e.writeMembers(s, depth)
		case table.List:
			e.writeText(textJSONElement)
			e.writeShape(s.Element(), depth+1)
		case table.Map:
			e.writeText(textJSONKeys)
			e.writeShape(s.Key(), depth+1)
			e.writeText(textJSONValues)
			e.writeShape(s.Value(), depth+1)
		}
	}
	e.writeByte('}')
}

// writeMembers writes the members of a structure.
func (e *Engine) writeMembers(s *table.Shape, depth uint8) {
	e.writeText(textJSONMembers)
	for m := uint(0); m < s.Count(); m++ {
		member := &tables.members[uint(s.Members())+m]
		e.writeComma()
		e.writeText(textJSONNamed)
		e.writeText(member.Name)
		e.writeByte('"')
		for flag := range uint(memberFlagCount) {
			if member.Flags>>flag&1 != 0 {
				e.writeText(item(setMemberFlag, flag))
			}
		}
		e.writeText(textJSONShape)
		e.writeShape(member.Shape, depth+1)
		e.writeByte('}')
	}
	e.writeByte(']')
}
