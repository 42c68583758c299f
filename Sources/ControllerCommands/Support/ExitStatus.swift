import Contract
import Controller
import Fleet
import SSH
import Statements
import Store

/// What the process's exit status tells a script; after sysexits(3) where that has a word for it.
enum ExitStatus: Int32 {
    case refused = 1
    case found = 2
    case damaged = 65
    case noSuch = 66
    case unavailable = 69
    case inputOutput = 74
    case busy = 75

    /// The status for one of Lessor's own errors; nil for those of the argument parser.
    init?(_ error: any Error) {
        switch error {
        case let error as StoreError: self = error.status
        case let error as WorkspaceError: self = error.status
        case is SSHError, is HostLinkError: self = .unavailable
        case CatalogueError.unknownProduct, ProductError.unknownProduct: self = .noSuch
        case MailError.unusableAddress, is ZoneError: self = .refused
        case is ScenarioError, is Refusal, is CatalogueError, is ProductError, is EuroAmountError, is HostInstallError,
            is CallNumberError:
            self = .refused
        case is StatusError, is MailError: self = .inputOutput
        case is StatusServerError: self = .unavailable
        case is StatementError: self = .damaged
        case let error as StatementFileError: self = error.status
        case is FoundSomething: self = .found
        case is CommandFailure: self = .refused
        default: return nil
        }
    }
}

/// Ends a check that found something; the findings are printed already.
struct FoundSomething: Error, CustomStringConvertible {
    let description: String
}

/// A command cannot go on; the sentence says why and what to do.
struct CommandFailure: Error, CustomStringConvertible {
    let description: String
}

extension WorkspaceError {
    fileprivate var status: ExitStatus {
        switch self {
        case .locked: .busy
        case .noSuch: .noSuch
        case .unwritable, .file, .settings: .inputOutput
        case .terms: .damaged
        default: .refused
        }
    }
}

extension StatementFileError {
    fileprivate var status: ExitStatus {
        switch self {
        case .missing, .unknownMapping: .noSuch
        case .unreadable: .inputOutput
        case .empty, .tooLarge, .mapping: .damaged
        case .noMapping, .mappingForXML: .refused
        }
    }
}

extension StoreError {
    fileprivate var status: ExitStatus {
        switch self {
        case .missing, .unknownAccount, .unknownHost, .unknownServer, .unknownMail, .unknownTerms, .unknownLine: .noSuch
        case .damaged, .newerSchema: .damaged
        case .diskFull, .unusable: .inputOutput
        case .busy: .busy
        default: .refused
        }
    }
}
