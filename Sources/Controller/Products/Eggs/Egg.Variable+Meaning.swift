extension Egg.Variable {
    /// What a variable is to a product.
    enum Meaning: Equatable {
        case slots
        /// What the server shows.
        case name
        /// The administrator's password.
        case password
        /// Another secret, of the client's choice where he may edit it.
        case secret
        case port
        case other
    }

    var meaning: Meaning {
        let words = Set(environment.uppercased().split(separator: "_").map(String.init))
        let text = environment.uppercased()
        if text.contains("SLOT")
            || (text.contains("MAX") && ["PLAYER", "USER", "CLIENT"].contains(where: text.contains))
        {
            return .slots
        }
        if text.contains("PASS") || !words.isDisjoint(with: ["TOKEN", "SECRET", "KEY", "PW", "GSLT"]) {
            return !words.isDisjoint(with: ["RCON", "ADMIN", "SU", "SUPERUSER", "SERVERADMIN"]) ? .password : .secret
        }
        if words.contains("PORT") { return .port }
        if words.contains("HOSTNAME") || text == "SERVER_NAME" || text == "MOTD" { return .name }
        return .other
    }

    /// The key of a setting: lower-case letters and digits.
    var key: String {
        let key = environment.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
        return key == ProductTemplate.nameKey ? "ownname" : key
    }

    /// Bounds that the rules give: `between:1,64`, `min:1`, `max:64`.
    var bounds: (least: Int?, most: Int?) {
        var (least, most): (Int?, Int?) = (nil, nil)
        for rule in rules {
            let parts = rule.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { continue }
            let numbers = parts[1].split(separator: ",").map { Int($0) }
            switch parts[0] {
            case "between" where numbers.count == 2: (least, most) = (numbers[0], numbers[1])
            case "min": least = numbers.first ?? nil
            case "max": most = numbers.first ?? nil
            default: continue
            }
        }
        return (least, most)
    }

    var isNumber: Bool { rules.contains { ["integer", "numeric", "int"].contains($0) } && Int(usual) != nil }

    /// All that it may be, where the rules list it.
    var choices: [String] {
        let list = rules.first { $0.hasPrefix("in:") }?.dropFirst(3)
        return list?.split(separator: ",").map(String.init) ?? []
    }
}
