package validator

import (
	"bytes"
	"sync"

	"github.com/cognitocheck/cognitocheck/validator/engine"
)

// Rules are rules of one's own, beside those of Cognito: what "cognitocheck rules compile" makes of a file that
// declares them. They are read-only and may be shared by goroutines.
type Rules struct {
	pack []byte
	// engines hold engines that know these rules.
	engines sync.Pool
}

// LoadRules reads a pack of compiled rules, at most 16 KiB. It checks all of it, so that no bytes can do harm later.
// The error is ErrRules for a pack that is damaged, or was compiled for another form or another model. It takes some
// microseconds for each rule; each engine that is needed later takes the same time once.
func LoadRules(pack []byte) (*Rules, error) {
	e := new(engine.Engine)
	if len(pack) == 0 || !e.LoadRules(pack) {
		return nil, ErrRules
	}
	r := &Rules{pack: bytes.Clone(pack)}
	r.engines.New = func() any {
		e := new(engine.Engine)
		e.LoadRules(r.pack)
		return e
	}
	r.engines.Put(e)
	return r, nil
}

// ParseLevels is the function ParseLevels, for codes of these rules too. The Levels are for checks with these rules
// alone.
func (r *Rules) ParseLevels(settings string) (*Levels, error) {
	return parseLevels(settings, &r.engines)
}
