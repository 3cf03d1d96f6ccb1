import GLPKSolver
import Testing

@testable import Verification

struct PublishedCaseTests {
  @Test func `every published number is reproduced to its last digit`() throws {
    for published in try PublishedCase.all(using: GLPK.solve) {
      #expect(!published.figures.isEmpty)
      for figure in published.figures {
        #expect(
          figure.isReproduced,
          """
          \(published.name), \(figure.quantity): published \(figure.published), \
          computed \(figure.computed)
          """)
      }
    }
  }

  @Test func `cases and their quantities have names of their own`() throws {
    let cases = try PublishedCase.all(using: GLPK.solve)
    #expect(Set(cases.map(\.name)).count == cases.count)
    for published in cases {
      let quantities = published.figures.map(\.quantity)
      #expect(Set(quantities).count == quantities.count, "\(published.name)")
    }
  }

  @Test func `a number is reproduced if it rounds to the published digits`() {
    func isReproduced(_ published: String, _ computed: Double) -> Bool {
      PublishedFigure("x", published, computed).isReproduced
    }
    #expect(isReproduced("272.497", 272.4974999))
    #expect(!isReproduced("272.497", 272.4976))
    #expect(!isReproduced("272.497", 272.4964))
    #expect(isReproduced("0", 0.4))
    #expect(isReproduced("-59950", -59950.3))
    #expect(!isReproduced("1", .nan))
    #expect(!isReproduced("1", .infinity))
  }

  @Test func `a number that is off is seen in its case`() {
    let right = PublishedFigure("x", "1.0", 1.01)
    let wrong = PublishedFigure("y", "1.0", 1.1)
    func published(_ figures: [PublishedFigure]) -> PublishedCase {
      PublishedCase(name: "n", subject: "s", source: "t", origin: .printed, figures: figures)
    }
    #expect(published([right]).isReproduced)
    #expect(!published([right, wrong]).isReproduced)
  }
}
