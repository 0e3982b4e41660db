package host

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"
)

func TestSession(t *testing.T) {
	checker := newChecker(t, WithModule(fakeModule("2026-01-01")), WithPoolSize(2))
	session := checker.Session()
	defer session.Release()
	wantCounts(t, checker, 1, 0, 1)
	for range 3 {
		for _, body := range [][]byte{[]byte(testValidBody), []byte(testInvalidBody), body('x', 5<<20)} {
			want, wantValid, wantErr := checker.AppendReport(t.Context(), []byte("before"), testOperation, body)
			got, valid, err := session.AppendReport(t.Context(), []byte("before"), testOperation, body)
			if string(got) != string(want) || valid != wantValid || errors.Is(err, ErrTooLarge) != (wantErr != nil) ||
				(err == nil) != (wantErr == nil) {
				t.Errorf("%s, %t, %v; of the checker %s, %t, %v", got, valid, err, want, wantValid, wantErr)
			}
			want, wantValid, wantErr = checker.AppendResponseReport(t.Context(), nil, testOperation, body)
			got, valid, err = session.AppendResponseReport(t.Context(), nil, testOperation, body)
			if string(got) != string(want) || valid != wantValid || errors.Is(err, ErrTooLarge) != (wantErr != nil) ||
				(err == nil) != (wantErr == nil) {
				t.Errorf("response: %s, %t, %v; of the checker %s, %t, %v", got, valid, err, want, wantValid, wantErr)
			}
		}
		wantCounts(t, checker, 1, 1, 2)
	}
	held := session.held
	if held == nil {
		t.Fatal("no instance is held")
	}

	// After a trap the instance is another.
	var failed *ModuleError
	if _, _, err := session.AppendReport(t.Context(), nil, testOperation, body(doTrap, 4)); !errors.As(err, &failed) {
		t.Errorf("a trap: %v", err)
	}
	wantCounts(t, checker, 1, 0, 1)
	if _, valid, err := session.AppendReport(t.Context(), nil, testOperation, nil); err != nil || !valid ||
		session.held == held {
		t.Errorf("after a trap: %t, %v, the same instance: %t", valid, err, session.held == held)
	}
	wantCounts(t, checker, 0, 1, 1)
	session.Release()
	session.Release()
	wantCounts(t, checker, 1, 0, 1)
	if _, valid, err := session.AppendReport(t.Context(), nil, testOperation, nil); err != nil || !valid {
		t.Errorf("after its release: %t, %v", valid, err)
	}
	wantCounts(t, checker, 0, 1, 1)
}

// TestSessionAndClose: whatever comes of a session's next call, Close need not wait for the session any more.
func TestSessionAndClose(t *testing.T) {
	ended, end := context.WithCancel(t.Context())
	end()
	for _, next := range []struct {
		name string
		ctx  context.Context
		body []byte
		want error
	}{
		{"a good call", t.Context(), nil, ErrClosed},
		{"a context that has ended", ended, nil, context.Canceled},
		{"too large a body", t.Context(), make([]byte, 11), ErrTooLarge},
	} {
		checker, err := New(t.Context(), WithModule(fakeModule("2026-01-01")), WithBodyLimit(10))
		if err != nil {
			t.Fatal(err)
		}
		session := checker.Session()
		if _, _, err := session.AppendReport(t.Context(), nil, testOperation, nil); err != nil {
			t.Fatal(err)
		}
		limited, cancel := context.WithTimeout(t.Context(), 5*time.Millisecond)
		defer cancel()
		if err := checker.Close(limited); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("close with a session: %v", err)
		}
		if _, _, err := session.AppendReport(next.ctx, nil, testOperation, next.body); !errors.Is(err, next.want) {
			t.Errorf("%s after the close: %v", next.name, err)
		}
		if session.held != nil {
			t.Fatalf("%s after the close: the session has its instance still", next.name)
		}
		if err := checker.Close(t.Context()); err != nil {
			t.Errorf("close after %s: %v", next.name, err)
		}
		if _, _, err := session.AppendReport(t.Context(), nil, testOperation, nil); !errors.Is(err, ErrClosed) {
			t.Errorf("a call after the close: %v", err)
		}
		session.Release()
	}
}

func TestSessionAndSwap(t *testing.T) {
	checker := newChecker(t, WithModule(fakeModule("2026-01-01")), WithPoolSize(1))
	session := checker.Session()
	defer session.Release()
	for _, date := range []string{"2026-01-01", "2026-01-02", "2026-01-03"} {
		if err := checker.Swap(t.Context(), fakeModule(date)); err != nil {
			t.Fatal(err)
		}
		for range 2 {
			text, _, err := session.AppendReport(t.Context(), nil, testOperation, nil)
			if err != nil || !strings.Contains(string(text), date) {
				t.Errorf("after the swap to %s: %s, %v", date, text, err)
			}
		}
		wantCounts(t, checker, 0, 1, 1)
	}
}
