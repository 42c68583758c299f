/// One protocol that asks a server who plays on it. Pure: bytes in, bytes out, no clock and no socket.
///
/// What it reads was written by a program that a client may control: it reads within bounds and ignores what it does not
/// understand.
protocol ProbeDialogue {
    /// What is sent first.
    var opening: [UInt8] { get }

    /// Takes one datagram or, over TCP, everything received so far.
    mutating func take(_ bytes: [UInt8]) -> ProbeStep

    /// What is sent when it is done, so that the server forgets us.
    var parting: [UInt8] { get }
}

extension ProbeDialogue {
    var parting: [UInt8] { [] }
}

/// What to do after some bytes came.
enum ProbeStep: Equatable {
    /// Not for us, or not all of it yet.
    case wait
    case send([UInt8])
    case done(ProbeAnswer)
}
