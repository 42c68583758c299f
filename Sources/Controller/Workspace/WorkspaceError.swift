package import Contract
package import Fleet

/// Why a state directory cannot be used.
package enum WorkspaceError: Error, CustomStringConvertible {
    case templatesMissing(String)
    case locked(String, holder: String)
    case unwritable(String, String)
    case exists(String)
    case file(String, String)
    /// `settings.yaml` cannot be used; a full sentence.
    case settings(String)
    case terms(String, String)
    case keyGeneration(String)
    case notLab(String)
    case clock(String)
    /// The journal of an account cannot be played again.
    case replay(AccountID, String)
    case onNoHost(ServerID)
    /// An order names a host that has not the labels that it or its product demands.
    case hostLacksLabels(String, [HostLabel])
    /// A host that is to be given up answers.
    case hostAnswers(String)
    /// It was heard so short a while ago, in seconds, that its agent would start what it has by itself until then.
    case hostMayReturn(String, silentFor: Int64, until: Instant)
    case noSuch(kind: String, id: String, list: String)

    package var description: String {
        switch self {
        case .templatesMissing(let installed):
            "The templates are neither at \(installed) nor in a source tree above this program; name them with LESSOR_TEMPLATES."
        case .locked(let path, let holder):
            "The state directory \(path) is in use by another controller (process \(holder)); stop that one first."
        case .unwritable(let path, let reason):
            "The state directory \(path) cannot be written: \(reason). Create it with `lessor init` as a user who may write there."
        case .exists(let path):
            "The state directory \(path) holds a state already; choose another with --state."
        case .file(let path, let reason):
            "The file \(path) cannot be used: \(reason)"
        case .settings(let sentence):
            sentence
        case .terms(let id, let reason):
            "The terms \(id) cannot be used: \(reason)"
        case .keyGeneration(let reason):
            "The controller's key could not be made with ssh-keygen: \(reason). Install openssh-client."
        case .notLab(let path):
            "The clock of \(path) cannot be moved: it is a real state. Only a state made with `lessor init --lab` has a clock of its own."
        case .clock(let reason):
            reason
        case .replay(let id, let reason):
            "What \(id) was then cannot be told, because the contract does not take its journal again: \(reason) Run `lessor ledger verify`."
        case .onNoHost(let id): "\(id) is on no host; `lessor server show \(id)` says why."
        case .hostLacksLabels(let name, let labels):
            "Host \(name) has no label \(labels.map(\.description).joined(separator: ", ")), which is demanded of it, so that it could never take "
                + "this server; order for another host, or give it the label with `lessor host set \(name) --labels …`. Nothing was ordered."
        case .hostAnswers(let name):
            "Host \(name) answers, so that nothing is lost with it; move its servers with `lessor host drain \(name)`."
        case .hostMayReturn(let name, let silence, let until):
            "Host \(name) answered \(max(silence, 0) / 60) min ago. If it comes back before \(UTCTime.text(until)) it starts its servers by "
                + "itself, and two of each may run where no controller reaches it. Evacuate it then; or now, with --stays-off, if the machine "
                + "cannot come back by itself: it is switched off at its power, or destroyed."
        case .noSuch(let kind, let id, let list):
            "There is no \(kind) \(id); `\(list)` shows those that exist."
        }
    }
}
