import Foundation
import Testing

@testable import Reporting
@testable import Verification

struct VerificationReportTests {
  private static let right = PublishedFigure("contribution, USD M", "1272.497", 1272.4971)
  private static let wrong = PublishedFigure("reps", "60.0", 61)

  private func report(_ figures: [PublishedFigure], isColored: Bool = false) -> VerificationReport {
    let published = PublishedCase(
      name: "Syntex", subject: "moving reps", source: "a case", origin: .recomputed,
      figures: figures)
    return VerificationReport([published], style: TextStyle(isColored: isColored))
  }

  @Test func `a number is shown with the digits that are known`() {
    let text = report([Self.right]).text.printed
    #expect(
      text.contains(
        """
          case    quantity             published   computed  difference  verdict
          ------  -------------------  ---------  ---------  ----------  -------
          Syntex  contribution, USD M  1 272.497  1 272.497    +0.00010  same

        """))
    #expect(text.contains("  Syntex, recomputed: moving reps\n      a case\n"))
    #expect(text.contains("again\n1 of 1 numbers are the same.\n\n"))
    #expect(report([Self.right]).isReproduced)
  }

  @Test func `a number that is off is loud`() {
    let report = report([Self.right, Self.wrong], isColored: true)
    #expect(!report.isReproduced)
    #expect(report.text.printed.contains("\u{1B}[31m+1.000\u{1B}[0m  \u{1B}[31mOFF\u{1B}[0m\n"))
    #expect(report.text.printed.contains("\n\u{1B}[31m1 of 2 numbers are off.\u{1B}[0m\n"))
  }

  @Test func `a number that is not finite has no document`() {
    let missing = PublishedFigure("reps", "60.0", .nan)
    #expect(report([missing]).text.printed.contains("n/a"))
    #expect(throws: EncodingError.self) { try report([missing]).data() }
  }
}
