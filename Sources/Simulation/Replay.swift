import Statistics

/// One plan meeting one group's world: the KAM serves a queue, accounts churn, grow and stay.
///
/// In three passes. *Prepare* lays out the plan's care sessions and the places in the queue. *Serve*
/// merges sessions and responses and lets the KAM work; churn candidates, expansion opportunities and
/// departures interrupt, since they read engagement and change who is there. *Settle* adds up. The
/// memory is reused from one replay to the next.
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
    /// Of `sessionEnds`: the account's first place, the next that `engagement` does not count yet.
    let firstSession: Int32
    var nextSession: Int32
    /// How many sessions fall due until the horizon.
    let sessions: Int32
    var hasFollowed = false
    /// When the account was lost, days; infinite while it stays.
    var lostAt = Double.infinity
    /// Days delivered.
    var careDays = 0.0
    var responseDays = 0.0

    var isLost: Bool { lostAt != .infinity }
  }

  /// What the queue knows of a piece of work.
  struct WorkItem: BitwiseCopyable {
    let lastStart: Double
    let effort: Double
    let account: Int32
    /// Its place in the world's `work`.
    let index: Int32
  }

  /// A moment at which an account's revenue may change.
  struct Occasion: BitwiseCopyable {
    enum Kind: UInt8 {
      /// A completed response wins a share of the potential.
      case response
      /// An expansion opportunity may win a share of the potential.
      case expansion
      /// The account may be lost.
      case loss
    }

    let kind: Kind
    /// What chance decided.
    let happens: Bool
    let account: Int32
    let time: Double
    /// The share of the potential that a win captures.
    var share = 0.0
    /// The probability that it happens, given all that happened so far.
    var odds = 1.0
  }

  /// The unchanging surroundings of a replay.
  struct Setting {
    let model: ReplayModel
    let group: WorldModel.Group
    let plan: GroupPlan
  }

  var accounts = Column<AccountState>()
  /// How each account stands to the queue: the bits of `Presence`.
  var presence = Column<UInt8>()
  /// When care sessions fall due, sorted by time; the index is the place in the world's `work`.
  private var sessions = Column<Stimulus>()
  /// Sessions and responses, sorted by time; the last one is `Stimulus.end`.
  var arrivals = Column<Stimulus>()
  var nextArrival = 0
  /// When work last started and when it ended, days; infinite if it never did.
  ///
  /// Shape: as the world's `work`, and one more that stands for never. Of use for responses.
  var started = Column<Double>()
  var ended = Column<Double>()
  /// When the sessions of each account ended, and the next place to write one to.
  var sessionEnds = Column<Double>()
  var nextSessionEnd = Column<Int32>()
  var queue = RankQueue()
  /// The work at each place of the queue.
  var queued = Column<WorkItem>()
  var seat: Seat
  /// Work that a departure put back into the queue, with the moment of its start.
  var resumed = Column<(work: Int, started: Double)>()
  /// How many responses to events of each kind were completed.
  var handled = Column<Int32>()
  var occasions = Column<Occasion>()
  var totals: ReplicationTotals
  /// The order of the occasions.
  var occasionOrder = Column<Stimulus>()
  var sorter = StimulusSorter()

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

  /// Sets the start, lays out sessions and the places in the queue.
  private mutating func prepare(_ world: borrowing World, in setting: Setting) {
    accounts.removeAll()
    occasions.removeAll()
    presence.fill(Presence.there, count: setting.group.accounts.count)
    started.fill(.infinity, count: world.work.count + 1)
    ended.fill(.infinity, count: world.work.count + 1)
    seat = Seat(
      serviceRate: setting.group.kam.map { setting.model.serviceRate[$0] } ?? 0,
      parameters: setting.model.parameters)
    queue.reset(ranks: setting.plan.rankCount)
    prepareSessions(world, in: setting)
    for slot in 0..<world.slotCounts.count {
      queue.expect(Int(world.slotCounts[slot]), rank: Int(setting.plan.decisions[slot].rank))
    }
    let places = queue.layOut()
    if queued.count < places {
      queued.fill(WorkItem(lastStart: 0, effort: 0, account: 0, index: 0), count: places)
    }
    mergeArrivals(world)
  }

  /// Lays out the plan's care sessions, due at `(j + u) D ell / x`.
  private mutating func prepareSessions(_ world: borrowing World, in setting: Setting) {
    let model = setting.model
    let slots = model.world.triggers.count + 1
    sessions.removeAll()
    nextSessionEnd.removeAll()
    var firstSession = 0
    for (local, account) in setting.group.accounts.enumerated() {
      let interval = model.world.timeline.ticks(setting.plan.sessionInterval[local])
      let (first, phase) = (sessions.count, world.phase[local])
      let work = world.learnt.count - 1 + local
      var due = phase * interval
      while due < Double(Timeline.never) {
        sessions.append(Stimulus(.care, at: Timeline.Tick(due), index: work))
        // Not due += interval: the error would add up.
        due = (Double(sessions.count &- first) + phase) * interval
      }
      let count = sessions.count - first
      let terms = model.terms[account]
      queue.expect(count, rank: Int(setting.plan.decisions[local * slots].rank))
      accounts.append(
        AccountState(
          revenue: terms.revenue, potential: terms.potential, yearRevenue: terms.revenue,
          engagement: terms.engagement, firstSession: Int32(firstSession),
          nextSession: Int32(firstSession), sessions: Int32(count)))
      nextSessionEnd.append(Int32(firstSession))
      // One place more than sessions: responses write to the next one, too.
      firstSession += count + 1
    }
    sessionEnds.fill(.infinity, count: firstSession)
    sorter.sort(&sessions)
    sessions.append(Stimulus.end)
  }

  /// Merges responses and sessions.
  private mutating func mergeArrivals(_ world: borrowing World) {
    let count = world.learnt.count + sessions.count - 1
    if arrivals.count < count { arrivals.fill(Stimulus.end, count: count) }
    nextArrival = 0
    var (response, session) = (0, 0)
    for place in 0..<count {
      let (left, right) = (world.learnt[response], sessions[session])
      // Arithmetic, not a branch: which comes first cannot be predicted.
      let isResponse = left.word < right.word ? 1 : 0
      arrivals[place] = isResponse == 1 ? left : right
      response &+= isResponse
      session &+= 1 &- isResponse
    }
  }
}
