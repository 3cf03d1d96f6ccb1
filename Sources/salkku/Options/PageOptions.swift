import ArgumentParser
import Calendars
import Foundation
import Reporting

/// Reports to forward, made from a result.
struct PageOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Write a report to read and forward: one HTML file that needs no network.",
      valueName: "file"),
    completion: .file(extensions: ["html"]))
  var html: String?

  @Option(
    help: ArgumentHelp("Write the decision and the plan as an Excel workbook.", valueName: "file"),
    completion: .file(extensions: ["xlsx"]))
  var xlsx: String?

  @Option(
    help: ArgumentHelp(
      """
      Write each KAM's year, whom to meet when and why: an iCalendar file, or CSV if the name ends in .csv.
      """, valueName: "file"),
    completion: .file(extensions: ["ics", "csv"]))
  var calendar: String?

  @Option(
    name: .customLong("first-day"),
    help: ArgumentHelp(
      "The first day of the year of meetings; the first Monday after the next New Year's Day if left out.",
      valueName: "yyyy-mm-dd"),
    transform: CalendarDate.init(iso:))
  var firstDay: CalendarDate?

  @Option(
    name: .customLong("account-plans"),
    help: ArgumentHelp(
      "Write a page for each strategic and key account into this folder, Markdown and HTML.",
      valueName: "dir"),
    completion: .directory)
  var accountPlans: String?

  /// Whether there is a report to make.
  var isAskedFor: Bool { !places.isEmpty }

  /// The places of the reports, as the user named them.
  var places: [String] { [html, xlsx, calendar, accountPlans].compactMap { $0 } }

  func validate() throws {
    if firstDay != nil && calendar == nil && accountPlans == nil {
      throw ValidationError("use --first-day with --calendar or --account-plans")
    }
    if let firstDay, !(1970...9990).contains(firstDay.year) {
      throw ValidationError(
        "--first-day is \(firstDay); use a day from 1970-01-01 to 9990-12-31")
    }
    try refuse(places: [])
  }

  /// Refuses standard output, and one place for two things.
  ///
  /// - Parameter others: Places of other files.
  /// - Throws: `ValidationError`, which says what to change.
  func refuse(places others: [String]) throws {
    if places.contains("-") {
      throw ValidationError("a report goes to a file, not to standard output; name one")
    }
    let all = (places + others).map { URL(fileURLWithPath: $0).standardizedFileURL.path }
    if Set(all).count < all.count {
      throw ValidationError("two results would go to the same place; name different files")
    }
  }

  /// Refuses places that can't be written or that hold the input, before any work is done for them.
  ///
  /// - Parameter input: The path of the input.
  /// - Throws: `Failure` with the status of wrong usage, or of an input or output error.
  func check(reading input: String) throws(Failure) {
    let source = URL(fileURLWithPath: input).resolvingSymlinksInPath().path
    for place in [html, xlsx, calendar].compactMap({ $0 })
    where URL(fileURLWithPath: place).resolvingSymlinksInPath().path == source {
      throw .usage("Error: \(place) is what the report is made from; name another file.")
    }
    for place in [html, xlsx, calendar].compactMap({ $0 }) { try OutputFiles.check(place) }
    if let accountPlans { try OutputFiles.check("\(accountPlans)/index.html") }
  }

  /// Makes the reports that are asked for.
  ///
  /// - Parameter result: The result.
  /// - Returns: The files, to be written.
  /// - Throws: `Failure` with the status of what went wrong.
  func files(of result: SavedResult) throws(Failure) -> ReportFiles {
    var reports = ReportFiles()
    if let html { reports.files.add(Data(ReportPage(result).text.utf8), at: html) }
    if let xlsx {
      do {
        reports.files.add(try ReportWorkbook(result).data(), at: xlsx)
      } catch {
        throw Failure(error, place: xlsx)
      }
    }
    reports.places = places
    if let calendar {
      add(MeetingCalendar(result, firstDay: yearStart), to: &reports, at: calendar)
    }
    if let accountPlans {
      let plans = AccountPlans(result, firstDay: yearStart)
      for file in plans.files {
        reports.files.add(Data(file.text.utf8), at: "\(accountPlans)/\(file.name)")
      }
      reports.notes.append(plans.note)
    }
    return reports
  }

  private func add(_ meetings: MeetingCalendar, to reports: inout ReportFiles, at place: String) {
    let isTable = place.lowercased().hasSuffix(".csv")
    reports.files.add(Data((isTable ? meetings.csv : meetings.iCalendar).utf8), at: place)
    reports.notes += meetings.notes
  }

  /// The first day of the year of meetings; without one given, all that depends on the clock.
  private var yearStart: CalendarDate {
    let year = Calendar(identifier: .gregorian).component(.year, from: Date())
    return firstDay ?? MeetingCalendar.firstDay(ofYear: year + 1)
  }
}

/// Files that are made from a result.
struct ReportFiles {
  var files = OutputFiles()
  /// What to tell the user of them.
  var places: [String] = []
  var notes: [String] = []
}
