import Contract
import Foundation
import Testing
import Yams

/// The shipped terms and the zone of their dates, read once.
enum Book {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../Templates/terms").standardized
    static let text = contents("serveurts-2010-02-02.txt")
    static let shipped = decoded(contents("serveurts-2010-02-02.yaml"))
    static let paris = zone("Europe/Paris", from: 1970, through: 2101)
    static let standard = Rulebook(terms: [shipped.id: shipped], current: shipped.id, zone: paris)

    static func contents(_ name: String) -> String {
        do {
            return try String(contentsOf: folder.appending(path: name), encoding: .utf8)
        } catch {
            Issue.record(error)
            return ""
        }
    }

    static func decoded(_ yaml: String) -> Terms {
        do {
            return try YAMLDecoder().decode(Terms.self, from: yaml)
        } catch {
            preconditionFailure("\(error)")
        }
    }

    /// The shipped terms with other readings.
    static func reading(_ letters: [Ambiguity: Reading.Letter]) -> Rulebook {
        var readings = shipped.readings
        for (point, letter) in letters { readings[point.rawValue] = Reading(letter, why: "test") }
        let terms = copy(readings: readings)
        return Rulebook(terms: [terms.id: terms], current: terms.id, zone: paris)
    }

    /// The shipped terms with a value for points.
    static let pointsWorthACent: Rulebook = {
        let terms = decoded(
            contents("serveurts-2010-02-02.yaml").replacing("# pointValueCents:", with: "pointValueCents:")
        )
        return Rulebook(terms: [terms.id: terms], current: terms.id, zone: paris)
    }()

    static func copy(
        id: TermsID? = nil,
        readings: [String: Reading]? = nil,
        methods: [Terms.ManagedMethod]? = nil,
        loyalty: [Terms.LoyaltyRow]? = nil,
        rules: [Terms.Rule]? = nil
    ) -> Terms {
        Terms(
            id: id ?? shipped.id,
            title: shipped.title,
            version: shipped.version,
            zone: shipped.zone,
            parameters: shipped.parameters,
            readings: readings ?? shipped.readings,
            methods: methods ?? shipped.methods,
            loyalty: loyalty ?? shipped.loyalty,
            rules: rules ?? shipped.rules
        )
    }

    static func zone(_ name: String, from first: Int, through last: Int) -> CivilZone {
        guard let zone = TimeZone(identifier: name) else { preconditionFailure("no zone data for \(name)") }
        func instant(_ date: Date) -> Instant { Instant(epochSeconds: Int64(date.timeIntervalSince1970)) }
        var date = Date(timeIntervalSince1970: Double(first - 1970) * 365.2425 * 86_400)
        let end = Date(timeIntervalSince1970: Double(last - 1970) * 365.2425 * 86_400)
        var spans = [CivilZone.Span(start: instant(date), offset: Int64(zone.secondsFromGMT(for: date)))]
        while let next = zone.nextDaylightSavingTimeTransition(after: date), next < end {
            spans.append(.init(start: instant(next), offset: Int64(zone.secondsFromGMT(for: next))))
            date = next
        }
        return CivilZone(name: name, spans: spans)
    }
}

/// `"2010-02-28"` or `"2010-02-28 23:59:59"`, Paris time.
func at(_ text: String) -> Instant {
    let parts = text.split(separator: " ")
    guard let date = CivilDate(String(parts[0])) else { preconditionFailure("\(text) is no date") }
    let clock = parts.count > 1 ? parts[1].split(separator: ":").compactMap { Int64($0) } : [0, 0, 0]
    return Book.paris.start(of: date, plus: clock[0] * 3600 + clock[1] * 60 + (clock.count > 2 ? clock[2] : 0))
}

func day(_ text: String) -> CivilDate {
    guard let date = CivilDate(text) else { preconditionFailure("\(text) is no date") }
    return date
}

let s1 = SubscriptionID(number: 1001)
let s2 = SubscriptionID(number: 1002)
let s3 = SubscriptionID(number: 1003)
