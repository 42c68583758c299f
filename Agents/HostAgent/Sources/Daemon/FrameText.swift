import Wire

/// Frames as bytes.
enum FrameText {
    private struct Version: Decodable { let version: Int }

    /// Throws what shall be answered instead: another version, or no request at all.
    static func request(_ bytes: [UInt8]) throws(AgentRefusal) -> RequestFrame {
        guard let version = JSONText.decode(Version.self, from: bytes)?.version else {
            throw AgentRefusal(
                .malformed,
                "The request is no JSON frame with a version; only a Lessor controller may speak here."
            )
        }
        guard version == wireVersion else {
            throw AgentRefusal(
                .version,
                "The controller speaks protocol version \(version) and this agent (\(lessorVersion)) speaks \(wireVersion); "
                    + "bring both to the same release with `lessor host upgrade`."
            )
        }
        guard let frame = JSONText.decode(RequestFrame.self, from: bytes) else {
            throw AgentRefusal(
                .malformed,
                "The frame holds no request that this agent knows; bring both to the same release with `lessor host upgrade`."
            )
        }
        return frame
    }

    static let tooLong = AgentRefusal(
        .malformed,
        "The frame is longer than \(maximumFrameBytes) bytes; it was not read. Send fewer servers at once."
    )

    /// The answer as one line.
    static func line(_ response: Response) -> [UInt8] {
        let bytes = try? JSONText.encode(ResponseFrame(response: response))
        // Encoding fails only on values that JSON does not know (not a number), and no answer holds any.
        return (bytes ?? Array(#"{"version":1,"response":{}}"#.utf8)) + [10]
    }
}
