/// One file sent by SFTP.
final class UploadOperation: Operation {
    private enum Phase {
        case starting, opening, writing, settingMode, closingFile, ending
    }

    let order: Order
    private let path: String
    private let mode: Int
    private let content: UploadSource.Content
    private let reply: Reply<Bool>
    private var source: UploadSource?
    private var piece: [UInt8] = []
    private var confirmed = 0
    private var phase = Phase.starting
    private var upload: LibSSH2Upload?

    init(order: Order, content: UploadSource.Content, path: String, mode: Int, reply: Reply<Bool>) {
        self.order = order
        self.content = content
        self.path = path
        self.mode = mode
        self.reply = reply
    }

    var isSettled: Bool { reply.isGiven }

    func fail(_ error: SSHError) {
        reply.give(.failure(error))
    }

    /// After a refusal the session goes on; in the middle of a transfer libssh2 cannot be brought back.
    func abandon(in session: LoopSession) -> Cleanup {
        guard upload != nil else { return .nothing }
        return phase == .ending && session.transport?.isMidPacket == false ? .stepping : .drop
    }

    func step(in session: LoopSession) throws(SSHError) -> Progress {
        let upload = try prepare(in: session)
        for _ in 0..<16 {
            do throws(LibSSH2Error) {
                guard try advance(upload, in: session) else { return .waiting }
            } catch {
                throw refusal(error, upload, session)
            }
            if phase == .ending {
                reply.give(.success(true))
                return upload.end() ? .finished : .waiting
            }
            try loadPiece()
        }
        return .again
    }

    private func prepare(in session: LoopSession) throws(SSHError) -> LibSSH2Upload {
        if let upload { return upload }
        do throws(Errno) {
            source = try UploadSource(content)
        } catch {
            throw unreadable(error)
        }
        let upload = LibSSH2Upload(session: try session.requireTransport(order))
        self.upload = upload
        return upload
    }

    /// True when the next call can follow at once.
    private func advance(_ upload: LibSSH2Upload, in session: LoopSession) throws(LibSSH2Error) -> Bool {
        switch phase {
        case .starting:
            guard try upload.start() != nil else { return false }
            phase = .opening
        case .opening:
            guard try upload.open(path, mode: mode) != nil else { return false }
            phase = .writing
        case .writing:
            return try write(upload)
        case .settingMode:
            guard try upload.setMode(mode) != nil else { return false }
            phase = .closingFile
        case .closingFile:
            guard try upload.closeFile() != nil else { return false }
            phase = .ending
        case .ending: break
        }
        return true
    }

    private func write(_ upload: LibSSH2Upload) throws(LibSSH2Error) -> Bool {
        let rest = confirmed
        let count = try piece.withUnsafeBufferPointer { bytes throws(LibSSH2Error) in
            try upload.write(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes[rest...])))
        }
        confirmed += count ?? 0
        return count != nil
    }

    /// Reads on when everything in memory has been confirmed; no more to read is the end of writing.
    private func loadPiece() throws(SSHError) {
        guard phase == .writing, confirmed == piece.count, let source else { return }
        do throws(Errno) {
            piece = try source.nextPiece()
        } catch {
            throw unreadable(error)
        }
        confirmed = 0
        if piece.isEmpty { phase = .settingMode }
    }

    private func refusal(_ error: LibSSH2Error, _ upload: LibSSH2Upload, _ session: LoopSession) -> SSHError {
        if phase == .starting, error.refusal != nil {
            // Nothing was opened, so the session can go on.
            self.upload = nil
            if error.deniesSubsystem { return .noFileTransfer(host: order.host, path: path) }
        }
        // Without an answer of the server, this code only means that the connection has gone.
        guard error.code == LibSSH2Upload.protocolError, let reason = upload.serverReason else {
            return session.failure(error, order)
        }
        // Nothing is under way after an answer, so the session can go on.
        phase = .ending
        return .transferFailed(host: order.host, path: path, reason: reason)
    }

    private func unreadable(_ error: Errno) -> SSHError {
        guard case .file(let local) = content else { return order.disconnection }
        return .transferFailed(
            host: order.host,
            path: path,
            reason: "the local file \(local) cannot be read (\(error.text))"
        )
    }
}
