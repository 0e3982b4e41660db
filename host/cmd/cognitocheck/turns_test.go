package main

import (
	"errors"
	"io"
	"slices"
	"testing"
)

func TestTurns(t *testing.T) {
	turns := newTurns(3)
	var written []int
	write := func(c *chunk) error {
		written = append(written, c.number)
		return nil
	}
	number := 0
	next := func() *chunk {
		c := turns.take()
		c.number = number
		number++
		return c
	}
	for range 2 {
		written = nil
		first, second, third := next(), next(), next()
		for _, step := range []struct {
			chunk *chunk
			want  []int
		}{
			{third, nil},
			{second, nil},
			{first, []int{number - 3, number - 2, number - 1}},
		} {
			if err := turns.pass(step.chunk, write); err != nil || !slices.Equal(written, step.want) {
				t.Errorf("after chunk %d: %v written, %v", step.chunk.number, written, err)
			}
		}
	}

	full := errors.New("disk full")
	first, second, third := next(), next(), next()
	written = nil
	if err := turns.pass(second, write); err != nil {
		t.Error(err)
	}
	waiting := make(chan *chunk)
	go func() { waiting <- turns.take() }()
	if err := turns.pass(first, func(*chunk) error { return full }); err != full {
		t.Errorf("error %v", err)
	}
	if c := <-waiting; c != nil {
		t.Errorf("chunk %d lent after a failure", c.number)
	}
	if err := turns.pass(third, write); err != nil || len(written) > 0 {
		t.Errorf("after a failure: %v written, %v", written, err)
	}
}

// A part is written when it is the chunk's turn, and nothing comes between it and the rest.
func TestTurnsPart(t *testing.T) {
	turns := newTurns(3)
	var written []int
	write := func(c *chunk) error {
		written = append(written, c.number)
		return nil
	}
	first, second, third := turns.take(), turns.take(), turns.take()
	first.number, second.number, third.number = 0, 1, 2
	if err := turns.part(first, write); err != nil || !slices.Equal(written, []int{0}) {
		t.Errorf("the first part: %v written, %v", written, err)
	}
	if err := turns.pass(third, write); err != nil {
		t.Error(err)
	}
	waiting := make(chan error)
	go func() {
		for range 2 {
			if err := turns.part(second, write); err != nil {
				waiting <- err
			}
		}
		waiting <- turns.pass(second, write)
	}()
	if err := turns.part(first, write); err != nil || !slices.Equal(written, []int{0, 0}) {
		t.Errorf("the next part: %v written, %v", written, err)
	}
	if err := turns.pass(first, write); err != nil {
		t.Error(err)
	}
	if err := <-waiting; err != nil || !slices.Equal(written, []int{0, 0, 0, 1, 1, 1, 2}) {
		t.Errorf("%v written, %v", written, err)
	}

	full := errors.New("disk full")
	first, second = turns.take(), turns.take()
	first.number, second.number = 3, 4
	written = nil
	go func() { waiting <- turns.part(second, write) }()
	if err := turns.part(first, func(*chunk) error { return full }); err != full {
		t.Errorf("error %v", err)
	}
	if err := <-waiting; err != nil {
		t.Errorf("error %v of another's failure", err)
	}
	if err := turns.pass(second, write); err != nil || len(written) > 0 || turns.take() != nil {
		t.Errorf("after a failure: %v written, %v", written, err)
	}
}

// Reports that cannot be written end the batch, though there is no end of the input.
func TestBatchCannotWrite(t *testing.T) {
	for _, jobs := range []string{"1", "4"} {
		for _, lines := range [][]byte{batchLines(1000), []byte(heavyLine)} {
			in := &endless{lines: lines, left: 1 << 50}
			if code := doMain([]string{"batch", "--engine=native", "--jobs", jobs}, in, failingWriter{}, io.Discard); code != 2 {
				t.Errorf("%s jobs: exit code %d", jobs, code)
			}
		}
	}
}

type failingWriter struct{}

func (failingWriter) Write([]byte) (int, error) { return 0, errors.New("disk full") }
