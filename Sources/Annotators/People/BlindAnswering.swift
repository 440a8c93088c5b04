import Randomness
import SandboxCore

/// Anything, without having looked: each answer that the act allows, with the same probability.
struct BlindAnswering: Respondent {
  let itemCount: Int
  let draftCount: Int
  let known: [Flaw]
  let luck: RandomKey

  private var uniform: Double { luck.uniform(at: DrawIndex.blindAnswer) }

  func prefersFirst() -> Bool { uniform < 0.5 }
  func grade() -> Int { [3, 2, 1, -1, -2, -3][Int(uniform * 6)] }
  func order() -> [Int] {
    var stream = luck.stream(at: DrawIndex.blindAnswer)
    return stream.permutation(itemCount)
  }
  func rating() -> Int { 1 + Int(uniform * 10) }
  func approves() -> Bool { uniform < 0.5 }
  func flaws() -> [String] {
    known.indices.filter { luck.uniform(at: DrawIndex.flaw($0)) < 0.5 }.map { known[$0].name }
  }
  func writing() -> Answer {
    let count = itemCount + draftCount
    guard count > 0 else { return .declined }
    let place = Int(uniform * Double(count)) - itemCount
    return .draft(place < 0 ? nil : place)
  }
}
