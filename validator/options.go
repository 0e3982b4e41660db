package validator

import (
	"fmt"
	"sync"

	"github.com/cognitocheck/cognitocheck/validator/engine"
)

// DefaultLimit is the size of the largest body that is checked unless Options.Limit says otherwise, in bytes: 4 MiB.
const DefaultLimit = engine.MaxBody

// Options tells how a body is checked. The zero value is the default.
type Options struct {
	// Warnings asks for warnings as well. Without it a valid body is read once and nothing else is done.
	Warnings bool
	// Levels changes the severity of codes; nil means the defaults.
	Levels *Levels
	// Rules are rules of one's own that a request must keep too; nil means none. Where they would read more than 256 times
	// the body and 1 MiB, the check ends with ErrTooCostly.
	Rules *Rules
	// TextTimes takes timestamps as ISO 8601 text as well, as version 2 of the aws command line prints them in responses.
	// The services themselves send numbers.
	TextTimes bool
	// Limit is the size of the largest body that is checked, in bytes; 0 and less mean DefaultLimit, more than 2 GiB means
	// 2 GiB.
	Limit int
}

// admit refuses a body that is over the limit.
func (o Options) admit(body []byte) error {
	limit := o.Limit
	if limit <= 0 {
		limit = DefaultLimit
	}
	if limit = min(limit, 1<<31-1); len(body) > limit {
		return fmt.Errorf("%w: %d bytes, the limit is %d", ErrTooLarge, len(body), limit)
	}
	return nil
}

func (o Options) bits() engine.Options {
	bits := engine.Options(0)
	if o.Warnings {
		bits |= engine.OptionWarnings
	}
	if o.TextTimes {
		bits |= engine.OptionTextTimes
	}
	return bits
}

// engines is the pool of engines that know the rules.
func (o Options) engines() *sync.Pool {
	if o.Rules == nil {
		return &engines
	}
	return &o.Rules.engines
}

func (o Options) levels() engine.Levels {
	if o.Levels == nil {
		return engine.Levels{}
	}
	return o.Levels.set
}
