/// Who provides the services, as on every invoice, receipt and notice (R1-01, R6.6-02).
enum Identity {
    static let lines = [
        "ServeurTS, service de la société CSIL SARL (Concept Systeme Ingénierie Logiciel)",
        "6 rue Maurice Tenine, 94260 Fresnes · RCS Créteil B420 840 423 · représentée par M. Cambier",
    ]
    /// R6.6-02.
    static let transactions = "Transaction effectuée au nom de Concept Systeme Ingénierie Logiciel"
}
