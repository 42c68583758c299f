extension TermsFlaw {
    /// Keys, parameters and readings.
    static let figures = [
        TermsFlaw(
            "unknown parameter",
            "  graceDays:",
            "  graseDays: {value: 1}\n  graceDays:",
            at: "graseDays",
            says: "graseDays is not known"
        ),
        TermsFlaw(
            "unknown key of a value",
            notice,
            "renewalNoticeDays: {value: 10, article: \"6.11\", lime: 198}",
            at: "lime",
            says: "parameters.renewalNoticeDays.lime is not known"
        ),
        TermsFlaw(
            "unknown section",
            "readings:\n",
            "colour: blue\nreadings:\n",
            at: "colour",
            says: "colour is not known"
        ),
        TermsFlaw(
            "missing parameter",
            "  " + notice + "\n",
            "",
            at: "parameters:",
            says: "parameters.renewalNoticeDays is missing"
        ),
        TermsFlaw(
            "missing article",
            notice,
            "renewalNoticeDays: {value: 10, line: 198}",
            at: "renewalNoticeDays",
            says: "parameters.renewalNoticeDays.article is missing"
        ),
        TermsFlaw(
            "no number",
            "graceDays: {value: 10",
            "graceDays: {value: ten",
            at: "graceDays",
            says: "parameters.graceDays.value"
        ),
        TermsFlaw(
            "missing reading",
            "  AMB-05:",
            "  # AMB-05:",
            at: "readings:",
            says: "no reading is chosen for AMB-05"
        ),
        TermsFlaw(
            "unknown reading",
            "  AMB-05:",
            "  AMB-99: {reading: A, why: x}\n  AMB-05:",
            at: "AMB-99",
            says: "no reading called AMB-99"
        ),
        TermsFlaw(
            "letter that does not exist",
            "AMB-05: {reading: B",
            "AMB-05: {reading: Q",
            at: "AMB-05",
            says: "write A, B, C or A+B"
        ),
        TermsFlaw(
            "unsupported letter",
            "AMB-05: {reading: B",
            "AMB-05: {reading: A",
            at: "AMB-05",
            says: "reading A of AMB-05 is not supported; write B"
        ),
        TermsFlaw(
            "out of range",
            "noticeHour: {value: 9",
            "noticeHour: {value: 24",
            at: "noticeHour",
            says: "write a value from 0 to 23"
        ),
        TermsFlaw(
            "another currency",
            "currency: {value: EUR",
            "currency: {value: USD",
            at: "currency",
            says: "euros only"
        ),
        TermsFlaw(
            "no country",
            "chequeCountry: {value: FR",
            "chequeCountry: {value: France",
            at: "chequeCountry",
            says: "two capital letters"
        ),
        TermsFlaw(
            "reminders after the destruction",
            "value: [3, 1]",
            "value: [11, 1]",
            at: "failureMailDays",
            says: "within the grace"
        ),
        TermsFlaw(
            "no slack before the cutoff",
            "autoRenewCutoffDays: {value: 15",
            "autoRenewCutoffDays: {value: 18",
            at: "graceDays",
            says: "leave no slack in a month of 28 days"
        ),
        TermsFlaw(
            "notice within the grace",
            "renewalNoticeDays: {value: 10",
            "renewalNoticeDays: {value: 18",
            at: "renewalNoticeDays",
            says: "overlap in a month of 28 days"
        ),
        TermsFlaw(
            "deferral beyond the slack",
            "longestDeferralDays: {value: 2",
            "longestDeferralDays: {value: 3",
            at: "longestDeferralDays",
            says: "from 0 to 2"
        ),
        TermsFlaw(
            "grace that leaves no deferral",
            "graceDays: {value: 10",
            "graceDays: {value: 12",
            at: "longestDeferralDays",
            says: "beside the other figures only 0 will do"
        ),
    ]
}
