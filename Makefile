# Two commands matter: make run and make test. Both prepare the machine first, once.
PYTHON ?= python3
PY := .venv/bin/python
BIN := .venv/bin
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help run test bench shots lock clean setup setup-test

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-6s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup:
	@$(PYTHON) tools/setup.py run

setup-test:
	@$(PYTHON) tools/setup.py test

run: setup ## start the console (ARGS="--help" shows its options)
	@$(PY) main.py $(ARGS)

test: export QT_QPA_PLATFORM ?= offscreen
test: setup-test ## check style, types and import rules, then run every test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(PY) -m pytest -n 2 $(ARGS)

bench: setup-test ## measure speed and compare it with the goals
	@$(PY) -m tests.benchmarks $(ARGS)

shots: setup-test ## draw the windows into pictures
	@$(PY) -m tools.shots $(ARGS)

lock: setup ## choose the newest allowed package versions anew
	$(BIN)/uv --system-certs pip compile pyproject.toml --group dev --all-extras --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-annotate --upgrade --quiet \
		--custom-compile-command "make lock" --output-file requirements.lock

clean: ## remove .venv, caches and output
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage htmlcov out build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
