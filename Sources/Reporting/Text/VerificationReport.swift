import Foundation
import Verification

/// Published numbers beside those that this build computes.
public struct VerificationReport {
  private let cases: [PublishedCase]
  private let style: TextStyle

  /// Prepares the report of some cases.
  public init(_ cases: [PublishedCase], style: TextStyle) {
    self.cases = cases
    self.style = style
  }

  /// Whether every number is reproduced.
  public var isReproduced: Bool { cases.allSatisfy(\.isReproduced) }

  /// The table of all numbers, where they come from, and how many are off.
  public var text: ReportText {
    var table = TextTable([
      ("case", .left), ("quantity", .left), ("published", .right), ("computed", .right),
      ("difference", .right), ("verdict", .left),
    ])
    for published in cases {
      for figure in published.figures {
        table.add(
          [
            published.name, figure.quantity,
            NumberFormat.fixed(figure.published, decimals: figure.decimals),
            NumberFormat.fixed(figure.computed, decimals: figure.decimals),
            NumberFormat.signed(figure.difference, decimals: figure.decimals + 2),
            figure.isReproduced ? "same" : "OFF",
          ], tones: figure.isReproduced ? [:] : [4: .worse, 5: .worse])
      }
    }
    let sources = cases.map {
      ReportText.Block.item(
        "\($0.name), \($0.origin.rawValue): \($0.subject)\n    \($0.source)")
    }
    return ReportText(
      [
        [.title("Published numbers, computed again"), verdict],
        [
          .note(
            "The same: they round to the digits published; simulated ones are within the luck of their seed."
          ), .table(table),
        ],
        [
          .heading("Where they come from"),
          .note(
            "Printed in the source; from a formula of the source; or recomputed from its data by other programs."
          ),
        ] + sources,
      ], style: style)
  }

  private var verdict: ReportText.Block {
    let figures = cases.flatMap(\.figures)
    let off = figures.filter { !$0.isReproduced }.count
    return off == 0
      ? .sentence("\(figures.count) of \(figures.count) numbers are the same.", .better)
      : .sentence("\(off) of \(figures.count) numbers are off.", .worse)
  }

  /// The JSON document (see `docs/formats.md`), with sorted keys; numbers are not rounded.
  ///
  /// - Returns: UTF-8 with a final newline.
  /// - Throws: `EncodingError` if a number is not finite, which no case yields.
  public func data() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(VerificationRecord(cases)) + Data("\n".utf8)
  }
}

/// All cases.
private struct VerificationRecord: Encodable {
  let salkku = Version.current
  let isReproduced: Bool
  let cases: [CaseRecord]

  init(_ cases: [PublishedCase]) {
    isReproduced = cases.allSatisfy(\.isReproduced)
    self.cases = cases.map(CaseRecord.init)
  }
}

/// One case.
private struct CaseRecord: Encodable {
  let name: String
  let subject: String
  let source: String
  let origin: String
  let figures: [FigureRecord]

  init(_ published: PublishedCase) {
    (name, subject, source) = (published.name, published.subject, published.source)
    origin = published.origin.rawValue
    figures = published.figures.map {
      FigureRecord(
        quantity: $0.quantity, published: $0.published, computed: $0.computed,
        difference: $0.difference, tolerance: $0.tolerance, isReproduced: $0.isReproduced)
    }
  }
}

/// One number.
private struct FigureRecord: Encodable {
  let quantity: String
  let published: Double
  let computed: Double
  let difference: Double
  let tolerance: Double
  let isReproduced: Bool
}
