import PortfolioModel

/// A plan that is made again at reviews (section 6 of the model page, `optimal-rolling`).
///
/// Between two reviews a replay goes as under any plan. At a review the money so far is settled, the
/// plan is made again from what the KAM then knows, and the queue is laid out anew: what waits or is in
/// service takes its place under the new priorities.
extension Replay {
  /// Serves span after span.
  ///
  /// - Returns: The setting of the last span, whose end is to be settled.
  mutating func serveSpans(
    _ world: borrowing World, from first: Setting, _ replanner: any Replanner
  ) -> Setting {
    let horizon = first.model.horizon
    func span(_ number: Int) -> Span {
      let (start, end) = (
        Double(number) * replanner.interval, Double(number + 1) * replanner.interval
      )
      return Span(start: start, end: min(end, horizon))
    }
    var (setting, number) = (first, 0)
    setting.span = span(0)
    prepare(world, in: setting)
    while true {
      serve(world, in: setting)
      if setting.span.end == horizon { return setting }
      number += 1
      settleSpan(world, in: setting)
      setting.plan = replan(number, replanner, in: setting)
      setting.span = span(number)
      moveOn(to: setting, world)
    }
  }

  /// Settles the money and the care of a span.
  private mutating func settleSpan(_ world: borrowing World, in setting: Setting) {
    let end = setting.span.end
    if !months.isEmpty { settleCareByMonth(world, in: setting) }
    for index in 0..<nextResponse {
      let account = Int(world.work[index].account)
      if ended[index] <= min(end, accounts[account].lostAt) {
        addWin(of: index, world, in: setting)
      }
    }
    winsSettledAt = end
    settleOccasions(in: setting)
    occasions.removeAll()
    for account in 0..<accounts.count {
      if !accounts[account].isLost { _ = engagement(of: account, at: end, in: setting) }
      let sessions = sessions(of: account, until: end)
      let left = min(end, accounts[account].lostAt)
      accounts[account].begunBefore += sessions.begun
      accounts[account].deliveredBefore += sessions.delivered
      accounts[account].cycle = cycle(of: account, at: left, in: setting)
    }
  }

  /// Makes the plan again.
  private func replan(_ number: Int, _ replanner: any Replanner, in setting: Setting) -> GroupPlan {
    let reviewed = (0..<accounts.count).map { local in
      ReviewedAccount(
        isThere: !accounts[local].isLost, annualRevenue: accounts[local].revenue,
        potential: accounts[local].potential, engagement: accounts[local].engagement)
    }
    return GroupPlan(
      replanner.replan(number, kam: setting.group.kam ?? 0, reviewed), after: setting.plan,
      isThere: reviewed.map(\.isThere), model: setting.model)
  }

  /// Lays out the next span; what waits and what is in service gets its place there.
  private mutating func moveOn(to next: Setting, _ world: borrowing World) {
    let inService = seat.isBusy(at: next.span.start) ? queued[seat.current] : nil
    waiting.removeAll()
    while !queue.isEmpty { waiting.append(queued[queue.popFirst()]) }
    queue.reset(ranks: next.plan.rankCount)
    for index in 0..<waiting.count { expect(waiting[index], world, next.plan) }
    if let inService { expect(inService, world, next.plan) }
    prepare(world, in: next)
    if let inService {
      seat.move(to: append(inService, world, next.plan))
      // In service, so not in the queue.
      _ = queue.popFirst()
      if inService.index >= world.learnt.count - 1 { resume(inService) }
    }
    for index in 0..<waiting.count where presence[Int(waiting[index].account)] < Presence.lost {
      _ = append(waiting[index], world, next.plan)
    }
  }

  /// Says that a session can come into the queue; responses are expected all.
  private mutating func expect(_ item: WorkItem, _ world: borrowing World, _ plan: GroupPlan) {
    let isCare = Int(item.index) >= world.learnt.count - 1
    queue.expect(isCare ? 1 : 0, rank: rank(of: item, world, plan))
  }

  /// Puts work into the queue.
  ///
  /// - Returns: Its place.
  private mutating func append(
    _ item: WorkItem, _ world: borrowing World, _ plan: GroupPlan
  ) -> Int {
    let place = queue.append(rank: rank(of: item, world, plan), if: 1)
    queued[place] = item
    return place
  }

  private func rank(of item: WorkItem, _ world: borrowing World, _ plan: GroupPlan) -> Int {
    Int(plan.decisions[Int(world.work[Int(item.index)].slot)].rank)
  }

  /// A session in service belongs to the span in which it ends.
  private mutating func resume(_ session: WorkItem) {
    let account = Int(session.account)
    accounts[account].begunBefore -= 1
    sessionEnds[Int(nextSessionEnd[account])] = seat.freeAt
    nextSessionEnd[account] += 1
  }
}
