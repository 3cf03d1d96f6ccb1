// swift-tools-version: 6.1
import PackageDescription

let homebrewPrefixes = ["/opt/homebrew", "/usr/local"]

let package = Package(
  name: "salkku",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "salkku", targets: ["salkku"])],
  dependencies: [
    // Commands, options, help and shell completions.
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    // YAML nodes that know their line and column, for error messages.
    .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
  ],
  targets: [
    // MARK: - The model and its kernels

    .target(name: "PortfolioModel"),
    .target(name: "Statistics"),
    .target(name: "LinearProgramming"),
    .target(
      name: "CGLPK",
      linkerSettings: [
        .linkedLibrary("glpk"),
        .unsafeFlags(homebrewPrefixes.map { "-L\($0)/lib" }, .when(platforms: [.macOS])),
      ]),
    .target(name: "GLPKSolver", dependencies: ["CGLPK", "LinearProgramming"]),
    .target(
      name: "Allocation", dependencies: ["PortfolioModel", "LinearProgramming", "Statistics"]),
    .target(name: "Simulation", dependencies: ["PortfolioModel", "Statistics"]),

    // MARK: - From a scenario file to a report

    .target(
      name: "Study", dependencies: ["Allocation", "PortfolioModel", "Simulation", "Statistics"]),
    // Worked cases with known answers: curves, programs, the engine.
    .target(
      name: "Verification",
      dependencies: [
        "Allocation", "LinearProgramming", "PortfolioModel", "Simulation", "Statistics",
      ]),
    .target(
      name: "ScenarioFile",
      dependencies: ["PortfolioModel", "Statistics", .product(name: "Yams", package: "Yams")]),
    // HTML into which no text gets unescaped, and the page that holds it.
    .target(
      name: "Markup",
      resources: [
        .embedInCode("Resources/report.css"), .embedInCode("Resources/report.js"),
      ]),
    // Charts as inline SVG.
    .target(name: "Charts", dependencies: ["Markup"]),
    // Calendar dates, and calendar files that other programs import.
    .target(name: "Calendars"),
    // Writes Excel files: tables with filters, and charts that Excel draws itself.
    .target(
      name: "CXLSXWriter",
      linkerSettings: [
        .linkedLibrary("xlsxwriter"),
        .unsafeFlags(homebrewPrefixes.map { "-L\($0)/lib" }, .when(platforms: [.macOS])),
      ]),
    .target(name: "Workbooks", dependencies: ["Calendars", "CXLSXWriter"]),
    .target(
      name: "Reporting",
      dependencies: [
        "Allocation", "Calendars", "Charts", "Markup", "Simulation", "PortfolioModel", "Statistics",
        "Study", "Verification", "Workbooks",
      ]),
    .executableTarget(
      name: "salkku",
      dependencies: [
        "Allocation", "Calendars", "GLPKSolver", "PortfolioModel", "Reporting", "ScenarioFile",
        "Simulation", "Statistics", "Study", "Verification", "Workbooks",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    .executableTarget(
      name: "benchmarks",
      dependencies: [
        "Allocation", "GLPKSolver", "LinearProgramming", "PortfolioModel", "ScenarioFile",
        "Simulation", "Statistics", "Study",
      ],
      path: "benchmarks", exclude: ["peers"]),

    // MARK: - Tests

    .testTarget(name: "PortfolioModelTests", dependencies: ["PortfolioModel"]),
    .testTarget(name: "StatisticsTests", dependencies: ["Statistics"]),
    .testTarget(name: "LinearProgrammingTests", dependencies: ["LinearProgramming"]),
    .testTarget(
      name: "GLPKSolverTests", dependencies: ["CGLPK", "GLPKSolver", "LinearProgramming"]),
    .testTarget(
      name: "AllocationTests", dependencies: ["Allocation", "GLPKSolver", "PortfolioModel"]),
    .testTarget(
      name: "VerificationTests", dependencies: ["Allocation", "GLPKSolver", "Verification"]),
    .testTarget(
      name: "SimulationTests", dependencies: ["PortfolioModel", "Simulation", "Statistics"]),
    .testTarget(name: "ScenarioFileTests", dependencies: ["PortfolioModel", "ScenarioFile"]),
    .testTarget(
      name: "AcceptanceTests",
      dependencies: [
        "Allocation", "LinearProgramming", "PortfolioModel", "Simulation", "Statistics",
      ]),
    .testTarget(
      name: "StudyTests",
      dependencies: [
        "GLPKSolver", "PortfolioModel", "ScenarioFile", "Simulation", "Statistics", "Study",
      ]),
    .testTarget(name: "MarkupTests", dependencies: ["Markup", "ScenarioFile"]),
    .testTarget(name: "ChartsTests", dependencies: ["Charts", "Markup"]),
    .testTarget(name: "CalendarsTests", dependencies: ["Calendars"]),
    .testTarget(
      name: "WorkbooksTests", dependencies: ["Calendars", "Workbooks"],
      exclude: ["read_workbook.py"]),
    .testTarget(
      name: "ReportingTests",
      dependencies: [
        "Allocation", "Calendars", "GLPKSolver", "PortfolioModel", "Reporting", "Simulation",
        "Statistics", "Study", "Verification", "Workbooks",
      ]),
    // The built program, run as users run it.
    .testTarget(name: "CommandTests", dependencies: ["salkku"], exclude: ["Snapshots"]),
    // The reports that it makes, opened in a browser.
    .testTarget(
      name: "BrowserTests", dependencies: ["salkku"],
      exclude: ["broken_reports.py", "browser_tests.py", "measure.js", "report_checks.py"]),
  ],
  swiftLanguageModes: [.v6]
)
