/// One process, beyond doubt: its number alone is given again after a while, with its start time and boot it is not.
struct ProcessIdentity: Codable, Equatable, Sendable {
    let processID: Int32
    /// Clock ticks between boot and start: field 22 of `/proc/PID/stat`.
    let startTime: UInt64
    let bootID: String

    /// The same as one word.
    var mark: String { "\(processID)/\(startTime)/\(bootID)" }
}
