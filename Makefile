# Two commands matter: `make demo` and `make test`. Both install what they need.
SWIFT ?= swift
BUILD_PACKAGES = libsqlite3-dev libssh2-1-dev libssl-dev libxml2-dev
RUN_PACKAGES = openssh-server openssh-client mumble-server
# The programs of Templates/servers. openarena-server brings 417 MB of data; all others together are 50 MB.
PRODUCT_PACKAGES = teeworlds-server openarena-server minetest-server bzflag-server cube2-server armagetronad-dedicated \
	openttd openttd-opengfx freeciv-server
# Hosts of the tests: a whole Debian in a container, and what the tests look at processes, mails, ledgers and databases with.
TEST_PACKAGES = systemd systemd-container dbus procps sudo python3 hledger msmtp $(STATUS_PACKAGES) $(PRODUCT_PACKAGES)
# What reads the status files: a validator of JSON schemas, Prometheus with its node exporter, a browser.
STATUS_PACKAGES = python3-jsonschema prometheus prometheus-node-exporter chromium fonts-dejavu-core curl
PREFIX ?= /usr/local
BENCH_FLEET ?= --hosts 20 --dead 2
RELEASE = .build/release
RELEASE_FLAGS = -c release --static-swift-stdlib

.PHONY: agent bench build demo fuzz test test-thread coverage-rules lint format install clean packages test-packages

packages:
	@Scripts/install-packages $(BUILD_PACKAGES) $(RUN_PACKAGES)

test-packages:
	@Scripts/install-packages $(BUILD_PACKAGES) $(RUN_PACKAGES) $(TEST_PACKAGES)

# The agent ships to machines without Swift: always optimised, static, stripped.
agent: packages
	$(SWIFT) build $(RELEASE_FLAGS) --product lessor-agent -Xlinker -s

build: agent
	$(SWIFT) build $(RELEASE_FLAGS) --product lessor

# The debug build of the command: the demo is as fast with it, and it is built in a fraction of the time.
demo: agent
	$(SWIFT) build --product lessor
	@.build/debug/lessor demo --agent $(RELEASE)/lessor-agent $(DEMO_OPTIONS)

test: test-packages
	@Scripts/test

# The parts where threads meet, under the thread sanitizer.
test-thread: test-packages
	@Scripts/test --thread-sanitizer

# Ten million hostile inputs for every parser of foreign bytes; FUZZ_RUNS for another number (docs/fuzzing.md).
FUZZ_RUNS ?= 10000000
fuzz:
	@Scripts/fuzz $(FUZZ_RUNS)

# Every rule of the terms with what enforces, tests and explains it; fails on a gap, as `make test` does (docs/rules.md).
coverage-rules: packages
	@Scripts/coverage-rules

# Takes minutes, and means something only on a machine that does nothing else.
bench: packages
	cd Benchmarks && $(SWIFT) build $(RELEASE_FLAGS)
	Benchmarks/.build/release/lessor-bench contract $(BENCH_CONTRACT)
	Benchmarks/.build/release/lessor-bench sweep $(BENCH_SWEEP)
	Benchmarks/.build/release/lessor-bench place $(BENCH_PLACE)
	Benchmarks/.build/release/lessor-bench fleet $(BENCH_FLEET)
	Benchmarks/.build/release/lessor-bench sessions $(BENCH_SESSIONS)

lint:
	$(SWIFT) format lint --strict -r Sources Tests Agents Package.swift

format:
	$(SWIFT) format -i -r Sources Tests Agents Package.swift

install: build
	install -D -m 755 $(RELEASE)/lessor $(DESTDIR)$(PREFIX)/bin/lessor
	install -D -m 755 $(RELEASE)/lessor-agent $(DESTDIR)$(PREFIX)/bin/lessor-agent
	mkdir -p $(DESTDIR)$(PREFIX)/share/lessor
	cp -R Templates/. $(DESTDIR)$(PREFIX)/share/lessor/

clean:
	$(SWIFT) package clean
