import Glibc

/// What went wrong in the agent, as one full sentence that names the object and says what to do.
package struct AgentError: Error, Equatable, CustomStringConvertible, Sendable {
    package let description: String
    /// The system's error number, where the system refused.
    package let code: Int32?

    init(_ description: String, code: Int32? = nil) {
        self.description = description
        self.code = code
    }

    /// The system refused `action` (“write /x”); reads the error number of the calling thread.
    static func system(_ action: String, code: Int32 = errno) -> AgentError {
        let reason = String(cString: strerror(code))
        return AgentError("Cannot \(action): \(reason)\(remedy(for: code)).", code: code)
    }

    private static func remedy(for code: Int32) -> String {
        switch code {
        case ENOSPC, EDQUOT: "; free space on that file system"
        case EACCES, EPERM: "; give the agent's user the right to do it"
        case EMFILE, ENFILE: "; raise the limit of open files"
        case ELOOP, ENOTDIR: "; something that is no plain directory stands in the way"
        default: ""
        }
    }
}
