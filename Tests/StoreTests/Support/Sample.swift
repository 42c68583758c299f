import Contract
import Fleet
import Foundation
import Store
import Wire

/// Terms, people and hosts for tests.
enum Sample {
    /// 2026-01-05T09:00:00Z
    static let start = Instant(epochSeconds: 1_767_603_600)
    static let day: Int64 = 86_400

    static let person = Person(
        name: "Ada Lovelace",
        email: "ada@example.org",
        postalAddress: "12 St James's Square",
        language: .en
    )

    static let mumble = PlacementRules(ports: [
        PortRule(name: "voice", transport: .udp, offset: 0), PortRule(name: "voice", transport: .tcp, offset: 0),
    ])

    static func host(
        _ name: String,
        capacity: Int = 100,
        addresses: [String] = ["127.0.0.2"],
        ports: ClosedRange<Int> = 27_000...27_099,
        morePorts: [ClosedRange<Int>] = [],
        memory: Memory? = nil,
        labels: Set<HostLabel> = []
    ) -> Fleet.Host {
        Fleet.Host(
            name: name,
            address: "127.0.0.1",
            sshPort: 2222,
            user: "lessor",
            rootDirectory: "/srv/lessor",
            hostKey: "ssh-ed25519 AAAA",
            addresses: addresses,
            ports: PortPool([ports] + morePorts) ?? PortPool(ports),
            capacity: capacity,
            memory: memory,
            labels: labels,
            labClock: true
        )
    }

    static let book = book([termsText])

    /// A book with these terms, the last of them in force.
    static func book(_ texts: [String]) -> Rulebook {
        do {
            let terms = try texts.map { try JSONDecoder().decode(Terms.self, from: Data($0.utf8)) }
            let byID = Dictionary(terms.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
            return Rulebook(terms: byID, current: terms.last?.id ?? "", zone: .utc)
        } catch { preconditionFailure("The terms of the tests cannot be read: \(error)") }
    }

    private static var figures: [String: Any] {
        [
            "renewalNoticeDays": 10, "autoRenewCutoffDays": 15, "graceDays": 10, "parameterRetentionDays": 10,
            "providerNonRenewalNoticeDays": 30, "priceNoticeMonths": 1, "priceExitMonths": 1, "minTermMonths": 1,
            "periodMonths": 1, "breachCureDays": 8, "outageThresholdDays": 5, "forceMajeureDays": 30,
            "forceMajeureMonths": 1, "alloPassConversionDays": 30, "clientChangeReportHours": 48,
            "loyaltyResetPercent": 3, "currency": "EUR", "chequeCountry": "FR", "noticeHour": 9, "debitMinute": 5,
            "failureMailDays": [3, 1], "recoveryToleranceMinutes": 5, "interruptionMemoryMonths": 6,
            "forceMajeureUpdateDays": 7, "forceMajeureKeepsRefund": true, "discouragedMailDomains": ["hotmail", "msn"],
            "reversalMonths": 13, "tokenValueCents": 100, "tokenPacks": [1, 5],
        ]
    }

    static let termsText = termsText("test-terms")

    static func termsText(_ id: String, _ changes: [String: Any] = [:]) -> String {
        let methods = [
            ("paypal", "completed"), ("transfer", "bank credit"), ("cheque", "clearing"), ("allopass", "conversion"),
        ].map { name, crediting -> [String: Any] in
            [
                "id": name, "name": name, "creditedOn": crediting, "latencyDays": 1, "tokenPriceCents": 100,
                "article": "6.6", "line": 1,
            ]
        }
        let terms: [String: Any] = [
            "id": id, "title": "Terms for tests", "version": "2010-02-02T04:58", "zone": "UTC",
            "parameters": figures.merging(changes) { $1 }.mapValues { ["value": $0, "article": "6"] },
            "readings": [String: Any](),
            "methods": methods, "loyalty": [["fromRenewal": 1, "bands": [["fromSlots": 1, "percent": 3]]]],
            "rules": [Any](),
        ]
        let data = try? JSONSerialization.data(withJSONObject: terms, options: [.sortedKeys])
        return String(decoding: data ?? Data(), as: UTF8.self)
    }

    static func seen(_ id: ServerID, _ state: ObservedServer.State, generation: Int64 = 1) -> ObservedServer {
        ObservedServer(
            id: id.description,
            generation: generation,
            state: state,
            since: 0,
            processID: 812,
            players: 0,
            slotsReported: 10,
            restarts: 0,
            problem: nil,
            erasure: nil
        )
    }

    static func record(
        _ sequence: Int64,
        _ id: ServerID,
        at: Int64,
        _ kind: IntervalRecord.Class = .up
    ) -> IntervalRecord {
        let evidence = Evidence(
            generation: 1,
            processID: 812,
            answered: kind == .up,
            players: 0,
            slotsReported: 10,
            exitCode: nil,
            note: "a ping"
        )
        return IntervalRecord(sequence: sequence, server: id.description, at: at, kind: kind, evidence: evidence)
    }
}
