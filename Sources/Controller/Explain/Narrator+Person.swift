import Contract

extension Narrator {
    func line(for event: PersonEvent) -> String {
        switch event {
        case .termsAccepted(let terms, let hash): "accepted the terms \(terms), text \(hash)"
        case .dataErased: "personal data erased"
        }
    }

    func line(for event: FraudEvent) -> String {
        switch event {
        case .suspected(let id, let what): "fraud case \(id): \(what)"
        case .closed(let id, let filing): "fraud case \(id) filed: \(filing)"
        }
    }
}
