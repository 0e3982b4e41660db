package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/cognitocheck/cognitocheck/host/bench/measure"
)

// goal is a target for a ratio; its zero value is none.
type goal struct {
	sign string
	of   float64
}

func atMost(of float64) goal  { return goal{"≤", of} }
func atLeast(of float64) goal { return goal{"≥", of} }

// section is a part of the table.
type section struct {
	title string
	// ours and theirs head the columns of absolute values.
	ours, theirs string
	rows         []row
	notes        []string
}

// row is a line: a ratio, and what it is the ratio of.
type row struct {
	name         string
	ours, theirs string
	ratio        measure.Sample
	goal         goal
	// instead is shown where the ratio is not what matters.
	instead string
	met     bool
}

func (s *section) add(r row) { s.rows = append(s.rows, r) }

// versus adds the ratio of two samples of nanoseconds.
func (s *section) versus(name string, ours, theirs measure.Sample, g goal) {
	s.add(row{
		name: name, ours: nanoseconds(ours.Median()), theirs: nanoseconds(theirs.Median()), ratio: ours.Over(theirs), goal: g,
	})
}

func (s *section) write(w io.Writer) error {
	if _, err := fmt.Fprintf(w, "\n%s\n\n", s.title); err != nil {
		return err
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintf(t, "  \t%s\t%s\tratio\tquartiles\ttarget\t\n", s.ours, s.theirs)
	for _, r := range s.rows {
		fmt.Fprintf(t, "  %s\t%s\t%s\t%s\n", r.name, r.ours, r.theirs, r.verdict())
	}
	if err := t.Flush(); err != nil {
		return err
	}
	for _, note := range s.notes {
		if _, err := fmt.Fprintf(w, "  %s\n", note); err != nil {
			return err
		}
	}
	return nil
}

func (r row) verdict() string {
	if r.instead != "" {
		met := "met"
		if !r.met {
			met = "missed"
		}
		return fmt.Sprintf("\t\t%s\t%s", r.instead, met)
	}
	median := r.ratio.Median()
	low, high := r.ratio.Spread()
	text := fmt.Sprintf("%s\t%s–%s\t", factor(median), factor(low), factor(high))
	switch {
	case r.goal.sign == "":
		return text + "\t"
	case r.goal.sign == "≤" && median <= r.goal.of, r.goal.sign == "≥" && median >= r.goal.of:
		return text + fmt.Sprintf("%s %g ×\tmet", r.goal.sign, r.goal.of)
	}
	return text + fmt.Sprintf("%s %g ×\tmissed", r.goal.sign, r.goal.of)
}

func factor(f float64) string {
	switch {
	case f >= 100:
		return fmt.Sprintf("%.0f", f)
	case f >= 10:
		return fmt.Sprintf("%.1f", f)
	}
	return fmt.Sprintf("%.2f", f)
}

func nanoseconds(ns float64) string {
	switch {
	case ns >= 1e9:
		return significant(ns/1e9) + " s"
	case ns >= 1e6:
		return significant(ns/1e6) + " ms"
	case ns >= 1e3:
		return significant(ns/1e3) + " µs"
	}
	return significant(ns) + " ns"
}

// significant has three digits.
func significant(f float64) string {
	text := fmt.Sprintf("%.3g", f)
	if strings.Contains(text, "e") {
		return fmt.Sprintf("%.0f", f)
	}
	return text
}
