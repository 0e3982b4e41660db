package host

import "testing"

// BenchmarkOverhead measures what the host adds to a call of the module, with a module that does next to nothing.
func BenchmarkOverhead(b *testing.B) {
	for name, options := range map[string][]Option{
		"plain":             nil,
		"with interruption": {WithInterruption()},
	} {
		b.Run(name, func(b *testing.B) {
			checker := newChecker(b, append(options, WithModule(fakeModule("2026-01-01")))...)
			request := []byte(testValidBody)
			b.ReportAllocs()
			b.RunParallel(func(loop *testing.PB) {
				for loop.Next() {
					if _, err := checker.Check(b.Context(), testOperation, request); err != nil {
						b.Error(err)
						return
					}
				}
			})
		})
	}
}
