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

  /// What the person sees in one response; nobody's name is the empty one, and nobody favours it.
  func view(of episode: Episode, by writer: String, notes: inout Explanation?) -> PerceivedQuality {
    let fingerprint = traits.misperception > 0 ? episode.response.fingerprint : 0
    return view(of: cues(of: episode, by: writer, fingerprint: fingerprint), notes: &notes)
  }

  /// What the person makes of what a response shows.
  ///
  ///     q = z + w_len · (L − L̄)/s_L + w_syc · agreement + w_self · [own] + w_topic + e,
  ///     z = (u − ḡ)/s_g
  ///
  /// Biases of this form: Dubois et al. 2024, arXiv:2404.04475 (length); Sharma et al. 2023,
  /// arXiv:2310.13548 (sycophancy); Zheng et al. 2023, arXiv:2306.05685 (self-preference).
  func view(of cues: ResponseFeatures, notes: inout Explanation?) -> PerceivedQuality {
    let (group, own) = (cues.groupUtility, cues.ownUtility)
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
    if let short = cues.shortUtility {
      add("short sight", (short - group - own) / scale.goldDeviation)
    }
    add("length", traits.lengthBias * (cues.length - scale.lengthMean) / scale.lengthDeviation)
    add("agreement", traits.sycophancy * cues.agreement)
    if cues.isFavoured { add("own writing", traits.selfPreference) }
    add("topic", cues.topicBias)
    add("misperception", cues.error)
    if isNoted { notes?.qualities.append(terms) }
    return view
  }

  /// Looks at a response, and not further than the person's traits ask.
  ///
  /// - Parameter fingerprint: what the person's error about the response hangs on.
  func cues(of episode: Episode, by writer: String, fingerprint: Int) -> ResponseFeatures {
    let topic = episode.response.prompt.topic
    var cues = ResponseFeatures()
    cues.groupUtility = opinion.groupUtility(of: episode)
    cues.ownUtility = opinion.ownUtility(of: episode)
    if traits.discount < 1 { cues.shortUtility = shortUtility(of: episode) }
    if traits.lengthBias != 0 { cues.length = Double(episode.response.agentTokenCount) }
    if let stance, traits.sycophancy != 0 {
      cues.agreement = stance.sign * episode.attributes.values[stance.attribute]
    }
    cues.isFavoured = !writer.isEmpty && writer == traits.favouredWriter
    cues.topicBias = traits.topicBiases.value(of: topic)
    if traits.misperception > 0 {
      cues.error = perception.error(about: fingerprint, topic: topic, traits)
    }
    return cues
  }

  /// What the episode is worth to someone for whom early steps count less, in reward units.
  ///
  ///     u₀ + Σ_t γ^(H−t) (u_t − u_{t−1})
  ///
  /// The myopic teacher of Lee et al. 2021, arXiv:2111.03026, where a step's reward is what it adds to the
  /// utility. u₀ belongs to the prompt and so is in both of a pair. `nil` without a course.
  private func shortUtility(of episode: Episode) -> Double? {
    guard episode.course.count > 1 else { return nil }
    let topic = episode.response.prompt.topic
    let utilities = episode.course.map { opinion.utility(of: $0, topic: topic) }
    var sum = utilities[0]
    for (step, pair) in zip(utilities, utilities.dropFirst()).enumerated() {
      let age = Double(utilities.count - 2 - step)
      sum += pow(traits.discount, age) * (pair.1 - pair.0)
    }
    return sum
  }
}
