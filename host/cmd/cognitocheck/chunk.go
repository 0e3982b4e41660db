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
	// partSize is how much of reports a chunk holds, and one more report; the others are written before it goes on.
	partSize = 1 << 20
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
	// written is how many bytes of reports were written before these, and tally counts the verdicts of these.
	written int
	tally   tally
	// places are where the reports belong, one for each; kept only when placed says so.
	places []linePlace
	placed bool
}

// linePlace is what a report is about.
type linePlace struct {
	number   int64
	id       []byte
	text     []byte // the line
	start    int    // of the body in it
	response bool
	err      error // why it could not be decided
}

// reset prepares a chunk for other lines.
func (c *chunk) reset() {
	if cap(c.lines) > keptSize {
		c.lines = nil
	}
	if cap(c.reports) > keptSize {
		c.reports = nil
	}
	c.lines, c.tooLong, c.written = c.lines[:0], false, 0
	c.empty()
}

// empty drops the reports.
func (c *chunk) empty() { c.reports, c.places, c.tally = c.reports[:0], c.places[:0], tally{} }

// chunkReader cuts a stream into chunks of whole lines. It holds a line, or as much as it reads at once.
type chunkReader struct {
	in    io.Reader
	limit int // of a line, in bytes, without its end
	next  int64
	// share is how many bytes of lines are likely to give half of partSize in reports; 0 when nothing is known.
	share int64
	rest  []byte // what is read already: lines that were too many for a chunk, and the start of one
	err   error
}

// fill reads the next lines into c: all that the stream gives at once, so that a slow stream gets its reports without
// delay. At the end of the stream it returns io.EOF.
func (r *chunkReader) fill(c *chunk) error {
	// What the lines that c held before have given tells what to expect. Chunks that fill up with reports would wait for
	// each other.
	if len(c.lines) > 0 {
		r.share = max(1, int64(len(c.lines))*(partSize/2)/int64(max(1, c.written+len(c.reports))))
	}
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
			end = r.cut(c.lines[:end+seen+1])
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
		// Never all of a large buffer: it was made for one line, and would be filled with many.
		n, err := r.in.Read(c.lines[seen:min(cap(c.lines), seen+chunkSize)])
		c.lines = c.lines[:seen+n]
		r.err = err
	}
}

// cut returns how much of some lines a chunk gets: r.share, and no less than one line.
func (r *chunkReader) cut(lines []byte) int {
	if r.share == 0 || int64(len(lines)) <= r.share {
		return len(lines)
	}
	if end := bytes.LastIndexByte(lines[:r.share], '\n'); end >= 0 {
		return end + 1
	}
	return bytes.IndexByte(lines, '\n') + 1
}

// room returns the lines with space after them.
func (c *chunk) room(limit int) []byte {
	if len(c.lines) < cap(c.lines) {
		return c.lines
	}
	grown := make([]byte, len(c.lines), max(chunkSize, min(2*cap(c.lines), limit+2+chunkSize)))
	copy(grown, c.lines)
	return grown
}

// keep keeps what is read already for the next chunk.
func (r *chunkReader) keep(rest []byte) { r.rest = append(r.rest[:0], rest...) }

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
