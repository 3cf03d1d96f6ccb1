/// The version of the program.
public enum Version {
  /// As it stands in the change log.
  public static let current = "0.1.0"
}
