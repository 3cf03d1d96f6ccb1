import Testing

@testable import Statistics

private struct KnownAnswer: CustomTestStringConvertible, Sendable {
  let counter: [UInt64]
  let key: (UInt64, UInt64)
  let words: [UInt64]
  var testDescription: String { "counter \(counter.map { String($0, radix: 16) })" }
}

/// The three lines for Philox 4x32 in 10 rounds of the `kat_vectors` that come with Random123.
private let knownAnswers = [
  KnownAnswer(
    counter: [0, 0, 0, 0], key: (0, 0),
    words: [0x6627_E8D5, 0xE169_C58D, 0xBC57_AC4C, 0x9B00_DBD8]),
  KnownAnswer(
    counter: [0xFFFF_FFFF, 0xFFFF_FFFF, 0xFFFF_FFFF, 0xFFFF_FFFF], key: (0xFFFF_FFFF, 0xFFFF_FFFF),
    words: [0x408F_276D, 0x41C8_3B0E, 0xA20B_C7C6, 0x6D54_51FD]),
  KnownAnswer(
    counter: [0x243F_6A88, 0x85A3_08D3, 0x1319_8A2E, 0x0370_7344], key: (0xA409_3822, 0x299F_31D0),
    words: [0xD16C_FE09, 0x94FD_CCEB, 0x5001_E420, 0x2412_6EA1]),
]

@Test(arguments: knownAnswers)
private func `Philox gives its authors' known answers in every lane`(known: KnownAnswer) {
  func lanes(_ word: Int) -> Philox.Lanes { Philox.Lanes(repeating: known.counter[word]) }
  let words = Philox.blocks(counter: (lanes(0), lanes(1), lanes(2), lanes(3)), key: known.key)
  for lane in 0..<4 {
    #expect([words.0[lane], words.1[lane], words.2[lane], words.3[lane]] == known.words)
  }
}

@Test func `the lanes of Philox do not mix`() {
  func lanes(_ word: Int) -> Philox.Lanes {
    Philox.Lanes(
      knownAnswers[0].counter[word], knownAnswers[1].counter[word], knownAnswers[2].counter[word], 1
    )
  }
  let mixed = Philox.blocks(counter: (lanes(0), lanes(1), lanes(2), lanes(3)), key: (0, 0))
  #expect([mixed.0[0], mixed.1[0], mixed.2[0], mixed.3[0]] == knownAnswers[0].words)
  for lane in 0..<4 {
    func alone(_ word: Int) -> Philox.Lanes { Philox.Lanes(repeating: lanes(word)[lane]) }
    let words = Philox.blocks(counter: (alone(0), alone(1), alone(2), alone(3)), key: (0, 0))
    #expect(words.0[0] == mixed.0[lane])
    #expect(words.1[0] == mixed.1[lane])
    #expect(words.2[0] == mixed.2[lane])
    #expect(words.3[0] == mixed.3[lane])
  }
}
