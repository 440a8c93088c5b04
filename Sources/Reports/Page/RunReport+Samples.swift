import Experiments

extension RunReport {
  /// What the model of each phase says to the same prompts.
  var samplesSection: Section? {
    let arms = record.arms.compactMap { arm -> (name: String, table: Markup)? in
      // One replication is enough to read; the first that has something to show.
      guard let replication = arm.replications.first(where: { !$0.samples.isEmpty }) else {
        return nil
      }
      return (arm.arm.name, .scrolling("Samples, \(arm.arm.name)", table(replication)))
    }
    guard let first = arms.first else { return nil }
    let rest = arms.dropFirst().map {
      "<details><summary>\($0.name)</summary>\($0.table)</details>" as Markup
    }
    let heading: Markup = arms.count > 1 ? "<h3>\(first.name)</h3>" : ""
    return Section(
      anchor: "samples", title: "What the models say",
      introduction: "The same held-out prompts before and after each phase, from one replication. "
        + "Gold is what a response is truly worth, proxy what the reward model believes; the "
        + "best of a row is marked.",
      content: "\(heading)\(first.table)\(rest)")
  }

  /// The prompts without the mark at which a model tells that they end, where all of them have it.
  private static func withoutMarks(_ samples: [SampleRecord]) -> [SampleRecord] {
    let mark = " :"
    guard samples.allSatisfy({ $0.prompt.hasSuffix(mark) }) else { return samples }
    return samples.map { sample in
      var sample = sample
      sample.prompt.removeLast(mark.count)
      return sample
    }
  }

  private func table(_ replication: ReplicationRecord) -> Markup {
    let phases = replication.samples.map(\.phase).reduce(into: [String]()) { phases, phase in
      if !phases.contains(phase) { phases.append(phase) }
    }
    let heads = phases.map { "<th scope=\"col\">\($0)</th>" as Markup }
    return """
      <table class="samples">
      <thead><tr><th scope="col">prompt</th>\(heads)</tr></thead>
      <tbody>
      \(Self.rows(of: Self.withoutMarks(replication.samples), phases: phases)
        .map { row($0, phases: phases) })
      </tbody>
      </table>
      """
  }

  /// Samples of the same prompt in one row. A prompt may come up several times (every game begins
  /// with the empty board): its n-th sample of one phase belongs to its n-th of another.
  private static func rows(of samples: [SampleRecord], phases: [String]) -> [[SampleRecord]] {
    var rows: [[SampleRecord]] = []
    for phase in phases {
      for sample in samples where sample.phase == phase {
        let place = rows.firstIndex { row in
          row[0].prompt == sample.prompt && row[0].family == sample.family
            && !row.contains { $0.phase == phase }
        }
        if let place { rows[place].append(sample) } else { rows.append([sample]) }
      }
    }
    return rows
  }

  private func row(_ samples: [SampleRecord], phases: [String]) -> Markup {
    let (best, worst) = (samples.map(\.gold).max(), samples.map(\.gold).min())
    let cells = phases.map { phase -> Markup in
      guard let sample = samples.first(where: { $0.phase == phase }) else { return "<td>–</td>" }
      let isBest = sample.gold == best && best != worst
      let proxy = sample.proxy.map { " · proxy \(reward($0))" } ?? ""
      return """
        <td\(isBest ? " class=\"best\"" : "" as Markup)>\(text(sample.response))
        <p class="worth"><span class="gold">gold \(reward(sample.gold))</span>\(proxy)</p></td>
        """
    }
    return """
      <tr><th scope="row">\(text(samples[0].prompt))\
      <p class="worth">\(Self.kind(of: samples[0]))</p></th>\(cells)</tr>
      """
  }

  /// Family and topic, where they are two.
  private static func kind(of sample: SampleRecord) -> String {
    sample.topic.isEmpty || sample.topic == sample.family
      ? sample.family : "\(sample.family), \(sample.topic)"
  }

  private func reward(_ value: Double) -> String {
    NumberText.typeset(NumberText.fixed(value, decimals: 2))
  }

  /// A line of text, or a board in which columns must stay in line.
  private func text(_ text: String) -> Markup {
    if text.isEmpty { return "<p class=\"empty\">(nothing)</p>" }
    return text.contains("\n") ? "<pre>\(text)</pre>" : "<p>\(text)</p>"
  }
}
