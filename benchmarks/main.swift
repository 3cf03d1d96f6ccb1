// How fast Salkku is: one table, mostly of ratios measured side by side in one run, for machines are noisy.
// docs/performance.md says how to read it.

import Foundation

if let replications = MemoryProbe.replications {
  try MemoryProbe.run(replications: replications)
} else if let accounts = PlanRun.probedAccounts {
  try PlanRun.probe(accounts: accounts)
} else {
  var table = Table()
  table.header()
  try table.addPeer()
  try table.addRandomness()
  try table.addThreads()
  try table.addGrowth()
  try table.addMemory()
  try table.addEfficiency()
  try table.addPlan()
  try table.addReviews()
  table.summary()
}
