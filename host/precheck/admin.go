package precheck

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"github.com/cognitocheck/cognitocheck/validator"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// healthOperation is checked to see that the checker works.
const healthOperation = "cognito-identity.UpdateIdentityPool"

// healthTime is how long that may take.
const healthTime = 2 * time.Second

// Admin returns a handler for the operator:
//
//   - GET /healthz makes one check: 200 with {"status":"ok","model":{"version":…,"date":…}}, which names the model in
//     use, or 503 with {"status":"failed"} when the checker does not work. It does not ask the upstream;
//   - GET /metrics, unless the gatherer is nil, in Prometheus's text form.
//
// Give it a listener of its own: it has no limits, and asks for no credentials.
func Admin(checker validator.RequestChecker, gatherer prometheus.Gatherer) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), healthTime)
		defer cancel()
		report, err := checker.Check(ctx, healthOperation, nil)
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Cache-Control", "no-store")
		health := struct {
			Status string           `json:"status"`
			Model  *validator.Model `json:"model,omitempty"`
		}{"ok", &report.Model}
		if err != nil {
			health.Status, health.Model = "failed", nil
			w.WriteHeader(http.StatusServiceUnavailable)
		}
		// Two strings always encode, and a client that is gone needs no answer.
		_ = json.NewEncoder(w).Encode(health)
	})
	if gatherer != nil {
		mux.Handle("GET /metrics", promhttp.HandlerFor(gatherer, promhttp.HandlerOpts{}))
	}
	return mux
}
