import Foundation
import LoopbackHosts
import TestSupport
import Testing

/// What an operator does with one server: restart, logs, console, settings. Real sshd, agent and murmurd.
@Suite(.timeLimit(.minutes(10))) struct ServerPowerTests {
    @Test func `a restart is another process and nothing else`() async throws {
        try await withServer { fleet in
            let before = try await fleet.processes(of: "srv-1001", on: "h1")
            let restart = try await fleet.lab.run("server", "restart", "srv-1001", "--format", "json")
            let view = try #require(try JSON.parse(restart.output) as? [String: Any], "\(restart.errors)")
            #expect(view["server"] as? String == "srv-1001" && view["host"] as? String == "h1")
            #expect(view["generation"] as? Int ?? 0 > 1)
            try await fleet.settle()
            let after = try await fleet.processes(of: "srv-1001", on: "h1")
            #expect(!after.isEmpty && after != before)
            // Once is once, however many passes follow.
            try await fleet.settle()
            #expect(try await fleet.processes(of: "srv-1001", on: "h1") == after)

            #expect(try await fleet.lab.run("server", "stop", "srv-1001").status == 0)
            try await fleet.settle()
            let stopped = try await fleet.lab.run("server", "restart", "srv-1001")
            #expect(stopped.status == 1 && stopped.errors.contains("must be stopped now"), "\(stopped.errors)")
            #expect(try await fleet.lab.run("server", "restart", "srv-7").status == 66)
        }
    }

    @Test func `its log comes from its host, and is followed`() async throws {
        try await withServer { fleet in
            let shown = try await fleet.lab.run("server", "logs", "srv-1001", "--lines", "3")
            #expect(
                shown.status == 0 && shown.output.split(separator: "\n").count == 3,
                "\(shown.output)\(shown.errors)"
            )
            let json = try await fleet.lab.run("server", "logs", "srv-1001", "--format", "json").output
            let view = try #require(try JSON.parse(json) as? [String: Any])
            #expect(view["host"] as? String == "h1" && (view["lines"] as? [String])?.isEmpty == false)

            // What is written meanwhile is shown, without what would steer a terminal.
            let follow = #"""
                "$1" server logs srv-1001 --lines 0 --follow --state "$2" > "$2.followed" & reader=$!
                for attempt in $(seq 300); do
                    printf 'hostile \033[2J bytes\n' >> "$3"
                    sleep 0.1
                    [ ! -s "$2.followed" ] || break
                done
                kill $reader
                head -n 1 "$2.followed"
                """#
            let log = try await fleet.root("h1") + "/servers/srv-1001/server.log"
            let words = ["/bin/sh", "-c", follow, "sh", LessorProgram.lessor, fleet.lab.state, log]
            let followed = try await LessorProgram.execute(words)
            #expect(followed.output == "hostile  [2J bytes\n", "\(followed.errors)")
            #expect(try await fleet.lab.run("server", "logs", "srv-7").status == 66)
        }
    }

    @Test func `a secret goes from standard input to the server's own file, and is shown nowhere`() async throws {
        try await withServer { fleet in
            let (lab, secret) = (fleet.lab, "Qj7-unheard_of.42")
            func set(_ input: String, _ words: String...) async throws -> LessorProgram.Result {
                let line =
                    #"printf '%s\n' "$1" | LESSOR_STATE="$2" LESSOR_TEMPLATES="$3" "$4" server set srv-1001 "${@:5}""#
                let places = [lab.state, LessorProgram.source + "/Templates", LessorProgram.lessor]
                return try await LessorProgram.execute(["/bin/bash", "-c", line, "sh", input] + places + words)
            }
            #expect(try await lab.run("server", "set", "srv-1001").output.contains("not set"))
            for (input, words, sentence) in [
                ("", ["--secret-stdin", "joinpassword"], "holds no joinpassword"),
                ("a b", ["--secret-stdin", "joinpassword"], "must be 1 to 32 letters"),
                (secret, ["--secret-stdin", "welcome"], "is no secret"),
                (secret, ["--secret-stdin", "port"], "has no setting port"),
                (secret, ["joinpassword=\(secret)"], "is a secret, which is not written into a command"),
                (secret, ["--secret-stdin", "joinpassword", "--default", "joinpassword"], "given twice"),
            ] {
                let refused = try await set(
                    input,
                    words[0],
                    words.dropFirst().first ?? "name=N",
                    words.dropFirst(2).first ?? "--default",
                    words.dropFirst(3).first ?? "bandwidth"
                )
                #expect(refused.status == 1 && refused.errors.contains(sentence), "\(refused.errors)")
                #expect(!refused.errors.contains(secret))
            }

            let done = try await set(secret, "--secret-stdin", "joinpassword", "--format", "json")
            #expect(done.status == 0 && !done.output.contains(secret), "\(done.output)\(done.errors)")
            let rows = try #require(try JSON.parse(done.output) as? [[String: Any]])
            #expect(rows.first { $0["key"] as? String == "joinpassword" }?["value"] as? String == "set")
            try await fleet.settle()
            let root = try await fleet.root("h1")
            let file = "\(root)/servers/srv-1001/murmur.ini"
            #expect(try String(contentsOfFile: file, encoding: .utf8).contains("\nserverpassword=\(secret)\n"))
            let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
            #expect(mode == 0o600)

            for words in [
                ["server", "set", "srv-1001"], ["server", "show", "srv-1001", "--format", "json"],
                ["ledger", "journal", "--format", "json"], ["ledger", "actions", "--format", "json"],
                ["account", "data", "show", "A-1001"], ["account", "data", "export", "A-1001"],
                ["server", "logs", "srv-1001", "--lines", "500"],
            ] {
                let shown = try await lab.run(words)
                #expect(!shown.output.contains(secret) && !shown.errors.contains(secret), "\(words)")
            }
            // Whoever may read the books may read it there, and nobody else.
            let found = try await LessorProgram.execute(["grep", "-rlF", "--", secret, lab.state, root])
            let books = found.output.split(separator: "\n").filter { !$0.hasPrefix("\(lab.state)/lessor.db") }
            for path in books.map(String.init) {
                let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
                #expect(mode == 0o600 && (path == file || path.hasPrefix("\(root)/state/")), "\(path)")
            }

            #expect(try await lab.run("server", "set", "srv-1001", "--default", "joinpassword").status == 0)
            try await fleet.settle()
            #expect(try !String(contentsOfFile: file, encoding: .utf8).contains("serverpassword"))
        }
    }

    @Test func `a client chooses what the product allows, and it stays his`() async throws {
        try await withServer { fleet in
            let all = try await fleet.lab.run("server", "set", "srv-1001").output
            #expect(all.contains("bandwidth") && all.contains("whole number from 16000 to 130000"), "\(all)")
            for (words, sentence) in [
                (
                    ["port=1"],
                    "has no setting port; a client may choose: name, announce, bandwidth, joinpassword, website, welcome"
                ), (["name="], "name is empty; write one"), (["announce=yes"], "must be on or off"),
                (["bandwidth=9"], "must be a whole number from 16000"), (["bandwidth"], "is not key=value"),
                (["welcome=a", "bandwidth=x"], "cannot be \"x\""), (["--default", "port"], "has no setting port"),
            ] {
                let refused = try await fleet.lab.run(["server", "set", "srv-1001"] + words)
                #expect(refused.status == 1 && refused.errors.contains(sentence), "\(refused.errors)")
            }
            let before = try await fleet.processes(of: "srv-1001", on: "h1")
            let welcome = "Hi; there=\"x\" {DIR} é"
            let set = try await fleet.lab.run("server", "set", "srv-1001", "welcome=\(welcome)", "bandwidth=40000")
            #expect(set.status == 0 && set.output.contains("40000"), "\(set.output)\(set.errors)")
            try await fleet.settle()
            let file = try await fleet.root("h1") + "/servers/srv-1001/murmur.ini"
            let text = try String(contentsOfFile: file, encoding: .utf8)
            #expect(text.contains("bandwidth=40000\n") && text.contains("Hi\\x3b there"), "\(text)")
            #expect(try await fleet.processes(of: "srv-1001", on: "h1") != before)

            #expect(try await fleet.lab.run("server", "set", "srv-1001", "--default", "bandwidth").status == 0)
            try await fleet.settle()
            #expect(try String(contentsOfFile: file, encoding: .utf8).contains("bandwidth=72000\n"))
            let held = try await fleet.lab.run("account", "data", "show", "A-1001").output
            #expect(held.contains("srv-1001 welcome: Hi;"), "\(held)")
            // No console of a program that has none.
            let console = try await fleet.lab.run("server", "console", "srv-1001", "status")
            #expect(console.status == 69 && console.errors.contains("takes no commands"), "\(console.errors)")
        }
    }
}

private func withServer(_ body: (LoopbackFleet) async throws -> Void) async throws {
    try await withFleet { fleet in
        #expect(try await fleet.add("h1").status == 0)
        try await fleet.buyServer()
        try await body(fleet)
    }
}
