# Needs python3 (3.11 to 3.13) with pip, and make. Everything else goes into .venv.
# `make demo` and `make test` set up what is missing; each takes seconds the second time.

FITS := import pip, sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c '$(FITS)' 2>/dev/null && echo $$p && break; done)
REPLICATIONS ?= 200
RUN := .venv/bin/python -m

.PHONY: demo test setup check layers notebooks conformance benchmark recovery lock clean

demo: .venv/ready  ## one drone against twenty strikes: a table and pictures in results/demo
	$(RUN) simulator compare one-drone twenty-strikes \
		--replications $(REPLICATIONS) --out results/demo

test: .venv/ready  ## every test
	$(RUN) pytest -q -n auto --dist worksteal

conformance: .venv/ready  ## 5,000 drawn scenarios on both engines, row by row: minutes
	ESCALATION_DRAWN=5000 $(RUN) pytest -q -n auto --timeout 3000 tests/engine/test_compiled.py

setup: .venv/ready  ## a new .venv, if pyproject.toml or constraints.txt changed

check: .venv/ready layers  ## style and types
	$(RUN) ruff check .
	$(RUN) ruff format --check .
	$(RUN) mypy

layers: .venv/ready  ## who may import whom, and what no file may hold
	$(RUN) pytest -q tests/test_layers.py tests/test_repository.py

notebooks: .venv/ready  ## run every notebook from top to bottom, changing none
	$(RUN) jupyter execute --timeout=120 notebooks/*.ipynb

benchmark: .venv/ready  ## ratios to other programs, and docs/performance.md; MILLION=1: a long run too
	@$(MAKE) -s .cache/peers/ready || \
		echo "The peers' libraries could not be installed; those scripts are left out."
	$(RUN) benchmarks --peers .cache/peers/bin/python $(if $(MILLION),--million)

recovery: .venv/ready  ## how often 95 % intervals of fits hold the truth: an hour or more
	$(RUN) benchmarks.fit_recovery
	$(RUN) benchmarks.fit_recovery_timed

# Libraries that the benchmark alone needs, apart from ours.
.cache/peers/ready: benchmarks/requirements.txt
	"$(PYTHON)" -m venv --clear --without-pip .cache/peers
	"$(PYTHON)" -m pip --python .cache/peers/bin/python install -q -r $<
	@touch $@

# --without-pip: Debian's python3 cannot put pip into an environment, but its own pip can fill one.
.venv/ready: pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "No Python 3.11 to 3.13 with pip was found." \
		"Name one: make PYTHON=/path/to/python3" >&2; exit 1; }
	@echo "Filling .venv: a minute or two, and nothing the next time."
	"$(PYTHON)" -m venv --clear --without-pip .venv
	"$(PYTHON)" -m pip --python .venv/bin/python install -q --require-hashes -r constraints.txt
	"$(PYTHON)" -m pip --python .venv/bin/python install -q --no-deps --no-build-isolation -e .
	@touch $@

# For maintainers: newest versions of everything. uv is needed here alone, so it is not in .venv.
lock:  ## write constraints.txt anew
	"$(PYTHON)" -m venv --clear --without-pip .cache/lock
	"$(PYTHON)" -m pip --python .cache/lock/bin/python install -q uv
	sed -n '/^#/p;/^[^#]/q' constraints.txt > .cache/constraints.txt
	.cache/lock/bin/uv pip compile -q --no-config --universal --python-version 3.11 --extra dev \
		--generate-hashes --no-emit-index-url --no-annotate --no-header --upgrade \
		pyproject.toml >> .cache/constraints.txt
	mv .cache/constraints.txt constraints.txt

clean:  ## remove what make made; results stay
	rm -rf .venv .cache build dist
