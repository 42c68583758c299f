import Contract
import Controller
import Store

/// A notice with what became of its mail.
struct NoticeView: Encodable {
    let key: String
    /// What it is, in words.
    let what: String
    let account: String
    let demanded: String
    let given: String?
    let channel: String?
    let address: String?
    /// Failed attempts so far.
    let attempts: Int
    /// Nil when it is given or goes nowhere.
    let nextTry: String?
    let problem: String?

    init(_ mail: OutboxMail, _ delivery: NoticeDelivery?, _ workspace: Workspace, isErased: Bool = false) {
        let goesNowhere = mail.handedOverAt == nil && isErased && mail.notice.payer == nil
        key = mail.key.description
        what = mail.notice.title
        account = mail.account.description
        demanded = workspace.narrator.time(mail.at)
        given = mail.handedOverAt.map(workspace.narrator.time)
        channel = delivery?.channel.rawValue
        address = delivery?.address
        attempts = mail.attempts
        nextTry = goesNowhere ? nil : mail.nextAttempt.map(workspace.narrator.time)
        problem = goesNowhere ? "goes nowhere: the personal data were erased" : mail.lastError
    }
}
