import CXLSXWriter
import Foundation
import Synchronization

/// The library breaks times down with `gmtime`, whose result all threads share.
private let turn = Mutex(())

extension Workbook {
  /// The bytes of the `.xlsx` file.
  ///
  /// The file is made in a private folder in the temporary directory, which is removed.
  ///
  /// - Throws: `WorkbookError` with every problem of the workbook, or why no file could be made.
  public func data() throws(WorkbookError) -> Data {
    let layout = try WorkbookLayout(self)
    do {
      let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("salkku-\(UUID().uuidString)")
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
      defer { try? FileManager.default.removeItem(at: folder) }
      let file = folder.appendingPathComponent("workbook.xlsx")
      try turn.withLock { _ throws(WorkbookError) in
        try write(layout, folder: folder.path, file: file.path)
      }
      return try Data(contentsOf: file)
    } catch let error as WorkbookError {
      throw error
    } catch {
      throw WorkbookError(problems: [.file(reason: error.localizedDescription)])
    }
  }

  private func write(
    _ layout: WorkbookLayout, folder: String, file: String
  ) throws(WorkbookError) {
    let strings = CStrings()
    var options = lxw_workbook_options()
    options.tmpdir = strings.keep(folder)
    guard let book = workbook_new_opt(file, &options) else {
      throw WorkbookError(problems: [.file(reason: "no memory")])
    }
    var properties = lxw_doc_properties()
    properties.title = strings.keep(ExcelText.line(title, limit: 255))
    // Noon: zero would mean the time now. Day -25567 is 1900-01-01.
    properties.created = time_t(max(created.dayNumber, -25_567) * 86_400 + 43_200)
    var failure = workbook_set_properties(book, &properties)
    let formats = Formats(book)
    for sheet in layout.sheets where failure == LXW_NO_ERROR {
      var writer = SheetWriter(sheet, book: book, formats: formats, strings: strings)
      failure = writer.write(layout)
    }
    let closing = workbook_close(book)
    guard failure == LXW_NO_ERROR, closing == LXW_NO_ERROR else {
      let reason = lxw_strerror(failure == LXW_NO_ERROR ? closing : failure)
      throw WorkbookError(
        problems: [.file(reason: reason.map { String(cString: $0) } ?? "unknown")])
    }
  }
}

/// Strings that the library reads through pointers which it does not copy at once.
final class CStrings {
  private var pointers: [UnsafeMutablePointer<CChar>?] = []

  func keep(_ text: String) -> UnsafeMutablePointer<CChar>? {
    pointers.append(strdup(text))
    return pointers[pointers.count - 1]
  }

  deinit { for pointer in pointers { free(pointer) } }
}
