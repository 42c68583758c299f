import Foundation

/// Where one provider's state lives: the database and what stands beside it.
package struct StateDirectory: Sendable {
    package let path: String

    package init(path: String) {
        self.path = URL(fileURLWithPath: path).standardizedFileURL.path
    }

    /// The directory meant when none is named: `LESSOR_STATE`, else `/var/lib/lessor` for root and
    /// `~/.local/state/lessor` for anybody else.
    package static func standard(environment: [String: String], isRoot: Bool) -> StateDirectory {
        if let named = environment["LESSOR_STATE"], !named.isEmpty { return StateDirectory(path: named) }
        if isRoot { return StateDirectory(path: "/var/lib/lessor") }
        let base = environment["XDG_STATE_HOME"] ?? (environment["HOME"] ?? "/tmp") + "/.local/state"
        return StateDirectory(path: base + "/lessor")
    }

    package var database: String { path + "/lessor.db" }
    /// The controller's ed25519 key; its public half stands on every host, bound to the gate.
    package var privateKey: String { path + "/controller-key" }
    package var publicKey: String { privateKey + ".pub" }
    package var catalogue: String { path + "/catalogue.yaml" }
    /// Later price lists, one file a version, with `index.json`.
    package var prices: String { path + "/prices" }
    var priceIndex: String { prices + "/index.json" }
    func priceList(_ version: String) -> String { prices + "/\(version).yaml" }
    /// Pages for a web server to hand out as they are: prices.html, prices.json and those of payment requests.
    package var pages: String { path + "/pages" }
    package var settings: String { path + "/settings.yaml" }
    package var mailSpool: String { path + "/mail" }
    package var status: String { path + "/status" }
    package var payPages: String { pages + "/pay" }
    /// What the last pass knew of the books.
    var passMarker: String { path + "/last-pass.json" }
    /// Held by the one controller that may act: `serve`, `tick` or a lab's `clock`.
    package var controllerLock: String { path + "/controller.lock" }
}
