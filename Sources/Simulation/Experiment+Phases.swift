extension Experiment {
  /// Draws all worlds without replaying them, so that a benchmark can tell the phases apart.
  ///
  /// - Parameter isOrdered: Whether to put what was drawn in the order of time, too.
  /// - Returns: How many events, candidates, opportunities and departures were drawn.
  package func drawWorlds(isOrdered: Bool) -> Int {
    var world = World()
    var count = 0
    for replication in 0..<replications {
      for group in model.world.groups {
        if isOrdered {
          world.draw(group, of: model.world, replication: replication)
        } else {
          world.drawUnordered(group, of: model.world, replication: replication)
        }
        count +=
          world.events.count + world.candidates.count + world.expansions.count
          + world.departures.count
      }
    }
    return count
  }
}
