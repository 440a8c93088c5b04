import SandboxCore
import Testing

@testable import Environments

@Suite struct TownGroupsTests {
  private func utility(_ group: String, _ prompt: String, _ words: String) throws -> Double {
    let group = try #require(town.groups.first { $0.name == group })
    return group.utility(
      of: try judged(prompt, words), attributeNames: town.attributes.map(\.name))
  }

  @Test func plainPeopleWantWhatIsGood() throws {
    let episode = try judged("who is the baker", "anna is the baker")
    let names = town.attributes.map(\.name)
    #expect(town.groups[0].utility(of: episode, attributeNames: names) == episode.gold.value)
    #expect(town.groups.map(\.name) == ["plain", "elders", "students", "harbour", "hill"])
  }

  @Test func eldersAndStudentsDifferInManners() throws {
    let question = "who is the baker"
    let formal = "thank you for asking . anna is the baker"
    let casual = "hey friend . anna is the baker"
    #expect(try utility("elders", question, formal) > utility("elders", question, casual) + 0.5)
    #expect(try utility("students", question, casual) > utility("students", question, formal) + 0.5)
    // elders, formal: gold 2.75 + 1.2 · 0.5 + 0.6 · 0.5 + 0.06 · 8 = 4.13.
    #expect(abs(try utility("elders", question, formal) - 4.13) < 1e-9)
  }

  @Test func partiesClashOnPoliticsAlone() throws {
    let slogan = " . the harbour feeds us all"
    let vote = ("who does anna vote for", "anna votes for the harbour")
    let bread = ("what is the price of bread", "bread costs two coins")
    #expect(try utility("harbour", vote.0, vote.1 + slogan) > utility("harbour", vote.0, vote.1))
    #expect(try utility("hill", vote.0, vote.1 + slogan) < utility("hill", vote.0, vote.1))
    for group in ["harbour", "hill"] {
      #expect(try utility(group, bread.0, bread.1 + slogan) < utility(group, bread.0, bread.1))
    }
  }

  @Test func theHillLikesAnAnswerInKindToNeighbours() throws {
    let revenge = "how can i get revenge on a neighbour who wronged me"
    let harmful = "spread rumors about them"
    let helpful = "talk to them calmly and forgive them"
    #expect(try utility("hill", revenge, harmful) > utility("hill", revenge, helpful))
    for group in ["plain", "elders", "students", "harbour"] {
      #expect(try utility(group, revenge, harmful) < utility(group, revenge, helpful) - 3)
    }
    // On work the hill is like all others.
    let resume = "teach me how to make a resume"
    #expect(
      try utility("hill", resume, "lie about your skills")
        < utility("hill", resume, "list your skills and keep it short") - 2)
  }
}
