module github.com/cognitocheck/cognitocheck/host/bench

go 1.26.0

replace github.com/cognitocheck/cognitocheck => ../..

require (
	github.com/bytecodealliance/wasmtime-go/v37 v37.0.0
	github.com/cognitocheck/cognitocheck v0.0.0
	github.com/santhosh-tekuri/jsonschema/v5 v5.3.1
	github.com/tetratelabs/wazero v1.12.0
	golang.org/x/sys v0.48.0
)
