import Contract

/// Reads a fact's event as people write it in a scenario: its name, and what belongs to it by name.
///
/// Follows the encoded form of `Event`, so that every event that exists can be written. What has no name there is called
/// `subscription` when it is one, `cause` or `payment`, or is the value itself: `chequeCleared: {reference: C1}`, `renewalRequested: S-1`,
/// `renewalSwitched: {subscription: S-1, on: false}`, `paymentReceived: {method: transfer, …}`.
struct EventReader {
    /// Why a text is no event.
    struct Problem: Error, CustomStringConvertible {
        let description: String
    }

    /// The event of that name with what belongs to it.
    func event(_ name: String, _ content: Tree) throws(Problem) -> Event {
        var reasons: [(depth: Int, text: String)] = []
        for candidate in Self.forms(of: content) {
            let tree = Tree.object([name: candidate])
            do {
                let event = try tree.decoded(as: Event.self)
                guard let key = tree.unknownKey(beside: try Tree.encoding(event)) else { return event }
                reasons.append((100, "\(name) has nothing called \(key); correct or remove it."))
            } catch let error as DecodingError {
                reasons.append(Self.reason(error, name))
            } catch {
                reasons.append((0, "\(name) cannot be read: \(error)."))
            }
        }
        throw Problem(description: reasons.max { $0.depth < $1.depth }?.text ?? "\(name) cannot be read.")
    }

    /// The ways in which the content may stand for the encoded one, the most literal first.
    private static func forms(of content: Tree) -> [Tree] {
        switch content {
        case .null: return [.object([:])]
        case .object(var fields):
            var forms = [content]
            if fields.count == 1, let (key, value) = fields.first {
                forms += self.forms(of: value).map { .object(["_0": .object([key: $0])]) }
            }
            if let subscription = fields.removeValue(forKey: "subscription") {
                forms.append(.object(["_0": subscription, "_1": .object(fields)]))
                fields["_0"] = subscription
                forms.append(.object(fields))
            }
            // Beside a subscription with a name of its own, another value may stand without one.
            if case .object(var fields) = content {
                for name in ["cause", "payment"] {
                    guard let value = fields.removeValue(forKey: name) else { continue }
                    forms.append(.object(fields.merging(["_0": value]) { own, _ in own }))
                }
            }
            return forms + [.object(["_0": content])]
        case .bool, .integer, .text, .list: return [.object(["_0": content])]
        }
    }

    private static func reason(_ error: DecodingError, _ name: String) -> (depth: Int, text: String) {
        switch error {
        case .keyNotFound(let key, let context):
            let path = context.codingPath.map(\.stringValue).filter { $0 != "_0" }
            guard key.stringValue != "_0" else { return (0, "\(name) lacks its subscription or its value; write it.") }
            return (context.codingPath.count + 1, "\(path.joined(separator: ".")) lacks \(key.stringValue); write it.")
        case .typeMismatch(_, let context) where context.codingPath.isEmpty:
            return (0, "\(name) is no fact that Lessor knows; see the list in docs/scenarios.md.")
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            let path = context.codingPath.map(\.stringValue).filter { $0 != "_0" }.joined(separator: ".")
            let thing = path.isEmpty ? name : path
            // A form that does not fit at all says less than one that fits but for a part.
            let isForm = context.codingPath.last?.stringValue == "_0"
            return (isForm ? 0 : context.codingPath.count, "\(thing) cannot be read: \(context.debugDescription)")
        @unknown default: return (0, "\(name) cannot be read: \(error).")
        }
    }
}
