import Testing
import Wire

@testable import HostAgent

struct AcceptanceTests {
    private let program = Program.mumble(Place(address: "127.9.9.9", port: 20_000), slots: 5)

    private func decide(_ wanted: DesiredServer, known: DesiredServer? = nil, fault: String? = nil) -> Acceptance {
        Acceptance(wanted, known: known.map { ServerBook.Entry(desired: $0) }) { _ in fault }
    }

    private func isRefused(_ acceptance: Acceptance) -> Bool {
        if case .refuse(let message) = acceptance { message.hasSuffix(".") } else { false }
    }

    @Test func `higher generations are taken, equal ones with the same content too, lower ones refused`() {
        let known = DesiredServer.running(1, 5, program)
        #expect(decide(.running(1, 6, program), known: known) == .take(.running(1, 6, program)))
        #expect(decide(known, known: known) == .same)
        #expect(isRefused(decide(.running(1, 4, program), known: known)))
        #expect(isRefused(decide(.stopped(1, 5), known: known)))
    }

    @Test func `a program is kept for a stop and for the erasure`() {
        let known = DesiredServer.running(1, 5, program)
        let kept = DesiredServer(id: "srv-1", generation: 6, state: .stopped, program: program)
        #expect(decide(.stopped(1, 6), known: known) == .take(kept))
        guard case .take(let absent) = decide(.absent(1, 6), known: known) else {
            Issue.record("not taken")
            return
        }
        #expect(absent.program == program)
        #expect(decide(.absent(1, 6), known: .absent(1, 6)) == .same)
    }

    @Test func `running needs a program without fault`() {
        #expect(isRefused(decide(.running(1, 1, program), fault: "It may not run.")))
        let bare = DesiredServer(id: "srv-1", generation: 1, state: .running, program: nil)
        #expect(isRefused(decide(bare)))
        #expect(isRefused(decide(DesiredServer(id: "x", generation: 1, state: .stopped, program: nil))))
        // What may not run any more can still be erased.
        #expect(!isRefused(decide(.absent(1, 6), known: .running(1, 5, program), fault: "It may not run.")))
    }

    @Test(arguments: [
        "", "/etc/passwd", "../x", "a/../b", "a//b", "a/", "./a", ".lessor-server", "a/.lessor-x", "server.log", "a\0b",
    ])
    func `paths that leave the directory are refused`(path: String) { #expect(!ProgramCheck.isSafe(path)) }

    @Test(arguments: ["murmur.ini", "a/b/c.cfg", "..a", "a..b", ".hidden"])
    func `plain paths are allowed`(path: String) { #expect(ProgramCheck.isSafe(path)) }

    @Test func `faults of a program are found`() {
        let check = ProgramCheck(allowed: [murmurd])
        #expect(check.fault(program) == nil)
        #expect(check.fault(.mumble(Place(address: "0.0.0.0", port: 20_000), slots: 5)) != nil)
        #expect(check.fault(.mumble(Place(address: "localhost", port: 20_000), slots: 5)) != nil)
        #expect(check.fault(.mumble(Place(address: "127.0.0.1", port: 70_000), slots: 5)) != nil)
        #expect(check.fault(.mumble(Place(address: "127.0.0.1", port: 20_000), slots: 0)) != nil)
        #expect(check.fault(.mumble(Place(address: "127.0.0.1", port: 20_000), slots: 5, path: "/bin/sh")) != nil)
        #expect(ProgramCheck(allowed: []).fault(program) != nil)
    }

    @Test(arguments: ["/tmp/games/program", "/var/tmp/program", "/var/lib/lessor-agent/bin/program"])
    func `a program that servers do not see is refused, one beside it is not`(path: String) throws {
        let hidden = PrivateView.hidden(with: "/var/lib/lessor-agent")
        let place = Place(address: "127.0.0.1", port: 20_000)
        let asked = Program.mumble(place, slots: 5, path: path)
        let fault = try #require(ProgramCheck(allowed: [path], hidden: hidden).fault(asked))
        #expect(fault.contains("do not see the folder of \(path)"), "\(fault)")
        #expect(ProgramCheck(allowed: [path]).fault(asked) == nil)
        #expect(ProgramCheck(allowed: [murmurd], hidden: hidden).fault(.mumble(place, slots: 5)) == nil)
    }

    @Test(
        arguments: [
            (nil, nil, nil, true), ("quit", true, nil, true), ("quit", nil, nil, false), ("", true, nil, false),
            ("a\nb", true, nil, false),
            (nil, nil, ResumePlan(folder: "save/auto", suffix: ".sav", arguments: ["-g", "{FILE}"]), true),
            (nil, nil, ResumePlan(folder: "../x", suffix: ".sav", arguments: []), false),
            (nil, nil, ResumePlan(folder: "/etc", suffix: ".sav", arguments: []), false),
            (nil, nil, ResumePlan(folder: "save", suffix: "", arguments: []), false),
            (nil, nil, ResumePlan(folder: "save", suffix: ".sav", arguments: ["a\0b"]), false),
        ] as [(String?, Bool?, ResumePlan?, Bool)]
    )
    func `a stop command and a saved game are checked`(
        command: String?,
        console: Bool?,
        resume: ResumePlan?,
        isFine: Bool
    ) {
        let usual = program
        let asked = Program(
            slots: usual.slots,
            address: usual.address,
            ports: usual.ports,
            arguments: usual.arguments,
            environment: usual.environment,
            files: usual.files,
            prepare: usual.prepare,
            probe: usual.probe,
            stop: StopPlan(signal: 15, graceSeconds: 1, command: command),
            cleanExitCodes: usual.cleanExitCodes,
            restart: usual.restart,
            openFiles: usual.openFiles,
            console: console,
            resume: resume
        )
        let fault = ProgramCheck(allowed: [murmurd]).fault(asked)
        #expect((fault == nil) == isFine, "\(fault ?? "")")
        #expect((asked.runDigest == usual.runDigest) == (resume == nil && console == nil))
    }

    @Test func `the digest changes with what a process must be started anew for, and only then`() {
        let place = Place(address: "127.9.9.9", port: 20_000)
        #expect(program.runDigest == Program.mumble(place, slots: 5).runDigest)
        #expect(program.runDigest != Program.mumble(place, slots: 6).runDigest)
        #expect(program.runDigest != Program.mumble(Place(address: "127.9.9.8", port: 20_000), slots: 5).runDigest)
        #expect(program.runDigest == Program.mumble(place, slots: 5, failures: 9).runDigest)
        // A fixed value: a newer agent that counts differently would restart every server of a host.
        #expect(Program.fixed.runDigest == 2_547_853_642_898_399_235)
    }
}

extension Program {
    static let fixed = Program(
        slots: 1,
        address: "",
        ports: [],
        arguments: [],
        environment: [:],
        files: [],
        prepare: [],
        probe: ProbePlan(kind: .mumble, port: "", intervalSeconds: 1, timeoutMilliseconds: 1, failures: 1),
        stop: StopPlan(signal: 15, graceSeconds: 1),
        cleanExitCodes: [],
        restart: RestartPlan(attempts: 1, intervalSeconds: 1, delaySeconds: 1, maximumDelaySeconds: 1),
        openFiles: 16
    )
}
