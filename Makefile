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

# A module stays on one core: what its tests build together is then built once.
SPREAD := -n auto --dist loadfile

# Met STRICT=1 is elke waarschuwing een fout.
STRICT ?=
# Met SNEL=1 blijft de zoekindex die van een eerdere bouw.
SNEL ?=
# Met ELK=1 bouwt `make reproducible` ook voor elk verschil apart.
ELK ?=
# De poort waarop `make serve` de site laat zien.
POORT ?= 8000
# De tak waarmee `make voorstel` vergelijkt, en het label waarvoor `make uitgave` alles klaarzet.
BASIS ?= origin/main
LABEL ?=
# What these hold goes to a command by the environment: it may come from a stranger.
export BASIS LABEL
# Wat `make bench` meet: hoeveel voorbeelden, en hoe; met OPTIES=--help staat er wat er kan.
AANTALLEN ?= 100 1000
OPTIES ?=
BUILD := build $(if $(STRICT),--strict) $(if $(SNEL),--zonder-zoekindex)

.DEFAULT_GOAL := all

.PHONY: all
all: setup ## Bouw de site en de PDF's
	@$(HANDBOEK) $(BUILD)

.PHONY: help
help: ## Laat zien wat er kan
	@echo "Gebruik: make [opdracht]"
	@echo "Erbij kan: STRICT=1 (elke waarschuwing is een fout), SNEL=1 (zonder nieuwe zoekindex), POORT=8001 (bij serve), PYTHON=python3.12"
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1\t\2/p' Makefile | expand -t 20

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

.PHONY: adressen
adressen: setup ## Leg de adressen van de site vast, bij een uitgave
	@$(HANDBOEK) addresses

.PHONY: nieuw
nieuw: setup ## Maak een nieuw voorbeeld; het programma stelt u de vragen
	@$(HANDBOEK) new

.PHONY: issueformulier
issueformulier: setup ## Vernieuw het meldformulier voor een voorbeeld
	@$(HANDBOEK) issue-form

.PHONY: schermafdrukken
schermafdrukken: $(VENV)/klaar-voor-test ## Vernieuw de schermafdrukken van het formulier
	@$(BIN)/python scripts/screenshots/form.py

.PHONY: voorstel
voorstel: setup ## Controleer wat er anders is dan in BASIS=origin/main
	@$(HANDBOEK) proposal --basis="$$BASIS"

.PHONY: uit-melding
uit-melding: setup ## Maak een voorbeeld van een ingevuld formulier, build/melding/tekst.md
	@rm -rf build/melding/uit && mkdir -p build/melding/uit
	@$(HANDBOEK) from-issue build/melding/tekst.md --toelichting build/melding/uit/toelichting.md > build/melding/uit/reactie.md \
	  || test -s build/melding/uit/reactie.md
	@file=$$(head -n 1 build/melding/uit/reactie.md); case "$$file" in examples/*.md) \
	  mkdir -p "build/melding/uit/$$(dirname "$$file")" && cp "$$file" "build/melding/uit/$$file" ;; esac

.PHONY: herzien
herzien: setup ## Noem de voorbeelden die lang niet zijn bekeken
	@$(HANDBOEK) review

.PHONY: verwijzingen
verwijzingen: setup ## Vraag van elke verwijzing of zij nog werkt
	@$(HANDBOEK) links

.PHONY: licenties
licenties: setup ## Noem de licenties van alle pakketten
	@$(HANDBOEK) licences

.PHONY: sbom
sbom: $(VENV)/klaar-voor-test ## Schrijf de lijst van onderdelen, build/sbom.json
	@$(HANDBOEK) sbom

.PHONY: uitgave
uitgave: $(VENV)/klaar-voor-test ## Zet klaar wat bij een uitgave hoort, bij LABEL=v0.2.0
	@$(HANDBOEK) release --label="$$LABEL"

.PHONY: test
test: $(VENV)/klaar-voor-test ## Draai de tests
	@$(BIN)/python -m pytest $(SPREAD) $(TESTS)

.PHONY: test-full
test-full: $(VENV)/klaar-voor-test ## Draai de tests met veel meer pogingen; duurt lang
	@HANDBOEK_FULL=1 HANDBOEK_KILLS=50 $(BIN)/python -m pytest $(SPREAD) $(TESTS)

.PHONY: lint
lint: $(VENV)/klaar-voor-test ## Controleer de stijl en de typen van de code
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/mypy scripts/bench

.PHONY: bench
bench: setup ## Meet hoe snel de site gemaakt wordt, naast andere programma's
	@$(BIN)/python scripts/bench/bench.py $(AANTALLEN) $(OPTIES)

.PHONY: reproducible
reproducible: $(VENV)/klaar-voor-test ## Bouw twee keer, onder andere omstandigheden, en vergelijk
	@$(BIN)/python scripts/reproducible.py $(if $(ELK),--elk)

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
