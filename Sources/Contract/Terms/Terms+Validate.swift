extension Terms {
    /// Checks that the engine can execute these terms.
    ///
    /// Throws a sentence that names the parameter, reading, method, table row or rule to change.
    package func validate() throws(TermsError) {
        guard let first = problems().first else { return }
        throw TermsError(id, first.message)
    }

    /// Everything in these terms that the engine cannot execute, in the order of the file.
    package func problems() -> [TermsProblem] {
        parameterProblems() + contradictions() + readingProblems() + methodProblems() + loyaltyProblems()
            + repeatedRules()
    }

    private func readingProblems() -> [TermsProblem] {
        let unknown = readings.keys.sorted().filter { Ambiguity(rawValue: $0) == nil }.map { name in
            TermsProblem(
                ["readings", name],
                "the engine consults no reading called \(name); remove it or correct its number."
            )
        }
        return unknown + Ambiguity.allCases.compactMap(readingProblem)
    }

    private func readingProblem(_ ambiguity: Ambiguity) -> TermsProblem? {
        let name = ambiguity.rawValue
        guard let chosen = readings[name]?.reading else {
            return TermsProblem(["readings"], "no reading is chosen for \(name); write one under readings.")
        }
        guard !ambiguity.supported.contains(chosen) else { return nil }
        let known = ambiguity.supported.map(\.rawValue).joined(separator: " or ")
        return TermsProblem(
            ["readings", name, "reading"],
            "reading \(chosen.rawValue) of \(name) is not supported; write \(known)."
        )
    }

    private func methodProblems() -> [TermsProblem] {
        guard !methods.isEmpty else {
            return [TermsProblem(["methods"], "no payment method is managed; list at least one under methods.")]
        }
        return methods.indices.flatMap { index -> [TermsProblem] in
            let method = methods[index]
            var problems: [TermsProblem] = []
            func add(_ field: String, _ message: String) {
                problems.append(TermsProblem(["methods", "\(index)", field], message))
            }
            if methods[..<index].contains(where: { $0.id == method.id }) {
                add("id", "the payment method \(method.id.rawValue) is listed twice; keep each once.")
            }
            if !(1...100_000).contains(method.tokenPriceCents) {
                add(
                    "tokenPriceCents",
                    "a token costs \(method.tokenPriceCents) cents by \(method.id.rawValue); write from 1 to 100000 (R6.9-02)."
                )
            }
            if !(0...365).contains(method.latencyDays) {
                add("latencyDays", "latencyDays of \(method.id.rawValue) is \(method.latencyDays); write 0 to 365.")
            }
            return problems
        }
    }

    private func repeatedRules() -> [TermsProblem] {
        var seen: Set<RuleID> = []
        return rules.indices.filter { !seen.insert(rules[$0].id).inserted }.map { index in
            TermsProblem(["rules", "\(index)", "id"], "the rule \(rules[index].id) is listed twice; keep one.")
        }
    }
}
