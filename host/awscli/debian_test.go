package awscli

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/cognitocheck/cognitocheck/schemas"
)

// The awscli of Debian's package. Another aws may come earlier on the PATH.
const (
	debianAWS    = "/usr/bin/aws"
	debianPython = "/usr/bin/python3"
)

// debian is a place to run Debian's awscli in: a home and working directory with files, no configuration, dummy
// credentials.
type debian struct {
	folder string
	models string // the models of today, as botocore looks for them
}

func newDebian(t *testing.T) *debian {
	t.Helper()
	text, err := os.ReadFile(debianAWS)
	shebang, _, _ := bytes.Cut(text, []byte("\n"))
	if err != nil || !bytes.HasPrefix(shebang, []byte("#!")) || !bytes.Contains(shebang, []byte(debianPython)) {
		t.Fatalf("%s is not the awscli of Debian 12 or later (%v). Install it: sh host/awscli/testdata/install-awscli.sh, "+
			"or: apt-get update && apt-get install -y awscli", debianAWS, err)
	}
	d := &debian{folder: writeFiles(t), models: t.TempDir()}
	for _, s := range schemas.Load().Services {
		model, err := os.ReadFile(
			filepath.Join("..", "..", "schemas", "import", "testdata", "models", s.Name+".service-2.json"))
		if err != nil {
			t.Fatal(err)
		}
		folder := filepath.Join(d.models, s.Name, s.APIVersion)
		if err := os.MkdirAll(folder, 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, "service-2.json"), model, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return d
}

// writeFiles writes the files that commands read.
func writeFiles(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

// command prepares a process.
func (d *debian) command(ctx context.Context, newer bool, name string, words ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, name, words...)
	cmd.Dir = d.folder
	cmd.Env = []string{
		"PATH=/usr/bin:/bin", "HOME=" + d.folder, "FOLDER=" + d.folder, "LC_ALL=C.UTF-8", "AWS_PAGER=", "AWS_MAX_ATTEMPTS=1",
		"AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE", "AWS_SECRET_ACCESS_KEY=dummy", "AWS_REGION=us-east-1",
		"AWS_EC2_METADATA_DISABLED=true", "PYTHONDONTWRITEBYTECODE=1",
	}
	if newer {
		cmd.Env = append(cmd.Env, "AWS_DATA_PATH="+d.models)
	}
	return cmd
}

// reader is a Reader in the same place.
func (d *debian) reader() *Reader { return readerIn(d.folder) }

func readerIn(folder string) *Reader {
	return &Reader{
		ReadFile: func(name string) ([]byte, error) {
			if !filepath.IsAbs(name) {
				name = filepath.Join(folder, name)
			}
			return readFile(name)
		},
		LookupEnv: func(name string) (string, bool) {
			if name == "HOME" || name == "FOLDER" {
				return folder, true
			}
			return "", false
		},
	}
}

// asked and answered are what testdata/oracle.py reads and writes.
type asked struct {
	Lines   [][]string `json:"lines,omitempty"`
	Tables  bool       `json:"tables,omitempty"`
	Version bool       `json:"version,omitempty"`
}

type answered struct {
	Version    string
	Operations map[string]struct {
		Operation string
		Options   []string
		Required  []string
		Paging    *struct{ Token, Limit string }
		Skeleton  string
	}
	Results []struct {
		RC      any
		Stdout  string
		Stderr  string
		Request *struct {
			Method, URL string
			Headers     map[string]string
			Body        string
		}
	}
}

// ask runs testdata/oracle.py. With lax botocore does not validate the parameters.
func (d *debian) ask(t *testing.T, newer, lax bool, question asked) answered {
	t.Helper()
	script, err := filepath.Abs("testdata/oracle.py")
	if err != nil {
		t.Fatal(err)
	}
	in, err := json.Marshal(question)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Minute)
	defer cancel()
	cmd := d.command(ctx, newer, debianPython, script)
	cmd.Stdin = bytes.NewReader(in)
	if lax {
		cmd.Env = append(cmd.Env, "AWS_CONFIG_FILE=config.txt")
	}
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, stderr.String())
	}
	var answer answered
	if err := json.Unmarshal(out, &answer); err != nil {
		t.Fatal(err)
	}
	return answer
}
