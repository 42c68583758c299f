extension TermsFlaw {
    /// Loyalty, methods, rules, the head, and YAML itself.
    static let tables = [
        TermsFlaw(
            "no row of the reset",
            "fromSlots: 1, percent: 3}",
            "fromSlots: 1, percent: 2}",
            at: "loyalty:",
            says: "no loyalty row gives 3 % from 1 slots on"
        ),
        TermsFlaw(
            "no reset in one band",
            "[{fromSlots: 1, percent: 3}]",
            "[{fromSlots: 1, percent: 3}, {fromSlots: 50, percent: 2}]",
            at: "loyalty:",
            says: "from 50 slots on"
        ),
        TermsFlaw(
            "bands out of order",
            "bands: [{fromSlots: 1, percent: 4}]",
            "bands: [{fromSlots: 2, percent: 4}]",
            at: "fromRenewal: 4",
            says: "must begin at 1"
        ),
        TermsFlaw(
            "method twice",
            "{id: transfer,",
            "{id: cheque,",
            at: "Paiement par Virement",
            says: "cheque is listed twice"
        ),
        TermsFlaw(
            "way of crediting",
            "creditedOn: bank credit",
            "creditedOn: cash",
            at: "Paiement par Virement",
            says: "write completed, bank credit, clearing, conversion"
        ),
        TermsFlaw(
            "price of a token",
            "tokenPriceCents: 180",
            "tokenPriceCents: 0",
            at: "id: allopass",
            says: "a token costs 0 cents"
        ),
        TermsFlaw(
            "article without a rule",
            "noticeHour: {value: 9, article: \"6.11\"}",
            "noticeHour: {value: 9, article: \"6.99\"}",
            at: "noticeHour",
            says: "the article 6.99 has no rule"
        ),
        TermsFlaw(
            "line beyond the text",
            "article: \"6.11\", line: 218}",
            "article: \"6.11\", line: 2180}",
            at: "graceDays",
            says: "no line 2180"
        ),
        TermsFlaw(
            "rule twice",
            lastRule,
            "  - id: R6.11-17\n",
            at: "- id: R6.11-17",
            says: "the rule R6.11-17 is listed twice"
        ),
        TermsFlaw(
            "rule missing",
            lastRule,
            "  - id: R6.11-17\n",
            at: "rules:",
            says: "the rule R6.11-18 is missing"
        ),
        TermsFlaw(
            "rule too many",
            lastRule,
            "  - id: R6.11-99\n",
            at: "R6.11-99",
            says: "the engine has no rule R6.11-99"
        ),
        TermsFlaw(
            "kind that does not exist",
            "line: 12\n    kind: E",
            "line: 12\n    kind: X",
            at: "kind: X",
            says: "write E, I or D"
        ),
        TermsFlaw(
            "kind that the engine does not give it",
            "line: 12\n    kind: E",
            "line: 12\n    kind: D",
            at: "kind: D",
            says: "treats it as E"
        ),
        TermsFlaw(
            "quote not in the text",
            "ServeurTS est un service proposé",
            "ServeurTS est un produit proposé",
            at: "un produit proposé",
            says: "the quote of R1-01 is not found on line 11"
        ),
        TermsFlaw(
            "quote on another line",
            "article: \"1\"\n    line: 12",
            "article: \"1\"\n    line: 13",
            at: "toute personne physique ou morale",
            says: "it stands on line 12"
        ),
        TermsFlaw(
            "empty version",
            "version: \"2010-02-02T04:58\"",
            "version: \" \"",
            at: "version:",
            says: "the version is empty"
        ),
        TermsFlaw(
            "id for no file name",
            "id: serveurts-2010-02-02",
            "id: a/b",
            at: "id: a/b",
            says: "letters, digits, points and hyphens"
        ),
        TermsFlaw("no such zone", "zone: Europe/Paris", "zone: Europe/Fresnes", at: "zone:", says: "Europe/Fresnes"),
        TermsFlaw(
            "key twice",
            "  graceDays:",
            "  noticeHour: {value: 1, article: \"6.11\"}\n  graceDays:",
            at: "noticeHour",
            says: "noticeHour is written twice"
        ),
        TermsFlaw("no YAML", "readings:\n", "readings: {\n", at: "AMB-02", says: "not YAML"),
    ]
}
