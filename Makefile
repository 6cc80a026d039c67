# The commands of this shop; `make help` lists them. Every one installs what is missing first.

MACHINE_PATH := $(PATH)
export PATH := $(CURDIR)/node_modules/.bin:$(PATH)

# Node keeps what it has compiled, so that the next start is quicker.
export NODE_COMPILE_CACHE := $(CURDIR)/node_modules/.cache/node

INSTALLED := node_modules/.installed
DATABASE_CLIENT := backend/src/platform/prisma/client.ts
JEST := node --disable-warning=ExperimentalWarning --experimental-vm-modules node_modules/jest/bin/jest.js
# Prisma asks for an engine that it does not need; any program satisfies it.
NO_ENGINE := PRISMA_SCHEMA_ENGINE_BINARY=$(firstword $(wildcard /bin/true /usr/bin/true))
CHROMIUM_PATH ?= $(shell for browser in chromium chromium-browser google-chrome google-chrome-stable chrome; do \
	command -v $$browser && break; done; \
	mac='/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'; [ ! -x "$$mac" ] || echo "$$mac")
export CHROMIUM_PATH

.DEFAULT_GOAL := help
.PHONY: help start dev import check test mutants prove bench faults reset install

help: ## List these commands
	@awk 'BEGIN { FS = ":.*## " } /^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile
	@echo
	@echo "  PORT=3000 DATA_DIR=.data SEED=demo|empty RATE_LIMITS=on|off change how the shop starts."

start: install ## Run the whole shop here: shop, admin, database, Stripe, mail. Ctrl-C stops it
	@exec node --disable-warning=ExperimentalWarning backend/dev/start.ts

dev: install ## The same, started anew at every change of a source
	@exec node --disable-warning=ExperimentalWarning backend/dev/start.ts --watch

import: install ## Import a Shopify product export: make import FILE=products.csv
	@node --disable-warning=ExperimentalWarning backend/dev/import.ts $(if $(FILE),"$(FILE)")

check: install ## Format, types, lint, import rule, unused code, unit tests: all of it in seconds
	biome check
	tsc --noEmit
	tsc --noEmit --project web
	oxlint --type-aware
	depcruise backend web/src prisma/seed
	knip
	$(JEST) --testPathPatterns 'rules\.test\.ts$$'

test: install ## Run every test: unit, API, property, browser
	@[ -x "$(CHROMIUM_PATH)" ] || { \
		echo 'The browser tests need Chromium, which was not found.'; \
		echo 'Install it (Debian, Ubuntu: apt-get install chromium; macOS: brew install --cask chromium),'; \
		echo 'or say where it is: CHROMIUM_PATH=/path/to/chromium make test'; \
		exit 1; }
	$(JEST) $(JEST_FLAGS)

mutants: install ## Break the shop in every way that is known, and see that a test notices: make mutants ONLY="refund"
	@node --disable-warning=ExperimentalWarning backend/tests/mutants/mutants.ts $(ONLY)

prove: install ## Try to break the laws of money and stock for minutes: make prove SEED=42 ONLY="buyers refunds"
	$(if $(ONLY),,TEST_POOL_SIZE=1 $(JEST) --selectProjects shop 'lambda door' --testPathIgnorePatterns /node_modules/ /tests/journeys/ /laws/proof)
	@node --disable-warning=ExperimentalWarning backend/tests/laws/prove.ts $(ONLY)

bench: install ## Measure the shop against a bare handler, and write docs/performance.md
	@node backend/bench/bench.ts

faults: install ## Kill the server, cut its connections, silence Stripe; write docs/reliability.md: make faults ONLY="stripe" SEED=1
	@SEED=$(SEED) node --disable-warning=ExperimentalWarning backend/tests/faults/faults.ts $(ONLY)

reset: install ## Remove the local shop's data; the next start begins afresh
	@node --disable-warning=ExperimentalWarning backend/dev/reset.ts

install: $(INSTALLED) $(DATABASE_CLIENT)

$(INSTALLED): package.json package-lock.json web/package.json
	@command -v npm > /dev/null || { echo 'Node.js with npm is needed: https://nodejs.org'; exit 1; }
	@echo 'Installing packages …'
	@PATH='$(MACHINE_PATH)' npm install --no-audit --no-fund --loglevel=error
	@node_modules/.bin/node --version > /dev/null || { \
		echo 'The Node 24 package was not set up: npm kept its install script from running.'; \
		echo 'Allow it and try again: npm rebuild node esbuild @swc/core'; \
		exit 1; }
	@touch $@

$(DATABASE_CLIENT): prisma/schema.prisma $(INSTALLED)
	@$(NO_ENGINE) prisma generate --no-hints > node_modules/.prisma-generate.log 2>&1 || { \
		cat node_modules/.prisma-generate.log; exit 1; }
	@touch $@
