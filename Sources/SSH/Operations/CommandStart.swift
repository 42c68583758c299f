/// Opens a channel and has a command started on it.
final class CommandStart {
    private let command: String
    /// Set as soon as the channel is open, so that it can be closed whatever follows.
    private(set) var channel: LibSSH2Channel?
    /// The server opened none, so there is nothing to close.
    private var hasFailedToOpen = false
    private var hasBegun = false

    init(_ command: String) {
        self.command = command
    }

    /// Nothing has been opened, and no answer about it is under way.
    var isClean: Bool { hasFailedToOpen || !hasBegun }

    /// Nil while there is more to wait for.
    func step(in session: LoopSession, _ order: Order) throws(SSHError) -> LibSSH2Channel? {
        guard let channel = try openChannel(in: session, order) else { return nil }
        do throws(LibSSH2Error) {
            return try channel.execute(command).map { channel }
        } catch {
            throw session.failure(error, order)
        }
    }

    /// Only the first half; once begun it must be waited for, even when nobody wants the channel any more.
    func openChannel(in session: LoopSession, _ order: Order) throws(SSHError) -> LibSSH2Channel? {
        if let channel { return channel }
        let transport = try session.requireTransport(order)
        hasBegun = true
        do throws(LibSSH2Error) {
            channel = try transport.openChannel()
        } catch {
            hasFailedToOpen = true
            throw session.failure(error, order)
        }
        return channel
    }
}
