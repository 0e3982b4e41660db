// Package wasm holds the module: the validator compiled to WebAssembly, to be run by any host, and the words that a
// host and the module share. ABI.md is the contract; package host runs the module from Go.
package wasm

import _ "embed"

//go:embed cognitocheck.wasm
var module string

// Module is a copy of the core module: no imports, a start function that fills its tables, the exports of ABI.md. It is
// made from the same sources as package validator of this version, and gives the same verdicts and reports, byte for
// byte. Compiling it costs some tens of milliseconds in wazero, an instance some tenths of a millisecond.
func Module() []byte { return []byte(module) }
