# make demo | test | lint | tables | check-tables | examples | docs | bench | clean
# Needs make and Python 3.11 or newer; another interpreter: make PYTHON=python3.13 test
# make docs needs npm too: the playground runs Python in the browser.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test lint tables check-tables examples docs bench clean install spark
.NOTPARALLEL:

# Exit code 1 means that some rows want a person's look: that is the demo's point, not a failure of it.
demo: $(VENV)/.stamp-demo
	@$(BIN)/kananame check docs/examples/residents.csv || test $$? -eq 1

test: $(VENV)/.stamp-dev
	$(BIN)/python -m pytest

lint: $(VENV)/.stamp-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

tables: $(VENV)/.stamp-dev
	$(BIN)/python -m tables.build

check-tables: $(VENV)/.stamp-dev
	$(BIN)/python -m tables.build --check

examples: $(VENV)/.stamp-dev
	$(BIN)/python docs/examples/make.py
	$(BIN)/python docs/schemas/make.py

# Once installed it needs no connection: the site comes to build/site, open build/site/index.html.
docs: $(VENV)/.stamp-dev docs/playground/node_modules/.stamp
	$(BIN)/python -m docs.site

bench: $(VENV)/.stamp-bench
	$(BIN)/python -m tests.benchmarks

install: $(VENV)/.stamp-dev

# What the tests of Spark need besides; without it they are skipped.
spark: $(VENV)/.stamp-spark

clean:
	rm -rf $(VENV) docs/playground/node_modules build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(VENV)/.stamp-demo: EXTRAS := cli
$(VENV)/.stamp-dev: EXTRAS := cli,dev,docs,tables
$(VENV)/.stamp-spark: EXTRAS := cli,dev,dev-spark,docs,tables
$(VENV)/.stamp-bench: EXTRAS := cli,bench

$(VENV)/.stamp-%: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[$(EXTRAS)]'
	@touch $@

docs/playground/node_modules/.stamp: docs/playground/package-lock.json
	npm ci --prefix docs/playground --no-audit --no-fund --loglevel=error
	@touch $@
