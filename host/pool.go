package host

import (
	"context"
	"errors"
	"sync"
)

// pool hands out instances of the current module, at most size at a time, first come first served.
//
// An instance is either idle or in use. All idle instances are of the current module, and none is idle while somebody
// waits.
type pool struct {
	mu      sync.Mutex
	size    int
	current *module
	idle    []*instance
	// inUse counts the places that are taken: by an instance in use or one being made.
	inUse int
	// held counts the swaps that are under way.
	held    int
	waiting []*waiter
	closed  bool
	// drained is called once the pool is closed, nothing is in use and no swap is under way.
	drained func()
}

// waiter is a caller that waits for a place.
type waiter struct {
	// granted gets the instance that was passed on, or nil for a place without one; it is closed when the pool is.
	granted chan *instance
}

func newPool(size int, current *module, first *instance, drained func()) *pool {
	p := &pool{size: size, current: current, drained: drained}
	current.live = 1
	p.idle = append(make([]*instance, 0, size), first)
	return p
}

// acquire waits for an instance. It must be given to release or to discard.
func (p *pool) acquire(ctx context.Context) (*instance, error) {
	p.mu.Lock()
	if p.closed {
		p.mu.Unlock()
		return nil, ErrClosed
	}
	if last := len(p.idle) - 1; last >= 0 {
		i := p.idle[last]
		p.idle[last] = nil
		p.idle = p.idle[:last]
		p.inUse++
		p.mu.Unlock()
		return i, nil
	}
	if p.inUse < p.size {
		p.inUse++
		m := p.enlist()
		p.mu.Unlock()
		return p.fill(ctx, m)
	}
	w := &waiter{granted: make(chan *instance, 1)}
	p.waiting = append(p.waiting, w)
	p.mu.Unlock()

	select {
	case i, ok := <-w.granted:
		return p.take(ctx, i, ok)
	case <-ctx.Done():
		if p.withdraw(w) {
			return nil, ctx.Err()
		}
		if i, ok := <-w.granted; ok {
			p.release(i)
		}
		return nil, ctx.Err()
	}
}

// take accepts what a waiter was granted.
func (p *pool) take(ctx context.Context, i *instance, ok bool) (*instance, error) {
	if !ok {
		return nil, ErrClosed
	}
	if i != nil {
		return i, nil
	}
	p.mu.Lock()
	m := p.enlist()
	p.mu.Unlock()
	return p.fill(ctx, m)
}

// enlist counts an instance that is about to be made. The lock is held.
func (p *pool) enlist() *module {
	p.current.live++
	return p.current
}

// fill makes the instance for a place that is taken.
func (p *pool) fill(ctx context.Context, m *module) (*instance, error) {
	limited, release := m.bound(ctx)
	defer release()
	i, err := m.newInstance(limited)
	if err != nil {
		p.vacate(m)
		var failed *ModuleError
		if errors.As(err, &failed) {
			err = interrupted(ctx, failed)
		}
		return nil, err
	}
	return i, nil
}

// withdraw takes w out of the queue; false says that it was granted something already.
func (p *pool) withdraw(w *waiter) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	for n, other := range p.waiting {
		if other == w {
			p.waiting = append(p.waiting[:n], p.waiting[n+1:]...)
			return true
		}
	}
	return false
}

// release gives an instance back that is fit for another call; nil is a place without an instance.
func (p *pool) release(i *instance) {
	p.mu.Lock()
	if i == nil || p.closed || i.of != p.current {
		p.mu.Unlock()
		p.discard(i)
		return
	}
	if len(p.waiting) > 0 {
		p.pass(i)
	} else {
		p.idle = append(p.idle, i)
		p.inUse--
	}
	p.mu.Unlock()
}

// discard closes an instance that must not be used again and gives its place back.
func (p *pool) discard(i *instance) {
	if i == nil {
		p.vacate(nil)
		return
	}
	i.close()
	p.vacate(i.of)
}

// vacate gives a place back whose instance, of m unless that is nil, no longer exists.
func (p *pool) vacate(m *module) {
	p.mu.Lock()
	if len(p.waiting) > 0 {
		p.pass(nil)
	} else {
		p.inUse--
	}
	unused := m != nil && p.leave(m)
	drained := p.empty()
	p.mu.Unlock()
	if unused {
		m.close()
	}
	if drained {
		p.drained()
	}
}

// empty tells whether a closed pool has nothing left to wait for. The lock is held.
func (p *pool) empty() bool { return p.closed && p.inUse == 0 && p.held == 0 }

// pass gives a place to the first waiter. The lock is held.
func (p *pool) pass(i *instance) {
	first := p.waiting[0]
	p.waiting[0] = nil
	p.waiting = p.waiting[1:]
	first.granted <- i
}

// leave counts an instance of m that no longer exists; true says that m must be closed. The lock is held.
func (p *pool) leave(m *module) bool {
	m.live--
	return m != p.current && m.live == 0
}

// hold keeps the pool from being drained until unhold.
func (p *pool) hold() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return ErrClosed
	}
	p.held++
	return nil
}

func (p *pool) unhold() {
	p.mu.Lock()
	p.held--
	drained := p.empty()
	p.mu.Unlock()
	if drained {
		p.drained()
	}
}

// replace makes next the current module; first is an instance of it. The module before is closed with its last
// instance. The caller holds the pool.
func (p *pool) replace(next *module, first *instance) error {
	p.mu.Lock()
	if p.closed {
		p.mu.Unlock()
		return ErrClosed
	}
	before, stale := p.current, p.idle
	p.current = next
	p.idle = make([]*instance, 0, p.size)
	if p.inUse < p.size {
		p.idle = append(p.idle, first)
		next.live = 1
	} else {
		stale = append(stale, first)
		before.live++
	}
	before.left.Store(true)
	before.live -= len(stale)
	unused := before.live == 0
	p.mu.Unlock()

	for _, i := range stale {
		i.close()
	}
	if unused {
		before.close()
	}
	return nil
}

// close lets no call start any more. What is idle is closed at once; drained is called
// when the rest has ended.
func (p *pool) close() {
	p.mu.Lock()
	if p.closed {
		p.mu.Unlock()
		return
	}
	p.closed = true
	idle, waiting := p.idle, p.waiting
	p.idle, p.waiting = nil, nil
	p.current.live -= len(idle)
	p.current.left.Store(true)
	drained := p.empty()
	p.mu.Unlock()
	for _, w := range waiting {
		close(w.granted)
	}
	for _, i := range idle {
		i.close()
	}
	if drained {
		p.drained()
	}
}
