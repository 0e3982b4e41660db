package precheck

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"net/http"
	"strings"

	"github.com/cognitocheck/cognitocheck/validator"
)

// body is what was read of a request's body.
type body struct {
	// read is all of it, or when it is over the limit, the part that shows so.
	read []byte
	over bool
	// encodings are the content encodings that are to be undone, in lower case.
	encodings []string
}

// firstBuffer is how much memory is taken for a body that is announced but not there yet, in bytes.
const firstBuffer = 4 << 10

// largestPiece is up to which size a body takes memory piece by piece, as it arrives, in bytes. A larger one takes all
// that it may still need at once: otherwise many could each wait for what the others hold.
const largestPiece = 64 << 10

// errBusy says that the bodies of all requests together take as much memory as they may.
var errBusy = errors.New("bodies take too much memory")

// receive reads the body up to the limit. The error is one of reading, or errBusy with what was read so far.
func (e *exchange) receive() (body, error) {
	r, limit := e.request, int64(e.bodyLimit)
	if r.ContentLength > limit {
		return body{over: true}, nil
	}
	if r.Body == nil || r.Body == http.NoBody {
		return body{}, nil
	}
	// One byte more than the body tells that it ends there.
	most := limit + 1
	if r.ContentLength >= 0 {
		most = r.ContentLength + 1
	}
	from := e.pace(r.Body)
	var read []byte
	for {
		if len(read) == cap(read) {
			grown := min(most, max(2*int64(cap(read)), firstBuffer))
			if grown > largestPiece {
				grown = most
			}
			if !e.reserve(grown - int64(cap(read))) {
				return body{read: read, over: true}, errBusy
			}
			from.resume() // It may have waited.
			read = append(make([]byte, 0, grown), read...)[:len(read):grown]
		}
		n, err := from.Read(read[len(read):cap(read)])
		read = read[:len(read)+n]
		switch {
		case int64(len(read)) > limit:
			return body{read: read, over: true}, nil
		case err == io.EOF:
			e.whole = true
			if len(read) <= cap(read)/2 {
				read = bytes.Clone(read)
				e.keep(int64(cap(read)))
			}
			return body{read: read}, nil
		case err != nil:
			return body{}, err
		}
	}
}

// reserve takes a part of the memory for bodies, waits for it where others have it, and returns false where none became
// free in time.
func (e *exchange) reserve(bytes int64) bool {
	if !e.memory.TryAcquire(bytes) {
		ctx, cancel := context.WithTimeout(e.request.Context(), e.bodyWait)
		defer cancel()
		if e.memory.Acquire(ctx, bytes) != nil {
			return false
		}
	}
	e.reserved += bytes
	return true
}

// dropBody gives back the memory of the body and reads what is left of it: many clients read no answer before they have
// sent all.
func (e *exchange) dropBody() {
	e.keep(0)
	rest := e.request.ContentLength
	if rest < 0 {
		rest = int64(e.bodyLimit)
	}
	// Where it does not arrive, there is nobody to answer.
	_, _ = io.Copy(io.Discard, io.LimitReader(e.pace(e.request.Body), rest+1))
}

// keep gives back all but so much of what was reserved.
func (e *exchange) keep(bytes int64) {
	if spare := e.reserved - bytes; spare > 0 {
		e.memory.Release(spare)
		e.reserved = bytes
	}
}

// beginDecoding waits until one of few bodies may be decoded, whose copies would otherwise take memory without a bound.
// It returns false where the client left before.
func (e *exchange) beginDecoding() bool {
	select {
	case e.decoding <- struct{}{}:
		e.isDecoding = true
		return true
	case <-e.request.Context().Done():
		return false
	}
}

// endDecoding lets the next one begin.
func (e *exchange) endDecoding() {
	if e.isDecoding {
		<-e.handler.decoding
		e.isDecoding = false
	}
}

// onward returns the request with its body as it came.
func (b body) onward(r *http.Request) *http.Request {
	if len(b.read) == 0 {
		return r
	}
	next := r.WithContext(r.Context())
	if b.over {
		next.Body = struct {
			io.Reader
			io.Closer
		}{io.MultiReader(bytes.NewReader(b.read), r.Body), r.Body}
		return next
	}
	// With it the transport can send the request again when a kept connection turns out to be closed.
	next.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(b.read)), nil }
	next.Body, _ = next.GetBody()
	return next
}

// mostGrowth is by how many bytes a gzip body may be longer than what comes out of it. gzip adds 0.1 % at most, and the
// decoder is up to 32 KiB ahead of what it has handed out.
const mostGrowth = 64 << 10

// compressed is a gzip body that is read no further than mostGrowth and what came out of it allow. Without that, 4 MiB
// of blocks that hold nothing would be decoded to their end, because the limit counts only what comes out.
type compressed struct {
	rest  bytes.Reader
	spare int // how much more may be read
}

func (c *compressed) ReadByte() (byte, error) {
	if c.spare <= 0 && c.rest.Len() > 0 {
		return 0, errGrowth
	}
	c.spare--
	return c.rest.ReadByte()
}

func (c *compressed) Read(p []byte) (int, error) {
	if c.spare <= 0 && c.rest.Len() > 0 {
		return 0, errGrowth
	}
	n, err := c.rest.Read(p[:min(len(p), max(c.spare, 1))])
	c.spare -= n
	return n, err
}

// gunzip decodes a gzip body, which is one member of RFC 1952, and returns at most one byte more than the limit.
func gunzip(body []byte, limit int) ([]byte, error) {
	c := &compressed{spare: mostGrowth}
	c.rest.Reset(body)
	reader, err := gzip.NewReader(c)
	if err != nil {
		return nil, err
	}
	reader.Multistream(false)
	text, err := io.ReadAll(io.LimitReader(produced{reader, c}, int64(limit)+1))
	if err == nil && len(text) <= limit && (c.rest.Len() > 0 || len(text) == 0 && !isNothing(body)) {
		err = errMember
	}
	return text, err
}

// isNothing tells whether a gzip body ends as encoders end one with nothing in it: with one of two blocks that are the
// last and empty, and the sum and the length of nothing. Decoders that leave out zeros after the end cannot tell more.
func isNothing(body []byte) bool {
	blocks, sums := bytes.CutSuffix(body, make([]byte, 8))
	return sums && (bytes.HasSuffix(blocks, []byte("\x03\x00")) || bytes.HasSuffix(blocks, []byte("\xff\xff")))
}

// produced gives from more to read for what comes out.
type produced struct {
	io.Reader
	from *compressed
}

func (p produced) Read(b []byte) (int, error) {
	n, err := p.Reader.Read(b)
	p.from.spare += n
	return n, err
}

// decoded returns the body without its content encoding. A gzip body that is much longer than what is in it does not
// decode, like a broken one: what is in it may be within the limit, but nobody's encoder made it. Neither does one with
// anything after its end, more gzip included: some decoders read on there, some do not.
func (b body) decoded(limit int) ([]byte, *refusal) {
	if b.over {
		return nil, undecided(validator.ErrTooLarge)
	}
	if len(b.encodings) == 0 || len(b.read) == 0 {
		return b.read, nil
	}
	if len(b.encodings) > 1 || b.encodings[0] != "gzip" && b.encodings[0] != "x-gzip" {
		return nil, unchecked(http.StatusUnsupportedMediaType, typeMalformed, reasonEncoding, errEncoding)
	}
	text, err := gunzip(b.read, limit)
	switch {
	case err != nil:
		return nil, unchecked(http.StatusBadRequest, typeMalformed, reasonGzip, err)
	case len(text) > limit:
		return nil, undecided(validator.ErrTooLarge)
	}
	return text, nil
}

// contentEncodings lists what was done to the body, in lower case.
func contentEncodings(header http.Header) []string {
	var list []string
	for _, field := range header["Content-Encoding"] {
		for name := range strings.SplitSeq(field, ",") {
			name = strings.ToLower(strings.TrimSpace(name))
			if name != "" && name != "identity" {
				list = append(list, name)
			}
		}
	}
	return list
}

const (
	typeTooLarge    = "RequestEntityTooLargeException"
	typeMalformed   = "MalformedHttpRequestException"
	typeUnavailable = "ServiceUnavailable"
	// typeUnknownOperation goes with status 501, which clients do not send again.
	typeUnknownOperation = "NotImplemented"

	reasonTooLarge = "the body is over the size limit"
	reasonNames    = "too many names are open at once"
	reasonCostly   = "rules of the operator's own would read too much of it"
	reasonEncoding = "its content encoding is not known"
	reasonGzip     = "its content encoding does not decode"
	reasonChecker  = "the checker failed"
)

var (
	errEncoding = errors.New("content encoding is not gzip")
	errGrowth   = errors.New("gzip body is longer than what is in it")
	errMember   = errors.New("gzip body has more after its end")
)

// undecided refuses a request for the checker's error, or for one that says the same of the body.
func undecided(err error) *refusal {
	switch {
	case errors.Is(err, validator.ErrTooLarge):
		return unchecked(http.StatusRequestEntityTooLarge, typeTooLarge, reasonTooLarge, err)
	case errors.Is(err, validator.ErrTooManyNames):
		return unchecked(http.StatusRequestEntityTooLarge, typeTooLarge, reasonNames, err)
	case errors.Is(err, validator.ErrTooCostly):
		return unchecked(http.StatusRequestEntityTooLarge, typeTooLarge, reasonCostly, err)
	}
	return unchecked(http.StatusServiceUnavailable, typeUnavailable, reasonChecker, err)
}
