# Everything that is done with this repository more than once. `make` or `make help` lists it.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

export PATH := $(CURDIR)/.tools/bin:$(PATH)
# The whole workspace with the recorded store, everywhere the same: cargo then builds each crate once.
WORKSPACE := --workspace --features commerce/replay --locked
step = @printf '\033[1m▸ %s\033[0m\n' "$(1)"

.PHONY: demo
demo: setup frontend ## Build what is needed and start Tillside on the sample store
	$(call step,building the program)
	cargo build -p tillside --bin tillside --locked
	target/debug/tillside demo

.PHONY: build
build: setup frontend ## Build the program for production: target/release/tillside
	$(call step,building the program for production)
	cargo build --release -p tillside --bin tillside --locked
	@ls -lh target/release/tillside

.PHONY: plugin
plugin: ## Pack the plug-in for WooCommerce: target/tillside-for-woocommerce.zip
	@mkdir -p target
	git archive --format=zip -o target/tillside-for-woocommerce.zip HEAD:integrations/woocommerce tillside-for-woocommerce
	@ls -lh target/tillside-for-woocommerce.zip

.PHONY: dev
dev: setup ## Work on it: rebuild the server when Rust changes, reload the console when it changes
	scripts/dev

.PHONY: test
test: setup-test ## Check everything, as CI does: both databases, real mail servers, a real browser
	@scripts/timed --start
	@scripts/timed "style" $(MAKE) style
	@scripts/timed "front ends" $(MAKE) test-frontend
	@scripts/timed "lints" $(MAKE) test-lints
	@scripts/timed "tests on both databases" $(MAKE) test-rust
	@scripts/timed "documentation tests" $(MAKE) test-doc
	@scripts/timed "the API by its description" $(MAKE) test-api
	@scripts/timed "the WordPress plug-in" $(MAKE) test-plugin
	@scripts/timed "in the browser" $(MAKE) test-browser
	@scripts/timed --sum

.PHONY: lint
lint: setup-test style frontend test-lints ## Every lint: formatting, clippy, licences, front ends
	npm run --prefix frontend check
	npm run --prefix frontend lint

.PHONY: fmt
fmt: ## Format the Rust and the front ends
	cargo fmt --all
	npm run --prefix frontend fmt --workspaces --if-present

.PHONY: help
help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(firstword $(MAKEFILE_LIST)) | awk -F ':.*## ' '{ printf "  make %-14s %s\n", $$1, $$2 }'

# --- parts of `make test`, to run alone -----------------------------------------------------------------------------

.PHONY: setup setup-test
setup:
	@scripts/setup build
setup-test:
	@scripts/setup test

.PHONY: frontend
frontend:
	$(call step,building the console and the widget)
	npm run --prefix frontend build

.PHONY: openapi
openapi: ## Write the kept description of the API, and the console's types after it, anew
	cargo run -q -p tillside --bin tillside --locked -- openapi > docs/api/openapi.json
	npm run --prefix frontend/api-client generate

.PHONY: style
style:
	cargo fmt --all --check

.PHONY: test-frontend
test-frontend: ## The console and the widget: build, types, lints, tests, sizes
	npm run --prefix frontend build
	npm run --prefix frontend check
	npm run --prefix frontend lint
	npm run --prefix frontend test
	npm run --prefix frontend size --workspaces --if-present

.PHONY: test-lints
test-lints:
	cargo clippy $(WORKSPACE) --all-targets -- -D warnings
	scripts/licences

.PHONY: test-rust
test-rust: ## The Rust tests, on SQLite and a private PostgreSQL
	scripts/with-postgres cargo nextest run $(WORKSPACE)

.PHONY: test-doc
test-doc:
	cargo test $(WORKSPACE) --doc

.PHONY: test-api
test-api: ## Schemathesis against the served description of the API
	scripts/check-api

.PHONY: test-plugin
test-plugin: ## The plug-in for WooCommerce: lints, tests in a real WordPress beside the program
	scripts/test-plugin

.PHONY: test-browser
test-browser: ## Playwright in Chromium against the program, with real mail servers
	npm run --prefix e2e check
	scripts/with-postgres npm run --prefix e2e test

.PHONY: check-shopify
check-shopify: ## The queries to Shopify against its published schema (network, npm, graphql-core), and write down that they are sound
	scripts/check-shopify-queries

.PHONY: bench
bench: setup frontend ## Measure the program beside its limits, and write docs/performance.md
	cargo build --release -p tillside --bins --locked
	cargo build --release -p bench --bins --locked
	scripts/bench

.PHONY: bench-peers
bench-peers: setup frontend ## Measure it beside django-helpdesk and RT 5, and write docs/performance/peers.md
	cargo build --release -p tillside --bins --locked
	cargo build --release -p bench --bins --locked
	scripts/bench-peers

.PHONY: measures
measures: ## Measure the console in a real browser: script, scrolling, opening; printed
	npm run --prefix e2e measures

.PHONY: pictures
pictures: ## Take the pictures in docs/images anew
	npm run --prefix e2e pictures
