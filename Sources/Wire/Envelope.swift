/// The version of the documents in this module. An agent and a controller of different versions refuse each other.
package let wireVersion = 1

/// No frame is longer than this, in bytes; a longer one is refused unread.
package let maximumFrameBytes = 4 << 20

/// One request to a host's agent: one line of JSON on the gate's standard input.
package struct RequestFrame: Codable, Equatable, Sendable {
    package let version: Int
    /// On a lab host the time to follow, in epoch seconds (DESIGN section 10). A real agent refuses a frame that has
    /// one.
    package let labTime: Int64?
    package let request: Request

    package init(version: Int = wireVersion, labTime: Int64? = nil, request: Request) {
        self.version = version
        self.labTime = labTime
        self.request = request
    }
}

/// What a controller can ask of an agent. There is nothing else.
package enum Request: Codable, Equatable, Sendable {
    /// Who is there: version, boot, isolation.
    case hello
    /// Converge to this desired state; answers with what is observed now.
    case apply(DesiredHost)
    /// Everything recorded since a sequence number, and what is observed now.
    case report(ReportQuery)
    /// The next part of a stopped server's files, to be carried to another host.
    case pack(PackQuery)
    /// How far a server's files have arrived here.
    case arrival(ArrivalQuery)
    /// A part of a server's files, for the host that it comes to.
    case unpack(UnpackOrder)
    /// What a server wrote to its log.
    case log(LogQuery)
    /// A command for a server's console; answers with where its log ended then.
    case say(ConsoleLine)
    /// Which ports others than its servers hold on this host.
    case sockets(SocketQuery)
}

/// One answer: one line of JSON on the gate's standard output.
package struct ResponseFrame: Codable, Equatable, Sendable {
    package let version: Int
    package let response: Response

    package init(version: Int = wireVersion, response: Response) {
        self.version = version
        self.response = response
    }
}

/// What an agent answers.
package enum Response: Codable, Equatable, Sendable {
    case hello(HostFacts)
    case applied(AppliedHost)
    case report(HostReport)
    case packed(PackedPart)
    case arrival(Arrival)
    case log(LogPage)
    case sockets([BoundSocket])
    case refused(AgentRefusal)
}

/// Why a request was not carried out; `message` is a full sentence for a person.
package struct AgentRefusal: Codable, Equatable, Sendable, Error {
    package enum Reason: String, Codable, Sendable {
        /// Not JSON, not a known request, too long.
        case malformed
        /// Agent and controller speak different versions of this protocol.
        case version
        /// A lab time for a real agent, or none for a lab agent, or one that runs backwards.
        case clock
        /// The daemon does not run and could not be started.
        case unavailable
        /// The agent could not do it: disk full, program not allowed.
        case failed
    }

    package let reason: Reason
    package let message: String

    package init(_ reason: Reason, _ message: String) {
        self.reason = reason
        self.message = message
    }
}
