# The two commands of the README are `make report` and `make test`; CI runs `make check`.
# Needs git, make and Python 3.11 or newer with venv and pip; everything else is
# installed into .venv (and uv into .venv-uv where there is none).

PYTHON ?= python3
UV := $(shell command -v uv 2>/dev/null || echo .venv-uv/bin/uv)
RUN := $(UV) run --frozen --no-sync
STUDY ?=

.PHONY: report test check format lint types rooms tests docs docs-write browser benchmarks simulations clean

report: .venv/main
	@$(RUN) metier $(if $(STUDY),--study $(STUDY),) run --or-example

test: .venv/ready browser
	$(RUN) pytest -n 2 --dist worksteal

check: format lint types rooms test docs

.venv-uv/bin/uv:
	$(PYTHON) -m venv .venv-uv
	.venv-uv/bin/python -m pip install --quiet --disable-pip-version-check uv

INSTALLER = $(if $(filter .venv-uv/bin/uv,$(UV)),.venv-uv/bin/uv,)

# The kernel is built with the package, where there is a compiler.
BUILT = hatch_build.py src/metier/formats/_kernel.c

# What the program needs; the tests' packages stay where they are already there.
.venv/main: pyproject.toml uv.lock $(BUILT) $(INSTALLER)
	$(UV) sync --frozen --quiet --no-dev --inexact
	@touch $@

# What the tests need as well.
.venv/ready: pyproject.toml uv.lock $(BUILT) $(INSTALLER)
	$(UV) sync --frozen --quiet
	@touch .venv/main $@

format: .venv/ready
	$(RUN) ruff format --check .

lint: .venv/ready
	$(RUN) ruff check .

types: .venv/ready
	$(RUN) mypy

rooms: .venv/ready
	$(RUN) lint-imports

tests: test

docs: .venv/ready
	$(RUN) python scripts/build_docs.py --check

browser: .venv/ready
	@sh scripts/browser.sh

docs-write: .venv/ready
	$(RUN) python scripts/build_docs.py

benchmarks: .venv/ready
	$(RUN) python benchmarks/run.py

# Needs Java and a gigabyte of packages, so in an environment of its own.
engines: $(INSTALLER)
	UV_PROJECT_ENVIRONMENT=.venv-engines $(UV) run --frozen --no-dev \
	  --extra dask --extra ray --extra spark python benchmarks/engines.py

# What intervals promise, 2,000 times each instead of 300 (some minutes).
simulations: .venv/ready
	METIER_REPLICATIONS=2000 $(RUN) pytest -n 2 tests/estimates/test_simulations.py

clean:
	rm -rf .venv .venv-uv .venv-engines .mypy_cache .ruff_cache .pytest_cache
