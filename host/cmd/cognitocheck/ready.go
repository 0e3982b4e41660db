package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/spf13/cobra"
)

// defaultAdmin is where serve answers the operator unless it is told otherwise.
const defaultAdmin = "localhost:8081"

// exitNotReady is the code that a container's health check wants for any failure.
const exitNotReady = 1

func newReady() *cobra.Command {
	var admin string
	var timeout time.Duration
	cmd := &cobra.Command{
		Use:   "ready [--admin ADDRESS]",
		Short: "Ask a serve on this machine whether it is ready",
		Long: `Ask the serve that answers its operator at the address whether it is ready for
requests, as the health check of a container that has no other program in it.

Exit code: 0 ready, 1 not ready, or no answer.`,
		Example: `  cognitocheck ready
  cognitocheck ready --admin unix:/run/cognitocheck/admin.sock`,
		Args: refuseArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			ctx, cancel := context.WithTimeout(cmd.Context(), timeout)
			defer cancel()
			answer, err := askReady(ctx, admin)
			if err != nil {
				fmt.Fprintf(cmd.ErrOrStderr(), "cognitocheck: ask serve at %s: %v\n", admin, err)
				return exitError(exitNotReady)
			}
			return write(cmd, []byte(answer+"\n"))
		},
	}
	cmd.Flags().StringVar(&admin, "admin", defaultAdmin, "the `ADDRESS` that serve was given as --admin")
	cmd.Flags().DurationVar(&timeout, "timeout", 5*time.Second, "the `TIME` to wait for an answer")
	return cmd
}

// askReady returns what serve says about itself, or why it is not ready.
func askReady(ctx context.Context, admin string) (string, error) {
	network, address := "tcp", admin
	if path, ok := strings.CutPrefix(admin, unixPrefix); ok {
		network, address = "unix", path
	}
	transport := &http.Transport{DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, network, address)
	}}
	defer transport.CloseIdleConnections()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://localhost/readyz", nil)
	if err != nil {
		return "", err
	}
	response, err := transport.RoundTrip(r)
	if err != nil {
		return "", err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(io.LimitReader(response.Body, 4096))
	if err != nil {
		return "", err
	}
	answer := strings.TrimSpace(string(text))
	if response.StatusCode != http.StatusOK {
		return "", errors.New(answer)
	}
	return answer, nil
}
