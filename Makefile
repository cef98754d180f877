# Everything a developer or an operator types. `make` alone lists it.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PORT   ?= 8080

.DEFAULT_GOAL := help
.PHONY: help run test proof check bench play chats packs soak screens lock clean

help:  ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

# Versions and hashes are pinned; `make lock` renews them.
$(VENV)/ready: pyproject.toml requirements.txt
	$(PYTHON) -c 'import sys; sys.exit("Paidan needs Python 3.11 or newer" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

$(VENV)/ready-dev: $(VENV)/ready requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $@

run: $(VENV)/ready  ## http://127.0.0.1:8080: your company where there is company.toml or a bot's token, else the demo
	PAIDAN_PORT=$(PORT) $(BIN)/paidan $(if $(strip $(wildcard paidan.toml company.toml) $(PAIDAN_TELEGRAM_TOKEN)),serve,demo)

test: $(VENV)/ready-dev  ## every test, one process a core
	$(BIN)/python -m pytest -n auto --dist worksteal

proof: $(VENV)/ready  ## photos are read too: 120 MB more to install, see docs/proof.md
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-proof.txt

check: $(VENV)/ready-dev  ## style, types, room order, packs
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/paidan policy check --strict

bench: $(VENV)/ready-dev  ## speed beside its peers, about ten minutes; one of them: make bench ONLY=next_due_us
	$(BIN)/python -m bench $(ONLY)

play: $(VENV)/ready  ## play one chat: make play FILE=policies/packs/gree-installer.chat
	$(BIN)/paidan play $(FILE)

chats: $(VENV)/ready-dev  ## docs/chats.md from the chats of the whole job
	$(BIN)/python -m tests.chatbook docs/chats.md

soak: $(VENV)/ready-dev  ## every rule of every pack changed: does a chat notice? (long)
	$(BIN)/python -m tests.soak $(ONLY)

packs: $(VENV)/ready-dev  ## the table of the packs in the README
	$(BIN)/python -m tests.packtable README.md

screens: $(VENV)/ready-dev  ## pictures for the docs, into docs/img
	$(BIN)/python -m tests.screens docs/img

lock:  ## renew the pinned versions and hashes
	$(PYTHON) -m venv $(VENV)-lock
	$(VENV)-lock/bin/python -m pip install --quiet uv
	$(VENV)-lock/bin/uv pip compile --quiet --upgrade --universal --generate-hashes --no-header --no-annotate -o requirements.txt pyproject.toml
	$(VENV)-lock/bin/uv pip compile --quiet --upgrade --universal --generate-hashes --no-header --no-annotate --extra proof -o requirements-proof.txt pyproject.toml
	$(VENV)-lock/bin/uv pip compile --quiet --upgrade --universal --generate-hashes --no-header --no-annotate --extra dev -o requirements-dev.txt pyproject.toml
	rm -rf $(VENV)-lock

clean:  ## remove the environment and the demo's data
	rm -rf $(VENV) data/demo
