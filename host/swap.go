package host

import (
	"context"
	"fmt"
)

// Swap replaces the module by a newer one, given as its code. The bytes must not change until Swap returns.
//
// The newer module is compiled, its ABI version, signatures, rules (WithRules) and severities (WithLevels) are
// verified, and it goes through a self-test, first in a runtime of its own. Then calls that start use it, while calls
// under way end on the old one, which is closed with the last of them. A module that does not pass changes nothing, and
// the error says why.
//
// Meanwhile checks go on. One swap is made at a time; others wait. For its duration there is one instance more than
// WithPoolSize allows.
func (c *Checker) Swap(ctx context.Context, code []byte) error {
	select {
	case c.swapping <- struct{}{}:
		defer func() { <-c.swapping }()
	case <-ctx.Done():
		return fmt.Errorf("swap: %w", ctx.Err())
	}
	if err := c.pool.hold(); err != nil {
		return fmt.Errorf("swap: %w", err)
	}
	defer c.pool.unhold()

	if err := c.config.try(ctx, code); err != nil {
		return swapError(ctx, err)
	}
	next, first, err := c.config.verifiedModule(c.callContext(ctx), c.runtime, code)
	if err != nil {
		return swapError(ctx, err)
	}
	if err := c.pool.replace(next, first); err != nil {
		first.close()
		next.close()
		return fmt.Errorf("swap: %w", err)
	}
	return nil
}

func swapError(ctx context.Context, err error) error {
	if ctx.Err() != nil && exitedWithContext(err) {
		err = ctx.Err()
	}
	return fmt.Errorf("swap: the module in use stays: %w", err)
}
