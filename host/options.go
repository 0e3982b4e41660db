package host

import (
	"crypto/sha256"
	"fmt"
	"runtime"
	"time"

	"github.com/cognitocheck/cognitocheck/validator"
	"github.com/cognitocheck/cognitocheck/wasm"
	"github.com/tetratelabs/wazero"
)

// wasmPage is the unit in which a module's memory grows, in bytes.
const wasmPage = 64 << 10

type config struct {
	module       []byte
	warnings     bool
	setup        setup
	textTimes    bool
	bodyLimit    int
	poolSize     int
	cacheDir     string
	cache        wazero.CompilationCache // nil for none
	memoryLimit  int64
	interruption bool
	pinned       [][sha256.Size]byte

	// trialTime bounds the compilation and the self-test, and longestCall each check, of a module that nobody vouches for.
	trialTime, longestCall time.Duration
}

func defaultConfig() config {
	return config{
		bodyLimit:   validator.DefaultLimit,
		poolSize:    runtime.GOMAXPROCS(0),
		memoryLimit: 64 << 20,
		trialTime:   10 * time.Second,
		longestCall: 5 * time.Second,
	}
}

func (c *config) verify() error {
	rules := c.setup.rules
	switch {
	case rules != nil && len(rules) == 0 || len(rules) > wasm.MaxRules:
		return fmt.Errorf("a pack of rules of %d bytes, where 1 to %d may be: %w", len(rules), wasm.MaxRules, ErrRules)
	case c.bodyLimit < 1 || c.bodyLimit > validator.DefaultLimit:
		return fmt.Errorf("body limit of %d bytes: must be 1 to %d", c.bodyLimit, validator.DefaultLimit)
	case c.poolSize < 1:
		return fmt.Errorf("pool size of %d: must be at least 1", c.poolSize)
	case c.memoryLimit < wasmPage || c.memoryLimit > 4<<30:
		return fmt.Errorf("memory limit of %d bytes: must be %d to %d", c.memoryLimit, wasmPage, int64(4<<30))
	}
	return nil
}

// mostCompilers bounds compilers: each has tables of its own.
const mostCompilers = 4

// compilers is how many goroutines compile a module: no more than may check later.
func (c *config) compilers() int { return min(c.poolSize, runtime.GOMAXPROCS(0), mostCompilers) }

// Option changes a setting of New.
type Option func(*config)

// WithModule takes the module from code instead of the one that is embedded in package wasm. The bytes must not change
// until New returns.
//
// Nobody vouches for such a module unless its digest is pinned (WithPinnedModules) or it is the one that is embedded.
// So it is confined: one that is larger, or asks for larger tables and functions, than any that is known is refused
// before it is compiled; compiling and self-test may take ten seconds; and a check that has not ended after five, or
// with its context, ends with a *ModuleError or the context's error. That makes checks ten to fourteen times as long:
// measured, 4.9 µs instead of 0.41 for a small request, 0.28 ms instead of 0.02 for one of 50 kB.
func WithModule(code []byte) Option {
	if code == nil {
		code = []byte{} // nil is the module that is built in
	}
	return func(c *config) { c.module = code }
}

// WithPinnedModules names the modules, by the SHA-256 of their code, that New and Swap take; the one that is embedded
// is always among them. Any other is refused with a *ModuleError that names its digest. Default: every module is taken,
// and confined as WithModule says. A pinned module is not: whoever pins it vouches that it ends.
func WithPinnedModules(digests ...[sha256.Size]byte) Option {
	return func(c *config) { c.pinned = append(c.pinned, digests...) }
}

// WithWarnings asks for warnings in every report. Default: off, and then a valid body costs one pass and nothing else.
func WithWarnings() Option { return func(c *config) { c.warnings = true } }

// WithTextTimes takes timestamps as ISO 8601 text as well, as version 2 of the aws command line prints them in
// responses. Default: off, a timestamp is a number, as the services send it.
func WithTextTimes() Option { return func(c *config) { c.textTimes = true } }

// WithLevels turns the severity of codes: text is "code=error|warn|off", several joined by commas, such as
// "unknown=error,rule.cognito-identity-provider=off". Default: everything is an error except what package validator
// says. The codes of WithRules are known too. New fails when the module does not know a code.
func WithLevels(text string) Option { return func(c *config) { c.setup.levels = text } }

// WithRules has requests checked by rules of one's own as well: a pack of at most 16 KiB that "cognitocheck rules
// compile" made. Default: none. The module verifies all of the pack, so that no bytes can do harm. New fails with
// ErrRules when it refuses them, and with a *ModuleError when it was built before there were such rules. Each instance
// loads them once, in some microseconds for each rule. The bytes may change after WithRules returns.
//
// A check on which the rules would read more than 256 times the body and 1 MiB ends with ErrTooCostly.
func WithRules(pack []byte) Option {
	rules := append([]byte{}, pack...) // never nil, so that an empty file is refused
	return func(c *config) { c.setup.rules = rules }
}

// WithBodyLimit sets the size of the largest body that is checked, in bytes. Default and maximum: 4 MiB
// (validator.DefaultLimit). A larger body is refused with ErrTooLarge before any of it is read.
func WithBodyLimit(bytes int) Option { return func(c *config) { c.bodyLimit = bytes } }

// WithPoolSize sets how many instances may exist, which is how many checks run at the same time; further callers wait.
// Default: GOMAXPROCS. An instance is made when it is first needed, in some 0.2 ms, and then kept. It holds a few
// hundred kilobytes, and keeps what it once grew to. New and Swap compile in no more goroutines than that, four at
// most.
func WithPoolSize(instances int) Option { return func(c *config) { c.poolSize = instances } }

// WithCompilationCache keeps the compiled machine code in a directory, which is made when it is not there, so that the
// next process starts sooner. Default: none. The directory must be as trustworthy as the program itself: what it holds
// is executed.
func WithCompilationCache(dir string) Option { return func(c *config) { c.cacheDir = dir } }

// WithMemoryLimit sets how much memory each instance may use, in bytes, rounded down to 64 KiB. Default: 64 MiB. New
// fails when the module starts with more; an instance that asks for more later fails its check with a *ModuleError. On
// Linux and macOS an instance reserves that much address space, or the module's own maximum where that is less, 5.8 MB
// for the one that is built in. The system gives it what it touches, outside of Go's heap: GOMEMLIMIT does not count
// it.
func WithMemoryLimit(bytes int64) Option { return func(c *config) { c.memoryLimit = bytes } }

// WithInterruption lets a context end a check that is running, not only the wait for an instance. Default: off.
//
// It costs a goroutine for every call whose context can end, and a test in every loop of the compiled module: measured,
// a check takes eight times as long for a small request (3.2 µs instead of 0.4 µs) and twelve times for one of 50 kB. A
// check's time is linear in the size of the body, so bounding the body (WithBodyLimit) bounds the time at no cost; this
// is for those who want a check to end with its context all the same. An interrupted instance is discarded.
func WithInterruption() Option { return func(c *config) { c.interruption = true } }
