# The only door. `make help` lists it.
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
URL ?= http://127.0.0.1:$(or $(PORT),8000)

.DEFAULT_GOAL := help
.PHONY: help run test test-slow lint format seed eval compiled bench bench-scale bench-queue lock train corpus compose-test faults clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: .venv/embedded.stamp ## Start everything on this machine (PORT, TINTAG_HOME, DATABASE_URL, REDIS_URL); Ctrl-C stops it
	@exec $(BIN)/python -W ignore -m service.stack

test: .venv/dev.stamp ## Run the tests but the slow ones, in two processes with servers of their own
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile $(ARGS)

test-slow: .venv/dev.stamp ## Run the slow tests, but those that make faults runs
	$(BIN)/python -m pytest --numprocesses 2 -m slow --ignore tests/faults

lint: .venv/dev.stamp ## Check style, types and who imports whom
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy service workers seeds
	$(BIN)/lint-imports

format: .venv/dev.stamp ## Put the code into shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

seed: .venv/embedded.stamp ## Send the samples through the running API (URL; ARGS="--repeat 20") and print what came out
	@$(BIN)/python -m seeds --url $(URL) $(ARGS)

eval: .venv/embedded.stamp ## Tag a folder of gold documents and print P, R, F1 by field: make eval GOLD=DIR
	@test -n "$(GOLD)" || { echo "make eval GOLD=DIR"; exit 2; }
	@$(BIN)/tintag eval $(GOLD)

train: .venv/embedded.stamp ## Count anew what the confidence of names rests on; with DATA=DIR (texts) keywords and topics too
	$(if $(DATA),$(BIN)/python -m seeds.counts $(DATA))
	$(if $(DATA),$(BIN)/python -m seeds.topics $(DATA))
	$(BIN)/python -m seeds.confidence

corpus: .venv/dev.stamp ## Score the taggers on the annotated pieces: make corpus, ARGS="--errors organization train"
	@$(BIN)/python -m tests.gate.pieces $(ARGS)

compiled: build/compiled/stamp ## Compile parsers and taggers to C in a copy of workers/, as the image does (needs a C compiler)

build/compiled/stamp: $(shell find workers -type f -not -name '*.pyc') | .venv/dev.stamp
	@rm -rf $(@D) && mkdir -p $(@D) && cp -r workers $(@D)
	cd $(@D) && $(CURDIR)/$(BIN)/python -W ignore -m workers.compiling
	@touch $@

bench: .venv/bench.stamp ## Measure quality and speed beside the rules of others: make bench, or GOLD=DIR for pages of your own
	@$(MAKE) --no-print-directory compiled || { rm -rf build/compiled; echo "nothing compiled: plain Python is measured"; }
	@PYTHONSAFEPATH=1 PYTHONPATH=$(CURDIR)/build/compiled:$(CURDIR) $(BIN)/python -W ignore -m tests.bench $(GOLD)

bench-scale: .venv/dev.stamp ## Make a million articles (40 GB, an hour), measure every request beside 10,000 (ARGS="--articles 50000 --keep DIR")
	@$(BIN)/python -W ignore -m tests.bench.scale $(ARGS)

bench-queue: .venv/dev.stamp ## Send 100,000 files as ZIP, tar.gz and JSON Lines, cancel, watch, ask meanwhile; hold each to its bound (ARGS="--files 2000")
	@$(BIN)/python -W ignore -m tests.bench.queue $(ARGS)

faults: .venv/dev.stamp ## Poison among 200 files, then 2,000 uploads while all is killed: what is lost? (ARGS="--uploads 200 --seed 7")
	$(BIN)/python -m pytest -m slow tests/faults
	@$(BIN)/python -W ignore -m tests.faults.storm $(ARGS)

compose-test: .venv/dev.stamp ## Start the compose stack on a free port, use it, kill a worker, take it down
	$(BIN)/python -W ignore -m tests.compose

lock: .venv/dev.stamp ## Write the locks anew, with hashes and without host names
	$(BIN)/pip install --quiet uv
	for extra in build embedded dev bench; do \
	  lock=requirements-$$extra.lock; \
	  $(BIN)/uv pip compile pyproject.toml --extra $$extra --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-annotate --no-header --quiet --upgrade --output-file $${lock/-build/} \
	    $$(test $$extra = bench && echo "--constraint requirements-dev.lock") || exit 1; \
	done

clean: ## Remove the environment and the caches (data under var/ stay)
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache *.egg-info build

# dev holds all that embedded holds, so the two never undo each other
.venv/embedded.stamp: requirements-embedded.lock pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-embedded.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev.stamp: requirements-dev.lock .venv/embedded.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

.venv/bench.stamp: requirements-bench.lock .venv/dev.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.lock
	@touch $@

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed (PYTHON=...)"; exit 1; }
	@$(PYTHON) -m venv .venv 2>/dev/null \
	  || { $(PYTHON) -m venv --clear --without-pip .venv && $(PYTHON) -m pip --python .venv/bin/python install --quiet pip; } \
	  || { rm -rf .venv; echo "python3 -m venv does not work here: install python3-venv or pip"; exit 1; }
