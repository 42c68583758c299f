import Contract

/// The sentences of the payment page. Each says what its rule wants said to a payer.
enum PayPageWords {
    static func of(_ language: MailLanguage) -> [String: String] {
        language == .fr ? french : english
    }

    private static let french = [
        "title": "Demande de paiement",
        "closedText": "Cette demande de paiement est close ; aucun paiement n'est accepté.",
        "intro":
            "Vous pouvez obtenir un ou plusieurs jetons TS (JTS), sans compte ni mot de passe (R6.9-04). Rien du compte "
            + "du client ne vous est montré : ni données (R6.9-05), ni solde (R6.9-06), ni numéro (R6.9-07).",
        "quote": "Indiquez cette référence avec votre paiement, ainsi que votre adresse e-mail :",
        "suggestedText": "Montant suggéré :",
        "methodTitle": "Mode de paiement",
        "packsTitle": "Jetons : prix",
        "delayTitle": "Délai",
        "receiptText":
            "Un justificatif vous est envoyé par mail après chaque paiement. Les transactions sont effectuées au nom de "
            + "Concept Systeme Ingénierie Logiciel ; un paiement par PayPal figure sur votre relevé sous le libellé "
            + PaymentMethod.paypalLabel + ".",
        "paypalText":
            "ServeurTS n'a pas accès à votre compte PayPal. En cas d'échec d'un paiement par PayPal, service clientèle de "
            + "PayPal : \(NoticeWords.translate("support", for: "paypal", to: .fr)).",
        "chequeText": "Les chèques doivent émaner d'un établissement bancaire situé sur le territoire français.",
        "codeText": "Le numéro d'appel AlloPass s'obtient uniquement par le formulaire du site ServeurTS.",
        "supportText":
            "Le support répond uniquement aux questions relatives aux paiements (R6.9-09) ; aucun support technique n'est "
            + "assuré auprès des utilisateurs (R6.9-10).",
        "identity":
            "ServeurTS, service de la société CSIL SARL (Concept Systeme Ingénierie Logiciel), 6 rue Maurice Tenine, "
            + "94260 Fresnes, RCS Créteil B420 840 423, représentée par M. Cambier",
    ]

    private static let english = [
        "title": "Payment request",
        "closedText": "This payment request is closed; no payment is taken.",
        "intro":
            "You can obtain one or more TS tokens (JTS), without an account or a password (R6.9-04). Nothing of the "
            + "client's account is shown to you: no data (R6.9-05), no balance (R6.9-06), no number (R6.9-07).",
        "quote": "State this reference with your payment, and your e-mail address:",
        "suggestedText": "Suggested amount:",
        "methodTitle": "Method",
        "packsTitle": "Tokens: price",
        "delayTitle": "Delay",
        "receiptText":
            "A receipt is mailed to you after each payment. The transactions are in the name of Concept Systeme Ingénierie "
            + "Logiciel; a payment by PayPal shows on your statement as \(PaymentMethod.paypalLabel).",
        "paypalText":
            "ServeurTS has no access to your PayPal account. If a payment by PayPal fails, PayPal's customer service: "
            + "\(NoticeWords.translate("support", for: "paypal", to: .en)).",
        "chequeText": "Cheques must be drawn on a bank on French territory.",
        "codeText": "The AlloPass number to call is given by the form of the ServeurTS site only.",
        "supportText":
            "Support answers questions about payments only (R6.9-09); there is no technical support for users "
            + "(R6.9-10).",
        "identity":
            "ServeurTS, a service of CSIL SARL (Concept Systeme Ingénierie Logiciel), 6 rue Maurice Tenine, 94260 Fresnes, "
            + "France, RCS Créteil B420 840 423, represented by Mr Cambier",
    ]
}
