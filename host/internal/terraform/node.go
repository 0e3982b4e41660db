package terraform

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/cognitocheck/cognitocheck/schemas"
	"github.com/cognitocheck/cognitocheck/schemas/plainjson"
)

// node is a value of a request, with where it comes from.
type node struct {
	shape *schemas.Shape
	// attribute is where it is written: schema[2].name.
	attribute string
	// open tells that it is known only after apply. Then it holds what the shape accepts; with absent, nothing.
	open, absent bool
	// sensitive tells that the plan says so of it, or of what is around it.
	sensitive bool
	// unsure tells that it is not certain that the provider sends it.
	unsure bool

	members  []member // of a structure or a map, in their order
	elements []*node  // of a list
	scalar   []byte   // JSON, of anything else
}

// member is a member of a structure, or an entry of a map.
type member struct {
	name string
	*node
}

// member returns the member of that name, or nil.
func (n *node) member(name string) *node {
	for _, m := range n.members {
		if m.name == name {
			return m.node
		}
	}
	return nil
}

// child returns what a token of a JSON Pointer leads to, or nil.
func (n *node) child(token string) *node {
	if n.shape != nil && n.shape.Type == schemas.List {
		if i, err := strconv.Atoi(token); err == nil && 0 <= i && i < len(n.elements) {
			return n.elements[i]
		}
		return nil
	}
	return n.member(token)
}

// put sets a member, which replaces one of the same name.
func (n *node) put(name string, value *node) {
	for i, m := range n.members {
		if m.name == name {
			n.members[i].node = value
			return
		}
	}
	n.members = append(n.members, member{name, value})
}

// some tells whether something holds of it, or of something in it.
func (n *node) some(holds func(*node) bool) bool {
	if holds(n) {
		return true
	}
	for _, m := range n.members {
		if m.some(holds) {
			return true
		}
	}
	for _, e := range n.elements {
		if e.some(holds) {
			return true
		}
	}
	return false
}

// encode appends the value as JSON. Members of a structure come in the order of the model.
func (n *node) encode(out *bytes.Buffer) {
	switch {
	case n.scalar != nil:
		out.Write(n.scalar)
	case n.shape.Type == schemas.List:
		out.WriteByte('[')
		for i, e := range n.elements {
			if i > 0 {
				out.WriteByte(',')
			}
			e.encode(out)
		}
		out.WriteByte(']')
	default:
		out.WriteByte('{')
		first := true
		for _, m := range n.members {
			if m.absent {
				continue
			}
			if !first {
				out.WriteByte(',')
			}
			first = false
			out.Write(plainjson.Marshal(m.name))
			out.WriteByte(':')
			m.encode(out)
		}
		out.WriteByte('}')
	}
}

// plainName is a name without its underscores and cases: what an attribute and its member have in common.
func plainName(name string) string { return strings.ToLower(strings.ReplaceAll(name, "_", "")) }

// attributeName is how Terraform writes the name of a member that the plan does not have: CallbackURLs is
// callback_urls, SMSMessage is sms_message.
func attributeName(name string) string {
	name = strings.ReplaceAll(name, "OAuth", "Oauth")
	var out strings.Builder
	for i := 0; i < len(name); i++ {
		c := name[i]
		if upper(c) && i > 0 {
			next := i + 1
			// The s of a plural goes with the capitals before it.
			plural := next < len(name) && name[next] == 's' && (next+1 == len(name) || upper(name[next+1]))
			if !upper(name[i-1]) || next < len(name) && !upper(name[next]) && !plural {
				out.WriteByte('_')
			}
		}
		out.WriteByte(c)
	}
	return strings.ToLower(out.String())
}

func upper(c byte) bool { return 'A' <= c && c <= 'Z' }
