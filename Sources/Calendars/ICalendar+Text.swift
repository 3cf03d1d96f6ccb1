extension ICalendar {
  /// The file: lines of at most 75 bytes that end in CR LF.
  ///
  /// Commas, semicolons, backslashes and line breaks of texts are escaped, other control characters
  /// left out. An identifier that comes again gets a number, since programs would merge the events.
  public var text: String {
    var lines = [
      "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//\(escaped(producer))//EN",
      "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
    ]
    if !name.isEmpty { lines += ["NAME:\(escaped(name))", "X-WR-CALNAME:\(escaped(name))"] }
    var taken: Set<String> = []
    for event in events {
      lines += event.lines(uid: unique(event.uid, among: &taken), stamp: stamp)
    }
    lines.append("END:VCALENDAR")
    return lines.map(folded).joined()
  }

  private func unique(_ uid: String, among taken: inout Set<String>) -> String {
    let wanted = uid.isEmpty ? "event" : uid
    var (candidate, count) = (wanted, 1)
    while !taken.insert(candidate).inserted {
      count += 1
      candidate = "\(wanted)-\(count)"
    }
    return candidate
  }
}

extension ICalendar.Event {
  fileprivate func lines(uid: String, stamp: CalendarDate) -> [String] {
    var lines = ["BEGIN:VEVENT", "UID:\(escaped(uid))", "DTSTAMP:\(stamp.yyyymmdd)T000000Z"]
    lines += time.lines
    lines.append("SUMMARY:\(escaped(summary))")
    if !description.isEmpty { lines.append("DESCRIPTION:\(escaped(description))") }
    if !location.isEmpty { lines.append("LOCATION:\(escaped(location))") }
    if !categories.isEmpty {
      lines.append("CATEGORIES:\(categories.map(escaped).joined(separator: ","))")
    }
    return lines + ["TRANSP:\(isBusy ? "OPAQUE" : "TRANSPARENT")", "END:VEVENT"]
  }
}

extension ICalendar.Time {
  fileprivate var lines: [String] {
    switch self {
    case .days(let first, let last):
      let start = "DTSTART;VALUE=DATE:\(first.yyyymmdd)"
      // The end is the day after; without one the event takes one day.
      let end = max(first, last).advanced(by: 1)
      return end == max(first, last) ? [start] : [start, "DTEND;VALUE=DATE:\(end.yyyymmdd)"]
    case .minutes(let day, let start, let count):
      let minute = min(max(start, 0), 1439)
      let clock = "\(twoDigits(minute / 60))\(twoDigits(minute % 60))00"
      return ["DTSTART:\(day.yyyymmdd)T\(clock)", "DURATION:PT\(max(count, 1))M"]
    }
  }
}

private func twoDigits(_ number: Int) -> String {
  number < 10 ? "0\(number)" : String(number)
}

/// A text as a value of type TEXT: RFC 5545, 3.3.11.
private func escaped(_ text: String) -> String {
  var result = ""
  var last: Unicode.Scalar = " "
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\\", ";", ",": result += "\\\(scalar)"
    case "\n" where last == "\r": break
    case "\n", "\r", "\u{2028}", "\u{2029}": result += "\\n"
    case "\t": result += " "
    // Control characters, and those that turn the direction of the text around them.
    case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}":
      break
    default: result.unicodeScalars.append(scalar)
    }
    last = scalar
  }
  return result
}

/// A line cut after at most 75 bytes; what follows starts with a space: RFC 5545, 3.1.
private func folded(_ line: String) -> String {
  var result = ""
  var length = 0
  for scalar in line.unicodeScalars {
    let width = UTF8.width(scalar)
    if length + width > 75 {
      result += "\r\n "
      length = 1
    }
    result.unicodeScalars.append(scalar)
    length += width
  }
  return result + "\r\n"
}
