import Glibc

/// An open stream on the loop thread: its channel, and what came in and was not asked for yet.
final class StreamChannel {
    /// More unread output than this is no answer to anything.
    private static let largestBacklog = 16 << 20
    private static let errorTailSize = 4 << 10

    let id: StreamID
    let command: String
    let pump: ChannelPump
    private var unread: [UInt8] = []
    /// No line feed before this place.
    private var searched = 0
    private var errorTail: [UInt8] = []

    init(id: StreamID, command: String, channel: LibSSH2Channel) {
        self.id = id
        self.command = command
        pump = ChannelPump(channel, endsInput: false)
    }

    func run(in session: LoopSession, _ order: Order) throws(SSHError) -> ChannelPump.Outcome {
        try pump.run(in: session, order) { (flow, bytes) throws(SSHError) in
            if flow == .errors {
                errorTail = (errorTail + bytes).suffix(Self.errorTailSize)
            } else {
                unread += bytes
                guard unread.count <= Self.largestBacklog else {
                    throw .outputTooLarge(host: order.host, what: order.what, limit: Self.largestBacklog)
                }
            }
        }
    }

    /// The next line without its line feed; nil when it is not complete.
    func takeLine(limit: Int, _ order: Order) throws(SSHError) -> [UInt8]? {
        let end = unread.withUnsafeBytes { bytes -> Int? in
            guard let start = bytes.baseAddress, bytes.count > searched else { return nil }
            return memchr(start + searched, 0x0A, bytes.count - searched).map { UnsafeRawPointer($0) - start }
        }
        guard (end ?? unread.count) <= limit else {
            throw .outputTooLarge(host: order.host, what: order.what, limit: limit)
        }
        searched = end == nil ? unread.count : 0
        guard let end else { return nil }
        defer { unread.removeFirst(end + 1) }
        return Array(unread[..<end])
    }

    /// Why there will be no further line; ask only when the channel is closed.
    func ending(_ order: Order) -> SSHError {
        let said = String(decoding: errorTail, as: UTF8.self)
        return .commandEnded(
            host: order.host,
            command: command,
            status: pump.channel.exit.status,
            said: String(said.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
        )
    }
}
