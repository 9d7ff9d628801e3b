# Everything a fresh machine needs is fetched here: Python 3.11 or newer, make and a package index are enough.
.DEFAULT_GOAL := help
PYTHON ?= python3
UV := $(shell command -v uv 2>/dev/null || echo .uv/bin/uv)
RUN := $(UV) run --frozen --no-sync
SYNC := $(UV) sync --frozen --quiet
PORT ?= 3700
TESTS ?= tests
DEBIAN := { [ "$$(id -u)" = 0 ] && apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install --yes --no-install-recommends chromium; }

.PHONY: help demo test coverage check browser bench pictures
help: ## show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-9s %s\n", $$1, $$2}'

demo: $(UV) ## try it in a browser: an invented firm in a Slack of this machine (PORT=3701 for another port)
	@$(SYNC) --no-dev --inexact
	@.venv/bin/python -m demo --home .demo/$(PORT) --port $(PORT)

test: check browser ## run every check and every test, on SQLite and PostgreSQL (TESTS=path for some)
	@$(RUN) pytest --numprocesses 2 --dist loadgroup $(TESTS)

coverage: check browser ## say what the tests on SQLite leave untried, and fail below the floor
	@$(RUN) pytest --numprocesses 2 --dist loadgroup --cov --cov-report=term -k "not postgresql"

check: $(UV) ## lint, format, types, layers
	@$(SYNC)
	@$(RUN) ruff check
	@$(RUN) ruff format --check
	@$(RUN) mypy
	@$(RUN) lint-imports

browser: $(UV)
	@$(SYNC)
	@$(RUN) python -m tests.page.chromium || $(RUN) playwright install chromium || $(DEBIAN) || $(RUN) python -m tests.page.chromium --say

bench: $(UV) ## measure import, reading, search, talk, beats and delivery on both databases
	@$(SYNC)
	@$(RUN) python -m tests.bench

pictures: browser ## take the pictures of README and docs anew, from the running demo
	@$(RUN) python -m tests.pictures

.uv/bin/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Trefoil needs Python 3.11 or newer; name one with PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv .uv || { rm -rf .uv; echo "Python's venv is missing: install the system package python3-venv, then run make again"; exit 1; }
	@.uv/bin/pip install --quiet --disable-pip-version-check uv
