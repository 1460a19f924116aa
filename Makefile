# make run: set everything up and open the dashboard. make test: set everything up and check everything; what fails in a
# browser beside others is run once more alone: two browsers and two servers on two cores lose a click now and then.
# make run OCR=1: the same, and scans and photographs are read (205 MB more). make run POSTGRES=1: the same, and the library
# may be in PostgreSQL (DATELINE_DATABASE_URL). make dask: set up what a machine of a Dask cluster needs (docs/scale.md).
# make lint: what pre-commit runs. make lock: compile the locks anew from requirements*.in (UPGRADE=1: newest versions of
# what isn't pinned there). make audit: are vulnerabilities known of a package in the locks?
# make sbom: what Dateline installs and ships, as CycloneDX, into build/sbom.json.
# make bench: how fast it is, in ratios (EVAL=DIR: on annotated news, with its scores). make load: 20 visitors at once for
# five minutes, then 200 who look. make kills: 200 times kill -9 while visitors work. make soak: 2,000 articles one after
# the other. None of these is part of the tests (docs/performance.md, docs/reliability.md).
# make gallery: pictures of every page in docs/gallery (ONLY="timeline-court": those with this in their name).
# make mutants: put small faults into a copy of components/ and say which no test notices. PATHS="components/domain
# components/store" N=40 SEED=1: 40 of these packages, JOBS=2: two at once, LIMIT=60: a minute of tests for each at most,
# BROWSER=1: also by tests in a browser.
# make test PYTHON=python3.13: with another Python, in a virtual environment of its own (.venv-3.13).
PYTHON ?= python3
MINOR = -c 'import sys; print("%d.%d" % sys.version_info[:2])'
VERSION := $(shell $(PYTHON) $(MINOR))
DEFAULT := $(if $(filter python3,$(PYTHON)),$(VERSION),$(shell python3 $(MINOR) 2>/dev/null))
VENV ?= .venv$(if $(filter-out $(DEFAULT),$(VERSION)),-$(VERSION))
BIN = $(VENV)/bin
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r
COMPILE = $(BIN)/uv pip compile --quiet --no-config --universal --python-version 3.11 --fork-strategy fewest \
	--generate-hashes --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)
EVAL ?=
PORT ?= 8501
OCR ?=
POSTGRES ?=
UPGRADE =
# Of make mutants; on the command line alone, as BROWSER often means something else in an environment.
PATHS =
N =
SEED =
JOBS =
LIMIT =
BROWSER =
ONLY =

.PHONY: run dask test lint lock audit sbom bench load kills soak gallery mutants schema clean

run: $(VENV)/.run $(if $(OCR),$(VENV)/.ocr) $(if $(POSTGRES),$(VENV)/.postgres)
	$(BIN)/python -m streamlit run app.py --server.port $(PORT) || { \
		echo "Is port $(PORT) taken? If by a Dateline that runs already, open http://localhost:$(PORT). Else start this one" \
		"on another: make run PORT=$$(($(PORT) + 1))" >&2; exit 1; }

dask: $(VENV)/.dask

test: $(VENV)/.dev lint
	$(BIN)/python -m pytest tests --ignore tests/browser --ignore tests/server -n 2
	$(BIN)/python -m pytest tests/server
	$(BIN)/python -m pytest tests/browser -n 2 --dist loadfile || \
		$(BIN)/python -m pytest tests/browser --last-failed --last-failed-no-failures none

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

lock: $(VENV)/.dev
	$(COMPILE) requirements.in -o requirements.txt
	$(COMPILE) requirements-ocr.in -c requirements.txt -o requirements-ocr.txt
	$(COMPILE) requirements-postgres.in -c requirements.txt -o requirements-postgres.txt
	$(COMPILE) requirements-dask.in -c requirements.txt -o requirements-dask.txt
	$(COMPILE) requirements-dev.in -c requirements.txt -c requirements-ocr.txt -c requirements-postgres.txt \
		-c requirements-dask.txt -o requirements-dev.txt

audit: $(VENV)/.dev
	$(BIN)/python -m tests.audit requirements-dev.txt

sbom: $(VENV)/.dev
	$(BIN)/python -m tests.sbom build/sbom.json

bench: $(VENV)/.dev
	$(BIN)/python -m tests.benchmarks.speed $(EVAL)
	$(if $(EVAL),$(BIN)/python -m tests.benchmarks.bench $(EVAL))

load: $(VENV)/.dev
	$(BIN)/python -m tests.load.twenty --lookers 200

kills: $(VENV)/.dev
	$(BIN)/python -m tests.load.kills --times 200

soak: $(VENV)/.dev
	$(BIN)/python -m tests.load.soak

gallery: $(VENV)/.dev
	$(BIN)/python -m tests.gallery $(ONLY)

mutants: $(VENV)/.dev
	$(BIN)/python -m tests.mutants $(PATHS) $(if $(N),--number $(N)) $(if $(SEED),--seed $(SEED)) \
		$(if $(JOBS),--jobs $(JOBS)) $(if $(LIMIT),--limit $(LIMIT)) $(if $(BROWSER),--browser)

schema: $(VENV)/.run
	$(BIN)/python -m components schema --out docs/record.schema.json

# A virtual environment serves one Python only: one that another made is refused, never used.
$(VENV)/.python-$(VERSION):
	@case "$(VERSION)" in 3.11|3.12|3.13) ;; *) \
		echo "Dateline needs Python 3.11, 3.12 or 3.13: make run PYTHON=python3.12" >&2; exit 1;; esac
	@if [ -e $(VENV)/pyvenv.cfg ] && [ "$$($(BIN)/python $(MINOR) 2>/dev/null)" != "$(VERSION)" ]; then \
		echo "$(VENV) was made with another Python than $(VERSION): delete it (make clean), or name another with VENV=" >&2; \
		exit 1; fi
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/.run: $(VENV)/.python-$(VERSION) requirements.txt
	$(INSTALL) requirements.txt
	touch $@

$(VENV)/.ocr: $(VENV)/.run requirements-ocr.txt
	$(INSTALL) requirements-ocr.txt
	touch $@

$(VENV)/.postgres: $(VENV)/.run requirements-postgres.txt
	$(INSTALL) requirements-postgres.txt
	touch $@

$(VENV)/.dask: $(VENV)/.run requirements-dask.txt
	$(INSTALL) requirements-dask.txt
	touch $@

# requirements-dev.txt holds all of them.
$(VENV)/.dev: $(VENV)/.python-$(VERSION) requirements-dev.txt
	$(INSTALL) requirements-dev.txt
	touch $(VENV)/.run $(VENV)/.ocr $(VENV)/.postgres $(VENV)/.dask $@

clean:
	rm -rf $(VENV) build .pytest_cache .mypy_cache .ruff_cache
