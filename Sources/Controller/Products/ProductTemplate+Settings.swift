extension ProductTemplate {
    /// The setting that every product has: what the server is called.
    package static let nameKey = "name"

    /// Throws for a name that nobody may choose.
    static func check(name: String) throws(ProductError) {
        try check(length: name)
        guard name.inOneLine.contains(where: { !$0.isWhitespace }) else {
            throw .unusableValue(
                "The server's name is empty; write one, as in name='Plum tree', or let it have its own (--default name)."
            )
        }
    }

    /// Throws for the first of a client's choices that the product does not have or does not take.
    package func check(_ settings: [String: String]) throws(ProductError) {
        for (key, value) in settings.sorted(by: { $0.key < $1.key }) {
            if key == Self.nameKey {
                try Self.check(name: value)
                continue
            }
            let setting = try setting(key)
            guard setting.kind != .secret else {
                throw .unusableValue(
                    "\(key) of \(product.title) is a secret, which is not written into a command; give it on standard input, with --secret-stdin \(key)."
                )
            }
            do { _ = try setting.rendered(value) } catch {
                throw .unusableValue("\(key) of \(product.title) cannot be \"\(value)\"; it must be \(error.wanted).")
            }
        }
    }

    /// Throws for a secret that the product does not have or does not take; never shows it.
    package func check(secret value: String, for key: String) throws(ProductError) {
        let setting = try setting(key)
        guard setting.kind == .secret else {
            throw .unusableValue("\(key) of \(product.title) is no secret; write \(key)=value.")
        }
        do { _ = try setting.rendered(value) } catch {
            throw .unusableValue(
                "What was given for \(key) of \(product.title) cannot be it; it must be \(error.wanted)."
            )
        }
    }

    /// Throws for a key that clients may not choose, and lists those that they may.
    package func setting(_ key: String) throws(ProductError) -> Product.Setting {
        let all = product.settings ?? [:]
        guard let setting = all[key] else {
            let keys = ([Self.nameKey] + all.keys.sorted()).joined(separator: ", ")
            throw .unusableValue("\(product.title) has no setting \(key); a client may choose: \(keys).")
        }
        return setting
    }

    /// Whether the value of this key is never shown.
    package func isSecret(_ key: String) -> Bool { product.settings?[key]?.kind == .secret }

    /// What templates get; nothing of a secret that is not set. A choice of before that the product no longer takes becomes its default: a server that is paid for runs.
    func settingValues(_ chosen: [String: String]) -> [String: String] {
        var values: [String: String] = [:]
        for (key, setting) in product.settings ?? [:] {
            let choice = chosen[key].flatMap { (try? setting.rendered($0)) == nil ? nil : $0 } ?? setting.default
            values["setting_\(key)"] = choice.map { (try? setting.rendered($0)) ?? $0 }
            if setting.kind == .toggle { values["is_setting_\(key)"] = choice }
        }
        return values
    }
}
