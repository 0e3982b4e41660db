package terraform

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Plan is what is read of a plan. It is read-only once made, and safe for concurrent use.
type Plan struct {
	// Terraform is the version of the program that made it; empty where the plan does not say.
	Terraform string
	// Incomplete tells that planning ended with an error: there may be less in it than there would be.
	Incomplete bool
	// Unchecked are the types of Cognito resources that are created or changed and that this package does not know, each
	// once, sorted.
	Unchecked []string

	changes []change
	modules configuredModule
}

// ErrNotPlan is the error of a text that is no plan as JSON. Its text says what it is instead, and what to do.
var ErrNotPlan = errors.New("this is no plan")

// The form of a plan, as far as it is read.
type (
	document struct {
		FormatVersion    string          `json:"format_version"`
		TerraformVersion string          `json:"terraform_version"`
		Errored          bool            `json:"errored"`
		Planned          json.RawMessage `json:"planned_values"`
		Changes          []change        `json:"resource_changes"`
		Configuration    struct {
			Root configuredModule `json:"root_module"`
		} `json:"configuration"`
		// What other texts have that come from Terraform.
		Values          json.RawMessage `json:"values"`
		ProviderSchemas json.RawMessage `json:"provider_schemas"`
		Version         json.RawMessage `json:"version"`
		Lineage         string          `json:"lineage"`
	}
	change struct {
		Address       string `json:"address"`
		ModuleAddress string `json:"module_address"`
		Type          string `json:"type"`
		Name          string `json:"name"`
		Change        struct {
			Actions        []string       `json:"actions"`
			Before         map[string]any `json:"before"`
			After          map[string]any `json:"after"`
			AfterUnknown   any            `json:"after_unknown"`
			AfterSensitive any            `json:"after_sensitive"`
		} `json:"change"`
	}
	configuredModule struct {
		Resources []struct {
			Address     string         `json:"address"`
			Expressions map[string]any `json:"expressions"`
		} `json:"resources"`
		Calls map[string]struct {
			Module configuredModule `json:"module"`
		} `json:"module_calls"`
	}
)

// typePrefix is how the types of Cognito's resources begin.
const typePrefix = "aws_cognito_"

// UnmarshalJSON reads the changes of other resources no further than to their types: they may have attributes of
// several megabytes, and whatever form. They become changes that do nothing.
func (c *change) UnmarshalJSON(text []byte) error {
	var head struct {
		Mode string `json:"mode"`
		Type string `json:"type"`
	}
	if err := json.Unmarshal(text, &head); err != nil {
		return err
	}
	if head.Mode != "managed" || !strings.HasPrefix(head.Type, typePrefix) {
		*c = change{}
		return nil
	}
	type plain change
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	return decoder.Decode((*plain)(c))
}

// ReadPlan reads what "terraform show -json PLAN" or "tofu show -json PLAN" prints. It takes time and memory in
// proportion to the text. The error is ErrNotPlan for anything else, also for formats other than 1.x.
func ReadPlan(text []byte) (*Plan, error) {
	if reason := notJSON(text); reason != "" {
		return nil, notPlan(reason)
	}
	var d document
	if err := json.Unmarshal(text, &d); err != nil {
		return nil, notPlan(notObject(text, err))
	}
	if reason := d.otherwise(); reason != "" {
		return nil, notPlan(reason)
	}
	p := &Plan{Terraform: d.TerraformVersion, Incomplete: d.Errored, modules: d.Configuration.Root}
	for _, c := range d.Changes {
		if c.action() == "" {
			continue
		}
		if _, known := resources[c.Type]; !known {
			if !slices.Contains(p.Unchecked, c.Type) {
				p.Unchecked = append(p.Unchecked, c.Type)
			}
			continue
		}
		p.changes = append(p.changes, c)
	}
	slices.Sort(p.Unchecked)
	return p, nil
}

func notPlan(reason string) error { return fmt.Errorf("%w: %s", ErrNotPlan, reason) }

// howTo is what to do to get a plan.
const howTo = "write terraform plan -out=PLAN, then terraform show -json PLAN, and give what that prints"

// notJSON says what a text is that is no JSON at all; it says nothing of one that may be.
func notJSON(text []byte) string {
	start := bytes.TrimLeft(text, " \t\r\n")
	switch {
	case len(start) == 0:
		return "it is empty; " + howTo
	case bytes.HasPrefix(start, []byte("PK\x03\x04")):
		return "it is a saved plan, which only Terraform reads; write terraform show -json PLAN, and give what that prints"
	case bytes.HasPrefix(start, []byte("\xEF\xBB\xBF")), bytes.HasPrefix(start, []byte("\xFF\xFE")),
		bytes.HasPrefix(start, []byte("\xFE\xFF")):
		return "it begins with a byte order mark; save it as UTF-8 without one (Windows PowerShell 5 writes one with >)"
	case !utf8.Valid(text):
		return "it is no text; " + howTo
	case start[0] != '{':
		return "it is no JSON; " + howTo
	}
	return ""
}

// notObject says what a text is that begins like an object and cannot be read.
func notObject(text []byte, err error) string {
	first, rest, _ := bytes.Cut(bytes.TrimLeft(text, " \t\r\n"), []byte{'\n'})
	var line struct {
		Level string `json:"@level"`
	}
	if len(bytes.TrimSpace(rest)) > 0 && json.Unmarshal(first, &line) == nil && line.Level != "" {
		return "it is the log that terraform plan -json writes; " + howTo
	}
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		return fmt.Sprintf("it is no JSON, or not all of it (%s at byte %d); %s", syntax, syntax.Offset, howTo)
	}
	var kind *json.UnmarshalTypeError
	if errors.As(err, &kind) {
		// Its own text would name types of this program.
		return fmt.Sprintf("%s is no value of a plan; %s", kind.Field, howTo)
	}
	return "it has not the form of one; " + howTo
}

// otherwise says what an object is that is no plan of a known format.
func (d *document) otherwise() string {
	switch {
	case d.FormatVersion == "" && (d.Lineage != "" || d.Version != nil && d.TerraformVersion != ""):
		return "it is a state, which says what is there, not what is to change; " + howTo
	case d.FormatVersion == "":
		return "it has no format_version; " + howTo
	case d.ProviderSchemas != nil:
		return "it has the schemas of providers; " + howTo
	}
	if major, _, _ := strings.Cut(d.FormatVersion, "."); major != "1" {
		return fmt.Sprintf("its format is version %s, and 1.x are known; use a release of Terraform that writes that, or a "+
			"newer cognitocheck", printableVersion(d.FormatVersion))
	}
	switch {
	case d.Planned == nil && d.Changes == nil && d.Values != nil:
		return "it is a state, which says what is there, not what is to change; " + howTo
	case d.Planned == nil && d.Changes == nil && d.TerraformVersion == "":
		return "it has neither resource_changes nor planned_values; " + howTo
	}
	return ""
}

// printableVersion is a version that came from outside, cut to what a version may be.
func printableVersion(text string) string { return fmt.Sprintf("%.20q", text) }

// action is what is done to the resource: create, update, or nothing that sends a request with its attributes. To
// replace is to create.
func (c *change) action() string {
	for _, action := range []string{"create", "update"} {
		if slices.Contains(c.Change.Actions, action) {
			return action
		}
	}
	return ""
}

// configured finds the expressions of the change's resource in the configuration. It returns nil where there are none.
func (p *Plan) configured(c *change) map[string]any {
	module := p.modules
	for _, name := range moduleNames(c.ModuleAddress) {
		call, ok := module.Calls[name]
		if !ok {
			return nil
		}
		module = call.Module
	}
	for _, r := range module.Resources {
		if r.Address == c.Type+"."+c.Name {
			return r.Expressions
		}
	}
	return nil
}

// moduleNames are the names of an address such as module.a["x.y"].module.b[0].
func moduleNames(address string) []string {
	var names []string
	var bare strings.Builder
	quoted, depth := false, 0
	for i := 0; i < len(address); i++ {
		switch c := address[i]; {
		case quoted && c == '\\':
			i++
		case c == '"' && depth > 0:
			quoted = !quoted
		case quoted:
		case c == '[':
			depth++
		case c == ']':
			depth--
		case depth == 0:
			bare.WriteByte(c)
		}
	}
	for i, part := range strings.Split(bare.String(), ".") {
		if i%2 == 1 {
			names = append(names, part)
		}
	}
	return names
}
