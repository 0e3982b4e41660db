package reference

import (
	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"github.com/cognitocheck/cognitocheck/schemas/reference/function"
)

// implementFunctions gives the functions to an environment that declares them.
func implementFunctions(env *cel.Env) (*cel.Env, error) {
	text := func(v ref.Val) string { return string(v.(types.String)) } // The expressions are checked.
	var options []cel.EnvOption
	for name, binding := range map[string]cel.OverloadOpt{
		"isCIDR": cel.UnaryBinding(func(v ref.Val) ref.Val {
			return types.Bool(function.IsCIDR(text(v)))
		}),
		"isStandard": cel.UnaryBinding(func(v ref.Val) ref.Val {
			return types.Bool(function.IsStandard(text(v)))
		}),
		"seconds": cel.FunctionBinding(func(v ...ref.Val) ref.Val {
			return types.Int(function.Seconds(int64(v[0].(types.Int)), text(v[1]), text(v[2])))
		}),
		"atMost": cel.BinaryBinding(func(a, b ref.Val) ref.Val {
			return types.Bool(function.AtMost(text(a), text(b)))
		}),
		"unknownClass": cel.UnaryBinding(func(v ref.Val) ref.Val {
			return types.String(function.UnknownClass(text(v)))
		}),
	} {
		for _, o := range env.Functions()[name].OverloadDecls() {
			options = append(options, cel.Function(name, cel.Overload(o.ID(), o.ArgTypes(), o.ResultType(), binding)))
		}
	}
	return env.Extend(options...)
}
