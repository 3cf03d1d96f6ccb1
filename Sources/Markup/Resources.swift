/// The style sheet and the script of every page.
enum Resources {
  static let style = text(PackageResources.report_css)
  static let script = text(PackageResources.report_js)

  /// The SHA-256 of the script in base 64, by which a browser knows it.
  static let scriptDigest = "qKrAa8mVOLtmuZushzNUA2MM2XOs93P2MrsI9Ec41yU="

  /// A file of this package as markup.
  private static func text(_ bytes: [UInt8]) -> HTML {
    HTML(trusted: String(decoding: bytes, as: UTF8.self))
  }
}
