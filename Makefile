# Needs Python 3.11 or newer, pip and make; everything else is made in .venv.
#
#   make lab        opens the first lesson in JupyterLab; exercises are in my_exercises
#   make test       lint, types, unit tests, doctests, every notebook, the browser
#   make setup      only makes the development environment
#   make bench      how fast, beside NumPy (and TensorFlow, once `make oracle` has run)
#   make notebooks  re-executes and normalises the stored outputs
#   make oracle     asks real TensorFlow again and rewrites tests/oracle/records
#   make lint       ruff and mypy
#   make clean      removes the environments and what the tools left

PYTHON ?= python3
BIN := .venv/bin
ORACLE := .venv-oracle
BASIS := pyproject.toml constraints.txt
# JupyterLab refuses to be started by root, as which most containers run.
ROOT_FLAG := $(if $(filter 0,$(shell id -u)),--allow-root)
# The address that is printed leads to the lesson, too, where no browser can be opened.
FIRST := /lab/tree/notebooks/01_first_graph.ipynb
NBVAL := --nbval --nbval-current-env --nbval-cell-timeout=60 \
	--nbval-sanitize-with=tests/nbval_sanitize.cfg

# TensorFlow 2.21 has TensorFlow 1's layers with this package only, which would bring a
# second TensorFlow, the one for GPUs, if it might.
LAYERS := tf-keras==2.21.0

# The environment's own kernel, even where the user has a kernel of the same name.
export JUPYTER_PREFER_ENV_PATH := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: setup lab test bench notebooks oracle lint format constraints clean

setup: .venv/test.stamp

.venv/lab.stamp: $(BASIS)
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[lab]'
	touch $@

.venv/test.stamp: $(BASIS)
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[test]'
	touch .venv/lab.stamp $@

$(ORACLE)/oracle.stamp: $(BASIS)
	$(PYTHON) -m venv $(ORACLE)
	$(ORACLE)/bin/python -m pip install --quiet --constraint constraints.txt --editable '.[oracle]'
	$(ORACLE)/bin/python -m pip install --quiet --no-deps $(LAYERS)
	touch $@

lab: .venv/lab.stamp
	$(BIN)/python -m teachflow.checks.handout exercises/*.ipynb my_exercises
	$(BIN)/jupyter lab $(ROOT_FLAG) --ServerApp.root_dir=. --LabApp.default_url=$(FIRST)

lint: .venv/test.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: lint
	$(BIN)/pytest $(NBVAL) tests teachflow magics notebooks exercises

bench: .venv/test.stamp
	$(if $(wildcard $(ORACLE)/oracle.stamp),$(ORACLE),.venv)/bin/python -m benchmarks

notebooks: .venv/test.stamp
	$(BIN)/python tools/notebooks.py

oracle: $(ORACLE)/oracle.stamp
	$(ORACLE)/bin/python tests/oracle/record.py
	$(ORACLE)/bin/python tools/attributes.py
	$(ORACLE)/bin/python tests/programs/record.py
	$(ORACLE)/bin/python tests/programs/record.py eager

format: .venv/test.stamp
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

constraints:
	$(BIN)/python tools/constraints.py

clean:
	rm -rf .venv $(ORACLE) .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist
