package import Fleet

/// An installation that nothing speaks against: what is done on the machine, and what the books say then.
package struct HostPreparation: Sendable {
    package let plan: HostInstallPlan
    /// As it is entered; the kernel's ephemeral ports are the agent's to tell.
    package let host: Host
    /// The agent binary that is there, by its digest; nil where there is none.
    package let binaryBefore: String?
}

/// An installation that was carried out.
package struct HostInstallation: Sendable {
    package let host: Host
    /// The agent binary of before and of now, by their digests.
    package let binaryBefore: String?
    package let binary: String?
}
