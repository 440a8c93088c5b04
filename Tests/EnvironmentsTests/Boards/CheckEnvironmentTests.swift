import Randomness
import SandboxCore
import SandboxTestSupport
import Synchronization
import Testing

@testable import Environments

/// The checker must find what is wrong: worlds that each break some laws.
struct CheckEnvironmentTests {
  @Test func findsPromptsThatStandInTwoSplits() {
    var world = SpoiltWorld()
    world.sharesPrompts = true
    #expect(laws(world).contains("splits are disjoint"))
    // Sharing the lists, experts answer training prompts still.
    #expect(!laws(world).contains("demonstrations answer training prompts"))
  }

  @Test func findsAttributesOutOfRangeAndGoldThatIsNotFinite() {
    var world = SpoiltWorld()
    world.outcomeFactor = .infinity
    #expect(laws(world).contains("outcome is within its range"))
    #expect(laws(world).contains("gold is finite"))
  }

  @Test func findsLuckThatIsNotFromTheStream() {
    var world = SpoiltWorld()
    world.ignoresStream = true
    #expect(laws(world).contains("the same stream gives the same corpus"))
  }

  @Test func findsFlawsThatNobodyCanSee() {
    var world = SpoiltWorld()
    func found(_ name: String, by attribute: String, above limit: Double, weight: Double = 1)
      -> [String]
    {
      world.flaws = [
        Flaw(
          name: name, meaning: "?", attribute: attribute, limit: .above(limit), weight: weight)
      ]
      return laws(world)
    }
    #expect(
      found("rash", by: "haste", above: 0) == ["flaws are seen by attributes of the world"])
    #expect(
      found("rash", by: "illegal", above: 1) == ["flaws are there at one end of the range only"])
    #expect(found("too rash", by: "illegal", above: 0) == ["flaw names are single words"])
    #expect(found("rash", by: "illegal", above: 0, weight: -1) == ["flaws weigh 0 or more"])
    #expect(found("rash", by: "illegal", above: 0) == [])
  }

  @Test func findsExpertsWhoAnswerSomethingElse() {
    var world = SpoiltWorld()
    world.expert = { [base = world.base] _, stream in
      base.demonstration(of: base.wholeGamePrompts[0], using: &stream)
    }
    #expect(laws(world).contains("a demonstration answers the prompt it was asked for"))
    #expect(laws(world).contains("nobody demonstrates on a prompt that is not the world's"))
  }

  @Test func findsExpertsWhoDoNotFinishOrCheat() {
    var world = SpoiltWorld()
    world.expert = { [base = world.base] prompt, stream in
      guard var response = base.demonstration(of: prompt, using: &stream) else { return nil }
      let first = response.authors.prefix { $0 == .environment }.count + 1
      response.continuation = Array(response.continuation[..<first])
      response.authors = Array(response.authors[..<first])
      return response
    }
    #expect(laws(world).contains("demonstrations end where the rules do"))
    world.expert = { [base = world.base] prompt, stream in
      guard var response = base.demonstration(of: prompt, using: &stream),
        let first = response.authors.firstIndex(of: .agent)
      else { return nil }
      response.continuation[first] = 0
      response.continuation.removeSubrange((first + 1)...)
      response.authors.removeSubrange((first + 1)...)
      return response
    }
    #expect(laws(world).contains("demonstrations are legal"))
  }

  @Test func findsChancesThatAreNotListed() {
    var world = SpoiltWorld()
    world.hidesChances = true
    #expect(laws(world).contains("what is listed is all there is"))
    #expect(laws(world).contains("what happens is listed"))
  }

  @Test func findsNothingInAWorldThatIsWhole() {
    #expect(laws(SpoiltWorld()) == [])
  }

  private func laws(_ world: SpoiltWorld) -> [String] {
    checkEnvironment(world, episodes: 20).map { String($0.prefix { $0 != ":" }) }
  }
}

/// Tic-tac-toe with faults that can be switched on.
private struct SpoiltWorld: Environment {
  var base = TicTacToeWorld()
  var sharesPrompts = false
  var outcomeFactor = 1.0
  var ignoresStream = false
  var hidesChances = false
  var flaws: [Flaw] = []
  var expert: @Sendable (Prompt, inout RandomStream) -> Response? = { _, _ in nil }
  let calls = Calls()

  /// Something that is remembered outside the state, which a world must not have.
  final class Calls: Sendable {
    let count = Atomic<Int>(0)
  }

  var name: String { base.name }
  var summary: String { base.summary }
  var vocabulary: Vocabulary { base.vocabulary }
  var contextLength: Int { base.contextLength }
  var responseLimit: Int { base.responseLimit }
  var attributes: [AttributeDescription] { base.attributes }
  var rewardFunction: RewardFunction {
    get { base.rewardFunction }
    set { base.rewardFunction = newValue }
  }
  var groups: [Group] {
    get { base.groups }
    set { base.groups = newValue }
  }

  func prompts(in split: PromptSplit) -> [Prompt] {
    base.prompts(in: sharesPrompts ? .training : split)
  }

  func begin(_ prompt: Prompt, using stream: inout RandomStream) -> Transition<BoardState> {
    base.begin(prompt, using: &stream)
  }

  func legalActions(in state: BoardState) -> ActionSet { base.legalActions(in: state) }

  func step(
    _ state: BoardState, action: Token, using stream: inout RandomStream
  ) -> Transition<BoardState> { base.step(state, action: action, using: &stream) }

  func possibleOpenings(of prompt: Prompt) -> [PossibleTransition<BoardState>]? {
    base.possibleOpenings(of: prompt)
  }

  func possibleOutcomes(
    of action: Token, in state: BoardState
  ) -> [PossibleTransition<BoardState>]? {
    let outcomes = base.possibleOutcomes(of: action, in: state)
    return hidesChances ? outcomes.map { Array($0.prefix(1)) } : outcomes
  }

  func attributes(of response: Response) -> Attributes {
    var attributes = base.attributes(of: response)
    // An unfinished game would give 0 · ∞, which is no number at all.
    if attributes.values[0] != 0 { attributes.values[0] *= outcomeFactor }
    return attributes
  }

  func corpus(tokenCount: Int, using stream: inout RandomStream) -> [[Token]] {
    if ignoresStream {
      let call = calls.count.wrappingAdd(1, ordering: .relaxed).newValue
      var luck = RandomStream(seed: UInt64(call))
      return base.corpus(tokenCount: tokenCount, using: &luck)
    }
    return base.corpus(tokenCount: tokenCount, using: &stream)
  }

  func demonstrations(count: Int, using stream: inout RandomStream) -> [Response] {
    base.demonstrations(count: count, using: &stream)
  }

  func demonstration(of prompt: Prompt, using stream: inout RandomStream) -> Response? {
    expert(prompt, &stream)
  }

  func transcript(of response: Response) -> String { base.transcript(of: response) }
}
