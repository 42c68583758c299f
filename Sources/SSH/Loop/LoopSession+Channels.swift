extension LoopSession {
    /// Closes a channel; true when it needs no more attention from the operation that had it.
    ///
    /// sshd confirms only when the command has ended, which an abandoned one may never do: such a channel lingers.
    func close(_ channel: LibSSH2Channel) -> Bool {
        if channel.free() { return true }
        if transport?.isMidPacket != false { return false }
        lingering.append(channel)
        return true
    }

    /// Frees the lingering channels whose command has ended since.
    func closeLingering() {
        lingering.removeAll { transport?.isMidPacket == false && $0.free() }
    }
}
