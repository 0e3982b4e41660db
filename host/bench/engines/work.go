package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"

	"github.com/cognitocheck/cognitocheck/schemas"
	"github.com/cognitocheck/cognitocheck/schemas/corpus"
	"github.com/cognitocheck/cognitocheck/validator"
	native "github.com/cognitocheck/cognitocheck/validator/engine"
	"github.com/cognitocheck/cognitocheck/validator/engine/table"
)

// The kinds of calls, as in web/bench/answer.mjs.
const (
	kindCheck = iota
	kindOperation
	kindDescribe
	kindField
	kindOperations
)

// call is one call of the module with its inputs, and what native Go gave.
type call struct {
	kind      byte
	options   native.Options
	operation uint16
	pointer   string
	input     []byte
	id        string

	status int32
	report []byte
}

// chunkSize is about how many bytes of calls go to an engine at once.
const chunkSize = 1 << 20

// work is all calls, and where an engine is with them.
type work struct {
	root   string
	every  int
	calls  []call
	chunks []chunk
	counts string
	// reports is the number of bytes in all reports.
	reports int

	at, answered        int
	compared, different int
	differences         []string
}

// chunk is a run of calls as it is sent to an engine.
type chunk struct {
	calls []call
	bytes []byte
}

// make makes the calls: the whole corpus, the recorded and documented bodies, generated ones, single fields, names,
// descriptions.
func (w *work) make(seed uint64, random int) error {
	e := new(native.Engine)
	e.Reset()
	ids := map[string]uint16{}
	operations := validator.Operations()
	for _, operation := range operations {
		ids[operation.Name()] = uint16(operation.ID())
	}
	body := func(c corpus.Case, options native.Options) error {
		if c.Response {
			options |= native.OptionResponse
		}
		id, ok := ids[c.Operation]
		if !ok {
			return fmt.Errorf("%s is in the corpus only", c.Operation)
		}
		made := call{kind: kindCheck, options: options, operation: id, input: c.Body, id: c.Operation + " " + c.ID}
		made.status = int32(e.Check(c.Body, table.OperationID(id), options))
		made.report = bytes.Clone(e.Report(c.Body))
		// The functions that users call must say the same as the engine's methods.
		check := operations[id].Check
		if c.Response {
			check = operations[id].CheckResponse
		}
		report, err := check(c.Body, validator.Options{Warnings: options&native.OptionWarnings != 0})
		if made.status >= 0 && (err != nil || !bytes.Equal(report.JSON(), made.report)) {
			return fmt.Errorf("%s: Operation.Check says %s, %v; the engine %s", made.id, report.JSON(), err, made.report)
		}
		w.add(made)
		return nil
	}
	for c := range corpus.All() {
		if err := body(c, native.OptionWarnings); err != nil {
			return err
		}
	}
	for _, c := range corpus.Documented() {
		if err := body(c.Case, 0); err != nil {
			return err
		}
	}
	for _, c := range corpus.Recorded() {
		if err := body(c.Case, native.OptionWarnings); err != nil {
			return err
		}
	}
	corpusBodies := len(w.calls)
	for c := range corpus.Random(seed, random) {
		if err := body(c, native.Options(len(w.calls)&1)); err != nil {
			return err
		}
	}
	others := len(w.calls)
	w.fields(e, ids)
	w.names(e)
	for id := range validator.Operations() {
		for _, options := range []native.Options{0, native.OptionResponse} {
			status := int32(e.Describe(table.OperationID(id), options))
			w.add(call{
				kind:      kindDescribe,
				options:   options,
				operation: uint16(id),
				status:    status,
				report:    bytes.Clone(e.Report(nil)),
				id:        "describe",
			})
		}
	}
	status := int32(e.ListOperations())
	w.add(call{kind: kindOperations, status: status, report: bytes.Clone(e.Report(nil)), id: "operations"})
	w.counts = fmt.Sprintf("%d bodies of the corpus, %d generated, %d fields, names and descriptions", corpusBodies,
		others-corpusBodies, len(w.calls)-others)
	w.pack()
	return nil
}

func (w *work) add(c call) {
	w.calls = append(w.calls, c)
	w.reports += len(c.report)
}

// fields adds calls of check_field: some values at every place that a pointer can lead to.
func (w *work) fields(e *native.Engine, ids map[string]uint16) {
	values := []string{
		`""`, `"x"`, `"us-east-1:0a1b2c3d-4e5f-6789-abcd-ef0123456789"`, `7`, `null`, `[]`, `{"a":1}`, `"ü`, ``,
	}
	n := 0
	for _, operation := range schemas.Load().Operations() {
		id := ids[operation.FullName()]
		places(operation.Input, "", nil, func(pointer string) {
			for _, at := range []string{pointer, pointer + "/nowhere"} {
				value := []byte(values[n%len(values)])
				n++
				made := call{
					kind:      kindField,
					options:   native.Options(n & 1),
					operation: id,
					pointer:   at,
					input:     value,
					id:        operation.FullName() + at,
				}
				made.status = int32(e.CheckField([]byte(at), value, table.OperationID(id), made.options))
				made.report = bytes.Clone(e.Report(value))
				w.add(made)
			}
		})
	}
}

// places goes through all places of a shape that a pointer can lead to.
func places(s *schemas.Shape, pointer string, above []*schemas.Shape, found func(string)) {
	for _, known := range above {
		if known == s {
			return
		}
	}
	above = append(above, s)
	if pointer != "" {
		found(pointer)
	}
	switch s.Type {
	case schemas.Structure:
		for _, m := range s.Members {
			places(m.Shape, pointer+"/"+m.Name, above, found)
		}
	case schemas.List:
		places(s.Element, pointer+"/-", above, found)
	case schemas.Map:
		places(s.Value, pointer+"/a~1b", above, found)
	}
}

// names adds calls of operation: every form of every name, and names that are nearly right.
func (w *work) names(e *native.Engine) {
	model := schemas.Load()
	ask := func(name string) {
		made := call{kind: kindOperation, input: []byte(name), id: "operation " + name}
		made.status = int32(e.FindOperation([]byte(name)))
		if made.status < 0 {
			made.report = bytes.Clone(e.Report([]byte(name)))
		}
		w.add(made)
	}
	for _, operation := range model.Operations() {
		name := operation.Name
		for _, form := range []string{
			operation.FullName(), operation.Target(), name, name[1:], strings.ToLower(name), name + "s",
			"com.amazonaws." + operation.Target(),
			operation.Service.Name + " " + dashed(name), dashed(name),
		} {
			ask(form)
		}
	}
	for _, odd := range []string{"", ".", " ", "ü", "\x00", "\xff", strings.Repeat("a", 1000)} {
		ask(odd)
	}
}

func dashed(name string) string {
	var out strings.Builder
	for i, r := range name {
		if r >= 'A' && r <= 'Z' && i > 0 {
			out.WriteByte('-')
		}
		out.WriteString(strings.ToLower(string(r)))
	}
	return out.String()
}

// pack makes the chunks.
func (w *work) pack() {
	var out []byte
	first := 0
	for i, c := range w.calls {
		out = append(out, c.kind, byte(c.options))
		out = binary.LittleEndian.AppendUint16(out, c.operation)
		out = binary.LittleEndian.AppendUint32(out, uint32(len(c.pointer)))
		out = binary.LittleEndian.AppendUint32(out, uint32(len(c.input)))
		out = append(append(out, c.pointer...), c.input...)
		if len(out) >= chunkSize || i == len(w.calls)-1 {
			w.chunks = append(w.chunks, chunk{w.calls[first : i+1], out})
			out, first = nil, i+1
		}
	}
}

// begin starts an engine's turn.
func (w *work) begin() {
	w.at, w.answered, w.compared, w.different, w.differences = 0, 0, 0, 0, nil
}

// compare holds an engine's answer to a call against the native one.
func (w *work) compare(c *call, status int32, report []byte) {
	w.compared++
	if status == c.status && bytes.Equal(report, c.report) {
		return
	}
	w.different++
	if len(report) > 200 && len(c.report) > 200 {
		// What comes before the first difference says little.
		same := 0
		for same < min(len(report), len(c.report))-200 && report[same] == c.report[same] {
			same++
		}
		report, c = report[same:], &call{
			id:     fmt.Sprintf("%s, at byte %d of the report", c.id, same),
			input:  c.input,
			status: c.status,
			report: c.report[same:],
		}
	}
	if len(w.differences) < 3 {
		w.differences = append(w.differences,
			fmt.Sprintf("%s\n input %.200q\n engine %d %.400s\n native %d %.400s", c.id, c.input, status, report, c.status,
				c.report))
	}
}

// answer takes an engine's answer to the next chunk that is not answered.
func (w *work) answer(bytes []byte) error {
	if w.answered >= len(w.chunks) {
		return fmt.Errorf("an answer too many")
	}
	calls := w.chunks[w.answered].calls
	w.answered++
	for i := range calls {
		if len(bytes) < 8 {
			return fmt.Errorf("an answer broke off")
		}
		status, length := int32(binary.LittleEndian.Uint32(bytes)), int(binary.LittleEndian.Uint32(bytes[4:]))
		if len(bytes) < 8+length {
			return fmt.Errorf("an answer broke off")
		}
		w.compare(&calls[i], status, bytes[8:8+length])
		bytes = bytes[8+length:]
	}
	if len(bytes) > 0 {
		return fmt.Errorf("an answer with %d bytes too many", len(bytes))
	}
	return nil
}

// end is an error when the engine differed.
func (w *work) end() error {
	if w.different > 0 {
		return fmt.Errorf("%d of %d calls differ from native Go, among them\n%s", w.different, w.compared,
			strings.Join(w.differences, "\n"))
	}
	return nil
}
