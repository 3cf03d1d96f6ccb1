import Testing

@testable import Reporting

struct MeetingScheduleTests {
  /// A team with accounts of all sizes, by chance.
  private static func fixture(seed: UInt64) -> StudyFixture {
    var state = seed
    func uniform() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 40) / Double(1 << 24)
    }
    var fixture = StudyFixture()
    fixture.seats = ["K1", "K2", "K3"].map { StudyFixture.Seat(kam: $0) }
    fixture.accounts = (0..<60).map { index in
      let size = uniform()
      return StudyFixture.Account(
        id: "A\(index)", kam: fixture.seats[Int(3 * uniform())].kam,
        tier: size > 0.9 ? "strategic" : size > 0.7 ? "key" : "develop",
        careDays: size > 0.9 ? 24 * uniform() : 6 * uniform(),
        responseDays: uniform())
    }
    return fixture
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `an account has its sessions, and those of a KAM add up to its care`(seed: UInt64) throws {
    let fixture = Self.fixture(seed: seed)
    let schedule = MeetingSchedule(study: try fixture.study())
    for account in fixture.accounts {
      let days = schedule.meetings.filter { $0.account == account.id }.reduce(0) { $0 + $1.days }
      #expect(abs(days - account.careDays) < 0.5)
    }
    for seat in schedule.seats {
      let planned = fixture.accounts.filter { $0.kam == seat.kam }.reduce(0) { $0 + $1.careDays }
      let met = seat.weeks.reduce(0) { $0 + $1.careDays }
      #expect(abs(met - planned) <= 0.25 + 1e-9)
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `meetings of an account are evenly spread, to a week`(seed: UInt64) throws {
    let fixture = Self.fixture(seed: seed)
    let schedule = MeetingSchedule(study: try fixture.study())
    for account in fixture.accounts {
      let weeks = schedule.meetings.filter { $0.account == account.id }.map(\.week)
      guard weeks.count > 1 else { continue }
      let gaps = zip(weeks.dropFirst() + [weeks[0] + 52], weeks).map(-)
      let even = 52 / Double(weeks.count)
      #expect(gaps.allSatisfy { abs(Double($0) - even) < 1 + 1e-9 }, "\(account.id): \(gaps)")
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `the fullest week has at most one session more than even weeks would`(seed: UInt64) throws {
    let schedule = MeetingSchedule(study: try Self.fixture(seed: seed).study())
    for seat in schedule.seats {
      let counts = seat.weeks.map { ($0.careDays / 0.5).rounded() }
      let even = (counts.reduce(0, +) / 52).rounded(.up)
      #expect((counts.max() ?? 0) <= even + 1, "\(seat.kam): \(counts)")
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `nobody is in two meetings at once`(seed: UInt64) throws {
    let schedule = MeetingSchedule(study: try Self.fixture(seed: seed).study())
    let places = schedule.meetings.map {
      "\($0.kam) \($0.week) \($0.place.day) \($0.place.start)"
    }
    #expect(Set(places).count == places.count)
    #expect(schedule.team.allSatisfy { !$0.isDoubleBooked })
  }

  @Test func `the same record gives the same schedule`() throws {
    let study = try Self.fixture(seed: 3).study()
    #expect(
      MeetingSchedule(study: study).meetings == MeetingSchedule(study: study).meetings)
  }

  @Test func `care by tier and responses by trigger add up to those of the team`() throws {
    let fixture = Self.fixture(seed: 5)
    let schedule = MeetingSchedule(study: try fixture.study())
    for week in 0..<52 {
      let care = schedule.careByTier.reduce(0) { $0 + $1.days[week] }
      let responses = schedule.responsesByTrigger.reduce(0) { $0 + $1.days[week] }
      #expect(abs(care - schedule.team[week].careDays) < 1e-9)
      #expect(abs(responses - schedule.team[week].responseDays) < 1e-9)
      #expect(abs(schedule.team[week].capacity - 6) < 1e-9)
    }
    let responses = schedule.team.reduce(0) { $0 + $1.responseDays }
    let planned = fixture.accounts.reduce(0) { $0 + ($1.responseDays ?? 0) }
    #expect(abs(responses - planned) < 1e-9)
  }

  @Test func `without planned responses all that are learnt of are expected`() throws {
    var fixture = StudyFixture()
    fixture.accounts = [StudyFixture.Account(id: "A", responseDays: nil)]
    let schedule = MeetingSchedule(study: try fixture.study())
    let days = schedule.responsesByTrigger.map { $0.days.reduce(0, +) }
    // 2 a year, half of them noticed, of a day; 6 a year of a quarter of a day.
    #expect(zip(days, [1, 1.5]).allSatisfy { abs($0 - $1) < 1e-9 })
  }

  @Test func `small accounts share the sessions that their days make together`() throws {
    var fixture = StudyFixture()
    fixture.accounts = (0..<100).map { StudyFixture.Account(id: "A\($0)", careDays: 0.2) }
    let schedule = MeetingSchedule(study: try fixture.study())
    #expect(schedule.meetings.count == 40)
    #expect(Set(schedule.meetings.map(\.account)).count == 40)
  }

  @Test func `each quarter has one review with a key account, none with others`() throws {
    var fixture = StudyFixture()
    fixture.accounts = [
      StudyFixture.Account(id: "A", tier: "key", careDays: 12),
      StudyFixture.Account(id: "B", tier: "develop", careDays: 12),
    ]
    let reviews = MeetingSchedule(study: try fixture.study()).meetings.filter(\.isReview)
    #expect(reviews.map { $0.week / 13 } == [0, 1, 2, 3])
    #expect(reviews.allSatisfy { $0.account == "A" })
  }

  @Test func `without strategic and key the two tiers with most contacts lead`() throws {
    var fixture = StudyFixture()
    fixture.tiers = ["A": 12, "B": 30, "C": 20, "pooled": 0]
    #expect(try fixture.study().leadingTiers == ["B", "C"])
  }

  // MARK: - Periods and seats

  @Test func `each period has the meetings of the plan's calendar`() throws {
    var fixture = StudyFixture()
    fixture.periods = [0.25, 0.25, 0.25, 0.25]
    fixture.seats[0].availability = [1, 0, 1, 1]
    fixture.accounts = [
      StudyFixture.Account(id: "A", careDays: 6, meetings: [5, 0, 4, 3]),
      StudyFixture.Account(id: "B", careDays: 6, meetings: [4, 0, 3, 5]),
    ]
    let schedule = MeetingSchedule(study: try fixture.study())
    for (account, expected) in [("A", [5, 0, 4, 3]), ("B", [4, 0, 3, 5])] {
      let quarters = schedule.meetings.filter { $0.account == account }.map { $0.week / 13 }
      #expect((0..<4).map { quarter in quarters.count { $0 == quarter } } == expected)
    }
    #expect(schedule.team[13..<26].allSatisfy { $0.capacity == 0 && $0.responseDays == 0 })
  }

  @Test func `a week that two periods share has meetings on the days of their own period`() throws {
    var fixture = StudyFixture()
    fixture.periods = Array(repeating: 1.0 / 12, count: 12)
    fixture.accounts = (0..<6).map {
      StudyFixture.Account(
        id: "A\($0)", careDays: 2, meetings: [4] + Array(repeating: 0, count: 11))
    }
    // The first of twelve periods ends 4 1/3 weeks after the start: on the second working day.
    let schedule = MeetingSchedule(study: try fixture.study())
    #expect(schedule.meetings.count == 24)
    let shared = schedule.meetings.filter { $0.week >= 4 }
    #expect(!shared.isEmpty && shared.allSatisfy { $0.week == 4 && $0.place.day <= 1 })
  }

  @Test(arguments: [(0.25, nil), (nil, 0.5), (0.25, 0.75)] as [(Double?, Double?)])
  func `meetings are only while the KAM is there`(start: Double?, leaves: Double?) throws {
    var fixture = StudyFixture()
    fixture.seats[0].start = start
    fixture.seats[0].leaves = leaves
    fixture.accounts = [StudyFixture.Account(id: "A", careDays: 12)]
    let schedule = MeetingSchedule(study: try fixture.study())
    let there = Int(52 * (start ?? 0))..<Int(52 * (leaves ?? 1))
    #expect(schedule.meetings.count * 52 == 24 * there.count)
    #expect(schedule.meetings.allSatisfy { there.contains($0.week) })
    for week in 0..<52 {
      #expect(abs(schedule.team[week].capacity - (there.contains(week) ? 2 : 0)) < 1e-9)
    }
  }

  // MARK: - Odd input

  @Test func `no accounts, no days and no plan make no meetings`() throws {
    #expect(MeetingSchedule(study: try StudyFixture().study()).meetings.isEmpty)
    var fixture = StudyFixture()
    fixture.accounts = [
      StudyFixture.Account(id: "A", careDays: 0),
      StudyFixture.Account(id: "B", kam: nil, careDays: 9),
      StudyFixture.Account(id: "C", kam: "nobody", careDays: 9),
    ]
    #expect(MeetingSchedule(study: try fixture.study()).meetings.isEmpty)
    let none = MeetingSchedule(study: try fixture.result(plan: false).studies[0])
    #expect(none.meetings.isEmpty && none.seats.isEmpty && none.team.count == 52)
  }

  @Test func `a calendar without periods for an account gives it no meetings`() throws {
    var fixture = StudyFixture()
    fixture.accounts = [StudyFixture.Account(id: "A", meetings: [])]
    #expect(MeetingSchedule(study: try fixture.study()).meetings.isEmpty)
  }

  @Test func `more sessions than places are double-booked, and the weeks flagged`() throws {
    var fixture = StudyFixture()
    fixture.accounts = (0..<3).map { StudyFixture.Account(id: "A\($0)", careDays: 130) }
    let schedule = MeetingSchedule(study: try fixture.study())
    #expect(schedule.meetings.count == 780)
    #expect(schedule.seats[0].omittedCount == 0)
    #expect(schedule.weeksOverCapacity.count == 52)
    #expect(schedule.team.allSatisfy { $0.isDoubleBooked && $0.careDays == 7.5 })
  }

  @Test(arguments: [1e6, 1e300]) func `days beyond any year are left out and counted`(
    days: Double
  ) throws {
    var fixture = StudyFixture()
    fixture.accounts = [StudyFixture.Account(id: "A", careDays: days)]
    let schedule = MeetingSchedule(study: try fixture.study())
    #expect(schedule.meetings.count == 520)
    #expect(schedule.seats[0].omittedCount == Int(min(2 * days - 520, 1e9)))
    #expect(schedule.weeksOverCapacity.count == 52)
  }

  @Test(arguments: [0.01, 0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 5, 100])
  func `sessions of any length have a place within a week`(length: Double) throws {
    var fixture = StudyFixture()
    fixture.sessionDays = length
    fixture.accounts = [StudyFixture.Account(id: "A", careDays: 10 * length)]
    let schedule = MeetingSchedule(study: try fixture.study())
    #expect(schedule.meetings.count == 10)
    for meeting in schedule.meetings {
      let place = meeting.place
      #expect(place.day + place.dayCount <= 5)
      #expect(place.dayCount > 1 || place.start + place.minutes <= 17 * 60 + 30)
      #expect(place.start >= 9 * 60 && place.minutes >= 1)
    }
  }

  @Test func `a seat of several people meets several customers at once`() throws {
    var fixture = StudyFixture()
    fixture.seats[0].capacity = 660
    fixture.accounts = (0..<3).map { StudyFixture.Account(id: "A\($0)", careDays: 130) }
    let schedule = MeetingSchedule(study: try fixture.study())
    #expect(schedule.weeksOverCapacity.isEmpty)
  }
}
