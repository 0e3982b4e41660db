package precheck

import (
	"context"
	"log/slog"
	"strings"
	"testing"
	"time"
)

func TestUnreadCount(t *testing.T) {
	var text strings.Builder
	u := newUnreadCount(slog.New(slog.NewTextHandler(&text, &slog.HandlerOptions{
		ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
			if a.Key == slog.TimeKey {
				return slog.Attr{}
			}
			return a
		},
	})))
	var end func()
	u.after = func(d time.Duration, work func()) {
		if d != time.Minute {
			t.Errorf("waits for %v", d)
		}
		end = work
	}
	ctx := context.Background()
	u.add(ctx, outcomeUnrecognised)
	u.add(ctx, outcomeUndecided)
	u.add(ctx, outcomeUnrecognised)
	u.add(ctx, outcomeAmbiguous)
	end()
	end()
	u.add(ctx, outcomeOtherProtocol)
	const want = `level=INFO msg="requests passed unread" unrecognised=1
level=INFO msg="requests passed unread" ambiguous=1 undecided=1 unrecognised=1
level=INFO msg="requests passed unread" other_protocol=1
`
	if text.String() != want {
		t.Errorf("got\n%swant\n%s", &text, want)
	}
}
