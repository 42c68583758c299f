import Glibc
import Wire

@testable import HostAgent

let murmurd = "/usr/sbin/murmurd"

/// An address of the loopback net and a port on it that nothing uses: each test its own.
struct Place: Sendable {
    let address: String
    let port: Int

    static func free() -> Place {
        while true {
            let parts = (0..<3).map { _ in Int.random(in: 1...250) }
            let place = Place(
                address: "127.\(parts[0]).\(parts[1]).\(parts[2])",
                port: Int.random(in: 20_000..<32_000)
            )
            if PortRelease.obstacle(address: place.address, ports: place.ports) == nil { return place }
        }
    }

    var ports: [PortBinding] {
        [
            PortBinding(name: "voice", transport: .udp, number: port),
            PortBinding(name: "voice", transport: .tcp, number: port),
        ]
    }
}

extension Program {
    /// The same but for what is named.
    func with(
        arguments: [String]? = nil,
        files: [RenderedFile]? = nil,
        resize: ResizePlan?? = nil,
        instance: InstancePlan? = nil
    ) -> Program {
        Program(
            slots: slots,
            address: address,
            ports: ports,
            arguments: arguments ?? self.arguments,
            environment: environment,
            files: files ?? self.files,
            prepare: prepare,
            probe: probe,
            stop: stop,
            cleanExitCodes: cleanExitCodes,
            restart: restart,
            openFiles: openFiles,
            restarts: restarts,
            console: console,
            limits: limits,
            resume: resume,
            resize: resize ?? self.resize,
            instance: instance ?? self.instance
        )
    }

    /// A Mumble server as a template would render it, but on a machine that may be too busy to let it answer soon.
    /// - Parameter patience: milliseconds that one probe waits for its answer.
    static func mumble(
        _ place: Place,
        slots: Int,
        path: String = murmurd,
        prepare: Bool = false,
        restart: RestartPlan = RestartPlan(attempts: 5, intervalSeconds: 60, delaySeconds: 0.1, maximumDelaySeconds: 2),
        patience: Int = 5000,
        failures: Int = 2
    ) -> Program {
        var lines = [
            "database={DIR}/murmur.sqlite", "sqlite_wal=1", "dbus=", "ice=", "port=\(place.port)",
            "host=\(place.address)", "serverpassword=geheim", "users=\(slots)", "bandwidth=72000", "allowping=true",
            "autobanAttempts=0", "bonjour=false",
        ]
        // As root murmurd would become the package's user, who may not enter the directory.
        lines.append("uname=root")
        return Program(
            slots: slots,
            address: place.address,
            ports: place.ports,
            arguments: [path, "-fg", "-ini", "{DIR}/murmur.ini"],
            environment: [:],
            files: [RenderedFile(path: "murmur.ini", mode: 0o600, text: lines.joined(separator: "\n") + "\n")],
            prepare: prepare
                ? [PrepareStep(arguments: [path, "-ini", "{DIR}/murmur.ini", "-readsupw"], standardInput: "s3cr3t\n")]
                : [],
            probe: ProbePlan(
                kind: .mumble,
                port: "voice",
                intervalSeconds: 1,
                timeoutMilliseconds: patience,
                failures: failures
            ),
            stop: StopPlan(signal: SIGTERM, graceSeconds: 5),
            cleanExitCodes: [0],
            restart: restart,
            openFiles: 1024
        )
    }
}

extension DesiredServer {
    static func running(_ number: Int, _ generation: Int64, _ program: Program) -> DesiredServer {
        DesiredServer(id: "srv-\(number)", generation: generation, state: .running, program: program)
    }

    static func stopped(_ number: Int, _ generation: Int64) -> DesiredServer {
        DesiredServer(id: "srv-\(number)", generation: generation, state: .stopped, program: nil)
    }

    static func absent(_ number: Int, _ generation: Int64, keptAside seconds: Int64? = nil) -> DesiredServer {
        DesiredServer(
            id: "srv-\(number)",
            generation: generation,
            state: .absent,
            program: nil,
            keptAsideSeconds: seconds
        )
    }
}

/// Mumble's ping, written anew, so that the agent's own code does not judge itself. A port that nobody has open refuses
/// it at once; a server on a busy machine has time to answer.
func ping(_ place: Place) -> (users: Int, slots: Int)? {
    let descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
    defer { close(descriptor) }
    var wait = timeval(tv_sec: 30, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &wait, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(place.port).bigEndian
    inet_pton(AF_INET, place.address, &address.sin_addr)
    let connected = withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
    }
    let request: [UInt8] = [0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8]
    guard connected == 0, send(descriptor, request, 12, 0) == 12 else { return nil }
    var answer = [UInt8](repeating: 0, count: 64)
    guard recv(descriptor, &answer, 64, 0) == 24, Array(answer[4..<12]) == Array(request[4...]) else { return nil }
    return (Int(answer[14]) << 8 | Int(answer[15]), Int(answer[18]) << 8 | Int(answer[19]))
}
