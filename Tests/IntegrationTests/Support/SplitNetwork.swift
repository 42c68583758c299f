import Foundation
import TestSupport
import Testing

/// A network of its own: one place for the controller and one for each host, joined by cables that can be cut. Nothing of it is
/// seen on this machine, and it is gone with its places.
final class SplitNetwork {
    /// A place on it: everything that begins with `entry` sees this network alone.
    struct Port: Sendable {
        let address: String
        let entry: [String]
        fileprivate let cable: String
    }

    private let bridge: Process
    private var places: [Process] = []
    let controller: Port
    private(set) var hosts: [Port] = []

    /// - Parameter hosts: how many.
    init(hosts count: Int) throws {
        try Requirement.root(for: "making networks")
        try Requirement.program("/usr/sbin/ip", package: "iproute2")
        bridge = try Self.place()
        try Self.run(Self.entry(bridge) + ["ip", "link", "add", "b0", "type", "bridge"])
        try Self.run(Self.entry(bridge) + ["ip", "link", "set", "b0", "up"])
        let first = try Self.join(bridge, number: 1)
        controller = first.port
        places = [first.place]
        for number in 0..<count {
            let next = try Self.join(bridge, number: 2 + number)
            hosts.append(next.port)
            places.append(next.place)
        }
    }

    deinit {
        for place in places + [bridge] {
            kill(place.processIdentifier, SIGKILL)
            place.waitUntilExit()
        }
    }

    func cut(_ port: Port) throws { try Self.run(Self.entry(bridge) + ["ip", "link", "set", port.cable, "down"]) }
    func heal(_ port: Port) throws { try Self.run(Self.entry(bridge) + ["ip", "link", "set", port.cable, "up"]) }

    /// Datagrams from the controller's place go nowhere; SSH does not mind.
    func blockDatagrams(_ isBlocked: Bool) throws {
        try Self.run(controller.entry + ["ip", "rule", isBlocked ? "add" : "del", "ipproto", "udp", "blackhole"])
    }

    /// An empty network, which lasts as long as its process.
    private static func place() throws -> Process {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/unshare")
        process.arguments = ["--net", "/bin/sh", "-c", "ip link set lo up && echo up && exec sleep infinity"]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        // One line, when it is there.
        try #require(output.fileHandleForReading.availableData.count == 3, "no network can be made")
        return process
    }

    private static func join(_ bridge: Process, number: Int) throws -> (place: Process, port: Port) {
        let place = try place()
        let (cable, address) = ("c\(number)", "10.86.0.\(number)")
        let into = entry(place)
        let peer = ["peer", "name", "eth0", "netns", "\(place.processIdentifier)"]
        try run(entry(bridge) + ["ip", "link", "add", cable, "type", "veth"] + peer)
        try run(entry(bridge) + ["ip", "link", "set", cable, "master", "b0", "up"])
        try run(into + ["ip", "address", "add", "\(address)/24", "dev", "eth0"])
        try run(into + ["ip", "link", "set", "eth0", "up"])
        return (place, Port(address: address, entry: into, cable: cable))
    }

    private static func entry(_ place: Process) -> [String] {
        ["/usr/bin/nsenter", "--net=/proc/\(place.processIdentifier)/ns/net"]
    }

    private static func run(_ words: [String]) throws {
        let process = Process()
        process.executableURL = URL(filePath: words[0])
        process.arguments = Array(words.dropFirst())
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "\(words)")
    }
}

/// Runs `body` as the controller of hosts with addresses of their own; nothing of them is left, whatever happens.
func withSplitHosts(
    _ count: Int = 1,
    _ kind: OverlayHost.Kind = .bare,
    real: Bool = false,
    slots: Int = 100,
    _ body: (SplitNetwork, [PrivilegedHost]) async throws -> Void
) async throws {
    try Requirement.program("/usr/sbin/sshd", package: "openssh-server")
    try Requirement.program("/usr/sbin/murmurd", package: "mumble-server")
    if kind != .bare { try Requirement.program("/usr/bin/systemd-nspawn", package: "systemd-container") }
    let network = try SplitNetwork(hosts: count)
    let lab = try await TemporaryLab(real: real)
    try await LessorProgram.$entry.withValue(network.controller.entry) {
        var hosts: [OverlayHost] = []
        defer { for host in hosts { host.end() } }
        for (number, port) in network.hosts.enumerated() {
            hosts.append(try await OverlayHost(in: lab.folder.appending(path: "host\(number)"), kind, on: port))
        }
        let places = hosts.enumerated().map { number, host in
            PrivilegedHost(host: host, lab: lab, name: "h\(number + 1)", slots: slots)
        }
        try await body(network, places)
    }
}
