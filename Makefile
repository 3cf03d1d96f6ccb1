# make run           build Salkku and compare policies on the shipped 701 real accounts
# make test          check format, build without warnings, run every test
# make bench         print the table of docs/performance.md
# make build         build ./.build/release/salkku
# make native        build ./.build/native/release/salkku, faster, for processors like this one's only
# make bench-native  print the table for that build

SCENARIO = scenarios/adventureworks/scenario.yaml
RESULTS = results/adventureworks
SUDO = $(shell [ "$$(id -u)" = 0 ] || command -v sudo)
HEADERS = glpk.h xlsxwriter.h
HEADER_FOLDERS = /usr/include /usr/local/include /opt/homebrew/include

# The results of both builds are the same to the bit: products and sums must not be fused.
CPU = $(if $(filter arm64 aarch64,$(shell uname -m)),-mcpu,-march)
NATIVE = --scratch-path .build/native -Xcc $(CPU)=native -Xcc -ffp-contract=off -Xswiftc -DNATIVE

.PHONY: run test bench build native bench-native libraries swift

run: build
	.build/release/salkku run $(SCENARIO) --json $(RESULTS).json --csv $(RESULTS) \
	  --html $(RESULTS).html --xlsx $(RESULTS).xlsx

build: libraries
	swift build -c release --product salkku

# Tests run in release, for the statistical ones are many; the engine's, but for those of statistics, also in
# debug, where every access to its buffers is checked.
test: libraries
	.ci/test-tools
	swift format lint --strict --recursive Package.swift Sources Tests benchmarks
	.ci/build-without-warnings -c release -Xswiftc -enable-testing --build-tests
	swift test -c release -Xswiftc -enable-testing --skip-build
	swift test --filter SimulationTests --skip 'LuckTests.swift|PrecisionTests.swift'

bench: libraries
	swift build -c release --product benchmarks
	.build/release/benchmarks

native: libraries
	swift build -c release --product salkku $(NATIVE)

bench-native: libraries
	swift build -c release --product benchmarks $(NATIVE)
	.build/native/release/benchmarks

libraries: swift
	@for header in $(HEADERS); do \
	  ls $(addsuffix /$$header,$(HEADER_FOLDERS)) 2>/dev/null | grep -q . || missing=yes; \
	done; \
	if [ -z "$$missing" ]; then exit 0; fi; \
	if command -v brew >/dev/null; then brew install glpk libxlsxwriter; \
	elif command -v apt-get >/dev/null && { [ "$$(id -u)" = 0 ] || [ -n "$(SUDO)" ]; }; then \
	  $(SUDO) apt-get update && $(SUDO) apt-get install -y libglpk-dev libxlsxwriter-dev; \
	else \
	  echo "Salkku needs the libraries GLPK and libxlsxwriter with their headers," >&2; \
	  echo "and this account may not install them. Ask an administrator for:" >&2; \
	  echo "apt-get install libglpk-dev libxlsxwriter-dev (Debian, Ubuntu), or install Homebrew" >&2; \
	  echo "and run: brew install glpk libxlsxwriter (macOS). Then run make again." >&2; \
	  exit 1; \
	fi

swift:
	@command -v swift >/dev/null || { \
	  echo "Salkku needs Swift 6.1 or newer: https://www.swift.org/install" >&2; exit 1; }
