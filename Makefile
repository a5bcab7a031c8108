# The tools of the active virtual environment, else of .venv.
export PATH := $(or $(VIRTUAL_ENV),$(CURDIR)/.venv)/bin:$(PATH)
READMES = README.md README.zh.md
.PHONY: check test fix docs eval
check:
	ruff format --check
	ruff check
	mypy
	lint-imports
	cog --check -I .ci $(READMES)
	interrogate --quiet drafter evals benchmarks tests
test:
	python -m pytest
fix:
	ruff check --fix; ruff format
docs:
	cog -r -I .ci $(READMES)
eval:
	set -e; for it in mutants labelled simulate replayed; do python -m evals $$it > benchmarks/results/$$it.md; done
	$(MAKE) docs
