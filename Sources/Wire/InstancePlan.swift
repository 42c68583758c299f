/// A program that the operator of a host runs there, once, and that has all servers of a product: TeamSpeak 3 with its virtual
/// servers. What the agent supervises for each of them is an attendant, which has the server's part of it made, kept and ended.
package struct InstancePlan: Codable, Equatable, Sendable {
    /// Where it is administered: an address of the host's own loopback, in numbers, and a TCP port.
    package let address: String
    package let port: Int
    /// Name of the user whose process it is: that one holds the servers' ports.
    package let user: String
    /// Absolute path of the file on the host that holds its administrator's password.
    package let secretFile: String

    package init(address: String, port: Int, user: String, secretFile: String) {
        self.address = address
        self.port = port
        self.user = user
        self.secretFile = secretFile
    }

    /// The first of a program's arguments where the agent's own binary is meant. It is no path, so that no list of programs that may
    /// be started has it, and agents that know of no attendants refuse it.
    package static let agent = "lessor-agent"
    /// The arguments of every attendant, to which the agent adds its own.
    package static let attendant = [agent, "attend", "teamspeak3"]
}
