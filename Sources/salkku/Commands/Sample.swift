/// The files that `salkku init` writes.
enum Sample {
  static let files = [
    (name: "accounts.csv", text: accounts), (name: "team.csv", text: team),
    (name: "scenario.yaml", text: scenario),
  ]

  private static let accounts = """
    id,name,segment,annualRevenue,potential,activity,churn,currentDays,kam
    A01,Aalto Pumps,industry,820000,150000,14,0.06,16,anna
    A02,Björk Logistics,logistics,610000,400000,9,,8,anna
    A03,Cedar Foods,food,455000,60000,22,,20,anna
    A04,Dahl Paper,industry,390000,350000,4,0.10,3,anna
    A05,Ek Retail,retail,280000,40000,18,,14,anna
    A06,Falk Energy,energy,240000,500000,3,,2,anna
    A07,Gran Media,media,150000,20000,10,,9,bertil
    A08,Holm Clinics,health,720000,260000,7,0.05,10,bertil
    A09,Ivalo Travel,travel,95000,15000,12,0.25,11,bertil
    A10,Jokela Metals,industry,330000,310000,5,,5,bertil
    A11,Koski Software,software,210000,380000,6,,6,bertil
    A12,Lund Design,media,60000,5000,8,,5,bertil

    """

  private static let team = """
    id,name,fte,customerShare,annualCost,departure
    anna,Anna,1,0.65,110000,0.15
    bertil,Bertil,0.8,0.65,90000,0.15

    """

  private static let scenario = """
    name: A first portfolio
    accounts: accounts.csv      # id and annualRevenue are required, every other column is optional
    team: team.csv              # or {count: 2, annualCost: 110000}
    horizonYears: 3
    replications: 1000
    seed: 42
    policies: [equal, reactive, value, potential, activity, care-model, optimal]
    study: {kind: policies, baseline: equal}

    # Every default can be changed, for example:
    # model: {careEffect: {low: 0.3, mode: 0.5, high: 0.7}, engagementHalfLife: 45}   # a range where you don't know
    # triggers:
    #   company-move: {rate: 1.5}
    #   contract-renewal: {rate: 1, per: account, effort: 2, window: 60, riskFactor: 1.5, riskDays: 60, resolves: 0.8}
    # careModels:
    #   key: {minDays: 4, cadence: 12}

    """
}
