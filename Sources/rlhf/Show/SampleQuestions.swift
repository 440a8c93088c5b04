import Randomness
import SandboxCore

/// Questions of a world to try people on, without a trained model: experts' responses, examples of good and
/// bad ones, and what chance writes.
struct SampleQuestions<World: Environment> {
  let world: World
  let stream: RandomStream
  /// Whether episodes carry their course, for people who cannot wait for the end.
  var withCourse = false

  /// Questions of one form; fewer than asked for where a world has too little to say.
  func make(_ count: Int, channel: Channel, rankingSize: Int = 4) -> [Question] {
    let prompts = world.prompts(in: .training)
    let size = channel.itemCount ?? rankingSize
    var questions: [Question] = []
    // Some prompts have too few different responses; twenty tries for each question are plenty.
    for attempt in 0..<count * 20 where questions.count < count {
      var chance = stream.child(attempt)
      guard let prompt = chance.element(of: prompts) else { break }
      var responses = responses(to: prompt, using: &chance)
      chance.shuffle(&responses)
      let drafts = channel.form == .draft
      guard responses.count >= size + (drafts ? 1 : 0) else { continue }
      questions.append(
        Question(
          id: questions.count, channel: channel, prompt: prompt,
          items: responses.prefix(size).map(episode),
          drafts: drafts ? responses.dropFirst(size).prefix(4).map(episode) : []))
    }
    return questions
  }

  private func episode(_ response: Response) -> Episode {
    withCourse ? world.episodeWithCourse(response) : world.episode(response)
  }

  /// Different responses to one prompt.
  private func responses(to prompt: Prompt, using stream: inout RandomStream) -> [Response] {
    var all = world.exampleResponses(for: prompt).map(\.response)
    for turn in 0..<3 {
      var chance = stream.child("expert").child(turn)
      if let expert = world.demonstration(of: prompt, using: &chance) { all.append(expert) }
      if let played = playedByChance(prompt, using: &chance) { all.append(played) }
    }
    return all.reduce(into: []) { different, response in
      if !different.contains(where: { $0.continuation == response.continuation }) {
        different.append(response)
      }
    }
  }

  /// A response of random legal actions, or `nil` where everything is legal.
  private func playedByChance(_ prompt: Prompt, using stream: inout RandomStream) -> Response? {
    var now = world.begin(prompt, using: &stream)
    var tokens = now.reply
    var authors = now.reply.map { _ in Author.environment }
    while case .only(let legal) = world.legalActions(in: now.state),
      let action = stream.element(of: legal)
    {
      now = world.step(now.state, action: action, using: &stream)
      tokens += [action] + now.reply
      authors += [.agent] + now.reply.map { _ in .environment }
    }
    guard world.legalActions(in: now.state).isEmpty else { return nil }
    return Response(prompt: prompt, continuation: tokens, authors: authors, ending: .terminated)
  }
}
