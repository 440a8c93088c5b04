import SandboxCore

/// The share of pairs of scored responses that rewards put into the order of the scores.
///
///     c = Σ [(r_i − r_j)(s_i − s_j) > 0] + ½ Σ [r_i = r_j]  over pairs with s_i ≠ s_j,  / their number
///
/// Harrell et al. 1982, doi:10.1001/jama.1982.03320430047030, call it the c-index; ½ is chance.
/// Only pairs that answer the same prompt are counted, as a comparison would have them; where there
/// is none, all pairs are. Weights play no part.
///
/// - Parameters:
///   - scored: responses with their scores.
///   - rewards: what a model makes of each, as many.
/// - Returns: 0...1; `nil` where no two scores differ.
func concordance(of scored: [ScoredResponse], rewards: [Double]) -> Double? {
  func share(among pairs: (_ left: Int, _ right: Int) -> Bool) -> Double? {
    var right = 0.0
    var count = 0
    for later in scored.indices {
      for earlier in 0..<later where pairs(earlier, later) {
        let scoreGap = scored[later].score - scored[earlier].score
        guard scoreGap != 0 else { continue }
        let gap = rewards[later] - rewards[earlier]
        count += 1
        right += gap == 0 ? 0.5 : (gap > 0) == (scoreGap > 0) ? 1 : 0
      }
    }
    return count == 0 ? nil : right / Double(count)
  }
  let prompts = scored.map(\.response.prompt.id)
  return share { prompts[$0] == prompts[$1] } ?? share { _, _ in true }
}
