import Markup

/// Tiles whose areas are values, by group: where days or money go.
///
/// Groups stand in tiles of their own with a heading above, so areas compare within a group exactly and
/// across groups up to the headings. Values that are not positive and finite are left out; those too small
/// to see share one tile a group.
public struct Treemap: Chart {
  /// One tile.
  public struct Item: Sendable, Equatable {
    /// What the tile stands for.
    public var name: String
    /// The text of its value.
    public var valueText: String
    /// Its area; must be positive to be drawn.
    public var value: Double
    /// How dark it is, from 0 to 1.
    public var shade: Double
    /// The text on hover.
    public var tooltip: String

    /// Takes what a tile shows.
    public init(
      name: String, valueText: String, value: Double, shade: Double = 1, tooltip: String
    ) {
      (self.name, self.valueText, self.value) = (name, valueText, value)
      (self.shade, self.tooltip) = (shade, tooltip)
    }
  }

  /// Tiles of one colour under one heading.
  public struct Group: Sendable, Equatable {
    /// The first, strong part of the heading.
    public var name: String
    /// The second part, such as the group's total; left out where it has no room.
    public var summary: String
    /// Its colour, from 0 to 5; nothing, or another number, is the colour of what is unclear.
    public var tier: Int?
    /// Its tiles, in any order.
    public var items: [Item]

    /// Takes a heading and tiles.
    public init(name: String, summary: String, tier: Int?, items: [Item]) {
      (self.name, self.summary, self.tier, self.items) = (name, summary, tier, items)
    }

    var colour: String {
      tier.flatMap { (0...5).contains($0) ? "tier-\($0)" : nil } ?? "unclear"
    }
  }

  /// The groups, in any order.
  public var groups: [Group]
  /// The text and tooltip of a tile for what is too small to see: how many items, and their total.
  public var remainder: @Sendable (_ itemCount: Int, _ value: Double) -> String

  /// Takes groups and the text for items too small to see.
  public init(
    groups: [Group], remainder: @escaping @Sendable (_ itemCount: Int, _ value: Double) -> String
  ) {
    (self.groups, self.remainder) = (groups, remainder)
  }

  /// The chart as one `svg` element.
  public func drawing(width: Double, label: String) -> HTML {
    var frame = SVGFrame(width: width)
    let groups = self.groups.map(\.visible).filter { !$0.items.isEmpty }
      .sorted { $0.weight > $1.weight }
    guard let scale = groups.first?.weight else {
      return SVGFrame.empty(width: width, label: label)
    }
    let height = frame.width < 500 ? frame.width * 1.1 : 190 + frame.width * 0.22
    let whole = Box(left: 0, top: 0, right: frame.width, bottom: height)
    let boxes = whole.squarified(groups.map { max($0.weight / scale, Self.leastShare) })
    let largest = groups.flatMap(\.items).map(\.value).sorted(by: >).prefix(Self.tileLimit)
    for (group, box) in zip(groups, boxes) {
      let room = Self.drawHeading(of: group, in: box, on: &frame)
      drawTiles(of: group, in: room, least: largest.last ?? 0, on: &frame)
    }
    return frame.svg(height: height, label: label)
  }

  /// Pixels that an item needs for a tile of its own.
  private static let leastArea = 25.0
  /// The share of the largest group's area that any other gets at least, to be seen.
  private static let leastShare = 0.002
  /// How many items at most get a tile of their own, for the size of the file.
  private static let tileLimit = 900
  private static let headingHeight = 20.0

  /// Writes a heading where there is room, and says what is left for tiles.
  private static func drawHeading(of group: Group, in box: Box, on frame: inout SVGFrame) -> Box {
    var room = box
    room.right -= box.right < frame.width - 0.5 ? min(8, box.width / 4) : 0
    room.bottom -= 1
    guard box.height > 2 * headingHeight, room.width > 30 else { return room }
    let y = box.top + 13
    frame.text(group.name, x: room.left, y: y, within: room.width, "strong")
    let rest = room.width - TextWidth.of(group.name, "strong") - 8
    if TextWidth.of(group.summary, "muted") <= rest {
      frame.text(group.summary, x: room.right, y: y, anchor: .end, within: rest, "muted")
    }
    room.top += headingHeight
    return room
  }

  private func drawTiles(
    of group: Group, in room: Box, least: Double, on frame: inout SVGFrame
  ) {
    let small = group.weight / (room.width * room.height / Self.leastArea)
    let (items, rest) = group.split(at: max(least, small))
    var values = items.map(\.value)
    if let rest { values.append(rest.value) }
    guard let largest = values.max(), room.width > 0, room.height > 0 else { return }
    let boxes = room.squarified(values.map { $0 / largest })
    for (item, box) in zip(items, boxes) { draw(item, group.colour, box, on: &frame) }
    guard let rest, let box = boxes.last else { return }
    let text = remainder(rest.count, rest.value)
    let item = Item(name: text, valueText: "", value: rest.value, shade: 0, tooltip: text)
    draw(item, group.colour, box, on: &frame)
  }

  private func draw(_ item: Item, _ colour: String, _ box: Box, on frame: inout SVGFrame) {
    let gap = min(1, box.width / 8, box.height / 8)
    let tile = Box(
      left: box.left, top: box.top, right: box.right - gap, bottom: box.bottom - gap)
    let opacity = Self.opacity(item.shade)
    frame.rect(
      tile, colour, radius: min(tile.width, tile.height) > 12 ? 2 : 0,
      opacity: opacity < 1 ? opacity : nil, tooltip: item.tooltip)
    // Text is light on strong colour and dark on weak colour; in between neither is easy to read.
    let ink = opacity > 0.8 ? " on-fill" : ""
    let width = tile.width - 8
    let name = TextWidth.shortened(item.name, to: width, "small strong")
    guard width >= 20, tile.height >= 17, name.count > 2 || name == item.name else { return }
    frame.text(name, x: tile.left + 4, y: tile.top + 13, within: width, "small strong" + ink)
    guard tile.height >= 31, TextWidth.of(item.valueText, "small") <= width else { return }
    frame.text(item.valueText, x: tile.left + 4, y: tile.top + 26, within: width, "small" + ink)
  }

  /// One of five steps, none of them where text would be hard to read.
  private static func opacity(_ shade: Double) -> Double {
    switch shade {
    case ..<0.2: 0.25
    case ..<0.4: 0.38
    case ..<0.6: 0.5
    case ..<0.8: 0.88
    default: 1
    }
  }
}
