package reference

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/cognitocheck/cognitocheck/schemas"
)

// xTypeMeta is the metaschema of the keywords that the extension reads.
const xTypeMeta = `{
	"properties": {
		"x-type": {"enum": [
			"structure", "list", "map", "string", "blob", "integer", "long", "boolean", "timestamp", "document"
		]},
		"x-min": {"type": "integer", "minimum": 0},
		"x-max": {"type": "integer", "minimum": 0}
	}
}`

// xTypeCompiler compiles x-type where it constrains more than type does: an integer's
// 32 or 64 bits, a blob's base64 text and decoded size.
type xTypeCompiler struct{}

func (xTypeCompiler) Compile(_ jsonschema.CompilerContext, m map[string]any) (jsonschema.ExtSchema, error) {
	switch m["x-type"] {
	case string(schemas.Integer):
		return integerRange{32}, nil
	case string(schemas.Long):
		return integerRange{64}, nil
	case string(schemas.Blob):
		b := blobSize{}
		for name, bound := range map[string]**int64{"x-min": &b.min, "x-max": &b.max} {
			n, ok := m[name].(json.Number)
			if !ok {
				continue
			}
			v, err := n.Int64()
			if err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
			*bound = &v
		}
		return b, nil
	}
	return nil, nil
}

// integerRange holds a whole number to a signed integer of so many bits.
type integerRange struct{ bits int }

func (r integerRange) Validate(ctx jsonschema.ValidationContext, v any) error {
	n, ok := v.(json.Number)
	if !ok {
		return nil // Keyword type has said so.
	}
	d, ok := parseDecimal(string(n))
	if !ok || !d.fits(r.bits) {
		return ctx.Error("x-type", "want an integer of %d bits", r.bits)
	}
	return nil
}

// blobSize holds a string to standard base64 with padding, and its decoded bytes to
// the bounds.
type blobSize struct{ min, max *int64 }

func (b blobSize) Validate(ctx jsonschema.ValidationContext, v any) error {
	text, ok := v.(string)
	if !ok {
		return nil // Keyword type has said so.
	}
	// Go's decoder passes over line breaks, which are no part of the alphabet.
	data, err := base64.StdEncoding.DecodeString(text)
	if err != nil || strings.ContainsAny(text, "\r\n") {
		return ctx.Error("x-type", "not base64 with padding")
	}
	switch size := int64(len(data)); {
	case b.min != nil && size < *b.min:
		return ctx.Error("x-min", "want at least %d bytes, have %d", *b.min, size)
	case b.max != nil && size > *b.max:
		return ctx.Error("x-max", "want at most %d bytes, have %d", *b.max, size)
	}
	return nil
}
