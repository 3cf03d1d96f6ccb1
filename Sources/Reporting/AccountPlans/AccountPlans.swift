import Calendars
import Markup

/// A page for each account of the leading tiers of a result's recommended plans, and a list of them.
///
/// Leading tiers are `strategic` and `key`; of a scenario that has neither, the two with the most contacts a
/// year. Each page is there as Markdown and as HTML; its name is made from the id of the account.
public struct AccountPlans {
  /// A file of the folder.
  public struct File: Equatable, Sendable {
    /// Its name, of `A`-`Z`, `a`-`z`, digits, `.`, `_` and `-`, not beginning with a dot.
    public let name: String
    /// What is in it.
    public let text: String
  }

  private let result: SavedResult
  private let pages: [(name: String, plan: AccountPlan)]

  /// Prepares the pages.
  ///
  /// - Parameters:
  ///   - result: The result.
  ///   - firstDay: The first day of the year in which meetings are.
  public init(_ result: SavedResult, firstDay: CalendarDate) {
    self.result = result
    var names = FileNames(taken: ["index"])
    pages = result.studies.flatMap { study in
      let meetings = Dictionary(grouping: MeetingSchedule(study: study).meetings, by: \.account)
      let leading = study.leadingTiers
      return study.plannedAccounts.filter { leading.contains($0.tierID) && $0.plan.kam != nil }
        .map { account in
          (
            names.name(for: account.account.id),
            AccountPlan(
              planned: account, study: study, scenario: study.scenario ?? result.scenario,
              replications: study.replications ?? result.replications,
              meetings: meetings[account.account.id] ?? [], firstDay: firstDay)
          )
        }
    }
  }

  /// All files: the list first.
  public var files: [File] {
    [File(name: "index.html", text: htmlList), File(name: "index.md", text: markdownList)]
      + pages.flatMap { name, plan in
        [
          File(name: "\(name).html", text: plan.html),
          File(name: "\(name).md", text: plan.markdown),
        ]
      }
  }

  /// What to tell of the pages.
  public var note: String {
    if !pages.isEmpty { return "\(NumberFormat.count(pages.count, "account plan"))." }
    return result.studies.contains { $0.planned != nil }
      ? "No account plans: no account that a KAM owns is of tier \(tiers)."
      : "No account plans: the result has no plan."
  }

  private var tiers: String {
    result.studies.first?.leadingTiers.joined(separator: " or ") ?? ""
  }

  // MARK: - List

  private var markdownList: String {
    var lines = ["# Account plans", "", Markdown.text(result.scenario), "", Markdown.text(note)]
    if !pages.isEmpty { lines.append("") }
    lines += pages.map { name, plan in
      "- [\(Markdown.text(plan.title))](\(name).md): \(Markdown.text(plan.subtitle))"
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var htmlList: String {
    let rows: [HTML] = pages.map { name, plan in
      let careDays = plan.days(plan.planned.plan.careDays)
      return """
        <tr><td><a href="\(name).html">\(plan.title)</a></td><td>\(plan.planned.tierID)</td>\
        <td>\(plan.planned.plan.kam ?? "")</td><td>\("\(Amount(plan.planned.account.annualRevenue))")</td>\
        <td>\(careDays)</td><td>\(plan.meetings.count)</td></tr>

        """
    }
    let table: HTML = """
      <table>
      <thead><tr><th scope="col">Account</th><th scope="col">Tier</th><th scope="col">KAM</th>\
      <th scope="col">Revenue a year</th><th scope="col">Care days a year</th><th scope="col">Meetings</th></tr></thead>
      <tbody>
      \(rows)</tbody>
      </table>
      """
    return AccountPlanStyle.page(
      title: "Account plans",
      body: """
        <h1>Account plans</h1>
        <p class="muted">\(result.scenario). \(note)</p>
        \(rows.isEmpty ? nil : table)
        """)
  }
}
