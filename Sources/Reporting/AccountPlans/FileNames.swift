/// Names of files in one folder, each once, also where case makes no difference.
struct FileNames {
  private var taken: Set<String>

  /// Begins with names that no file may have, in lower case.
  init(taken: Set<String> = []) {
    self.taken = taken
  }

  /// A name for an id: letters of ASCII, digits, `.`, `_` and `-`, neither empty nor beginning with a dot.
  ///
  /// Other characters become `-`; a name that Windows keeps for a device begins with `account-`; a name
  /// that there is already gets a number.
  mutating func name(for id: String) -> String {
    let safe = id.unicodeScalars.prefix(80).map { scalar in
      switch scalar {
      case "A"..."Z", "a"..."z", "0"..."9", ".", "_", "-": Character(scalar)
      default: Character("-")
      }
    }
    let trimmed = String(safe.drop { $0 == "." })
    let wanted =
      trimmed.isEmpty ? "account" : Self.isDevice(trimmed) ? "account-\(trimmed)" : trimmed
    var (name, count) = (wanted, 1)
    while !taken.insert(name.lowercased()).inserted {
      count += 1
      name = "\(wanted)-\(count)"
    }
    return name
  }

  /// Whether Windows keeps a name for a device, whatever follows its first dot.
  private static func isDevice(_ name: String) -> Bool {
    name.lowercased().wholeMatch(of: /(con|prn|aux|nul|(com|lpt)[0-9])(\..*)?/) != nil
  }
}
