import Calendars
import Testing

private let day = CalendarDate(dayNumber: 20_000)

private func calendar(_ events: ICalendar.Event...) -> ICalendar {
  ICalendar(name: "Plan", producer: "Salkku 0.1.0", stamp: day, events: events)
}

private func event(
  uid: String = "a", summary: String = "s", description: String = ""
) -> ICalendar.Event {
  ICalendar.Event(uid: uid, time: .day(day), summary: summary, description: description)
}

/// Lines as a reader sees them: unfolded.
private func lines(_ text: String) -> [String] {
  var lines: [String] = []
  for line in bytes(text) {
    if line.first == 0x20, let last = lines.popLast() {
      lines.append(last + String(decoding: line.dropFirst(), as: UTF8.self))
    } else {
      lines.append(String(decoding: line, as: UTF8.self))
    }
  }
  return lines
}

/// Lines as they stand, cut at CR LF alone.
private func bytes(_ text: String) -> [[UInt8]] {
  var lines: [[UInt8]] = [[]]
  for byte in text.utf8 {
    lines[lines.count - 1].append(byte)
    if lines[lines.count - 1].suffix(2) == [0x0D, 0x0A] {
      lines[lines.count - 1].removeLast(2)
      lines.append([])
    }
  }
  return lines.dropLast()
}

struct ICalendarTests {
  @Test func `a calendar is this text`() {
    var review = event(uid: "a-1", summary: "Review: Iris", description: "First line\nSecond")
    review.categories = ["Renewal", "Tier 1"]
    review.time = .days(day, through: day.advanced(by: 4))
    let visit = ICalendar.Event(
      uid: "b-1", time: .minutes(day, start: 9 * 60 + 5, count: 90), summary: "Visit",
      location: "Oulu")
    let text = """
      BEGIN:VCALENDAR
      VERSION:2.0
      PRODID:-//Salkku 0.1.0//EN
      CALSCALE:GREGORIAN
      METHOD:PUBLISH
      NAME:Plan
      X-WR-CALNAME:Plan
      BEGIN:VEVENT
      UID:a-1
      DTSTAMP:20241004T000000Z
      DTSTART;VALUE=DATE:20241004
      DTEND;VALUE=DATE:20241009
      SUMMARY:Review: Iris
      DESCRIPTION:First line\\nSecond
      CATEGORIES:Renewal,Tier 1
      TRANSP:TRANSPARENT
      END:VEVENT
      BEGIN:VEVENT
      UID:b-1
      DTSTAMP:20241004T000000Z
      DTSTART:20241004T090500
      DURATION:PT90M
      SUMMARY:Visit
      LOCATION:Oulu
      TRANSP:OPAQUE
      END:VEVENT
      END:VCALENDAR

      """
    let expected = text.split(separator: "\n").map { $0 + "\r\n" }.joined()
    #expect(calendar(review, visit).text == expected)
  }

  @Test func `hostile text stays in its line`() {
    let text = calendar(
      event(summary: "a;b,c\\d\r\nEND:VEVENT\rx\u{0}\u{1B}\u{85}\u{202E}y\u{2028}z\tw")
    ).text
    #expect(lines(text).contains(#"SUMMARY:a\;b\,c\\d\nEND:VEVENT\nxy\nz w"#))
    #expect(lines(text).filter { $0 == "END:VEVENT" }.count == 1)
  }

  @Test(arguments: ["x", "é", "漢字かな", "👩‍👩‍👧‍👦", "a漢👍🏽"])
  func `no line is longer than 75 bytes and folding loses nothing`(piece: String) {
    for count in [1, 15, 16, 17, 22, 23, 33, 66, 67, 68, 500] {
      let summary = String(repeating: piece, count: count)
      let text = calendar(event(summary: summary)).text
      for line in bytes(text) {
        #expect(line.count <= 75)
        #expect(String(validating: line, as: UTF8.self) != nil)
      }
      #expect(lines(text).contains("SUMMARY:\(summary)"))
    }
  }

  @Test func `a line of 75 bytes is not folded and one of 76 is`() {
    for (count, rows) in [(67, 1), (68, 2), (141, 2), (142, 3)] {
      let text = calendar(event(summary: String(repeating: "x", count: count))).text
      let plain = calendar(event(summary: "")).text
      #expect(bytes(text).count - bytes(plain).count + 1 == rows)
    }
  }

  @Test func `identifiers differ`() {
    let text = calendar(
      event(uid: "a"), event(uid: "a"), event(uid: "a-2"), event(uid: ""), event(uid: "")
    ).text
    let uids = lines(text).filter { $0.hasPrefix("UID:") }
    #expect(uids == ["UID:a", "UID:a-2", "UID:a-2-2", "UID:event", "UID:event-2"])
  }

  @Test func `times out of range are brought into it`() {
    var odd = event()
    odd.time = .minutes(day, start: 5000, count: -3)
    #expect(lines(calendar(odd).text).contains("DTSTART:20241004T235900"))
    #expect(lines(calendar(odd).text).contains("DURATION:PT1M"))
    odd.time = .days(day, through: day.advanced(by: -9))
    #expect(lines(calendar(odd).text).contains("DTEND;VALUE=DATE:20241005"))
    odd.time = .day(.last)
    #expect(!calendar(odd).text.contains("DTEND"))
  }
}
