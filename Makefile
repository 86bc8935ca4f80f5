# `make run` starts everything, `make test` proves everything; both make their own environment.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test check assets pictures lock bench environment

run:
	@$(PYTHON) tools/bootstrap.py run
	@exec $(BIN)/eigenstimme run

test: check
	@$(BIN)/python tools/test_machine.py
	@$(BIN)/pytest

check: environment
	@$(BIN)/python tools/check.py

assets: environment
	@$(BIN)/python tools/assets.py

pictures: environment
	@$(BIN)/python tools/pictures.py

lock: environment
	@$(BIN)/python tools/lock.py --upgrade

bench: environment
	@for script in bench/*.py; do echo "$$script"; $(BIN)/python "$$script" || exit 1; done

environment:
	@$(PYTHON) tools/bootstrap.py dev
