package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"testing"
)

// batchLines is a batch like real ones: mostly valid, a few hundred bytes a line.
func batchLines(count int) []byte {
	requests := []string{
		`"operation":"cognito-identity.CreateIdentityPool","request":{"IdentityPoolName":"My identity ` +
			`pool","AllowUnauthenticatedIdentities":false,` +
			`"CognitoIdentityProviders":[{"ProviderName":"cognito-idp.us-east-1.amazonaws.com/us-east-1_123456789",` +
			`"ClientId":"string"}]}`,
		`"operation":"cognito-idp.SignUp","request":{"ClientId":"abcdefghijklmnopqrstuvwxyz",` +
			`"Username":"someone@example.com","Password":"Passw0rd!x","UserAttributes":[{"Name":"email",` +
			`"Value":"someone@example.com"}]}`,
		`"operation":"cognito-identity.GetId","request":{"IdentityPoolId":"us-east-1:1a234b56-7890-1cd2-3e45-f6a7b8c9d0e1",` +
			`"Logins":{"graph.facebook.com":"` + strings.Repeat("token", 30) + `"}}`,
		`"operation":"cognito-idp.SignUp","request":{"ClientId":"abc","Username":"someone@example.com","Password":""}`,
	}
	var out bytes.Buffer
	for n := range count {
		request := requests[n%3]
		if n%20 == 7 {
			request = requests[3]
		}
		fmt.Fprintf(&out, `{"id":%d,%s}`+"\n", n, request)
	}
	return out.Bytes()
}

func BenchmarkBatch(b *testing.B) {
	const count = 20_000
	lines := batchLines(count)
	for _, name := range []string{"native", "wasm"} {
		for _, jobs := range []int{1, 2} {
			b.Run(fmt.Sprintf("%s/jobs=%d", name, jobs), func(b *testing.B) {
				flags := engineFlags{name: name, warnings: true}
				checker, err := flags.openBoth(context.Background(), jobs)
				if err != nil {
					b.Fatal(err)
				}
				defer closeChecker(checker)
				b.SetBytes(int64(len(lines)))
				b.ReportAllocs()
				for b.Loop() {
					work := &batch{checker: checker, jobs: jobs, out: io.Discard, progress: &progress{},
						in: &chunkReader{in: bytes.NewReader(lines), limit: lineLimit, next: 1}}
					if err := work.run(context.Background()); err != nil || work.total.valid+work.total.invalid != count {
						b.Fatalf("%v, %+v", err, work.total)
					}
				}
				b.ReportMetric(float64(count*b.N)/b.Elapsed().Seconds(), "lines/s")
			})
		}
	}
}
