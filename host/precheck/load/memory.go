package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"
)

// slowness is how long the upstream of measureMemory takes for an answer once it has the body.
const slowness = 2 * time.Second

// measureMemory sends large valid bodies to serve all at the same time, in front of a slow upstream, and prints what
// memory serve took at most and how it answered. flags are further ones of serve.
func measureMemory(ctx context.Context, out io.Writer, bodies, size int, flags []string) error {
	if bodies < 1 || bodies > 10_000 || size < len(valid) || size > 4<<20 {
		return fmt.Errorf("-bodies is 1 to 10,000, -size %d to %d", len(valid), 4<<20)
	}
	binary, remove, err := build(ctx)
	if err != nil {
		return err
	}
	defer remove()
	upstream, stop, err := startSelf(ctx, "slow")
	if err != nil {
		return err
	}
	defer stop()
	process := serveCommand(ctx, binary, upstream, flags...)
	serve, stop, err := start(process)
	if err != nil {
		return err
	}
	defer stop()
	idle, err := readPeak(process.Process.Pid)
	if err != nil {
		return err
	}

	text := []byte(valid)
	text = slices.Concat(text[:1], bytes.Repeat([]byte(" "), size-len(text)), text[1:])
	answers, began := sendAll(ctx, serve, text, bodies), time.Now()
	counts := map[string]int{}
	for answer := range answers {
		counts[answer]++
	}
	peak, err := readPeak(process.Process.Pid)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%d bodies of %d bytes at the same time, serve %s\n", bodies, size, strings.Join(flags, " "))
	fmt.Fprintf(out, "most memory: %d MiB (%d MiB before the first), %v\n", peak>>10, idle>>10,
		time.Since(began).Round(time.Millisecond))
	for _, answer := range slices.Sorted(maps.Keys(counts)) {
		fmt.Fprintf(out, "%6d × %s\n", counts[answer], answer)
	}
	return nil
}

// sendAll sends the body so many times at once, and returns what each was answered with.
func sendAll(ctx context.Context, url string, body []byte, times int) <-chan string {
	transport := &http.Transport{DisableCompression: true, DisableKeepAlives: true}
	client := &http.Client{Transport: transport, Timeout: 2 * time.Minute}
	answers := make(chan string, times)
	var all sync.WaitGroup
	for range times {
		all.Go(func() {
			r, err := http.NewRequestWithContext(ctx, "POST", url, bytes.NewReader(body))
			if err != nil {
				answers <- err.Error()
				return
			}
			r.Header.Set("X-Amz-Target", target)
			response, err := client.Do(r)
			if err != nil {
				answers <- "no answer"
				return
			}
			defer response.Body.Close()
			if _, err := io.Copy(io.Discard, response.Body); err != nil {
				answers <- "a part of an answer"
				return
			}
			answers <- response.Status
		})
	}
	go func() {
		all.Wait()
		close(answers)
	}()
	return answers
}
