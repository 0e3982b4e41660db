package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"

	"github.com/cognitocheck/cognitocheck/host"
	"github.com/cognitocheck/cognitocheck/validator"
)

// open makes the checker, with the module of the file where one is given, whose code it returns as well.
func (c *serveCommand) open(ctx context.Context) (checker, []byte, error) {
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
		options = append(options, host.WithModule(code))
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

func (c *serveCommand) readModule() ([]byte, error) {
	code, err := os.ReadFile(c.module)
	if err != nil {
		return nil, fmt.Errorf("read the module %s: %w", c.module, trimPath(err))
	}
	return code, nil
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
