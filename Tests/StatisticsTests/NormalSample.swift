import Statistics

/// Independent standard normal numbers, always the same for a seed and a series.
func normals(_ count: Int, seed: UInt64, series: Int) -> [Double] {
  let stream = RandomStream(seed: seed, replication: series, entity: 0, purpose: .generate)
  return (0..<count).map { NormalDistribution.quantile(uniform(stream.block($0 / 4)[$0 % 4])) }
}
