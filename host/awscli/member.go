package awscli

import "strings"

const (
	wholeNext     = "give a whole number"
	jsonNext      = "put JSON in single quotes, or give file://PATH of it"
	shorthandNext = "write KEY=VALUE,KEY=VALUE with quotes around a value that holds a comma or a bracket, or give JSON"
)

// readMember reads the words of one option as the value of its member.
func (l *line) readMember(m *member, option string, g given) (any, error) {
	if m.Shape.Type == typeBoolean {
		return g.flag, nil
	}
	v := value{shape: m.Shape, option: option, words: g.words, line: l}
	if len(g.words) == 1 {
		loaded, ok, err := l.readParamFile(option, g.words[0])
		if err != nil {
			return nil, err
		}
		if data, binary := loaded.([]byte); binary && m.Shape.Type != typeBlob {
			if m.Shape.Type != typeDocument {
				return nil, parameterError(option, "write file://", "%v", errBytes)
			}
			loaded = asText(data)
		}
		if data, ok := loaded.([]byte); ok {
			return data, nil
		}
		if ok {
			v.words, v.file = []string{loaded.(string)}, true
		}
	}
	return v.read()
}

// value is the words of one option, on the way to the value of its member.
type value struct {
	*line
	shape  *shape
	option string
	words  []string
	file   bool // the one word is the text of a file, which the original does not split into words
}

func (v *value) read() (any, error) {
	if v.takesShorthand() {
		return v.readShorthand()
	}
	if v.shape.Type != typeList {
		return v.readScalar(v.shape, v.words[0])
	}
	if len(v.words) == 1 && strings.HasPrefix(trimSpace(v.words[0]), "[") {
		return v.readJSON(v.words[0])
	}
	words := v.words
	if v.file {
		if trimSpace(words[0]) == "" {
			return nil, parameterError(v.option, jsonNext, "Invalid JSON: the file is empty")
		}
		// The original takes the text of such a file for a list of its characters.
		words = strings.Split(words[0], "")
	}
	out := []any{}
	for _, word := range words {
		element, err := v.readScalar(v.shape.Element, word)
		if err != nil {
			return nil, err
		}
		out = append(out, element)
	}
	return out, nil
}

// takesShorthand tells whether the words are shorthand syntax: the shape is neither a document, a scalar nor a list of
// scalars, and the first word does not begin as JSON.
func (v *value) takesShorthand() bool {
	if len(v.words) > 0 {
		if word := trimSpace(v.words[0]); strings.HasPrefix(word, "{") || strings.HasPrefix(word, "[") {
			return false
		}
	}
	if holdsDocuments(v.shape) {
		return false
	}
	if v.shape.Type == typeList {
		return isComposite(v.shape.Element)
	}
	return isComposite(v.shape)
}

func isComposite(s *shape) bool {
	return s.Type == typeStructure || s.Type == typeList || s.Type == typeMap
}

// holdsDocuments tells whether a shape is a document, or a list or map of documents.
func holdsDocuments(s *shape) bool {
	switch s.Type {
	case typeList:
		return holdsDocuments(s.Element)
	case typeMap:
		return holdsDocuments(s.Value)
	}
	return s.Type == typeDocument
}

// readScalar reads one word as a value of the shape. Of structures and maps it is JSON.
func (v *value) readScalar(s *shape, word string) (any, error) {
	switch s.Type {
	case typeDocument:
		return v.readJSON(word)
	case typeInteger, typeLong:
		n, ok := parseInteger(word)
		if !ok {
			return nil, parameterError(v.option, wholeNext, "%v", errNotANumber)
		}
		return n, nil
	case typeBoolean:
		return !strings.EqualFold(word, "false") && word != "", nil
	case typeStructure, typeMap:
		if !strings.HasPrefix(trimSpace(word), "{") {
			return nil, parameterError(v.option, jsonNext, "Invalid JSON")
		}
		return v.readJSON(word)
	case typeList:
		if !strings.HasPrefix(trimSpace(word), "[") {
			return nil, parameterError(v.option, jsonNext, "Invalid JSON")
		}
		return v.readJSON(word)
	}
	return word, nil
}

func (v *value) readJSON(word string) (any, error) {
	out, err := readJSON(word)
	if err != nil {
		return nil, parameterError(v.option, jsonNext, "Invalid JSON: %v", err)
	}
	return out, nil
}

func (v *value) readShorthand() (any, error) {
	// A structure of one text named Value may be given as that text.
	if s := v.shape; s.Type == typeStructure && len(s.Members) == 1 && s.Members[0].Name == "Value" &&
		s.Members[0].Shape.Type == typeString && !strings.Contains(v.words[0], "=") {
		out := newObject()
		out.set("Value", v.words[0])
		return out, nil
	}
	list := []any{}
	for _, word := range v.words {
		o, err := readShorthand(word, func(word string) (any, bool, error) { return v.readParamFile(v.option, word) })
		if err != nil {
			if _, ok := err.(*shorthandError); !ok {
				return nil, err
			}
			return nil, parameterError(v.option, shorthandNext, "%v", err)
		}
		list = append(list, o)
	}
	var read any = list
	if v.shape.Type != typeList || v.file {
		read = list[0]
		if v.shape.Type == typeList {
			// The original does not make a list of it either; the service will miss it.
			return read, nil
		}
	}
	out, err := convert(v.shape, read)
	switch err {
	case nil:
		return out, nil
	case errNotANumber:
		return nil, parameterError(v.option, wholeNext, "%v", err)
	case errNotABoolean:
		return nil, parameterError(v.option, "write KEY=true or KEY=false", "%v", err)
	}
	if _, ok := err.(*keyError); ok {
		return nil, parameterError(v.option, shorthandNext, "%v", err)
	}
	return nil, parameterError(v.option, jsonNext, "%v", err)
}
