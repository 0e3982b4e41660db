package precheck

import (
	"context"
	"log/slog"
	"maps"
	"slices"
	"sync"
	"time"
)

// unreadInterval is how often what passed unread is logged, at most.
const unreadInterval = time.Minute

// unreadCount counts requests that went on without a verdict, and logs their numbers: the first at once, and those that
// follow once a minute.
type unreadCount struct {
	logger *slog.Logger
	after  func(time.Duration, func()) // time.AfterFunc but in tests

	mu      sync.Mutex
	counts  map[outcome]int
	waiting bool // a record is to be written at the end of the interval
}

func newUnreadCount(logger *slog.Logger) *unreadCount {
	return &unreadCount{
		logger: logger, counts: map[outcome]int{},
		after: func(d time.Duration, work func()) { time.AfterFunc(d, work) },
	}
}

func (u *unreadCount) add(ctx context.Context, o outcome) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.counts[o]++
	if u.waiting {
		return
	}
	u.write(ctx)
}

// write logs the counts, and waits for the end of the interval to log those that follow. The lock is held.
func (u *unreadCount) write(ctx context.Context) {
	attributes := []slog.Attr{}
	for _, o := range slices.Sorted(maps.Keys(u.counts)) {
		attributes = append(attributes, slog.Int(string(o), u.counts[o]))
	}
	u.waiting = len(attributes) > 0
	if !u.waiting {
		return
	}
	u.logger.LogAttrs(ctx, slog.LevelInfo, "requests passed unread", attributes...)
	clear(u.counts)
	u.after(unreadInterval, func() {
		u.mu.Lock()
		defer u.mu.Unlock()
		u.write(context.Background())
	})
}
