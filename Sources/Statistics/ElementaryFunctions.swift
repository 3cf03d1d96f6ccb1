/// Logarithm and exponential from additions and multiplications alone.
///
/// The C library's differ in the last bit between processors, and one bit is enough to make two
/// machines disagree. These give the same bits everywhere, within 2 units in the last place.
///
/// They are `@inlinable` because the engine calls them in its innermost loops.
public enum Elementary {
  @usableFromInline static let ln2High = 0x1.62e42fee00000p-1
  @usableFromInline static let ln2Low = 0x1.a39ef35793c76p-33
  @usableFromInline static let inverseLn2 = 0x1.71547652b82fep+0
  /// Adding and taking away this rounds to a whole number; its low bits then hold that number.
  @usableFromInline static let rounder = 0x1.8p52
  /// The bits of the square root of 1/2, where the logarithm cuts off powers of 2.
  @usableFromInline static let rootHalfBits: UInt64 = 0x3FE6_A09E_667F_3BCD

  /// The natural logarithm of a positive, normal, finite number.
  @inlinable @inline(__always)
  public static func log(_ x: Double) -> Double {
    let shifted = x.bitPattern &- rootHalfBits
    let mantissa = (shifted & 0x000F_FFFF_FFFF_FFFF) &+ rootHalfBits
    return log(
      power: SIMD2(repeating: Double(Int64(bitPattern: shifted) >> 52)),
      mantissa: SIMD2(repeating: Double(bitPattern: mantissa)))[0]
  }

  /// The natural logarithms of positive, normal, finite numbers, with the same bits as one by one.
  @inlinable @inline(__always)
  public static func log(_ x: SIMD4<Double>) -> SIMD4<Double> {
    let shifted = unsafeBitCast(x, to: SIMD4<UInt64>.self) &- rootHalfBits
    let mantissa = (shifted & 0x000F_FFFF_FFFF_FFFF) &+ rootHalfBits
    // Adds 1024 to the power, so that it is positive, and turns it into a double by way of 2^52.
    let biased = (shifted &+ (1024 << 52)) &>> 52 | (0x433 << 52)
    return log(
      power: unsafeBitCast(biased, to: SIMD4<Double>.self) - (0x1p52 + 1024),
      mantissa: unsafeBitCast(mantissa, to: SIMD4<Double>.self))
  }

  /// The same of eight numbers.
  @inlinable @inline(__always)
  public static func log(_ x: SIMD8<Double>) -> SIMD8<Double> {
    SIMD8(lowHalf: log(x.lowHalf), highHalf: log(x.highHalf))
  }

  /// The logarithm of `2^k m` with `m` in [sqrt 1/2, sqrt 2).
  ///
  /// With `s = (m - 1) / (m + 1)`: `ln m = 2 (s + s^3/3 + s^5/5 + ...)`; `s^2 < 0.0295`, so eleven terms
  /// reach 1e-17.
  @inlinable @inline(__always)
  static func log<Lanes: SIMD<Double>>(power k: Lanes, mantissa m: Lanes) -> Lanes {
    let f = m - 1
    let s = f / (2 + f)
    let z = s * s
    let z2 = z * z
    let low: Lanes = (2.0 / 3 + z * (2.0 / 5)) + z2 * (2.0 / 7 + z * (2.0 / 9))
    let middle: Lanes = (2.0 / 11 + z * (2.0 / 13)) + z2 * (2.0 / 15 + z * (2.0 / 17))
    let high: Lanes = (2.0 / 19 + z * (2.0 / 21)) + z2 * (2.0 / 23)
    let z4 = z2 * z2
    let tail: Lanes = s * z * (low + z4 * (middle + z4 * high))
    return k * ln2High + (2 * s + (tail + k * ln2Low))
  }

  /// `e^x`; 0 below -708 and infinity above 709.
  @inlinable @inline(__always)
  public static func exp(_ x: Double) -> Double {
    if x < -708 { return 0 }
    if x > 709 { return .infinity }
    let (power, fraction) = reducedExponential(x)
    return power + power * fraction
  }

  /// `e^x - 1`, exact also where `x` is near 0; -1 below -708 and infinity above 709.
  @inlinable @inline(__always)
  public static func expMinusOne(_ x: Double) -> Double {
    if x < -708 { return -1 }
    if x > 709 { return .infinity }
    let (power, fraction) = reducedExponential(x)
    return power * fraction + (power - 1)
  }

  /// The integral of `e^(-rate t)` over `0 ... years`: what 1 a year, paid all the time, is worth at the start.
  @inlinable @inline(__always)
  public static func annuity(years: Double, rate: Double) -> Double {
    rate == 0 ? years : -expMinusOne(-rate * years) / rate
  }

  /// `e^x` of eight numbers, with the same bits as one by one.
  @inlinable @inline(__always)
  public static func exp(_ x: SIMD8<Double>) -> SIMD8<Double> {
    let (power, fraction) = reducedExponential(x)
    return (power + power * fraction)
      .replacing(with: 0, where: x .< -708).replacing(with: .infinity, where: x .> 709)
  }

  /// `e^x - 1` of eight numbers, with the same bits as one by one.
  @inlinable @inline(__always)
  public static func expMinusOne(_ x: SIMD8<Double>) -> SIMD8<Double> {
    let (power, fraction) = reducedExponential(x)
    return (power * fraction + (power - 1))
      .replacing(with: -1, where: x .< -708).replacing(with: .infinity, where: x .> 709)
  }

  /// `e^x` as `power * (1 + fraction)` with `power` a power of 2 and `|fraction| < 0.42`.
  ///
  /// Fourteen terms of the series in `|r| < 0.3466` reach 1e-18.
  @inlinable @inline(__always)
  static func reducedExponential(_ x: Double) -> (power: Double, fraction: Double) {
    let shifted = x * inverseLn2 + rounder
    let k = shifted - rounder
    let r = (x - k * ln2High) - k * ln2Low
    let r2 = r * r
    let r4 = r2 * r2
    let a = (1.0 / 2 + r * (1.0 / 6)) + r2 * (1.0 / 24 + r * (1.0 / 120))
    let b =
      (1.0 / 720 + r * (1.0 / 5_040)) + r2 * (1.0 / 40_320 + r * (1.0 / 362_880))
    let c =
      (1.0 / 3_628_800 + r * (1.0 / 39_916_800))
      + r2 * (1.0 / 479_001_600 + r * (1.0 / 6_227_020_800))
    let fraction = r + r2 * (a + r4 * (b + r4 * c))
    let exponent = UInt64(bitPattern: Int64(k) &+ 1023)
    return (Double(bitPattern: exponent << 52), fraction)
  }

  /// The same for eight numbers; outside -708...709 the parts mean nothing.
  @inlinable @inline(__always)
  static func reducedExponential(
    _ x: SIMD8<Double>
  ) -> (power: SIMD8<Double>, fraction: SIMD8<Double>) {
    let shifted = x * inverseLn2 + rounder
    let k = shifted - rounder
    let r = (x - k * ln2High) - k * ln2Low
    let r2 = r * r
    let r4 = r2 * r2
    let a: SIMD8<Double> = (1.0 / 2 + r * (1.0 / 6)) + r2 * (1.0 / 24 + r * (1.0 / 120))
    let b: SIMD8<Double> =
      (1.0 / 720 + r * (1.0 / 5_040)) + r2 * (1.0 / 40_320 + r * (1.0 / 362_880))
    let c1: SIMD8<Double> = 1.0 / 3_628_800 + r * (1.0 / 39_916_800)
    let c: SIMD8<Double> = c1 + r2 * (1.0 / 479_001_600 + r * (1.0 / 6_227_020_800))
    let fraction = r + r2 * (a + r4 * (b + r4 * c))
    // The low bits of the shifted number hold the power.
    let exponent = (unsafeBitCast(shifted, to: SIMD8<UInt64>.self) &+ 1023) &<< 52
    return (unsafeBitCast(exponent, to: SIMD8<Double>.self), fraction)
  }
}
