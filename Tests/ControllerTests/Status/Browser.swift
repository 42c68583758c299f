import Foundation
import Glibc
import TestSupport
import Testing

/// A headless Chromium with one page, driven through its debugging pipe.
final class Browser {
    private let folder: TemporaryFolder
    private let process = Process()
    private let (commands, answers): (Int32, Int32)
    private var heard: [UInt8] = []
    private var last = 0
    private var session: String?
    /// What the page complained of: exceptions, and what its policy refused.
    private(set) var complaints: [String] = []

    private static let program = "/usr/bin/chromium"

    init(_ url: String, width: Int = 1280) throws {
        try Requirement.program(Self.program, package: "chromium")
        folder = try TemporaryFolder()
        let pipes = ["\(folder.path)/in", "\(folder.path)/out"]
        for pipe in pipes { try #require(mkfifo(pipe, 0o600) == 0) }
        // For both directions, so that opening waits for nobody.
        (commands, answers) = (open(pipes[0], O_RDWR | O_CLOEXEC), open(pipes[1], O_RDWR | O_CLOEXEC))
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments =
            ["-c", #"exec "$@" 3<"$0/in" 4>"$0/out""#, folder.path, Self.program, "--headless", "--disable-gpu"]
            + ["--remote-debugging-pipe", "--user-data-dir=\(folder.path)/profile", "--hide-scrollbars"]
            // Chromium has no sandbox for root.
            + (geteuid() == 0 ? ["--no-sandbox"] : []) + ["about:blank"]
        // Killed, it would leave what it puts beside the machine's temporary files.
        process.environment = ProcessInfo.processInfo.environment.merging(["TMPDIR": folder.path]) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        let target = try ask("Target.createTarget", ["url": "about:blank"])["targetId"] ?? ""
        session = try ask("Target.attachToTarget", ["targetId": target, "flatten": true])["sessionId"] as? String
        for domain in ["Page", "Runtime", "Log"] { try ask("\(domain).enable") }
        try resize(width: width)
        try ask("Page.navigate", ["url": url])
    }

    deinit {
        // A child of a pool thread may ignore SIGTERM.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        close(commands)
        close(answers)
    }

    func resize(width: Int) throws {
        let size: [String: Any] = ["width": width, "height": 1000, "deviceScaleFactor": 1, "mobile": false]
        try ask("Emulation.setDeviceMetricsOverride", size)
    }

    func prefer(_ scheme: String) throws {
        let features = [["name": "prefers-color-scheme", "value": scheme]]
        try ask("Emulation.setEmulatedMedia", ["features": features])
    }

    /// The value of an expression in the page; promises are waited for.
    @discardableResult
    func evaluate(_ expression: String) throws -> Any? {
        let parameters: [String: Any] = ["expression": expression, "returnByValue": true, "awaitPromise": true]
        let answer = try ask("Runtime.evaluate", parameters)
        if let failure = answer["exceptionDetails"] { throw Failure("\(expression): \(failure)") }
        return (answer["result"] as? [String: Any])?["value"]
    }

    func text(_ expression: String) throws -> String { try evaluate(expression) as? String ?? "" }
    func number(_ expression: String) throws -> Double { (try evaluate(expression) as? NSNumber)?.doubleValue ?? .nan }

    /// Waits until an expression is true in the page.
    func wait(until expression: String) async throws {
        let end = ContinuousClock.now + .seconds(60)
        while try evaluate("Boolean(\(expression))") as? Bool != true {
            guard ContinuousClock.now < end else {
                throw Failure("waited in vain for \(expression); complaints: \(complaints)")
            }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    /// Goes to another view by its address, as a link would.
    func go(_ hash: String) throws { try evaluate("location.hash = '\(hash)'; new Promise(requestAnimationFrame)") }

    /// Presses and lets go keys: one character each, or the name of one such as `ArrowDown`.
    func press(_ keys: String...) throws {
        for key in keys {
            var event: [String: Any] = ["type": "keyDown", "key": key]
            if key.count == 1 { event["text"] = key }
            if let (code, text) = ["Enter": (13, "\r"), "Tab": (9, ""), "Escape": (27, ""), "ArrowDown": (40, "")][key]
            {
                event["windowsVirtualKeyCode"] = code
                if !text.isEmpty { event["text"] = text }
            }
            try ask("Input.dispatchKeyEvent", event)
            event["type"] = "keyUp"
            event["text"] = nil
            try ask("Input.dispatchKeyEvent", event)
        }
    }

    /// What a screen reader finds: role and name of everything that is not ignored.
    func accessibleNodes() throws -> [(role: String, name: String)] {
        let nodes = try ask("Accessibility.getFullAXTree")["nodes"] as? [[String: Any]] ?? []
        func value(_ node: [String: Any], _ key: String) -> String {
            (node[key] as? [String: Any])?["value"] as? String ?? ""
        }
        return nodes.filter { $0["ignored"] as? Bool != true }.map { (value($0, "role"), value($0, "name")) }
    }

    /// A picture of what is in view, as base64 of a PNG.
    func screenshot() throws -> String { try ask("Page.captureScreenshot")["data"] as? String ?? "" }

    @discardableResult
    private func ask(_ method: String, _ parameters: [String: Any] = [:]) throws -> [String: Any] {
        last += 1
        var message: [String: Any] = ["id": last, "method": method, "params": parameters]
        message["sessionId"] = session
        var bytes = [UInt8](try JSONSerialization.data(withJSONObject: message)) + [0]
        while !bytes.isEmpty {
            let count = write(commands, bytes, bytes.count)
            guard count > 0 else { throw Failure("Chromium takes no commands") }
            bytes.removeFirst(count)
        }
        while true {
            let answer = try hear()
            if let error = answer["error"], answer["id"] as? Int == last { throw Failure("\(method): \(error)") }
            if answer["id"] as? Int == last { return answer["result"] as? [String: Any] ?? [:] }
            note(answer)
        }
    }

    private func note(_ event: [String: Any]) {
        guard let method = event["method"] as? String, let details = event["params"] as? [String: Any] else { return }
        let entry = details["entry"] as? [String: Any]
        // A file that is not there is the page's to tell.
        let isComplaint = method == "Log.entryAdded" && entry?["source"] as? String != "network"
        if isComplaint || method == "Runtime.exceptionThrown" { complaints.append("\(details)") }
    }

    private func hear() throws -> [String: Any] {
        var buffer = [UInt8](repeating: 0, count: 256 * 1024)
        while true {
            if let end = heard.firstIndex(of: 0) {
                let message = Data(heard[..<end])
                heard.removeFirst(end + 1)
                return try JSONSerialization.jsonObject(with: message) as? [String: Any] ?? [:]
            }
            var ready = pollfd(fd: answers, events: Int16(POLLIN), revents: 0)
            guard poll(&ready, 1, 60_000) == 1 else { throw Failure("Chromium says nothing for a minute") }
            let count = read(answers, &buffer, buffer.count)
            heard += buffer.prefix(max(0, count))
        }
    }

    struct Failure: Error, CustomStringConvertible {
        let description: String
        init(_ description: String) { self.description = description }
    }
}
