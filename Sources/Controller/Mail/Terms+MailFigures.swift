import Contract

extension Terms {
    /// The figures of the terms that mails state, by the name of their parameter.
    package var mailFigures: [String: String] {
        [
            "renewalNoticeDays": parameters.renewalNoticeDays.value,
            "autoRenewCutoffDays": parameters.autoRenewCutoffDays.value,
            "parameterRetentionDays": parameters.parameterRetentionDays.value,
            "outageThresholdDays": parameters.outageThresholdDays.value,
            "forceMajeureDays": parameters.forceMajeureDays.value,
        ].mapValues(String.init)
    }
}
