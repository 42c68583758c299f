/// One version of the general terms: `serveurts-2010-02-02`.
package typealias TermsID = String
