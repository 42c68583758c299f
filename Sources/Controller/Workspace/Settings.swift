package import Fleet
import Foundation
import Store

/// `settings.yaml` in the state directory; every key may be left out.
package struct Settings: Codable, Equatable, Sendable {
    /// Mail goes to the spool folder, or to a program that takes a message on standard input (`/usr/sbin/sendmail`).
    package var sendmail: String?
    /// Address that all mail comes from, and the name beside it.
    package var sender: String?
    package var senderName: String?
    /// Seconds that a port stays unsold after its server was erased.
    package var quarantineSeconds: Int64?
    /// How to pay by each method, shown on the pages of payment requests: `paypal: …`, `transfer: IBAN …`.
    package var paymentInstructions: [String: String]?
    /// Hours for which a number to call for codes is shown after it was obtained (R6.8-01).
    package var callNumberHours: Int64?
    /// Seconds between two looks at each server from outside; 0 for none.
    package var outsideLookSeconds: Int64?
    /// Products whose licence the operator has read and accepted.
    package var acceptedLicences: [String]?
    /// Seconds for which a host keeps the directory of a server that has ended before it erases it; 0 for none.
    package var keptAsideSeconds: Int64?

    /// How many servers may be stopped or destroyed in one pass without a person: a share of those on hosts, in percent, and
    /// a number that always may.
    package var brakePercent: Int?
    package var brakeMinimum: Int?
    /// Seconds by which the machine's clock may differ from the time that went by.
    package var clockToleranceSeconds: Int64?

    package init() {}

    /// Reads the file; the defaults where there is none. A file that cannot be read or used is an error: mail that silently
    /// went to the spool instead of the client would count as sent.
    package static func load(_ path: String) throws(WorkspaceError) -> Settings {
        let data = FileManager.default.contents(atPath: path)
        if data == nil, !FileManager.default.fileExists(atPath: path) { return Settings() }
        if let data, data.allSatisfy({ $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: " ") }) { return Settings() }
        let settings: Settings
        do { settings = try YAMLFile.decode(Settings.self, from: path) } catch {
            throw .settings(error.description)
        }
        if let sendmail = settings.sendmail, !sendmail.hasPrefix("/") {
            throw .settings("The file \(path) cannot be used: sendmail must be the absolute path of a program.")
        }
        if let seconds = settings.quarantineSeconds, seconds < 0 {
            throw .settings("The file \(path) cannot be used: quarantineSeconds is \(seconds); give 0 or more.")
        }
        if let hours = settings.callNumberHours, !(1...8760).contains(hours) {
            throw .settings("The file \(path) cannot be used: callNumberHours is \(hours); give 1 to 8760.")
        }
        if let seconds = settings.outsideLookSeconds, !(0...3600).contains(seconds) {
            throw .settings("The file \(path) cannot be used: outsideLookSeconds is \(seconds); give 0 (off) to 3600.")
        }
        if let seconds = settings.keptAsideSeconds, !(0...2_592_000).contains(seconds) {
            throw .settings(
                "The file \(path) cannot be used: keptAsideSeconds is \(seconds); give 0 (none) to 2592000 (30 days)."
            )
        }
        try settings.checkBrakes(path)
        if let method = settings.paymentInstructions?.first(where: { $0.value.lowercased().contains("http://") })?.key {
            throw .settings(
                "The file \(path) cannot be used: paymentInstructions of \(method) link to a page without SSL (R12.3-01); write https."
            )
        }
        return settings
    }

    private func checkBrakes(_ path: String) throws(WorkspaceError) {
        if let percent = brakePercent, !(1...100).contains(percent) {
            throw .settings("The file \(path) cannot be used: brakePercent is \(percent); give 1 to 100.")
        }
        if let minimum = brakeMinimum, minimum < 0 {
            throw .settings("The file \(path) cannot be used: brakeMinimum is \(minimum); give 0 or more.")
        }
        if let seconds = clockToleranceSeconds, seconds < 1 {
            throw .settings("The file \(path) cannot be used: clockToleranceSeconds is \(seconds); give 1 or more.")
        }
    }

    /// The sender as a mailbox.
    func mailbox() throws(MailError) -> Mailbox {
        try Mailbox(name: senderName ?? "ServeurTS", email: sender ?? "service@serveurts.example")
    }

    /// In seconds.
    var callNumberLife: Int64 { (callNumberHours ?? 24) * 3600 }

    /// In seconds; nil where nobody looks from outside. A lab's clock jumps by days, so that nothing is seen there unless asked for.
    func outsideInterval(of kind: Store.Kind) -> Int64? {
        let seconds = outsideLookSeconds ?? (kind == .lab ? 0 : 60)
        return seconds == 0 ? nil : seconds
    }

    /// In seconds; nil for none. A lab goes from deadline to deadline, and none of the contract's is the end of this.
    func keptAside(of kind: Store.Kind) -> Int64? {
        let seconds = keptAsideSeconds ?? (kind == .lab ? 0 : 86_400)
        return seconds == 0 ? nil : seconds
    }

    package var quarantine: Int64 { quarantineSeconds ?? 7 * 86_400 }

    package var brakes: BrakePolicy {
        let usual = BrakePolicy()
        return BrakePolicy(percent: brakePercent ?? usual.percent, minimum: brakeMinimum ?? usual.minimum)
    }

    var clockTolerance: Int64 { clockToleranceSeconds ?? 600 }
}
