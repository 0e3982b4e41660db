# cognitocheck. `make run` and `make test` need Go 1.26 and Node 20 and do all other set-up themselves.
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

# GOTOOLCHAIN=go1.27.4 make test takes another release that is there already.
export GOTOOLCHAIN ?= local
export npm_config_fund := false
export npm_config_audit := false

STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2
SAMPLES := host/cmd/cognitocheck/testdata
# The reference engines, which no package that a program imports may link. The command prints schemas and compiles
# rules: it may link the documents, and CEL to type-check expressions.
JSONSCHEMA := ^github.com/santhosh-tekuri/jsonschema/
CEL := ^cel.dev/cel-go/
CORE := wasm/core/node_modules/.stamp
BIOME := web/node_modules/.package-lock.json
# The packages that compute, and whose tests need no program beside Go's.
ON_PROCESSORS := ./validator/... ./host ./host/internal/sandbox ./host/precheck ./host/precheck/wire ./host/awssdk
MODELS ?=
DATE ?= $(shell date -u +%F)

.PHONY: help
help: ## list the targets
	@awk -F':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

.PHONY: run
run: module ## build the module and check the documented sample request through it, then the corrected one
	@go build -o .build/cognitocheck ./host/cmd/cognitocheck
	@echo
	@echo "The sample request of UpdateIdentityPool as the reference page has it, through the module in wazero:"
	@echo
	@.build/cognitocheck check --operation cognito-identity.UpdateIdentityPool --explain --warnings=false \
		$(SAMPLES)/sample.json || test $$? -eq 1
	@echo
	@echo "Its id ends in EXAMPLE, which the documented pattern does not allow. With an id of hexadecimal digits:"
	@echo
	@.build/cognitocheck check --operation cognito-identity.UpdateIdentityPool $(SAMPLES)/corrected.json

.PHONY: test
test: fresh test-go test-web ## everything: set-up, generated files up to date, Go and web tests

.PHONY: test-go
test-go: $(CORE) peers ## the Go tests, those with locks under the race detector
	go vet ./...
	go test -timeout 20m ./...
	go test -race -timeout 20m ./host ./host/internal/conformance ./host/precheck/... ./host/awssdk

.PHONY: test-web
test-web: setup-browser ## the npm package's tests, in Node, Deno, Bun, workerd and Chromium
	cd web && npm ci && npm test
	cd web/console && npm ci && npm run build && npm test

.PHONY: bundlers
bundlers: setup-browser ## the npm package in fresh projects of Vite, Next, Parcel, webpack, Rollup, Jest, old Nodes
	cd web && npm ci && npm run build
	cd web/bundlers && npm ci && node --test --test-concurrency=1 *.test.mjs

.PHONY: lint
lint: $(BIOME) $(CORE) ## formatting, types, vet and static analysis
	@files=$$(gofmt -l $$(git ls-files '*.go')); test -z "$$files" || { echo "$$files"; echo "run make format"; exit 1; }
	@! git ls-files '*.go' ':!*_gen.go' | LC_ALL=C.UTF-8 xargs grep -nE '^.{121}' \
		|| { echo "a line of Go may have 120 characters"; exit 1; }
	@! git ls-files '*.ts' '*.mjs' '*.js' '*.jsx' ':!*_gen.ts' ':!web/console' \
		| LC_ALL=C.UTF-8 xargs grep -nP '^(?=\s*(?://|/?\*)).{121}' || { echo "a comment may have 120 characters"; exit 1; }
	web/node_modules/.bin/biome check --error-on-warnings \
		|| { echo "make format corrects the layout and what is safe to correct; the rest is for you"; exit 1; }
	wasm/core/node_modules/.bin/tsc -p wasm/core
	web/node_modules/.bin/tsc -p web --noEmit
	go vet ./...
	go run $(STATICCHECK) ./...
	@linked=$$(go list -deps ./validator/engine); \
		if grep -vE '^(math/bits|unsafe|internal/.*|runtime|runtime/.*)$$' <<<"$$linked" \
		| grep -v '^github.com/cognitocheck/cognitocheck/validator/engine'; then \
		echo "package engine may depend on math/bits only"; exit 1; fi
	@linked=$$(go list -deps ./validator); if grep -E '^[^/]*\.[^/]*/' <<<"$$linked" \
		| grep -v '^github.com/cognitocheck/cognitocheck/validator'; then \
		echo "package validator may depend on the standard library only"; exit 1; fi
	@linked=$$(go list -deps $$(go list ./validator/... ./host/... | grep -vE '/host/cmd/|/internal/')); \
		if grep -E '$(JSONSCHEMA)|$(CEL)|/cognitocheck/schemas' <<<"$$linked"; then \
		echo "what checks requests may not link the documents or a reference engine"; exit 1; fi
	@linked=$$(go list -deps ./host/cmd/cognitocheck); if grep -E '$(JSONSCHEMA)' <<<"$$linked"; then \
		echo "the command may not link a JSON Schema validator"; exit 1; fi

.PHONY: format
format: $(BIOME) ## format all code, and fix what the linter can fix safely
	gofmt -w $$(git ls-files '*.go')
	@! git ls-files '*.go' ':!*_gen.go' | LC_ALL=C.UTF-8 xargs grep -nE '^.{121}' \
		|| { echo "a line of Go may have 120 characters"; exit 1; }
	web/node_modules/.bin/biome check --write

.PHONY: generate
generate: ## rebuild what is generated: tables, module, the web package's types and rules, conformance corpus
	go run ./schemas/tables
	$(MAKE) module
	cd web && node scripts/generate.mjs
	go run ./web/abi
	go run ./web/conformance
	go run ./web/rules

.PHONY: fresh
fresh: $(CORE) ## prove that tables and module are what their sources give, byte for byte
	go run ./schemas/tables --check
	node wasm/core/build.mjs --check
	node --test wasm/core/*.test.mjs

.PHONY: module
module: $(CORE) ## build wasm/cognitocheck.wasm, the core module
	node wasm/core/build.mjs

.PHONY: import
import: ## import service models: make import MODELS="a.json b.json" [DATE=2026-08-07]
	@test -n "$(MODELS)" || { echo 'usage: make import MODELS="cognito-idp.service-2.json …" DATE=YYYY-MM-DD'; exit 2; }
	go run ./schemas/import --date $(DATE) --out schemas --known schemas --keep schemas/import/testdata/models $(MODELS)
	$(MAKE) generate

.PHONY: bench
bench: bench-setup ## measure against what you could use instead: one table of ratios, written to host/bench/TABLE.txt
	cd host/bench && go run ./table -out TABLE.txt

.PHONY: size
size: bench-setup ## what the module costs to carry, to start and to keep; fails over 32,768 bytes in brotli
	cd host/bench && go run ./size

.PHONY: engines
# go run ./engines -wasi 50 in host/bench takes one minute.
engines: bench-setup setup-browser ## the same reports from every engine, byte for byte (ten minutes)
	cd host/bench && go run ./engines

.PHONY: soak
soak: $(CORE) ## a million mixed calls with swaps and cancellations
	cd host/bench && go run ./soak

.PHONY: load
load: ## requests per second and latency that serve adds to an upstream
	go run ./host/precheck/load

.PHONY: bench-setup
bench-setup: $(CORE)
	cd web && npm ci && npm run build
	cd web/bench && npm ci

.PHONY: console
console: ## build the admin console and serve it on this machine
	cd web && npm ci && npm run build
	cd web/console && npm ci && npm run build && npm run serve

# npm writes this file when it installs.
$(BIOME): web/package-lock.json
	cd web && npm ci
	@touch $@

$(CORE): wasm/core/package-lock.json
	cd wasm/core && npm ci
	@touch $@

.PHONY: peers
peers: ## install what the Go tests run against: the aws command line, SDK clients, an emulator
	sh host/awscli/testdata/install-awscli.sh
	cd host/precheck/peers && npm ci

.PHONY: processors
# s390x is big-endian.
processors: ## the tests of what checks requests on 386, and by qemu-user on arm, riscv64 and s390x
	GOARCH=386 go vet ./...
	GOARCH=386 go test $(ON_PROCESSORS)
	for arch in arm riscv64 s390x; do echo "on $$arch"; GOARCH=$$arch go vet ./... \
		&& GOARCH=$$arch go test -timeout 60m -exec qemu-$$arch -skip 'Corpus' ./validator ./validator/engine \
			$(filter-out ./validator/...,$(ON_PROCESSORS)) || exit 1; done

# CHROMIUM names another browser than /usr/bin/chromium. Without either the browser tests fail, no others.
.PHONY: setup-browser
setup-browser:
	@if test -z "$${CHROMIUM:-}" && ! command -v chromium >/dev/null; then \
		if command -v apt-get >/dev/null; then apt-get update && apt-get install -y --no-install-recommends chromium; \
		else echo "there is no apt-get here, and the browser tests will fail: they need Chromium or Chrome," \
			"as in make test CHROMIUM=/path/to/it"; fi; fi
