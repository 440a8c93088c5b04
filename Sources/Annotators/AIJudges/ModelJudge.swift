import Foundation
import Networks
import Randomness
import SandboxCore

/// A trained model of this sandbox that judges by its own likelihoods.
///
///     s(y) = 1/|A| · Σ_{t in A} log π_J(y_t | <bos>, principle, prompt, y_<t)
///
/// A are the agent's tokens. A response is good if the model, told the principle, might well have
/// written it itself; with ``Method/isContrasted`` the same without the principle is taken off, so
/// that only what the principle changes counts. Scores are standardised over the responses of the
/// questions that the judge was prepared for. Judging by a language model's log-probabilities: Lee
/// et al. 2023, arXiv:2309.00267; by principles, Bai et al. 2022, arXiv:2212.08073.
public struct ModelJudge: ExplainingAnnotator {
  /// How it judges.
  public struct Method: Sendable, Hashable {
    /// Tokens that stand before the prompt, after the beginning; empty for none.
    public var principle: [Token]
    /// Whether the likelihood without the principle is taken off.
    public var isContrasted: Bool
    /// Whether two responses are judged in both orders and the probabilities averaged, as Lee et
    /// al. 2023, arXiv:2309.00267, do against position bias.
    public var isOrderAveraged: Bool

    /// Describes a way of judging; the parameters are the properties of the same names.
    public init(
      principle: [Token] = [], isContrasted: Bool = false, isOrderAveraged: Bool = false
    ) {
      self.principle = principle
      self.isContrasted = isContrasted
      self.isOrderAveraged = isOrderAveraged
    }
  }

  /// How it judges.
  public let method: Method
  /// What answers, by the model's scores instead of an opinion.
  private(set) var person: SimulatedAnnotator
  let model: any LanguageModel
  /// s of every response read so far, by its fingerprint.
  private var scores: [Int: Double] = [:]
  private var seen: Set<Int> = []
  private var moments = RunningMoments()

  /// A judge.
  ///
  /// - Parameters:
  ///   - name: unique in its pool, such as `m1`.
  ///   - model: a policy for which ``problems(with:words:isReward:method:in:at:)`` finds nothing.
  ///   - method: how it judges.
  ///   - traits: how scores become answers: rationality, leanings, scale use. A judge has no
  ///     course of utilities, so the discount is ignored.
  ///   - world: what it judges.
  ///   - errors: the stream of its misperceptions.
  public init(
    name: String, model: any LanguageModel, method: Method = Method(), traits: Traits = Traits(),
    world: PopulationWorld, errors: RandomStream = RandomStream(seed: 0)
  ) {
    self.model = model
    self.method = method
    var traits = traits
    traits.myopia = 0
    person = SimulatedAnnotator(
      name: name, opinion: Opinion(group: .aiJudge, attributes: world.attributes), traits: traits,
      flaws: world.flaws, sharedErrors: errors.child("shared"), ownErrors: errors.child(name))
  }

  /// Its name.
  public var name: String { person.name }
  /// The group of AI judges.
  public var group: String { person.group }
  /// What records call the behaviour.
  public var behavior: String { "model judge" }

  /// Takes over the scale, by which lengths are judged.
  public mutating func learn(_ scale: UtilityScale) { person.learn(scale) }

  /// Reads everything that the questions show, many at a time, and learns from it what scores are
  /// usual.
  ///
  /// What was prepared for earlier counts too: the standard is of all responses seen so far, each
  /// once.
  public mutating func prepare(for questions: [Question]) {
    read(questions)
    for question in questions {
      for episode in question.items + question.drafts {
        let key = episode.response.fingerprint
        if seen.insert(key).inserted, let score = scores[key] { moments.add(score) }
      }
    }
  }

  /// s, standardised; `nil` of what was never read.
  public func quality(of response: Response) -> Double? {
    scores[response.fingerprint].map { ($0 - moments.mean) / moments.deviation }
  }

  /// Answers by the model's scores; a question it was not prepared for is read now.
  public mutating func answer(
    _ question: Question, using luck: RandomKey, notes: inout Explanation?
  ) -> Answer {
    read([question])
    let views = (question.items + question.drafts).enumerated().map { place, episode in
      let writer = place < question.writers.count ? question.writers[place] : ""
      return view(of: episode, by: writer, notes: &notes)
    }
    var traits = person.traits
    if method.isOrderAveraged {
      let gap = question.channel.form.isOfTwo ? views[0].quality - views[1].quality : 0
      let practice = traits.practice(after: person.state.answersInAll)
      traits.positionBias = Self.averagedBias(
        traits.rationality.leaning(gap: gap, practice: practice), traits.positionBias)
    }
    return person.answer(question, seeing: views, as: traits, using: luck, notes: &notes)
  }

  /// The person's view with the model's score in the place of an opinion.
  private func view(of episode: Episode, by writer: String, notes: inout Explanation?)
    -> PerceivedQuality
  {
    let worth = quality(of: episode.response) ?? 0
    let leanings = person.view(of: episode, by: writer, notes: &notes)
    if let last = notes?.qualities.indices.last {
      notes?.qualities[last][0] = .init("likelihood", worth)
    }
    var view = PerceivedQuality(worth)
    view.quality += leanings.quality - leanings.worth
    return view
  }

  /// Reads what has not been read yet.
  private mutating func read(_ questions: [Question]) {
    var unread: [Response] = []
    var keys: [Int] = []
    for question in questions {
      for episode in question.items + question.drafts {
        let key = episode.response.fingerprint
        guard scores[key] == nil else { continue }
        scores[key] = 0
        unread.append(episode.response)
        keys.append(key)
      }
    }
    guard !unread.isEmpty else { return }
    for (key, score) in zip(keys, meanLogProbabilities(of: unread)) { scores[key] = score }
  }
}
