package terraform

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/cognitocheck/cognitocheck/schemas"
	"github.com/cognitocheck/cognitocheck/schemas/plainjson"
)

// Request is a request that the provider would send. It is read-only once made, and safe for concurrent use.
type Request struct {
	// Address is the resource's: module.auth.aws_cognito_user_pool.main["eu"].
	Address string
	// Action is "create" or "update". To replace a resource is to create it.
	Action string
	// Operation is the full name: cognito-idp.CreateUserPool.
	Operation string
	// Body is the JSON text. What is known only after apply is in it as a value that the shapes accept.
	Body []byte
	// Open are the attributes, as people write them, that are known only after apply.
	Open []string

	body *node
	// names are how the plan calls members, by their names.
	names map[string]string
	// had tells of the members whose attributes the plan has whether they had a value before.
	had map[string]bool
	// unmanaged are members that Terraform does not know of.
	unmanaged []string
	// merged tells that members which are not in the body may be in the request all the same.
	merged bool
}

// Requests returns the requests that the plan leads to, in its order. It costs some 50 µs for each.
func (p *Plan) Requests() []*Request {
	var all []*Request
	for i := range p.changes {
		c := &p.changes[i]
		if c.Change.After == nil || c.Change.AfterUnknown == true {
			continue // Nothing of it is known.
		}
		calls := resources[c.Type].create
		if c.action() == "update" {
			calls = resources[c.Type].update
		}
		configured := p.configured(c)
		for j := range calls {
			if b := newBuilder(c, &calls[j], configured); b.isMade() {
				all = append(all, b.build())
			}
		}
	}
	return all
}

// builder makes a request of a change.
type builder struct {
	change     *change
	call       *call
	operation  *schemas.Operation
	unknown    map[string]any
	configured map[string]any // nil where nothing is known
	request    *Request
}

func newBuilder(c *change, made *call, configured map[string]any) *builder {
	operation, err := schemas.Load().Operation(made.operation)
	if err != nil {
		panic(err) // The table names operations of the model.
	}
	names := map[string]string{}
	for name, a := range made.attributes {
		if a.member == "" {
			continue // Its name is that of the member, which addMembers finds.
		}
		if steps := findMembers(operation.Input, name, a.member); steps != nil {
			names[steps[len(steps)-1].Name] = cmp.Or(a.label, name)
		}
	}
	unknown, _ := c.Change.AfterUnknown.(map[string]any)
	return &builder{
		change: c, call: made, operation: operation, unknown: unknown, configured: configured,
		request: &Request{
			Address: c.Address, Action: c.action(), Operation: made.operation,
			names: names, had: map[string]bool{}, unmanaged: made.unmanaged, merged: made.merged,
		},
	}
}

// isMade tells whether the call is made for certain.
func (b *builder) isMade() bool {
	if len(b.call.any) == 0 {
		return true
	}
	return slices.ContainsFunc(b.call.any, func(c condition) bool { return b.holds(c) == yes })
}

type answer int

const (
	no answer = iota
	yes
	unclear
)

// holds tells whether a condition holds; where a value is known only after apply, it may be unclear.
func (b *builder) holds(c condition) answer {
	value := b.change.Change.After[c.attribute]
	known := func(holds bool) answer {
		switch {
		case b.unknown[c.attribute] == true:
			return unclear
		case holds:
			return yes
		}
		return no
	}
	switch c.is {
	case set:
		return known(!isZero(value))
	case unset:
		return known(isZero(value))
	case on:
		return known(!isZero(value) && value != "OFF")
	}
	if b.unknown[c.attribute] != nil && isOpen(b.unknown[c.attribute]) {
		return yes // Terraform does not know it because it changes.
	}
	before := b.change.Change.Before[c.attribute]
	if isZero(before) && isZero(value) || reflect.DeepEqual(before, value) {
		return no
	}
	return yes
}

// isOpen tells whether a part of after_unknown says that something is open.
func isOpen(unknown any) bool {
	switch unknown := unknown.(type) {
	case bool:
		return unknown
	case []any:
		return slices.ContainsFunc(unknown, isOpen)
	case map[string]any:
		for _, v := range unknown {
			if isOpen(v) {
				return true
			}
		}
	}
	return false
}

// isZero tells whether a value is what Terraform's plugin SDK cannot tell from one that is not set.
func isZero(v any) bool {
	switch v := v.(type) {
	case nil:
		return true
	case string:
		return v == ""
	case bool:
		return !v
	case json.Number:
		f, err := v.Float64()
		return err == nil && f == 0
	case []any:
		return len(v) == 0
	case map[string]any:
		return len(v) == 0
	}
	return false
}

// source is what a plan says of a value.
type source struct {
	value, unknown, sensitive any
	// configured is what the configuration has in its place: nil where it has nothing, or nothing is known of it.
	configured any
	// path is where the value is written; plain is the same without indices, as the table has it.
	path, plain string
}

func (b *builder) build() *Request {
	c := &b.change.Change
	root := source{value: c.After, unknown: c.AfterUnknown, sensitive: c.AfterSensitive}
	if b.configured != nil {
		root.configured = b.configured
	}
	b.request.body = &node{shape: b.operation.Input}
	b.addMembers(b.request.body, root, false)
	b.addHad()
	if b.call.id != "" {
		b.addID()
	}
	for name, value := range b.call.constants {
		b.request.body.put(name, &node{shape: b.operation.Input.Member(name).Shape, scalar: plainjson.Marshal(value)})
	}
	b.order(b.request.body)
	var text bytes.Buffer
	b.request.body.encode(&text)
	b.request.Body = text.Bytes()
	return b.request
}

// addHad finds out which members had a value before.
func (b *builder) addHad() {
	for _, attributes := range []map[string]any{b.change.Change.After, b.change.Change.Before} {
		for name := range attributes {
			if steps := findMembers(b.operation.Input, name, b.call.attributes[name].member); steps != nil {
				b.request.had[steps[0].Name] = b.request.had[steps[0].Name] || !isZero(b.change.Change.Before[name])
			}
		}
	}
}

// addID adds the resource's id, which is known when it is there already.
func (b *builder) addID() {
	m := b.operation.Input.Member(b.call.id)
	n := b.scalar(m.Shape, source{value: b.change.Change.After["id"], path: "id"})
	if n == nil {
		n = openNode(m.Shape, "id")
	}
	b.request.body.put(m.Name, n)
}

// order brings the members of structures into the order of the model, so that a plan always gives the same bodies.
func (b *builder) order(n *node) {
	if n.shape != nil && n.shape.Type == schemas.Structure {
		index := map[string]int{}
		for i, m := range n.shape.Members {
			index[m.Name] = i
		}
		slices.SortStableFunc(n.members, func(x, y member) int { return cmp.Compare(index[x.name], index[y.name]) })
	}
	for _, m := range n.members {
		b.order(m.node)
	}
	for _, e := range n.elements {
		b.order(e)
	}
}

// addMembers adds the members that the attributes of an object become to a structure.
func (b *builder) addMembers(to *node, from source, sensitive bool) {
	attributes, _ := from.value.(map[string]any)
	unknown, _ := from.unknown.(map[string]any)
	marks, _ := from.sensitive.(map[string]any)
	configured, hasConfiguration := from.configured.(map[string]any)
	var also []func()
	for _, name := range namesWithOpen(attributes, from.unknown) {
		s := source{
			value: attributes[name], unknown: unknown[name], sensitive: marks[name], configured: configured[name],
			path: join(from.path, name), plain: join(from.plain, name),
		}
		a := b.call.attributes[s.plain]
		if a.instead != "" && (has(attributes, a.instead) || has(unknown, a.instead)) || a.ignored {
			continue
		}
		if a.label != "" {
			s.path = join(from.path, a.label)
		}
		steps := findMembers(to.shape, name, a.member)
		if steps == nil || !b.sends(a, s, steps[len(steps)-1], from.plain == "") {
			continue
		}
		last := steps[len(steps)-1]
		b.request.names[last.Name] = lastName(s.path)
		if s.unknown == true && hasConfiguration && s.configured == nil {
			b.addUnset(to, steps, s)
			continue
		}
		n := b.value(last.Shape, s, a, last.Required, sensitive || from.sensitive == true)
		if n == nil {
			continue
		}
		parent := b.around(to, steps, s)
		parent.put(last.Name, n)
		if a.also != "" && b.holds(condition{changed, name}) == yes {
			also = append(also, func() { b.replace(to, a.also, n) })
		}
	}
	for _, replace := range also {
		replace()
	}
}

func has(m map[string]any, name string) bool {
	_, there := m[name]
	return there
}

// sends tells whether an attribute is sent at all.
func (b *builder) sends(a attribute, s source, m *schemas.Member, top bool) bool {
	for _, c := range a.all {
		if b.holds(c) != yes {
			return false
		}
	}
	if !top || !b.call.onlyChanged || m.Required {
		return true
	}
	return b.holds(condition{changed, s.plain}) == yes
}

// addUnset adds what is known only after apply because nobody has set it: the service sets it. A value is not sent for
// certain. Of blocks the configuration does not tell whether they are there: dynamic ones are not in it.
func (b *builder) addUnset(to *node, steps []*schemas.Member, s source) {
	last := steps[len(steps)-1]
	if holdsStructures(last.Shape) {
		b.around(to, steps, s).put(last.Name, &node{shape: last.Shape, attribute: s.path, open: true, absent: true})
	}
}

func holdsStructures(shape *schemas.Shape) bool {
	switch shape.Type {
	case schemas.Structure:
		return true
	case schemas.List:
		return holdsStructures(shape.Element)
	case schemas.Map:
		return holdsStructures(shape.Value)
	}
	return false
}

// around returns the structure that the last of the steps is a member of, and adds those that are missing.
func (b *builder) around(to *node, steps []*schemas.Member, s source) *node {
	for _, step := range steps[:len(steps)-1] {
		next := to.member(step.Name)
		if next == nil {
			next = &node{shape: step.Shape, attribute: s.path}
			to.put(step.Name, next)
		}
		to = next
	}
	return to
}

// replace puts a value in another place too, where the structure around that is sent.
func (b *builder) replace(to *node, way string, n *node) {
	names := strings.Split(way, ".")
	for _, name := range names[:len(names)-1] {
		if to = to.member(name); to == nil || to.absent {
			return
		}
	}
	to.put(names[len(names)-1], n)
}

// findMembers finds the member that an attribute becomes: by the way to it, or by its own name. It returns the way, or
// nil where the structure has no such member.
func findMembers(shape *schemas.Shape, name, way string) []*schemas.Member {
	if way == "" {
		for i := range shape.Members {
			if plainName(shape.Members[i].Name) == plainName(name) {
				return []*schemas.Member{&shape.Members[i]}
			}
		}
		// Blocks that may be repeated are named in the singular.
		if !strings.HasSuffix(name, "s") {
			return findMembers(shape, name+"s", "")
		}
		return nil
	}
	var steps []*schemas.Member
	for step := range strings.SplitSeq(way, ".") {
		m := shape.Member(step)
		if m == nil {
			return nil
		}
		steps = append(steps, m)
		shape = m.Shape
	}
	return steps
}

// value makes the value of a shape. It returns nil where nothing is sent.
func (b *builder) value(shape *schemas.Shape, s source, a attribute, required, sensitive bool) *node {
	sensitive = sensitive || s.sensitive == true
	var n *node
	switch {
	case s.unknown == true:
		b.request.Open = append(b.request.Open, s.path)
		n = openNode(shape, s.path)
	case isZero(s.value) && !isOpen(s.unknown):
		n = b.zero(shape, s, a, required)
	default:
		n = b.container(shape, s, a, sensitive)
	}
	if n != nil {
		n.sensitive, n.unsure = sensitive, n.unsure || a.unsure
	}
	return n
}

// zero makes the value of what is not set.
func (b *builder) zero(shape *schemas.Shape, s source, a attribute, required bool) *node {
	scalar := map[schemas.Type]string{
		schemas.String: `""`, schemas.Boolean: "false", schemas.Integer: "0", schemas.Long: "0",
	}[shape.Type]
	switch {
	case a.zero == sent && scalar != "":
		return &node{shape: shape, attribute: s.path, scalar: []byte(scalar), unsure: true}
	case !required || s.value == nil:
		return nil
	}
	return b.container(shape, s, a, false)
}

// container makes the value of a shape from one that is set.
func (b *builder) container(shape *schemas.Shape, s source, a attribute, sensitive bool) *node {
	n := &node{shape: shape, attribute: s.path}
	switch shape.Type {
	case schemas.Structure:
		if list, isList := s.value.([]any); isList || s.value == nil {
			// A block of which there may be one is a list of it.
			if len(list) == 0 && isOpen(s.unknown) {
				return b.misfit(shape, s)
			}
			if len(list) == 0 || list[0] == nil && !isOpen(element(s.unknown, 0)) {
				return nil
			}
			path := s.path
			s = s.element(0)
			s.path = path // The configuration has no index there.
			if s.unknown == true {
				b.request.Open = append(b.request.Open, s.path)
				return openNode(shape, s.path)
			}
			sensitive = sensitive || s.sensitive == true
		}
		if _, isObject := s.value.(map[string]any); !isObject {
			return b.misfit(shape, s)
		}
		b.addMembers(n, s, sensitive)
	case schemas.List:
		switch list := s.value.(type) {
		case []any:
			b.addElements(n, list, s, a, sensitive)
		case map[string]any:
			if !a.named {
				return b.misfit(shape, s)
			}
			b.addPairs(n, list, s, a, sensitive)
		default:
			return b.misfit(shape, s)
		}
		if a.added && len(n.elements) == 0 {
			return nil
		}
	case schemas.Map:
		switch entries := s.value.(type) {
		case map[string]any:
			b.addEntries(n, entries, s, sensitive)
		case []any:
			if a.key == "" {
				return b.misfit(shape, s)
			}
			b.addBlocks(n, entries, s, a, sensitive)
		default:
			return b.misfit(shape, s)
		}
	default:
		return b.scalar(shape, s)
	}
	return n
}

// element is what is said of an element of a list.
func (s source) element(i int) source {
	return source{
		value: element(s.value, i), unknown: element(s.unknown, i), sensitive: element(s.sensitive, i),
		configured: element(s.configured, i), path: s.path + "[" + strconv.Itoa(i) + "]", plain: s.plain,
	}
}

// entry is what is said of an entry of a map. The configuration is not read that deep.
func (s source) entry(name string) source {
	return source{
		value: entry(s.value, name), unknown: entry(s.unknown, name), sensitive: entry(s.sensitive, name),
		path: s.path + "[" + string(plainjson.Marshal(name)) + "]", plain: s.plain,
	}
}

// element is an element of a list, or nil.
func element(v any, i int) any {
	list, _ := v.([]any)
	if i < len(list) {
		return list[i]
	}
	return nil
}

func entry(v any, name string) any {
	m, _ := v.(map[string]any)
	return m[name]
}

// misfit makes the value of what has not the form that the shape asks for. What the provider sends is not known, so
// that nothing is said of it.
func (b *builder) misfit(shape *schemas.Shape, s source) *node {
	if isOpen(s.unknown) {
		b.request.Open = append(b.request.Open, s.path)
	}
	return &node{shape: shape, attribute: s.path, open: true, absent: true}
}

func (b *builder) addElements(n *node, list []any, s source, a attribute, sensitive bool) {
	before, _ := b.change.Change.Before[s.plain].([]any)
	for i, v := range list {
		if a.added && slices.ContainsFunc(before, func(old any) bool { return reflect.DeepEqual(old, v) }) {
			continue
		}
		if child := b.value(n.shape.Element, s.element(i), attribute{}, true, sensitive); child != nil {
			n.elements = append(n.elements, child)
		}
	}
}

// addPairs adds a structure with Name and Value for each entry of a map. User attributes that are not standard ones
// are custom, whether that is written or not.
func (b *builder) addPairs(n *node, entries map[string]any, s source, a attribute, sensitive bool) {
	before, _ := b.change.Change.Before[s.plain].(map[string]any)
	for _, name := range namesWithOpen(entries, s.unknown) {
		v := s.entry(name)
		if old, there := before[name]; a.added && there && reflect.DeepEqual(old, v.value) {
			continue
		}
		pair := &node{shape: n.shape.Element, attribute: v.path, sensitive: sensitive}
		sentName := name
		if !slices.Contains(standardAttributes, name) && !strings.HasPrefix(name, "custom:") {
			sentName = "custom:" + name
		}
		pair.put("Name", &node{shape: n.shape.Element.Member("Name").Shape, attribute: v.path, sensitive: sensitive,
			scalar: plainjson.Marshal(sentName)})
		if child := b.value(n.shape.Element.Member("Value").Shape, v, attribute{}, true, sensitive); child != nil {
			pair.put("Value", child)
		}
		n.elements = append(n.elements, pair)
	}
}

// standardAttributes are the user attributes that the provider sends under the names that it is given.
var standardAttributes = []string{
	"address", "birthdate", "email", "email_verified", "gender", "given_name", "family_name", "locale", "middle_name",
	"name", "nickname", "phone_number", "phone_number_verified", "picture", "preferred_username", "profile", "sub",
	"updated_at", "website", "zoneinfo",
}

// namesWithOpen are the names of a map and of what is open in it, sorted.
func namesWithOpen(entries map[string]any, unknown any) []string {
	names := slices.Collect(maps.Keys(entries))
	marks, _ := unknown.(map[string]any)
	for name, open := range marks {
		if !has(entries, name) && isOpen(open) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

func (b *builder) addEntries(n *node, entries map[string]any, s source, sensitive bool) {
	for _, name := range namesWithOpen(entries, s.unknown) {
		if child := b.value(n.shape.Value, s.entry(name), attribute{}, true, sensitive); child != nil {
			n.put(name, child)
		}
	}
}

// addBlocks adds an entry for each block; one attribute of it is the key.
func (b *builder) addBlocks(n *node, blocks []any, s source, a attribute, sensitive bool) {
	for i, block := range blocks {
		e := s.element(i)
		attributes, _ := block.(map[string]any)
		key, isText := attributes[a.key].(string)
		child := b.value(n.shape.Value, e, attribute{}, true, sensitive)
		if child == nil {
			continue
		}
		if !isText {
			// The key is known only after apply; another one that no key of the plan is like stands for it.
			key = fmt.Sprintf("open%d", i)
			if word, ok := acceptedText(n.shape.Key); ok {
				key = word
			}
			child.open = true
			if entry(e.unknown, a.key) == true {
				b.request.Open = append(b.request.Open, join(e.path, a.key))
			}
		}
		n.put(key, child)
	}
}

// scalar makes a string, number or the like.
func (b *builder) scalar(shape *schemas.Shape, s source) *node {
	n := &node{shape: shape, attribute: s.path}
	switch v := s.value.(type) {
	case nil:
		return nil
	case string:
		switch shape.Type {
		case schemas.AnyValue:
			// A document is written as its JSON text.
			if n.scalar = []byte(v); !json.Valid(n.scalar) {
				return b.misfit(shape, s)
			}
			return n
		case schemas.Integer, schemas.Long, schemas.Boolean:
			if n.scalar = []byte(v); !json.Valid(n.scalar) || v[0] == '"' {
				return b.misfit(shape, s)
			}
			return n
		}
	case json.Number:
		switch shape.Type {
		case schemas.String:
			n.scalar = plainjson.Marshal(v.String())
			return n
		case schemas.Boolean:
			return b.misfit(shape, s)
		}
	case bool:
		if shape.Type != schemas.Boolean {
			return b.misfit(shape, s)
		}
	default:
		if shape.Type != schemas.AnyValue {
			return b.misfit(shape, s)
		}
	}
	n.scalar = plainjson.Marshal(s.value)
	return n
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

// lastName is the last name of a path, without an index.
func lastName(path string) string {
	name := path[strings.LastIndexByte(path, '.')+1:]
	name, _, _ = strings.Cut(name, "[")
	return name
}
