package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/cognitocheck/cognitocheck/host"
	"github.com/cognitocheck/cognitocheck/host/bench/measure"
	"github.com/cognitocheck/cognitocheck/validator"
)

// attributes is the operation of the bodies that can have any size: its list of attributes has no bound.
const attributes = "cognito-idp.AdminUpdateUserAttributes"

// attributesBody is a valid request of attributes with so many bytes or a little less.
func attributesBody(size int) []byte {
	var out strings.Builder
	out.WriteString(`{"UserPoolId":"eu-central-1_a1B2c3D4e","Username":"someone@example.com","UserAttributes":[`)
	for n := 0; ; n++ {
		attribute := fmt.Sprintf(`{"Name":"custom:note_%d","Value":"A note on customer %d, as the sales team wrote it down `+
			`on the phone: call back, please."}`, n%100, n)
		if n > 0 {
			if out.Len()+len(attribute)+3 > size {
				break
			}
			out.WriteByte(',')
		}
		out.WriteString(attribute)
	}
	out.WriteString(`]}`)
	return []byte(out.String())
}

// bySize measures the time for a byte by the size of the body.
func bySize(s settings) ([]*section, error) {
	ctx := context.Background()
	checker, err := host.New(ctx, host.WithPoolSize(1))
	if err != nil {
		return nil, err
	}
	defer checker.Close(ctx)
	operation, err := validator.Lookup(attributes)
	if err != nil {
		return nil, err
	}
	sizes := []int{1 << 10, 4 << 10, 16 << 10, 64 << 10, 256 << 10, 1 << 20, 4 << 20}
	var contenders []measure.Contender
	var bodies [][]byte
	for _, size := range sizes {
		body := attributesBody(size)
		bodies = append(bodies, body)
		contenders = append(contenders,
			measure.Contender{Name: "Check", Run: func(n int) {
				for range n {
					if r, err := operation.Check(body, validator.Options{}); err != nil || !r.Valid {
						panic("the body is valid")
					}
				}
			}},
			measure.Contender{Name: "host.Check", Run: func(n int) {
				for range n {
					if r, err := checker.Check(ctx, attributes, body); err != nil || !r.Valid {
						panic("the body is valid")
					}
				}
			}})
	}
	times := measure.Compare(s.rounds, s.slice, contenders...)
	const middle = 3 // 64 KiB
	var sections []*section
	for k, engine := range []string{"native Check", "host.Check"} {
		section := &section{
			title:  "Time for a byte by the size of the body, " + engine + ", against the body of 64 KiB (" + attributes + ")",
			ours:   "a check",
			theirs: "for a byte",
		}
		base := times[2*middle+k].By(float64(len(bodies[middle])))
		for i, body := range bodies {
			sample := times[2*i+k].By(float64(len(body)))
			ratio := sample.Over(base)
			section.add(row{
				name:   fmt.Sprintf("%d bytes", len(body)),
				ours:   nanoseconds(times[2*i+k].Median()),
				theirs: nanoseconds(sample.Median()),
				ratio:  ratio,
				goal:   atMost(1.15),
			})
		}
		sections = append(sections, section)
	}
	sections[0].notes = []string{
		fmt.Sprintf("A native check has no memory of its own for the body: an engine is of fixed size, and a valid body of "+
			"%d bytes allocates nothing.", len(bodies[len(bodies)-1])),
	}
	return sections, nil
}
