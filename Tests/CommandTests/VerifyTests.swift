import Foundation
import Testing

struct VerifyTests {
  private let folder: Folder

  init() throws { folder = try Folder() }

  @Test func `every published number is the same, in a table and in words`() throws {
    let run = try folder.salkku("verify")
    run.expectSuccess()
    #expect(!run.output.contains("OFF"))
    #expect(run.output.contains("published       computed     difference  verdict"))
    for number in ["272.497", "270.155", "41.235270", "4.515336", "24.2922", "115 405.56"] {
      #expect(run.output.contains(" \(number) "))
    }
    #expect(run.output.contains(" numbers are the same.\n"))
    #expect(try folder.names().isEmpty)
  }

  @Test func `JSON has the keys of the format page and every number`() throws {
    let run = try folder.salkku("verify", "--json", "-")
    run.expectSuccess()
    let document = try JSONValue(run.outputData)
    #expect(document.keys == ["cases", "isReproduced", "salkku"])
    let cases = try #require(document["cases"]?.elements)
    #expect(cases.count >= 10)
    for published in cases {
      #expect(published.keys == ["figures", "name", "origin", "source", "subject"])
      for figure in published["figures"]?.elements ?? [] {
        #expect(
          figure.keys == [
            "computed", "difference", "isReproduced", "published", "quantity", "tolerance",
          ])
        let difference = try #require(figure["difference"]?.number)
        let tolerance = try #require(figure["tolerance"]?.number)
        #expect(abs(difference) <= tolerance)
      }
    }
    let other = try folder.salkku("verify", "--json", "new/out.json")
    other.expectSuccess()
    #expect(other.output.hasSuffix("\nWritten: new/out.json\n"))
    #expect(try Data(contentsOf: folder.place("new/out.json")) == run.outputData)
  }

  @Test func `a place that can't be written is refused first`() throws {
    let run = try folder.salkku("verify", "--json", ".")
    #expect(run.status == 74)
    #expect(run.output.isEmpty)
  }
}
