package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"log/slog"
	"sync/atomic"

	"github.com/cognitocheck/cognitocheck/wasm"
	"github.com/prometheus/client_golang/prometheus"
)

// servedModule says what decides about requests.
type servedModule struct {
	engine     string
	digest     string // SHA-256 of the module in hex; empty where package validator decides
	models     []serviceModels
	operations int
}

// describeModule describes the module that the checker has. code is its code, or nil for the one that is built in. When
// a check fails, what is known without one is returned with the error.
func describeModule(ctx context.Context, engine string, checks checker, code []byte) (*servedModule, error) {
	m := &servedModule{engine: engine}
	if engine == "wasm" {
		if code == nil {
			code = wasm.Module()
		}
		sum := sha256.Sum256(code)
		m.digest = hex.EncodeToString(sum[:])
	}
	var err error
	m.models, err = readModels(ctx, checks)
	for _, model := range m.models {
		m.operations += model.Operations
	}
	return m, err
}

// attribute says in a log record which module is live.
func (m *servedModule) attribute() slog.Attr {
	attributes := []any{slog.String("engine", m.engine)}
	if m.digest != "" {
		attributes = append(attributes, slog.String("sha256", m.digest))
	}
	for _, model := range m.models {
		attributes = append(attributes, slog.String(model.Service, model.Date))
	}
	return slog.Group("live", attributes...)
}

// liveModule tells metrics which module is live and how its reloads went.
type liveModule struct {
	reloads *prometheus.CounterVec
	module  atomic.Pointer[servedModule]
}

var (
	moduleInfo = prometheus.NewDesc("cognitocheck_module_info",
		"The module that decides about requests: always 1.", []string{"engine", "sha256"}, nil)
	modelInfo = prometheus.NewDesc("cognitocheck_model_info",
		"The service models of this module, each with the day on which it was taken: always 1.",
		[]string{"service", "version", "date"}, nil)
)

// newLiveModule registers the metrics.
func newLiveModule(registry *prometheus.Registry, first *servedModule) *liveModule {
	l := &liveModule{reloads: prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "cognitocheck_module_reloads_total",
		Help: "Reloads of the module at SIGHUP, by result.",
	}, []string{"result"})}
	for _, result := range []string{"done", "failed"} {
		l.reloads.WithLabelValues(result)
	}
	l.module.Store(first)
	registry.MustRegister(l.reloads, l)
	return l
}

// Describe is a Collector's.
func (l *liveModule) Describe(to chan<- *prometheus.Desc) {
	to <- moduleInfo
	to <- modelInfo
}

// Collect is a Collector's. Both metrics are of one module, whatever is reloaded meanwhile.
func (l *liveModule) Collect(to chan<- prometheus.Metric) {
	m := l.module.Load()
	to <- prometheus.MustNewConstMetric(moduleInfo, prometheus.GaugeValue, 1, m.engine, m.digest)
	for _, model := range m.models {
		to <- prometheus.MustNewConstMetric(modelInfo, prometheus.GaugeValue, 1, model.Service, model.Version, model.Date)
	}
}
