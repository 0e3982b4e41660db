package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"sync"

	"github.com/cognitocheck/cognitocheck/host"
	"github.com/cognitocheck/cognitocheck/validator"
)

// open makes the checker, with the module of the file where one is given, whose code it returns as well.
func (c *serveCommand) open(ctx context.Context, pinned [][sha256.Size]byte) (checker, []byte, error) {
	if c.engine.name != "wasm" {
		checks, err := c.engine.open(ctx, 1)
		return checks, nil, err
	}
	// What they say is for the module to judge, which may be a newer one.
	own, err := c.engine.rules.read()
	if err != nil {
		return nil, nil, err
	}
	options := c.engine.hostOptions(own)
	var code []byte
	if c.module != "" {
		if code, err = c.readModule(); err != nil {
			return nil, nil, err
		}
		options = append(options, host.WithModule(code), host.WithPinnedModules(pinned...))
	}
	module, err := host.New(ctx, options...)
	if err != nil {
		var level *validator.LevelError
		switch {
		case errors.As(err, &level):
			err = levelError(err, own)
		case errors.Is(err, host.ErrRules):
			err = own.refused(err)
		case c.module != "":
			err = fmt.Errorf("--module %s: %w", c.module, err)
		}
		return nil, nil, err
	}
	return module, code, nil
}

// readDigests returns the digests of --module-sha256.
func (c *serveCommand) readDigests() ([][sha256.Size]byte, error) {
	if c.module == "" && len(c.moduleDigests) > 0 {
		return nil, errors.New("--module-sha256 is for --module")
	}
	var digests [][sha256.Size]byte
	for _, text := range c.moduleDigests {
		digest, err := hex.DecodeString(text)
		if err != nil || len(digest) != sha256.Size {
			return nil, errors.New("--module-sha256 is what sha256sum prints: 64 hexadecimal digits")
		}
		digests = append(digests, [sha256.Size]byte(digest))
	}
	return digests, nil
}

// mostModule is the size of the largest file that is read as a module, in bytes.
const mostModule = 64 << 20

func (c *serveCommand) readModule() ([]byte, error) {
	info, err := os.Stat(c.module)
	switch {
	case err != nil:
		return nil, fmt.Errorf("read the module %s: %w", c.module, trimPath(err))
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("read the module %s: it is no file", c.module)
	case info.Size() > mostModule:
		return nil, fmt.Errorf("read the module %s: it has more than %d bytes", c.module, mostModule)
	}
	code, err := os.ReadFile(c.module)
	if err != nil {
		return nil, fmt.Errorf("read the module %s: %w", c.module, trimPath(err))
	}
	return code, nil
}

// reloads makes one reload after the other, while signals are heard and requests served.
type reloads struct {
	begin func()
	// end waits for those under way, after telling them to stop.
	end func()
}

func newReloads(ctx context.Context, reload func(context.Context)) reloads {
	ctx, cancel := context.WithCancel(ctx)
	var underWay sync.WaitGroup
	var turn sync.Mutex
	return reloads{
		begin: func() {
			underWay.Go(func() {
				turn.Lock()
				defer turn.Unlock()
				reload(ctx)
			})
		},
		end: func() {
			cancel()
			underWay.Wait()
		},
	}
}

// reload reads the certificate again and puts the module in the file in the place of the one in use.
func (c *serveCommand) reload(ctx context.Context, checks checker, live *liveModule, logger *slog.Logger) {
	if c.tls.given() {
		if err := c.tls.load(); err != nil {
			logger.Error("certificate not reloaded", "error", err)
		} else {
			logger.Info("certificate reloaded", "file", c.tls.certificate)
		}
	}
	module, ok := checks.(*host.Checker)
	if !ok || c.module == "" {
		if !c.tls.given() {
			logger.Warn("nothing to reload: no --module was given")
		}
		return
	}
	code, err := c.readModule()
	if err == nil {
		err = module.Swap(ctx, code)
	}
	if err != nil {
		live.reloads.WithLabelValues("failed").Inc()
		logger.Error("module not reloaded", "file", c.module, "error", err, live.module.Load().attribute())
		return
	}
	next, err := describeModule(ctx, c.engine.name, module, code)
	live.module.Store(next)
	live.reloads.WithLabelValues("done").Inc()
	logger.Info("module reloaded", "file", c.module, "bytes", len(code), "operations", next.operations, next.attribute())
	if err != nil {
		logger.Error("the module that is live now fails", "error", err)
	}
}
