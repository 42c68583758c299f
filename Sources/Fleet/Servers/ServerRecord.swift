package import Contract
package import Wire

/// What the books say of one server: what the contract wants, where it is, and what was last seen of it.
package struct ServerRecord: Equatable, Sendable {
    package let id: ServerID
    package let account: AccountID
    /// The product ordered; names its template.
    package let product: String
    /// What the client chose of it, by key; `name` is what it shows to its players.
    package let settings: [String: String]
    /// The same of what is never shown, by key.
    package let secrets: [String: String]
    package let demand: ServiceDemand
    /// Raised whenever the demand changes; the agent refuses older ones.
    package let generation: Int64
    /// Nil until it is placed.
    package let placement: Placement?
    /// Its administrator's password, made when it was placed.
    package let secret: String?
    /// Its other password, which only its host knows; made with it.
    package let hostSecret: String?
    /// When the contract was told that it answers its players.
    package let deliveredAt: Instant?
    package let observed: ObservedServer?
    /// When its host attested that process, port and files are gone; its ports were then put in quarantine.
    package let erasedAt: Instant?
    /// When the contract was told of the erasure: nothing is left to do for it.
    package let closedAt: Instant?
    /// What keeps it from being what it should be, in a full sentence.
    package let problem: String?
    /// It is between two hosts and must run on neither (``Move/Phase/bars``).
    package let isBarred: Bool
    /// How often an operator had it restarted.
    package let restarts: Int

    /// What its host is to make of it: the demand, but for a server between two hosts.
    package var wanted: ServiceDemand {
        isBarred && demand.state == .running ? ServiceDemand(state: .stopped, slots: demand.slots) : demand
    }

    package var host: String? { placement?.host }

    package init(
        id: ServerID,
        account: AccountID,
        product: String,
        settings: [String: String] = [:],
        secrets: [String: String] = [:],
        demand: ServiceDemand,
        generation: Int64,
        placement: Placement? = nil,
        secret: String? = nil,
        hostSecret: String? = nil,
        deliveredAt: Instant? = nil,
        observed: ObservedServer? = nil,
        erasedAt: Instant? = nil,
        closedAt: Instant? = nil,
        problem: String? = nil,
        isBarred: Bool = false,
        restarts: Int = 0
    ) {
        self.id = id
        self.account = account
        self.product = product
        self.settings = settings
        self.secrets = secrets
        self.demand = demand
        self.generation = generation
        self.placement = placement
        self.secret = secret
        self.hostSecret = hostSecret
        self.deliveredAt = deliveredAt
        self.observed = observed
        self.erasedAt = erasedAt
        self.closedAt = closedAt
        self.problem = problem
        self.isBarred = isBarred
        self.restarts = restarts
    }
}
