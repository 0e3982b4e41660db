package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"syscall"
	"time"

	"github.com/cognitocheck/cognitocheck/host/precheck"
)

// servers are the service's server and the operator's.
type servers struct {
	service, admin *http.Server // admin is nil when there is none
	failed         chan error
}

// start listens at both addresses and serves.
func (c *serveCommand) start(proxy, admin http.Handler, logger *slog.Logger) (*servers, error) {
	s := &servers{service: precheck.NewServer(proxy, c.timeouts, logger), failed: make(chan error, 2)}
	listener, err := listen(c.listen)
	if err != nil {
		return nil, err
	}
	logger.Info("listening", "address", listener.Addr().String())
	if c.admin != "" {
		adminListener, err := listen(c.admin)
		if err != nil {
			listener.Close()
			return nil, err
		}
		s.admin = precheck.NewServer(admin, precheck.Timeouts{}, logger)
		logger.Info("listening for the operator", "address", adminListener.Addr().String())
		go s.serve(s.admin, adminListener)
	}
	if c.tls.given() {
		s.service.TLSConfig = c.tls.settings()
	}
	s.service.Protocols = new(http.Protocols)
	s.service.Protocols.SetHTTP1(true)
	s.service.Protocols.SetHTTP2(c.tls.given())
	s.service.Protocols.SetUnencryptedHTTP2(c.h2c)
	go s.serve(s.service, listener)
	return s, nil
}

func (s *servers) serve(server *http.Server, listener net.Listener) {
	var err error
	if server.TLSConfig != nil {
		err = server.ServeTLS(listener, "", "")
	} else {
		err = server.Serve(listener)
	}
	if !errors.Is(err, http.ErrServerClosed) {
		s.failed <- fmt.Errorf("serve at %s: %w", listener.Addr(), err)
	}
}

// errSecondSignal ends the command before its requests have ended.
var errSecondSignal = errors.New("requests in work were ended: a second signal came")

// drain goes on serving for the time, so that whoever sends requests here learns meanwhile that it should not.
func drain(delay time.Duration, signals <-chan os.Signal) error {
	over := time.After(delay)
	for {
		select {
		case <-over:
			return nil
		case received := <-signals:
			if received != syscall.SIGHUP {
				return errSecondSignal
			}
		}
	}
}

// endConnections is the handler, which asks clients to end their connections once draining is closed.
func endConnections(next http.Handler, draining <-chan struct{}) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		select {
		case <-draining:
			w.Header().Set("Connection", "close")
		default:
		}
		next.ServeHTTP(w, r)
	})
}

// shutdown takes no new requests and lets those in work end, until the time is over or another signal to end comes.
func (s *servers) shutdown(limit time.Duration, signals <-chan os.Signal, logger *slog.Logger) error {
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	ended := make(chan error, 1)
	go func() { ended <- s.service.Shutdown(ctx) }()
	for {
		select {
		case err := <-ended:
			if err != nil {
				return fmt.Errorf("requests in work were ended after %v", limit)
			}
			logger.Info("stopped")
			return nil
		case received := <-signals:
			if received != syscall.SIGHUP {
				return errSecondSignal
			}
		}
	}
}

// close ends everything at once.
func (s *servers) close() {
	// What could fail is closing a listener that is closed already.
	_ = s.service.Close()
	if s.admin != nil {
		_ = s.admin.Close()
	}
}
