package terraform

import "bytes"

// encoded is a value as JSON.
func encoded(n *node) []byte {
	var out bytes.Buffer
	n.encode(&out)
	return out.Bytes()
}
