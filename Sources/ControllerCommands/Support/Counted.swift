/// A number with its noun, "1 account" or "3 accounts"; for nouns with a regular plural.
func counted(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
}
