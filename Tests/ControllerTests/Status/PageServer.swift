import Foundation
import Glibc
import TestSupport

@testable import Controller

/// A status server of one test, with a published fleet unless it brings its own data.
final class PageServer {
    let data: TemporaryFolder
    let url: String
    private var server: StatusServer?

    init(
        _ snapshot: FleetSnapshot? = .sample(),
        isPublic: Bool = false,
        names: [String] = [],
        limits: StatusLimits = StatusLimits()
    ) throws {
        data = try TemporaryFolder()
        if let snapshot {
            var publisher = StatusPublisher(directory: data.path)
            try publisher.publish(snapshot)
        }
        let site = StatusSite(page: "\(Repository.templates)/status", data: data.path, isPublic: isPublic)
        let server = try StatusServer(
            site: site,
            hosts: HTTPHosts(names: names),
            limits: limits,
            address: "127.0.0.1",
            port: 0
        )
        (self.server, url) = (server, server.url)
        Thread { server.run() }.start()
    }

    deinit { stop() }

    /// Ends it before the test does.
    func stop() {
        server?.stop()
        server = nil
    }

    var port: Int { URL(string: url)?.port ?? 0 }

    /// What curl gets: head and body as they came.
    func curl(_ path: String, _ options: String...) throws -> String {
        try Requirement.program("/usr/bin/curl", package: "curl")
        let words = ["-s", "-i", "--path-as-is", "--max-time", "60"] + options + [url.dropLast() + path]
        return try ToolRun.run("/usr/bin/curl", words).1
    }

    /// A bare connection.
    func connect() -> RawClient { RawClient(port: port) }
}

/// Sends any bytes and reads what comes back.
final class RawClient {
    private let descriptor: Int32

    init(port: Int) {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var limit = timeval(tv_sec: 60, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        _ = Loopback.withAddress("127.0.0.1", port) { Glibc.connect(descriptor, $0, $1) }
    }

    deinit { close(descriptor) }

    func say(_ text: String) { say(Array(text.utf8)) }

    func say(_ bytes: [UInt8]) { _ = send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) }

    /// No more will be said.
    func finish() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// Everything until the server closes, or as much as `limit`.
    func hear(upTo limit: Int = .max) -> String {
        var (heard, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 64 * 1024))
        while heard.count < limit {
            let count = recv(descriptor, &buffer, min(buffer.count, limit - heard.count), 0)
            guard count > 0 else { break }
            heard += buffer.prefix(count)
        }
        return String(decoding: heard, as: UTF8.self)
    }
}
