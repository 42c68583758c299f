import Glibc

/// Where an upload's bytes come from, in pieces of the size that SFTP moves fastest. Loop thread only.
final class UploadSource {
    /// What an upload is asked to send.
    enum Content: Sendable {
        case bytes([UInt8])
        case file(String)
    }

    static let pieceSize = 256 << 10

    private let content: Content
    private var descriptor: Int32 = -1
    private var offset = 0

    init(_ content: Content) throws(Errno) {
        self.content = content
        if case .file(let path) = content {
            descriptor = open(path, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw Errno.last }
        }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Empty at the end.
    func nextPiece() throws(Errno) -> [UInt8] {
        switch content {
        case .bytes(let bytes):
            defer { offset += Self.pieceSize }
            return Array(bytes.dropFirst(offset).prefix(Self.pieceSize))
        case .file:
            var piece = [UInt8](repeating: 0, count: Self.pieceSize)
            let count = read(descriptor, &piece, piece.count)
            guard count >= 0 else { throw Errno.last }
            return Array(piece[..<count])
        }
    }
}
