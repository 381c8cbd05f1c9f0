# Geungeo: `make chat` and `make test` are all a new user needs. `make help` lists the rest.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
.DEFAULT_GOAL := help
.PHONY: help setup chat test test-fast check eval eval-cleaning eval-retrieval eval-search bench bench-indexing screenshots clean

help:  ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-15s %s\n", $$1, $$2}'

$(STAMP): pyproject.toml constraints.txt
	@echo "[1/2] Python environment in $(VENV)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; choose one with: make PYTHON=python3.12"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "[2/2] Packages (about 1.5 GB, a few minutes the first time)"
	@$(BIN)/python -m pip install --disable-pip-version-check --progress-bar on \
		--constraint constraints.txt --editable '.[dev]' 2>&1 | grep --line-buffered -vE '^WARNING: Location|already satisfied'
	@$(BIN)/geungeo --version && touch $@

setup: $(STAMP)  ## environment and packages, model weights, index of corpus/
	@$(BIN)/geungeo setup

chat: $(STAMP)  ## set everything up if need be and open the chat at http://127.0.0.1:7860
	@$(BIN)/geungeo chat

test: $(STAMP)  ## all tests, with the real models and a browser
	@$(BIN)/python -m pytest

test-fast: $(STAMP)  ## the tests that need no weights and no network, in seconds
	@$(BIN)/python -m pytest -m "not real"

check: $(STAMP)  ## lint, format and types
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

eval: $(STAMP)  ## all figures of docs/answers.md (about an hour); or QUESTIONS over ARTICLES alone
	@$(BIN)/python -m evaluation.run $(if $(ARTICLES),--articles $(ARTICLES)) $(if $(QUESTIONS),--questions $(QUESTIONS) --half all)

eval-cleaning: $(STAMP)  ## how much of an article is kept, and how much else, on pages of many layouts
	@$(BIN)/python -m evaluation.cleaning $(FOLDERS)

eval-retrieval: $(STAMP)  ## do the right passages come up, on FILES in SQuAD format
	@$(BIN)/python -m evaluation.retrieval $(FILES)

eval-search: $(STAMP)  ## the same on our own questions: typos, names, figures, times, filters, follow-ups
	@$(BIN)/python -m evaluation.search
	@$(BIN)/python -m evaluation.followups --half even

bench: $(STAMP)  ## time to first words, answer and search on this machine
	@$(BIN)/python -m bench.run

bench-indexing: $(STAMP)  ## memory and time of indexing up to 100,000 made-up articles
	@$(BIN)/python -m bench.indexing

screenshots: $(STAMP)  ## the pictures of docs/screenshots/, with the real model
	@$(BIN)/python -m bench.screenshots --real

clean:  ## remove the environment and caches (weights and indexes stay)
	rm -rf $(VENV) build *.egg-info .pytest_cache .mypy_cache .ruff_cache
