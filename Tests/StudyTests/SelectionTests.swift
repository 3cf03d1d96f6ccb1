import GLPKSolver
import PortfolioModel
import Simulation
import Statistics
import Testing

@testable import Study

/// Hires who cost much and get nothing: each size is behind the smaller one by a known amount.
private func ladder(
  _ spending: StaffingRequest.Spending, replications: Int = 512,
  _ change: (inout StaffingRequest) -> Void = { _ in }
) -> StaffingStudy.Design {
  crewDesign(sizes: [2, 3, 4, 5], replications: replications) {
    $0.spending = spending
    $0.hire = crewHire {
      $0.maxAccounts = 0
      $0.annualCost = 50_000
    }
    change(&$0)
  }
}

private func earned(_ study: StaffingStudy) -> Double {
  study.today?.earned.prefix(128).reduce(0) { $0 + $1 / 128 } ?? .nan
}

struct SelectionTests {
  @Test func `elimination ends with the first stage where nothing matters`() throws {
    let study = try StaffingStudy(crewDesignUndecided { $0.indifference = 50 })
    let selection = try #require(study.selection)
    #expect(selection.isDecided && selection.confidence == 0.95)
    #expect(selection.replications == [128, 128, 128])
    #expect(study.today?.outcome.replications == 128)
    #expect(abs(selection.indifference - 50 * abs(earned(study))) <= 1e-9 * selection.indifference)
  }

  /// Three teams that differ in all.
  private func crewDesignUndecided(
    _ spending: StaffingRequest.Spending = .elimination, replications: Int = 640,
    _ change: (inout StaffingRequest) -> Void = { _ in }
  ) -> StaffingStudy.Design {
    crewDesign(sizes: [1, 2, 3], replications: replications) {
      $0.spending = spending
      change(&$0)
    }
  }

  @Test func `what elimination selects is the best of a full run`() throws {
    let (equal, selected) = (
      try StaffingStudy(ladder(.equal)), try StaffingStudy(ladder(.elimination))
    )
    #expect(StaffingFinding(equal).best == 0 && equal.selection == nil)
    let selection = try #require(selected.selection)
    #expect(selection.survivors == [0])
    #expect(StaffingFinding(selected).best == 0)
    #expect(selection.replications.allSatisfy { $0 == 128 })
    let full = try StaffingStudy(crewDesignUndecided(.equal))
    let raced = try StaffingStudy(crewDesignUndecided { $0.indifference = 0.001 })
    #expect(StaffingFinding(full).best == StaffingFinding(raced).best)
    #expect(raced.selection?.survivors.contains(StaffingFinding(raced).best) == true)
  }

  @Test func `a team has the same worlds however replications are spent`() throws {
    let full = try StaffingStudy(crewDesignUndecided(.equal))
    for spending in [StaffingRequest.Spending.elimination, .budget] {
      let other = try StaffingStudy(crewDesignUndecided(spending))
      for (one, two) in zip(full.alternatives, other.alternatives) {
        let count = min(one.outcome.replications, two.outcome.replications)
        #expect(count >= 128)
        #expect(one.earned.prefix(count) == two.earned.prefix(count))
      }
    }
  }

  @Test func `elimination that reaches the limit has not decided`() throws {
    // Equal teams: the smaller one stays only where no allowance is left, which takes no variance.
    let study = try StaffingStudy(crewDesignUndecided(replications: 192) { $0.indifference = 1e-5 })
    let selection = try #require(study.selection)
    #expect(selection.replications.max() ?? 0 <= 192)
    #expect(selection.isDecided == (selection.survivors.count == 1))
    let tied = try StaffingStudy(
      ladder(.elimination) {
        $0.hire = crewHire {
          $0.maxAccounts = 0; $0.annualCost = 0
        }
      })
    #expect(tied.selection?.survivors == [0])
  }

  @Test func `few replications are no race`() throws {
    for spending in [StaffingRequest.Spending.elimination, .budget] {
      let study = try StaffingStudy(ladder(spending, replications: 128))
      #expect(study.selection == nil)
      #expect(study.alternatives.map(\.outcome.replications) == [128, 128, 128, 128])
    }
  }

  @Test func `a budget is spent within a block, on any number of threads`() throws {
    for replications in [129, 200, 640] {
      let design = crewDesignUndecided(.budget, replications: replications)
      let (one, two) = (
        try StaffingStudy(design, threads: 1), try StaffingStudy(design, threads: 3)
      )
      let spent = one.alternatives.map(\.outcome.replications)
      #expect(spent == two.alternatives.map(\.outcome.replications))
      #expect(one.alternatives.map(\.outcome) == two.alternatives.map(\.outcome))
      #expect(abs(spent.reduce(0, +) - 3 * replications) < 64)
      #expect(spent.allSatisfy { $0 >= 128 })
      #expect(one.today?.outcome.replications == spent.max())
    }
  }

  @Test func `sizes over the budget are shown but not selected`() throws {
    // Two KAMs cost 220,000.
    for spending in StaffingRequest.Spending.allCases {
      let study = try StaffingStudy(
        crewDesignUndecided(spending) {
          $0.budget = 230_000
          $0.indifference = 50
        })
      let finding = StaffingFinding(study)
      #expect(finding.ranks.map(\.isOverBudget) == [false, false, true])
      #expect(finding.best < 2 && finding.band.upperBound < 2)
      if spending == .elimination {
        #expect(study.selection?.survivors == [finding.best])
        #expect(study.selection?.replications.count == 3)
      }
    }
  }

  @Test func `where no size is within the budget the cheapest counts`() throws {
    let study = try StaffingStudy(ladder(.equal, replications: 16) { $0.budget = 1 })
    let finding = StaffingFinding(study)
    #expect(finding.best == 0 && finding.band == 0...0)
    #expect(finding.ranks.allSatisfy { $0.isOverBudget })
  }
}

struct StaffingFindingTests {
  @Test func `two sizes are told apart by a one-sided test`() throws {
    let study = try StaffingStudy(crewDesign(sizes: [2, 3], replications: 128))
    let finding = StaffingFinding(study)
    let other = 1 - finding.best
    let shortfall = finding.ranks[other].shortfall
    let error = try #require(shortfall.standardError)
    // The 95 % point of Student's t with 127 degrees of freedom, from SciPy 1.17.
    #expect(abs(finding.ranks[other].halfWidth - 1.656_940_344 * error) <= 1e-8 * error)
    #expect(
      abs(finding.probability - StudentT.cumulative(shortfall.mean / error, degrees: 127)) <= 1e-12)
    #expect(finding.ranks[other].isEqual == (shortfall.mean <= finding.ranks[other].halfWidth))
    #expect(finding.ranks[finding.best].shortfall.mean == 0)
  }

  @Test func `three sizes share the error`() throws {
    let finding = StaffingFinding(
      try StaffingStudy(crewDesign(sizes: [1, 2, 3], replications: 128)))
    for rank in finding.ranks where rank.position != finding.best {
      // The 97.5 % point: a half of 5 % for each of two.
      let error = try #require(rank.shortfall.standardError)
      #expect(abs(rank.halfWidth - 1.978_819_535 * error) <= 1e-8 * error)
    }
    #expect(finding.ranks.allSatisfy { $0.shortfall.mean >= 0 })
  }

  @Test func `the band grows with the margin`() throws {
    func finding(margin: Double) throws -> StaffingFinding {
      StaffingFinding(try StaffingStudy(ladder(.equal, replications: 64) { $0.margin = margin }))
    }
    #expect(try finding(margin: 0).band == 0...0)
    #expect(try finding(margin: 10).band == 0...3)
    let whole = try StaffingStudy(ladder(.equal, replications: 64))
    let mean = try #require(whole.alternatives[0].estimate(of: [.netContribution])).mean
    // Each hire less costs two years of 50,000: a margin of one and a half of that holds one.
    let step = 50_000 * annuity(to: 2)
    let one = try finding(margin: 1.5 * step / abs(mean))
    #expect(one.band == 0...1)
    #expect(one.ranks.map(\.isWithinMargin) == [true, true, false, false])
    #expect(one.ranks.map(\.isEqual) == [true, false, false, false])
  }
}
