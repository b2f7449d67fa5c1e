# Needs python3 (3.11 to 3.15) with pip, and make. Everything else goes into .venv.
# `make demo` and `make test` set up what is missing; each takes seconds the second time.

FITS := import pip, sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 15))
PYTHON ?= $(shell for p in python3 python3.15 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c '$(FITS)' 2>/dev/null && echo $$p && break; done)
REPLICATIONS ?= 200
DEMO := one-drone twenty-strikes --replications $(REPLICATIONS)
RUN := .venv/bin/python -m
PIP = "$(PYTHON)" -m pip --python "$(AT)/bin/python"

.PHONY: demo test engine setup check layers notebooks site conformance benchmark recovery coverage
.PHONY: environment lock newest clean

demo: .venv/ready  ## one drone against twenty strikes: a table and pictures in results/demo
	$(RUN) simulator compare $(DEMO) --out results/demo

test: .venv/ready  ## every test
	$(RUN) pytest -q -n auto --dist worksteal

engine: .venv/ready  ## build simulator/wasm/engine.wasm anew from the sources: half a minute
	$(RUN) simulator.wasm.build

conformance: .venv/ready  ## 5,000 drawn scenarios on all engines, row by row: minutes
	ESCALATION_DRAWN=5000 $(RUN) pytest -q -n auto --timeout 3000 tests/engine/test_compiled.py

setup: .venv/ready  ## a new .venv, if pyproject.toml or constraints.txt changed

check: .venv/ready layers  ## style and types
	$(RUN) ruff check .
	$(RUN) ruff format --check .
	$(RUN) mypy

layers: .venv/ready  ## who may import whom, and what no file may hold
	$(RUN) pytest -q tests/test_layers.py tests/test_repository.py

notebooks: .venv/ready  ## run every notebook from top to bottom, two at a time, changing none
	printf '%s\n' notebooks/*.ipynb | xargs -P 2 -n 1 $(RUN) jupyter execute --timeout=120

site: .venv/ready  ## the pages as a site in build/site: no warning, no broken link
	.venv/bin/python docs/site/stage.py build/pages
	$(RUN) simulator explore one-drone --compare twenty-strikes -o build/pages/explorer.html
	$(RUN) sphinx -q -W --keep-going -b html build/pages build/site
	.venv/bin/python docs/site/links.py build/site

benchmark: .venv/ready  ## ratios to other programs, and docs/performance.md; MILLION=1: a long run too
	@$(MAKE) -s .cache/peers/ready || \
		echo "The peers' libraries could not be installed; those scripts are left out."
	$(RUN) benchmarks --peers .cache/peers/bin/python $(if $(MILLION),--million)

recovery: .venv/ready  ## how often 95 % intervals of fits hold the truth: an hour or more
	$(RUN) benchmarks.fit_recovery
	$(RUN) benchmarks.fit_recovery_timed

coverage: .venv/ready  ## how often 95 % intervals of the tables hold the truth: ten minutes or so
	$(RUN) benchmarks.interval_coverage

# A new environment at AT of exactly the files that LOCK names, and PROJECT if there is one. Pip
# resolves and builds nothing, so that no release of anything can change or break it.
# --without-pip: Debian's python3 cannot put pip into an environment, but its own pip can fill one.
# --no-compile: Python compiles what is imported, a small part, when it is; ahead it takes a minute.
environment:
	$(if $(and $(AT),$(LOCK)),,$(error Name AT and LOCK: whatever lies at AT is removed))
	@test -n "$(PYTHON)" || { echo "No Python 3.11 to 3.15 with pip was found." \
		"Name one: make PYTHON=/path/to/python3" >&2; exit 1; }
	"$(PYTHON)" -m venv --clear --without-pip "$(AT)"
	$(PIP) install -q --no-deps --no-compile --only-binary :all: --require-hashes -r "$(LOCK)"
	$(if $(PROJECT),$(PIP) install -q --no-deps --no-build-isolation $(PROJECT))
	$(PIP) check

.venv/ready: pyproject.toml constraints.txt
	@echo "Filling .venv: a minute or two, and nothing the next time."
	@$(MAKE) -s environment AT=.venv LOCK=constraints.txt PROJECT="-e ."
	@touch $@

# Libraries that the benchmark alone needs, apart from ours.
.cache/peers/ready: benchmarks/requirements.txt
	@$(MAKE) -s environment AT=.cache/peers LOCK=$<
	@touch $@

# For maintainers: newest versions of everything. uv is needed here alone, so it is not in .venv.
lock:  ## write constraints.txt, constraints-lowest.txt and benchmarks/requirements.txt anew
	"$(PYTHON)" -m venv --clear --without-pip .cache/lock
	"$(PYTHON)" -m pip --python .cache/lock/bin/python install -q uv
	$(call locked,constraints.txt,--universal --extra dev pyproject.toml)
	$(call locked,constraints-lowest.txt,--resolution lowest-direct pyproject.toml)
	$(call locked,benchmarks/requirements.txt,--universal --group peers -c constraints.txt)

# File, and what goes into it; the comment at its head stays.
define locked
	sed -n '/^#/p;/^[^#]/q' $(1) > .cache/locked.txt
	.cache/lock/bin/uv pip compile -q --no-config --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-annotate --no-header $(2) >> .cache/locked.txt
	mv .cache/locked.txt $(1)
endef

# For maintainers: outside CI, for what others publish today may break it.
newest:  ## the demo on whatever `pip install .` brings today
	"$(PYTHON)" -m venv --clear --without-pip .cache/newest
	"$(PYTHON)" -m pip --python .cache/newest/bin/python install -q .
	.cache/newest/bin/escalation compare $(DEMO) --out .cache/newest/demo

clean:  ## remove what make made; results stay
	rm -rf .venv .cache build dist .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -prune -exec rm -rf {} +
