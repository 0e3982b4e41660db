package main

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/cognitocheck/cognitocheck/host"
	"github.com/cognitocheck/cognitocheck/host/bench/measure"
	"github.com/cognitocheck/cognitocheck/host/bench/payload"
)

// inHost measures package host, which runs the module in wazero.
func inHost(s settings) ([]*section, error) {
	ctx := context.Background()
	checker, err := host.New(ctx)
	if err != nil {
		return nil, err
	}
	defer checker.Close(ctx)
	against := &section{
		title:  "host.Check (the module in wazero, the pool included), valid bodies, against native encoding/json.Valid",
		ours:   "host.Check",
		theirs: "json.Valid",
	}
	for _, p := range payload.All() {
		times := measure.Compare(s.rounds, s.slice,
			measure.Contender{Name: "host.Check", Run: func(n int) {
				for range n {
					if r, err := checker.Check(ctx, p.Operation, p.Valid); err != nil || !r.Valid {
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
			}})
		target := atMost(1)
		if p.Name == "d" {
			target = goal{}
		}
		against.versus(fmt.Sprintf("(%s) %s, %d bytes", p.Name, p.Operation, len(p.Valid)), times[0], times[1], target)
	}
	return []*section{against}, nil
}
