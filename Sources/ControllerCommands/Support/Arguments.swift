import ArgumentParser
import Contract
import Controller
import Store

/// Identifiers on the command line: `A-1001`, `S-1001`, `srv-1001`.
extension AccountID: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}

extension SubscriptionID: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}

extension ServerID: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}

extension StatementLineID: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}

/// Notices: `R6.11-02/S-1001/3`.
extension NoticeKey: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}

extension ClientKind: ExpressibleByArgument {}
extension HoldOrder.Cause: ExpressibleByArgument {}
extension BreachNotice.Party: ExpressibleByArgument {}
extension Offence.Article: ExpressibleByArgument {}
extension Order.Kind: ExpressibleByArgument {}
extension NoticeChannel: ExpressibleByArgument {}
extension Dispute.Subject: ExpressibleByArgument {}
extension Dispute.Channel: ExpressibleByArgument {}

/// Civil dates: `2026-03-01`.
extension CivilDate: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}

/// Invoices, credit notes and receipts: `F2026-000001`, `A2026-000001`, `R2026-000001`.
extension DocumentNumber: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}
