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
	"os"
	"path/filepath"
	"time"

	"github.com/cognitocheck/cognitocheck/schemas"
	"github.com/spf13/cobra"
)

func main() {
	os.Exit(doMain(os.Args[1:], os.Stdout, os.Stderr))
}

// doMain runs the command line and returns the exit code: 0 when every document
// was written, 2 for bad usage or a model that cannot be imported (in which case
// no document is written at all).
func doMain(args []string, stdout, stderr io.Writer) int {
	var o options
	command := &cobra.Command{
		Use:   "import --date YYYY-MM-DD [--out DIR] [--known DIR] MODEL.json…",
		Short: "Write the JSON Schema documents that service models describe",
		Long: `Reads service models (botocore's service-2.json form, or Smithy's JSON AST) and writes
one JSON Schema 2020-12 document per service, <service>.schema.json, the service's name
being its endpoint prefix.

The Smithy form adds ^ and $ to patterns that were published without them. Give the
directory of the documents at hand with --known, and a pattern that differs from the known
one only by that pair keeps the known text; any other pattern loses the pair.`,
		Example: `  go run ./schemas/import --date 2026-08-07 --out schemas cognito-identity.json cognito-idp.json
  go run ./schemas/import --date 2026-09-01 --out schemas --known schemas cognito-idp-2016-04-18.json`,
		Args:          cobra.MinimumNArgs(1),
		SilenceUsage:  true,
		SilenceErrors: true,
		RunE: func(_ *cobra.Command, models []string) error {
			return run(o, models, stdout)
		},
	}
	command.Flags().StringVar(&o.date, "date", "", "the day of which the models are, YYYY-MM-DD (required)")
	command.Flags().StringVar(&o.out, "out", ".", "directory to write the documents to")
	command.Flags().StringVar(&o.known, "known", "",
		"directory of earlier documents, to tell added pattern anchors from a service's own")
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
	date, out, known string
}

// run imports all models before it writes the first document.
func run(o options, models []string, stdout io.Writer) error {
	if _, err := time.Parse(time.DateOnly, o.date); err != nil {
		return fmt.Errorf("--date %q: want YYYY-MM-DD", o.date)
	}
	type document struct {
		path string
		body []byte
	}
	corrections, err := readCorrections(schemas.Corrections)
	if err != nil {
		return err
	}
	var documents []document
	written := map[string]string{}
	for _, model := range models {
		data, err := os.ReadFile(model)
		if err != nil {
			return err
		}
		m, err := readModel(data, o.known)
		if err != nil {
			return fmt.Errorf("%s: %w", model, err)
		}
		overtaken, err := m.correct(corrections)
		if err != nil {
			return fmt.Errorf("%s: %w", model, err)
		}
		for _, c := range overtaken {
			fmt.Fprintf(stdout, "the model of %s says by itself what corrections.yaml says of %s; take the entry out\n",
				o.date, c)
		}
		s, err := m.finish()
		if err != nil {
			return fmt.Errorf("%s: %w", model, err)
		}
		if other, ok := written[s.Name]; ok {
			return fmt.Errorf("%s: service %s was already read from %s", model, s.Name, other)
		}
		written[s.Name] = model
		s.ModelDate = o.date
		documents = append(documents, document{filepath.Join(o.out, s.Name+".schema.json"), schemas.Format(s)})
	}
	for _, d := range documents {
		if err := os.WriteFile(d.path, d.body, 0o644); err != nil {
			return err
		}
		fmt.Fprintln(stdout, d.path)
	}
	return nil
}

// readModel reads a model of either form. known is the directory of earlier documents, or empty.
func readModel(data []byte, known string) (*model, error) {
	var top object
	if err := decodeStrict(data, &top); err != nil {
		return nil, fmt.Errorf("not a JSON object: %w", err)
	}
	switch {
	case top.has("smithy"):
		m, err := readSmithy(top)
		if err != nil {
			return nil, err
		}
		texts, err := readKnownTexts(known, m.service.Name)
		if err != nil {
			return nil, err
		}
		m.dropAddedAnchors(texts)
		return m, nil
	case top.has("metadata"):
		return readBotocore(top)
	}
	return nil, errors.New(`neither a botocore model (no "metadata") nor a Smithy model (no "smithy")`)
}

// readKnownTexts returns the service's own pattern texts by shape name as an earlier document has them. No directory,
// or no document in it, is no knowledge.
func readKnownTexts(dir, service string) (map[string]string, error) {
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
	texts := map[string]string{}
	for _, shape := range document.Shapes {
		if shape.ServicePattern != "" {
			texts[shape.Name] = shape.ServicePattern
		}
	}
	return texts, nil
}
