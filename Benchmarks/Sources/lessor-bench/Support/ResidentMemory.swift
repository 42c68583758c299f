import Foundation

/// The resident set of this process.
enum ResidentMemory {
    /// Counts anew from what is resident now.
    static func forgetPeak() throws {
        try "5".write(toFile: "/proc/self/clear_refs", atomically: false, encoding: .utf8)
    }

    /// The largest that it has had, in kilobytes, as the kernel counts them.
    static func peak() throws -> Int { try field("VmHWM:") }

    /// What is resident now, in kilobytes.
    static func now() throws -> Int { try field("VmRSS:") }

    private static func field(_ name: String) throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix(name) }
        return line.flatMap { Int($0.filter(\.isNumber)) } ?? 0
    }
}
