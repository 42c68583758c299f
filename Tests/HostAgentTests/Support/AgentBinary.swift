import Glibc

@testable import HostAgent

/// The built `lessor-agent`, beside the test bundle.
enum AgentBinary {
    static let path: String = {
        let places = CommandLine.arguments.compactMap { argument in
            argument.contains(".build/") ? argument.split(separator: "/", omittingEmptySubsequences: false) : nil
        }
        for place in places {
            for count in stride(from: place.count - 1, to: 0, by: -1) {
                let candidate = place[..<count].joined(separator: "/") + "/lessor-agent"
                if access(candidate, X_OK) == 0 { return candidate }
            }
        }
        let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4).joined(separator: "/")
        return "\(root)/.build/debug/lessor-agent"
    }()
}

/// A child process with pipes at its standard input and output.
final class Child {
    let processID: pid_t
    let input: Int32
    let output: Int32
    private var status: Int32?

    init(_ arguments: [String], environment: [String] = [], errors: String = "/dev/null") {
        var stdin: [Int32] = [-1, -1]
        var stdout: [Int32] = [-1, -1]
        pipe(&stdin)
        pipe(&stdout)
        for descriptor in stdin + stdout { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawn_file_actions_adddup2(&actions, stdin[0], 0)
        posix_spawn_file_actions_adddup2(&actions, stdout[1], 1)
        posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_APPEND | O_CREAT, 0o600)
        var started: pid_t = -1
        withCStrings(environment + ["PATH=/usr/bin:/bin:/usr/sbin"]) { variables in
            withCStrings(arguments) { _ = posix_spawn(&started, arguments[0], &actions, nil, $0, variables) }
        }
        posix_spawn_file_actions_destroy(&actions)
        close(stdin[0])
        close(stdout[1])
        processID = started
        input = stdin[1]
        output = stdout[0]
    }

    deinit {
        close(output)
        if status == nil {
            close(input)
            kill(processID, SIGKILL)
            _ = wait()
        }
    }

    func write(_ bytes: [UInt8]) -> Bool { ByteStream.writeAll(bytes, to: input) }

    /// One line without its end; nil at the end of the output.
    func readLine() -> [UInt8]? {
        var line: [UInt8] = []
        var byte: UInt8 = 0
        while read(output, &byte, 1) == 1 {
            if byte == 10 { return line }
            line.append(byte)
        }
        return line.isEmpty ? nil : line
    }

    /// Waits for its end; the exit code, or minus the signal.
    func wait() -> Int32 {
        if let status { return status }
        var raw: Int32 = 0
        let deadline = MachineClock.monotonic() + 60
        while waitpid(processID, &raw, WNOHANG) == 0 {
            // A child that hangs fails its test rather than stopping all of them.
            if MachineClock.monotonic() > deadline { kill(processID, SIGKILL) }
            usleep(2000)
        }
        let result = raw & 0x7F == 0 ? (raw >> 8) & 0xFF : -(raw & 0x7F)
        status = result
        return result
    }

    /// Closes its input and waits.
    func finish() -> Int32 {
        if status == nil { close(input) }
        return wait()
    }
}
