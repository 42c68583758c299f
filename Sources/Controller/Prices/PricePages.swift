import Contract
import Foundation

/// Keeps the public price list what prices orders (R6.4-01), whatever day it is and whoever published beside this process.
struct PricePages {
    /// All that the pages depend on; a published list never changes.
    private struct Basis: Equatable {
        let day: CivilDate
        let catalogue: Data?
        let index: Data?
    }

    private var shown: Basis?

    /// Returns what is wrong, in a full sentence; the pages then stay as they were. A problem is met, and said, again.
    mutating func renew(in workspace: Workspace, at now: Instant) -> String? {
        let directory = workspace.directory
        let basis = Basis(
            day: workspace.book.zone.date(at: now),
            catalogue: FileManager.default.contents(atPath: directory.catalogue),
            index: FileManager.default.contents(atPath: directory.priceIndex)
        )
        guard basis != shown else { return nil }
        do {
            try workspace.writePricePages(try PriceBook.load(directory), on: basis.day)
            shown = basis
            return nil
        } catch {
            return "The public price list is not renewed and may be out of date: \(error)"
        }
    }
}
