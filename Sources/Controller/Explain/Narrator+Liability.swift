import Contract

extension Narrator {
    func line(for event: LiabilityEvent) -> String {
        switch event {
        case .interruptionClassified(_, let start, let cause):
            "interruption of \(time(start)) found to be due to \(cause.rawValue)"
        case .incidentDeclared(_, let start, let cause, let words):
            "incident since \(time(start)) declared, due to \(cause.rawValue): \(words)"
        case .incidentClosed(_, let end): "declared incident over at \(time(end))"
        case .damagesRecorded(_, let damages):
            "damages of \(euros(damages.cents)) (\(damages.category.rawValue)) for month \(damages.period), due to "
                + "\(damages.cause.rawValue)\(damages.part.map { ", of a part that costs \(euros($0))" } ?? ""): \(damages.reference)"
        }
    }
}
