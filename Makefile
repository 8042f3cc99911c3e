# What there is to run. `make` alone lists it; every target says in its own line what it is for.
# PY is the Python to use: the environment that the README's commands make, or give another one: make check PY=python3.

PY ?= $(if $(wildcard .venv/bin/python),.venv/bin/python,python3)
.DEFAULT_GOAL := help
.PHONY: help proof-privacy check format tidy lint types imports test soak run bench sample language keys templates screens photographs

help: # This list
	@sed -n 's/^\([a-z-]*\):.*# \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{ printf "%-22s%s\n", $$1, $$2 }'

check: format lint types imports test # All that must pass before a change goes in

format: # Is every file laid out as ruff does it?
	@$(PY) -m ruff format --check .

tidy: # Lay out every file, mend what ruff can mend
	@$(PY) -m ruff format .
	@$(PY) -m ruff check --fix .

lint: # Mistakes and habits (ruff)
	@$(PY) -m ruff check .

types: # Types, strictly (mypy)
	@$(PY) -m mypy

imports: # Who may import whom (import-linter)
	@$(PY) -c 'from importlinter.cli import lint_imports_command; lint_imports_command()'

test: # The tests, some minutes on two cores
	@$(PY) -m pytest -n 4 -q

soak: # The long tests: kills, faults, random lives; and every property with 5,000 cases
	@$(PY) -m pytest -n 4 -q -m soak
	@HYPOTHESIS_PROFILE=soak $(PY) -m pytest -n 4 -q tests/test_language_*.py tests/test_model_*.py

proof-privacy: # Measure what nobody may see, open, rewrite or lose, and print the table
	@$(PY) tests/proof_privacy.py

run: # Open the practice book
	@$(PY) -m review_tui demo

bench: # Measure speed and memory against their floors, in one interleaved run (bench/README.md)
	@$(PY) -c 'import pyte, psutil' 2>/dev/null || $(PY) -m pip install -q pyte psutil
	@$(PY) bench/run.py

sample: # Build the practice book anew from data/sample/source, with the program's own commands
	@$(PY) data/sample/build.py

language: # Renew the English catalogue from the code, and list what it lacks
	@$(PY) .ci/catalogue.py

keys: # Renew the key table of the README from the screens
	@$(PY) .ci/keytable.py

templates: # Build the Word templates of the papers anew
	@$(PY) -m review_tui.papers.make_template data/papers

screens: # Take the pictures of the README anew from the practice book
	@$(PY) .ci/screens.py

photographs: # Take the golden photographs of the screens anew; read the diff
	@REVIEW_TUI_RENEW=1 $(PY) -m pytest -q tests/test_tui_*.py
