package installed

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// version is what the test's proxy calls the module of this tree.
const version = "v0.1.0"

// programs are what users write, by the package that they begin with. Each checks a request that is invalid, and says
// so.
var programs = map[string]struct {
	text string
	// linked are the modules that the program is built from, but the tree's and those of aws-sdk-go-v2 itself.
	linked []string
	// absent are modules that go.sum must not name: go mod tidy downloads those that it names. The tests of the packages
	// that a program imports count; their dependencies' do not.
	absent []string
	// size is the most that the program may have, in bytes, built with -ldflags="-s -w".
	size int64
}{
	"validator": {
		text: `package main

import (
	"fmt"

	"github.com/cognitocheck/cognitocheck/validator"
)

func main() {
	op, err := validator.Lookup("cognito-identity.GetId")
	if err != nil {
		panic(err)
	}
	report, err := op.Check([]byte("{\"IdentityPoolId\":\"EXAMPLE\"}"), validator.Options{})
	fmt.Println(report.Valid, err)
}
`,
		linked: nil,
		absent: []string{""},
		size:   2_000_000,
	},
	"host": {
		text: `package main

import (
	"context"
	"fmt"

	"github.com/cognitocheck/cognitocheck/host"
)

func main() {
	ctx := context.Background()
	checker, err := host.New(ctx)
	if err != nil {
		panic(err)
	}
	defer checker.Close(ctx)
	report, err := checker.Check(ctx, "cognito-identity.GetId", []byte("{\"IdentityPoolId\":\"EXAMPLE\"}"))
	fmt.Println(report.Valid, err)
}
`,
		linked: []string{"github.com/tetratelabs/wazero", "golang.org/x/sys"},
		absent: []string{"cel.dev/", "github.com/santhosh-tekuri/", "github.com/prometheus/", "github.com/spf13/"},
		size:   6_000_000,
	},
	"precheck": {
		text: `package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"

	"github.com/cognitocheck/cognitocheck/host/precheck"
	"github.com/cognitocheck/cognitocheck/validator"
)

func main() {
	unreached := http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("the request went on") })
	handler, err := precheck.Handler(validator.NewChecker(validator.Options{}), unreached, precheck.Refuse)
	if err != nil {
		panic(err)
	}
	request := httptest.NewRequest("POST", "/", strings.NewReader("{\"IdentityPoolId\":\"EXAMPLE\"}"))
	request.Header.Set("X-Amz-Target", "AWSCognitoIdentityService.GetId")
	request.Header.Set("Content-Type", "application/x-amz-json-1.1")
	answer := httptest.NewRecorder()
	handler.ServeHTTP(answer, request)
	fmt.Println(answer.Code == 200, nil)
}
`,
		linked: []string{
			"github.com/beorn7/perks", "github.com/cespare/xxhash/v2", "github.com/munnerz/goautoneg",
			"github.com/prometheus/client_golang", "github.com/prometheus/client_model", "github.com/prometheus/common",
			"github.com/prometheus/procfs", "golang.org/x/sync", "golang.org/x/sys", "google.golang.org/protobuf",
		},
		absent: []string{"cel.dev/", "github.com/santhosh-tekuri/", "github.com/spf13/"},
		size:   8_000_000,
	},
	"awssdk": {
		text: `package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cognitoidentity"
	"github.com/cognitocheck/cognitocheck/host/awssdk"
	"github.com/cognitocheck/cognitocheck/validator"
)

func main() {
	cfg := aws.Config{Region: "eu-west-1"}
	cfg.APIOptions = append(cfg.APIOptions, awssdk.Check(validator.NewChecker(validator.Options{})))
	_, err := cognitoidentity.NewFromConfig(cfg).GetId(context.Background(), &cognitoidentity.GetIdInput{
		IdentityPoolId: aws.String("EXAMPLE"),
	})
	var invalid *validator.InvalidError
	if !errors.As(err, &invalid) {
		panic(err)
	}
	fmt.Println(invalid.Report.Valid, nil)
}
`,
		linked: []string{"github.com/aws/smithy-go"},
		absent: []string{"cel.dev/", "github.com/santhosh-tekuri/", "github.com/prometheus/", "github.com/tetratelabs/"},
		size:   8_000_000,
	},
}

// user is somebody with an empty module cache and a proxy that has the module of this tree.
type user struct {
	cache string
	env   []string
}

// newUser serves the tree. What the module needs comes from the module cache of this machine, and where that lacks it,
// from the proxy that this machine uses.
func newUser(t *testing.T) user {
	t.Helper()
	root := findRoot(t)
	proxy := t.TempDir()
	versions := filepath.Join(proxy, filepath.FromSlash(modulePath), "@v")
	if err := os.MkdirAll(versions, 0o777); err != nil {
		t.Fatal(err)
	}
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"list":            version + "\n",
		version + ".info": `{"Version":"` + version + `","Time":"2026-11-28T00:00:00Z"}`,
		version + ".mod":  string(mod),
	} {
		if err := os.WriteFile(filepath.Join(versions, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	writeZip(t, root, version, filepath.Join(versions, version+".zip"))

	found, err := exec.Command("go", "env", "GOMODCACHE", "GOPROXY").Output()
	if err != nil {
		t.Fatal(err)
	}
	settings := strings.Split(strings.TrimSpace(string(found)), "\n")
	u := user{cache: t.TempDir()}
	u.env = append(os.Environ(),
		"GOMODCACHE="+u.cache,
		"GOPROXY="+fileURL(proxy)+","+fileURL(filepath.Join(settings[0], "cache", "download"))+","+settings[1],
		// The checksum database does not know the tree's module.
		"GONOSUMDB="+modulePath,
		// A test that is built for another system is one of this system's user all the same.
		"GOOS=", "GOARCH=",
		"GONOPROXY=none", "GOPRIVATE=", "GOWORK=off", "GO111MODULE=",
		// Removable by t.TempDir; and with -trimpath the build cache knows what it built for another module cache.
		"GOFLAGS=-modcacherw -trimpath",
	)
	return u
}

func fileURL(dir string) string {
	dir = filepath.ToSlash(dir)
	if runtime.GOOS == "windows" {
		dir = "/" + dir
	}
	return "file://" + dir
}

// goCommand runs the go command in the folder, and returns what it writes to standard output.
func (u user) goCommand(t *testing.T, dir string, args ...string) string {
	t.Helper()
	command := exec.Command("go", args...)
	command.Dir = dir
	command.Env = u.env
	var stderr strings.Builder
	command.Stderr = &stderr
	out, err := command.Output()
	if err != nil {
		t.Fatalf("go %s: %v\n%s", strings.Join(args, " "), err, stderr.String())
	}
	return strings.TrimSpace(string(out))
}

// TestInstall installs the command as the README says.
func TestInstall(t *testing.T) {
	u := newUser(t)
	bin := t.TempDir()
	u.env = append(u.env, "GOBIN="+bin)
	u.goCommand(t, t.TempDir(), "install", modulePath+"/host/cmd/cognitocheck@latest")
	out, err := exec.Command(filepath.Join(bin, executable("cognitocheck")), "version").CombinedOutput()
	if err != nil || !strings.Contains(string(out), version) {
		t.Errorf("cognitocheck version: %v\n%s", err, out)
	}
}

// TestPrograms builds a program on each package and runs it, and holds what it costs: what it links, what its go.sum
// names, and its size.
func TestPrograms(t *testing.T) {
	u := newUser(t)
	for name, program := range programs {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			u.goCommand(t, dir, "mod", "init", "example.com/program")
			if err := os.WriteFile(filepath.Join(dir, "main.go"), []byte(program.text), 0o666); err != nil {
				t.Fatal(err)
			}
			u.goCommand(t, dir, "get", modulePath+"@latest")
			u.goCommand(t, dir, "mod", "tidy")
			binary := filepath.Join(dir, executable("program"))
			u.goCommand(t, dir, "build", "-ldflags=-s -w", "-o", binary, ".")
			out, err := exec.Command(binary).CombinedOutput()
			if err != nil || strings.TrimSpace(string(out)) != "false <nil>" {
				t.Errorf("the program: %v\n%s", err, out)
			}

			sums, err := os.ReadFile(filepath.Join(dir, "go.sum"))
			if err != nil {
				t.Fatal(err)
			}
			for line := range strings.Lines(string(sums)) {
				for _, prefix := range program.absent {
					if strings.HasPrefix(line, prefix) && !strings.HasPrefix(line, modulePath+" ") {
						t.Errorf("go.sum has %s", line)
					}
				}
			}
			if runtime.GOOS+"/"+runtime.GOARCH != "linux/amd64" {
				return // What is linked, and the size, are stated for one system.
			}
			linked := strings.Fields(u.goCommand(t, dir, "list", "-deps", "-f", "{{with .Module}}{{.Path}}{{end}}", "."))
			slices.Sort(linked)
			linked = slices.DeleteFunc(slices.Compact(linked), func(path string) bool {
				return path == "example.com/program" || path == modulePath ||
					strings.HasPrefix(path, "github.com/aws/aws-sdk-go-v2")
			})
			if !slices.Equal(linked, program.linked) {
				t.Errorf("linked from %q, want %q", linked, program.linked)
			}
			info, err := os.Stat(binary)
			if err != nil {
				t.Fatal(err)
			}
			t.Logf("%d bytes", info.Size())
			// Another release's runtime has another size: with Go 1.27 each program has 130 to 480 kB more.
			if strings.HasPrefix(runtime.Version(), "go1.26.") && info.Size() > program.size {
				t.Errorf("%d bytes, at most %d", info.Size(), program.size)
			}
		})
	}
}

func executable(name string) string {
	if runtime.GOOS == "windows" {
		return name + ".exe"
	}
	return name
}
