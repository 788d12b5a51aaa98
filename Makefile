# make demo: the two worked evaluations, in French and English.   make test: everything that CI runs.
# Both set up what they need in .venv, with Python 3.11 to 3.13, from requirements.lock.

VENV := .venv
BIN := $(VENV)/bin
# the first Python of 3.11 to 3.13 that runs
PYTHON := $(shell for name in python3 python3.13 python3.12 python3.11 python; do \
	$$name -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null && echo $$name && break; done)
# uv installs faster where it is there; pip does the same work
UV := $(shell command -v uv 2>/dev/null)

# a page opens three times slower where compiled modules may not be kept
unexport PYTHONDONTWRITEBYTECODE

# every page with its default parameters, in a workspace of its own
PAGES = WORKBENCH_WORKSPACE=$$(mktemp -d) $(BIN)/python -m pytest --nbval-lax notebooks

# the figures are written down; pytest-benchmark's own table would say part of them twice
TIMED = --write BENCHMARKS.md --benchmark-quiet --durations 0 --durations-min 5

.PHONY: help demo test tests-browser tests-slow tests-quick tests-pages test-full bench bench-full lab serve setup system lint lock examples clean

help:  ## show these lines
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 14

demo: setup  ## run both worked evaluations, and say where the reports are
	$(BIN)/workbench run nsw trajectoires --lang fr --out runs/demo/fr
	$(BIN)/workbench run nsw trajectoires --lang en --out runs/demo/en

test: setup system  ## everything that CI runs
	$(MAKE) --no-print-directory -j3 tests-browser tests-slow tests-quick lint tests-pages

test-full: setup system lint  ## the same, with the slow statistics in full size
	$(BIN)/python -m pytest -m "not bench" --hypothesis-profile full
	$(PAGES)

# the parts of make test, three at a time: the first two wait for servers and browsers most of the
# time and give way to the third, the longest; more threads in each would wait for one another
tests-browser tests-slow tests-quick tests-pages: export OPENBLAS_NUM_THREADS = 1
tests-browser:
	nice -n 5 $(BIN)/python -m pytest -q -m "slow and not full and not bench" tests/browser

tests-slow:
	nice -n 5 $(BIN)/python -m pytest -q -m "slow and not full and not bench" --ignore tests/browser

tests-quick:
	$(BIN)/python -m pytest -q -m "not slow and not full and not bench"

tests-pages:
	$(PAGES)

bench: setup  ## how long things take on this machine, beside others: BENCHMARKS.md (20 minutes)
	$(BIN)/python -m pytest -m "bench and not full" tests/benchmarks $(TIMED)

bench-full: setup  ## the same, a thousand openings, and how cost grows (an hour and more)
	$(BIN)/python -m pytest -m bench tests/benchmarks $(TIMED)

lint: setup  ## style and types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

lab: setup  ## JupyterLab on the pages (SPEAK=fr or en)
	$(BIN)/workbench lab --lang $(or $(SPEAK),fr)

serve: setup  ## the pages as apps, in the browser, on this machine only
	$(BIN)/workbench serve

setup: $(VENV)/ready  ## the environment, from the lock

$(VENV)/ready: requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11, 3.12 or 3.13 is needed / il faut Python 3.11, 3.12 ou 3.13"; exit 2; }
ifneq ($(UV),)
	$(UV) venv --quiet --seed --allow-existing --python $(PYTHON) $(VENV)
	$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
else
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-compile --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
endif
	@touch $@

system:  ## Chromium, Java and LibreOffice for the tests, from the system where that is allowed
	@sh tests/system.sh

lock:  ## pin every dependency anew (needs uv)
	$(UV) pip compile pyproject.toml --universal --all-extras --generate-hashes --no-annotate --no-header \
		--no-emit-index-url --no-emit-find-links --python-version 3.11 --quiet --output-file requirements.lock

examples: setup  ## compute anew what the worked dossiers keep of their pages
	for name in nsw trajectoires; do \
		$(BIN)/workbench run $$name --lang fr --out runs/examples/$$name && \
		cp runs/examples/$$name/data/*.csv datasets/dossiers/$$name/data/ && \
		cp runs/examples/$$name/results/*.csv datasets/dossiers/$$name/results/ || exit 1; done

clean:  ## remove the environment and the runs
	rm -rf $(VENV) runs dist
