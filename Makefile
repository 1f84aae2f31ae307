# Needs make and Python 3.11 or newer; everything else is installed into .venv on first use.
#
#   make demo                      assess the sample and leave its reports in out/demo
#   make test PYTHON=python3.12    choose the Python that .venv is made from

PYTHON ?= python3
OUT    ?= out
JOBS   ?= 2

VENV := .venv
BIN  := $(VENV)/bin
# A change of pyproject.toml changes the names of the stamps, so that the next target installs again.
HASH := $(shell cksum pyproject.toml | cut -d ' ' -f 1)
AXE  := .cache/axe-core-4.14.1
RUN  := $(VENV)/.riskkit-$(HASH)
DEV  := $(VENV)/.riskkit-dev-$(HASH)
PIP  := $(BIN)/python -m pip install -qq --disable-pip-version-check --no-input
SAMPLES := store-transfer showroom-relocation corporate-crm

.DEFAULT_GOAL := help
.PHONY: help demo samples lab test check axe bench mutants clean clean-notebooks
.DELETE_ON_ERROR:

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(RUN) ## assess the store-transfer sample; its reports in three languages in out/demo
	@$(BIN)/riskkit report data/samples/store-transfer --out $(OUT)/demo
	@echo "The reports are in $(CURDIR)/$(OUT)/demo; open the .html files in a browser."

samples: $(RUN) ## assess all three samples; their reports in out/samples
	@# an earlier run of daily use, so that its report tells what moved since
	@$(BIN)/riskkit --quiet assess data/samples/corporate-crm --as-of 2026-05-12 --out $(OUT)/samples/corporate-crm
	@for sample in $(SAMPLES); do \
	  $(BIN)/riskkit report data/samples/$$sample --out $(OUT)/samples/$$sample || exit $$?; \
	done
	@echo "The reports are in $(CURDIR)/$(OUT)/samples; open the .html files in a browser."

lab: $(RUN) ## open JupyterLab on the notebooks
	@$(BIN)/riskkit lab

check: $(DEV) ## lint, format and types only (seconds)
	@$(BIN)/python -m ruff check .
	@$(BIN)/python -m ruff format --check .
	@$(BIN)/python -m mypy

axe: $(AXE)/axe.min.js ## fetch axe-core, with which the tests judge whether a report is accessible

test: check ## check, then every test and doctest
	@if command -v npm >/dev/null; then $(MAKE) -s axe || echo "axe-core could not be fetched; its tests skip." >&2; fi
	@$(BIN)/python -m pytest -q -n $(JOBS)

bench: $(DEV) ## measure against the references and peers (half an hour); WRITE=--write keeps it
	@test -x .cache/peers/bin/python || $(PYTHON) -m venv .cache/peers
	@.cache/peers/bin/python -m pip install -qq -r tests/benchmarks/detection/peers.txt
	@$(BIN)/python tests/benchmarks/run.py $(WRITE)
	@$(BIN)/python tests/benchmarks/detection/speed.py
	@$(BIN)/python tests/benchmarks/registers.py big $(WRITE)
	@$(BIN)/python tests/benchmarks/vendors.py $(WRITE)
	@$(BIN)/python tests/benchmarks/detection/ours.py
	@.cache/peers/bin/python tests/benchmarks/detection/peers.py

mutants: $(DEV) ## break the vendors' assessment in 70 ways; a test must notice each (half an hour)
	@$(BIN)/python tests/mutants.py

clean-notebooks: $(DEV) ## remove outputs and run metadata from the notebooks
	@$(BIN)/python tests/clean_notebooks.py notebooks/*.ipynb

clean: ## remove what make made: .venv, out and caches
	rm -rf $(VENV) $(OUT) build dist .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find riskkit tests -name __pycache__ -type d -prune -exec rm -rf {} +

# No part of this project (MPL-2.0): fetched for the tests only, never shipped.
$(AXE)/axe.min.js:
	@mkdir -p $(AXE)
	@cd $(AXE) && npm pack --silent axe-core@4.14.1 >/dev/null && \
	  tar xzf axe-core-4.14.1.tgz --strip-components=1 package/axe.min.js && \
	  rm axe-core-4.14.1.tgz && touch axe.min.js

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "riskkit needs Python 3.11 or newer, and '$(PYTHON)' is older or missing." >&2; \
	  echo "Install one, or name it: make PYTHON=python3.12 ..." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "'$(PYTHON)' lacks venv or ensurepip, which make the environment in $(VENV)." >&2; \
	  echo "On Debian or Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(RUN): | $(BIN)/python
	@echo "Installing riskkit into $(VENV) (a minute or two the first time) ..."
	@$(PIP) -e .
	@touch $@

$(DEV): | $(RUN)
	@echo "Installing what the tests need into $(VENV) ..."
	@$(PIP) -e '.[dev]'
	@touch $@
