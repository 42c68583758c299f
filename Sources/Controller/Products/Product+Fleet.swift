package import Fleet

extension Product {
    /// What placement has to find for it.
    package var portRules: [PortRule] {
        ports.map { PortRule(name: $0.name, transport: $0.transport, offset: $0.offset) }
    }

    /// Refuses a number of slots that the program cannot have.
    package func check(slots: Int) throws(ProductError) {
        guard slots < self.slots.min || slots > self.slots.max else { return }
        throw .slotsOutOfRange(product: id, slots: slots, range: self.slots.range)
    }
}
