import LoopbackHosts
import SSH
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(5))) struct KeepaliveTests {
    @Test func `an idle connection is not hung up on by a server that asks for signs of life`() async throws {
        var options = LoopbackSSHD.Options()
        options.configuration = ["ClientAliveInterval 3", "ClientAliveCountMax 1"]
        try await withLoopbackSSHD(options) { host in
            let lively = SSHClient(keepaliveInterval: .seconds(2))
            let dull = SSHClient(keepaliveInterval: .seconds(3600))
            let (kept, lost) = (try await host.connect(lively), try await host.connect(dull))
            // sshd takes about four times the interval to lose its patience.
            for _ in 0..<90 where lost.isOpen { try await Task.sleep(for: .seconds(1)) }
            #expect(!lost.isOpen, "the server hangs up on nobody, so nothing was tested")
            #expect(kept.isOpen)
            try await expectUsable(kept)
            await lively.shutdown()
            await dull.shutdown()
        }
    }
}
