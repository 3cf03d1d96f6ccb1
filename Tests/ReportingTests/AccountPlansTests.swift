import Calendars
import Testing

@testable import Reporting

struct AccountPlansTests {
  private static func plans(_ fixture: StudyFixture, plan: Bool = true) throws -> AccountPlans {
    AccountPlans(try fixture.result(plan: plan), firstDay: try CalendarDate(iso: "2027-01-04"))
  }

  private static func fixture() -> StudyFixture {
    var fixture = StudyFixture()
    fixture.accounts = [
      StudyFixture.Account(id: "A", tier: "key", careDays: 12),
      StudyFixture.Account(id: "B", tier: "strategic", careDays: 20),
      StudyFixture.Account(id: "C", tier: "develop"),
      StudyFixture.Account(id: "D", kam: nil, tier: "key"),
    ]
    return fixture
  }

  private static func text(_ name: String, of plans: AccountPlans) throws -> String {
    try #require(plans.files.first { $0.name == name }?.text)
  }

  @Test func `strategic and key accounts with a KAM have a page each, in both forms`() throws {
    let plans = try Self.plans(Self.fixture())
    #expect(
      plans.files.map(\.name) == ["index.html", "index.md", "A.html", "A.md", "B.html", "B.md"])
    #expect(plans.note == "2 account plans.")
    for name in ["index.html", "index.md"] {
      let list = try Self.text(name, of: plans)
      let end = name.split(separator: ".")[1]
      for link in ["A.\(end)", "B.\(end)"] { #expect(list.contains(link)) }
    }
  }

  @Test func `each of the fifteen cells asks for what only people know`() throws {
    let plans = try Self.plans(Self.fixture())
    let markdown = try Self.text("A.md", of: plans)
    let html = try Self.text("A.html", of: plans)
    #expect(markdown.split(separator: "**To fill in:**").count == 16)
    #expect(html.split(separator: "class=\"blank\"").count == 16)
    #expect(html.split(separator: "<td data-topic=").count == 16)
    for phase in AccountPlan.Phase.allCases {
      #expect(markdown.contains("## \(phase.rawValue)\n"))
      #expect(html.contains("<th scope=\"row\">\(phase.rawValue)</th>"))
    }
    for topic in AccountPlan.Topic.allCases {
      #expect(markdown.split(separator: "### \(topic.rawValue)\n").count == 4)
      #expect(html.contains("<th scope=\"col\">\(topic.rawValue)</th>"))
    }
  }

  @Test func `a page says what the plan knows, with uncertainty where there is any`() throws {
    let plans = try Self.plans(Self.fixture())
    let text = try Self.text("A.md", of: plans)
    for words in [
      "Revenue 100 k a year, 25 % of the portfolio: number 1 of 4 accounts.",
      "Margin 60 %: 60 k a year.", "Potential not sold yet: 50 k a year, 50 % of today's revenue.",
      "Churn: 10 % a year at today's care.",
      "Still a customer after 3 years under the plan: 81.0 % (78.4 to 83.4) (simulated).",
      "Worth under the plan: 123 k over 3 years.",
      "Care: 12.0 days a year, against 3.0 today.",
      "A day of its KAM is worth 600, the last care day on it earns 650, one more would earn 590.",
      "It has days as long as they earn that price.",
      "company-move: expect 2.0 a year, we learn of 50 %.",
      "24 meetings of 0.5 days, evenly spread. Its care model has 24 contacts a year.",
      "Keep the revenue of 100 k a year; expected to remain after 3 years: 81.0 k (78.4 to 83.4), without growth.",
      "Responses: 0.0 days a year planned; answering all that we learn of takes 2.5 days a year",
      "Begin to answer company-move within 20 working days",
      "company-move: one that is answered in time wins with a chance of 30 %, then 10 % of what is ",
      "not sold yet (5 000 a year).",
      "Care today: 3.0 days a year.", "Plan \"optimal\" of Test, over 3 years.",
      "First meeting: 2027-01-",
    ] {
      #expect(text.contains(words), "\(words)")
    }
    #expect(text.split(separator: ": quarterly review\n").count == 5)
  }

  @Test func `days of today that were not given are said to be assumed`() throws {
    var fixture = Self.fixture()
    fixture.isTodayKnown = false
    let text = try Self.text("A.md", of: Self.plans(fixture))
    #expect(text.contains("Care today: not given (an equal share of 3.0 days is assumed)."))
    #expect(text.contains("Care: 12.0 days a year.\n"))
    #expect(!text.contains("against 3.0"))
  }

  @Test(arguments: [
    (29.0 / 30, 30, "96.7 % (82.8 to 99.9)"), (1, 30, "100.0 % (88.4 to 100.0)"),
    (0, 30, "0.0 % (0.0 to 11.6)"),
  ]) func `who stays has the exact interval of its replications, which ends within 0 and 100 %`(
    survival: Double, replications: Int, words: String
  ) throws {
    var fixture = Self.fixture()
    (fixture.survival, fixture.replications) = (survival, replications)
    #expect(try Self.text("A.md", of: Self.plans(fixture)).contains(": **\(words)**"))
  }

  @Test(arguments: [(1.5, 30), (0.5, 0), (0.5, -1), (0.5, Int.max)])
  func `a chance that no replications can have is left out`(
    survival: Double, replications: Int
  ) throws {
    var fixture = Self.fixture()
    (fixture.survival, fixture.replications) = (survival, replications)
    #expect(try !Self.text("A.md", of: Self.plans(fixture)).contains("Still a customer"))
  }

  @Test func `weeks are those of ISO 8601`() throws {
    let plans = AccountPlans(
      try Self.fixture().result(), firstDay: try CalendarDate(iso: "2027-02-01"))
    let text = try Self.text("B.md", of: plans)
    let days = text.matches(of: /- (\d{4}-\d\d-\d\d) \((\w{3}), week (\d+)\)/)
    #expect(days.count == 40)
    for day in days {
      let date = try CalendarDate(iso: String(day.1))
      #expect(day.2 == "\(date.weekday)".prefix(3).capitalized)
      #expect(Int(day.3) == date.week.number)
    }
    #expect(days.first?.3 == "5" || days.first?.3 == "6")
  }

  @Test(arguments: [
    ("headcount", "7", "Plan with 7 KAMs of Test"), ("headcount", "1", "Plan with 1 KAM of Test"),
    ("portfolio-size", "50", "Plan with 50 accounts per KAM of Test"),
    ("policies", "own", "Plan \"own\" of Test"),
  ]) func `a plan is called by its size or its policy`(
    kind: String, best: String, words: String
  ) throws {
    var fixture = Self.fixture()
    (fixture.kind, fixture.best) = (kind, best)
    #expect(try Self.text("A.md", of: Self.plans(fixture)).contains(words))
  }

  @Test func `a page tells of a hire, and of a horizon below a year`() throws {
    var fixture = Self.fixture()
    (fixture.hires, fixture.horizonYears) = (["K"], 0.5)
    let text = try Self.text("A.md", of: Self.plans(fixture))
    #expect(text.contains("Its KAM is a hire: meetings count from the day on which the hire"))
    #expect(text.contains("The horizon is 0.5 years; meetings are of a full year."))
  }

  @Test(arguments: [
    "con", "NUL", "aux", "Prn", "com1", "LPT9", "con.x", ".nul", "aux..b", "com0",
  ]) func `no file has a name that Windows keeps for a device`(id: String) {
    var names = FileNames()
    let name = id.drop { $0 == "." }
    #expect(names.name(for: id) == "account-\(name)")
    #expect(names.name(for: id) == "account-\(name)-2")
  }

  @Test(arguments: ["console", "com", "com12", "x.con", "null", "lpt-1"])
  func `names that only look like those of devices stay`(id: String) {
    var names = FileNames()
    #expect(names.name(for: id) == id)
  }

  @Test func `dates are those of the calendar`() throws {
    let result = try Self.fixture().result()
    let first = try CalendarDate(iso: "2027-01-04")
    let page = try Self.text("B.md", of: AccountPlans(result, firstDay: first))
    let rows = records(MeetingCalendar(result, firstDay: first).csv).filter { $0[4] == "B" }
    #expect(rows.count == 40)
    for row in rows { #expect(page.contains("\n- \(row[1]) (")) }
  }

  @Test func `hostile ids and names get safe files and stay text`() throws {
    var fixture = StudyFixture()
    let ids =
      hostileNames + ["../../etc/passwd", "/etc/passwd", "..", ".", "a b", "a-b", "A-B", "index"]
      + [String(repeating: "x", count: 500), "[link](http://example.com)", "*bold*"]
    fixture.accounts = ids.map { StudyFixture.Account(id: $0, tier: "key", careDays: 1) }
    fixture.names = Dictionary(ids.map { ($0, $0) }) { first, _ in first }
    let plans = try Self.plans(fixture)
    let names = plans.files.map(\.name)
    #expect(names.count == 2 + 2 * ids.count)
    #expect(Set(names.map { $0.lowercased() }).count == names.count)
    for name in names {
      #expect(name.wholeMatch(of: /[A-Za-z0-9_-][A-Za-z0-9._-]*\.(md|html)/) != nil, "\(name)")
      #expect(name.utf8.count < 100)
    }
    for file in plans.files where file.name.hasSuffix(".html") {
      #expect(!file.text.contains("<script") && !file.text.contains("<img"))
    }
    for file in plans.files where file.name.hasSuffix(".md") {
      #expect(!file.text.contains(/[^\\]<(script|img)/))
      #expect(!file.text.contains("[link](http"))
      #expect(!file.text.contains("# *bold*"))
    }
  }

  @Test func `a page needs no network and no script`() throws {
    for file in try Self.plans(Self.fixture()).files where file.name.hasSuffix(".html") {
      #expect(file.text.contains("default-src 'none'; style-src 'unsafe-inline'"))
      for word in ["<script", "http:", "https:", "url(", "src="] {
        #expect(!file.text.contains(word))
      }
    }
  }

  @Test func `without such accounts, or without a plan, the list says so`() throws {
    var fixture = StudyFixture()
    fixture.accounts = [StudyFixture.Account(id: "C", tier: "develop")]
    let plans = try Self.plans(fixture)
    #expect(
      plans.note == "No account plans: no account that a KAM owns is of tier strategic or key.")
    #expect(plans.files.count == 2)
    #expect(try Self.text("index.md", of: plans).contains(plans.note))
    #expect(
      try Self.plans(fixture, plan: false).note == "No account plans: the result has no plan.")
  }
}
