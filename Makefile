# One command for everything. The first run makes .venv with the locked versions; later runs start at once.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help setup run test lint format chaos docs lock migration

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
COMPILE := $(BIN)/pip-compile --quiet --allow-unsafe --generate-hashes --strip-extras --no-annotate \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header
# The first Python that is new enough; `make PYTHON=/path/to/python …` takes another.
PYTHON ?= $$(for p in python3.11 python3.12 python3.13 python3.14 python3 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done || true)

help:  ## what there is
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

setup: .venv/.installed  ## .venv with what Sibai needs, and .venv/bin/sibai

run: setup  ## serve the demo street (state in .sibai); ARGS="--port 9000"
	@$(BIN)/sibai run $(ARGS)

test: .venv/.installed-dev  ## all tests; ARGS="-k visits"
	@$(BIN)/python -m pytest -n auto $(ARGS)

lint: .venv/.installed-dev  ## ruff and mypy
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

format: .venv/.installed-dev  ## lay out the code
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .

chaos: .venv/.installed-dev  ## kill the bot 50 times on each database; prints JSON
	@$(BIN)/python -m benchmarks.chaos $(ARGS)

docs: setup  ## write the catalogue anew
	@$(BIN)/sibai docs

migration: .venv/.installed-dev  ## a new step of the schema: make migration says="surveys"
	@$(BIN)/python -m storage.migrating "$(says)"
	@$(BIN)/ruff format --quiet storage/migrations

lock: .venv/.installed-dev  ## write the lock files anew; ARGS=--upgrade takes newer versions
	@$(PIP) install -qq pip-tools==7.6.0
	@$(COMPILE) $(ARGS) --output-file requirements.lock pyproject.toml
	@$(COMPILE) $(ARGS) --extra dev --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml

.venv/bin/python:
	@python="$(PYTHON)"; \
	if [ -z "$$python" ]; then echo "Sibai needs Python 3.11 or newer: install it, or say make PYTHON=…" >&2; exit 1; fi; \
	"$$python" -m venv .venv

.venv/.installed: requirements.lock pyproject.toml | .venv/bin/python
	@echo "Installing what Sibai needs into .venv (once; about a minute) …"
	@$(PIP) install -qq --require-hashes -r requirements.lock
	@$(PIP) install -qq --no-deps --editable .
	@touch $@

.venv/.installed-dev: requirements-dev.lock .venv/.installed
	@echo "Installing what the tests need into .venv (once; about a minute) …"
	@$(PIP) install -qq --require-hashes -r requirements-dev.lock
	@touch $@
