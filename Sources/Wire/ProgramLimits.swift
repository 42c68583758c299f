/// What a server and all that it starts may take of its host.
package struct ProgramLimits: Codable, Equatable, Sendable {
    package let memoryBytes: Int64
    /// Of one core: 100 is a whole one.
    package let cpuPercent: Int
    /// Processes and threads.
    package let tasks: Int

    package init(memoryBytes: Int64, cpuPercent: Int, tasks: Int) {
        self.memoryBytes = memoryBytes
        self.cpuPercent = cpuPercent
        self.tasks = tasks
    }
}
