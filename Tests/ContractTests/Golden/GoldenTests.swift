import Contract
import Testing

@Suite struct GoldenTests {
    static let vectors = GoldenVector.renewal + GoldenVector.boundaries

    @Test(arguments: vectors) func `a golden vector comes true under the shipped terms`(vector: GoldenVector) throws {
        #expect(try vector.observe(Book.standard) == vector.expected)
    }

    @Test(arguments: MutatedFigure.shipped)
    func `a figure of the terms that is one more or one less breaks its golden vectors`(figure: MutatedFigure) throws {
        for value in figure.others {
            let book = try figure.book(with: value)
            for vector in Self.vectors where figure.vectors.contains(vector.id) {
                #expect(vector.breaks(under: book), "\(figure.name) \(value) leaves \(vector.id) as it is")
            }
        }
        #expect(Self.vectors.count { figure.vectors.contains($0.id) } == figure.vectors.count, "a vector is missing")
    }

    @Test func `every figure that the terms write as a number is mutated`() {
        let written = Book.contents("serveurts-2010-02-02.yaml").matches(of: /(?m)^  (\w+): \{value: \[?\d/).map {
            String($0.output.1)
        }
        #expect(Set(MutatedFigure.shipped.map(\.name)).symmetricDifference(written) == MutatedFigure.onlyTold)
    }
}
