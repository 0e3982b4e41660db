package trial

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/cognitocheck/cognitocheck/schemas"
	"github.com/cognitocheck/cognitocheck/schemas/rules"
)

// Request is the request of an operation.
type Request struct {
	Operation *schemas.Operation
	Body      []byte
}

// Examples are the requests of the examples of rules, each for all operations of its rule that know its members.
func Examples(all []*rules.Rule) []Request {
	var requests []Request
	for _, r := range all {
		var on []*schemas.Operation
		for _, l := range r.Looks {
			if !slices.Contains(on, l.Operation) {
				on = append(on, l.Operation)
			}
		}
		for _, e := range r.Examples {
			for _, op := range on {
				if e.On == "" || e.On == op.Name || e.On == op.FullName() {
					requests = append(requests, Request{op, e.Breaks}, Request{op, e.Passes})
				}
			}
		}
	}
	return requests
}

// Pool makes requests out of others: it crosses their values and changes them. It is read-only once made.
type Pool struct {
	operations []*schemas.Operation // those that have a request, each as often
	requests   map[*schemas.Operation][]*value
	byShape    map[*schemas.Shape][]*value // values that the requests have
	texts      []string                    // strings and names that they have
}

// NewPool returns a pool of the values of requests. Requests are JSON; the error is that of one that is not.
func NewPool(from []Request) (*Pool, error) {
	p := &Pool{requests: map[*schemas.Operation][]*value{}, byShape: map[*schemas.Shape][]*value{}}
	texts := map[string]bool{}
	for _, r := range from {
		v, err := readValue(r.Body, r.Operation.Input)
		if err != nil {
			return nil, fmt.Errorf("request of %s: %w", r.Operation.FullName(), err)
		}
		if p.requests[r.Operation] == nil {
			p.operations = append(p.operations, r.Operation)
		}
		p.requests[r.Operation] = append(p.requests[r.Operation], v)
		v.visit(func(v *value) {
			if v.shape != nil {
				p.byShape[v.shape] = append(p.byShape[v.shape], v)
			}
			for _, text := range append(v.names, v.text) {
				if !texts[text] && (v.kind == '"' || v.kind == '{') {
					texts[text] = true
					p.texts = append(p.texts, text)
				}
			}
		})
	}
	return p, nil
}

// Make makes a request out of those of the pool. It may break constraints of its shapes, and name members twice.
func (p *Pool) Make(r *rand.Rand) Request {
	op := p.operations[r.IntN(len(p.operations))]
	from := p.requests[op]
	return Request{op, p.change(r, op, from[r.IntN(len(from))].copyOf())}
}

// Change makes a request out of another by values of the pool. It returns one that is no JSON as it is.
func (p *Pool) Change(r *rand.Rand, from Request) Request {
	v, err := readValue(from.Body, from.Operation.Input)
	if err != nil {
		return from
	}
	return Request{from.Operation, p.change(r, from.Operation, v)}
}

// change changes a body in up to four places and writes it.
func (p *Pool) change(r *rand.Rand, op *schemas.Operation, body *value) []byte {
	c := changing{p, r}
	for range r.IntN(5) {
		var all []*value
		body.visit(func(v *value) { all = append(all, v) })
		c.change(all[r.IntN(len(all))])
	}
	w := writing{Rand: r, odd: r.IntN(2) == 0}
	w.write(body)
	return []byte(w.out.String())
}

// changing changes values.
type changing struct {
	*Pool
	*rand.Rand
}

func (c *changing) change(v *value) {
	switch c.IntN(10) {
	case 0:
		c.drop(v)
	case 1:
		v.become(&value{kind: 't', text: "null"})
	case 2, 3:
		if same := c.byShape[v.shape]; len(same) > 0 {
			v.become(same[c.IntN(len(same))])
		}
	case 4, 5, 6:
		c.changeInside(v)
	case 7:
		// Members move, and lists have other orders.
		c.Shuffle(len(v.inner), func(i, k int) {
			v.inner[i], v.inner[k] = v.inner[k], v.inner[i]
			if v.kind == '{' {
				v.names[i], v.names[k] = v.names[k], v.names[i]
			}
		})
	default:
		if inner := v.inner; len(inner) > 0 {
			c.changeInside(inner[c.IntN(len(inner))])
		} else {
			c.changeInside(v)
		}
	}
}

// become makes a value a copy of another, in its place.
func (v *value) become(other *value) {
	shape, parent := v.shape, v.parent
	*v = *other.copyOf()
	for _, inner := range v.inner {
		inner.parent = v
	}
	v.shape, v.parent = shape, parent
}

// drop takes a value out of what it is in.
func (c *changing) drop(v *value) {
	p := v.parent
	if p == nil {
		return
	}
	i := slices.Index(p.inner, v)
	p.inner = slices.Delete(p.inner, i, i+1)
	if p.kind == '{' {
		p.names = slices.Delete(p.names, i, i+1)
	}
}

// changeInside changes what a value says, or has in it.
func (c *changing) changeInside(v *value) {
	switch {
	case v.kind == '"':
		v.text = c.otherText(v)
	case v.kind == '0':
		v.text = []string{
			"0", "1", "-1", "2", "3", "5", "6", "7", "8", "10", "20", "23", "24", "25", "30", "60", "90", "100", "300",
			"365", "3600", "3650", "86400", "86401", "2147483647", "-2147483648",
		}[c.IntN(26)]
	case v.text == "true":
		v.text = "false"
	case v.text == "false":
		v.text = "true"
	case v.kind == '[' && (c.IntN(5) == 0 || len(v.inner) == 0) && v.shape != nil:
		if same := c.byShape[v.shape.Element]; len(same) > 0 {
			v.add("", same[c.IntN(len(same))].copyOf())
		}
	case v.kind == '[' && c.IntN(6) == 0:
		v.inner = nil
	case v.kind == '[' && len(v.inner) > 0:
		v.add("", v.inner[c.IntN(len(v.inner))].copyOf())
	case v.kind == '{' && v.shape != nil && v.shape.Type == schemas.Structure && len(v.shape.Members) > 0:
		m := v.shape.Members[c.IntN(len(v.shape.Members))]
		if same := c.byShape[m.Shape]; len(same) > 0 {
			c.set(v, m.Name, same[c.IntN(len(same))].copyOf())
		}
	case v.kind == '{' && v.shape != nil && v.shape.Type == schemas.Map:
		keys := c.texts
		if v.shape.Key.Enum != nil {
			keys = v.shape.Key.Enum
		}
		if same := c.byShape[v.shape.Value]; len(same) > 0 {
			c.set(v, keys[c.IntN(len(keys))], same[c.IntN(len(same))].copyOf())
		}
	}
}

// set gives an object an entry, in place of the one with that name; now and then beside it.
func (c *changing) set(v *value, name string, inner *value) {
	if i := slices.Index(v.names, name); i >= 0 && c.IntN(10) > 0 {
		v.inner[i].become(inner)
		return
	}
	v.add(name, inner)
}

// otherText is a string in the place of a value's.
func (c *changing) otherText(v *value) string {
	if v.shape != nil && len(v.shape.Enum) > 0 && c.IntN(4) > 0 {
		return v.shape.Enum[c.IntN(len(v.shape.Enum))]
	}
	characters := []rune(v.text)
	at := c.IntN(len(characters) + 1)
	before, after := string(characters[:at]), string(characters[at:])
	switch c.IntN(8) {
	case 0:
		return ""
	case 1:
		return strings.ToUpper(v.text)
	case 2:
		return before
	case 3:
		return after
	case 4, 5:
		const strange = "é😀\u2028\"\\\n\x7F \t.:/#,;-_+*@%~{}[]()<>=?!09azAZ"
		all := []rune(strange)
		return before + string(all[c.IntN(len(all))]) + after
	}
	return c.texts[c.IntN(len(c.texts))]
}
