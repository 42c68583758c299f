import Contract
import Glibc
import Metering
import Probing

/// Asks every server once, some at a time, and whoever is silent's host whether the way to it is open. Waits for nobody longer
/// than the time limit of its probe, and never blocks its thread.
struct OutsideRound {
    let targets: [OutsideTarget]
    /// Where each host's sshd listens.
    let doors: [String: OutsideDoor]

    /// Questions under way at once, and of them to one host: a dead one does not use up all others' places.
    private static let mostAtOnce = 256
    private static let mostPerHost = 16
    /// Every so many milliseconds, so many new questions: 1600 a second at most.
    private static let tick = 5
    private static let mostPerTick = 8

    private struct Question {
        let target: OutsideTarget
        let probe: ProbeSocket
    }

    struct Answers {
        var samples: [OutsideLook.Sample] = []
        var reached: Set<String> = []
    }

    @concurrent func run() async throws -> Answers {
        var answers = Answers()
        answers.samples = try await ask()
        let silent = Set(answers.samples.lazy.filter { !$0.answered }.map(\.host))
        let alive = Set(answers.samples.lazy.filter(\.answered).map(\.host))
        answers.reached = try await knock(at: silent.subtracting(alive))
        return answers
    }

    private func ask() async throws -> [OutsideLook.Sample] {
        var waiting = targets.shuffled()
        var underWay: [Question] = []
        var samples: [OutsideLook.Sample] = []
        func end(_ target: OutsideTarget, _ answered: Bool) {
            samples.append(
                OutsideLook.Sample(server: target.server, host: target.host, place: target.place, answered: answered)
            )
        }
        while !waiting.isEmpty || !underWay.isEmpty {
            for target in take(from: &waiting, beside: underWay) {
                let now = Self.monotonic()
                let probe = ProbeSocket(
                    target.kind,
                    of: target.address,
                    port: target.port,
                    timeout: target.timeout,
                    now: now,
                    sent: 0
                )
                if let probe { underWay.append(Question(target: target, probe: probe)) } else { end(target, false) }
            }
            let now = Self.monotonic()
            underWay.removeAll { question in
                guard let result = question.probe.result(now: now) else { return false }
                end(question.target, question.target.isAnswered(by: result))
                return true
            }
            try await Task.sleep(for: .milliseconds(Self.tick))
        }
        return samples
    }

    /// The next ones to ask.
    private func take(from waiting: inout [OutsideTarget], beside underWay: [Question]) -> [OutsideTarget] {
        var busy = Dictionary(grouping: underWay, by: \.target.host).mapValues(\.count)
        var room = min(Self.mostPerTick, Self.mostAtOnce - underWay.count)
        var taken: [OutsideTarget] = []
        waiting.removeAll { target in
            guard room > 0, busy[target.host, default: 0] < Self.mostPerHost else { return false }
            room -= 1
            busy[target.host, default: 0] += 1
            taken.append(target)
            return true
        }
        return taken
    }

    /// Which of these hosts answer at the door of their sshd.
    private func knock(at hosts: Set<String>) async throws -> Set<String> {
        var open: Set<String> = []
        var knocks = hosts.compactMap { host in doors[host].map { (host, Knock($0)) } }
        let end = Self.monotonic() + Knock.patience
        while !knocks.isEmpty, Self.monotonic() < end {
            knocks.removeAll { host, knock in
                guard let isOpen = knock.isOpen else { return false }
                if isOpen { open.insert(host) }
                return true
            }
            try await Task.sleep(for: .milliseconds(Self.tick))
        }
        return open
    }

    private static func monotonic() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
