package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/cognitocheck/cognitocheck/host"
	"github.com/cognitocheck/cognitocheck/schemas"
	"github.com/cognitocheck/cognitocheck/schemas/tables/automaton"
	"github.com/cognitocheck/cognitocheck/validator"
	"github.com/cognitocheck/cognitocheck/wasm"
	"github.com/spf13/cobra"
)

// version is the command's version: the one that go install was given, otherwise "(devel)" with the commit.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return "(devel)"
	}
	return info.Main.Version
}

// versions is what cognitocheck version tells.
type versions struct {
	Version string          `json:"version"`
	Go      string          `json:"go"`
	Module  moduleVersion   `json:"module"`
	Unicode string          `json:"unicode"` // whose characters patterns such as \p{L} accept
	Models  []serviceModels `json:"models"`
}

type moduleVersion struct {
	ABI    int    `json:"abi"`
	Bytes  int    `json:"bytes"`
	SHA256 string `json:"sha256"`
}

type serviceModels struct {
	Service    string `json:"service"`
	Operations int    `json:"operations"`
	// Corrections is how many corrections lie on the model: where the service was seen to differ from it.
	Corrections int `json:"corrections"`
	validator.Model
}

func newVersion() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "version",
		Short: "Print the versions of the command, the module and the service models",
		Long: `Print the versions of the command and of the module, the version of Unicode that patterns
such as [\p{L}] go by, and for each service the day on which its model was taken, how many
corrections lie on it, and how many operations it has.

A correction is a place where the service was seen to differ from its published model.
What a model does not have, a newer service may.`,
		Args: refuseArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			v, err := readVersions(cmd.Context())
			if err != nil {
				return err
			}
			text := v.text()
			switch format {
			case "text":
			case "json":
				line, err := json.Marshal(v)
				if err != nil {
					return err
				}
				text = string(line) + "\n"
			default:
				return fmt.Errorf("--format is text or json, not %q", format)
			}
			return write(cmd, []byte(text))
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", "`text` or json")
	complete(cmd, "format", "text", "json")
	return cmd
}

// readVersions asks the module itself, so that what it tells is also known to run.
func readVersions(ctx context.Context) (*versions, error) {
	checker, err := host.New(ctx, host.WithPoolSize(1))
	if err != nil {
		return nil, err
	}
	defer checker.Close(ctx)
	module := wasm.Module()
	sum := sha256.Sum256(module)
	v := &versions{
		Version: version(),
		Go:      runtime.Version() + " " + runtime.GOOS + "/" + runtime.GOARCH,
		Unicode: automaton.UnicodeVersion,
		Module:  moduleVersion{ABI: wasm.Version, Bytes: len(module), SHA256: hex.EncodeToString(sum[:])},
	}
	if v.Models, err = readModels(ctx, checker); err != nil {
		return nil, err
	}
	for i := range v.Models {
		if s := schemas.Load().Service(v.Models[i].Service); s != nil {
			v.Models[i].Corrections = s.Corrections
		}
	}
	return v, nil
}

// readModels reads from the checker which models it has. How many corrections lie on them it does not know.
func readModels(ctx context.Context, checks checker) ([]serviceModels, error) {
	var list []serviceModels
	for _, name := range checks.Operations() {
		service, _, _ := strings.Cut(name, ".")
		if last := len(list) - 1; last >= 0 && list[last].Service == service {
			list[last].Operations++
			continue
		}
		report, err := checks.Check(ctx, name, nil)
		if err != nil {
			return nil, err
		}
		list = append(list, serviceModels{Service: service, Operations: 1, Model: report.Model})
	}
	return list, nil
}

func (v *versions) text() string {
	var out strings.Builder
	fmt.Fprintf(&out, "cognitocheck %s (%s)\n", v.Version, v.Go)
	fmt.Fprintf(&out, "module: ABI version %d, %s bytes, sha256 %s\n", v.Module.ABI, formatNumber(int64(v.Module.Bytes)),
		v.Module.SHA256)
	fmt.Fprintf(&out, "patterns: the characters of Unicode %s\n", v.Unicode)
	for _, m := range v.Models {
		fmt.Fprintf(&out, "%s: API version %s, model of %s with %s, %s\n", m.Service, m.Version, m.Date,
			formatCount(m.Corrections, "correction"), formatCount(m.Operations, "operation"))
	}
	return out.String()
}
