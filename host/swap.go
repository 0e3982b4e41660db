package host

import (
	"context"
	"fmt"
)

// Swap replaces the module by a newer one, given as its code. The bytes must not change until Swap returns.
//
// The newer module is compiled, its ABI version, signatures, rules (WithRules) and severities (WithLevels) are
// verified, and it goes through a self-test. Then calls that start use it, while calls under way end on the old one,
// which is closed with the last of them. A module that does not pass changes nothing, and the error says why. One that
// nobody vouches for is confined, as WithModule says.
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

	next, first, err := c.config.verifiedModule(ctx, code)
	if err != nil {
		return fmt.Errorf("swap: the module in use stays: %w", err)
	}
	if err := c.pool.replace(next, first); err != nil {
		first.close()
		next.close()
		return fmt.Errorf("swap: %w", err)
	}
	return nil
}
