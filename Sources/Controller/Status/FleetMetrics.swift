import Contract
import Fleet

/// `lessor.prom`, for the node exporter's textfile collector: no timestamps on samples, base units.
///
/// Series are bounded by hosts and products. A server has one of its own only while it deviates, and of those there are at
/// most ``deviationLimit`` of a kind; the sums stay exact. All servers of a host are in the metrics of its agent.
enum FleetMetrics {
    /// More are not looked at one by one.
    static let deviationLimit = 200

    static func text(_ snapshot: FleetSnapshot) -> String {
        var page = MetricsPage()
        general(snapshot, &page)
        hosts(snapshot, &page)
        products(snapshot, &page)
        deviations(snapshot, &page)
        ahead(snapshot, &page)
        business(snapshot, &page)
        return page.text
    }

    private static func general(_ snapshot: FleetSnapshot, _ page: inout MetricsPage) {
        page.gauge("lessor_status_generation", "Number of this publication.", snapshot.generation)
        page.gauge(
            "lessor_status_generated_timestamp_seconds",
            "When these figures were taken, on the controller's clock.",
            snapshot.at.epochSeconds
        )
        page.gauge(
            "lessor_status_written_timestamp_seconds",
            "When this file was written, on the machine's clock.",
            snapshot.written.epochSeconds
        )
        page.gauge("lessor_lab_clock", "Whether the controller runs on a lab clock.", snapshot.lab ? 1 : 0)
        let next = snapshot.deadlines.map(\.at).min()
        page.gauge(
            "lessor_next_deadline_timestamp_seconds",
            "When the contract next acts by itself.",
            next.map { [([], "\($0.epochSeconds)")] } ?? []
        )
    }

    /// What the contract will do by itself soon.
    private static func ahead(_ snapshot: FleetSnapshot, _ page: inout MetricsPage) {
        func within(_ days: Int64, _ matches: (DeadlineStatus) -> Bool) -> Int {
            snapshot.deadlines.count { matches($0) && snapshot.isWithin(days: days, $0) }
        }
        let spans: [(String, Int64)] = [("1d", 1), ("3d", 3), ("10d", 10)]
        func each(_ name: String, _ help: String, _ matches: (DeadlineStatus) -> Bool) {
            page.gauge(name, help, spans.map { ([("within", $0.0)], "\(within($0.1, matches))") })
        }
        each("lessor_renewals_ahead", "Renewals that fall due within a span.") { $0.isRenewal }
        each("lessor_renewals_ahead_uncovered", "Those of them that the balance does not cover now.") {
            $0.isRenewal && $0.covered == false
        }
        each("lessor_destructions_ahead", "Servers that are destroyed within a span if nobody acts.") {
            $0.isDestructive
        }
    }

    private static func business(_ snapshot: FleetSnapshot, _ page: inout MetricsPage) {
        let counts = snapshot.counts
        page.gauge("lessor_accounts", "Accounts.", Int64(counts.accounts))
        page.gauge("lessor_accounts_parked", "Accounts that want a person.", Int64(counts.accountsParked))
        // Every phase, so that an alert on one has a series before the first.
        let phases = Phase.names.map { ($0, counts.subscriptions[$0] ?? 0) }
        page.gauge(
            "lessor_subscriptions",
            "Subscriptions by phase; in an incident the renewal failed.",
            phases.map { ([("phase", $0.0)], "\($0.1)") }
        )
        page.gauge("lessor_outbox_pending", "Mails not yet handed over.", Int64(counts.outboxPending))
        page.gauge(
            "lessor_outbox_oldest_timestamp_seconds",
            "When the mail that waits longest was written.",
            counts.outboxOldest.map { [([], "\($0.epochSeconds)")] } ?? []
        )
        page.gauge(
            "lessor_brake",
            "Whether a brake is on, and stops or destructions wait for a person.",
            BrakeKind.allCases.map(\.rawValue).map { ([("kind", $0)], counts.brakes.contains($0) ? "1" : "0") }
        )
        page.gauge("lessor_payments_unmatched", "Payments booked to no account yet.", Int64(counts.paymentsUnmatched))
        page.gauge(
            "lessor_majeure_news_overdue",
            "Cases of force majeure of which clients are owed news.",
            Int64(counts.majeureNewsOverdue)
        )
        let ledger = snapshot.ledger
        let sums = [
            ("balances", ledger.balances), ("pending", ledger.pending), ("suspense", ledger.suspense),
            ("revenue", ledger.revenue),
        ]
        page.gauge(
            "lessor_ledger_euros",
            "Sums over the ledger.",
            sums.map { ([("account", $0.0)], EuroAmount.decimal($0.1)) }
        )
    }
}
