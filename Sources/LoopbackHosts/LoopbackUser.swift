import Glibc

enum LoopbackUser {
    /// The name of the user who runs this program, which sshd looks up: it must be in the user database.
    static func current() throws(LoopbackError) -> String {
        var entry = passwd()
        var result: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 16 << 10)
        guard getpwuid_r(geteuid(), &entry, &buffer, buffer.count, &result) == 0, let result else {
            throw LoopbackError("user \(geteuid()) has no entry in the user database, so nobody can log in")
        }
        return String(cString: result.pointee.pw_name)
    }
}
