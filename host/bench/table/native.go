package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"testing"

	"github.com/cognitocheck/cognitocheck/host/bench/measure"
	"github.com/cognitocheck/cognitocheck/host/bench/payload"
	"github.com/cognitocheck/cognitocheck/schemas/reference"
	"github.com/cognitocheck/cognitocheck/validator"
	"github.com/santhosh-tekuri/jsonschema/v5"
)

// native measures package validator.
func native(s settings) ([]*section, error) {
	orders := &section{
		title:  "The same where no two bodies in turn have their members in one order: as above, and sorted",
		ours:   "Check",
		theirs: "json.Valid",
	}
	against := &section{
		title:  "Native Check, valid bodies, against encoding/json.Valid on the same bytes",
		ours:   "Check",
		theirs: "json.Valid",
	}
	library := &section{
		title:  "Native Check against jsonschema/v5 from bytes (decoding included): how many times as fast",
		ours:   "Check",
		theirs: "jsonschema",
	}
	allocations := &section{title: "Native Check, valid bodies: allocations", ours: "a check", theirs: ""}
	broken := &section{
		title: "Native, five violations: Check and the report as JSON, against jsonschema/v5 with its detailed " +
			"output as JSON",
		ours:   "Check",
		theirs: "jsonschema",
	}
	for _, p := range payload.All() {
		operation, err := validator.Lookup(p.Operation)
		if err != nil {
			return nil, err
		}
		schema, err := reference.Compile(p.Operation)
		if err != nil {
			return nil, err
		}
		name := fmt.Sprintf("(%s) %s, %d bytes", p.Name, operation, len(p.Valid))
		times := measure.Compare(s.rounds, s.slice,
			measure.Contender{Name: "Check", Run: func(n int) {
				for range n {
					if r, err := operation.Check(p.Valid, validator.Options{}); err != nil || !r.Valid {
						panic("the body is valid")
					}
				}
			}},
			measure.Contender{Name: "json.Valid", Run: func(n int) {
				for range n {
					if !json.Valid(p.Valid) {
						panic("the body is JSON")
					}
				}
			}},
			measure.Contender{Name: "jsonschema", Run: func(n int) {
				for range n {
					var value any
					if json.Unmarshal(p.Valid, &value) != nil || schema.Validate(value) != nil {
						panic("the body is valid")
					}
				}
			}})
		target := atMost(0.35)
		if p.Name == "d" {
			target = goal{}
		}
		against.versus(name, times[0], times[1], target)
		library.add(row{
			name:   name,
			ours:   nanoseconds(times[0].Median()),
			theirs: nanoseconds(times[2].Median()),
			ratio:  times[2].Over(times[0]),
			goal:   atLeast(30),
		})

		if p.Name != "d" {
			times = inTurn(s, operation, p)
			orders.versus(name, times[0], times[1], goal{})
		}

		count := testing.AllocsPerRun(200, func() { _, _ = operation.Check(p.Valid, validator.Options{}) })
		allocations.add(row{name: name, ours: fmt.Sprint(count), instead: "0", met: count == 0})

		times = measure.Compare(s.rounds, s.slice,
			measure.Contender{Name: "Check", Run: func(n int) {
				for range n {
					if r, err := operation.Check(p.Five, validator.Options{}); err != nil || r.Valid || len(r.JSON()) == 0 {
						panic("the body is invalid")
					}
				}
			}},
			measure.Contender{Name: "jsonschema", Run: func(n int) {
				for range n {
					var value any
					if err := json.Unmarshal(p.Five, &value); err != nil {
						panic(err)
					}
					var invalid *jsonschema.ValidationError
					if !errors.As(schema.Validate(value), &invalid) {
						panic("the body is invalid")
					}
					if _, err := json.Marshal(invalid.DetailedOutput()); err != nil {
						panic(err)
					}
				}
			}})
		broken.versus(name, times[0], times[1], atMost(1))
	}
	return []*section{against, orders, library, allocations, broken}, nil
}

// inTurn measures Check and json.Valid on a body and the same one sorted, one after the other: an engine guesses that
// members come in the order of the body before.
func inTurn(s settings, operation validator.Operation, p payload.Payload) []measure.Sample {
	bodies := [][]byte{p.Valid, p.Sorted()}
	turn := func(valid func(body []byte) bool) func(n int) {
		return func(n int) {
			for i := range n {
				if !valid(bodies[i&1]) {
					panic("the body is valid")
				}
			}
		}
	}
	return measure.Compare(s.rounds, s.slice,
		measure.Contender{Name: "Check", Run: turn(func(body []byte) bool {
			r, err := operation.Check(body, validator.Options{})
			return err == nil && r.Valid
		})},
		measure.Contender{Name: "json.Valid", Run: turn(json.Valid)})
}
