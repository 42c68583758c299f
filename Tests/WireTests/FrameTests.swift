import Foundation
import Testing
import Wire

/// The text of the frames is a promise between releases: it is written out here.
struct FrameTests {
    private func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    @Test(arguments: [
        (RequestFrame(request: .hello), #"{"request":{"hello":{}},"version":1}"#),
        (RequestFrame(labTime: 7, request: .hello), #"{"labTime":7,"request":{"hello":{}},"version":1}"#),
        (
            RequestFrame(request: .report(ReportQuery(journalID: "j", since: 3, limit: 10))),
            #"{"request":{"report":{"_0":{"journalID":"j","limit":10,"since":3}}},"version":1}"#
        ),
        (
            RequestFrame(
                request: .apply(
                    DesiredHost(servers: [DesiredServer(id: "srv-1", generation: 2, state: .absent, program: nil)])
                )
            ),
            #"{"request":{"apply":{"_0":{"servers":[{"generation":2,"id":"srv-1","state":"absent"}]}}},"version":1}"#
        ),
    ])
    func `requests as text and back`(frame: RequestFrame, expected: String) throws {
        #expect(try text(frame) == expected)
        #expect(try JSONDecoder().decode(RequestFrame.self, from: Data(expected.utf8)) == frame)
    }

    @Test func `a refusal as text and back`() throws {
        let frame = ResponseFrame(response: .refused(AgentRefusal(.clock, "No.")))
        let expected = #"{"response":{"refused":{"_0":{"message":"No.","reason":"clock"}}},"version":1}"#
        #expect(try text(frame) == expected)
        #expect(try JSONDecoder().decode(ResponseFrame.self, from: Data(expected.utf8)) == frame)
    }

    @Test func `a whole program survives the way there`() throws {
        let program = Program(
            slots: 10,
            address: "192.0.2.7",
            ports: [PortBinding(name: "voice", transport: .udp, number: 64738)],
            arguments: ["/usr/sbin/murmurd", "-ini", "{DIR}/murmur.ini"],
            environment: ["LANG": "C"],
            files: [RenderedFile(path: "murmur.ini", mode: 0o600, text: "welcometext=\"é\n\"")],
            prepare: [PrepareStep(arguments: ["/usr/sbin/murmurd"], standardInput: "pw\n")],
            probe: ProbePlan(kind: .mumble, port: "voice", intervalSeconds: 10, timeoutMilliseconds: 900, failures: 3),
            stop: StopPlan(signal: 15, graceSeconds: 10),
            cleanExitCodes: [0],
            restart: RestartPlan(attempts: 5, intervalSeconds: 300, delaySeconds: 0.5, maximumDelaySeconds: 30),
            openFiles: 1024
        )
        let server = DesiredServer(id: "srv-1001", generation: 4, state: .running, program: program)
        let line = try text(RequestFrame(request: .apply(DesiredHost(servers: [server]))))
        #expect(!line.contains("\n"))
        let back = try JSONDecoder().decode(RequestFrame.self, from: Data(line.utf8))
        #expect(back.request == .apply(DesiredHost(servers: [server])))
    }
}
