package import Fleet

extension Product {
    /// What placement has to find for it.
    package var placementRules: PlacementRules {
        PlacementRules(
            ports: ports.map { PortRule(name: $0.name, transport: $0.transport, offset: $0.offset) },
            memory: memoryNeed,
            labels: placement?.labels ?? [],
            families: addresses ?? Set(AddressFamily.allCases),
            // An instance has each port number once, whatever addresses it serves on.
            onEveryAddress: instance != nil
        )
    }

    /// The part of its limits that a host sets aside for it.
    private var memoryNeed: MemoryNeed {
        let percent = Int64(placement?.memoryPercent ?? 100)
        return MemoryNeed(
            base: Memory(kibibytes: (Int64(limits.memoryMiB) << 10) * percent / 100),
            perSlot: Memory(kibibytes: Int64(limits.memoryPerSlotKiB) * percent / 100)
        )
    }

    /// Refuses a number of slots that the program cannot have.
    package func check(slots: Int) throws(ProductError) {
        guard slots < self.slots.min || slots > self.slots.max else { return }
        throw .slotsOutOfRange(product: id, slots: slots, range: self.slots.range)
    }
}
