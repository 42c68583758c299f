/// What keeps a host that comes back from running what was given to another host meanwhile, also while no controller can tell it.
///
/// The agent counts from the controller's last request, the controller from the agent's last answer. So each knows what the other
/// may do without asking it.
package enum HostReturn {
    /// After a longer silence an agent that starts waits for the controller's word, however long that takes.
    package static let agentSeconds: Int64 = 600
    /// After a shorter one the servers of a host that does not answer are not given to others. It is longer, since a request may
    /// have arrived whose answer did not.
    package static let controllerSeconds: Int64 = 720
}
