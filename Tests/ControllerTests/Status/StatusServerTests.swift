import Foundation
import TestSupport
import Testing

@testable import Controller

/// The server of the status page, asked with real curl and with bytes that no browser sends.
@Suite struct StatusServerTests {
    @Test(arguments: [
        ("/", "text/html; charset=utf-8"), ("/app.js", "text/javascript; charset=utf-8"),
        ("/style.css?v=1", "text/css; charset=utf-8"), ("/fleet.json", "application/json"),
        ("/hosts/alpha.json", "application/json"), ("/servers/srv-1001.json", "application/json"),
        ("/%66leet.json", "application/json"), ("/lessor.prom", "text/plain; version=0.0.4; charset=utf-8"),
    ])
    func `page and data have their content types, and HEAD says the same without a body`(path: String, type: String)
        throws
    {
        let server = try PageServer()
        let answer = try server.curl(path)
        #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"), "\(answer.prefix(200))")
        #expect(answer.contains("\r\nContent-Type: \(type)\r\n"))
        let parts = answer.split(separator: "\r\n\r\n", maxSplits: 1)
        #expect(parts[0].contains("Content-Length: \(parts[1].utf8.count)"))
        let head = try server.curl(path, "--head")
        #expect(head.hasPrefix("HTTP/1.1 200 OK\r\n") && head.hasSuffix("\r\n\r\n"))
        #expect(head.contains("Content-Length: \(parts[1].utf8.count)"))
    }

    @Test func `no other site may frame it, and nothing from elsewhere runs in it`() throws {
        let answer = try PageServer().curl("/")
        for line in ["X-Frame-Options: DENY", "X-Content-Type-Options: nosniff", "default-src 'none'"] {
            #expect(answer.contains(line), "\(line)")
        }
    }

    @Test func `who has the file is told that it has not changed, until it has`() throws {
        let server = try PageServer()
        let tag = try #require(try server.curl("/fleet.json").firstMatch(of: /ETag: (".*?")/)?.output.1)
        let same = try server.curl("/fleet.json", "-H", "If-None-Match: \(tag)")
        #expect(same.hasPrefix("HTTP/1.1 304 Not Modified\r\n") && same.hasSuffix("\r\n\r\n"), "\(same.prefix(300))")
        var publisher = StatusPublisher(directory: server.data.path)
        try publisher.publish(.sample(generation: 43))
        let changed = try server.curl("/fleet.json", "-H", "If-None-Match: \(tag)")
        #expect(changed.hasPrefix("HTTP/1.1 200") && changed.contains(#""generation" : 43"#))
    }

    @Test(arguments: [
        "/../secret", "/%2e%2e/secret", "/hosts/../../secret", "/hosts/..%2f..%2fsecret", "/hosts/%2e%2e/%2e%2e/secret",
        "//secret", "/hosts", "/hosts/", "/hosts/link.json", "/linked/a.json", "/.fleet.json.tmp-1", "/secret",
        "/hosts/a%00.json", "/servers/nothing.json", "/fleet.json/", "/index.html%00", "/%ff", "/hosts/.json", "/%",
    ])
    func `no path leads out of the page and its data`(path: String) throws {
        let server = try PageServer()
        let secret = try server.data.write("very secret", to: "secret")
        let root = server.data.path
        try FileManager.default.createSymbolicLink(atPath: "\(root)/hosts/link.json", withDestinationPath: secret)
        try FileManager.default.createSymbolicLink(atPath: "\(root)/linked", withDestinationPath: "\(root)/hosts")
        _ = try server.data.write("very secret", to: ".fleet.json.tmp-1")
        let answer = try server.curl(path)
        let isRefused = answer.hasPrefix("HTTP/1.1 404 Not Found") || answer.hasPrefix("HTTP/1.1 400 ")
        #expect(isRefused, "\(answer.prefix(200))")
        #expect(!answer.contains("very secret"))
    }

    @Test(arguments: ["/fleet.json", "/index.html", "/app.js", "/hosts/alpha.json", "/lessor.prom", "/history/a.json"])
    func `the public variant has the outage page only`(path: String) throws {
        let server = try PageServer(isPublic: true)
        #expect(try server.curl(path).hasPrefix("HTTP/1.1 404"))
        #expect(try server.curl("/public.json").contains("lessor.controller.public/1"))
        #expect(try server.curl("/").contains("<title>Service status</title>"))
    }

    @Test(arguments: [
        ("localhost", 200), ("127.0.0.1:8790", 200), ("[::1]:8790", 200), ("192.0.2.7", 200), ("STATUS.example", 200),
        ("rebound.example", 421), ("localhost.evil.example", 421), ("127.0.0.1.evil.example", 421), ("[::1].evil", 421),
        ("localhost:evil", 421), ("", 421),
    ])
    func `a name that it was not given is refused, so that no site reads it through DNS`(host: String, status: Int)
        throws
    {
        let server = try PageServer(names: ["status.example"])
        let answer = try server.curl("/fleet.json", "-H", host.isEmpty ? "Host;" : "Host: \(host)")
        #expect(answer.hasPrefix("HTTP/1.1 \(status) "), "\(answer.prefix(80))")
    }

    @Test(arguments: [
        ("GET / HTTP/1.1\r\n\r\n", "400"), ("GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n", "400"),
        ("POST / HTTP/1.1\r\nHost: localhost\r\n\r\n", "405"), ("GET / HTTP/2.0\r\nHost: localhost\r\n\r\n", "400"),
        ("GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello", "413"),
        ("GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n", "413"),
        ("GET / HTTP/1.1\nHost: localhost\n\n\r\n\r\n", "400"),
        ("GET /\u{1} HTTP/1.1\r\nHost: localhost\r\n\r\n", "400"),
        ("nonsense\r\n\r\n", "400"), ("GET / HTTP/1.1\r\nHost : localhost\r\n\r\n", "400"),
        ("GET / HTTP/1.1\r\nHost: localhost\r\nX: LONG\r\n\r\n", "431"), ("LONG", "431"),
    ])
    func `what is no request for a file is refused, and the connection closed`(request: String, status: String) throws {
        let server = try PageServer()
        let client = server.connect()
        client.say(request.replacing("LONG", with: String(repeating: "x", count: 20_000)))
        let answer = client.hear()
        let isClosed = answer.contains("Connection: close")
        #expect(answer.hasPrefix("HTTP/1.1 \(status) ") && isClosed, "\(answer.prefix(120))")
        if status == "405" { #expect(answer.contains("Allow: GET, HEAD")) }
    }

    @Test func `two requests in one go have two answers on one connection`() throws {
        let server = try PageServer()
        let client = server.connect()
        client.say(String(repeating: "GET /nothing HTTP/1.1\r\nHost: localhost\r\n\r\n", count: 2))
        client.say("GET /public.json HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        let heard = client.hear()
        #expect(heard.matches(of: /HTTP\/1.1 404/).count == 2 && heard.contains("lessor.controller.public/1"))
    }

    @Test func `a head that does not come is not waited for`() throws {
        let server = try PageServer(limits: StatusLimits(head: 0.2))
        let client = server.connect()
        client.say("GET / HTTP/1.1\r\nHost: loc")
        #expect(client.hear().hasPrefix("HTTP/1.1 408 "))
        #expect(server.connect().hear().isEmpty, "who says nothing at all is told nothing")
    }

    @Test func `who takes nothing of his answer is dropped, and delays nobody`() async throws {
        let server = try PageServer(limits: StatusLimits(step: 0.5, clients: 2))
        // More than the sockets' buffers hold.
        _ = FileManager.default.createFile(atPath: server.data.path + "/fleet.json", contents: Data(count: 64 << 20))
        let sleepers = (0..<2).map { _ in server.connect() }
        for sleeper in sleepers { sleeper.say("GET /fleet.json HTTP/1.1\r\nHost: localhost\r\n\r\n") }
        #expect(sleepers[0].hear(upTo: 12).hasPrefix("HTTP/1.1 200"))
        let end = ContinuousClock.now + .seconds(60)
        while try !server.curl("/public.json").hasPrefix("HTTP/1.1 200") {
            try #require(ContinuousClock.now < end, "the places of those who sleep are never free again")
            try await Task.sleep(for: .milliseconds(50))
        }
        withExtendedLifetime(sleepers) {}
    }

    @Test func `no more clients are served than the limit, and those that only wait make room`() throws {
        let server = try PageServer(limits: StatusLimits(clients: 3))
        let busy = (0..<3).map { _ in server.connect() }
        for client in busy {
            // An answer shows that it was let in; the half head that follows keeps it busy.
            client.say("GET /nothing HTTP/1.1\r\nHost: localhost\r\n\r\nGET ")
            #expect(client.hear(upTo: 12).hasPrefix("HTTP/1.1 404"))
        }
        #expect(server.connect().hear().hasPrefix("HTTP/1.1 503 "))
        busy[0].say("/nothing HTTP/1.1\r\nHost: localhost\r\n\r\n")
        #expect(busy[0].hear(upTo: 600).contains("HTTP/1.1 404"))
        #expect(try server.curl("/public.json").hasPrefix("HTTP/1.1 200"))
    }

    @Test func `bytes of any kind end in an answer or a closed connection, never in the server's end`() throws {
        let server = try PageServer(limits: StatusLimits(head: 0.05))
        var random = SystemRandomNumberGenerator()
        let words = [
            "GET", " ", "/", "..", "%", "%2f", "\r\n", "\r\n\r\n", "HTTP/1.1", "Host: localhost", ":", "\u{0}", "é",
        ]
        for _ in 0..<300 {
            let client = server.connect()
            let length = Int.random(in: 1...40, using: &random)
            client.say((0..<length).compactMap { _ in words.randomElement(using: &random) }.joined())
            client.finish()
            let heard = client.hear()
            #expect(heard.isEmpty || heard.hasPrefix("HTTP/1.1 "), "\(heard.prefix(80))")
        }
        #expect(try server.curl("/public.json").hasPrefix("HTTP/1.1 200"))
    }

    @Test func `a port that is taken and an address that is none are said in a sentence`() throws {
        let server = try PageServer()
        let site = StatusSite(page: "", data: "", isPublic: false)
        func error(_ address: String, _ port: Int) -> String? {
            do throws(StatusServerError) {
                _ = try StatusServer(site: site, hosts: HTTPHosts(), address: address, port: UInt16(port))
                return nil
            } catch { return error.description }
        }
        #expect(error("127.0.0.1", server.port)?.contains("another program listens there. Name another port") == true)
        #expect(error("localhost", 0)?.contains("that is no address") == true)
        #expect(error("192.0.2.1", 0)?.contains("no such address") == true)
        #expect(error("::1", 0) == nil)
    }
}
