package main

import (
	"encoding/binary"
	"io"
	"slices"

	"github.com/cognitocheck/cognitocheck/validator/engine/table"
)

// writeCostly writes a pack of one rule of CreateUserPool that no command compiles: it compares each element of Schema
// with each, so that a long list of them takes more than a check reads for rules.
func writeCostly(out io.Writer) error {
	digit := []byte{byte(table.OpDigit), 7}
	holds := slices.Concat([]byte{byte(table.OpEqual)}, digit, digit)
	schema := []byte{byte(table.OpValue), byte(table.VarRequest) | 1<<table.VariableBits, 1}
	for range 2 {
		holds = slices.Concat([]byte{byte(table.OpAll)}, schema, holds)
	}
	look := slices.Concat([]byte{0, byte(table.StepEnd), 1, 0}, holds, []byte{0})

	text := func(pack []byte, all ...string) []byte {
		for _, s := range all {
			pack = append(append(pack, byte(len(s))), s...)
		}
		return pack
	}
	pack := text(append(binary.LittleEndian.AppendUint32(nil, table.PackSignature), 1), "Schema")
	pack = text(append(pack, 1), "constant")
	pack = text(append(pack, 1), "rule.costly", "Do.", "")
	pack = text(append(pack, byte(table.Error), 1, 1), "cognito-idp.CreateUserPool")
	_, err := out.Write(append(pack, look...))
	return err
}
