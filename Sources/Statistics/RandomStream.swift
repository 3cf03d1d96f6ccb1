/// A stream of random words addressed by (seed, replication, entity, purpose), never by call order.
///
/// Word `w` of block `b` is a pure function of the address and `b`, so any thread can read any part,
/// policies meet the same chance, and adding an account disturbs no other. Entities are told apart by
/// a 64-bit hash of their ids: among `n` ids two coincide with probability below `n^2 / 2^65`.
public struct RandomStream: Sendable {
  /// What a stream is for.
  ///
  /// A new purpose is a new case: it moves no existing number.
  public enum Purpose: UInt32, Sendable {
    /// Trigger events, churn candidates and expansion opportunities of an account.
    case events
    /// The state of an account at the start: session phase and open risks.
    case start
    /// Effort of responses.
    case effort
    /// Whether an account follows a departing KAM.
    case follow
    /// Departures from a seat.
    case departure
    /// Attributes of a generated portfolio.
    case generate
    /// When an account leaves, in the worlds that a risk-averse plan is made for.
    case risk
    /// The same in the worlds that judge the plan.
    case riskCheck
    /// Which accounts a sampled portfolio has.
    case sample
    /// The value of an uncertain input.
    case input
  }

  /// Four random words.
  public typealias Block = SIMD4<UInt32>

  /// Four blocks at once, as they come: each word of all four side by side.
  public struct FourBlocks: Sendable {
    /// Word 0, 1, 2 and 3 of the blocks; lane `i` belongs to block `i`.
    public let words: (SIMD4<UInt32>, SIMD4<UInt32>, SIMD4<UInt32>, SIMD4<UInt32>)

    /// One of the blocks.
    public subscript(lane: Int) -> Block {
      @inline(__always) get {
        Block(words.0[lane], words.1[lane], words.2[lane], words.3[lane])
      }
    }
  }

  private let key: (UInt64, UInt64)
  private let counter: (purpose: UInt64, replication: UInt64, entityLow: UInt64, entityHigh: UInt64)

  /// Opens the stream at an address.
  ///
  /// - Parameters:
  ///   - seed: The seed of the study.
  ///   - replication: The replication, from 0.
  ///   - entity: The account or seat, as `RandomStream.entity(id)`.
  ///   - purpose: What the numbers are for.
  public init(seed: UInt64, replication: Int, entity: UInt64, purpose: Purpose) {
    key = (seed & 0xFFFF_FFFF, seed >> 32)
    counter = (
      UInt64(purpose.rawValue) << 28, UInt64(UInt32(truncatingIfNeeded: replication)),
      entity & 0xFFFF_FFFF, entity >> 32
    )
  }

  /// The address of an entity: FNV-1a of its id's UTF-8, finished with SplitMix64's mixer.
  public static func entity(_ id: String) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in id.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    hash = (hash ^ (hash >> 30)) &* 0xBF58_476D_1CE4_E5B9
    hash = (hash ^ (hash >> 27)) &* 0x94D0_49BB_1331_11EB
    return hash ^ (hash >> 31)
  }

  /// Blocks `index ..< index + 4` of the stream.
  ///
  /// - Parameter index: The first block, below 2^28.
  /// - Returns: The four blocks.
  @inline(__always)
  public func fourBlocks(from index: Int) -> FourBlocks {
    let first = Philox.Lanes(repeating: counter.purpose &+ UInt64(truncatingIfNeeded: index))
    let words = Philox.blocks(
      counter: (
        first &+ Philox.Lanes(0, 1, 2, 3), Philox.Lanes(repeating: counter.replication),
        Philox.Lanes(repeating: counter.entityLow), Philox.Lanes(repeating: counter.entityHigh)
      ), key: key)
    func narrow(_ word: Philox.Lanes) -> SIMD4<UInt32> { SIMD4(truncatingIfNeeded: word) }
    return FourBlocks(
      words: (narrow(words.0), narrow(words.1), narrow(words.2), narrow(words.3)))
  }

  /// Block `index` of the stream.
  public func block(_ index: Int) -> Block { fourBlocks(from: index)[0] }
}

/// A uniform number in the open interval (0, 1) from a random word: never 0, so its logarithm is finite.
@inlinable @inline(__always)
public func uniform(_ word: UInt32) -> Double { (Double(word) + 0.5) * 0x1p-32 }

/// Uniform numbers in the open interval (0, 1) from random words.
@inlinable @inline(__always)
public func uniform(_ words: SIMD4<UInt32>) -> SIMD4<Double> { (SIMD4(words) + 0.5) * 0x1p-32 }
