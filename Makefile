.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON ?= python3
UV ?= uv
VENV := .venv
BIN := $(VENV)/bin
# What the service runs on, and what it is checked with besides; OCR=1 adds what reads scans, S3=1 what keeps audits in a bucket.
# What npm installed from its lock: it writes this itself.
NODE_MODULES := tests/clients/node_modules/.package-lock.json
LOCKS := $(patsubst %,requirements/%.lock,api worker build $(if $(filter 1,$(OCR)),ocr) $(if $(filter 1,$(S3)),s3))
RUNNABLE := $(VENV)/.runnable$(if $(filter 1,$(OCR)),-ocr)$(if $(filter 1,$(S3)),-s3)
INSTALLED := $(VENV)/.installed$(if $(filter 1,$(OCR)),-ocr)$(if $(filter 1,$(S3)),-s3)
export NO_VENV := Python's venv is needed, which Debian and Ubuntu pack apart: apt install python3-venv, then make again
PIP := python -m pip install --quiet --disable-pip-version-check
# Tests fork, so that they run in processes beside each other and not in threads of one.
PYTEST = $(BIN)/python -m pytest
FAILED := $(abspath $(VENV))/.failed-tests
# Runs of tests beside each other; what failed in any of them is told last, once more.
BESIDE = rm -f $(FAILED); FAILED_TESTS=$(FAILED) $(MAKE) --no-print-directory --keep-going --jobs
# Those that wait come first, and of those that calculate the longest.
QUICK := test-workers test-others test-readers test-adapters test-language test-corpus test-rules
TELL_FAILED = || { cat $(FAILED) 2> /dev/null; exit 1; }
COMPILE := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-emit-find-links --custom-compile-command "make lock"

.PHONY: help install serve test check format formats bench fuzz torture machines attack growth load scale clients contract accuracy scans opened sealed day docs lock bundle sbom digests offline clean

help: ## List what can be made.
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | expand -t 12

install: $(INSTALLED) ## Install what is locked into .venv; OCR=1 with what recognises scans, S3=1 with what reaches a bucket.

$(RUNNABLE): $(LOCKS) pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11")'
	$(BIN)/python -m pip --version > /dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV) || { echo "$$NO_VENV" >&2; exit 1; }
	$(BIN)/$(PIP) --require-hashes $(LOCKS:%=-r %)
	$(BIN)/$(PIP) --no-deps --no-build-isolation --editable .
	touch $@

$(INSTALLED): $(RUNNABLE) requirements/dev.lock
	$(BIN)/$(PIP) --require-hashes -r requirements/dev.lock
	touch $@

serve: $(RUNNABLE) ## Run the whole service in the foreground; Ctrl-C ends it. OCR=1: scans too.
	@$(if $(filter 1,$(OCR)),AUDIT_SCAN_WORKERS=$${AUDIT_SCAN_WORKERS:-1}) exec $(BIN)/python -m service

test: install $(VENV)-moto/.installed ## Run the tests that need no browser, no kill and no build, or TESTS=some; OCR=1: those of scans too.
	$(if $(TESTS),$(PYTEST) $(TESTS),$(BESIDE) 7 $(QUICK) $(TELL_FAILED))

# Some hundred processes are started, or starts are measured: each would compile the project anew.
test check test-long scale: export PYTHONDONTWRITEBYTECODE =

.PHONY: test-readers test-workers test-corpus test-rules test-language test-adapters test-others test-batches test-labelled test-browser test-beside test-system test-long
# What is measured on labelled texts that the product was mended on, some thousands of audits.
BATCHES := tests/corpus/test_opened.py
LABELLED := $(addprefix tests/,corpus/test_right.py corpus/test_passages.py corpus/test_damaged_reports.py corpus/test_respelled.py language/test_score.py language/test_labelled.py)
OPENED := $(BATCHES) $(LABELLED)
# The whole service with servers of others beside it, a bucket's, Redis with its replicas, what files are fetched from; and with
# parts that fail: half of what runs it from end to end.
BESIDES := $(addprefix tests/system/end_to_end/test_,bucket.py redis.py addresses.py faults.py restarts.py)
LONG := tests/system/machines tests/system/faults tests/system/load tests/system/growth
ADAPTERS := tests/service/storage tests/service/queue
RULES := tests/service/rules
LANGUAGE := tests/language tests/service/language
# What only calculates gives way to tests that watch the clock, and fills their waits; at the end it has both cores.
test-corpus test-rules test-readers: PYTEST := nice $(PYTEST)
test-readers:
	$(PYTEST) tests/workers/readers
test-workers:
	$(PYTEST) tests/workers --ignore tests/workers/readers
test-corpus:
	$(PYTEST) tests/corpus $(addprefix --ignore ,$(OPENED))
test-rules:
	$(PYTEST) $(RULES)
test-language:
	$(PYTEST) $(LANGUAGE) $(addprefix --ignore ,$(OPENED))
test-adapters:
	$(PYTEST) $(ADAPTERS)
test-others:
	$(PYTEST) tests $(addprefix --ignore ,tests/workers tests/system tests/corpus $(RULES) $(LANGUAGE) $(ADAPTERS))
test-batches:
	$(PYTEST) $(BATCHES)
test-labelled:
	$(PYTEST) $(LABELLED)
test-browser:
	$(PYTEST) tests/system/browser
test-beside:
	$(PYTEST) $(BESIDES)
test-system:
	$(PYTEST) tests/system $(addprefix --ignore ,tests/system/browser $(BESIDES) $(LONG))
test-long: install $(VENV)-moto/.installed ## Run the tests that take a minute or so each: several machines, faults, crowds, growth.
	$(PYTEST) $(LONG)

check: install $(VENV)-moto/.installed ## Check format, lint, types and import contracts, then run all tests but those of test-long and opened.
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BESIDE) 5 test-system test-browser test-beside $(QUICK) $(TELL_FAILED)

format: install ## Format the code and mend what the linter can.
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format

bench: $(VENV)-bench/.installed ## Measure the service's speed, and reading against other projects (docs/benchmarks.md).
	$(VENV)-bench/bin/python -m tests.bench $(WHAT)

fuzz: $(VENV)-fuzz/.installed ## Fuzz each reader for MINUTES=10 (ONLY=pdf); findings are left in var/fuzz.
	$(VENV)-fuzz/bin/python -m tests.fuzz --minutes $(or $(MINUTES),10) $(addprefix --only ,$(ONLY))

clients: clients-tools $(VENV)-clients/.installed $(NODE_MODULES) ## Generate clients of the API, check their types, and ask all by each (needs Java and Node).
	$(VENV)-clients/bin/python -m tests.clients

contract: install ## Ask a live service whatever openapi.yaml allows, by schemathesis (EXAMPLES=2 SEED=1).
	$(BIN)/python -m tests.system.load.anything $(or $(EXAMPLES),2) $(SEED)

.PHONY: clients-tools
clients-tools:
	@missing=$$(echo $$(tests/clients/missing.sh)); [ -z "$$missing" ] || \
		{ echo "Java, and Node 20.19 or newer with npm are needed; Debian 13 has what is absent: apt install $$missing" >&2; exit 1; }

$(NODE_MODULES): tests/clients/package-lock.json
	cd tests/clients && npm ci
	touch $@

$(VENV)-%/.installed: $(LOCKS) requirements/dev.lock requirements/%.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)-$*
	$(VENV)-$*/bin/$(PIP) --require-hashes $(LOCKS:%=-r %) -r requirements/dev.lock -r requirements/$*.lock
	$(VENV)-$*/bin/$(PIP) --no-deps --no-build-isolation --editable .
	touch $@

formats: install ## Compare the findings of reports in every format, and every cell (SEEDS=200).
	$(BIN)/python -m tests.corpus.sameness --seeds $(or $(SEEDS),200)
	$(BIN)/python -m tests.corpus.cells --seeds $(or $(SEEDS),200)

accuracy: install ## Measure recall and precision a rule over made reports (SEEDS=2000 FORMAT=text-tabs).
	$(BIN)/python -m tests.corpus.accuracy --seeds $(or $(SEEDS),2000) --format $(or $(FORMAT),text-tabs)

scans: ## Find known defects in damaged scans of made reports (SEEDS=1-2 KINDS='clean*'; needs OCR=1 and Chinese fonts).
	$(BIN)/python -m tests.corpus.scan_defects --seeds $(or $(SEEDS),1-2) --kinds "$(or $(KINDS),*)"

opened: install ## Audit every labelled text that the product was mended on: none may be accused wrongly, no defect missed anew.
	$(BESIDE) 2 test-batches test-labelled $(TELL_FAILED)

sealed: install ## Score the sealed batches of reports: numbers by rule and nothing else.
	$(BIN)/python -m tests.corpus.sealed

SEED ?= 1
torture: install ## Break the service under load for MINUTES=30, as SEED=1 decides; the log is var/torture-SEED.log.
	@mkdir -p var
	@nohup $(BIN)/python -m tests.system.faults.torture $(or $(MINUTES),30) $(SEED) > var/torture-$(SEED).log 2>&1 & \
		echo "process $$! writes var/torture-$(SEED).log"

machines: install ## Cut off, kill and freeze parts on several machines for MINUTES=10 (SEED=1 S3=1 SENTINELS=1; needs root, iproute2).
	$(BIN)/python -m tests.system.machines.torture $(or $(MINUTES),10) $(SEED) $(if $(filter 1,$(S3)),--bucket) $(if $(filter 1,$(SENTINELS)),--sentinels)

attack: install ## Attack a live service in every way that it must withstand, or in some: ATTACKS="disk batch".
	$(BIN)/python -m tests.system.attacks $(ATTACKS)

growth: install ## Grow every reader and rule with repeated fragments for MINUTES=30 (SEED=1 ONLY=html).
	$(BIN)/python -m tests.system.growth --minutes $(or $(MINUTES),30) --seed $(SEED) --only "$(ONLY)"

day: install ## Time an official's day on sixty reports in a real browser, clicks counted (needs Chromium).
	$(BIN)/python -m tests.system.browser.day

load: install ## Crowd, stall and starve the service, and measure its status endpoint (MINUTES=5).
	$(BIN)/python -m tests.system.load --minutes $(or $(MINUTES),5)

scale: install ## Fill a service with QUEUED=100000 and KEPT=1000000 audits, and measure it against an empty one (FOLDER=/tmp).
	$(BIN)/python -m tests.system.scale --queued $(or $(QUEUED),100000) --kept $(or $(KEPT),1000000) $(addprefix --folder ,$(FOLDER))

soak: install ## Audit N=10000 small reports: memory must stay, nothing else may.
	@$(BIN)/python -m tests.system.faults.soak $(or $(N),10000)

docs: install ## Write anew what documents take from the code.
	$(BIN)/python -m docs.build

lock: ## Compile the locks anew from pyproject.toml, and from package.json of what generates clients (needs uv and npm).
	cd tests/clients && npm update --package-lock-only
	$(COMPILE) --extra api -o requirements/api.lock pyproject.toml
	$(COMPILE) --extra worker -c requirements/api.lock -o requirements/worker.lock pyproject.toml
	$(COMPILE) --extra build -o requirements/build.lock pyproject.toml
	$(COMPILE) --extra dev $(LOCKS:%=-c %) -o requirements/dev.lock pyproject.toml
	$(COMPILE) --extra moto -o requirements/moto.lock pyproject.toml
	for extra in ocr s3 bench fuzz clients; do \
		$(COMPILE) --extra $$extra $(LOCKS:%=-c %) -c requirements/dev.lock -o requirements/$$extra.lock pyproject.toml || exit; \
	done

bundle: install ## Pack all that an installation without network needs into dist/; OCR=1 with what reads scans, S3=1 with what reaches a bucket.
	$(BIN)/python -m deploy.bundle $(if $(filter 1,$(OCR)),--ocr) $(if $(filter 1,$(S3)),--s3)

# A server of its own: nothing of it runs in the service's process.
$(VENV)-moto/.installed: requirements/moto.lock
	$(PYTHON) -m venv $(VENV)-moto
	$(VENV)-moto/bin/$(PIP) --require-hashes -r requirements/moto.lock
	touch $@

sbom: install ## List what an installation consists of in dist/sbom-*.json (CycloneDX), as the locks have it.
	$(BIN)/python -m deploy.sbom

digests: install ## Name images by their digests (needs docker): REGISTRY=registry.example.org for those that were pushed.
	$(BIN)/python -m deploy.digests $(addprefix --registry ,$(REGISTRY))

offline: bundle ## Install the bundle with the network cut off, and audit a report.
	tests/bundle.sh dist/report-audit-*-bundle.tar.gz

clean: ## Remove what was installed and built; the data folder stays.
	rm -rf $(VENV) $(VENV)-* build dist *.egg-info tests/clients/generated tests/clients/node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
