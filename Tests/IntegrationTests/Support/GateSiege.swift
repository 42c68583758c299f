import Foundation
import Testing
import Wire

/// Everything that the controller's key must not open, tried with the OpenSSH client on a real sshd.
struct GateSiege {
    let ssh: OpenSSH
    /// A directory that the tests and the login can write, where nothing must appear.
    let target: String
    /// Reads the gate's log and sshd's on the host.
    let gateLog: () async throws -> String
    let sshdLog: () async throws -> String

    static let labStart = Int64(1_769_850_000)

    func run() async throws {
        try await refusesCommands()
        try await refusesFiles()
        try await refusesForwarding()
        try await speaksTheProtocol()
    }

    private func refusesCommands() async throws {
        let command = try await ssh.run([], "id; touch \(target)/taken")
        #expect(command.status == 1, "\(command.errors)")
        #expect(command.output.contains("commands and shells are refused"), "\(command.output)")
        #expect(!command.output.contains("uid="))
        #expect(try await gateLog().contains("refused the command “id; touch \(target)/taken” from 127.0.0.1"))
        // Without a command it is the gate that reads what was typed, and there is no terminal to type at.
        let terminal = try await ssh.run(["-tt"], input: "id\n")
        #expect(terminal.status == 255 && terminal.output.isEmpty, "\(terminal.output)")
        #expect(terminal.errors.contains("PTY allocation request failed"), "\(terminal.errors)")
        let shell = try await ssh.run(input: "id\n")
        #expect(shell.output.contains("malformed") && !shell.output.contains("uid="), "\(shell.output)")
        #expect(try await gateLog().contains("refused a frame of 2 bytes as malformed"))
    }

    private func refusesFiles() async throws {
        for legacy in [true, false] {
            let result = try await ssh.copy("/etc/hostname", to: "\(target)/taken", legacy: legacy)
            #expect(result.status != 0)
        }
        #expect(!FileManager.default.fileExists(atPath: "\(target)/taken"))
        let log = try await gateLog()
        #expect(log.contains("refused the command “scp -t \(target)/taken”"), "\(log)")
        #expect(log.contains("sftp"), "\(log)")
    }

    private func refusesForwarding() async throws {
        let there = try await ssh.run(["-W", "\(ssh.address):\(ssh.port)"])
        #expect(there.status == 255 && there.errors.contains("administratively prohibited"), "\(there.errors)")
        #expect(!there.output.contains("SSH-2.0"))
        for back in ["0:\(ssh.address):\(ssh.port)", "\(target)/taken:\(ssh.address):\(ssh.port)"] {
            let result = try await ssh.run(["-N", "-o", "ExitOnForwardFailure=yes", "-R", back])
            #expect(result.status == 255 && result.errors.contains("forwarding failed"), "\(result.errors)")
        }
        // The client's own key agent is not reachable from the host.
        let agent = "trap 'ssh-agent -k >/dev/null' EXIT; eval $(ssh-agent -s) >/dev/null; \"$@\""
        let words = ["/bin/sh", "-c", agent, "sh", "/usr/bin/ssh"] + ssh.options
        let forwarded = try await LessorProgram.execute(
            words + ["-v", "-A", "-p", "\(ssh.port)", "\(ssh.user)@\(ssh.address)", "--", "id"]
        )
        #expect(forwarded.status == 1 && forwarded.errors.contains("Requesting authentication agent forwarding"))
        let log = try await sshdLog()
        #expect(log.contains("refused") && !log.contains("auth-agent"), "\(log.suffix(2000))")
    }

    private func speaksTheProtocol() async throws {
        let frame = RequestFrame(labTime: Self.labStart, request: .hello)
        let line = String(decoding: try JSONEncoder().encode(frame), as: UTF8.self) + "\n"
        for command in ["", "lessor-agent gate"] {
            let result = try await ssh.run([], command, input: line + line)
            #expect(result.status == 0, "\(result.errors)")
            let answers = try result.output.split(separator: "\n").map {
                try JSONDecoder().decode(ResponseFrame.self, from: Data($0.utf8))
            }
            #expect(answers.count == 2)
            for answer in answers {
                guard case .hello(let facts) = answer.response else {
                    Issue.record("\(answer)")
                    continue
                }
                #expect(facts.agentVersion == lessorVersion && facts.labClock)
            }
        }
    }
}
