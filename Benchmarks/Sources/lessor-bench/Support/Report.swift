import Foundation

/// The lines that a run prints: name, figure, unit.
enum Report {
    static func title(_ text: String) { print("\n\(text)") }

    static func line(_ name: String, _ figure: String) {
        print("  " + name.padded(to: 52) + figure.padded(to: 14, right: true))
    }

    static func time(_ name: String, _ reading: Stopwatch.Reading) {
        line(name, "\(decimal(reading.wall, 2)) s")
        line("    processor time", "\(decimal(reading.processor, 2)) s")
    }

    static func rate(_ name: String, _ count: Int, _ seconds: Double) {
        line(name, "\(Int(Double(count) / max(seconds, 1e-9)))/s")
    }

    static func ratio(_ name: String, _ value: Double) { line(name, decimal(value, 2)) }

    static func decimal(_ value: Double, _ digits: Int) -> String {
        String(format: "%.\(digits)f", value)
    }
}

extension String {
    fileprivate func padded(to width: Int, right: Bool = false) -> String {
        let space = String(repeating: " ", count: max(1, width - count))
        return right ? space + self : self + space
    }
}
