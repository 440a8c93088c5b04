# RLHF Sandbox. `make` alone lists the targets.

# One set of flags for every build, so that demo, check and test share one build folder and nothing is
# compiled twice. `-enable-testing` costs no measurable speed in release builds (random numbers,
# bootstrap and sorting agree within the noise of the clock); other flags would rebuild everything.
# For the same reason `swift test` only ever runs what `swift build --build-tests` has built: on its own
# it compiles with flags of its own.
FLAGS := -c release -Xswiftc -enable-testing

# What Debian calls the libraries in Package.swift.
LIBRARIES := libgsl-dev libopenblas-dev libsqlite3-dev

# Where `make install` puts things: make install PREFIX=$$HOME/.local; DESTDIR stands before it for packagers.
PREFIX := /usr/local

.PHONY: help demo test check format goldens bench deps notebook pages outside fuzz install
.DEFAULT_GOAL := help

help:
	@echo "make demo      build the command and run the first scenario, all four phases"
	@echo "make test      check, then run all tests, a minute of hostile input, the notebooks and the check of pages"
	@echo "make install   put the command, its scenarios, completions and manual page under PREFIX=$(PREFIX)"
	@echo "make check     style, imports, warnings as errors"
	@echo "make format    put every file into the house style"
	@echo "make goldens   record the golden files again (explain the change in the commit)"
	@echo "make fuzz      give the command hostile input for an hour (FUZZ_SECONDS=60, FUZZ_SEED=2)"
	@echo "make bench     timings, side by side with peers"
	@echo "make pages     the check of pages alone, with a browser"
	@echo "make outside   what torch, transformers, trl and datasets make of a run (installs a gigabyte)"

demo: deps
	swift build $(FLAGS) --product rlhf
	.build/release/rlhf run 01-four-phases --resume
	@echo "The report is runs/01-four-phases/report.html: open it in a browser."

install: deps
	swift build $(FLAGS) --product rlhf
	@bash Tools/install.sh .build/release/rlhf "$(DESTDIR)$(PREFIX)"

test: check
	swift test $(FLAGS) --skip-build --disable-xctest
	.build/release/sandbox-fuzzer .build/release/rlhf --seconds 60
	@$(MAKE) --no-print-directory notebook pages

check: deps
	swift format lint --strict -r Package.swift Sources Tests
	swift build $(FLAGS) --build-tests --explicit-target-dependency-import-check error

format:
	swift format -i -r Package.swift Sources Tests

goldens: deps
	swift build $(FLAGS) --build-tests
	RECORD_GOLDENS=1 swift test $(FLAGS) --skip-build --disable-xctest

fuzz: deps
	swift build $(FLAGS) --build-tests
	.build/release/sandbox-fuzzer .build/release/rlhf --seconds $(or $(FUZZ_SECONDS),3600) \
	  --seed $(or $(FUZZ_SEED),1)

bench: deps
	Benchmarks/run.sh

# The notebooks, each executed from the beginning with a clean kernel.
notebook:
	@if [ -e Notebooks/check.sh ]; then \
	  python3 -c 'import ensurepip, venv' 2> /dev/null || $(call install,python3-venv) && \
	  bash Notebooks/check.sh; \
	fi

# Pages of each kind, looked at with a browser as readers with and without eyes, scripts and ink do. Where
# there is no browser and none may be installed, the script says that the check was left out.
pages:
	@for name in chromium chromium-browser google-chrome; do \
	  ! command -v $$name > /dev/null || exit 0; \
	done; \
	! command -v apt-get > /dev/null || ( $(call install,chromium) ) || true
	@python3 -c 'import ensurepip, venv' 2> /dev/null || $(call install,python3-venv)
	@bash Tests/Pages/check.sh

# A run as it is seen by programs of others. Where these can be neither found nor installed, the script says that the
# check was left out.
outside: deps
	@python3 -c 'import ensurepip, venv' 2> /dev/null || $(call install,python3-venv)
	@bash Tests/Outside/check.sh

# Installs the libraries that are missing; quick when none is. Where there is no dpkg (macOS, Fedora)
# the build itself says which header it misses.
deps:
	@command -v dpkg-query > /dev/null || exit 0; \
	missing=$$(for package in $(LIBRARIES); do \
	  dpkg-query -W -f '$${Status}' $$package 2> /dev/null | grep -q ' installed$$' || echo $$package; \
	done | tr '\n' ' '); \
	[ -z "$$missing" ] || $(call install,$$missing)

# $(call install,PACKAGES): by apt-get if we may, otherwise by telling the user what to type.
define install
{ \
  if [ "$$(id -u)" = 0 ]; then as_root=""; \
  elif sudo -n true 2> /dev/null; then as_root="sudo -n"; \
  else \
    echo "error: missing packages. Run: sudo apt-get install $(1)" >&2; exit 1; \
  fi; \
  echo "Installing $(1)"; \
  $$as_root apt-get update -qq && \
  $$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $(1); \
}
endef
