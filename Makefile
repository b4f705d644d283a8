# make run    set everything up and serve on http://127.0.0.1:8000 (PORT=… for another port)
# make test   set everything up and run all tests
# make setup  the shared first part; afterwards .venv/bin/python manage.py … works

PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3)
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip install --disable-pip-version-check --no-input --progress-bar off

.PHONY: run setup test test-services bench check-python chromium clean

run: setup
	@exec $(PY) manage.py up

setup: $(VENV)/.installed
	@$(PY) -m botbuilder.core_build --if-needed
	@$(PY) -m botbuilder.frontend_build
	@$(PY) -m botbuilder.encoder_build --if-needed

$(VENV)/.installed: requirements.txt | check-python
	@echo "· Installing the Python packages into $(VENV) (a few minutes the first time)"
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	@$(PIP) -r requirements.txt
	@touch $@

$(VENV)/.installed-for-tests: requirements-dev.txt $(VENV)/.installed
	@echo "· Installing what the tests need"
	@$(PIP) -r requirements-dev.txt
	@touch $@

check-python:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 12))' || \
	  { echo "BotBuilder needs Python 3.11 or 3.12. Install one, or name it: make run PYTHON=/path/to/python3.11"; exit 1; }

test: setup $(VENV)/.installed-for-tests chromium
	@echo "· Tests on PostgreSQL and Redis (both from wheels), with the cores as Python"
	@BOTBUILDER_COMPILED=off $(PY) -m tests.backing_services $(PY) -m pytest -q -m "not browser" tests/api tests/services tests/runtime tests/realtime tests/jobs tests/chaos
	@echo "· All tests (SQLite), with the cores compiled"
	@$(PY) -m pytest

chromium:
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null || command -v chromium-browser >/dev/null || \
	  { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && echo "· Installing Chromium for the browser tests" && \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; } || \
	  echo "· No Chromium: the browser tests will be skipped. Install it with: sudo apt-get install chromium"

bench: setup $(VENV)/.installed-for-tests
	@$(PY) -m tests.bench

clean:
	rm -rf $(VENV) frontend/node_modules frontend/dist
