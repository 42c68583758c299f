import Contract

extension Life {
    /// Hands over what the clerk handed over; false where there was nothing.
    mutating func handOver(_ deed: Clerk.Deed, at instant: Instant, _ clerk: Clerk) -> Bool {
        go(to: instant)
        switch deed {
        case .stopMail: mailWorks = false
        case .startMail: mailWorks = true
        default: break
        }
        for letter in clerk.handed {
            let event = Event.noticeHandedOver(NoticeKey(letter.key))
            do {
                try record(event, at: instant, occurred: Instant(epochSeconds: letter.at.epoch), by: .system)
            } catch {
                return false
            }
        }
        return true
    }
}

extension Clerk.Deed {
    var isAboutMail: Bool {
        switch self {
        case .stopMail, .startMail, .handOver: true
        default: false
        }
    }
}
