import Charts

/// Numbers and texts that charts must survive, drawn from a fixed seed.
struct ChartInput {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  static let texts = [
    "Nordwind Systems Oy", "A", "", "</script><img src=x onerror=alert(1)>", "東京エレクトロン株式会社",
    "Cafe\u{301} Zu\u{308}rich", "\u{202E}gnp.exe", "👩‍👩‍👧‍👦 & Söhne", "tab\there\nline",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft AG",
    "A long name with many words that no column of a chart is ever wide enough to hold in one line",
    "WWWWWWWWWWWWWWWWWWWW", "−€1,234,567 … +€2,345,678",
  ]

  /// A whole number below a bound; SplitMix64.
  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) % UInt64(bound))
  }

  mutating func text() -> String { Self.texts[below(Self.texts.count)] }

  /// Mostly ordinary numbers, some equal, huge, tiny or not finite.
  mutating func number() -> Double {
    switch below(12) {
    case 0: [.nan, .infinity, -.infinity][below(3)]
    case 1: [1e308, -1e300, 1e-300, 1e17][below(4)]
    case 2: 0
    case 3: 5
    default: Double(below(2001) - 1000)
    }
  }

  /// An ordinary number, for charts that look as they do in use.
  mutating func ordinary() -> Double { Double(below(2001) - 1000) * 1000 }

  mutating func verdict() -> Verdict { [.better, .worse, .unclear][below(3)] }
}

/// Widths at which pages draw charts, and the least a phone has.
let chartWidths = [300.0, 330, 660, 1180]

/// A value as plain text, so that hostile numbers give long labels.
let plainFormat: ValueFormat = { value, _ in "€\(value)" }
