import Glibc

/// One client: reads a head, sends an answer, and again. Never waits; a poll says when to go on.
final class StatusConnection {
    let descriptor: Int32
    private let site: StatusSite
    private let hosts: HTTPHosts
    private let limits: StatusLimits
    private var input: [UInt8] = []
    /// How much of the input is known to have no end of a head.
    private var searched = 0
    private var output: ArraySlice<UInt8> = []
    private var file: StatusFile?
    private var position = 0
    private var closesAfterwards = false
    /// When the head or the answer under way must be done, and when the present wait is over; monotonic seconds.
    private var wholeDeadline: Double
    private var stepDeadline: Double

    private static let chunk = 64 * 1024

    init(_ descriptor: Int32, site: StatusSite, hosts: HTTPHosts, limits: StatusLimits, now: Double) {
        self.descriptor = descriptor
        self.site = site
        self.hosts = hosts
        self.limits = limits
        wholeDeadline = now + limits.head
        stepDeadline = wholeDeadline
    }

    deinit { close(descriptor) }

    var wantsToWrite: Bool { !output.isEmpty || file != nil }
    /// Whether nobody loses anything when it is closed.
    var isIdle: Bool { !wantsToWrite && input.isEmpty }
    var deadline: Double { min(wholeDeadline, stepDeadline) }

    /// Goes on as far as it can; false when the connection is over.
    func advance(canRead: Bool, now: Double) -> Bool {
        if now >= deadline {
            guard !wantsToWrite, !input.isEmpty else { return false }
            refuse(.tooSlow)
            wholeDeadline = now + 1
            stepDeadline = wholeDeadline
        }
        if canRead, !wantsToWrite, !read(now) { return false }
        while true {
            if wantsToWrite {
                guard let isDone = write(now) else { return false }
                if !isDone { return true }
                if closesAfterwards { return finish() }
                wholeDeadline = now + limits.rest
                stepDeadline = wholeDeadline
            }
            guard takeHead(now) else { return true }
        }
    }

    /// Answers that no more clients are served.
    func turnAway() {
        refuse(.tooMany)
        _ = write(0)
        _ = finish()
    }

    private func read(_ now: Double) -> Bool {
        if input.isEmpty {
            wholeDeadline = now + limits.head
            stepDeadline = wholeDeadline
        }
        var buffer = [UInt8](repeating: 0, count: HTTPRequest.headLimit)
        let count = Glibc.recv(descriptor, &buffer, buffer.count, 0)
        if count < 0 { return errno == EAGAIN || errno == EINTR }
        input += buffer.prefix(count)
        return count > 0
    }

    /// Takes the next head of the input, if it is whole, and makes the answer.
    private func takeHead(_ now: Double) -> Bool {
        // Some clients send an empty line after a request.
        while input.starts(with: [13, 10]) { input.removeFirst(2) }
        guard let end = endOfHead() else {
            if input.count > HTTPRequest.headLimit { refuse(.headTooLong) }
            return wantsToWrite
        }
        let head = Array(input[..<end])
        input.removeFirst(end)
        searched = 0
        wholeDeadline = now + limits.answer
        stepDeadline = now + limits.step
        guard head.count <= HTTPRequest.headLimit else {
            refuse(.headTooLong)
            return true
        }
        do throws(HTTPRefusal) { answer(try HTTPRequest.parse(head, to: hosts)) } catch { refuse(error) }
        return true
    }

    private func endOfHead() -> Int? {
        guard input.count >= 4 else { return nil }
        defer { searched = input.count }
        return (max(4, searched)...input.count).first { input[$0 - 4..<$0].elementsEqual([13, 10, 13, 10]) }
    }

    private func answer(_ request: HTTPRequest) {
        do throws(HTTPRefusal) {
            let found = try site.open(request.path)
            closesAfterwards = !request.keepsAlive
            var fields = ["ETag: \(found.tag)"]
            guard request.ifNoneMatch.map({ $0.contains(found.tag) || $0 == "*" }) != true else {
                output = HTTPHead.text("304 Not Modified", fields, keepsAlive: request.keepsAlive)[...]
                return
            }
            fields += ["Content-Type: \(found.type)", "Content-Length: \(found.size)"]
            output = HTTPHead.text("200 OK", fields, keepsAlive: request.keepsAlive)[...]
            guard request.method == .get else { return }
            (file, position) = (found, 0)
        } catch {
            refuse(error, keepsAlive: request.keepsAlive, hasBody: request.method == .get)
        }
    }

    private func refuse(_ refusal: HTTPRefusal, keepsAlive: Bool = false, hasBody: Bool = true) {
        closesAfterwards = !(refusal.keepsAlive && keepsAlive)
        output = HTTPHead.refusal(refusal, keepsAlive: !closesAfterwards, hasBody: hasBody)[...]
        file = nil
    }

    /// Whether everything is sent; nil when it cannot be.
    private func write(_ now: Double) -> Bool? {
        while wantsToWrite {
            if output.isEmpty, !load() { return nil }
            if output.isEmpty { break }
            let count = output.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            if count < 0 && errno == EINTR { continue }
            if count < 0 { return errno == EAGAIN ? false : nil }
            output = output.dropFirst(count)
            stepDeadline = now + limits.step
        }
        return true
    }

    /// Reads on in the file; false when it is shorter than promised.
    private func load() -> Bool {
        guard let file else { return true }
        guard position < file.size else {
            self.file = nil
            return true
        }
        var buffer = [UInt8](repeating: 0, count: min(Self.chunk, file.size - position))
        let count = pread(file.descriptor, &buffer, buffer.count, off_t(position))
        guard count > 0 else { return false }
        output = buffer.prefix(count)
        position += count
        return true
    }

    /// Says that nothing more comes, and takes what the client still sends: closing at once would throw the answer away.
    private func finish() -> Bool {
        shutdown(descriptor, Int32(SHUT_WR))
        var buffer = [UInt8](repeating: 0, count: Self.chunk)
        while recv(descriptor, &buffer, buffer.count, 0) > 0 {}
        return false
    }
}
