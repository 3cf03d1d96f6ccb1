import PortfolioModel
import Statistics

/// One plan meeting one group's world: the KAM serves a queue, accounts churn, grow and stay.
///
/// In three passes. *Prepare* lays out the plan's care sessions and the places in the queue. *Serve*
/// merges sessions and responses and lets the KAM work; churn candidates, expansion opportunities and
/// departures interrupt, since they read engagement and change who is there. *Settle* adds up. A plan
/// that is made again at reviews takes the first two passes once per span between them. The memory is
/// reused from one replay to the next.
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
    var firstSession: Int32 = 0
    var nextSession: Int32 = 0
    /// How many sessions fall due until the end of the span.
    var sessions: Int32 = 0
    /// Where the account stands in its cycle of sessions when the span starts: session `j` is due at `j`.
    var cycle: Double
    /// Sessions that began, and that were delivered, in earlier spans.
    var begunBefore: Int32 = 0
    var deliveredBefore: Int32 = 0
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
    var plan: GroupPlan
    /// The time for which the plan holds: all, or that between two reviews.
    var span: Span

    /// A plan that holds for all the time.
    init(model: ReplayModel, group: WorldModel.Group, plan: GroupPlan) {
      (self.model, self.group, self.plan) = (model, group, plan)
      span = Span(start: 0, end: model.horizon)
    }

    /// The first tick behind the span.
    var endTick: Timeline.Tick { model.world.timeline.tick(at: span.end) }
  }

  /// A stretch of time, working days.
  struct Span {
    let start: Double
    let end: Double
  }

  var accounts = Column<AccountState>()
  /// How each account stands to the queue: the bits of `Presence`.
  var presence = Column<UInt8>()
  /// When care sessions fall due, sorted by time; the index is the place in the world's `work`.
  private(set) var sessions = Column<Stimulus>()
  /// Sessions and responses, sorted by time; the last one is `Stimulus.end`.
  var arrivals = Column<Stimulus>()
  var nextArrival = 0
  /// The first response and the first stimulus that have not had their turn.
  var nextResponse = 0
  var nextStimulus = 0
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
  /// How many periods of the year have begun, and when the latest ends, days; infinite where the KAM is
  /// there all the time.
  var periodsBegun = 0
  var periodEnd = Double.infinity
  /// Work that a departure put back into the queue, with the moment of its start.
  var resumed = Column<(work: Int, started: Double)>()
  /// What waits at a review.
  var waiting = Column<WorkItem>()
  /// How many responses to events of each kind were completed.
  var handled = Column<Int32>()
  var occasions = Column<Occasion>()
  /// Wins by responses that ended until then, days, are among the occasions or settled.
  var winsSettledAt = -1.0
  var totals: ReplicationTotals
  /// What falls into each month; empty unless asked for.
  ///
  /// Then also, in the order of time: what was won, when the KAM was busy while the seat was filled, and
  /// when care sessions were skipped.
  var months: [ReplicationTotals] = []
  var wins = Column<Win>()
  var busy = Column<Stretch>()
  var skips = Column<Double>()
  /// The order of the occasions.
  var occasionOrder = Column<Stimulus>()
  var sorter = StimulusSorter()

  init(model: ReplayModel) {
    totals = ReplicationTotals(triggerCount: model.world.triggers.count)
    seat = Seat(serviceRate: 0, parameters: model.parameters)
  }

  /// Replays a world under a plan, and adds what came of it to `totals`.
  ///
  /// - Parameters:
  ///   - world: What chance decides.
  ///   - setting: The surroundings, with the plan at the start.
  ///   - replanner: What makes the plan again at reviews, if anything does; never for the pool.
  mutating func run(
    _ world: borrowing World, in setting: Setting, replanner: (any Replanner)? = nil
  ) {
    start(world, in: setting)
    if let replanner, setting.group.kam != nil {
      settle(world, in: serveSpans(world, from: setting, replanner))
    } else {
      prepare(world, in: setting)
      serve(world, in: setting)
      settle(world, in: setting)
    }
  }

  /// Sets everything to the start.
  private mutating func start(_ world: borrowing World, in setting: Setting) {
    accounts.removeAll()
    for (local, account) in setting.group.accounts.enumerated() {
      let terms = setting.model.terms[account]
      accounts.append(
        AccountState(
          revenue: terms.revenue, potential: terms.potential, yearRevenue: terms.revenue,
          engagement: terms.engagement, cycle: -world.phase[local]))
    }
    occasions.removeAll()
    wins.removeAll()
    busy.removeAll()
    skips.removeAll()
    presence.fill(Presence.there, count: accounts.count)
    started.fill(.infinity, count: world.work.count + 1)
    ended.fill(.infinity, count: world.work.count + 1)
    seat = Seat(
      serviceRate: setting.group.kam.map { setting.model.serviceRate[$0] } ?? 0,
      parameters: setting.model.parameters)
    if let hired = setting.group.kam.flatMap({ setting.model.world.seats[$0].start }) {
      seat.hire(at: hired, horizon: setting.model.horizon)
    }
    (periodsBegun, periodEnd) = (0, .infinity)
    enterPeriod(in: setting)
    queue.reset(ranks: setting.plan.rankCount)
    (nextResponse, nextStimulus, winsSettledAt) = (0, 0, -1)
  }

  /// Lays out sessions and the places in the queue, which is empty.
  mutating func prepare(_ world: borrowing World, in setting: Setting) {
    prepareSessions(world, in: setting)
    for slot in 0..<world.slotCounts.count {
      queue.expect(Int(world.slotCounts[slot]), rank: Int(setting.plan.decisions[slot].rank))
    }
    let places = queue.layOut()
    if queued.count < places {
      queued.fill(WorkItem(lastStart: 0, effort: 0, account: 0, index: 0), count: places)
    }
    mergeArrivals(world, until: setting.endTick)
  }

  /// Lays out the plan's care sessions, due at `(j + u) D ell / x` from the start on, by the clock of the
  /// account's care if it has one.
  ///
  /// Where the plan changes, an account's cycle of sessions goes on from where it is.
  private mutating func prepareSessions(_ world: borrowing World, in setting: Setting) {
    let model = setting.model
    let start = model.world.timeline.ticks(setting.span.start)
    let end = Double(setting.endTick)
    sessions.removeAll()
    nextSessionEnd.removeAll()
    var firstSession = 0
    for local in 0..<accounts.count {
      var state = accounts[local]
      let interval = model.world.timeline.ticks(setting.plan.sessionInterval[local])
      let first = sessions.count
      let work = world.learnt.count - 1 + local
      let clock = setting.plan.careClocks.isEmpty ? nil : setting.plan.careClocks[local]
      func nextDue(_ state: AccountState) -> Double {
        let cycles = Double(state.sessions) - state.cycle
        guard let clock else { return start + cycles * interval }
        return model.world.timeline.ticks(
          model.moment(
            after: cycles * setting.plan.sessionInterval[local], from: setting.span.start, by: clock
          ))
      }
      var due = nextDue(state)
      while due < end && interval.isFinite {
        sessions.append(Stimulus(.care, at: Timeline.Tick(max(due, start)), index: work))
        state.sessions &+= 1
        // Not due += interval: the error would add up.
        due = nextDue(state)
      }
      // Those that wait, two at most, and the one in service may come in from the span before.
      let count = sessions.count - first
      queue.expect(count, rank: Int(setting.plan.decisions[model.world.careSlot(of: local)].rank))
      (state.firstSession, state.nextSession) = (Int32(firstSession), Int32(firstSession))
      accounts[local] = state
      nextSessionEnd.append(Int32(firstSession))
      // One place more than sessions: responses write to the next one, too.
      firstSession += count + Int(presence[local] & Presence.waiting) + 2
    }
    sessionEnds.fill(.infinity, count: firstSession)
    sorter.sort(&sessions)
    sessions.append(Stimulus.end)
  }

  /// Merges responses that are learnt of before a tick with sessions.
  private mutating func mergeArrivals(_ world: borrowing World, until end: Timeline.Tick) {
    var (response, session) = (nextResponse, 0)
    while world.learnt[nextResponse].tick < end { nextResponse += 1 }
    let count = nextResponse - response + sessions.count
    if arrivals.count < count { arrivals.fill(Stimulus.end, count: count) }
    nextArrival = 0
    // What is learnt of later does not get its turn: all sessions fall due before it.
    for place in 0..<(count - 1) {
      let (left, right) = (world.learnt[response], sessions[session])
      // Arithmetic, not a branch: which comes first cannot be predicted.
      let isResponse = left.word < right.word ? 1 : 0
      arrivals[place] = isResponse == 1 ? left : right
      response &+= isResponse
      session &+= 1 &- isResponse
    }
    arrivals[count - 1] = Stimulus.end
  }
}
