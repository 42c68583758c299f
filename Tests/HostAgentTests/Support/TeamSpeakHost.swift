import Controller
import TestSupport
import Testing
import Wire

@testable import HostAgent

/// What the tests of TeamSpeak share: an agent beside a stub instance.
enum TeamSpeakHost {
    static let product = "teamspeak3"

    static func agent(_ instance: StubInstance) throws -> TestAgent {
        let agent = try TestAgent(programs: [], files: [instance.secretFile], ownUsers: true)
        try agent.start()
        return agent
    }

    /// The same with a server 1 of six slots that is up, in which clients have made a channel.
    static func agent(_ instance: StubInstance, withDataAt place: Place) async throws -> TestAgent {
        let agent = try agent(instance)
        try agent.apply(.running(1, 1, render(place, instance, slots: 6)))
        try await agent.wait(1) { $0.state == .up }
        try instance.say("use sid=\(try #require(instance.held.first).id)", "channelcreate channel_name=Theirs")
        return agent
    }

    /// The product's program with a stub in the place of the instance, asked more often.
    static func render(_ place: Place, _ instance: StubInstance, slots: Int) throws -> Program {
        let real = try ShelfTests.render(ShelfTests.shelf().template(product).accepted, place, slots: slots)
        return real.with(instance: instance.plan)
    }

    /// In no file of the agent's or of a server's, in no argument list, no environment and no answer.
    static func expectNoSecret(in agent: TestAgent, _ others: String...) throws {
        for secret in [StubInstance.password, #"s3rve\s\/\p"#] + others {
            #expect(agent.processes(showing: secret).isEmpty, "the password stands in a command line or an environment")
            let files = Child(["/usr/bin/grep", "-rlF", "-e", secret, agent.path])
            #expect(files.readLine() == nil, "the password stands in a file")
            let told = String(decoding: try JSONText.encode(try agent.report()), as: UTF8.self)
            #expect(!told.contains(secret))
        }
    }
}
