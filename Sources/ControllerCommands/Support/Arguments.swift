import ArgumentParser
import Contract
import Controller

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

extension ClientKind: ExpressibleByArgument {}
