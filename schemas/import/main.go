// Command import reads AWS service models and writes one JSON Schema 2020-12
// document per service, schemas/<service>.schema.json: the source of truth that
// everything else in this repository is made from.
//
// A model may have either of the two forms in which it is published:
// botocore's service-2.json, or Smithy's JSON AST. The form is told from the
// file's content. Only operations, shapes and constraints are kept; prose,
// examples and client settings are left out. The output depends on nothing but
// the models' bytes, the date and the flags: the same input gives the same bytes.
//
// Whatever would change a verdict and is not understood (a shape type, a
// constraint, a pattern's syntax) is an error that names the shape. Nothing is
// passed over in silence.
package main

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"
	"unicode/utf8"

	"github.com/cognitocheck/cognitocheck/schemas"
	"github.com/spf13/cobra"
)

func main() {
	os.Exit(doMain(os.Args[1:], os.Stdout, os.Stderr))
}

// doMain runs the command line and returns the exit code: 0 when every document was written, 2 for bad usage, a model
// that cannot be imported or a file that cannot be written. No document is written unless every model can be imported.
func doMain(args []string, stdout, stderr io.Writer) int {
	var o options
	command := &cobra.Command{
		Use:   "import --date YYYY-MM-DD [--out DIR] [--known DIR] [--keep DIR] MODEL.json…",
		Short: "Write the JSON Schema documents that service models describe",
		Long: `Reads service models and writes one JSON Schema 2020-12 document per service, <service>.schema.json,
the service's name being its endpoint prefix. A model is botocore's service-2.json or Smithy's JSON AST; which of
them is told from its content. The corrections of schemas/corrections.yaml are laid over it.

Give the directory of the documents at hand with --known. The command then prints by name what has changed since
(operations, shapes, members, bounds, patterns, enum values) and what is left to do by hand, and it takes the
service's own text of a pattern from there: Smithy's form writes patterns anew, with ^ and $, or without .* at an
end. How each such pattern was read is printed.

With --keep, what was read of a model is kept in that directory, without prose, so that a test can hold the
documents to it.

Exit code 0: all documents are written. 2: bad usage, a model that cannot be imported (no document is written then),
or a file that cannot be written. What cannot be read is an error that names the shape, the reason and the way out.`,
		Example: `  make import MODELS="cognito-idp.service-2.json" DATE=2026-08-07
  go run ./schemas/import --date 2026-08-07 --out schemas cognito-identity.json cognito-idp.json
  go run ./schemas/import --date 2026-09-01 --out schemas --known schemas cognito-idp-2016-04-18.json`,
		Args: func(_ *cobra.Command, models []string) error {
			if len(models) == 0 {
				return errors.New("give the file of a model, or of several; --help says more")
			}
			return nil
		},
		SilenceUsage:          true,
		SilenceErrors:         true,
		DisableFlagsInUseLine: true,
		RunE: func(_ *cobra.Command, models []string) error {
			return run(o, models, stdout)
		},
	}
	command.Flags().StringVar(&o.date, "date", "", "the day on which the models were taken, YYYY-MM-DD (required)")
	command.Flags().StringVar(&o.out, "out", ".", "directory to write the documents to")
	command.Flags().StringVar(&o.known, "known", "", "directory of the documents at hand, and of tables/words.go")
	command.Flags().StringVar(&o.keep, "keep", "",
		"directory to keep the models in: <service>.service-2.json or <service>.smithy.json")
	command.SetArgs(args)
	command.SetOut(stdout)
	command.SetErr(stderr)
	if err := command.Execute(); err != nil {
		fmt.Fprintln(stderr, "import:", err)
		return 2
	}
	return 0
}

type options struct {
	date, out, known, keep string
}

// imported is a model that was read, and what there is to say of it.
type imported struct {
	service *schemas.Service
	form    form
	facts   []byte // the model without prose
	lines   []string
	left    []string // to do by hand because of this model
}

// run imports all models before it writes the first document.
func run(o options, models []string, stdout io.Writer) error {
	if _, err := time.Parse(time.DateOnly, o.date); err != nil {
		return fmt.Errorf("--date %q: want YYYY-MM-DD, the day on which the models were taken", o.date)
	}
	corrections, err := readCorrections(schemas.Corrections)
	if err != nil {
		return err
	}
	services := slices.Collect(maps.Keys(schemas.Documents()))
	var all []*imported
	from := map[string]string{}
	for _, path := range models {
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		one, err := importModel(data, o, corrections)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		name := one.service.Name
		if other, ok := from[name]; ok {
			return fmt.Errorf("%s: service %s was already read from %s", path, name, other)
		}
		from[name] = path
		services = append(services, name)
		all = append(all, one)
	}
	if err := checkServices(corrections, services); err != nil {
		return err
	}
	left, err := describeWords(all, o.known)
	if err != nil {
		return err
	}
	for _, one := range all {
		if err := one.write(o, stdout); err != nil {
			return err
		}
	}
	for _, line := range left {
		fmt.Fprintf(stdout, "to do by hand: %s\n", line)
	}
	return nil
}

// importModel reads a model and corrects it.
func importModel(data []byte, o options, corrections []*correction) (*imported, error) {
	m, err := readModel(data, o.known)
	if err != nil {
		return nil, err
	}
	overtaken, err := m.correct(corrections)
	if err != nil {
		return nil, err
	}
	one := &imported{form: m.form, lines: describeDecisions(m.decided)}
	for _, c := range overtaken {
		one.left = append(one.left,
			fmt.Sprintf("take the entry of %s out of %s: the model says the same by now", c, correctionsFile))
	}
	if one.service, err = m.finish(); err != nil {
		return nil, err
	}
	one.service.ModelDate = o.date
	if one.facts, err = formatFacts(data); err != nil {
		return nil, err
	}
	if m.known == nil {
		return one, nil
	}
	changed := describeChanges(m.known, one.service)
	if len(changed) == 0 {
		changed = []string{"nothing else has changed"}
	}
	one.lines = append(one.lines, fmt.Sprintf("the model was of %s and is of %s", m.known.ModelDate, o.date))
	one.lines = append(one.lines, changed...)
	return one, nil
}

// write writes the document and the facts, and says what there is to say.
func (i *imported) write(o options, stdout io.Writer) error {
	name := i.service.Name
	path := filepath.Join(o.out, name+".schema.json")
	if err := os.WriteFile(path, schemas.Format(i.service), 0o644); err != nil {
		return err
	}
	fmt.Fprintln(stdout, path)
	if o.keep != "" {
		path := filepath.Join(o.keep, i.form.keptFile(name))
		if err := os.WriteFile(path, i.facts, 0o644); err != nil {
			return err
		}
		fmt.Fprintln(stdout, path)
		if other, removed, err := removeOtherForm(o.keep, name, i.form); err != nil {
			return err
		} else if removed {
			i.lines = append(i.lines, fmt.Sprintf("%s is removed: the model is kept in one form", other))
			if i.form == smithyForm {
				i.left = append(i.left, "import the model in botocore's form when it is there: "+
					"the tests of wasm and host/awscli read that form")
			}
		}
	}
	for _, line := range i.lines {
		fmt.Fprintf(stdout, "  %s\n", line)
	}
	for _, line := range i.left {
		fmt.Fprintf(stdout, "  to do by hand: %s\n", line)
	}
	return nil
}

// readModel reads a model of either form. known is the directory of the documents at hand, or empty.
func readModel(data []byte, known string) (*model, error) {
	if !utf8.Valid(data) {
		return nil, errors.New("the file is not UTF-8")
	}
	var top object
	if err := decodeStrict(data, &top); err != nil {
		return nil, fmt.Errorf("not a JSON object: %w", err)
	}
	read, f := readBotocore, botocoreForm
	switch {
	case top.has("smithy"):
		read, f = readSmithy, smithyForm
	case !top.has("metadata"):
		return nil, errors.New(`neither a botocore model (no "metadata") nor a Smithy model (no "smithy")`)
	}
	m, err := read(top)
	if err != nil {
		return nil, err
	}
	m.form = f
	if m.known, err = readKnown(known, m.service.Name); err != nil {
		return nil, err
	}
	if f == smithyForm {
		m.decideAnchors(m.known)
		m.dropZeroMinimums(m.known)
	} else {
		m.checkAnchors(m.known)
	}
	return m, nil
}

// readKnown returns the document at hand of a service, or nil: no directory, or no document in it, is no knowledge.
func readKnown(dir, service string) (*schemas.Service, error) {
	if dir == "" {
		return nil, nil
	}
	path := filepath.Join(dir, service+".schema.json")
	data, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	document, err := schemas.Parse(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return document, nil
}
