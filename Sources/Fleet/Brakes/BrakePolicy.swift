package import Contract

/// How much of a fleet may end in one pass without a person.
package struct BrakePolicy: Equatable, Sendable {
    /// Of all servers that are on hosts.
    package let percent: Int
    /// So many may always: in a small fleet every server is a large share.
    package let minimum: Int

    package init(percent: Int = 20, minimum: Int = 5) {
        self.percent = percent
        self.minimum = minimum
    }

    package func most(of total: Int) -> Int { max(minimum, total * percent / 100) }

    /// What of `endings` may happen.
    ///
    /// - Parameters:
    ///   - total: the servers on all hosts.
    ///   - released: what a person has let go; it counts no more.
    ///   - keepsAll: nothing that cannot be taken back may happen now.
    package func verdict(
        on endings: [Ending],
        of total: Int,
        released: Set<ServerGeneration> = [],
        keepsAll: Bool = false
    ) -> BrakeVerdict {
        let open = endings.filter { !released.contains(ServerGeneration($0)) }
        let tooMany = open.count > most(of: total) ? Set(open) : []
        let kept = keepsAll ? Set(endings.filter { $0.kind == .destroy }) : []
        return BrakeVerdict(tooMany: tooMany, held: tooMany.union(kept), known: Set(endings))
    }
}

package struct BrakeVerdict: Equatable, Sendable {
    /// Those held because they are too many at once.
    package let tooMany: Set<Ending>
    package let held: Set<Ending>
    /// All that was looked at: what comes after it waits for the next look.
    package let known: Set<Ending>

    package init(tooMany: Set<Ending> = [], held: Set<Ending> = [], known: Set<Ending> = []) {
        self.tooMany = tooMany
        self.held = held
        self.known = known
    }

    package func allows(_ ending: Ending) -> Bool { known.contains(ending) && !held.contains(ending) }

    /// The same before it is known what hosts say of the books: nothing is destroyed yet.
    package var withoutDestroying: BrakeVerdict {
        BrakeVerdict(tooMany: tooMany, held: held, known: known.filter { $0.kind == .stop })
    }
}

/// One state that a server was to have.
package struct ServerGeneration: Hashable, Sendable {
    package let server: ServerID
    package let generation: Int64

    package init(server: ServerID, generation: Int64) {
        self.server = server
        self.generation = generation
    }

    package init(_ ending: Ending) {
        self.init(server: ending.server, generation: ending.generation)
    }
}

/// Why something waits for a person.
package enum BrakeKind: String, Codable, Sendable, CaseIterable {
    /// Too many servers would end in one pass.
    case mass
    /// The machine's clock jumped.
    case clock
    /// The books look older than what was done by them.
    case restored
}
