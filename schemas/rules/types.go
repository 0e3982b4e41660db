package rules

import (
	"cel.dev/cel-go/common/types"

	"github.com/cognitocheck/cognitocheck/schemas"
)

// provider tells CEL of the structures. It gives no values: whoever evaluates wraps it.
type provider struct {
	types.Provider
	byName map[string]*schemas.Shape
	names  map[*schemas.Shape]string
}

// newProvider names all structures of a model. Two services can have shapes of one name.
func newProvider(model *schemas.Model, builtIn types.Provider) *provider {
	p := &provider{builtIn, map[string]*schemas.Shape{}, map[*schemas.Shape]string{}}
	for _, service := range model.Services {
		for _, shape := range service.Shapes {
			p.name(shape, service.Name+"."+shape.Name)
		}
		for _, op := range service.Operations {
			if op.Input.Name == "" {
				p.name(op.Input, service.Name+"."+op.Name+" input")
			}
		}
	}
	return p
}

func (p *provider) name(shape *schemas.Shape, name string) {
	p.byName[name] = shape
	p.names[shape] = name
}

// anyType is the type of timestamps and documents, which nothing takes but has.
var anyType = types.NewOpaqueType("any value")

// celType is the type that a shape's values have.
func (p *provider) celType(shape *schemas.Shape) *types.Type {
	switch shape.Type {
	case schemas.Structure:
		return types.NewObjectType(p.names[shape])
	case schemas.List:
		return types.NewListType(p.celType(shape.Element))
	case schemas.Map:
		return types.NewMapType(types.StringType, p.celType(shape.Value))
	case schemas.String, schemas.Blob:
		return types.StringType
	case schemas.Integer, schemas.Long:
		return types.IntType
	case schemas.Boolean:
		return types.BoolType
	}
	return anyType
}

// FindStructType finds a structure.
func (p *provider) FindStructType(name string) (*types.Type, bool) {
	if p.byName[name] == nil {
		return p.Provider.FindStructType(name)
	}
	return types.NewTypeTypeWithParam(types.NewObjectType(name)), true
}

// FindStructFieldType finds the type of a member.
func (p *provider) FindStructFieldType(name, member string) (*types.FieldType, bool) {
	shape := p.byName[name]
	if shape == nil || shape.Member(member) == nil {
		return p.Provider.FindStructFieldType(name, member)
	}
	return &types.FieldType{Type: p.celType(shape.Member(member).Shape)}, true
}
