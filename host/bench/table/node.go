package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/cognitocheck/cognitocheck/host/bench/measure"
	"github.com/cognitocheck/cognitocheck/host/bench/payload"
)

// inNode has web/bench/table.mjs measure the npm package.
func inNode(s settings) ([]*section, error) {
	type body struct {
		Name      string `json:"name"`
		Operation string `json:"operation"`
		Valid     string `json:"valid"`
		Five      string `json:"five"`
	}
	var bodies []body
	sizes := map[string]string{}
	for _, p := range payload.All() {
		bodies = append(bodies, body{p.Name, p.Operation, string(p.Valid), string(p.Five)})
		sizes[p.Name] = fmt.Sprintf("(%s) %s, %d bytes", p.Name, p.Operation, len(p.Valid))
	}
	input, err := json.Marshal(map[string]any{"rounds": s.rounds, "slice": s.slice.Seconds() * 1000, "payloads": bodies})
	if err != nil {
		return nil, err
	}
	command := exec.Command("node", filepath.Join(s.root, "web", "bench", "table.mjs"))
	command.Stdin, command.Stderr = bytes.NewReader(input), os.Stderr
	output, err := command.Output()
	if err != nil {
		return nil, fmt.Errorf("node: %w", err)
	}
	var results []struct {
		Payload string                    `json:"payload"`
		Times   map[string]measure.Sample `json:"times"`
	}
	if err := json.Unmarshal(output, &results); err != nil {
		return nil, fmt.Errorf("what node wrote: %w", err)
	}

	const options = "Ajv 2020 compiled, all errors, unicode"
	text := &section{
		title:  "Node, string in, verdict out, against JSON.parse + " + options,
		ours:   "cognitocheck",
		theirs: "JSON.parse + Ajv",
	}
	hand := &section{
		title:  "Node, string in, verdict out, against JSON.parse + valibot, the schema written by hand",
		ours:   "cognitocheck",
		theirs: "JSON.parse + valibot",
	}
	parse := &section{
		title: "Node, string in, verdict out, against JSON.parse alone", ours: "cognitocheck", theirs: "JSON.parse",
	}
	object := &section{
		title:  "Node, object in, verdict out (cognitocheck writes the JSON first), against " + options,
		ours:   "cognitocheck",
		theirs: "Ajv",
	}
	five := &section{
		title:  "Node, five violations, string in, list of them out, against JSON.parse + " + options,
		ours:   "cognitocheck",
		theirs: "JSON.parse + Ajv",
	}
	for _, r := range results {
		name := sizes[r.Payload]
		target := func(g goal) goal {
			if r.Payload == "d" {
				return goal{}
			}
			return g
		}
		text.versus(name, r.Times["text: cognitocheck"], r.Times["text: ajv"], target(atMost(0.5)))
		parse.versus(name, r.Times["text: cognitocheck"], r.Times["text: JSON.parse"], goal{})
		object.versus(name, r.Times["object: cognitocheck"], r.Times["object: ajv"], goal{})
		five.versus(name, r.Times["five: cognitocheck"], r.Times["five: ajv"], atMost(1))
		if times, ok := r.Times["text: valibot"]; ok {
			hand.versus(name, r.Times["text: cognitocheck"], times, atMost(0.6))
			object.versus(name+", against valibot", r.Times["object: cognitocheck"], r.Times["object: valibot"], goal{})
			five.versus(name+", against valibot", r.Times["five: cognitocheck"], r.Times["five: valibot"], atMost(1))
		}
	}
	return []*section{text, hand, parse, object, five}, nil
}
