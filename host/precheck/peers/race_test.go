//go:build race

package peers

// raceFlags build the command with the race detector when the tests have it.
var raceFlags = []string{"-race"}
