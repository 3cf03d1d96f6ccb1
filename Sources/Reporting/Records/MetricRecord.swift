import Statistics

/// The estimate of one measure; left out where no replication has it.
struct MetricRecord: Codable {
  let mean: Double
  let standardError: Double?
  let halfWidth95: Double?
  let p5: Double
  let p50: Double
  let p95: Double

  init(_ estimate: Estimate) {
    mean = estimate.mean
    standardError = estimate.standardError
    halfWidth95 = estimate.halfWidth()
    (p5, p50, p95) = estimate.percentiles
  }
}
