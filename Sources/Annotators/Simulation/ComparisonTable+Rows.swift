import SandboxCore

extension ComparisonTable {
  /// What one person finds in the two responses of a row.
  func cues(for person: Person, row: Int) -> [Cues] {
    [first, second].map { side in
      let writer = side.writers.isEmpty ? "" : writers[Int(side.writers[row])]
      return person.cues(
        of: episode(side, row: row), by: writer,
        fingerprint: side.fingerprints.isEmpty ? 0 : side.fingerprints[row])
    }
  }

  /// The topic of a row.
  func topic(of row: Int) -> String {
    topicNames[topics.isEmpty ? 0 : Int(topics[row])]
  }

  /// An episode that shows what a row does, and has as many words, whatever they were.
  private func episode(_ side: ResponseColumns, row: Int) -> Episode {
    let prompt = Prompt(id: 0, tokens: [], family: "table", topic: topic(of: row))
    let length = side.lengths.isEmpty ? 0 : Int(side.lengths[row])
    let moments =
      side.courses.starts.isEmpty
      ? 0..<0 : side.courses.starts[row]..<side.courses.starts[row + 1]
    return Episode(
      response: Response(
        prompt: prompt, written: [Token](repeating: 0, count: length), ending: .terminated),
      attributes: Attributes(side.attributes.map { $0[row] }), gold: GoldReward(side.gold[row]),
      course: moments.map { moment in
        Episode.Moment(
          attributes: Attributes(side.courses.attributes.map { $0[moment] }),
          gold: GoldReward(side.courses.gold[moment]))
      })
  }
}
