package measure

import (
	"testing"
	"time"
)

func TestCompare(t *testing.T) {
	var order []string
	contender := func(name string) Contender {
		return Contender{name, func(n int) {
			order = append(order, name)
			for start := time.Now(); time.Since(start) < time.Duration(n)*time.Microsecond; {
			}
		}}
	}
	samples := Compare(3, time.Millisecond, contender("a"), contender("b"))
	if len(samples) != 2 || len(samples[0]) != 3 || len(samples[1]) != 3 {
		t.Fatalf("samples: %v", samples)
	}
	if got := order[len(order)-6:]; got[0] != "a" || got[1] != "b" || got[2] != "b" || got[3] != "a" {
		t.Errorf("the order is not turned: %v", got)
	}
}

func TestSample(t *testing.T) {
	s := Sample{4, 1, 3, 2, 5}
	if m := s.Median(); m != 3 {
		t.Errorf("median %v", m)
	}
	if low, high := s.Spread(); low != 2 || high != 4 {
		t.Errorf("spread %v to %v", low, high)
	}
	if m := (Sample{1, 2}).Median(); m != 1.5 {
		t.Errorf("median of two: %v", m)
	}
	if r := s.Over(s.By(2)); r.Median() != 2 {
		t.Errorf("ratio to the half: %v", r)
	}
	if m := (Sample{}).Median(); m != 0 {
		t.Errorf("median of none: %v", m)
	}
}
