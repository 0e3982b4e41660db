package trial

import (
	"bytes"
	"math/rand/v2"
	"slices"

	"github.com/cognitocheck/cognitocheck/schemas/rules"
)

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

// ChangePack makes a pack that is damaged, or that no compiler would make, out of another: bytes become others, and
// parts are dropped, doubled, swapped, or taken from the pack that comes next. It is the pack itself where seed is 0.
func ChangePack(seed uint64, pack, next []byte) []byte {
	r := rand.New(rand.NewPCG(seed, 9))
	pack = bytes.Clone(pack)
	for range min(seed, 1+r.Uint64N(2)) {
		if len(pack) == 0 {
			break
		}
		at := r.IntN(len(pack))
		if r.IntN(2) == 0 { // The code is at the end.
			at = len(pack) - 1 - r.IntN(min(len(pack), 60))
		}
		end := min(at+1+r.IntN(6), len(pack))
		var other []byte
		if len(next) > 0 {
			from := r.IntN(len(next))
			other = next[from:min(len(next), from+1+r.IntN(20))]
		}
		switch r.IntN(9) {
		case 0:
			pack[at] = byte(r.IntN(256))
		case 1:
			pack[at] = byte(r.IntN(40))
		case 2:
			pack[at] += byte(r.IntN(5)) - 2
		case 3:
			pack[at] ^= 1 << r.IntN(8)
		case 4:
			to := r.IntN(len(pack))
			pack[at], pack[to] = pack[to], pack[at]
		case 5:
			pack = slices.Delete(pack, at, end)
		case 6:
			pack = slices.Insert(pack, at, bytes.Clone(pack[at:end])...)
		case 7:
			pack = slices.Insert(pack, at, other...)
		case 8:
			pack = slices.Replace(pack, at, end, other...)
		}
	}
	return pack
}
