import Contract
import Fleet

extension StoreError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .missing, .alreadyExists, .damaged, .newerSchema, .diskFull, .busy, .unusable: fileSentence
        case .realClock, .clockBackwards, .termsChanged, .unknownTerms, .termsReplaced: clockOrTermsSentence
        case .unknownAccount, .parked, .refused, .paymentReferenceUsed, .subscriptionTaken, .contradiction,
            .unknownMail:
            accountSentence
        case .unknownLine, .lineSettled, .lineNotCreditable: lineSentence
        case .unknownHost, .hostExists, .hostInUse, .hostKeeps, .hostTooSmall, .hostMemoryTooSmall, .addressTaken,
            .addressInUse, .portsNeverSold:
            hostSentence
        case .unknownServer, .notPlaceable, .placement, .notMovable, .nothingKept, .notSettable, .notRestartable,
            .noRoomToGrow, .noMemoryToGrow, .notErasable:
            serverSentence
        }
    }

    private var fileSentence: String {
        switch self {
        case .missing(let path): "There are no books at \(path); make them with `lessor init`."
        case .alreadyExists(let path):
            "There is something at \(path) already; choose another directory or move it away."
        case .damaged(let path, let detail):
            "The books at \(path) are damaged (\(detail)); put the last good copy in their place."
        case .newerSchema(let path, let found, let known):
            "The books at \(path) have schema \(found) and this program knows \(known) at most; use a newer Lessor."
        case .diskFull(let path):
            "The disk that holds \(path) is full and nothing was changed; make room and try again."
        case .busy(let path):
            "Another process kept the books at \(path) locked for \(Int(Store.busyTimeout)) seconds; try again."
        case .unusable(let path, let detail):
            "The books at \(path) cannot be used (\(detail)); check the directory and its permissions."
        default: ""
        }
    }

    private var clockOrTermsSentence: String {
        switch self {
        case .realClock: "These books follow the real clock, which cannot be set; use `lessor init --lab` for a lab."
        case .clockBackwards(let now, let asked):
            "The lab clock stands at \(now.utcText) and does not go back to \(asked.utcText); choose a later time."
        case .termsChanged(let id):
            "The terms \(id) are installed with another text and are never changed; give the new text a new version."
        case .unknownTerms(let id): "The terms \(id) were not installed when these books were opened; try again."
        case .termsReplaced(let old, let new):
            "The terms \(new) came into force in place of \(old) since these books were opened; nothing was changed, try again."
        default: ""
        }
    }

    private var accountSentence: String {
        switch self {
        case .unknownAccount(let id): "There is no account \(id); `lessor account list` shows those there are."
        case .parked(let id, let reason):
            "Account \(id) is parked and takes nothing until a person has looked at it: \(reason)"
        case .refused(let refusal): refusal.description
        case .paymentReferenceUsed(let method, let reference, let account, let at):
            "The \(method) payment \(reference) was recorded already, for \(account) at \(at.utcText); nothing was credited again."
        case .subscriptionTaken(let id, let account):
            "\(id) is a subscription of \(account) already; take a new number for a new order."
        case .contradiction(let id, let detail):
            "The contract of \(id) contradicts the books (\(detail)); nothing was changed and the account needs a person."
        case .unknownMail(let key): "No mail \(key) was ever demanded; `lessor notice list` names those that were."
        default: ""
        }
    }

    private var lineSentence: String {
        switch self {
        case .unknownLine(let id):
            "There is no statement line \(id); `lessor payment unmatched` shows those that wait."
        case .lineSettled(let id, let words): "The statement line \(id) is settled already: \(words)."
        case .lineNotCreditable(let id):
            "The statement line \(id) is money taken back and cannot be credited; settle it by hand, then ignore it."
        default: ""
        }
    }

    private var hostSentence: String {
        switch self {
        case .unknownHost(let name): "There is no host \(name); `lessor host list` shows those there are."
        case .hostExists(let name): "There is a host \(name) already; choose another name or remove that one."
        case .hostInUse(let name, let servers):
            "Host \(name) cannot be removed: \(Self.list(servers)) still there; move them first with `host drain`, or `host evacuate` if the machine is dead."
        case .hostKeeps(let name, let kept, let passing):
            "Host \(name) cannot be removed: \(Self.remains(on: name, kept: kept, passing: passing)); if the machine will never answer again, say so with --lost."
        case .hostTooSmall(let name, let used, let capacity):
            "Host \(name) has \(used) slots in use, so its capacity cannot be \(capacity); choose \(used) or more."
        case .portsNeverSold(let name, let range, let ephemeral):
            "No port of \(PortPool(range)) can be sold on host \(name): its kernel uses \(PortPool(ephemeral)) for outgoing connections (net.ipv4.ip_local_port_range); choose others, such as --ports 20000-29999."
        case .hostMemoryTooSmall(let name, let used, let capacity):
            "Host \(name) has \(used.mebibytesNeeded) MiB of memory in use, so its capacity cannot be \(capacity); choose that or more."
        case .addressTaken(let address, let host):
            "The address \(address) belongs to host \(host) already; use another."
        case .addressInUse(let address, let host, let servers):
            "The address \(address) of host \(host) is in use: \(Self.list(servers)) still there; keep the address in the pool until they are moved with "
                + "`lessor server relocate` or gone."
        default: ""
        }
    }

    private var serverSentence: String {
        switch self {
        case .unknownServer(let id): "There is no server \(id); `lessor server list` shows those there are."
        case .notPlaceable(let id, let detail): "\(id) cannot be placed: \(detail)."
        case .placement(let refusal): refusal.description
        case .notMovable(let id, let detail): "\(id) cannot be moved: \(detail)."
        case .notSettable(let id, let detail): "The settings of \(id) cannot be changed: \(detail)."
        case .notRestartable(let id, let detail):
            "\(id) cannot be restarted: \(detail); `lessor explain \(id)` says why it is as it is."
        case .nothingKept(let id, let host):
            "Nothing of \(id) is kept on \(host); `lessor server moves` shows what is kept where."
        case .noRoomToGrow(let id, let host, let free, let capacity, let needed):
            "\(id) cannot grow by \(needed) slots: \(host) has \(free) of \(capacity) slots free; ask for fewer."
        case .noMemoryToGrow(let id, let host, let free, let needed):
            "\(id) cannot grow: it would take \(needed.mebibytesNeeded) MiB of memory more, and \(host) has \(free.mebibytes) MiB free; ask for fewer slots."
        case .notErasable(let id, let detail): "\(id) cannot be counted as erased: \(detail)."
        default: ""
        }
    }

    private static func remains(on host: String, kept: [ServerID], passing: [ServerID]) -> String {
        let decided = kept.first.map { first in
            "it keeps files of \(names(kept)) for a person's decision, give them back (`lessor server restore \(first) --from \(host)`) "
                + "or let them be erased (`lessor server discard \(first) --on \(host)`)"
        }
        let waiting =
            passing.isEmpty
            ? nil : "it has files of \(names(passing)) that are on their way or to be erased, wait until they are gone"
        return [decided, waiting].compactMap(\.self).joined(separator: "; ")
    }

    private static func list(_ servers: [ServerID]) -> String {
        names(servers) + (servers.count == 1 ? " is" : " are")
    }

    private static func names(_ servers: [ServerID]) -> String {
        let shown = servers.prefix(5).map(\.description).joined(separator: ", ")
        let rest = servers.count - 5
        return shown + (rest > 0 ? " and \(rest) more" : "")
    }
}
