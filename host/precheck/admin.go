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

// readyOperation is checked to see that the checker works.
const readyOperation = "cognito-identity.UpdateIdentityPool"

// readyTime is how long that may take.
const readyTime = 2 * time.Second

// Admin returns a handler for the operator:
//
//   - GET /livez answers 200 with {"status":"ok"} as long as the process answers at all: who gets no answer may start
//     it anew;
//   - GET /readyz says whether requests should be sent here. It makes one check: 200 with
//     {"status":"ok","model":{"version":…,"date":…}}, which names the model in use, 503 with {"status":"failed"} when
//     the checker does not work, and 503 with {"status":"draining"} from the moment that draining is closed. It does
//     not ask the upstream, whose outage would take every instance away at once. A nil channel never drains. GET
//     /healthz is the same, for platforms that ask there;
//   - GET /metrics, unless the gatherer is nil, in Prometheus's text form.
//
// Give it a listener of its own: it has no limits, and asks for no credentials.
func Admin(checker validator.RequestChecker, gatherer prometheus.Gatherer, draining <-chan struct{}) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /livez", func(w http.ResponseWriter, _ *http.Request) {
		writeHealth(w, http.StatusOK, health{Status: "ok"})
	})
	ready := func(w http.ResponseWriter, r *http.Request) {
		select {
		case <-draining:
			writeHealth(w, http.StatusServiceUnavailable, health{Status: "draining"})
			return
		default:
		}
		ctx, cancel := context.WithTimeout(r.Context(), readyTime)
		defer cancel()
		report, err := calm{checker}.Check(ctx, readyOperation, nil)
		if err != nil {
			writeHealth(w, http.StatusServiceUnavailable, health{Status: "failed"})
			return
		}
		writeHealth(w, http.StatusOK, health{"ok", &report.Model})
	}
	mux.HandleFunc("GET /readyz", ready)
	mux.HandleFunc("GET /healthz", ready)
	if gatherer != nil {
		mux.Handle("GET /metrics", promhttp.HandlerFor(gatherer, promhttp.HandlerOpts{}))
	}
	return mux
}

// health is what Admin says about the process.
type health struct {
	Status string           `json:"status"`
	Model  *validator.Model `json:"model,omitempty"`
}

func writeHealth(w http.ResponseWriter, status int, h health) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	// Strings always encode, and a client that is gone needs no answer.
	_ = json.NewEncoder(w).Encode(h)
}
