import Glibc

/// The names under which the status page may be asked for.
///
/// Addresses always may: a page of another site that reads ours through a name which it points here (DNS rebinding) comes
/// with that name.
package struct HTTPHosts: Sendable {
    private let names: Set<String>

    /// - Parameter names: further ones than `localhost`.
    package init(names: [String] = []) {
        self.names = Set(names.map { $0.lowercased() } + ["localhost"])
    }

    /// Whether the value of a `Host` header, with or without a port, is one of them.
    func contains(_ field: String) -> Bool {
        if field.hasPrefix("[") {
            let parts = field.dropFirst().split(separator: "]", maxSplits: 1, omittingEmptySubsequences: false)
            return parts.count == 2 && Self.isPort(parts[1]) && Self.isAddress(String(parts[0]), AF_INET6)
        }
        let name = String(field.prefix { $0 != ":" })
        guard Self.isPort(field.dropFirst(name.count)) else { return false }
        return names.contains(name.lowercased()) || Self.isAddress(name, AF_INET)
    }

    private static func isPort(_ text: Substring) -> Bool {
        text.isEmpty || (text.first == ":" && text.count <= 6 && text.dropFirst().allSatisfy(\.isNumber))
    }

    private static func isAddress(_ text: String, _ family: Int32) -> Bool {
        var bytes = in6_addr()
        return inet_pton(family, text, &bytes) == 1
    }
}
