extension Proceedings {
    /// R5-02: a dated record of the change, without the data. R5-11: told later than the terms want, it is a breach on
    /// record; what follows from it is for 7.4 and 8, never automatic (AMB-36).
    mutating func note(_ change: ContactChange, reported: Instant) throws(Refusal) {
        guard !change.fields.isEmpty else {
            throw Refusal("R5-02", "The change of \(account.id) names no data; say what changed.")
        }
        let known = max(change.changedAt, change.knownAt ?? change.changedAt)
        guard known <= reported else {
            throw Refusal(
                "R5-11",
                "The change of \(account.id) is dated after its report; give the instant it happened."
            )
        }
        let fields = change.fields.map(\.words).joined(separator: ", ")
        emit("R5-02", nil, .decided("The contact data were changed: \(fields)."))
        guard let terms = book.currentTerms else { return }
        let start = terms.reading(of: .reportedChange) == .a ? change.changedAt : known
        let hours = terms.parameters.clientChangeReportHours.value
        let elapsed = reported.seconds(since: start)
        guard elapsed > Int64(hours) * 3600 else { return }
        account.casework.lateReports.append(LateReport(changedAt: change.changedAt, reportedAt: reported))
        let text =
            "The change was reported after \(elapsed / 3600) h \(elapsed % 3600) s, more than \(hours) h: on record."
        emit("R5-11", nil, .decided(text))
    }
}

extension ContactChange.Field {
    fileprivate var words: String {
        switch self {
        case .name: "name"
        case .firstName: "first name"
        case .email: "e-mail address"
        case .postalAddress: "postal address"
        case .language: "language"
        }
    }
}
