//go:build !linux

package main

import "errors"

func readPeak(int) (int, error) {
	return 0, errors.New("the memory of a process is read on Linux only")
}
