package schemas

import (
	"bytes"
	"embed"
	"fmt"
)

//go:embed *.schema.json
var embedded embed.FS

// Corrections is where the service was seen to differ from its published model: the text of corrections.yaml.
//
//go:embed corrections.yaml
var Corrections []byte

// services are the names of the embedded documents, sorted.
var services = []string{"cognito-identity", "cognito-idp", "cognito-sync"}

// Documents returns the three embedded documents by service name. The map and the
// bytes are the caller's own.
func Documents() map[string][]byte {
	documents := map[string][]byte{}
	for _, name := range services {
		documents[name] = bytes.Clone(readEmbedded(name))
	}
	return documents
}

// Document returns the embedded document of one service: cognito-identity,
// cognito-idp or cognito-sync.
func Document(service string) ([]byte, error) {
	for _, name := range services {
		if name == service {
			return bytes.Clone(readEmbedded(name)), nil
		}
	}
	return nil, fmt.Errorf("unknown service %q", service)
}

func readEmbedded(service string) []byte {
	data, err := embedded.ReadFile(service + ".schema.json")
	if err != nil {
		panic(err) // The file is compiled in.
	}
	return data
}
