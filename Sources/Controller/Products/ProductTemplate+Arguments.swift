import Mustache

extension Product {
    /// What arguments may name: nothing that could be anything but digits, an address, or the product's own words.
    var publicValueNames: [String] {
        ["address", "slots"] + ports.map { "port_\($0.name)" } + toggles.map { "setting_\($0)" }
    }

    /// Keys of the settings that are on or off, sorted.
    var toggles: [String] { (settings ?? [:]).filter { $0.value.kind == .toggle }.keys.sorted() }

    /// An argument without the tags that may be seen by everybody.
    func withoutPublicTags(_ argument: String) -> String {
        let conditions = toggles.flatMap { key in ["#", "^", "/"].map { "\($0)is_setting_\(key)" } }
        return (publicValueNames + conditions).reduce(argument) { $0.replacing("{{\($1)}}", with: "") }
    }

    /// An argument as a template; nil where it is none.
    static func argument(_ text: String) -> MustacheTemplate? {
        try? MustacheTemplate(string: "{{% CONTENT_TYPE:TEXT}}\n" + text)
    }
}

extension ProductTemplate {
    /// The program and its arguments; one of which a toggle leaves nothing is left out.
    func arguments(_ values: [String: String]) -> [String] {
        product.program.compactMap { argument in
            guard argument.contains("{{") else { return argument }
            let filled = Product.argument(argument)?.render(RecordingValues(values)) ?? ""
            return filled.isEmpty ? nil : filled
        }
    }
}
