// Command table measures cognitocheck against what a user could pick instead and prints one table. Everything is a
// ratio of two things timed in turn in the same run; it never fails because of a time.
//
//	go run ./table [-out TABLE.txt] [-rounds 15] [-only native,host,node,batch,size,worst]
package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/cognitocheck/cognitocheck/host/bench/measure"
)

// settings is how to measure.
type settings struct {
	rounds int
	slice  time.Duration
	// root is the repository's top.
	root string
}

// part is a part of the benchmark, by its name for -only.
type part struct {
	name string
	run  func(settings) ([]*section, error)
}

var parts = []part{
	{"native", native},
	{"host", inHost},
	{"node", inNode},
	{"batch", inBatch},
	{"size", bySize},
	{"worst", worst},
}

func main() {
	if err := doMain(); err != nil {
		fmt.Fprintln(os.Stderr, "table:", err)
		os.Exit(1)
	}
}

func doMain() error {
	out := flag.String("out", "", "also write the table to this `file`")
	rounds := flag.Int("rounds", 15, "how many `times` everything is timed")
	slice := flag.Duration("slice", 10*time.Millisecond, "how long each thing is timed in each round")
	only := flag.String("only", "", "run these `parts` only, separated by commas")
	root := flag.String("root", "../..", "the repository's top")
	flag.Parse()
	s := settings{rounds: *rounds, slice: *slice, root: *root}
	// The collector would fall on some contenders and not on others; those that make garbage pay for it at a bound of
	// memory.
	debug.SetGCPercent(400)

	var table bytes.Buffer
	fmt.Fprintf(&table, "%s, %s\n", time.Now().UTC().Format(time.DateOnly), machine())
	fmt.Fprintf(&table, "Ratios of times (%s) taken in turn in one run: median and quartiles of %d rounds.\n"+
		"Absolute times are medians and good for this machine only.\n", measure.Clock, s.rounds)
	for _, p := range parts {
		if *only != "" && !slices.Contains(strings.Split(*only, ","), p.name) {
			continue
		}
		sections, err := p.run(s)
		if err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
		for _, section := range sections {
			if err := section.write(&table); err != nil {
				return err
			}
		}
	}
	if _, err := os.Stdout.Write(table.Bytes()); err != nil {
		return err
	}
	if *out == "" {
		return nil
	}
	return os.WriteFile(*out, table.Bytes(), 0o644)
}

// machine says where this runs.
func machine() string {
	cpu := runtime.GOARCH
	if info, err := os.ReadFile("/proc/cpuinfo"); err == nil {
		for line := range strings.Lines(string(info)) {
			if name, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(name) == "model name" {
				cpu = strings.TrimSpace(value)
				break
			}
		}
	}
	node := "without Node"
	if version, err := exec.Command("node", "--version").Output(); err == nil {
		node = "Node " + strings.TrimSpace(strings.TrimPrefix(string(version), "v"))
	}
	return fmt.Sprintf("%s, %d cores, %s, %s, %s", cpu, runtime.NumCPU(), runtime.GOOS, runtime.Version(), node)
}
