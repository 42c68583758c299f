import Contract

extension Narrator {
    func line(for event: LiabilityEvent) -> String {
        switch event {
        case .interruptionClassified(_, let start, let cause):
            "interruption of \(time(start)) found to be due to \(cause.rawValue)"
        case .damagesRecorded(_, let damages):
            "damages of \(euros(damages.cents)) (\(damages.category.rawValue)) for month \(damages.period), due to "
                + "\(damages.cause.rawValue): \(damages.reference)"
        }
    }
}
