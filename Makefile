# papercleaner: everything a fresh checkout needs is Python 3.11+, git and make.
#
#   make demo     the seed page, cleaned, in this terminal
#   make test     the whole test suite
#   make check    ruff + mypy --strict + the suite
#   make eval     quality on fixtures/pages, or on EVAL=DIR (DUMP=raw.columns.txt for another dump)
#   make bench    speed: stages, cold start, twice the page
#   make ray      add Ray (600 MB), so that its tests run too
#   make golden   compare the golden files (make golden-update rewrites them)
#   make docs     rewrite the generated pages of docs/
#   make clean    remove the environment and caches
#
# PYTHON=python3.12 chooses the interpreter that makes the environment; VENV=dir where it goes.

VENV  ?= .venv
EVAL  ?= fixtures/pages
DUMP  ?= raw.seed.txt
SEED  := seeds/raw.seed.txt
BIN   := $(VENV)/bin
READY := $(VENV)/.ready
# The first of these that is there and is Python 3.11 or newer, unless PYTHON says otherwise.
NAMES := python3 python3.14 python3.13 python3.12 python3.11 python
PYTHON ?= $(firstword $(foreach name,$(NAMES),$(shell \
	$(name) -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $(name))))

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test check lint types eval bench ray golden golden-update docs clean

help:
	@sed -n 's/^#   //p' Makefile

$(READY): pyproject.toml
	@test -n "$(PYTHON)" || { echo "make: no Python 3.11 or newer found; name one: make $(or $(MAKECMDGOALS),test) PYTHON=/path/to/python3" >&2; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "make: $(PYTHON) is not Python 3.11 or newer" >&2; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { \
		echo "make: $(PYTHON) -m venv failed; on Debian and Ubuntu: apt install python3-venv" >&2; rm -rf $(VENV); exit 2; }
	@echo "installing papercleaner and its test tools into $(VENV) ..." >&2
	@$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@

ray: $(READY)
	$(BIN)/python -m pip install --quiet --editable '.[ray]'

demo: $(READY)
	@$(BIN)/papercleaner clean $(SEED)

test: $(READY)
	$(BIN)/python -m pytest

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

check: lint types test

eval: $(READY)
	$(BIN)/python bench/quality.py $(EVAL) --dump $(DUMP)

bench: $(READY)
	$(BIN)/python bench/speed.py

golden: $(READY)
	@status=0; for form in md json; do \
		$(BIN)/papercleaner golden check $(SEED) --golden fixtures/golden -f $$form || status=1; done; exit $$status

golden-update: $(READY)
	@for form in md json; do $(BIN)/papercleaner golden update $(SEED) --golden fixtures/golden -f $$form || exit 1; done

docs: $(READY)
	$(BIN)/papercleaner rules --format md > $(VENV)/rules.md
	mv $(VENV)/rules.md docs/rules.md

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
