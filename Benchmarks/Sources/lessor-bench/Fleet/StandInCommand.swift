import ArgumentParser
import Foundation
import Wire

/// The far end of one session: what the gate of a host with its agent would answer. One process a host, as sshd starts them.
struct StandInCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stand-in",
        abstract: "Answers on standard output as the agent of a host would; what `fleet` has sshd start.",
        shouldDisplay: false
    )

    @Option(help: "For how many days its servers say that they have been up.")
    var age = 0

    func run() throws {
        var host = StandInHost(age: age)
        let (decoder, encoder) = (JSONDecoder(), JSONEncoder())
        while let line = readLine() {
            let frame = try decoder.decode(RequestFrame.self, from: Data(line.utf8))
            let answer = ResponseFrame(response: host.answer(to: frame.request))
            try FileHandle.standardOutput.write(contentsOf: encoder.encode(answer) + Data("\n".utf8))
        }
    }
}
