package wasm_test

import (
	"bytes"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cognitocheck/cognitocheck/host"
	"github.com/cognitocheck/cognitocheck/schemas"
)

// A limit that changes in a service's model changes the module's verdict: the model is imported anew, the tables and
// the module are rebuilt from it, all in a copy of the repository.
func TestChangedModel(t *testing.T) {
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	modules := filepath.Join(root, "wasm", "core", "node_modules")
	if _, err := os.Stat(modules); err != nil {
		t.Fatal("the module's builder is not installed: cd wasm/core && npm ci (make test does it)")
	}
	copied := t.TempDir()
	for _, name := range []string{"go.mod", "go.sum", "validator", "schemas", "wasm", "host/precheck/wire"} {
		copyTree(t, filepath.Join(root, name), filepath.Join(copied, name))
	}
	if err := os.Symlink(modules, filepath.Join(copied, "wasm", "core", "node_modules")); err != nil {
		t.Fatal(err)
	}

	models := filepath.Join(copied, "schemas", "import", "testdata", "models")
	file := filepath.Join(models, "cognito-identity.service-2.json")
	model, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	const before, after = `"max": 128,`, `"max": 12,`
	start := bytes.Index(model, []byte(`"IdentityPoolName": {`+"\n   \"type\""))
	at := bytes.Index(model[max(start, 0):], []byte(before))
	if start < 0 || at < 0 || at > 200 {
		t.Fatal("the model no longer has IdentityPoolName's maximum where this test changes it")
	}
	at += start
	changed := string(model[:at]) + after + string(model[at+len(before):])
	if err := os.WriteFile(file, []byte(changed), 0o644); err != nil {
		t.Fatal(err)
	}
	args := []string{"run", "./schemas/import", "--date", "2099-01-01", "--out", "schemas"}
	for _, service := range []string{"cognito-identity", "cognito-idp", "cognito-sync"} {
		args = append(args, filepath.Join(models, service+".service-2.json"))
	}
	run(t, copied, "go", args...)
	run(t, copied, "go", "run", "./schemas/tables")
	run(t, copied, "node", "wasm/core/build.mjs")
	rebuilt, err := os.ReadFile(filepath.Join(copied, "wasm", "cognitocheck.wasm"))
	if err != nil {
		t.Fatal(err)
	}

	body := []byte(`{"IdentityPoolName":"thirteen char","AllowUnauthenticatedIdentities":true}`)
	for name, c := range map[string]struct {
		options []host.Option
		valid   bool
		date    string
	}{
		"embedded": {nil, true, schemas.Load().Service("cognito-identity").ModelDate},
		"rebuilt":  {[]host.Option{host.WithModule(rebuilt)}, false, "2099-01-01"},
	} {
		checker, err := host.New(t.Context(), c.options...)
		if err != nil {
			t.Fatal(err)
		}
		report, err := checker.Check(t.Context(), "cognito-identity.CreateIdentityPool", body)
		if err != nil {
			t.Fatal(err)
		}
		if report.Valid != c.valid || report.Model.Date != c.date {
			t.Errorf("%s: valid %v, model of %s; want %v, %s", name, report.Valid, report.Model.Date, c.valid, c.date)
		}
		if !c.valid && (report.Violations[0].Code != "length.max" || *report.Violations[0].Limit != 12) {
			t.Errorf("%s: %s", name, report.JSON())
		}
		if err := checker.Close(t.Context()); err != nil {
			t.Error(err)
		}
	}
}

func copyTree(t *testing.T, from, to string) {
	t.Helper()
	err := filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		target := filepath.Join(to, rel)
		switch {
		case d.IsDir() && d.Name() == "node_modules":
			return filepath.SkipDir
		case d.IsDir():
			return os.MkdirAll(target, 0o755)
		case strings.HasSuffix(path, "_test.go"):
			return nil
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(target, data, 0o644)
	})
	if err != nil {
		t.Fatal(err)
	}
}

func run(t *testing.T, dir, name string, args ...string) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), name, args...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
}
