# Everything a developer, an editor or a build machine runs; `make` alone lists it.
#
# Needs Python 3.11 to 3.14 with venv, and GNU make. Each environment is made here, in .venv*, from a lock with
# hashes in requirements/; it is made again only when the lock changes.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

# The interpreter to start from; tools/environment.sh takes the first that is new enough.
PYTHON ?=
export PYTHON
RUN := .venv/bin/python
# More arguments for the tests: make test ARGS="-k quotes"
ARGS ?=
# Where the private originals are, for `make audit`.
ORIGINALS ?= originals

# Set (make site CARDS=1), each page gets a picture for links on other sites; drawing needs a few packages more.
CARDS ?=
export CARDS

SITE_ENVIRONMENT := tools/environment.sh .venv $(if $(CARDS),requirements/cards.txt) requirements/site.txt
EDITING_ENVIRONMENT := tools/environment.sh .venv requirements/editing.txt requirements/site.txt
DEV_ENVIRONMENT := tools/environment.sh .venv requirements/dev.txt requirements/cards.txt requirements/editing.txt requirements/site.txt

.PHONY: help site serve editing add recheck test check bench torture mutants audit offline pdf pictures lighthouse schema explanations successors sbom branches lock clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

site: ## build the checked, finished site in site/
	@$(SITE_ENVIRONMENT)
	$(RUN) build_pages.py site

serve: ## preview on 127.0.0.1:8000, rebuilt at every edit
	@$(SITE_ENVIRONMENT)
	.venv/bin/mkdocs serve -a 127.0.0.1:8000

editing: ## install what editors' commands need: add, recheck, fmt …
	@$(EDITING_ENVIRONMENT)

add: ## make a record of an article (FROM=address or file)
	@$(EDITING_ENVIRONMENT)
	$(RUN) build_pages.py add "$(FROM)" $(ARGS)

recheck: ## look whether articles still stand at their addresses
	@$(EDITING_ENVIRONMENT)
	$(RUN) build_pages.py recheck $(ARGS)

test: ## run every test, in a real browser too
	@$(DEV_ENVIRONMENT)
	browser=$$(tools/browser.sh); TOPICPAGES_BROWSER="$$browser" .venv/bin/pytest -n 2 $(ARGS)

check: ## format, lint, types, import layers, workflows, forms
	@$(DEV_ENVIRONMENT)
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports --no-logo
	.venv/bin/zizmor --offline --quiet --pedantic --strict-collection .github
	.venv/bin/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	.venv/bin/check-jsonschema --builtin-schema vendor.dependabot .github/dependabot.yml
	.venv/bin/check-jsonschema --builtin-schema vendor.github-issue-config .github/ISSUE_TEMPLATE/config.yml
	.venv/bin/check-jsonschema --builtin-schema vendor.github-issue-forms $(filter-out %/config.yml,$(wildcard .github/ISSUE_TEMPLATE/*.yml))

audit: ## prove the notes against the private originals (ORIGINALS=folder)
	@$(SITE_ENVIRONMENT)
	$(RUN) build_pages.py audit --originals "$(ORIGINALS)"

bench: ## print what each stage takes, beside plain mkdocs build
	@$(SITE_ENVIRONMENT)
	$(RUN) tools/bench.py

torture: ## the long tests: kills, corpora, random edits (bounded, seeded)
	@$(DEV_ENVIRONMENT)
	browser=$$(tools/browser.sh); TOPICPAGES_BROWSER="$$browser" .venv/bin/pytest -m torture -s $(ARGS)

mutants: ## break what guards the site, change by change: do its tests notice? (ARGS="--share 50")
	@$(DEV_ENVIRONMENT)
	$(RUN) -m tools.mutants $(ARGS)

branches: ## run the tests and print the branches of the code that none of them takes
	@$(DEV_ENVIRONMENT)
	browser=$$(tools/browser.sh); TOPICPAGES_BROWSER="$$browser" .venv/bin/pytest -n 2 --cov $(ARGS)

offline: ## the site as a zip that works from a folder, without a server
	@$(SITE_ENVIRONMENT)
	$(RUN) build_pages.py offline

pdf: ## each topic as a numbered document with its sources
	@$(DEV_ENVIRONMENT)
	browser=$$(tools/browser.sh); TOPICPAGES_BROWSER="$$browser" $(RUN) build_pages.py pdf

pictures: ## take the README's pictures of site/ into .github/images/
	@$(DEV_ENVIRONMENT)
	browser=$$(tools/browser.sh); TOPICPAGES_BROWSER="$$browser" $(RUN) -m tools.screenshots

lighthouse: ## print Lighthouse's scores of site/, median of 5 (needs Node)
	@$(DEV_ENVIRONMENT)
	$(RUN) -m tools.lighthouse $(ARGS)

schema: ## write schema/*.schema.json from the models again
	@$(DEV_ENVIRONMENT)
	$(RUN) -m tools.schema

explanations: ## write what `explain` knows from DIAGNOSTICS.md again
	@$(DEV_ENVIRONMENT)
	$(RUN) -m tools.explanations

successors: ## build with the tools that may follow MkDocs (may fail)
	@tools/environment.sh .venv-successors requirements/successors.txt
	tools/successors.sh

sbom: ## list what the build's environment holds, as sbom.json (CycloneDX)
	@$(SITE_ENVIRONMENT)
	@tools/environment.sh .venv-sbom requirements/sbom.txt
	.venv-sbom/bin/cyclonedx-py environment --output-reproducible --output-format JSON --output-file sbom.json .venv

lock: ## resolve requirements/*.in again (ARGS=--upgrade for newer versions)
	@tools/lock.sh $(ARGS)

clean: ## remove what was built; environments stay
	rm -rf site dist .cache .coverage htmlcov sbom.json
	rm -rf .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -not -path './.venv*' -prune -exec rm -rf {} +
