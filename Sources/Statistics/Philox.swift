/// Philox 4x32-10: a bijection that turns a 128-bit counter and a 64-bit key into 128 random bits.
///
/// It has no state, so a random number is addressed, not drawn in turn.
/// Source: J. K. Salmon et al., _Parallel random numbers: as easy as 1, 2, 3_, SC'11.
enum Philox {
  private static let multipliers: (UInt64, UInt64) = (0xD251_1F53, 0xCD9E_8D57)
  private static let keySteps: (UInt64, UInt64) = (0x9E37_79B9, 0xBB67_AE85)
  private static let low32: UInt64 = 0xFFFF_FFFF

  /// Four counters side by side: lane `i` of each vector belongs to counter `i`; each value is below 2^32.
  typealias Lanes = SIMD4<UInt64>

  /// Ten rounds on four counters at once.
  @inline(__always)
  static func blocks(
    counter: (Lanes, Lanes, Lanes, Lanes), key: (UInt64, UInt64)
  ) -> (Lanes, Lanes, Lanes, Lanes) {
    let mask = Lanes(repeating: low32)
    let (m0, m1) = (Lanes(repeating: multipliers.0), Lanes(repeating: multipliers.1))
    var (c0, c1, c2, c3) = counter
    var (k0, k1) = key
    for _ in 0..<10 {
      let (p0, p1) = (c0 &* m0, c2 &* m1)
      c0 = (p1 &>> 32) ^ c1 ^ Lanes(repeating: k0)
      c1 = p1 & mask
      c2 = (p0 &>> 32) ^ c3 ^ Lanes(repeating: k1)
      c3 = p0 & mask
      k0 = (k0 &+ keySteps.0) & low32
      k1 = (k1 &+ keySteps.1) & low32
    }
    return (c0, c1, c2, c3)
  }
}
