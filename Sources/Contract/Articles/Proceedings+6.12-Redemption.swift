extension Proceedings {
    /// R6.12-09, AMB-25: points become balance, which pays for nothing but the provider's services (R6.6-08). Off until
    /// the terms give them a value, and never money (R6.12-07) nor another account's (R6.12-08).
    mutating func redeem(_ hundredths: Int64) throws(Refusal) {
        try demandOpen("R6.12-09", "its points pay for nothing any more")
        guard let worth = book.currentTerms?.parameters.pointValueCents?.value, worth > 0 else {
            throw Refusal(
                "R6.12-07",
                "Points have no value in the terms in force, and they are never refunded; set pointValueCents to redeem them."
            )
        }
        guard (1...Limits.cents).contains(hundredths), hundredths <= account.points else {
            throw Refusal(
                "R6.12-09",
                "The account \(account.id) has \(account.points.asDecimal) points; redeem more than zero and at most those."
            )
        }
        let (cents, rest) = (hundredths * Int64(worth)).quotientAndRemainder(dividingBy: 100)
        guard rest == 0 else {
            throw Refusal(
                "R6.12-09",
                "\(hundredths.asDecimal) points are worth a fraction of a cent; redeem whole points."
            )
        }
        let number = (account.redemptions ?? 0) + 1
        account.redemptions = number
        account.points -= hundredths
        account.euroBalance += cents
        let points = Amount.points(hundredths: hundredths)
        let key = "redeem/\(account.id)/\(number)"
        let movement = Transaction.transfer(key: key, from: .points(account.id), to: .pointsIssued, points)
            .and(from: .loyalty, to: .balance(account.id), .euro(cents: cents))
        emit("R6.12-09", nil, .posted(movement))
        notify(
            .pointsRedeemed,
            number,
            [
                "granted": .amount(points), "amount": .euro(cents),
                "total": .amount(.points(hundredths: account.points)),
                "balance": notifiedBalance(),
            ]
        )
        payWhatIsAffordable()
    }
}
