package trial

import "github.com/cognitocheck/cognitocheck/schemas/rules"

// Pack is a pack that comes along, compiled.
type Pack struct {
	Name  string
	Rules []*rules.Rule
	Code  []byte
}

// Packs compiles the packs that come along, beside the service's rules.
func Packs(env *rules.Environment, service []*rules.Rule) ([]Pack, error) {
	var packs []Pack
	for _, name := range rules.PackNames() {
		file, err := rules.Pack(name)
		if err != nil {
			return nil, err
		}
		all, err := env.CheckAll([]rules.File{file})
		if err != nil {
			return nil, err
		}
		code, err := rules.WritePack(all, service)
		if err != nil {
			return nil, err
		}
		packs = append(packs, Pack{name, all, code})
	}
	return packs, nil
}
