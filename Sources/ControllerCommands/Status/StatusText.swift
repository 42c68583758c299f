/// The whole at a glance, for people.
struct StatusText {
    private let view: StatusView
    private let style: Style

    /// More is not at a glance any more.
    private static let attentionLimit = 15

    init(_ view: StatusView, style: Style) {
        self.view = view
        self.style = style
    }

    var text: String { details + attention }

    private var details: String {
        var details = Details()
        details.add("state", "\(view.directory) (\(view.kind), now \(view.now))")
        details.add("hosts", "\(view.hosts), \(view.hostsUnreachable) unreachable, \(view.hostsDrained) drained")
        details.add(
            "servers",
            "\(view.serversUp) up, \(view.serversDown) that should be and are not, \(view.serversHeld) stopped"
        )
        details.add("slots", "\(view.slotsUsed) of \(view.slotsCapacity) placed, \(view.players) players on them")
        details.add("accounts", "\(view.accounts), \(view.accountsParked) parked")
        details.add(
            "renewals",
            "\(view.renewalsAhead) within 10 days, \(view.renewalsUncovered) of them not covered; "
                + "\(view.renewalsFailed) failed"
        )
        details.add("destructions", "\(view.destructionsAhead) within 3 days")
        details.add("mail waiting", String(view.mailWaiting))
        details.add("payments unmatched", String(view.paymentsUnmatched))
        details.add("next deadline", view.nextDeadline ?? "none")
        details.add("status files", view.statusFiles)
        details.add("mail", view.mailSpool)
        return details.text(style: style)
    }

    private var attention: String {
        guard !view.attention.isEmpty else { return "\n" + style.green("Nothing wants a person.") + "\n" }
        var text = "\n" + style.bold("Wants a person") + "\n"
        for item in view.attention.prefix(Self.attentionLimit) {
            let mark = item.isGrave ? style.red("●") : style.yellow("●")
            text += "\(mark) \(style.bold(item.what.printable))  \(item.about.printable)\n"
        }
        let rest = view.attention.count - Self.attentionLimit
        return rest > 0 ? text + style.faint("… and \(rest) more") + "\n" : text
    }
}
