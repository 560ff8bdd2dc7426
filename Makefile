# Het handboek bouwen, controleren en testen. `make help` zegt wat er kan.
# Nodig: Python 3.11 of nieuwer, en make. De rest zet `make setup` zelf neer, in build/venv.

PYTHON ?= python3
VENV := build/venv
BIN := $(VENV)/bin
HANDBOEK := $(BIN)/python -m handboek
PIP := $(BIN)/python -m pip --disable-pip-version-check
# A dot a package: pip says more than a reader needs, and nothing at all with --quiet.
DOTS := awk '/^ *Collecting/ { printf "."; fflush() } END { print "" }'
LOCK := $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet

# Met STRICT=1 is elke waarschuwing een fout.
STRICT ?=
# De poort waarop `make serve` de site laat zien.
POORT ?= 8000
BUILD := build $(if $(STRICT),--strict)

.DEFAULT_GOAL := all

.PHONY: all
all: setup ## Bouw de site en de PDF's
	@$(HANDBOEK) $(BUILD)

.PHONY: help
help: ## Laat zien wat er kan
	@echo "Gebruik: make [opdracht]"
	@echo "Erbij kan: STRICT=1 (elke waarschuwing is een fout), POORT=8001 (bij serve), PYTHON=python3.12"
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1\t\2/p' Makefile | expand -t 12

.PHONY: setup
setup: $(VENV)/klaar ## Zet neer wat nodig is (gaat vanzelf)

.PHONY: html
html: setup ## Bouw alleen de site, in build/html
	@$(HANDBOEK) $(BUILD) html

.PHONY: pdf
pdf: setup ## Bouw alleen de PDF's, in build/pdf
	@$(HANDBOEK) $(BUILD) pdf

.PHONY: check
check: setup ## Controleer alle voorbeelden
	@$(HANDBOEK) check

.PHONY: test
test: $(VENV)/klaar-voor-test ## Draai de tests
	@$(BIN)/python -m pytest -n auto $(TESTS)

.PHONY: test-full
test-full: $(VENV)/klaar-voor-test ## Draai de tests met veel meer pogingen; duurt lang
	@HANDBOEK_FULL=1 $(BIN)/python -m pytest -n auto $(TESTS)

.PHONY: lint
lint: $(VENV)/klaar-voor-test ## Controleer de stijl en de typen van de code
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

.PHONY: bench-pdf
bench-pdf: $(VENV)/klaar-voor-test ## Meet hoe snel de PDF gemaakt wordt, naast Chromium
	@$(BIN)/python scripts/bench/bench_pdf.py

.PHONY: serve
serve: setup ## Bekijk de site terwijl u schrijft; na elke keer opslaan ververst de pagina
	@$(HANDBOEK) serve --poort $(POORT)

.PHONY: clean
clean: ## Gooi weg wat gebouwd is
	@rm -rf $(filter-out $(VENV),$(wildcard build/* build/.[a-z]*))

.PHONY: lock
lock: $(VENV)/klaar-voor-test ## Zet alle pakketten vast op hun nieuwste versie
	@$(LOCK) --upgrade --extra build pyproject.toml -o requirements.lock
	@$(LOCK) --upgrade --extra build --extra dev -c requirements.lock pyproject.toml -o tests/requirements.lock
	@echo "Vernieuwd: requirements.lock en tests/requirements.lock"

# The files that say that the set-up is done; they are older than a lock that has changed.
$(VENV)/klaar: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Het handboek heeft Python 3.11 of nieuwer nodig; u hebt: $$($(PYTHON) --version). Geef een nieuwere op met: make PYTHON=python3.12"; exit 1; }
	@echo "Klaarzetten: pakketten ophalen (eenmalig, ongeveer een minuut) …"
	@$(PYTHON) -m venv $(VENV)
	@rm -f $@
	@{ $(PIP) install --require-hashes -r requirements.lock \
	   && $(PIP) install --no-deps --no-build-isolation -e . && touch $@; } | $(DOTS); test -e $@

$(VENV)/klaar-voor-test: $(VENV)/klaar tests/requirements.lock
	@echo "Klaarzetten voor de tests (eenmalig, ongeveer een minuut) …"
	@rm -f $@
	@{ $(PIP) install --require-hashes -r tests/requirements.lock && touch $@; } | $(DOTS); test -e $@
