/// What a client needed, per host.
struct Contact {
    let name: String
    let hosts: Int

    init(_ name: String, hosts: Int) {
        self.name = name
        self.hosts = hosts
    }

    func report(login reading: Stopwatch.Reading) {
        Report.title(name)
        report("login and the first command", reading)
    }

    func report(commands: Int, _ reading: Stopwatch.Reading) { report("\(commands) more commands", reading) }

    private func report(_ what: String, _ reading: Stopwatch.Reading) {
        Report.time(what, reading)
        Report.line("    processor time a host", "\(Report.decimal(reading.processor / Double(hosts) * 1e3, 2)) ms")
    }
}
