package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"time"

	"github.com/cognitocheck/cognitocheck/host/bench/measure"
	"github.com/cognitocheck/cognitocheck/schemas/corpus"
)

// batchLines is the number of requests in the batch, batchBodies that of different ones.
const (
	batchLines  = 100_000
	batchBodies = 10_000
)

// inBatch measures the command line's batch of NDJSON with one job against two. Its times are those of the clock.
func inBatch(s settings) ([]*section, error) {
	dir, err := os.MkdirTemp("", "cognitocheck-bench")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	program := filepath.Join(dir, "cognitocheck")
	build := exec.Command("go", "build", "-o", program, "./host/cmd/cognitocheck")
	build.Dir, build.Stderr = s.root, os.Stderr
	if err := build.Run(); err != nil {
		return nil, fmt.Errorf("go build: %w", err)
	}
	input := filepath.Join(dir, "requests.ndjson")
	size, err := writeBatch(input)
	if err != nil {
		return nil, err
	}
	batch := &section{
		title: fmt.Sprintf("cognitocheck batch, %d mixed requests (%.1f MB of NDJSON): how many times as fast with 2 jobs "+
			"as with 1 (time of the clock)", batchLines, float64(size)/1e6),
		ours: "2 jobs", theirs: "1 job",
	}
	for _, engine := range []string{"wasm", "native"} {
		// What runs, as the numbers of jobs of the processes side by side.
		kinds := [][]int{{1}, {2}, {1, 1}}
		times := make([]measure.Sample, len(kinds))
		for round := range 2 * len(kinds) {
			for k := range kinds {
				kind := (k + round) % len(kinds)
				took, err := runBatch(program, input, engine, kinds[kind])
				if err != nil {
					return nil, err
				}
				times[kind] = append(times[kind], took)
			}
		}
		one, two, each := times[0], times[1], times[2].By(2)
		batch.add(row{
			name:   "engine " + engine,
			ours:   nanoseconds(two.Median()),
			theirs: nanoseconds(one.Median()),
			ratio:  one.Over(two),
			goal:   atLeast(1.8),
		})
		batch.add(row{
			name:   "engine " + engine + ", two processes of 1 job, a batch each",
			ours:   nanoseconds(each.Median()),
			theirs: nanoseconds(one.Median()),
			ratio:  one.Over(each),
		})
	}
	batch.notes = []string{
		"Two processes that share nothing show what the machine has to give: their time is that for each of the two batches.",
		"The clock counts the turns of other programs too: with 2 jobs nothing else may run on the two cores.",
	}
	return []*section{batch}, nil
}

// writeBatch writes the batch: requests and responses of the random corpus, valid and invalid.
func writeBatch(name string) (int, error) {
	var lines [][]byte
	for c := range corpus.Random(7, batchBodies) {
		kind := "request"
		if c.Response {
			kind = "response"
		}
		body := bytes.Map(func(r rune) rune {
			if r == '\n' || r == '\r' {
				return ' '
			}
			return r
		}, c.Body)
		if len(bytes.TrimSpace(body)) > 0 {
			lines = append(lines, fmt.Appendf(nil, `"operation":"%s","%s":%s}`+"\n", c.Operation, kind, body))
		}
	}
	var out bytes.Buffer
	for n := range batchLines {
		fmt.Fprintf(&out, `{"id":%d,%s`, n, lines[n%len(lines)])
	}
	return out.Len(), os.WriteFile(name, out.Bytes(), 0o600)
}

// runBatch runs a process for each number of jobs, side by side, and returns the nanoseconds until the last one ended.
func runBatch(program, input, engine string, jobs []int) (float64, error) {
	// The reports go to a file that keeps nothing, as a pipe's reader would take a core.
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		return 0, err
	}
	defer null.Close()
	commands := make([]*exec.Cmd, len(jobs))
	start := time.Now()
	for i, n := range jobs {
		commands[i] = exec.Command(program, "batch", "--engine", engine, "--jobs", strconv.Itoa(n), input)
		commands[i].Stdout, commands[i].Stderr = null, os.Stderr
		if err := commands[i].Start(); err != nil {
			return 0, err
		}
	}
	for _, command := range commands {
		// The exit code 1 says that some are invalid, 2 that some could not be read: corpora have a few that are no JSON
		// line.
		if err := command.Wait(); err != nil && command.ProcessState.ExitCode() > 2 {
			return 0, err
		}
	}
	return float64(time.Since(start).Nanoseconds()), nil
}
