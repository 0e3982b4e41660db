package main

import (
	"fmt"
	"os"
	"regexp"
	"strconv"
)

// readPeak reads the most resident memory that a process ever took, in KiB.
func readPeak(pid int) (int, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, err
	}
	found := regexp.MustCompile(`VmHWM:\s*(\d+) kB`).FindSubmatch(text)
	if found == nil {
		return 0, fmt.Errorf("/proc/%d/status has no VmHWM", pid)
	}
	return strconv.Atoi(string(found[1]))
}
