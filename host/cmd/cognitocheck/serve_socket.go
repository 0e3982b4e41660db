package main

import (
	"errors"
	"fmt"
	"net"
	"os"
	"slices"
	"strconv"
	"strings"
	"syscall"
)

// The forms of an address that are none of TCP.
const (
	unixPrefix    = "unix:"
	systemdPrefix = "systemd:"
	systemdFirst  = "systemd"
)

// listen listens at HOST:PORT, at unix:PATH, or takes over a socket that systemd listens at: systemd for the first one,
// systemd:NAME for the one whose FileDescriptorName this is.
func listen(address string) (net.Listener, error) {
	var listener net.Listener
	var err error
	path, isUnix := strings.CutPrefix(address, unixPrefix)
	name, isNamed := strings.CutPrefix(address, systemdPrefix)
	switch {
	case isUnix:
		listener, err = listenUnix(path)
	case isNamed:
		listener, err = inherit(name)
	case address == systemdFirst:
		listener, err = inherit("")
	default:
		listener, err = net.Listen("tcp", address)
		if _, _, wrong := net.SplitHostPort(address); wrong != nil || errors.As(err, new(*net.DNSError)) {
			err = fmt.Errorf("%w; write HOST:PORT, such as :8080", err)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("listen at %s: %w", address, err)
	}
	return listener, nil
}

// listenUnix listens at a socket in the file system. One that a process left behind, so that nobody listens at it any
// more, is replaced.
func listenUnix(path string) (net.Listener, error) {
	listener, err := net.Listen("unix", path)
	if !errors.Is(err, syscall.EADDRINUSE) {
		return listener, err
	}
	if file, statErr := os.Lstat(path); statErr != nil || file.Mode().Type() != os.ModeSocket {
		return nil, err
	}
	conn, dialErr := net.Dial("unix", path)
	if dialErr == nil {
		conn.Close()
	}
	if !errors.Is(dialErr, syscall.ECONNREFUSED) {
		return nil, err
	}
	if err := os.Remove(path); err != nil {
		return nil, err
	}
	return net.Listen("unix", path)
}

// firstInherited is the first descriptor that systemd hands over.
const firstInherited = 3

// inherit takes over a socket by sd_listen_fds(3): the first, or with a name the one that has it.
func inherit(name string) (net.Listener, error) {
	count, err := strconv.Atoi(os.Getenv("LISTEN_FDS"))
	if err != nil || count < 1 || os.Getenv("LISTEN_PID") != strconv.Itoa(os.Getpid()) {
		return nil, errors.New("systemd handed over no socket: a .socket unit starts the service")
	}
	place := 0
	if name != "" {
		names := strings.Split(os.Getenv("LISTEN_FDNAMES"), ":")
		if place = slices.Index(names, name); place < 0 || place >= count {
			return nil, fmt.Errorf("systemd handed over no socket of this name, but %s", strings.Join(names, ", "))
		}
	}
	file := os.NewFile(uintptr(firstInherited+place), "socket of systemd")
	defer file.Close() // The listener has a descriptor of its own.
	return net.FileListener(file)
}
