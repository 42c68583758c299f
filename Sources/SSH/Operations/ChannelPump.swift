/// Moves bytes between a channel and memory, both ways at once and never waiting, so that neither side can block the
/// other.
final class ChannelPump {
    enum Outcome {
        case waiting, again
        /// The server has closed the channel; nothing more will come.
        case closed
    }

    typealias Delivery = (LibSSH2Channel.Flow, UnsafeRawBufferPointer) throws(SSHError) -> Void

    /// So much in one go, then other sessions have their turn.
    private static let budget = 2 << 20

    let channel: LibSSH2Channel
    private let endsInput: Bool
    private var outgoing: [UInt8]
    private var sent = 0
    private var hasEndedInput = false
    /// The call that left a packet half sent; it must go on before any other.
    private var unfinished: LibSSH2Channel.Flow?

    init(_ channel: LibSSH2Channel, input: [UInt8] = [], endsInput: Bool) {
        self.channel = channel
        self.endsInput = endsInput
        outgoing = input
    }

    /// Whether all input is handed over.
    var isDrained: Bool { sent == outgoing.count }

    var isMidPacket: Bool { unfinished != nil }

    func send(_ bytes: [UInt8]) {
        outgoing = isDrained ? bytes : outgoing + bytes
        sent = 0
    }

    func run(in session: LoopSession, _ order: Order, deliver: Delivery) throws(SSHError) -> Outcome {
        var moved = 0
        var hasLookedTwice = false
        while moved < Self.budget {
            let count = try round(in: session, order, deliver)
            moved += count
            if unfinished != nil { return .waiting }
            if count > 0 { continue }
            if channel.isAtEnd, try isClosed(session, order) { return .closed }
            // The last call may have taken off the socket what the first one waits for.
            guard channel.hasQueuedOutput, !hasLookedTwice else { return .waiting }
            hasLookedTwice = true
        }
        return .again
    }

    /// Every direction once; how many bytes went.
    private func round(in session: LoopSession, _ order: Order, _ deliver: Delivery) throws(SSHError) -> Int {
        var moved = 0
        for flow in unfinished.map({ [$0] }) ?? LibSSH2Channel.Flow.allCases {
            guard let count = try move(flow, in: session, order, deliver) else {
                unfinished = channel.session.isMidPacket ? flow : nil
                if unfinished != nil { break }
                continue
            }
            unfinished = nil
            moved += count
        }
        return moved
    }

    private func move(
        _ flow: LibSSH2Channel.Flow,
        in session: LoopSession,
        _ order: Order,
        _ deliver: Delivery
    ) throws(SSHError) -> Int? {
        let buffer = session.readBuffer
        let count: Int?
        do throws(LibSSH2Error) {
            if flow == .input { return try pushInput() }
            count = try channel.read(flow, into: buffer)
        } catch {
            throw session.failure(error, order)
        }
        if let count, count > 0 { try deliver(flow, UnsafeRawBufferPointer(rebasing: buffer[..<count])) }
        return count
    }

    private func pushInput() throws(LibSSH2Error) -> Int? {
        if sent < outgoing.count {
            let rest = sent
            let count = try outgoing.withUnsafeBufferPointer { bytes throws(LibSSH2Error) in
                try channel.write(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes[rest...])))
            }
            sent += count ?? 0
            if isDrained { (outgoing, sent) = ([], 0) }
            return count
        }
        guard endsInput, !hasEndedInput else { return 0 }
        guard try channel.sendEndOfInput() != nil else { return nil }
        hasEndedInput = true
        return 0
    }

    private func isClosed(_ session: LoopSession, _ order: Order) throws(SSHError) -> Bool {
        do throws(LibSSH2Error) {
            return try channel.isClosed()
        } catch {
            throw session.failure(error, order)
        }
    }
}
