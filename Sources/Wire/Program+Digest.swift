extension Program {
    /// A number that changes with everything a process must be started anew for; probing, stopping and restart rules
    /// are not part. Its own encoding rather than JSON's, so that a newer agent does not restart every server of a
    /// host.
    package var runDigest: UInt64 {
        var digest = Digest()
        digest.add("\(slots) \(openFiles)")
        if let restarts { digest.add("restart \(restarts)") }
        if console == true { digest.add("console") }
        digest.add(address)
        digest.add(ports.map { "\($0.name) \($0.transport.rawValue) \($0.number)" })
        digest.add(arguments)
        digest.add(environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" })
        digest.add(files.flatMap { [$0.path, String($0.mode), $0.text] })
        if let instance { digest.add([instance.address, "\(instance.port)", instance.user, instance.secretFile]) }
        if let resume { digest.add([resume.folder, resume.suffix] + resume.arguments) }
        return digest.value
    }
}

/// FNV-1a over texts, each with its length before it.
private struct Digest {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func add(_ texts: [String]) {
        add(String(texts.count))
        texts.forEach { add($0) }
    }

    mutating func add(_ text: String) {
        for byte in "\(text.utf8.count):".utf8 { add(byte) }
        for byte in text.utf8 { add(byte) }
    }

    private mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
}
