import Wire

/// What an attendant has to do, as it stands in its arguments; none of it is secret.
package struct AttendPlan: Equatable {
    enum Task: String {
        /// Have the virtual server run until SIGTERM, then as `end`.
        case serve
        /// Keep its data as a file, and have it run no more.
        case end
        /// Have nothing of it left in the instance.
        case erase
    }

    let task: Task
    /// Address and port of ServerQuery.
    let address: String
    let query: Int
    /// What the virtual server is sold with.
    let port: Int
    let slots: Int

    /// Nil for a program that shares no instance.
    init?(_ program: Program, _ task: Task) {
        guard let instance = program.instance, let port = program.port else { return nil }
        self.init(task, at: instance.address, instance.port, port: port.number, slots: program.slots)
    }

    init(_ task: Task, at address: String, _ query: Int, port: Int, slots: Int) {
        (self.task, self.address, self.query, self.port, self.slots) = (task, address, query, port, slots)
    }

    /// What follows ``InstancePlan/attendant``.
    var arguments: [String] { [task.rawValue, address, "\(query)", "port=\(port)", "slots=\(slots)"] }

    init?(_ arguments: [String]) {
        guard arguments.count == 5, let task = Task(rawValue: arguments[0]), let query = Int(arguments[2]),
            let port = Int(arguments[3].dropFirst(5)), let slots = Int(arguments[4].dropFirst(6))
        else { return nil }
        self.init(task, at: arguments[1], query, port: port, slots: slots)
        guard arguments == self.arguments else { return nil }
    }
}

extension Program {
    /// The port that the probe is about.
    var port: PortBinding? {
        ports.first { $0.name == probe.port && $0.transport == probe.kind.portTransport }
    }
}
