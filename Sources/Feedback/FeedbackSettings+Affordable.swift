import SandboxCore

extension FeedbackSettings {
  /// The most questions that the budget could pay for, so that no more need be made.
  ///
  /// By dollars alone, as if every question had the cheapest form and the cheapest panel: a bound; where
  /// the round really ends, the campaign finds out.
  ///
  /// - Parameters:
  ///   - count: how many are wanted, ≥ 0; never exceeded.
  ///   - mix: their forms.
  ///   - pool: who would answer.
  ///   - ledger: what was spent before.
  public func affordableQuestionCount(
    _ count: Int, of mix: QuestionMix, by pool: AnnotatorPool,
    after ledger: CostLedger = CostLedger()
  ) -> Int {
    guard let limit = budget.dollars else { return count }
    let answer = mix.parts.map {
      costs.dollars($0.channel, itemCount: mix.itemCount($0.channel))
    }.min()
    let panels = [(false, annotatorsPerQuestion), (true, machinesPerQuestion)].compactMap {
      isMachine, size in
      pool.members.lazy.filter { $0.isMachine == isMachine }.map(\.cost.dollars).min()
        .map { $0 * Double(size) }
    }
    guard let answer, let panel = panels.min(), answer * panel > 0 else { return count }
    let affordable = ((limit - ledger.dollars) / (answer * panel) + 1e-6).rounded(.down)
    return affordable < Double(count) ? Int(max(affordable, 0)) : count
  }
}
