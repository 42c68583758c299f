import Foundation
import LoopbackHosts
import TestSupport
import Testing

/// The controller's key opens the agent's protocol and nothing else.
@Suite(.timeLimit(.minutes(15))) struct ForcedCommandTests {
    @Test func `no shell, no file, no terminal, no forwarding; the protocol only`() async throws {
        try Requirement.program("/usr/bin/ssh", package: "openssh-client")
        try await withFleet { fleet in
            #expect(try await fleet.add("h1").status == 0)
            let sshd = try await fleet.sshd("h1")
            let log = try await fleet.root("h1") + "/log/gate.log"
            let siege = GateSiege(
                ssh: OpenSSH(
                    user: sshd.user,
                    address: sshd.address,
                    port: sshd.port,
                    key: fleet.lab.state + "/controller-key"
                ),
                target: fleet.lab.folder.path,
                gateLog: { try String(contentsOfFile: log, encoding: .utf8) },
                sshdLog: { sshd.log }
            )
            try await siege.run()
        }
    }
}
