# Every target sets up what it needs; `make` alone lists them.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
export GOAL CONTEXT PORT

help:            ## this list
	@grep -E '^[a-z-]+: .*##' $(MAKEFILE_LIST) | sed 's/:.*##/ —/'

setup: $(READY)  ## make the environment in .venv
$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "briefstar needs Python 3.11 or newer; set PYTHON=…")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing into .venv (a minute or two the first time)" >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

brief: $(READY)  ## draft a brief: make brief GOAL="Improve user engagement" [CONTEXT=…]
	@test -n "$$GOAL" || { echo 'say what should get better: make brief GOAL="Improve user engagement"' >&2; exit 2; }
	@$(BIN)/briefstar brief "$$GOAL" $${CONTEXT:+--context "$$CONTEXT"}

ui: $(READY)     ## open the app in the browser: make ui [PORT=7860] [SPEECH=1]
	@test -z "$(SPEECH)" || $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[speech]'
	@$(BIN)/briefstar ui --open $${PORT:+--port "$$PORT"}

test: $(READY)   ## the fast tests: offline, recorded responses and fakes
	@$(BIN)/pytest -q

test-embedded: $(READY)  ## the tests that run the embedded model
	@$(BIN)/pytest -q -m embedded

test-browser: $(READY)  ## the tests that drive a real Chromium (CHROMIUM=/usr/bin/chromium)
	@$(BIN)/pytest -q -m browser

test-postgres: $(READY)  ## the tests that run a PostgreSQL server (Debian: apt-get install postgresql)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[postgres]'
	@$(BIN)/pytest -q -m postgres

lint: $(READY)   ## ruff, and the checks of scripts/
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/python scripts/check_cassettes.py

typecheck: $(READY)  ## mypy, strict, over the package as it is imported
	@$(BIN)/python scripts/typecheck.py

record: $(READY)  ## record the model's responses again, from the embedded model
	@BRIEFSTAR_ENDPOINT=embedded $(BIN)/python scripts/record.py

screenshots: $(READY)  ## pictures of the app's pages in docs/screens/
	@$(BIN)/python scripts/screenshots.py

eval: $(READY)   ## measure quality on the embedded model; results in evals/results/
	@BRIEFSTAR_ENDPOINT=embedded $(BIN)/python -m briefstar.evals all
	@BRIEFSTAR_ENDPOINT=embedded $(BIN)/python -m briefstar.evals coach --split held --json evals/results/coach-held.json

bench: $(READY)  ## measure speed against the direct way; results in bench/results/
	@BRIEFSTAR_ENDPOINT=embedded $(BIN)/python bench/run.py

.PHONY: help setup brief ui test test-embedded test-browser test-postgres lint typecheck record screenshots eval bench
.DEFAULT_GOAL := help
