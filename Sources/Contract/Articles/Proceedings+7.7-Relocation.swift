extension Proceedings {
    /// R7.7-01: another address, the same contract: due date and price stay. AMB-35: the client is told.
    mutating func relocate(_ index: Int, _ terms: Terms, _ address: String, _ port: Int) throws(Refusal) {
        let subscription = account.subscriptions[index]
        guard subscription.upcoming != nil else {
            throw Refusal(
                "R7.7-01",
                "The service \(subscription.id) is \(subscription.phase.words); only a delivered one can move."
            )
        }
        try require(address, "R7.7-01", "The new place of \(subscription.id) has no address; give it.")
        guard (1...65_535).contains(port) else {
            throw Refusal("R7.7-01", "The port \(port) does not exist; give one from 1 to 65535.")
        }
        account.casework.relocations += 1
        emit("R7.7-01", subscription.id, .decided("The server answers at \(address):\(port); the contract stays."))
        guard terms.reading(of: .relocation) == .b else { return }
        let values: NoticeValues = [
            "product": .text(subscription.order.product), "newAddress": .text(address), "newPort": .number(Int64(port)),
        ]
        notify(.relocated, index, account.casework.relocations, values)
    }
}
