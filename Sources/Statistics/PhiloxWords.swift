/// The four words of Philox 4x32-10 at an address, for comparison with its authors' known answers.
///
/// - Parameters:
///   - counter: Four words.
///   - key: Two words.
/// - Returns: Four words.
package func philoxWords(counter: [UInt32], key: [UInt32]) -> [UInt32] {
  precondition(counter.count == 4 && key.count == 2, "a counter of four words, a key of two")
  let lanes = counter.map { Philox.Lanes(repeating: UInt64($0)) }
  let words = Philox.blocks(
    counter: (lanes[0], lanes[1], lanes[2], lanes[3]), key: (UInt64(key[0]), UInt64(key[1])))
  return [words.0, words.1, words.2, words.3].map { UInt32($0[0]) }
}
