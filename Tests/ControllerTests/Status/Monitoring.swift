import Foundation
import Glibc
import TestSupport
import Testing

/// A Prometheus that scrapes a node exporter whose textfile collector reads one folder; on free loopback ports.
final class Monitoring {
    private let server: String
    private let processes: [ChildProcess]

    init(of textfiles: String, in folder: TemporaryFolder) throws {
        let (exporter, prometheus) = ("/usr/bin/prometheus-node-exporter", "/usr/bin/prometheus")
        try Requirement.program(exporter, package: "prometheus-node-exporter")
        try Requirement.program(prometheus, package: "prometheus")
        let (target, address) = ("127.0.0.1:\(try LoopbackPort.free())", "127.0.0.1:\(try LoopbackPort.free())")
        server = "http://\(address)"
        let configuration = try folder.write(
            """
            global: {scrape_interval: 1s, scrape_timeout: 1s}
            scrape_configs:
              - job_name: lessor
                static_configs: [{targets: ["\(target)"]}]
            """,
            to: "prometheus.yml"
        )
        let commands = [
            [
                exporter, "--collector.disable-defaults", "--collector.textfile",
                "--collector.textfile.directory=\(textfiles)", "--web.listen-address=\(target)",
            ],
            [
                prometheus, "--config.file=\(configuration)", "--storage.tsdb.path=\(folder.path)/tsdb",
                "--web.listen-address=\(address)", "--log.level=warn",
            ],
        ]
        processes = try commands.enumerated().map { number, command in
            try ChildProcess(command, in: folder, input: "", output: "monitoring-\(number).log")
        }
    }

    /// What `promtool query instant` prints, as soon as there is an answer.
    func answer(to query: String) async throws -> String {
        let end = ContinuousClock.now + .seconds(60)
        var last = ""
        while ContinuousClock.now < end {
            let (status, output) = try Promtool.run(["query", "instant", server, query])
            if status == 0, output.contains("=>") { return output }
            last = output
            try await Task.sleep(for: .milliseconds(200))
        }
        return last
    }

    func end() async throws {
        for process in processes {
            kill(process.id, SIGTERM)
            _ = try await process.end(within: .seconds(10))
        }
    }
}

/// A TCP port of 127.0.0.1 that nobody listened on a moment ago.
enum LoopbackPort {
    static func free() throws -> UInt16 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        inet_pton(AF_INET, "127.0.0.1", &name.sin_addr)
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &name) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) == 0 && getsockname(descriptor, $0, &size) == 0
            }
        }
        try #require(isBound, "no port is free")
        return UInt16(bigEndian: name.sin_port)
    }
}
