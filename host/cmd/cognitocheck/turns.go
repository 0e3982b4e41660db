package main

import "sync"

// turns lends out a fixed number of chunks, and brings them back into the order of their numbers.
type turns struct {
	mu sync.Mutex
	// returned tells that a chunk is free, or that it is over.
	returned sync.Cond
	// reached tells that another number has its turn, or that it is over.
	reached sync.Cond
	free    []*chunk
	// ready holds the chunks that wait for their turn: that of number n in ready[n%len(ready)], which no other can need.
	ready []*chunk
	// next is the number whose turn it is.
	next int
	// passing says that a goroutine is passing chunks on, over that one has failed to.
	passing, over bool
}

func newTurns(chunks int) *turns {
	t := &turns{free: make([]*chunk, chunks), ready: make([]*chunk, chunks)}
	t.returned.L, t.reached.L = &t.mu, &t.mu
	for i := range t.free {
		t.free[i] = new(chunk)
	}
	return t
}

// take waits for a free chunk, the one that was used last. It returns nil when it is over.
func (t *turns) take() *chunk {
	t.mu.Lock()
	defer t.mu.Unlock()
	for len(t.free) == 0 && !t.over {
		t.returned.Wait()
	}
	if t.over {
		return nil
	}
	last := len(t.free) - 1
	c := t.free[last]
	t.free = t.free[:last]
	return c
}

// pass gives a chunk back, which goes through write when those before it did. Until the first error every number must
// come. The call that passes on chunks of other goroutines too is the only one that gets write's error; nothing is
// written after it.
func (t *turns) pass(c *chunk, write func(*chunk) error) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.ready[c.number%len(t.ready)] = c
	if t.passing {
		return nil
	}
	t.passing = true
	for {
		at := t.next % len(t.ready)
		c := t.ready[at]
		if c == nil {
			t.passing = false
			t.reached.Broadcast()
			return nil
		}
		t.ready[at] = nil
		t.next++
		t.mu.Unlock()
		err := write(c)
		t.mu.Lock()
		if err != nil {
			t.end()
			return err
		}
		t.free = append(t.free, c)
		t.returned.Signal()
	}
}

// part waits until it is the chunk's turn, and writes what it holds so far. The caller keeps the chunk, and must pass
// it at last. It fails as pass does, and writes nothing when it is over.
func (t *turns) part(c *chunk, write func(*chunk) error) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	for !t.over && (t.next != c.number || t.passing) {
		t.reached.Wait()
	}
	if t.over {
		return nil
	}
	// Others that pass chunks meanwhile find that this one has not come.
	t.mu.Unlock()
	err := write(c)
	t.mu.Lock()
	if err != nil {
		t.passing = true
		t.end()
	}
	return err
}

// end tells those who wait that it is over.
func (t *turns) end() {
	t.over = true
	t.returned.Broadcast()
	t.reached.Broadcast()
}
