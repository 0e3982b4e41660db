package main

import (
	"bytes"
	"io"
)

// Sizes in bytes.
const (
	// chunkSize is how much is read at once; a longer line makes its chunk grow.
	chunkSize = 64 << 10
	// reportsSize is what the reports on so many short lines take, or nearly; more makes it grow.
	reportsSize = 2 * chunkSize
	// keptSize is the largest buffer that is used again.
	keptSize = 2 << 20
)

// chunk is some whole lines on their way through cognitocheck batch, and their reports.
type chunk struct {
	lines []byte
	// first is the number of the first line, from 1 on.
	first int64
	// tooLong says that the lines hold nothing but the start of a line that is over the limit.
	tooLong bool
	// number counts the chunks in the order in which they were read, from 0 on.
	number  int
	reports []byte
	tally   tally
}

// reset prepares a chunk for other lines.
func (c *chunk) reset() {
	if cap(c.lines) > keptSize {
		c.lines = nil
	}
	if cap(c.reports) > keptSize {
		c.reports = nil
	}
	c.lines, c.reports, c.tooLong, c.tally = c.lines[:0], c.reports[:0], false, tally{}
}

// chunkReader cuts a stream into chunks of whole lines. It holds one line at most.
type chunkReader struct {
	in    io.Reader
	limit int // of a line, in bytes, without its end
	next  int64
	rest  []byte // the start of a line
	err   error
}

// fill reads the next lines into c: all that the stream gives at once, so that a slow stream gets its reports without
// delay. At the end of the stream it returns io.EOF.
func (r *chunkReader) fill(c *chunk) error {
	c.reset()
	if cap(c.lines) < chunkSize {
		c.lines = make([]byte, 0, chunkSize)
	}
	if cap(c.reports) < reportsSize {
		c.reports = make([]byte, 0, reportsSize)
	}
	c.first = r.next
	c.lines = append(c.lines, r.rest...)
	r.rest = r.rest[:0]
	seen := 0
	for {
		if end := bytes.LastIndexByte(c.lines[seen:], '\n'); end >= 0 {
			end += seen + 1
			r.keep(c.lines[end:])
			c.lines = c.lines[:end]
			r.next += int64(bytes.Count(c.lines, []byte{'\n'}))
			return nil
		}
		seen = len(c.lines)
		// One byte over, because a line may end with a carriage return too.
		if seen > r.limit+1 {
			c.tooLong = true
			r.next++
			c.lines = c.lines[:min(seen, 64)]
			return r.skip()
		}
		if r.err != nil {
			if seen == 0 {
				return r.err
			}
			r.next++
			if r.err != io.EOF {
				// What is left of a stream that broke off is not a line.
				return r.err
			}
			return nil
		}
		c.lines = c.room(r.limit)
		n, err := r.in.Read(c.lines[seen:cap(c.lines)])
		c.lines = c.lines[:seen+n]
		r.err = err
	}
}

// room returns the lines with space behind them.
func (c *chunk) room(limit int) []byte {
	if len(c.lines) < cap(c.lines) {
		return c.lines
	}
	grown := make([]byte, len(c.lines), max(chunkSize, min(2*cap(c.lines), limit+2+chunkSize)))
	copy(grown, c.lines)
	return grown
}

// keep keeps the start of a line for the next chunk.
func (r *chunkReader) keep(start []byte) {
	if cap(r.rest) > keptSize {
		r.rest = nil
	}
	r.rest = append(r.rest[:0], start...)
}

// skip reads on to the end of the line.
func (r *chunkReader) skip() error {
	buffer := make([]byte, chunkSize)
	for r.err == nil {
		n, err := r.in.Read(buffer)
		r.err = err
		if end := bytes.IndexByte(buffer[:n], '\n'); end >= 0 {
			r.keep(buffer[end+1 : n])
			return nil
		}
	}
	if r.err != io.EOF {
		return r.err
	}
	return nil
}
