package main

import (
	_ "embed"
	"io"

	"github.com/cognitocheck/cognitocheck/schemas/rules"
)

//go:embed team.yaml
var team []byte

// readTeam reads the rules of team.yaml, and compiles them to a pack.
func readTeam() (declared []*rules.Rule, pack []byte, err error) {
	environment, taken, err := rules.Load()
	if err != nil {
		return nil, nil, err
	}
	declared, err = environment.CheckAll([]rules.File{{Name: "team.yaml", Data: team}})
	if err != nil {
		return nil, nil, err
	}
	pack, err = rules.WritePack(declared, taken)
	return declared, pack, err
}

// writePack writes the pack of team.yaml.
func writePack(out io.Writer) error {
	_, pack, err := readTeam()
	if err != nil {
		return err
	}
	_, err = out.Write(pack)
	return err
}

// teamLines are the examples of team.yaml, each checked with the rules as they are and with their own turned off.
func teamLines() ([]line, error) {
	declared, pack, err := readTeam()
	if err != nil {
		return nil, err
	}
	var lines []line
	for _, r := range declared {
		op := r.Looks[0].Operation.FullName()
		for _, example := range r.Examples {
			for _, body := range []string{string(example.Breaks), string(example.Passes)} {
				for _, levels := range []string{"", "rule." + r.ID + "=off"} {
					lines = append(lines, line{
						ID: "team/" + r.ID, Operation: op, Rules: pack, Warnings: true, Levels: levels, Body: body,
					})
				}
			}
		}
	}
	return lines, nil
}
