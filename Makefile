# Everything a user or CI types. Each target sets up what it needs.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
TOOLS  := .tools

.PHONY: demo desk setup test test-again check newest pythons bench torture lock audit sbom docs site format release clean

demo: $(READY)
	@$(BIN)/python -m tests.newspaper.demo

# The sample newspaper's next day, and a desk with its UI and schedule to crawl it from.
desk: $(READY)
	@$(BIN)/python -m tests.newspaper.demo serve

# The commands, and nothing else: for papers of your own.
setup: $(READY)

# Hundreds of tests start processes: those are to find bytecode, whatever PYTHONDONTWRITEBYTECODE says.
test: $(READY)
	@$(BIN)/python -m flows.compiled
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest --numprocesses 4 --dist loadfile --no-loadscope-reorder

# What failed the last time, one after the other.
test-again: $(READY)
	$(BIN)/python -m pytest --last-failed --last-failed-no-failures none -v

check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/vulture

# The warehouse's tests on the newest DuckDB, and its file in other tools (DuckDB's command line, marimo, harlequin).
newest: $(READY)
	$(BIN)/python -m tests.warehouse.newest

# The demo, the types and most tests on Python 3.11, 3.12 and 3.13, an environment for each: some fifteen minutes, for a night.
# Other ones: make pythons PYTHONS="3.12 /usr/bin/python3.11"
pythons: $(READY)
	$(BIN)/python -m tests.pythons $(PYTHONS)

bench: $(READY)
	$(BIN)/python -m tests.bench

# The long forms of tests/torture, an hour or two. One of them again: .venv/bin/python -m tests.torture kill --seed 7
torture: $(READY)
	$(BIN)/python -m tests.torture

# Writes what today's code says into README and docs: the warehouse's tables, the rules, and the answers to the commands shown.
docs: $(READY)
	$(BIN)/python -m warehouse.dictionary
	$(BIN)/python -m tests.docs

# The docs as a site below site/, each link in it checked. Its search wants a server: python3 -m http.server --directory site
site: $(TOOLS)/.ready
	@rm -rf .site && mkdir .site && cp -r README.md CONTRIBUTING.md SECURITY.md CHANGELOG.md LICENSE docs .site/
	@NO_MKDOCS_2_WARNING=1 $(TOOLS)/bin/mkdocs build --quiet
	@echo "site/index.html"

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# The locks hold hashes and no addresses: they install from whichever registry pip is set up for. The tools are of the lock before.
COMPILE = $(TOOLS)/bin/uv pip compile --quiet --universal --python-version 3.11 --upgrade --generate-hashes \
  --no-emit-index-url --no-emit-find-links --no-annotate --no-header
lock: $(TOOLS)/.ready
	$(COMPILE) --extra dev --output-file requirements.lock pyproject.toml
	$(COMPILE) --group tools --output-file requirements-tools.lock

# Known holes in what the lock pins, asked of osv.dev, and a list of it all for those who must have one (CycloneDX).
audit: $(TOOLS)/.ready
	$(TOOLS)/bin/pip-audit --vulnerability-service osv --disable-pip --require-hashes --requirement requirements.lock

sbom: $(TOOLS)/.ready
	$(TOOLS)/bin/cyclonedx-py requirements --pyproject pyproject.toml --output-reproducible --output-file sbom.json requirements.lock
	@echo "sbom.json"

# Checks that this commit can be released and tags it here. What comes after that it prints; it publishes nothing.
release: $(READY)
	@$(BIN)/python -m tests.release

$(TOOLS)/.ready: requirements-tools.lock
	@test -x $(TOOLS)/bin/python || $(PYTHON) -m venv $(TOOLS)
	@$(TOOLS)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-tools.lock
	@touch $@

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Copydesk needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Name another one: make PYTHON=python3.12 ...")'
	@$(PYTHON) -c 'import ensurepip, venv' || { echo "This Python cannot make environments: on Debian and Ubuntu, apt-get install python3-venv"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Setting up $(VENV) from requirements.lock (a minute or two, once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m flows.compiled
	@touch $@

# What the targets above made. Your own data/ stays.
clean:
	rm -rf $(VENV) $(TOOLS) .pythons .site site demo
