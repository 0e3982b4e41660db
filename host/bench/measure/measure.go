// Package measure times things against each other so that noise of the machine falls on all of them alike.
package measure

import (
	"slices"
	"time"
)

// Contender is something to be timed.
type Contender struct {
	Name string
	// Run does the work n times.
	Run func(n int)
}

// Sample is what the rounds gave for one contender: nanoseconds for one run, by round.
type Sample []float64

// Compare times the contenders in turn, in as many rounds as asked for, each for about the given time in each round.
// The order is turned from round to round. The answer is in the order of the contenders.
func Compare(rounds int, slice time.Duration, contenders ...Contender) []Sample {
	counts := make([]int, len(contenders))
	for i, c := range contenders {
		counts[i] = calibrate(c, slice)
	}
	samples := make([]Sample, len(contenders))
	for round := range rounds {
		for k := range contenders {
			i := (k + round) % len(contenders)
			took := timed(func() { contenders[i].Run(counts[i]) })
			samples[i] = append(samples[i], float64(took.Nanoseconds())/float64(counts[i]))
		}
	}
	return samples
}

// calibrate finds how many runs take about the given time, and warms up meanwhile.
func calibrate(c Contender, slice time.Duration) int {
	for n := 1; ; {
		took := timed(func() { c.Run(n) })
		if took >= slice/2 || n > 1<<30 {
			return max(1, int(float64(n)*float64(slice)/float64(max(took, 1))))
		}
		n *= 2
	}
}

// Median is the middle value.
func (s Sample) Median() float64 { return s.quantile(0.5) }

// Spread is the lower and the upper quartile.
func (s Sample) Spread() (low, high float64) { return s.quantile(0.25), s.quantile(0.75) }

func (s Sample) quantile(q float64) float64 {
	if len(s) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(s))
	at := q * float64(len(sorted)-1)
	i := int(at)
	if i+1 >= len(sorted) {
		return sorted[i]
	}
	return sorted[i] + (sorted[i+1]-sorted[i])*(at-float64(i))
}

// Over is the ratio to another sample, round by round.
func (s Sample) Over(other Sample) Sample {
	ratios := make(Sample, min(len(s), len(other)))
	for i := range ratios {
		ratios[i] = s[i] / other[i]
	}
	return ratios
}

// By is the sample divided by a number.
func (s Sample) By(n float64) Sample {
	parts := make(Sample, len(s))
	for i := range s {
		parts[i] = s[i] / n
	}
	return parts
}
