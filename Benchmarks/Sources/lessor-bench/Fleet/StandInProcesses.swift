import Foundation
import Glibc
import LoopbackHosts

/// The stand-ins that an sshd has started.
enum StandInProcesses {
    /// Stops some of them in their tracks: their sessions stay open and do not answer. Returns how many.
    static func freeze(_ count: Int, below sshd: Int32) throws -> Int {
        let standIns = ProcessTree.descendants(of: sshd).filter { ProcessTree.title(of: $0).hasSuffix("stand-in ") }
        let chosen = standIns.prefix(count)
        for process in chosen { kill(process, SIGSTOP) }
        return chosen.count
    }
}
