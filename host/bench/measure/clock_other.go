//go:build !linux

package measure

import "time"

// Clock says what is timed.
const Clock = "time"

func timed(run func()) time.Duration {
	start := time.Now()
	run()
	return time.Since(start)
}
