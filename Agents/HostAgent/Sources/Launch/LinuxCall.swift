import Glibc

/// Calls of the C library that Swift does not import: one takes variable arguments, all of which are plain words here, the
/// other stands behind _GNU_SOURCE. Both return -1 and set `errno` when they fail.
enum LinuxCall {
    static func prctl(_ option: Int32, _ value: UInt) throws(AgentError) -> Int32 {
        typealias Call = @convention(c) (Int32, UInt, UInt, UInt, UInt) -> Int32
        return unsafeBitCast(try symbol("prctl"), to: Call.self)(option, value, 0, 0, 0)
    }

    static func unshare(_ flags: Int32) throws(AgentError) -> Int32 {
        typealias Call = @convention(c) (Int32) -> Int32
        return unsafeBitCast(try symbol("unshare"), to: Call.self)(flags)
    }

    private static func symbol(_ name: String) throws(AgentError) -> UnsafeMutableRawPointer {
        guard let symbol = dlsym(dlopen(nil, RTLD_NOW), name) else {
            throw AgentError("The C library has no \(name).")
        }
        return symbol
    }
}
