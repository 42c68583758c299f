/// One command, from its channel's opening to its end.
final class ExecOperation: Operation {
    private enum Phase {
        case starting
        case running(ChannelPump)
        case closing
    }

    let order: Order
    private let reply: Reply<ExecResult>
    private let start: CommandStart
    private let input: [UInt8]
    private let outputLimit: Int
    private var phase = Phase.starting
    private var output: [UInt8] = []
    private var errorOutput: [UInt8] = []

    init(order: Order, command: String, input: [UInt8], outputLimit: Int, reply: Reply<ExecResult>) {
        self.order = order
        self.reply = reply
        self.input = input
        self.outputLimit = outputLimit
        start = CommandStart(command)
    }

    var isSettled: Bool { reply.isGiven }

    func fail(_ error: SSHError) {
        reply.give(.failure(error))
    }

    func abandon(in session: LoopSession) -> Cleanup {
        if start.isClean { return .nothing }
        // What is half sent cannot be finished without the bytes that follow.
        if session.transport?.isMidPacket != false { return .drop }
        if start.channel != nil { phase = .closing }
        return .stepping
    }

    func step(in session: LoopSession) throws(SSHError) -> Progress {
        while true {
            switch phase {
            case .starting:
                guard try begin(in: session) else { return .waiting }
            case .running(let pump):
                switch try pump.run(in: session, order, deliver: take) {
                case .waiting: return .waiting
                case .again: return .again
                case .closed: finish(pump.channel)
                }
            case .closing:
                guard let channel = start.channel, !session.close(channel) else { return .finished }
                return .waiting
            }
        }
    }

    private func begin(in session: LoopSession) throws(SSHError) -> Bool {
        if isSettled {
            guard try start.openChannel(in: session, order) != nil else { return false }
            phase = .closing
        } else {
            guard let channel = try start.step(in: session, order) else { return false }
            phase = .running(ChannelPump(channel, input: input, endsInput: true))
        }
        return true
    }

    private func take(_ flow: LibSSH2Channel.Flow, _ bytes: UnsafeRawBufferPointer) throws(SSHError) {
        guard output.count + errorOutput.count + bytes.count <= outputLimit else {
            throw .outputTooLarge(host: order.host, what: order.what, limit: outputLimit)
        }
        if flow == .output { output += bytes } else { errorOutput += bytes }
    }

    private func finish(_ channel: LibSSH2Channel) {
        let exit = channel.exit
        reply.give(
            .success(
                ExecResult(
                    output: output,
                    errorOutput: errorOutput,
                    exitStatus: exit.status,
                    exitSignal: exit.signal
                )
            )
        )
        phase = .closing
    }
}
