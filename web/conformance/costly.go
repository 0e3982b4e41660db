package main

import (
	"encoding/binary"
	"io"

	"github.com/cognitocheck/cognitocheck/validator/engine/table"
)

// writeCostly writes a pack of one rule of CreateUserPool that no command compiles: it compares each element of Schema
// with each, so that a long list of them takes more than a check reads for rules.
func writeCostly(out io.Writer) error {
	sized := func(code []byte) []byte { return binary.LittleEndian.AppendUint16(nil, uint16(len(code))) }
	digit := []byte{byte(table.OpDigit) | 1<<table.OpHeader, 7}
	holds := append([]byte{byte(table.OpEqual)}, append(digit, digit...)...)
	schema := []byte{byte(table.OpValue), byte(table.VarRequest) | 1<<table.VariableBits, 0}
	for within := range byte(2) {
		header := append([]byte{byte(table.OpAll) | 3<<table.OpHeader, 1 - within}, sized(holds)...)
		holds = append(append(header, schema...), holds...)
	}
	look := append([]byte{0, byte(table.StepEnd), 0}, append(sized(holds), holds...)...)

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
	_, err := out.Write(append(append(pack, sized(look)...), look...))
	return err
}
