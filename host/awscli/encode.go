package awscli

import (
	"encoding/base64"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

var (
	errNotANumber  = errors.New("invalid literal for int() with base 10")
	errNotABoolean = errors.New("a list or structure where true or false is wanted")
	//lint:ignore ST1005 the aws command line's own words
	errBase64    = errors.New("Invalid base64")
	errTimestamp = errors.New("a timestamp is wanted")
	errBytes     = errors.New("fileb:// is for blobs only")
)

// keyError is for a key that is no member's name. It may be a part of a secret with a comma in it, and would be a name
// in the request, and so in the report.
type keyError struct{ members []string }

func (e *keyError) Error() string {
	return "a key that is none of " + strings.Join(e.members, ", ")
}

// encode turns a value into the form that a request has: a blob into base64, a timestamp into seconds since 1970. What
// does not fit the shape stays as it is.
func encode(s *shape, v any, raw bool) (any, error) {
	if data, ok := v.([]byte); ok && s.Type != typeBlob {
		return string(data), errBytes
	}
	switch s.Type {
	case typeStructure:
		o, ok := v.(*object)
		if !ok {
			break
		}
		for _, name := range o.names {
			m := s.member(name)
			if m == nil {
				continue
			}
			converted, err := encode(m.Shape, o.values[name], raw)
			if err != nil {
				return nil, wrapPlace(name, err)
			}
			o.values[name] = converted
		}
	case typeList:
		list, ok := v.([]any)
		if !ok {
			break
		}
		for i := range list {
			converted, err := encode(s.Element, list[i], raw)
			if err != nil {
				return nil, wrapPlace(strconv.Itoa(i), err)
			}
			list[i] = converted
		}
	case typeMap:
		o, ok := v.(*object)
		if !ok {
			break
		}
		for _, name := range o.names {
			converted, err := encode(s.Value, o.values[name], raw)
			if err != nil {
				return nil, wrapPlace(elided, err)
			}
			o.values[name] = converted
		}
	case typeBlob:
		switch text := v.(type) {
		case []byte:
			return base64.StdEncoding.EncodeToString(text), nil
		case string:
			data := []byte(text)
			if !raw {
				var ok bool
				if data, ok = decodeBase64(text); !ok || !isASCII(text) {
					return nil, errBase64
				}
			}
			return base64.StdEncoding.EncodeToString(data), nil
		}
	case typeTimestamp:
		switch text := v.(type) {
		case number:
			return parseTimestamp(string(text))
		case bool: // A number to Python.
			if text {
				return number("1"), nil
			}
			return number("0"), nil
		case string:
			return parseTimestamp(text)
		}
	}
	return v, nil
}

// placeError is an error with the place where it is, as in RecordPatches.0.DeviceLastModifiedDate.
type placeError struct {
	place string
	err   error
}

func (e *placeError) Error() string { return fmt.Sprintf("%s: %v", e.place, e.err) }

func (e *placeError) Unwrap() error { return e.err }

func wrapPlace(name string, err error) error {
	if inner, ok := err.(*placeError); ok {
		return &placeError{name + "." + inner.place, inner.err}
	}
	return &placeError{name, err}
}

// decodeBase64 decodes as Python's base64.b64decode does, which passes over what is not of the alphabet and over what
// comes after the padding.
func decodeBase64(text string) ([]byte, bool) {
	var data []byte
	var quad uint32
	have, pads := 0, 0
	for i := range len(text) {
		c := text[i]
		if c == '=' {
			if have >= 2 {
				if pads++; have+pads >= 4 {
					return data, true
				}
			}
			continue
		}
		digit := strings.IndexByte("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", c)
		if digit < 0 {
			continue
		}
		pads = 0
		quad = quad<<6 | uint32(digit)
		if have++; have > 1 {
			data = append(data, byte(quad>>(8-2*have)))
		}
		if have == 4 {
			have = 0
		}
	}
	return data, have == 0
}

func isASCII(text string) bool {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// timestamps are the forms of dates that are read, with a time zone or in UTC.
var timestamps = []string{
	"2006-01-02",
	"2006-01-02T15:04",
	"2006-01-02T15:04Z07:00",
	"2006-01-02T15:04:05",
	"2006-01-02T15:04:05Z07:00",
	"2006-01-02T15:04:05Z0700",
	"2006-01-02 15:04",
	"2006-01-02 15:04:05",
	"2006-01-02 15:04:05Z07:00",
	"20060102T150405Z0700",
	"20060102T150405",
	time.RFC1123,
	time.RFC1123Z,
	time.RFC822Z,
	"Mon, _2 Jan 2006 15:04:05 -0700",
}

// parseTimestamp reads a timestamp: seconds since 1970, or a date.
func parseTimestamp(text string) (any, error) {
	text = trimSpace(text)
	// Python's datetime ends with the year 9999, and counts microseconds.
	if f, err := strconv.ParseFloat(text, 64); err == nil && -62135596800 <= f && f < 253402300800 {
		return number(strconv.FormatInt(int64(math.Floor(math.RoundToEven(f*1e6)/1e6)), 10)), nil
	}
	for _, form := range timestamps {
		t, err := time.Parse(form, text)
		if err != nil {
			continue
		}
		// time.Parse takes any zone's name, and knows only UTC's offset (and GMT's, by its own rule).
		if name, _ := t.Zone(); form == time.RFC1123 && name != "UTC" && name != "GMT" {
			break
		}
		return number(strconv.FormatInt(t.Unix(), 10)), nil
	}
	return nil, errTimestamp
}
