package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// object is a JSON object whose fields keep their order, because a structure's
// members and an enum's values are ordered in a model.
type object []field

type field struct {
	name  string
	value json.RawMessage
}

func (o object) has(name string) bool {
	_, ok := o.get(name)
	return ok
}

func (o object) get(name string) (json.RawMessage, bool) {
	for _, f := range o {
		if f.name == name {
			return f.value, true
		}
	}
	return nil, false
}

// read decodes the field into target and reports whether the field is there.
// A field that is there and does not fit is an error that names it.
func (o object) read(name string, target any) (bool, error) {
	raw, ok := o.get(name)
	if !ok {
		return false, nil
	}
	if err := json.Unmarshal(raw, target); err != nil {
		return true, fmt.Errorf("%q: %w", name, err)
	}
	return true, nil
}

// UnmarshalJSON refuses duplicate names: a model that says two things of one
// shape says nothing.
func (o *object) UnmarshalJSON(data []byte) error {
	d := json.NewDecoder(bytes.NewReader(data))
	t, err := d.Token()
	if err != nil {
		return err
	}
	if t != json.Delim('{') {
		return fmt.Errorf("want an object, have %.20s", data)
	}
	*o = object{}
	seen := map[string]bool{}
	for d.More() {
		t, err := d.Token()
		if err != nil {
			return err
		}
		f := field{name: t.(string)}
		if seen[f.name] {
			return fmt.Errorf("duplicate name %q", f.name)
		}
		seen[f.name] = true
		if err := d.Decode(&f.value); err != nil {
			return err
		}
		*o = append(*o, f)
	}
	_, err = d.Token()
	return err
}

// decodeStrict decodes exactly one JSON value.
func decodeStrict(data []byte, target any) error {
	d := json.NewDecoder(bytes.NewReader(data))
	if err := d.Decode(target); err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("more than one JSON value")
	}
	return nil
}
