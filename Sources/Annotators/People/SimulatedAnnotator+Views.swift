import Foundation
import SandboxCore

extension SimulatedAnnotator {
  /// What the person sees in everything that a question shows, then in everything that could be written.
  func views(of question: Question, notes: inout Explanation?) -> [PerceivedQuality] {
    var views: [PerceivedQuality] = []
    views.reserveCapacity(question.items.count + question.drafts.count)
    for (place, item) in question.items.enumerated() {
      let writer = question.writers.isEmpty ? "" : question.writers[place]
      views.append(view(of: item, by: writer, notes: &notes))
    }
    for draft in question.drafts { views.append(view(of: draft, by: "", notes: &notes)) }
    return views
  }

  /// What the person sees in one response, by a writer whose name is empty where nobody is known.
  ///
  ///     q = z + Σ leanings + w_topic + e,   z = (u − ḡ)/s_g
  ///
  /// Looks no further than the person's traits ask; see ``Leanings`` and ``Perception``.
  func view(of episode: Episode, by writer: String, notes: inout Explanation?) -> PerceivedQuality {
    let (group, own) = (opinion.groupUtility(of: episode), opinion.ownUtility(of: episode))
    let topic = episode.response.prompt.topic
    let traits = traits(on: topic)
    var view = PerceivedQuality((group + own - scale.goldMean) / scale.goldDeviation)
    var terms: [Explanation.Term] = []
    let isNoted = notes != nil
    func add(_ name: String, _ value: Double) {
      guard value != 0 else { return }
      view.quality += value
      if isNoted { terms.append(.init(name, value)) }
    }
    if isNoted {
      terms.append(.init("group utility", (group - scale.goldMean) / scale.goldDeviation))
      if own != 0 { terms.append(.init("own taste", own / scale.goldDeviation)) }
    }
    if traits.myopia > 0, let short = shortUtility(of: episode, traits) {
      add("short sight", (short - group - own) / scale.goldDeviation)
    }
    for active in traits.leanings {
      add(
        active.leaning.name,
        active.leaning.term(active.strength, of: episode, by: writer, seenBy: self))
    }
    add("topic", traits.topicBiases.value(of: topic))
    if traits.misperception > 0 {
      add(
        "misperception",
        perception.error(about: episode.response.fingerprint, topic: topic, traits))
    }
    if isNoted { notes?.qualities.append(terms) }
    return view
  }

  /// What the episode is worth to someone for whom early steps count less, in reward units.
  ///
  ///     u₀ + Σ_t γ^(H−t) (u_t − u_{t−1})
  ///
  /// The myopic teacher of Lee et al. 2021, arXiv:2111.03026, where a step's reward is what it adds to the
  /// utility. u₀ belongs to the prompt and so is in both of a pair. `nil` without a course.
  private func shortUtility(of episode: Episode, _ traits: Traits) -> Double? {
    guard episode.course.count > 1 else { return nil }
    let topic = episode.response.prompt.topic
    let utilities = episode.course.map { opinion.utility(of: $0, topic: topic) }
    var sum = utilities[0]
    for (step, pair) in zip(utilities, utilities.dropFirst()).enumerated() {
      let age = Double(utilities.count - 2 - step)
      sum += pow(1 - traits.myopia, age) * (pair.1 - pair.0)
    }
    return sum
  }
}
