import Randomness
import SandboxCore

// What the forms of feedback need of a world: flaws for rubrics, an expert's answer to any prompt for
// demonstrations and corrections, and the course of an episode for people who cannot wait for its end.
extension EnvironmentCheck {
  mutating func flaws() {
    let names = world.flaws.map(\.name)
    require("flaw names are unique", Set(names).count == names.count, "\(names)")
    for flaw in world.flaws {
      require(
        "flaw names are single words",
        !flaw.name.isEmpty && flaw.name.allSatisfy { $0.isLetter || $0 == "-" }, flaw.name)
      require("flaws have a meaning", !flaw.meaning.isEmpty, flaw.name)
      require(
        "flaws weigh 0 or more", flaw.weight >= 0 && flaw.weight.isFinite,
        "\(flaw.name) weighs \(flaw.weight)")
      guard let index = world.attributeIndex(flaw.attribute) else {
        require(
          "flaws are seen by attributes of the world", false, "\(flaw.name) by \(flaw.attribute)")
        continue
      }
      // A limit beyond the range would make a flaw that everything has, or nothing.
      let range = world.attributes[index].range
      require(
        "flaws are there at one end of the range only",
        flaw.isPresent(at: range.lowerBound) != flaw.isPresent(at: range.upperBound), flaw.name)
    }
  }

  /// Asks for demonstrations on prompts of every split; a world may have none.
  mutating func demonstrationsOnRequest(count: Int) {
    for split in PromptSplit.allCases {
      let prompts = world.prompts(in: split)
      guard !prompts.isEmpty else { continue }
      var picks = stream.child("expert's prompts of \(split.rawValue)")
      for index in 0..<(count + 2) / 3 {
        let prompt = prompts[picks.uniform(below: prompts.count)]
        let luck = stream.child("expert on request").child(split.rawValue).child(index)
        var (first, second) = (luck, luck)
        guard let response = world.demonstration(of: prompt, using: &first) else { continue }
        require(
          "the same stream gives the same demonstration",
          world.demonstration(of: prompt, using: &second) == response, "\(response.sequence)")
        require(
          "a demonstration answers the prompt it was asked for", response.prompt == prompt,
          "\(response.prompt.tokens) for \(prompt.tokens)")
        demonstration(response)
        follow(response, luck: luck.child("world"))
      }
    }
    let stranger = Prompt(id: -1, tokens: [], family: "none", topic: "none")
    var luck = stream.child("stranger")
    require(
      "nobody demonstrates on a prompt that is not the world's",
      world.demonstration(of: stranger, using: &luck) == nil, "")
  }

  /// Acts as a demonstration does, for as long as the world replies as it did there.
  private mutating func follow(_ response: Response, luck: RandomStream) {
    var luck = luck
    let shown = "\(response.sequence)"
    var transition = world.begin(response.prompt, using: &luck)
    var written = 0
    while true {
      let isAtEnd = written == response.continuation.count
      require("demonstrations end where the rules do", !isAtEnd || transition.reply.isEmpty, shown)
      let end = written + transition.reply.count
      guard end <= response.continuation.count,
        response.continuation[written..<end].elementsEqual(transition.reply)
      else { return }  // Another opponent, or other luck: it has gone another way.
      written = end
      let legal = world.legalActions(in: transition.state)
      guard written < response.continuation.count else {
        require("demonstrations end where the rules do", legal.isEmpty, shown)
        return
      }
      let action = response.continuation[written]
      guard response.authors[written] == .agent else { return }
      if case .only(let tokens) = legal, !tokens.contains(action) {
        require("demonstrations are legal", false, shown)
        return
      }
      transition = world.step(transition.state, action: action, using: &luck)
      written += 1
    }
  }

  /// Random episodes with their course.
  mutating func courses(count: Int) {
    let prompts = world.prompts(in: .training)
    guard !prompts.isEmpty else { return }
    var picks = stream.child("prompts with a course")
    for index in 0..<count {
      let prompt = prompts[picks.uniform(below: prompts.count)]
      guard let response = play(prompt, luck: stream.child("course").child(index)) else { continue }
      var episode = world.episodeWithCourse(response)
      let shown = "\(response.sequence) has \(episode.course.count) moments"
      require(
        "a course has one moment more than the agent has tokens",
        episode.course.count == response.agentTokenCount + 1, shown)
      require(
        "a course ends as the episode does", episode.course.last == world.episode(response).end,
        shown)
      require(
        "all gold on the way is finite", episode.course.allSatisfy { $0.gold.value.isFinite },
        shown)
      episode.course = []
      require("a course changes nothing else", episode == world.episode(response), shown)
    }
  }
}
