# make run: set everything up and open the dashboard. make test: set everything up and check everything.
# make run OCR=1: the same, and scans and photographs are read (205 MB more).
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
EVAL ?=
PORT ?= 8501
OCR ?=

.PHONY: run test lint bench schema clean

run: $(VENV)/.run $(if $(OCR),$(VENV)/.ocr)
	$(BIN)/python -m streamlit run app.py --server.port $(PORT)

test: $(VENV)/.dev lint
	$(BIN)/python -m pytest tests --ignore tests/browser --ignore tests/server -n 2
	$(BIN)/python -m pytest tests/server tests/browser

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.dev
	$(BIN)/python -m tests.benchmarks.bench "$(EVAL)"

schema: $(VENV)/.run
	$(BIN)/python -m components schema --out docs/record.schema.json

$(VENV)/.venv:
	$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || \
		{ echo "Dateline needs Python 3.11, 3.12 or 3.13: make run PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/.run: $(VENV)/.venv requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(VENV)/.ocr: $(VENV)/.run requirements-ocr.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-ocr.txt
	touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.txt requirements-ocr.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@

clean:
	rm -rf $(VENV) build .pytest_cache .mypy_cache .ruff_cache
