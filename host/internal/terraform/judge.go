package terraform

import (
	"regexp"
	"slices"
	"strings"

	"github.com/cognitocheck/cognitocheck/schemas"
	"github.com/cognitocheck/cognitocheck/schemas/jsonpointer"
	"github.com/cognitocheck/cognitocheck/schemas/plainjson"
	"github.com/cognitocheck/cognitocheck/schemas/rules"
	"github.com/cognitocheck/cognitocheck/validator"
)

// Finding is a violation or a warning of a request, with its place in the configuration.
type Finding struct {
	validator.Violation
	// Attribute is where the value is written: schema[2].string_attribute_constraints.max_length. It is empty for the
	// request itself.
	Attribute string `json:"attribute"`
}

// Verdict is what a report says of a request, as far as it can be said before apply.
type Verdict struct {
	Valid                bool
	Violations, Warnings []Finding
	// Answer is what the service would answer; nil where the request is valid, or where that is not known: because a part
	// of the request is not, or because it would repeat what the plan says is sensitive.
	Answer *validator.ServiceError
}

// Judge takes from a report what can be said before apply.
//
// It leaves out what is said of values that are not known yet, and of rules that read one of them. What depends on
// something that the provider may not send becomes a warning. A member that an update leaves out and that is reset is
// named when the resource had it before, or when the plan should say whether it had and does not.
//
// rule returns the rule of a code such as rule.domain-prefix, or nil: such a rule is taken to read all of the request.
// Judge asks for those alone that are broken where something is not known.
func (r *Request) Judge(report validator.Report, rule func(code string) *rules.Rule) Verdict {
	v := Verdict{Violations: []Finding{}, Warnings: []Finding{}}
	for _, violation := range report.Violations {
		switch r.certainty(violation, rule) {
		case certain:
			v.Violations = append(v.Violations, r.finding(violation))
		case uncertain:
			v.Warnings = append(v.Warnings, r.finding(violation))
		}
	}
	for _, warning := range report.Warnings {
		if warning.Code == validator.CodeResetToDefault && !r.isLost(warning.Member) ||
			r.certainty(warning, rule) == impossible {
			continue
		}
		v.Warnings = append(v.Warnings, r.finding(warning))
	}
	v.Valid = len(v.Violations) == 0
	hidden := r.merged || r.body.some(func(n *node) bool { return n.open || n.unsure || n.sensitive })
	if !v.Valid && !hidden {
		v.Answer = report.Error
	}
	return v
}

// certainty is how certain it is that a request breaks a constraint.
type certainty int

const (
	impossible certainty = iota // nothing can be said
	uncertain
	certain
)

func (r *Request) certainty(v validator.Violation, rule func(string) *rules.Rule) certainty {
	how := r.certaintyAt(jsonpointer.Split(v.Path))
	if how == impossible || v.Code == validator.CodeResetToDefault || v.Code == validator.CodeDeprecated ||
		!strings.HasPrefix(v.Code, validator.CodeRule) {
		return how
	}
	blurred := r.merged || r.body.some(func(n *node) bool { return n.open || n.unsure })
	if !blurred {
		return how
	}
	places := [][]string{{}} // all of it
	if known := rule(v.Code); known != nil {
		places = known.Reads(r.Operation, v.Path)
	}
	for _, place := range places {
		how = min(how, r.certaintyOf(place))
	}
	return how
}

// certaintyAt is how certain the value at a place is itself.
func (r *Request) certaintyAt(place []string) certainty {
	how, n := certain, r.body
	for i, token := range place {
		next := n.child(token)
		if next == nil {
			// What is not sent is certain, unless the service has it or what is around is not known.
			if r.merged && i == 0 {
				return impossible
			}
			return how
		}
		n = next
		if n.open {
			return impossible
		}
		if n.unsure {
			how = uncertain
		}
	}
	return how
}

// certaintyOf is how certain all is that is at a place and below it.
func (r *Request) certaintyOf(place []string) certainty {
	how := r.certaintyAt(place)
	if len(place) == 0 && r.merged {
		return impossible
	}
	n := r.find(place)
	switch {
	case n == nil:
		return how
	case n.some(func(n *node) bool { return n.open }):
		return impossible
	case n.some(func(n *node) bool { return n.unsure }):
		return min(how, uncertain)
	}
	return how
}

// isLost tells whether a member that the request leaves out had a value before, as far as the plan says.
func (r *Request) isLost(name string) bool {
	had, said := r.had[name]
	return !r.merged && (had || !said && !slices.Contains(r.unmanaged, name))
}

// finding is a violation with its place in the configuration, in Terraform's words, and without what is sensitive.
func (r *Request) finding(v validator.Violation) Finding {
	place := jsonpointer.Split(v.Path)
	f := Finding{Violation: v, Attribute: r.attribute(place)}
	if _, there := r.had[v.Member]; v.Code == validator.CodeResetToDefault && !there {
		f.Attribute = v.Member // Terraform has no name for it.
	}
	f.Message = r.inTerraform(v.Message)
	if n := r.find(place); n != nil && n.sensitive {
		f.Actual = nil
	}
	if hidden := r.hiddenFrom(place); hidden >= 0 {
		f.Path, f.Attribute = jsonpointer.Join(place[:hidden]...), r.attribute(place[:hidden])
		f.Message = "A part of this sensitive value is refused."
		f.Limit, f.Actual, f.Pattern, f.Allowed, f.Enum = nil, nil, "", "", nil
	}
	return f
}

// find returns the value at a place, or nil.
func (r *Request) find(place []string) *node {
	n := r.body
	for _, token := range place {
		if n = n.child(token); n == nil {
			return nil
		}
	}
	return n
}

// hiddenFrom is how many tokens of a place may be shown, where the others are names in something sensitive; -1 where
// all may.
func (r *Request) hiddenFrom(place []string) int {
	n := r.body
	for i, token := range place {
		next := n.child(token)
		if next == nil {
			return -1 // Who says that it is missing has its name from elsewhere.
		}
		if n.sensitive && n.shape.Type == schemas.Map {
			return i
		}
		n = next
	}
	return -1
}

// attribute is where the value at a place of the request is written.
func (r *Request) attribute(place []string) string {
	path, n := "", r.body
	for _, token := range place {
		if n != nil {
			isList := n.shape.Type == schemas.List
			isMap := n.shape.Type == schemas.Map
			n = n.child(token)
			switch {
			case n != nil && n.attribute != "":
				path = n.attribute
				continue
			case isList:
				path += "[" + token + "]"
				continue
			case isMap:
				path += "[" + string(plainjson.Marshal(token)) + "]"
				continue
			}
		}
		name := r.names[token]
		if name == "" {
			name = attributeName(token)
		}
		path = join(path, name)
	}
	return path
}

// memberWord finds words that may be names of members: those with a capital inside.
var memberWord = regexp.MustCompile(`\b[A-Z][A-Za-z0-9]*[a-z0-9][A-Z][A-Za-z0-9]*\b`)

// inTerraform names members in a message as Terraform does.
func (r *Request) inTerraform(message string) string {
	return memberWord.ReplaceAllStringFunc(message, func(word string) string {
		if name := r.names[word]; name != "" {
			return name
		}
		if r.body.shape.Member(word) != nil {
			return attributeName(word)
		}
		return word
	})
}
