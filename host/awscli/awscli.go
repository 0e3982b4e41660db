package awscli

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/cognitocheck/cognitocheck/validator"
)

// Request is what an aws command line asks for.
type Request struct {
	Operation validator.Operation

	// Body is the request's JSON, byte for byte as the aws command line writes it: on one line, beyond ASCII with \u. For
	// cognito-sync it also holds the members that travel in the URI, the query and the headers. Of a paginated operation
	// it is the request for the first page.
	Body []byte

	// Refusal is what the aws command line says instead of sending the request, line by line and in its own words; nil
	// where it sends it. It is about missing options, and members that are missing or unknown, of a wrong type or below
	// a minimum. "…" is in the place of values that may hold something sensitive, and of lists and objects.
	Refusal []string

	// Skeleton says that the line asks for the operation's skeleton (--generate-cli-skeleton), not for a request. Body is
	// empty then; the function Skeleton has the text.
	Skeleton bool

	// Color is the value of --color: "on", "off", "auto", or empty.
	Color string
}

// Reader reads aws command lines. The zero Reader reads the process's files and environment. Its methods may be called
// from any number of goroutines if its functions may.
type Reader struct {
	// ReadFile reads the file that file:// or fileb:// names. Default: the file system, up to FileLimit bytes.
	ReadFile func(name string) ([]byte, error)

	// LookupEnv looks up a variable in the path after file:// or fileb://. Default: os.LookupEnv.
	LookupEnv func(name string) (string, bool)
}

// Read reads the words after aws with the zero Reader.
func Read(words []string) (*Request, error) { return new(Reader).Read(words) }

// Read reads the words of a command line after the word aws, as a shell splits them. An *ArgumentError says why it is
// no request.
func (r *Reader) Read(words []string) (*Request, error) {
	before, err := first.parse(words)
	if err != nil {
		return nil, err
	}
	if _, ok := before.given["help"]; ok {
		return nil, helpError("aws help")
	}
	outer, err := global.parse(words)
	if err != nil {
		return nil, err
	}
	if _, ok := outer.given["version"]; ok {
		return nil, &ArgumentError{
			"--version sends no request", "leave out cognitocheck, or ask for its own: cognitocheck version",
		}
	}
	op, rest, err := chooseOperation(outer)
	if err != nil {
		return nil, err
	}
	line := line{Reader: r, words: words, op: op, input: describe(op), paginate: true}
	if _, ok := outer.given["no-paginate"]; ok {
		line.paginate = false
	}
	if format, ok := outer.given["cli-binary-format"]; ok {
		line.raw = format.words[0] == rawBlobs
	}
	request, err := line.read(rest)
	if err != nil {
		return nil, err
	}
	if color, ok := outer.given["color"]; ok {
		request.Color = color.words[0]
	}
	return request, nil
}

// chooseOperation finds the operation, and returns the words that remain for it.
func chooseOperation(outer *parsed) (validator.Operation, []string, error) {
	const usage = "the form is: aws cognito-identity get-id --identity-pool-id …"
	if outer.positional == nil {
		return validator.Operation{}, nil, parserError(usage, "the following arguments are required: command")
	}
	service := *outer.positional
	var services, commands []string
	var operations []validator.Operation // of the service, as commands
	for _, op := range validator.Operations() {
		name := op.Service()
		if !slices.Contains(services, name) {
			services = append(services, name)
		}
		if name == service {
			commands = append(commands, commandName(bareName(op)))
			operations = append(operations, op)
		}
	}
	if len(operations) == 0 {
		if service == helpArgument {
			return validator.Operation{}, nil, helpError("aws help")
		}
		if service == "aws" {
			next := "leave out one of the words aws: cognitocheck aws cognito-identity get-id …"
			return validator.Operation{}, nil, parserError(next, "argument command: Invalid choice")
		}
		next := nearestOr("cognitocheck reads the commands of "+strings.Join(services, ", "), service, services)
		return validator.Operation{}, nil, parserError(next, "argument command: Invalid choice")
	}
	stage := parser{positional: "operation"}
	inner, err := stage.parse(outer.rest)
	if err != nil {
		return validator.Operation{}, nil, err
	}
	list := "'cognitocheck operations " + service + "' lists them"
	if inner.positional == nil {
		return validator.Operation{}, nil, parserError(list, "the following arguments are required: operation")
	}
	command := *inner.positional
	if i := slices.Index(commands, command); i >= 0 {
		return operations[i], inner.rest, nil
	}
	if command == helpArgument {
		return validator.Operation{}, nil, helpError("aws " + service + " help")
	}
	next := nearestOr(list+" all", command, commands)
	return validator.Operation{}, nil, parserError(next, "argument operation: Invalid choice")
}

// nearestOr says which of the candidates a name may have been meant to be, or else what is given.
func nearestOr(otherwise, name string, candidates []string) string {
	if near := nearest(name, candidates); len(near) > 0 {
		return "maybe you meant " + strings.Join(near, " or ")
	}
	return otherwise
}

// helpError answers a line that asks for help.
func helpError(line string) error {
	return &ArgumentError{"help sends no request", "leave out cognitocheck: " + line}
}

// line is a command line from the operation's name on.
type line struct {
	*Reader
	words    []string // all after aws
	op       validator.Operation
	input    *shape
	raw      bool // blobs are given as they are
	paginate bool
	parsed   *parsed
}

func (l *line) read(words []string) (*Request, error) {
	p := operationParser(l.op, l.input)
	// The original demands nothing when it finds one of these among the words, in full.
	demanding := !slices.Contains(words, "--"+inputJSON) && !slices.Contains(words, "--"+inputYAML)
	if i := slices.Index(words, "--"+skeleton); i >= 0 && (i+1 == len(words) || words[i+1] != "output") {
		demanding = false
	}
	var err error
	if l.parsed, err = p.parse(words); err != nil {
		return nil, err
	}
	if l.parsed.positional != nil {
		if *l.parsed.positional == helpArgument {
			return nil, helpError("aws " + l.op.Service() + " " + commandName(bareName(l.op)) + " help")
		}
		if *l.parsed.positional != "" { // The original loses an empty word, too.
			l.parsed.rest = append(l.parsed.rest, *l.parsed.positional)
		}
	}
	if len(l.parsed.rest) > 0 {
		return nil, l.refuseUnknownOptions(p)
	}
	var missing []string
	if demanding {
		for _, o := range p.options {
			if o.required && !l.parsed.seen[o] {
				missing = append(missing, o.names[0])
			}
		}
	}
	request := &Request{Operation: l.op}
	body, err := l.buildBody()
	if err != nil {
		return nil, err
	}
	if form, ok := l.parsed.given[skeleton]; ok {
		if form.words[0] != "input" {
			return nil, parameterError("--"+skeleton, "leave out cognitocheck", "the skeleton of the form %s is not made here",
				form.words[0])
		}
		request.Skeleton = true
		return request, nil
	}
	if _, err := encode(l.input, body, l.raw); err != nil {
		return nil, l.wireError(err)
	}
	if len(missing) > 0 {
		request.Refusal = []string{"the following arguments are required: " + strings.Join(missing, ", ")}
	} else {
		request.Refusal = validate(l.input, body)
	}
	request.Body = appendJSON(nil, body, "")
	return request, nil
}

// mostRelated is for how many unknown options those that may be meant are named.
const mostRelated = 3

// refuseUnknownOptions says where the words are that belong to no option, and which options may be meant. The words are
// not shown: one may be a password that a shell has split, or stand right behind a misspelt option's name.
func (l *line) refuseUnknownOptions(p *parser) error {
	var near, known []string
	var at []int
	for _, o := range p.options {
		known = append(known, o.names...)
	}
	options := 0
	for _, word := range l.parsed.rest {
		at = append(at, 1+slices.Index(l.words, word))
		name, _, _ := strings.Cut(word, "=")
		if !strings.HasPrefix(word, "--") || name == "--" {
			continue
		}
		if options++; options <= mostRelated {
			near = append(near, nearestOption(name, known)...)
		}
	}
	slices.Sort(at)
	var numbers []string
	for _, n := range slices.Compact(at) {
		numbers = append(numbers, strconv.Itoa(n))
	}
	which := "word " + numbers[0]
	if last := len(numbers) - 1; last > 0 {
		which = "words " + strings.Join(numbers[:last], ", ") + " and " + numbers[last]
	}
	next := "put a value with spaces in it in quotes"
	switch {
	case len(near) > 0:
		next = "maybe you meant " + strings.Join(near, " or ")
	case options > 0:
		next = "'cognitocheck skeleton " + l.op.Name() + "' shows what the operation takes"
	}
	return &ArgumentError{"Unknown options: " + which + " after aws", next}
}

// nearestOption returns the options that a name may be meant to be: the one that it begins with, as in
// --passwordVALUE, or else those that are a few typing errors away.
func nearestOption(name string, known []string) []string {
	longest := ""
	for _, option := range known {
		if strings.HasPrefix(name, option) && len(option) > len(longest) {
			longest = option
		}
	}
	if longest != "" {
		return []string{longest}
	}
	return nearest(name, known)
}

// buildBody puts together the parameters as the original does, before they are serialised.
func (l *line) buildBody() (*object, error) {
	body := newObject()
	for i := range l.input.Members {
		m := &l.input.Members[i]
		name := commandName(m.Name)
		g, ok := l.parsed.given[name]
		if !ok {
			continue
		}
		v, err := l.readMember(m, "--"+name, g)
		if err != nil {
			return nil, err
		}
		body.set(m.Name, v)
	}
	pages, err := l.readPages()
	if err != nil {
		return nil, err
	}
	if err := l.addInput(body); err != nil {
		return nil, err
	}
	return body, l.setPage(body, pages)
}

// addInput adds what --cli-input-json holds; the options override it.
func (l *line) addInput(body *object) error {
	const option = "--" + inputJSON
	if _, ok := l.parsed.given[inputYAML]; ok {
		if _, ok := l.parsed.given[inputJSON]; ok {
			return parameterError(option, "leave one out", "Only one --cli-input- parameter may be specified")
		}
		return parameterError("--"+inputYAML, "give it as JSON with "+option, "YAML is not read here")
	}
	g, ok := l.parsed.given[inputJSON]
	if !ok {
		return nil
	}
	text := g.words[0]
	loaded, ok, err := l.readParamFile(option, text)
	if err != nil {
		return err
	}
	if ok {
		text = asText(loaded)
	}
	v, err := readJSON(text)
	if err != nil {
		return parameterError(option,
			"give a JSON object, or file://PATH of one; 'cognitocheck skeleton "+l.op.Name()+"' prints one to start from",
			"Invalid JSON received. %v", err)
	}
	given, ok := v.(*object)
	if !ok {
		return parameterError(option, "give a JSON object", "Invalid type: expecting map")
	}
	for _, name := range given.names {
		if !body.has(name) {
			body.set(name, given.values[name])
		}
	}
	return nil
}

// asText is the text of what a file held. Bytes may begin with a byte order mark.
func asText(loaded any) string {
	if data, ok := loaded.([]byte); ok {
		return strings.TrimPrefix(string(data), "\ufeff")
	}
	return loaded.(string)
}

// readPages returns the pagination options that the line has.
func (l *line) readPages() (map[string]string, error) {
	pages := map[string]string{}
	how, ok := paginators[l.op.Name()]
	if !ok {
		return nil, nil
	}
	var names []string
	for _, name := range []string{startToken, pageSize, maxItems} {
		if g, ok := l.parsed.given[name]; ok {
			word := g.words[0]
			loaded, ok, err := l.readParamFile("--"+name, word)
			if err != nil {
				return nil, err
			}
			if ok {
				word = asText(loaded)
			}
			pages[name] = word
			names = append(names, "--"+name)
		}
	}
	manual := ""
	for _, member := range []string{how.token, how.limit} {
		if _, ok := l.parsed.given[commandName(member)]; ok {
			manual = "--" + commandName(member)
		}
	}
	switch {
	case len(names) == 0:
	case manual != "":
		return nil, &ArgumentError{
			"Cannot specify --no-paginate along with pagination arguments: " + strings.Join(names, ", "),
			manual + " turns pagination off: leave it out, or them",
		}
	case !l.paginate:
		return nil, &ArgumentError{
			"Cannot specify --no-paginate along with pagination arguments: " + strings.Join(names, ", "),
			"leave out one or the other",
		}
	}
	return pages, nil
}

// setPage turns the request into that for the first page.
func (l *line) setPage(body *object, pages map[string]string) error {
	if len(pages) == 0 {
		return nil
	}
	how := paginators[l.op.Name()]
	for _, member := range []string{how.token, how.limit} {
		if body.has(member) {
			return &ArgumentError{
				"Cannot specify " + member + " in --" + inputJSON + " along with pagination arguments",
				"leave out one or the other",
			}
		}
	}
	if token, ok := pages[startToken]; ok {
		if err := inject(body, how.token, token); err != nil {
			return err
		}
	}
	if size, ok := pages[pageSize]; ok {
		n, ok := parseInteger(size)
		if !ok {
			return parserError(wholeNext, "argument --%s: invalid int value", pageSize)
		}
		body.set(how.limit, n)
	}
	return nil
}

// inject puts the service's own token into the request, which --starting-token holds in one of three forms: base64 of a
// JSON object, the old TOKEN___INDEX, or the token itself.
func inject(body *object, member, token string) error {
	const option, next = "--" + startToken, "give the NextToken of the command's last answer"
	tokens, err := decodeToken(token)
	if err != nil {
		return parameterError(option, next, "%v", err)
	}
	if tokens == nil {
		parts := strings.Split(token, "___")
		if len(parts) > 2 {
			return parameterError(option, next, "Bad starting token")
		}
		if len(parts) == 2 {
			if _, ok := parseInteger(parts[1]); ok {
				token = parts[0]
			}
		}
		tokens = newObject()
		tokens.set(member, token)
	}
	for _, name := range tokens.names {
		if v := tokens.values[name]; v != nil && v != "None" {
			body.set(name, v)
		} else {
			body.remove(name)
		}
	}
	return nil
}

// decodeToken decodes a token in the form of base64. It is nil for one in another form.
func decodeToken(token string) (*object, error) {
	data, ok := decodeBase64(token)
	if !ok || !utf8.Valid(data) {
		return nil, nil
	}
	v, err := readJSON(string(data))
	if err != nil {
		return nil, nil
	}
	switch v := v.(type) {
	case *object:
		if v.has("boto_encoded_keys") {
			return nil, errors.New("a token of bytes is not read here")
		}
		v.remove("boto_truncate_amount")
		return v, nil
	case []any:
		return nil, nil
	}
	//lint:ignore ST1005 the aws command line's own words
	return nil, errors.New("Bad starting token")
}

// wireError names the option or the member that a value could not be serialised for.
func (l *line) wireError(err error) error {
	place := ""
	var at *placeError
	if errors.As(err, &at) {
		place, err = at.place, at.err
	}
	member, _, nested := strings.Cut(place, ".")
	option := "--" + commandName(member)
	if _, ok := l.parsed.given[commandName(member)]; !ok {
		option, nested = "--"+inputJSON, true
	}
	what := err.Error()
	if nested {
		what += " at " + place
	}
	next := ""
	switch err {
	case errBase64:
		next = "give base64, fileb://PATH for a file's bytes, or --cli-binary-format " + rawBlobs +
			" for the bytes themselves"
	case errTimestamp:
		next = "write it as 2014-06-30T12:00:00Z, or in seconds since 1970"
	case errBytes:
		next = "write file://"
	}
	return parameterError(option, next, "%s", what)
}
