# make demo: the invented trust's site, made, sealed in build/current, and shown with the admin beside it (SERVE=0: made alone). make test: all tests. make check: ruff, mypy and the rules of the house.
# Each makes what it needs in .venv first; a second run finds it there.

SHELL := /bin/sh
PYTHON ?= $(shell for each in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$each && break; done)
IN := .venv/bin
SERVE ?= 1
WORKERS ?= 2
PIP := $(IN)/python -m pip --disable-pip-version-check install --quiet

.PHONY: demo test check browser clean

demo: .venv/installed
	$(IN)/sendsite demo --whole demo
ifneq ($(SERVE),0)
	$(IN)/sendsite admin --with-site --dir demo
endif

test: .venv/developed browser
	$(IN)/python -m pytest -q -n $(WORKERS) $(ARGS)

check: .venv/developed
	$(IN)/ruff check .
	$(IN)/mypy
	$(IN)/python -m pytest -q tests/test_house.py

# Tests that run Apache, nginx and Caddy are skipped where those are not installed, and under CI=true they fail (.ci/run installs them).
# The tests that look at pages need a Chromium. Where it cannot be installed they are skipped, and under CI=true they fail.
browser:
	@for each in chromium chromium-browser google-chrome google-chrome-stable; do command -v $$each >/dev/null && exit 0; done; \
	if [ "$$(id -u)" = 0 ] && [ -e /etc/debian_version ]; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null; \
	else \
		echo "There is no Chromium here: the tests in a browser are left out. Install Chromium, or run: .venv/bin/playwright install chromium"; \
	fi

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed and was not found. Install it, or name it: make PYTHON=/path/to/python3 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv .venv || { rm -rf .venv; echo "Python could not make .venv. On Debian and Ubuntu, install the package python3-venv."; exit 1; }

.venv/installed: pyproject.toml | .venv/bin/python
	$(PIP) --editable .
	@touch $@

.venv/developed: pyproject.toml | .venv/bin/python
	$(PIP) --editable '.[dev]'
	@touch .venv/installed $@

clean:
	rm -rf .venv demo/build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
