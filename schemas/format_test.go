package schemas_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/cognitocheck/cognitocheck/schemas"
)

// TestFormatGivesTheDocuments parses the three documents and holds Format to giving them back, byte for byte.
func TestFormatGivesTheDocuments(t *testing.T) {
	for name, document := range schemas.Documents() {
		service, err := schemas.Parse(document)
		if err != nil {
			t.Fatal(err)
		}
		if got := schemas.Format(service); !bytes.Equal(got, document) {
			line := 1 + bytes.Count(commonStart(got, document), []byte("\n"))
			t.Errorf("%s: the document differs from line %d on", name, line)
		}
	}
}

// commonStart returns the bytes that both texts begin with.
func commonStart(a, b []byte) []byte {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return a[:n]
}

// TestParseGivesTheService formats services made at random and holds Parse to giving them back.
func TestParseGivesTheService(t *testing.T) {
	types := map[schemas.Type]int{}
	for seed := range uint64(500) {
		service := randomService(rand.New(rand.NewPCG(seed, 1)))
		document := schemas.Format(service)
		got, err := schemas.Parse(document)
		if err != nil {
			t.Fatalf("seed %d: %v\n%s", seed, err, document)
		}
		if !reflect.DeepEqual(got, service) {
			t.Fatalf("seed %d: Parse gives another service than Format wrote:\n%s", seed, document)
		}
		if again := schemas.Format(got); !bytes.Equal(again, document) {
			t.Fatalf("seed %d: a second Format gives another document:\n%s", seed, document)
		}
		for _, shape := range service.Shapes {
			types[shape.Type]++
		}
	}
	for _, of := range shapeTypes {
		if types[of] < 100 {
			t.Errorf("only %d shapes are a %s", types[of], of)
		}
	}
}

var shapeTypes = []schemas.Type{
	schemas.Structure, schemas.List, schemas.Map, schemas.String, schemas.Blob,
	schemas.Integer, schemas.Long, schemas.Boolean, schemas.Timestamp, schemas.AnyValue,
}

// randomService makes a service with shapes of all types, which refer to each other and to themselves.
func randomService(random *rand.Rand) *schemas.Service {
	s := &schemas.Service{
		Name: "depot", APIVersion: randomText(random), ModelDate: "2026-02-03", Protocol: "rest-json",
	}
	if random.IntN(2) == 0 {
		s.Protocol, s.JSONVersion, s.TargetPrefix = "json", "1.1", "DepotService"
	}
	for i := range 1 + random.IntN(30) {
		of := shapeTypes[random.IntN(len(shapeTypes))]
		s.Shapes = append(s.Shapes, &schemas.Shape{
			Name: fmt.Sprintf("Shape%02d", i), Type: of, Sensitive: random.IntN(4) == 0,
		})
	}
	for _, shape := range s.Shapes {
		fillShape(random, s, shape)
	}
	for i := range random.IntN(5) {
		op := &schemas.Operation{
			Service: s, Name: fmt.Sprintf("Get%d", i), Input: randomStructure(random, s), Output: randomStructure(random, s),
			Method:       "POST",
			RequestURI:   "/" + randomText(random),
			ResponseCode: random.IntN(2) * 200,
			NoAuth:       random.IntN(2) == 0,
		}
		for range random.IntN(3) {
			op.Errors = append(op.Errors, randomText(random))
		}
		s.Operations = append(s.Operations, op)
	}
	return s
}

// fillShape gives a shape what its type may have.
func fillShape(random *rand.Rand, s *schemas.Service, shape *schemas.Shape) {
	pick := func() *schemas.Shape { return s.Shapes[random.IntN(len(s.Shapes))] }
	switch shape.Type {
	case schemas.Structure:
		for _, i := range random.Perm(random.IntN(6)) {
			m := schemas.Member{
				Name: fmt.Sprintf("Member%d", i), Shape: pick(), Required: random.IntN(2) == 0, Deprecated: random.IntN(4) == 0,
			}
			m.Sensitive = m.Shape.Sensitive || random.IntN(4) == 0
			if random.IntN(3) == 0 {
				m.Location = []string{"uri", "querystring", "header", "headers", "statusCode"}[random.IntN(5)]
				m.LocationName = randomText(random)
			}
			shape.Members = append(shape.Members, m)
		}
		return
	case schemas.List:
		shape.Element = pick()
	case schemas.Map:
		shape.Key, shape.Value = pick(), pick()
	case schemas.String:
		if random.IntN(2) == 0 {
			shape.Pattern, shape.ServicePattern = randomText(random), randomText(random)
		}
		for range random.IntN(3) {
			shape.Enum = append(shape.Enum, randomText(random))
		}
	case schemas.Boolean, schemas.Timestamp, schemas.AnyValue:
		return
	}
	for _, bound := range []**int64{&shape.Min, &shape.Max} {
		if random.IntN(2) == 0 {
			value := random.Int64N(1 << uint(1+random.IntN(40)))
			*bound = &value
		}
	}
}

// randomStructure picks a structure, or makes the nameless empty one.
func randomStructure(random *rand.Rand, s *schemas.Service) *schemas.Shape {
	if shape := s.Shapes[random.IntN(len(s.Shapes))]; shape.Type == schemas.Structure {
		return shape
	}
	return &schemas.Shape{Type: schemas.Structure}
}

// randomText makes a text that is not empty, of characters that JSON has a special form for and others.
func randomText(random *rand.Rand) string {
	const alphabet = "ab{}[]\"\\/ \t\n\x00\x1f\x7f\u0085\u2028é\uffff\U0001f600<>&"
	var text []rune
	for range 1 + random.IntN(8) {
		runes := []rune(alphabet)
		text = append(text, runes[random.IntN(len(runes))])
	}
	return string(text)
}
