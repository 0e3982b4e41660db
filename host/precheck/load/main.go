// Command load measures what cognitocheck serve adds: requests per second and latency of an upstream alone, through
// Go's bare reverse proxy, and through serve, in one run.
//
//	go run ./host/precheck/load [-time 5s] [-clients 16]
//	go run ./host/precheck/load -bodies 150 [-size 4194304] [FLAG OF SERVE…]
//
// With -bodies it measures the memory that serve takes for so many large bodies at the same time instead.
//
// It builds the command and starts it. Each server is a process of its own, all share this machine's cores, and all
// traffic is local: differences are what counts, not totals. The variants take turns in rounds, so that a noisy moment
// hits all.
package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"syscall"
	"text/tabwriter"
	"time"
)

const (
	command = "github.com/cognitocheck/cognitocheck/host/cmd/cognitocheck"
	target  = "AWSCognitoIdentityProviderService.SignUp"
	valid   = `{"ClientId":"1example23456789","Username":"diego@example.com","Password":"This-is-my-test-99!",` +
		`"UserAttributes":[{"Name":"name","Value":"Diego"},{"Name":"email","Value":"diego@example.com"},` +
		`{"Name":"phone_number","Value":"+5511912345678"}],"ClientMetadata":{"source":"load"}}`
	invalid = `{"ClientId":"not an id","Username":"diego@example.com","Password":"This-is-my-test-99!"}`
	rounds  = 5
)

func main() {
	length := flag.Duration("time", 5*time.Second, "how long each variant runs, at most a minute")
	clients := flag.Int("clients", 16,
		"how many clients send at the same time, at most 256; one alone is measured as well")
	bodies := flag.Int("bodies", 0, "measure memory instead: how many bodies are sent at the same time")
	size := flag.Int("size", 4<<20, "the size of each of them, in bytes")
	role := flag.String("be", "",
		"be one of the servers that are measured: upstream, slow, or the URL that a reverse proxy leads to")
	flag.Parse()
	err := error(nil)
	switch {
	case *role != "":
		err = serveAs(*role)
	case *bodies != 0:
		err = measureMemory(context.Background(), os.Stdout, *bodies, *size, flag.Args())
	default:
		err = run(context.Background(), os.Stdout, *length, *clients)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "load:", err)
		os.Exit(1)
	}
}

// serveAs serves until the process is ended.
func serveAs(role string) error {
	var handler http.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := io.Copy(io.Discard, r.Body); err != nil {
			return
		}
		if role == "slow" {
			time.Sleep(slowness)
		}
		w.Header().Set("Content-Type", "application/x-amz-json-1.1")
		io.WriteString(w, `{"UserConfirmed":false,"UserSub":"f3a3b4c0-0000-4000-8000-000000000000"}`)
	})
	if role != "upstream" && role != "slow" {
		upstream, err := url.Parse(role)
		if err != nil {
			return err
		}
		handler = &httputil.ReverseProxy{
			Rewrite:   func(p *httputil.ProxyRequest) { p.SetURL(upstream) },
			Transport: &http.Transport{DisableCompression: true, MaxIdleConnsPerHost: 256},
		}
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	fmt.Fprintf(os.Stderr, "msg=listening address=%s\n", listener.Addr())
	return http.Serve(listener, handler)
}

func run(ctx context.Context, out io.Writer, length time.Duration, clients int) error {
	if length <= 0 || length > time.Minute || clients < 1 || clients > 256 {
		return errors.New("-time is above 0 and at most 1m, -clients 1 to 256")
	}
	binary, remove, err := build(ctx)
	if err != nil {
		return err
	}
	defer remove()
	upstream, stop, err := startSelf(ctx, "upstream")
	if err != nil {
		return err
	}
	defer stop()
	plain, stop, err := startSelf(ctx, upstream)
	if err != nil {
		return err
	}
	defer stop()
	serve, stop, err := start(serveCommand(ctx, binary, upstream))
	if err != nil {
		return err
	}
	defer stop()

	fmt.Fprintf(out, "%d cores, %s, SignUp of %d bytes, %v for each variant\n", runtime.GOMAXPROCS(0), runtime.Version(),
		len(valid), length)
	for _, clients := range slices.Compact([]int{1, clients}) {
		variants := []*variant{
			{name: "upstream alone", url: upstream, body: valid, status: 200},
			{name: "behind Go's reverse proxy", url: plain, body: valid, status: 200},
			{name: "behind serve", url: serve, body: valid, status: 200},
			{name: "serve, invalid request", url: serve, body: invalid, status: 400},
		}
		for range rounds {
			for _, v := range variants {
				if err := v.measure(ctx, length/rounds, clients); err != nil {
					return fmt.Errorf("%s: %w", v.name, err)
				}
			}
		}
		if err := report(out, variants, clients); err != nil {
			return err
		}
	}
	return nil
}

// build builds the command and returns the path of it, and what removes it.
func build(ctx context.Context) (string, func(), error) {
	dir, err := os.MkdirTemp("", "cognitocheck-load")
	if err != nil {
		return "", nil, err
	}
	binary := filepath.Join(dir, "cognitocheck")
	if text, err := exec.CommandContext(ctx, "go", "build", "-o", binary, command).CombinedOutput(); err != nil {
		return "", nil, fmt.Errorf("build %s: %w\n%s", command, err, text)
	}
	return binary, func() { os.RemoveAll(dir) }, nil
}

// serveCommand is serve in front of an upstream. flags are further ones.
func serveCommand(ctx context.Context, binary, upstream string, flags ...string) *exec.Cmd {
	return exec.CommandContext(ctx, binary, append([]string{"serve", "--listen", "127.0.0.1:0", "--admin", "",
		"--upstream", upstream, "--undecided", "refuse"}, flags...)...)
}

// startSelf starts this program as one of the servers.
func startSelf(ctx context.Context, role string) (string, func(), error) {
	self, err := os.Executable()
	if err != nil {
		return "", nil, err
	}
	return start(exec.CommandContext(ctx, self, "-be", role))
}

// start starts a server and returns its URL, and what ends it.
func start(server *exec.Cmd) (string, func(), error) {
	log, err := server.StderrPipe()
	if err == nil {
		err = server.Start()
	}
	if err != nil {
		return "", nil, err
	}
	var drained sync.WaitGroup
	stop := func() {
		server.Process.Signal(syscall.SIGTERM)
		drained.Wait()
		server.Wait()
	}
	lines := bufio.NewReader(log)
	var before strings.Builder
	for {
		line, err := lines.ReadString('\n')
		before.WriteString(line)
		if err != nil {
			stop()
			return "", nil, fmt.Errorf("%s does not start:\n%s", server.Path, before.String())
		}
		if address := regexp.MustCompile(`msg=listening address=(\S+)`).FindStringSubmatch(line); address != nil {
			drained.Go(func() { io.Copy(io.Discard, lines) })
			return "http://" + address[1], stop, nil
		}
	}
}

// variant is a server to measure.
type variant struct {
	name, url, body string
	status          int
	latencies       []time.Duration
	took            time.Duration
}

// measure lets clients send requests for the time, one after the other each.
func (v *variant) measure(ctx context.Context, length time.Duration, clients int) error {
	transport := &http.Transport{MaxIdleConnsPerHost: clients, DisableCompression: true}
	defer transport.CloseIdleConnections()
	client := &http.Client{Transport: transport, Timeout: 10 * time.Second}
	if _, err := v.send(ctx, client); err != nil {
		return err
	}
	latencies, failures := make([][]time.Duration, clients), make([]error, clients)
	start := time.Now()
	var all sync.WaitGroup
	for i := range clients {
		all.Go(func() {
			for time.Since(start) < length {
				took, err := v.send(ctx, client)
				if err != nil {
					failures[i] = err
					return
				}
				latencies[i] = append(latencies[i], took)
			}
		})
	}
	all.Wait()
	v.took += time.Since(start)
	v.latencies = append(v.latencies, slices.Concat(latencies...)...)
	return errors.Join(failures...)
}

func (v *variant) send(ctx context.Context, client *http.Client) (time.Duration, error) {
	r, err := http.NewRequestWithContext(ctx, "POST", v.url, strings.NewReader(v.body))
	if err != nil {
		return 0, err
	}
	r.Header.Set("Content-Type", "application/x-amz-json-1.1")
	r.Header.Set("X-Amz-Target", target)
	start := time.Now()
	response, err := client.Do(r)
	if err != nil {
		return 0, err
	}
	defer response.Body.Close()
	if _, err := io.Copy(io.Discard, response.Body); err != nil {
		return 0, err
	}
	if response.StatusCode != v.status {
		return 0, fmt.Errorf("status %d, want %d", response.StatusCode, v.status)
	}
	return time.Since(start), nil
}

func report(out io.Writer, variants []*variant, clients int) error {
	fmt.Fprintf(out, "\nclients: %d\n", clients)
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "variant\trequests/s\tmean\tp50\tp95\tp99\tadded, p50\t")
	base := variants[0].percentile(50)
	for _, v := range variants {
		var sum time.Duration
		for _, latency := range v.latencies {
			sum += latency
		}
		fmt.Fprintf(table, "%s\t%.0f\t%v\t%v\t%v\t%v\t%v\t\n", v.name, float64(len(v.latencies))/v.took.Seconds(),
			round(sum/time.Duration(len(v.latencies))), round(v.percentile(50)), round(v.percentile(95)),
			round(v.percentile(99)),
			round(v.percentile(50)-base))
	}
	return table.Flush()
}

// percentile is the latency that so many of a hundred requests do not exceed.
func (v *variant) percentile(n int) time.Duration {
	slices.Sort(v.latencies)
	return v.latencies[(len(v.latencies)-1)*n/100]
}

func round(d time.Duration) time.Duration { return d.Round(time.Microsecond) }
