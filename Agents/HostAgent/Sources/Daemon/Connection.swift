import Glibc
import Wire

/// One gate's connection to the daemon.
final class Connection {
    let descriptor: Int32
    private var reader = FrameReader(limit: maximumFrameBytes)
    private var output: [UInt8] = []
    /// Nothing more is read; it closes when the answers are out.
    private(set) var ending = false
    private(set) var closed = false
    /// Its frame is being worked on; the next one waits.
    var busy = false

    init(_ descriptor: Int32) {
        self.descriptor = descriptor
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    }

    deinit { close(descriptor) }

    var events: Int16 {
        let reading = ending || busy ? 0 : Int16(POLLIN)
        return output.isEmpty ? reading : reading | Int16(POLLOUT)
    }

    /// Reads what is there.
    func receive() {
        guard let bytes = ByteStream.readSome(from: descriptor, most: 1 << 18) else {
            if errno != EAGAIN { closed = true }
            return
        }
        if bytes.isEmpty { finish() }
        reader.take(bytes)
    }

    /// The next whole frame; nil when there is none yet.
    func nextFrame() -> [UInt8]? {
        guard !busy, !closed else { return nil }
        switch reader.next() {
        case .frame(let bytes): return bytes
        case .partial: return nil
        case .tooLong:
            if !ending { answer(.refused(FrameText.tooLong)) }
            finish()
            return nil
        }
    }

    func answer(_ response: Response) {
        output += FrameText.line(response)
        flush()
    }

    func flush() {
        while !output.isEmpty {
            let sent = send(descriptor, output, output.count, Int32(MSG_NOSIGNAL))
            if sent < 0, errno == EAGAIN { return }
            guard sent > 0 else { return closed = true }
            output.removeFirst(sent)
        }
        if ending, !busy { closed = true }
    }

    private func finish() {
        ending = true
        if output.isEmpty, !busy { closed = true }
    }
}
