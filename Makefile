# Everything a newcomer, a developer and continuous integration run.
#
#   make run [PAGES=DIR]   set up, then review the pages in a window (without a display: clean them and print the report)
#   make test              set up, then run every test
#   make check             the tests, and ruff, mypy and import-linter
#   make accuracy          what the rules find and miss, against the floors
#   make bench             how fast, beside other tools in the same run
#   make samples           make the sample pages and other derived data again
#   make screenshots       draw the pictures under docs/

PYTHON ?= python3
VENV ?= .venv
PAGES ?= seeds/pages
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: run test check lint accuracy bench samples screenshots format clean

run: $(VENV)/.run
	@.ci/main-job "$(BIN)" "$(PAGES)"

test: $(VENV)/.dev
	$(BIN)/python -m pytest -n 2 --dist loadfile

check: lint test

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

accuracy: $(VENV)/.dev
	$(INSTALL) --editable '.[data]'
	$(BIN)/python -m tests.accuracy
	$(BIN)/python -m tests.accuracy.rules
	$(BIN)/python -m tests.accuracy.ranking
	$(BIN)/python -m tests.accuracy.joins

bench: $(VENV)/.dev
	$(BIN)/python -m tests.benchmarks

samples: $(VENV)/.dev
	$(BIN)/python -m seeds.damage --samples

screenshots: $(VENV)/.dev
	.ci/screenshots "$(BIN)"

format: $(VENV)/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# What the system must give is looked at each time a virtual environment is made: Qt's libraries, a font, and for the tests an X server.
$(VENV)/.run: pyproject.toml
	@.ci/system run "$(PYTHON)"
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(INSTALL) --editable .
	@touch $@

$(VENV)/.dev: pyproject.toml
	@.ci/system test "$(PYTHON)"
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(INSTALL) --editable '.[dev]'
	@touch $@ $(VENV)/.run

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
