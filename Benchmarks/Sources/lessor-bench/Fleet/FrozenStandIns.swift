import Foundation
import Glibc
import LoopbackHosts

/// Stand-ins stopped in their tracks: their sessions stay open and do not answer. Ended with the last reference.
final class FrozenStandIns {
    private let processes: [pid_t]

    var count: Int { processes.count }

    /// Freezes some of those that an sshd has started.
    init(_ count: Int, below sshd: pid_t) {
        processes = Array(
            ProcessTree.descendants(of: sshd).filter { ProcessTree.title(of: $0).contains(" stand-in ") }.prefix(count)
        )
        for process in processes { kill(process, SIGSTOP) }
    }

    deinit { for process in processes { kill(process, SIGKILL) } }
}
