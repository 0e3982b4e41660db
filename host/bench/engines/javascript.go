package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
)

// inJavaScript runs the module in an engine that web/bench/engines.mjs starts. The engine fetches chunk after chunk
// from a server on this machine and posts its answers.
func inJavaScript(name string) func(context.Context, *work) (string, error) {
	return func(ctx context.Context, w *work) (string, error) {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return "", err
		}
		served := &server{work: w}
		routes := http.NewServeMux()
		routes.HandleFunc("GET /next", served.next)
		routes.HandleFunc("POST /answer", served.answer)
		routes.HandleFunc("GET /page", func(out http.ResponseWriter, _ *http.Request) {
			out.Header().Set("Content-Type", "text/html")
			_, _ = io.WriteString(out, "<!doctype html><title>engines</title>")
		})
		routes.HandleFunc("GET /answer.mjs", func(out http.ResponseWriter, in *http.Request) {
			out.Header().Set("Content-Type", "text/javascript")
			http.ServeFile(out, in, filepath.Join(w.root, "web", "bench", "answer.mjs"))
		})
		routes.HandleFunc("GET /cognitocheck.wasm", func(out http.ResponseWriter, in *http.Request) {
			http.ServeFile(out, in, filepath.Join(w.root, "wasm", "cognitocheck.wasm"))
		})
		server := &http.Server{Handler: routes}
		go func() { _ = server.Serve(listener) }()
		defer server.Close()

		script := exec.CommandContext(ctx, "node", filepath.Join(w.root, "web", "bench", "engines.mjs"), name,
			"http://"+listener.Addr().String())
		var stdout, stderr bytes.Buffer
		script.Stdout, script.Stderr = &stdout, io.MultiWriter(&stderr, os.Stderr)
		if err := script.Run(); err != nil {
			return "", errors.Join(err, served.err)
		}
		if served.err != nil {
			return "", served.err
		}
		if w.answered != len(w.chunks) {
			return "", fmt.Errorf("%d of %d chunks answered", w.answered, len(w.chunks))
		}
		return strings.TrimSpace(stdout.String()), nil
	}
}

// server hands out the chunks to one engine.
type server struct {
	mutex sync.Mutex
	work  *work
	err   error
}

func (s *server) next(out http.ResponseWriter, _ *http.Request) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.work.at >= len(s.work.chunks) {
		out.WriteHeader(http.StatusNoContent)
		return
	}
	out.Header().Set("Content-Type", "application/octet-stream")
	_, _ = out.Write(s.work.chunks[s.work.at].bytes)
	s.work.at++
}

func (s *server) answer(out http.ResponseWriter, in *http.Request) {
	body, err := io.ReadAll(in.Body)
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if err == nil {
		err = s.work.answer(body)
	}
	if err != nil {
		s.err = errors.Join(s.err, err)
		http.Error(out, err.Error(), http.StatusBadRequest)
	}
}
