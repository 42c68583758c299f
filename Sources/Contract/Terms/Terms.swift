/// One version of the general terms: its parameters and readings, each citing its article.
///
/// Read from `Templates/terms/<id>.yaml` with any `Decoder`; call ``validate()`` before use.
package struct Terms: Sendable {
    /// Shared, because every deadline of every account looks at it: a copy must cost one reference.
    private let body: Body

    package var id: TermsID { body.id }
    package var title: String { body.title }
    /// The stamp printed on the text, `2010-02-02T04:58` (R0-01).
    package var version: String { body.version }
    /// The IANA name of the zone of every contractual date (T1).
    package var zone: String { body.zone }
    package var parameters: Parameters { body.parameters }
    /// The reading chosen for each ambiguity that the engine consults, by `AMB-nn`.
    package var readings: [String: Reading] { body.readings }
    /// The managed payment methods (R6.6-04); anything else is rejected (R6.6-05).
    package var methods: [ManagedMethod] { body.methods }
    /// The loyalty percentages by renewal and slots (R6.12-03).
    package var loyalty: [LoyaltyRow] { body.loyalty }
    /// Every rule of the text with its words.
    package var rules: [Rule] { body.rules }

    package init(
        id: TermsID,
        title: String,
        version: String,
        zone: String,
        parameters: Parameters,
        readings: [String: Reading],
        methods: [ManagedMethod],
        loyalty: [LoyaltyRow],
        rules: [Rule]
    ) {
        body = Body(
            id: id,
            title: title,
            version: version,
            zone: zone,
            parameters: parameters,
            readings: readings,
            methods: methods,
            loyalty: loyalty,
            rules: rules
        )
    }
}

extension Terms: Codable {
    package init(from decoder: any Decoder) throws {
        body = try Body(from: decoder)
    }

    package func encode(to encoder: any Encoder) throws {
        try body.encode(to: encoder)
    }
}

extension Terms: Equatable {
    package static func == (left: Terms, right: Terms) -> Bool {
        left.body === right.body || left.body == right.body
    }
}

extension Terms {
    fileprivate final class Body: Codable, Equatable, Sendable {
        let id: TermsID
        let title: String
        let version: String
        let zone: String
        let parameters: Parameters
        let readings: [String: Reading]
        let methods: [ManagedMethod]
        let loyalty: [LoyaltyRow]
        let rules: [Rule]

        init(
            id: TermsID,
            title: String,
            version: String,
            zone: String,
            parameters: Parameters,
            readings: [String: Reading],
            methods: [ManagedMethod],
            loyalty: [LoyaltyRow],
            rules: [Rule]
        ) {
            self.id = id
            self.title = title
            self.version = version
            self.zone = zone
            self.parameters = parameters
            self.readings = readings
            self.methods = methods
            self.loyalty = loyalty
            self.rules = rules
        }

        static func == (left: Body, right: Body) -> Bool {
            left.id == right.id && left.title == right.title && left.version == right.version
                && left.zone == right.zone && left.parameters == right.parameters && left.readings == right.readings
                && left.methods == right.methods && left.loyalty == right.loyalty && left.rules == right.rules
        }
    }
}
