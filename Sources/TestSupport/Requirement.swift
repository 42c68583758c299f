import Foundation
import Testing

/// What a test needs of the machine it runs on. Where that is missing, the test is skipped with the reason; where `CI` is set in the
/// environment it fails instead, since a test that never runs there shows nothing.
package enum Requirement {
    /// The failure of a test in CI that could not run.
    package struct Missing: Error, CustomStringConvertible {
        package let description: String
    }

    /// Requires that the tests run as root.
    /// - Parameter purpose: what root is needed for: `mounting a tiny disk`.
    package static func root(for purpose: String) throws {
        guard geteuid() != 0 else { return }
        try missing("\(purpose) needs root")
    }

    /// Requires an installed program.
    package static func program(_ path: String, package: String) throws {
        guard access(path, X_OK) != 0 else { return }
        try missing("\(path) is not installed; install \(package)")
    }

    /// Ends the running test: skipped, or failed where `failing`.
    package static func missing(_ reason: String, failing: Bool = isInCI) throws -> Never {
        if failing { throw Missing(description: "A test that must run in CI could not: \(reason)") }
        try Test.cancel(Comment(rawValue: reason))
    }

    /// Whether the environment says so, as CI services do: `CI=true`.
    package static var isInCI: Bool {
        !["", "0", "false"].contains(ProcessInfo.processInfo.environment["CI", default: ""].lowercased())
    }
}
