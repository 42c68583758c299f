import Contract

extension Narrator {
    func line(for event: ForceMajeureEvent) -> String {
        switch event {
        case .declared(let declaration):
            "force majeure \(declaration.id) declared (\(cause(of: declaration))) for "
                + "\(declaration.subscriptions.map(\.description).joined(separator: ", ")), since "
                + "\(time(declaration.startedAt)), service \(declaration.prevents ? "prevented" : "disturbed"); forecast: "
                + declaration.forecast
        case .updated(let id, let forecast): "news of force majeure \(id): \(forecast)"
        case .ended(let id): "force majeure \(id) is over"
        case .terminationRequested(_, let id): "end of the contract asked for because of force majeure \(id)"
        }
    }

    private func cause(of declaration: ForceMajeureDeclaration) -> String {
        declaration.reason.isEmpty
            ? declaration.cause.rawValue : "\(declaration.cause.rawValue): \(declaration.reason)"
    }
}
