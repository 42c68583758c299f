import Contract
import Foundation
import TestSupport
import Testing
import Wire

@testable import Controller

/// The status page in a real Chromium.
@Suite(.serialized) struct StatusPageTests {
    /// What the page does by itself when its reader comes back to it.
    private static let lookAgain = "document.dispatchEvent(new Event('visibilitychange'))"

    private func opened(_ server: PageServer, _ hash: String = "", width: Int = 1280) async throws -> Browser {
        let browser = try Browser(server.url + hash, width: width)
        try await browser.wait(until: "document.querySelector('main h1')")
        return browser
    }

    @Test func `it is light or dark as its reader likes, and never blank`() async throws {
        let server = try PageServer()
        let browser = try await opened(server)
        for (scheme, range) in [("light", 200.0...255), ("dark", 10.0...70)] {
            try browser.prefer(scheme)
            let picture = try Picture(try browser.screenshot())
            #expect(range.contains(picture.brightness), "\(scheme): \(picture)")
            #expect(picture.colours > 20, "\(scheme): \(picture)")
        }
        #expect(browser.complaints.isEmpty, "\(browser.complaints)")
    }

    @Test(arguments: ["#/", "#/hosts", "#/hosts/alpha", "#/servers", "#/servers/srv-1001", "#/ahead", "#/nothing"])
    func `everything has a name that a screen reader reads, and words stand out from what is behind them`(hash: String)
        async throws
    {
        let server = try PageServer()
        try server.data.writeHistory(of: "srv-1001")
        let browser = try await opened(server, hash)
        if hash.contains("srv") { try await browser.wait(until: "document.querySelector('svg.strip')") }
        let nodes = try browser.accessibleNodes()
        let named: Set = ["link", "image", "searchbox", "table", "heading", "navigation", "region"]
        for node in nodes where named.contains(node.role) {
            #expect(!node.name.isEmpty, "a \(node.role) has no name")
        }
        func has(_ role: String, _ name: String = "") -> Bool {
            nodes.contains { $0.role == role && (name.isEmpty || $0.name.contains(name)) }
        }
        #expect(has("searchbox", "Search servers and hosts") && has("navigation", "Views") && has("main"))
        #expect(nodes.count { $0.role == "heading" } >= 1 && has("status"))
        if hash.contains("srv") {
            let summary = "the last 90 days; up 99.91 % of the time that was to be served, 1 day with"
            #expect(has("image", "What it was: \(summary)"))
        }
        for scheme in ["light", "dark"] {
            try browser.prefer(scheme)
            #expect(try browser.text(Contrast.script) == "", "\(scheme)")
        }
    }

    @Test func `text from the files is shown as text, whatever it is`() async throws {
        let evil = "<img src=x onerror=\"document.title='taken'\"><script>document.title='taken'</script>"
        let server = try PageServer()
        func poison(_ value: Any, _ key: String = "") -> Any {
            switch value {
            case let object as [String: Any]: Dictionary(uniqueKeysWithValues: object.map { ($0, poison($1, $0)) })
            case let list as [Any]: list.map { poison($0) }
            case let text as String where !["schema", "generated_at", "written_at", "at"].contains(key): text + evil
            default: value
            }
        }
        try server.data.change("fleet.json") { document in
            document = poison(document) as? [String: Any] ?? [:]
        }
        let browser = try await opened(server)
        let hosts = "#/hosts/' + encodeURIComponent('alpha\(evil.replacing("'", with: "\\'"))') + '"
        let one = "#/servers/' + encodeURIComponent('srv-1001\(evil.replacing("'", with: "\\'"))') + '"
        for hash in ["#/", "#/hosts", "#/servers", "#/ahead", hosts, one] {
            try browser.go(hash)
            try await browser.wait(until: "document.querySelector('main').textContent.includes('<img src=x')")
            #expect(try browser.number("document.querySelectorAll('img, main script, body script').length") == 0)
            #expect(try browser.text("document.title") != "taken")
        }
        #expect(browser.complaints.isEmpty, "\(browser.complaints)")
    }

    @Test func `1,000 hosts and 20,000 servers are shown at once, a part at a time, and found by a word`() async throws
    {
        let server = try PageServer(nil)
        let hosts = (1...1000).map { "host-\($0)" }
        try FleetSnapshot.sample(servers: 20_000, hosts: hosts, observed: .state(.up)).writeFleet(to: server.data)
        let browser = try await opened(server)
        for hash in ["#/", "#/hosts", "#/hosts/host-7", "#/servers", "#/servers?sort=-players&page=300", "#/ahead"] {
            let took = try browser.number(
                """
                new Promise((done) => {
                  const start = performance.now();
                  addEventListener('hashchange', () => requestAnimationFrame(() => done(performance.now() - start)), { once: true });
                  if (location.hash === '\(hash)') location.hash = '#/none'; else location.hash = '\(hash)';
                })
                """
            )
            #expect(took < 2000, "\(hash) took \(took) ms")
            #expect(try browser.number("document.querySelectorAll('*').length") < 1500, "\(hash)")
        }
        #expect(try browser.text("document.querySelector('#views').textContent") == "OverviewHostsServersAhead")
        try browser.press("/")
        try browser.press("s", "r", "v", "-", "2", "0", "9", "9", "9")
        try await browser.wait(until: "document.querySelectorAll('tbody tr').length === 1")
        #expect(try browser.text("document.querySelector('tbody th').textContent") == "srv-20999")
        try browser.go("#/servers?page=400")
        try await browser.wait(until: "document.querySelector('.pager').textContent.includes('Page 400 of 400')")
    }

    @Test func `the keyboard does everything: search, go through the list, open, come back`() async throws {
        let browser = try await opened(try PageServer())
        try browser.press("/")
        #expect(try browser.text("document.activeElement.id") == "search")
        try browser.press("a", "l", "p", "h", "a")
        try await browser.wait(until: "document.querySelectorAll('tbody tr').length === 1")
        #expect(try browser.text("location.hash") == "#/servers?q=alpha")
        try browser.press("ArrowDown")
        #expect(try browser.text("document.activeElement.textContent") == "srv-1001")
        try browser.press("Enter")
        try await browser.wait(until: "document.querySelector('h1').textContent.startsWith('srv-1001')")
        #expect(try browser.text("document.activeElement.tagName") == "H1", "a screen reader says where it is")
        #expect(try browser.text("document.title").hasPrefix("srv-1001"))
        try browser.evaluate("history.back()")
        try await browser.wait(until: "location.hash === '#/servers?q=alpha' && document.querySelector('tbody')")
        try browser.press("/", "Escape")
        try await browser.wait(until: "document.querySelectorAll('tbody tr').length === 2")
        try browser.press("ArrowDown", "ArrowDown")
        #expect(try browser.text("document.activeElement.textContent") == "srv-1002")
        try browser.evaluate("document.querySelector('a, input, button').focus()")
        #expect(try browser.text("document.activeElement.textContent") == "Skip to the content")
        try browser.press("Enter")
        #expect(try browser.text("document.activeElement.id") == "content")
    }

    @Test func `what changes is shown where it is, without taking the reader's place`() async throws {
        let server = try PageServer()
        let browser = try await opened(server, "#/servers")
        try browser.press("ArrowDown", "ArrowDown")
        #expect(try browser.text("document.activeElement.textContent") == "srv-1002")
        try FleetSnapshot.sample(generation: 43, servers: 5, observed: .state(.up)).writeFleet(to: server.data)
        // The page looks again by itself.
        try await browser.wait(until: "document.querySelectorAll('tbody tr').length === 5")
        #expect(try browser.text("document.activeElement.textContent") == "srv-1002")
        #expect(try browser.text("document.getElementById('state').textContent") == "Live")
        #expect(try browser.text("document.getElementById('source').textContent").hasSuffix("publication 43"))
    }

    @Test func `old data, damaged data and a silent web server are each said, and what was known stays`() async throws {
        let server = try PageServer()
        let browser = try await opened(server, "#/servers")
        let trouble = "document.getElementById('trouble')"
        #expect(try browser.evaluate("\(trouble).hidden") as? Bool == true)
        try server.data.change("fleet.json") { $0["written_at"] = "2026-01-01T00:00:00Z" }
        try browser.evaluate(Self.lookAgain)
        try await browser.wait(until: "document.getElementById('state').textContent === 'Out of date'")
        #expect(try browser.text("\(trouble).textContent").contains("has not written its status files"))
        try server.data.change("fleet.json") { $0["schema"] = "lessor.controller.fleet/4" }
        try browser.evaluate(Self.lookAgain)
        try await browser.wait(
            until: "\(trouble).textContent.includes('is lessor.controller.fleet/4; reload the page')"
        )
        _ = try server.data.write("{", to: "fleet.json")
        try browser.evaluate(Self.lookAgain)
        try await browser.wait(until: "\(trouble).textContent.includes('it is not JSON')")
        server.stop()
        try await browser.wait(until: "\(trouble).textContent.includes('the web server does not answer')")
        #expect(try browser.text("document.getElementById('state').textContent") == "No data")
        #expect(try browser.number("document.querySelectorAll('tbody tr').length") == 2)
        #expect(try browser.accessibleNodes().contains { $0.role == "alert" })
    }

    @Test func `the outage page names hosts and products, and no server`() async throws {
        let server = try PageServer(isPublic: true)
        let browser = try await opened(server)
        #expect(try browser.text("document.querySelector('h1').textContent") == "The state of some hosts is not known.")
        let text = try browser.text("document.body.textContent")
        #expect(text.contains("alpha") && text.contains("mumble") && !text.contains("srv-"))
        #expect(browser.complaints.isEmpty, "\(browser.complaints)")
        for node in try browser.accessibleNodes() where ["link", "image", "region"].contains(node.role) {
            #expect(!node.name.isEmpty, "a \(node.role) has no name")
        }
    }

    @Test func `a narrow screen shows it without scrolling sideways`() async throws {
        let server = try PageServer()
        try server.data.writeHistory(of: "srv-1001")
        let browser = try await opened(server, width: 360)
        for hash in ["#/", "#/hosts", "#/servers", "#/servers/srv-1001", "#/ahead"] {
            try browser.go(hash)
            try await browser.wait(until: "document.querySelector('main h1')")
            #expect(try browser.number("document.scrollingElement.scrollWidth") <= 360, "\(hash)")
        }
    }

    @Test func `a controller puts the page beside its files, and any web server shows it`() async throws {
        let world = try await TemporaryWorkspace()
        let subscription = try await world.leaseServer(cents: 700)
        _ = try await world.pass()
        let folder = world.workspace.directory.status
        let site = try StaticSite(folder: folder)
        let browser = try Browser(site.url + "#/servers")
        try await browser.wait(until: "document.querySelector('tbody tr')")
        let id = subscription.description.replacing("S-", with: "srv-")
        #expect(try browser.text("document.querySelector('tbody th').textContent") == id)
        try browser.go("#/servers/\(id)")
        try await browser.wait(until: "document.querySelector('svg.strip')")
        #expect(browser.complaints.isEmpty, "\(browser.complaints)")
    }
}

/// Finds words that do not stand out enough from what is behind them (WCAG 2.2, 1.4.3).
private enum Contrast {
    static let script = """
        (() => {
          const parse = (text) => (text.match(/[\\d.]+/g) ?? []).map(Number);
          const light = (rgb) => {
            const [r, g, b] = rgb.map((part) => part / 255).map((part) => part <= .03928 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4);
            return .2126 * r + .7152 * g + .0722 * b;
          };
          const behind = (element) => {
            for (let at = element; at; at = at.parentElement) {
              const [r, g, b, alpha = 1] = parse(getComputedStyle(at).backgroundColor);
              if (alpha === 1) return [r, g, b];
            }
            return [255, 255, 255];
          };
          const faint = new Set();
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const element = walker.currentNode.parentElement;
            if (!walker.currentNode.data.trim() || !element.checkVisibility() || element.closest('svg, .off, noscript')) continue;
            const [a, b] = [light(parse(getComputedStyle(element).color).slice(0, 3)), light(behind(element))];
            const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
            if (ratio < 4.5) faint.add(`${element.className || element.tagName} "${walker.currentNode.data.trim()}": ${ratio.toFixed(2)}`);
          }
          return [...faint].join(', ');
        })()
        """
}
