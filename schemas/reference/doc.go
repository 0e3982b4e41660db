// Package reference is this repository's reference engine: github.com/santhosh-tekuri/jsonschema/v5 on the schema
// documents, and cel.dev/cel-go on the rules. Tests hold the validator to its verdicts. It knows constraints and rules
// only: duplicate names and invalid UTF-8 are gone once JSON is decoded.
//
// It is for tests and benchmarks. Nothing that checks requests links it, which make lint proves.
package reference
