import Contract
import Fleet

/// What is asked of the host of one server, as commands print it.
struct PinView: Encodable {
    let server: String
    let host: String?
    let labels: [String]
    /// Where it is now.
    let on: String?
    /// Why it would not be placed there today; nil where it would.
    let contradiction: String?

    init(_ record: ServerRecord, _ wish: PlacementWish, on present: Host?) {
        server = record.id.description
        host = wish.host
        labels = wish.labels.sorted().map(\.description)
        on = present?.name
        contradiction = present.flatMap { Self.contradiction(record.id, wish, on: $0) }
    }

    private static func contradiction(_ id: ServerID, _ wish: PlacementWish, on present: Host) -> String? {
        let stays = "\(id) is on \(present.name) and stays there"
        if let host = wish.host, host != present.name {
            return "\(stays); `lessor server relocate \(id) --to \(host)` moves it."
        }
        let missing = wish.labels.filter { !$0.isMet(by: present.labels) }.sorted().map(\.description)
        guard !missing.isEmpty else { return nil }
        let lack = "which has no label \(missing.joined(separator: ", "))"
        return "\(stays), \(lack); `lessor server relocate \(id)` moves it to a host that has."
    }

    var text: String {
        let asked = [host.map { "host \($0)" }, labels.isEmpty ? nil : "labels \(labels.joined(separator: ", "))"]
        let words = asked.compactMap(\.self).joined(separator: ", ")
        return "\(server): \(words.isEmpty ? "any host" : words).\n" + (contradiction.map { "\($0)\n" } ?? "")
    }
}
