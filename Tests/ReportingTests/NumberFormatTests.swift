import Testing

@testable import Reporting

struct NumberFormatTests {
  @Test(arguments: [Double.nan, -.nan, .infinity, -.infinity, .signalingNaN])
  func `what is not finite is n/a`(value: Double) {
    #expect(NumberFormat.fixed(value, decimals: 2) == "n/a")
    #expect(NumberFormat.signed(value, decimals: 2) == "n/a")
    #expect(NumberFormat.percent(value) == "n/a %")
    #expect(Scale.plain.estimate(value, halfWidth: value) == "n/a ± n/a")
  }

  @Test(arguments: [
    (0.0, 0, "0"), (-0.0, 2, "0.00"), (-0.004, 2, "0.00"), (-0.006, 2, "-0.01"),
    (0.96, 1, "1.0"), (0.5, 0, "0"), (1.5, 0, "2"), (999.96, 1, "1 000.0"), (999, 0, "999"),
    (1000, 0, "1 000"), (-1_234_567.891, 2, "-1 234 567.89"), (1e15, 0, "1 000 000 000 000 000"),
    (.leastNonzeroMagnitude, 2, "0.00"),
  ])
  func `numbers are rounded, with thousands apart`(value: Double, decimals: Int, text: String) {
    #expect(NumberFormat.fixed(value, decimals: decimals) == text)
  }

  @Test func `a tie in decimal is decided by the binary number`() {
    // 0.95 is a little less than 95 hundredths, 1.15 too, 0.25 exactly a quarter (to even).
    #expect(NumberFormat.fixed(0.95, decimals: 1) == "0.9")
    #expect(NumberFormat.fixed(0.95.nextUp, decimals: 1) == "1.0")
    #expect(NumberFormat.fixed(0.25, decimals: 1) == "0.2")
    #expect(NumberFormat.fixed(0.75, decimals: 1) == "0.8")
  }

  @Test func `the largest number has all its digits`() {
    let text = NumberFormat.fixed(.greatestFiniteMagnitude, decimals: 0)
    #expect(text.hasPrefix("179 769 313 486 231 570 814 527 423 731 704 356 798 070 567 525 844 "))
    #expect(text.filter { $0 != " " }.count == 309)
  }

  @Test(arguments: [
    (1.0, "+1.0"), (0.0, "0.0"), (-0.0, "0.0"), (0.04, "0.0"), (-0.04, "0.0"), (-1, "-1.0"),
    (0.06, "+0.1"),
  ])
  func `only what shows as more than nothing has a plus`(value: Double, text: String) {
    #expect(NumberFormat.signed(value, decimals: 1) == text)
  }

  @Test(arguments: [
    (12.3, 0), (1, 1), (9.99, 1), (10, 0), (0.95, 2), (0.096, 3), (1e-300, 6), (1e300, 0),
    (.leastNonzeroMagnitude, 6), (0, 2), (-1, 2), (.nan, 2), (.infinity, 2),
  ])
  func `an uncertainty shows two digits, within reason`(halfWidth: Double, decimals: Int) {
    #expect(NumberFormat.decimals(forHalfWidth: halfWidth) == decimals)
  }

  @Test(arguments: [(0.01, "1 %"), (0.0025, "0.25 %"), (0.07, "7 %"), (0.99, "99 %")])
  func `a share that was asked for is shown as it was written`(share: Double, text: String) {
    #expect(NumberFormat.share(share) == text)
  }

  @Test(arguments: [
    (0.0097, "0.97 %"), (0.01003, "1.1 %"), (0.00995, "1.00 %"), (0.1201, "13 %"), (0, "0.00 %"),
    (1, "100 %"), (1.01, "over 100 %"), (.infinity, "over 100 %"),
  ])
  func `an error is rounded up to two digits`(error: Double, text: String) {
    #expect(NumberFormat.error(error) == text)
  }

  @Test(arguments: [0.0, 0.5, 0.123, 1, -0.25])
  func `a share is in percent`(share: Double) {
    #expect(
      NumberFormat.percent(share) == NumberFormat.fixed(share * 100, decimals: 1) + " %")
  }
}

@Test(arguments: [
  (1.0, "1 year"), (3, "3 years"), (0.5, "0.5 years"), (0.25, "0.25 years"),
  (1.0 / 3, "0.333333 years"), (.nan, "n/a years"),
])
func `a horizon is in years`(years: Double, text: String) {
  #expect(NumberFormat.years(years) == text)
}

struct ScaleTests {
  @Test(
    arguments: [
      ([], ""), ([0], ""), ([9_999], ""), ([10_000], "k"), ([-10_000, 5], "k"),
      ([999_999], "k"), ([1e6], "M"), ([1, -2e6], "M"), ([.nan], ""), ([.infinity, 20_000], "k"),
    ] as [([Double], String)])
  func `money is in the unit of its largest number`(values: [Double], suffix: String) {
    #expect(Scale.money(for: values).suffix == suffix)
  }

  @Test func `an estimate and its half-width share a unit and digits`() {
    let scale = Scale.money(for: [2_345_678]).precise(to: [45_678])
    #expect(scale.estimate(2_345_678, halfWidth: 45_678) == "2.346 ± 0.046")
    #expect(scale.estimate(2_345_678, halfWidth: 45_678, signed: true) == "+2.346 ± 0.046")
    #expect(scale.estimate(-2_345_678, halfWidth: nil) == "-2.346 ± n/a")
  }

  @Test func `a column has two digits of its largest uncertainty, and one of its smallest`() {
    #expect(Scale.plain.precise(to: [nil, 3.4, .nan]).decimals == 1)
    #expect(Scale.plain.precise(to: [0.12, nil, 3.4, .nan]).decimals == 1)
    #expect(Scale.plain.precise(to: [0.012, nil, 3.4, .nan]).decimals == 2)
    // However small, it does not stretch the column without end.
    #expect(Scale.plain.precise(to: [1e-12, 3.4]).decimals == 5)
    #expect(Scale.percent.precise(to: [0.012]).decimals == 1)
    #expect(Scale.percent.estimate(0.987, halfWidth: 0.012) == "98.70 ± 1.20")
    #expect(Scale.plain.precise(to: []).decimals == 2)
  }
}
