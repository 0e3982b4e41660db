package container

import (
	"bytes"
	"debug/elf"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/goccy/go-yaml"
)

// repository is the folder that the image is built from.
const repository = "../.."

// containerfile is Containerfile, as far as the test needs it.
type containerfile struct {
	text       string
	run        string   // what builds the command
	final      string   // the last stage
	user       uint32   // whom it runs as
	health     []string // the check of it
	entrypoint []string
}

// match returns the last group of an expression in the text, of which there is one.
func match(t *testing.T, text, expression string) string {
	t.Helper()
	found := regexp.MustCompile(`(?m)`+expression).FindAllStringSubmatch(text, -1)
	if len(found) != 1 {
		t.Fatalf("%d times %s", len(found), expression)
	}
	return found[0][len(found[0])-1]
}

func readContainerfile(t *testing.T) containerfile {
	t.Helper()
	text, err := os.ReadFile("Containerfile")
	if err != nil {
		t.Fatal(err)
	}
	c := containerfile{text: string(text)}
	c.run = match(t, c.text, `^RUN (.*)$`)
	_, c.final, _ = strings.Cut(c.text, "FROM scratch\n")
	if _, err := fmt.Sscan(match(t, c.final, `^USER (\d+):\d+$`), &c.user); err != nil || c.user == 0 {
		t.Fatalf("user %d: %v", c.user, err)
	}
	for _, list := range []struct {
		to   *[]string
		text string
	}{
		{&c.health, match(t, c.final, `^HEALTHCHECK .*CMD (\[.*\])$`)},
		{&c.entrypoint, match(t, c.final, `^ENTRYPOINT (\[.*\])$`)},
	} {
		if err := json.Unmarshal([]byte(list.text), list.to); err != nil {
			t.Fatalf("%s: %v", list.text, err)
		}
	}
	return c
}

// build runs the Containerfile's own command on this machine and returns the file that it makes.
func (c containerfile) build(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	binary := filepath.Join(folder, "cognitocheck")
	// Another user runs it.
	for path := folder; path != os.TempDir() && path != "/"; path = filepath.Dir(path) {
		if err := os.Chmod(path, 0o755); err != nil {
			break
		}
	}
	run := exec.CommandContext(t.Context(), "sh", "-c", strings.Replace(c.run, "-o /cognitocheck ", "-o "+binary+" ", 1))
	run.Dir = repository
	if text, err := run.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", c.run, err, text)
	}
	return binary
}

// composed is compose.yaml, as far as the test needs it.
type composed struct {
	Services map[string]struct {
		Build       struct{ Context, Dockerfile string }
		Command     []string
		Healthcheck struct{ Test []string }
	}
}

func readCompose(t *testing.T) composed {
	t.Helper()
	text, err := os.ReadFile("compose.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var c composed
	if err := yaml.Unmarshal(text, &c); err != nil {
		t.Fatal(err)
	}
	return c
}

// TestFiles holds that what the files name is there, and that both health checks are the same.
func TestFiles(t *testing.T) {
	file, compose := readContainerfile(t), readCompose(t)
	for name, service := range compose.Services {
		if _, err := os.Stat(filepath.Join(service.Build.Context, service.Build.Dockerfile)); err != nil ||
			filepath.Clean(service.Build.Context) != repository {
			t.Errorf("%s is built from %s in %s: %v", name, service.Build.Dockerfile, service.Build.Context, err)
		}
	}
	if check := compose.Services["cognitocheck"].Healthcheck.Test; !slices.Equal(check[1:], file.health) {
		t.Errorf("health checks %q and %q", check, file.health)
	}
	if version := match(t, file.text, `^FROM golang:(\S+)-bookworm AS build$`); version != minimum(t) &&
		!strings.HasPrefix(version, minimum(t)+".") {
		t.Errorf("it is built with Go %s, the repository's is %s", version, minimum(t))
	}
	emulator, err := os.ReadFile("emulator.Containerfile")
	if err != nil {
		t.Fatal(err)
	}
	for _, source := range strings.Fields(match(t, string(emulator), `^COPY (.*) \S+$`)) {
		if _, err := os.Stat(filepath.Join(repository, source)); err != nil {
			t.Error(err)
		}
	}
}

// minimum is the release of Go that go.mod asks for, such as 1.26.
func minimum(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(repository, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	return match(t, string(text), `^go (\d+\.\d+)`)
}

// TestBinary runs what the image holds as the image's user, with nothing in its environment, as compose.yaml does.
func TestBinary(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the image is for Linux")
	}
	file, compose := readContainerfile(t), readCompose(t)
	binary := file.build(t)
	program, err := elf.Open(binary)
	if err != nil {
		t.Fatal(err)
	}
	defer program.Close()
	for _, part := range program.Progs {
		if part.Type == elf.PT_INTERP {
			t.Error("it is linked against what an empty image does not have")
		}
	}

	upstream := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { io.Copy(w, r.Body) }))
	defer upstream.Close()
	listen, admin := freeAddress(t), freeAddress(t)
	as := func(args ...string) *exec.Cmd {
		command := exec.CommandContext(t.Context(), binary, args...)
		command.Env, command.Dir = []string{}, "/"
		if os.Getuid() == 0 {
			command.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: file.user, Gid: file.user}}
		}
		return command
	}
	args := slices.Clone(compose.Services["cognitocheck"].Command)
	for i, arg := range args {
		if arg == "--upstream" {
			args[i+1] = upstream.URL
		}
	}
	serve := as(append(args, "--listen", listen, "--admin", admin)...)
	var log bytes.Buffer
	serve.Stderr = &log
	if err := serve.Start(); err != nil {
		t.Fatal(err)
	}
	awaitReady(t, func() ([]byte, error) {
		return as(append(file.health[1:], "--admin", admin)...).CombinedOutput()
	})
	observe(t, "http://"+listen)
	if err := serve.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := serve.Wait(); err != nil || !strings.Contains(log.String(), "msg=stopped") {
		t.Errorf("ended with %v:\n%s", err, &log)
	}
}

// TestImage builds the last stage of the image and runs it. The first stage, which needs an image of Go from a
// registry, is replaced by what it makes.
func TestImage(t *testing.T) {
	tool := findTool(t)
	file := readContainerfile(t)
	context := t.TempDir()
	code, err := os.ReadFile(file.build(t))
	if err != nil {
		t.Fatal(err)
	}
	stages := "FROM scratch AS build\nCOPY rootfs/ /\n\nFROM scratch\n" + file.final
	for path, content := range map[string][]byte{
		"rootfs/cognitocheck":                      code,
		"rootfs/etc/ssl/certs/ca-certificates.crt": []byte("none\n"),
		"Containerfile":                            []byte(stages),
	} {
		path = filepath.Join(context, path)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, content, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	run := func(args ...string) (string, error) {
		// What watches over a container keeps its output open, so that it may not be a pipe.
		out, err := os.Create(filepath.Join(t.TempDir(), "out"))
		if err != nil {
			return "", err
		}
		defer out.Close()
		command := exec.Command(tool, args...)
		command.Stdout, command.Stderr = out, out
		err = command.Run()
		text, readErr := os.ReadFile(out.Name())
		return strings.TrimSpace(string(text)), errors.Join(err, readErr)
	}
	must := func(args ...string) string {
		t.Helper()
		out, err := run(args...)
		if err != nil {
			t.Fatalf("%s %s: %v\n%s", tool, strings.Join(args, " "), err, out)
		}
		return out
	}
	image := fmt.Sprintf("cognitocheck-test-%d", os.Getpid())
	must("build", "-q", "-t", image, "-f", filepath.Join(context, "Containerfile"), context)
	t.Cleanup(func() { run("rmi", "-f", image) })

	if user := must("inspect", "--type", "image", "--format", "{{.Config.User}}", image); user == "" || user == "root" {
		t.Errorf("it runs as %q", user)
	}
	if out, err := run("run", "--rm", "--network", "host", image, "version"); cannotRun(err, out) {
		t.Skipf("the image was built, but %s runs no container here: %s", tool, out)
	}

	upstream := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { io.Copy(w, r.Body) }))
	defer upstream.Close()
	listen, admin := freeAddress(t), freeAddress(t)
	must("run", "-d", "--name", image, "--network", "host", "--read-only", "--cap-drop", "all", image, "serve",
		"--observe", "--upstream", upstream.URL, "--listen", listen, "--admin", admin)
	t.Cleanup(func() { run("rm", "-f", image) })
	awaitReady(t, func() ([]byte, error) {
		out, err := run(append([]string{"exec", image}, append(file.health, "--admin", admin)...)...)
		return []byte(out), err
	})
	observe(t, "http://"+listen)
	must("stop", "-t", "30", image)
	if code := must("inspect", "--format", "{{.State.ExitCode}}", image); code != "0" {
		t.Errorf("exit code %s", code)
	}
}

// cannotRun tells whether it was not the program that failed, but what starts it, such as for want of privileges.
func cannotRun(err error, out string) bool {
	var exit *exec.ExitError
	return errors.As(err, &exit) && (exit.ExitCode() == 125 || exit.ExitCode() == 126) &&
		regexp.MustCompile(`(?i)setrlimit|cgroup|namespace|mount`).MatchString(out)
}

// findTool finds what builds and runs images on this machine.
func findTool(t *testing.T) string {
	for _, tool := range []string{"podman", "docker"} {
		if exec.CommandContext(t.Context(), tool, "info").Run() == nil {
			return tool
		}
	}
	t.Skip("neither podman nor docker runs here")
	return ""
}

// freeAddress is an address that nobody listens at.
func freeAddress(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}

// awaitReady waits until the health check succeeds.
func awaitReady(t *testing.T, check func() ([]byte, error)) {
	t.Helper()
	var last string
	for range 200 {
		out, err := check()
		if err == nil {
			return
		}
		last = fmt.Sprintf("%v: %s", err, out)
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("not ready: %s", last)
}

// observe sends an invalid request, which goes on.
func observe(t *testing.T, url string) {
	t.Helper()
	const body = `{"IdentityPoolId":"EXAMPLE"}`
	r, err := http.NewRequest("POST", url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("X-Amz-Target", "AWSCognitoIdentityService.DescribeIdentityPool")
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if got, _ := io.ReadAll(response.Body); response.StatusCode != 200 || string(got) != body {
		t.Errorf("status %d: %s", response.StatusCode, got)
	}
}
