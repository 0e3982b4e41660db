package reference

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"

	"github.com/cognitocheck/cognitocheck/schemas"
)

// celValue returns a decoded value of a shape as CEL has it. What is absent, nil, is the default of its type.
func celValue(shape *schemas.Shape, decoded any) ref.Val {
	switch shape.Type {
	case schemas.Structure:
		members, _ := decoded.(map[string]any)
		return &structure{shape, members}
	case schemas.List:
		elements, _ := decoded.([]any)
		list := make([]ref.Val, len(elements))
		for i, element := range elements {
			list[i] = celValue(shape.Element, element)
		}
		return types.NewRefValList(types.DefaultTypeAdapter, list)
	case schemas.Map:
		entries, _ := decoded.(map[string]any)
		byKey := make(map[ref.Val]ref.Val, len(entries))
		for key, entry := range entries {
			byKey[types.String(key)] = celValue(shape.Value, entry)
		}
		return types.NewRefValMap(types.DefaultTypeAdapter, byKey)
	case schemas.String, schemas.Blob:
		text, _ := decoded.(string)
		return types.String(text)
	case schemas.Integer, schemas.Long:
		number, _ := decoded.(json.Number)
		return types.Int(wholeNumber(number))
	case schemas.Boolean:
		truth, _ := decoded.(bool)
		return types.Bool(truth)
	}
	// The language takes timestamps and documents in has alone, which does not read them.
	return types.NewErr("a value of type %s is read", shape.Type)
}

// wholeNumber returns the value of a number whose type passed, such as 2.4e1; 0 for none.
func wholeNumber(number json.Number) int64 {
	d, ok := parseDecimal(string(number))
	if !ok || d.digits == "" {
		return 0
	}
	text := d.digits + strings.Repeat("0", int(max(0, min(d.exponent, 19))))
	if d.negative {
		text = "-" + text
	}
	n, _ := strconv.ParseInt(text, 10, 64) // Its type passed.
	return n
}

// structure is the value of a structure. Its absent members have their defaults.
type structure struct {
	shape   *schemas.Shape
	members map[string]any
}

// Get returns the value of a member.
func (s *structure) Get(name ref.Val) ref.Val {
	m, err := s.member(name)
	if err != nil {
		return types.WrapErr(err)
	}
	return celValue(m.Shape, s.members[m.Name])
}

// IsSet tells whether a member is there and not null.
func (s *structure) IsSet(name ref.Val) ref.Val {
	m, err := s.member(name)
	if err != nil {
		return types.WrapErr(err)
	}
	return types.Bool(s.members[m.Name] != nil)
}

func (s *structure) member(name ref.Val) (*schemas.Member, error) {
	text, _ := name.(types.String)
	if m := s.shape.Member(string(text)); m != nil {
		return m, nil
	}
	return nil, fmt.Errorf("structure %s has no member %v", s.shape.Name, name)
}

// Type is no type of the environment: nothing asks a structure for it once the expression is checked.
func (s *structure) Type() ref.Type {
	return types.NewObjectType(s.shape.Name)
}

// Equal tells whether the other is the same structure. The language does not compare structures.
func (s *structure) Equal(other ref.Val) ref.Val {
	return types.Bool(ref.Val(s) == other)
}

// ConvertToNative refuses: nothing converts a structure.
func (s *structure) ConvertToNative(to reflect.Type) (any, error) {
	return nil, fmt.Errorf("structure %s is not converted to %s", s.shape.Name, to)
}

// ConvertToType refuses: nothing converts a structure.
func (s *structure) ConvertToType(to ref.Type) ref.Val {
	return types.NewErr("structure %s is not converted to %s", s.shape.Name, to)
}

// Value returns the decoded members.
func (s *structure) Value() any {
	return s.members
}
