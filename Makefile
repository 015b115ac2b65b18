# One command for every chore. PORT and HOST choose where the dashboard answers.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
export PIP_CONSTRAINT := $(CURDIR)/constraints.txt

.PHONY: run demo test lint bench bundle prove corpus fuzz shots examples clean

run: $(VENV)/.installed ## Copenhagen's own rows, at http://127.0.0.1:8050
	$(BIN)/sdg-dashboard run

demo: $(VENV)/.installed ## the invented city, in a database of its own
	$(BIN)/sdg-dashboard run --demo

test: $(VENV)/.tested lint
	$(BIN)/python -m pytest -n 2

lint: $(VENV)/.tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/pyright

bench: $(VENV)/.tested ## ratios, both sides measured in one run
	-$(BIN)/python -m tests.bench_workbooks
	-$(BIN)/python -m tests.bench_marked
	-$(BIN)/python -m tests.bench_progress
	-$(BIN)/python -m tests.bench_explore
	-$(BIN)/python -m tests.bench_browser
	-$(BIN)/python -m tests.bench
	-$(BIN)/python -m tests.bench_server
	-$(BIN)/python -m tests.bench_uploads

bundle: $(VENV)/.installed ## a smaller plotly.js with only the traces in use; optional, needs npm
	$(BIN)/python data/build_plotly.py

prove: $(VENV)/.tested ## 300 kills while publishing, 20 analysts at once, PostgreSQL restarted under load
	$(BIN)/python -m tests.records.prove 300

fuzz: $(VENV)/.tested ## 100,000 workbooks broken at random
	$(BIN)/python -m tests.fuzz 100000
corpus: $(VENV)/.tested ## the score over real workbooks in CORPUS_DIR, as a table
	$(BIN)/python -m tests.corpus_score

shots: $(VENV)/.tested ## pictures of every page, into shots/
	$(BIN)/python -m tests.shots

examples: $(VENV)/.installed ## write the two example workbooks anew
	$(BIN)/python data/build_copenhagen.py
	$(BIN)/python data/build_example_city.py

clean:
	rm -rf $(VENV) instance shots bench-out build assets/bundle

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) install --quiet --editable .
	touch $@

$(VENV)/.tested: $(VENV)/.installed
	$(PIP) install --quiet --editable '.[test]'
	touch $@
