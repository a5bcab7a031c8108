# The tools of the active virtual environment, else of .venv.
export PATH := $(or $(VIRTUAL_ENV),$(CURDIR)/.venv)/bin:$(PATH)
DOCUMENTS = README.md README.zh.md $(wildcard docs/*.md docs/reference/*.md)
.PHONY: check test fix docs eval
check:
	ruff format --check
	ruff check
	mypy
	lint-imports
	cog --check -I .ci $(DOCUMENTS)
	interrogate --quiet drafter evals benchmarks tests
test:
	python -m pytest -n auto --dist worksteal
fix:
	ruff check --fix; ruff format
docs:
	cog -r -I .ci $(DOCUMENTS)
eval:
	set -e; for it in mutants labelled simulate replayed; do python -m evals $$it > benchmarks/results/$$it.md; done
	$(MAKE) docs
