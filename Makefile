# `make help` lists what can be done. Everything is set up in .venv, nothing outside this folder is changed
# (but for a browser, which `make test` installs with apt-get where it may).
.POSIX:
.DEFAULT_GOAL := help
.PHONY: help site serve check test clean schema bench fmt

BIN = .venv/bin
# MkDocs Material prints a notice about MkDocs 2 at every run.
export NO_MKDOCS_2_WARNING = 1

help: ## list the commands
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile | expand -t 16

.venv/.site: requirements/site.txt pyproject.toml scripts/setup
	@scripts/setup site

.venv/.test: requirements/test.txt pyproject.toml scripts/setup
	@scripts/setup test
	@touch .venv/.site

.venv/.bench: requirements/bench.txt pyproject.toml scripts/setup
	@scripts/setup bench
	@touch .venv/.site

site: .venv/.site ## set up and build the site into site/
	@$(BIN)/mkdocs build --strict

serve: .venv/.site ## serve the site on http://127.0.0.1:8000/ and reload what changes
	@$(BIN)/mkdocs serve

schema: .venv/.site ## write the JSON Schemas of the records into schema/
	@$(BIN)/chronology schema

fmt: .venv/.site ## put the keys of all records in order
	@$(BIN)/chronology fmt

check: .venv/.test ## the fast checks: records, lint, types, layers, unit tests
	@$(BIN)/chronology check
	@$(BIN)/chronology fmt --check
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/pytest -q -m "not content and not site and not browser and not slow" -n auto

test: .venv/.test ## set up and run every test, browser tests included
	@$(MAKE) --no-print-directory check
	@$(BIN)/pytest -m "content or site or browser or slow" -n auto --dist loadfile

bench: .venv/.bench ## measure a build beside other generators (BENCH="--events 1000 --rounds 3"; see bench/README.md)
	@$(BIN)/python -m bench $(BENCH)

clean: ## delete what was built and set up
	rm -rf site .site.* .cache .venv
