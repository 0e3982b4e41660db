package reference

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Decode decodes a body for the Validate method of a compiled schema: numbers keep
// their digits, and an empty body (or white space alone) is {}. Like encoding/json it
// passes over duplicate names and invalid UTF-8.
//
// The reference engine computes with exact fractions, so that 1e1000000 would cost a
// million digits, and 1e1000001 a panic. Numbers of more than 400 digits either way are
// replaced by shorter ones, which every constraint here judges alike.
func Decode(body []byte) (any, error) {
	body = bytes.Trim(body, " \t\r\n")
	if len(body) == 0 {
		return map[string]any{}, nil
	}
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		return nil, fmt.Errorf("decode body: %w", err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("decode body: more than one JSON value")
	}
	return tameNumbers(v), nil
}

// tameNumbers replaces numbers beyond bounds, in place.
func tameNumbers(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for name, value := range v {
			v[name] = tameNumbers(value)
		}
	case []any:
		for i, value := range v {
			v[i] = tameNumbers(value)
		}
	case json.Number:
		if d, ok := parseDecimal(string(v)); ok {
			return d.tame(v)
		}
	}
	return v
}

// decimal is a number: digits · 10^exponent, without zeros at either end of digits.
// Zero has no digits.
type decimal struct {
	negative bool
	digits   string
	exponent int64
}

// parseDecimal reads a JSON number.
func parseDecimal(text string) (decimal, bool) {
	var d decimal
	text, d.negative = strings.CutPrefix(text, "-")
	if i := strings.IndexAny(text, "eE"); i >= 0 {
		exponent, err := strconv.ParseInt(text[i+1:], 10, 64)
		if err != nil && !errors.Is(err, strconv.ErrRange) {
			return d, false
		}
		// Held within bounds that leave room for what the digits add to it.
		d.exponent = max(-1<<60, min(1<<60, exponent))
		text = text[:i]
	}
	whole, fraction, _ := strings.Cut(text, ".")
	digits := strings.TrimRight(whole+fraction, "0")
	d.exponent += int64(len(whole) - len(digits))
	d.digits = strings.TrimLeft(digits, "0")
	if d.digits == "" {
		return decimal{}, true
	}
	return d, true
}

// fits reports whether the number is a signed integer of that many bits.
func (d decimal) fits(bits int) bool {
	if d.digits == "" {
		return true
	}
	if d.exponent < 0 || int64(len(d.digits))+d.exponent > 19 {
		return false
	}
	text := d.digits + strings.Repeat("0", int(d.exponent))
	if d.negative {
		text = "-" + text
	}
	_, err := strconv.ParseInt(text, 10, bits)
	return err == nil
}

// tame returns the number, or another in its place that every type and bound here
// judges alike: far out of range, or a fraction.
func (d decimal) tame(text json.Number) json.Number {
	const far = 400
	switch {
	case d.digits == "":
		return "0"
	case int64(len(d.digits))+d.exponent > far && d.negative:
		return "-1e400"
	case int64(len(d.digits))+d.exponent > far:
		return "1e400"
	case d.exponent < -far:
		return "0.5"
	}
	return text
}
