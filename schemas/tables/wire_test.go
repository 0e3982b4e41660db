package main

import (
	"strings"
	"testing"

	"github.com/cognitocheck/cognitocheck/schemas"
)

// TestWireRefusals holds that the generator refuses what package wire could not read.
func TestWireRefusals(t *testing.T) {
	text, list := &schemas.Shape{Type: schemas.String}, &schemas.Shape{Type: schemas.List}
	for name, test := range map[string]struct {
		path   string
		member schemas.Member
		want   string
	}{
		"a label with its member": {
			path:   "/things/{id}",
			member: schemas.Member{Name: "Id", Shape: text, Location: "uri", LocationName: "id"},
		},
		"a label without one": {
			path:   "/things/{id}",
			member: schemas.Member{Name: "Id", Shape: text, Location: "uri", LocationName: "Id"},
			want:   "s.Get: no member for {id} of the path",
		},
		"a label for the rest of the path": {
			path:   "/things/{id+}",
			member: schemas.Member{Name: "Id", Shape: text, Location: "uri", LocationName: "id"},
			want:   "s.Get: no member for {id+} of the path",
		},
		"a list in the query": {
			path:   "/things",
			member: schemas.Member{Name: "Ids", Shape: list, Location: "querystring", LocationName: "ids"},
			want:   `s.Get: no way to read member Ids in "querystring": it is no scalar`,
		},
		"headers by their prefix": {
			path:   "/things",
			member: schemas.Member{Name: "Notes", Shape: text, Location: "headers", LocationName: "x-note-"},
			want:   `s.Get: no way to read member Notes in "headers"`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			service := &schemas.Service{Name: "s"}
			service.Operations = []*schemas.Operation{{
				Service: service, Name: "Get", Method: "GET", RequestURI: test.path,
				Input: &schemas.Shape{Type: schemas.Structure, Members: []schemas.Member{test.member}},
			}}
			_, err := writeWire([]*schemas.Service{service})
			switch {
			case test.want == "" && err != nil:
				t.Error(err)
			case test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)):
				t.Errorf("got %v, want %q", err, test.want)
			}
		})
	}
}
