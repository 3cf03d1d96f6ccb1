import Statistics

/// One plan meeting one group's world: the KAM serves a queue, accounts churn, grow and stay.
///
/// All that happens is walked in the order of time: what the world knows in advance, merged with the
/// plan's care sessions; between two of these the KAM completes work. The memory is reused from one
/// replay to the next.
struct Replay: ~Copyable {
  /// An account as it stands.
  struct AccountState: BitwiseCopyable {
    var revenue: Double
    var potential: Double
    /// Revenue when the first year ends.
    var yearRevenue: Double
    /// Sum of the won revenue, each times the annuity until its win.
    var wonAnnuity = 0.0
    /// Engagement at `engagedAt`, days.
    var engagement: Double
    var engagedAt = 0.0
    /// When the account was lost, days; infinite while it stays.
    var lostAt = Double.infinity
    /// Sessions in the queue: two where a departure put one back behind which another waits.
    var waitingSessions: Int32 = 0
    /// Days delivered.
    var careDays = 0.0
    var responseDays = 0.0

    var isLost: Bool { lostAt != .infinity }
  }

  /// What happened so far to the response to an event.
  struct ResponseState: BitwiseCopyable {
    var isStarted = false
    var isHandled = false
    var isRiskEnded = false
    var startedAt = 0.0
  }

  /// The unchanging surroundings of a replay.
  struct Setting {
    let model: ReplayModel
    let group: WorldModel.Group
    let plan: GroupPlan
  }

  var accounts = Column<AccountState>()
  var responses = Column<ResponseState>()
  var totals: ReplicationTotals
  var sessions = Column<Stimulus>()
  var queue = RankQueue()
  /// What each arrival in the queue is about: a stimulus' subject.
  var arrivals = Column<UInt32>()
  var seat: Seat
  private var sorter = StimulusSorter()

  init(model: ReplayModel) {
    totals = ReplicationTotals(triggerCount: model.world.triggers.count)
    seat = Seat(serviceRate: 0, parameters: model.parameters)
  }

  /// Replays a world under a plan, and adds what came of it to `totals`.
  mutating func run(_ world: borrowing World, in setting: Setting) {
    prepare(world, in: setting)
    serve(world, in: setting)
    settle(world, in: setting)
  }

  /// Sets the start, and lays out the plan's care sessions, due at `(j + u) D ell / x`.
  private mutating func prepare(_ world: borrowing World, in setting: Setting) {
    let model = setting.model
    accounts.removeAll()
    sessions.removeAll()
    arrivals.removeAll()
    for local in setting.group.accounts.indices {
      let terms = model.terms[setting.group.accounts[local]]
      accounts.append(
        AccountState(
          revenue: terms.revenue, potential: terms.potential, yearRevenue: terms.revenue,
          engagement: terms.engagement))
      let interval = setting.plan.sessionInterval[local]
      if interval == .infinity { continue }
      var number = 0.0
      while true {
        let tick = model.world.timeline.tick(at: (number + world.phase[local]) * interval)
        if tick == Timeline.never { break }
        sessions.append(Stimulus(.care, at: tick, index: local))
        number += 1
      }
    }
    sorter.sort(&sessions)
    sessions.append(Stimulus.end)
    responses.fill(ResponseState(), count: world.events.count)
    queue.reset(ranks: setting.plan.rankCount, arrivals: sessions.count + world.stimuli.count)
    seat = Seat(
      serviceRate: setting.group.kam.map { model.serviceRate[$0] } ?? 0,
      parameters: model.parameters)
  }
}
