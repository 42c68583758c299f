import Contract
import Yams

extension ScenarioFile {
    private static let keys = ["at", "occurred", "account", "by", "fact", "mails", "refused"]

    /// One entry of the history. `before` is what was read so far: an order's price needs none of it, a change of slots
    /// needs its product.
    func entry(_ node: Node, after before: [Scenario.Entry]) throws -> Scenario.Entry {
        let line = node.mark?.line ?? 0
        let fields = try self.fields(node, "an entry of the history", Self.keys)
        guard let at = try fields["at"].map(instant) else {
            throw ScenarioError(path, line, "the entry says not when; add at:.")
        }
        return Scenario.Entry(
            at: at,
            account: try fields["account"].map(identifier) ?? AccountID(number: 1),
            content: try content(fields, at: at, line, after: before),
            refusedBy: fields["refused"]?.string,
            line: line
        )
    }

    private func content(
        _ fields: [String: Node],
        at: Instant,
        _ line: Int,
        after before: [Scenario.Entry]
    ) throws -> Scenario.Entry.Content {
        switch (fields["fact"], fields["mails"]?.string) {
        case (let fact?, nil):
            let occurred = try fields["occurred"].map(instant) ?? at
            let actor = try fields["by"].map(actor) ?? .client
            let event = try event(fact, on: book.zone.date(at: at), after: before)
            return .fact(Fact(event, occurredAt: occurred, recordedAt: at, actor: actor))
        case (nil, "work"): return .mails(work: true)
        case (nil, "wait"): return .mails(work: false)
        default: throw ScenarioError(path, line, "an entry has either fact: or mails: work or mails: wait.")
        }
    }

    private func actor(_ node: Node) throws -> Actor {
        guard let actor = node.string.flatMap(Actor.init(rawValue:)) else {
            throw ScenarioError(
                path,
                node.mark?.line,
                "\(node.string ?? "this") says no fact; write client, staff or system."
            )
        }
        return actor
    }

    /// `fact: renewalRequested`, or a mapping with the event's name and what belongs to it.
    private func event(_ node: Node, on date: CivilDate, after before: [Scenario.Entry]) throws -> Event {
        let pair = node.mapping.flatMap { $0.count == 1 ? $0.first : nil }
        guard let name = pair?.key.string ?? node.string else {
            throw ScenarioError(path, node.mark?.line, "a fact is one event's name with what belongs to it.")
        }
        let content = pair.map { Tree($0.value, zone: book.zone) } ?? .null
        do {
            return try EventReader().event(name, try complete(name, content, on: date, after: before))
        } catch {
            throw ScenarioError(path, node.mark?.line, "\(error)")
        }
    }

    /// Fills in what an order or a change of slots takes from the catalogue and the terms, where the file leaves it out.
    private func complete(_ name: String, _ content: Tree, on date: CivilDate, after before: [Scenario.Entry]) throws
        -> Tree
    {
        guard case .object(let fields) = content else { return content }
        var defaults: [String: Tree] = [:]
        switch name {
        case "orderPlaced":
            defaults = ["months": .integer(1), "priority": .integer(100), "terms": .text(book.current)]
            if case .text(let product)? = fields["product"] {
                defaults.merge(try price(product, fields, on: date)) { $1 }
            }
        case "slotsChangeRequested":
            if case .text(let subscription)? = fields["subscription"], fields["monthlyPrice"] == nil,
                let order = before.compactMap(\.order).last(where: { $0.subscription.description == subscription })
            {
                defaults["monthlyPrice"] = try price(order.product, fields, on: date)["monthlyPrice"]
            }
        case "paymentReceived": defaults["currency"] = .text("EUR")
        default: break
        }
        return .object(fields.merging(defaults) { own, _ in own })
    }

    private func price(_ product: String, _ fields: [String: Tree], on date: CivilDate) throws -> [String: Tree] {
        guard case .integer(let slots)? = fields["slots"] else { return [:] }
        if fields["monthlyPrice"] != nil, fields["taxRate"] != nil {
            return ["catalogue": .text(catalogue.version)]
        }
        let quote = try catalogue.price(product: product, slots: Int(slots), on: date)
        return [
            "monthlyPrice": .integer(quote.monthlyPrice), "taxRate": .integer(Int64(quote.taxRate)),
            "catalogue": .text(quote.catalogue),
        ]
    }
}

extension Scenario.Entry {
    fileprivate var order: Order? {
        if case .fact(let fact) = content, case .orderPlaced(let order) = fact.event { order } else { nil }
    }
}
