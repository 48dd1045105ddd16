# The verbs of the house. `make run` and `make test` set up all they need.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Translations as the program reads them, made from the .po files.
WORDS := $(patsubst %.po,%.mo,$(wildcard kokoaan/locale/*/LC_MESSAGES/django.po))
export KOKOAAN_VAR ?= var

.PHONY: run test check bench lock clean help

help:  ## what can be done
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

run: $(VENV)/run.ok $(WORDS)  ## set everything up and serve http://localhost:8000
	@$(BIN)/kokoaan run --local

test: $(VENV)/dev.ok $(WORDS)  ## set everything up and run the suite on SQLite and PostgreSQL
	@KOKOAAN_DEBUG=1 $(BIN)/python -m tests.run

check: $(VENV)/dev.ok  ## formatting, types, floors, migrations, templates
	@$(BIN)/ruff format --check . && $(BIN)/ruff check .
	@$(BIN)/lint-imports
	@KOKOAAN_DEBUG=1 $(BIN)/mypy
	@KOKOAAN_DEBUG=1 $(BIN)/kokoaan django makemigrations --check --dry-run
	@git ls-files '*.html' | xargs -r $(BIN)/djhtml --check --tabwidth 2

bench: $(VENV)/dev.ok  ## what bench/ can measure, and how
	@cat bench/README.md

lock:  ## resolve the dependencies anew
	@uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-annotate --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock' --extra postgres -o requirements/run.lock
	@uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-annotate --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock' --extra postgres --extra dev -o requirements/dev.lock

clean:  ## forget the environment (the data in var/ stays)
	@rm -rf $(VENV) build *.egg-info

%.mo: %.po
	@$(BIN)/pybabel -q compile -i $< -o $@

$(VENV)/bin/python:
	@echo "Making the environment in $(VENV) …"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Kokoaan needs Python 3.11 or newer; this is " + sys.version.split()[0])'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/run.ok: requirements/run.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing the locked packages (the first time takes a few minutes) …"
	@$(BIN)/pip install --progress-bar off --require-hashes -r requirements/run.lock
	@$(BIN)/pip install -q --no-deps -e .
	@touch $@

$(VENV)/dev.ok: requirements/dev.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing the locked packages for tests …"
	@$(BIN)/pip install --progress-bar off --require-hashes -r requirements/dev.lock
	@$(BIN)/pip install -q --no-deps -e .
	@touch $@
