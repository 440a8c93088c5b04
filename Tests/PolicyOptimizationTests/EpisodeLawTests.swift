import Foundation
import Randomness
import Testing

@testable import PolicyOptimization

/// Laws of responses, and of the best of n.
@Suite struct EpisodeLawTests {
  private func law(_ probabilities: [Double]) -> EpisodeLaw {
    EpisodeLaw(logProbabilities: probabilities.map { log($0) })
  }

  @Test(arguments: [
    (Array(repeating: 0.125, count: 8), [0.187455, 0.624646, 1.679902]),
    ([0.5, 0.25, 0.15, 0.1], [0.142340, 0.576419, 1.703884]),
    ([0.1, 0.2, 0.3, 0.4], [0.176026, 0.540464, 0.913784]),
  ])
  func knowsHowFarTheBestOfNIs(probabilities: [Double], known: [Double]) {
    let start = law(probabilities)
    let rewards = probabilities.indices.map(Double.init)
    for (n, divergence) in zip([2, 4, 16], known) {
      let best = start.best(of: n, by: rewards)
      #expect(abs(best.divergence(from: start) - divergence) < 1e-6)
      #expect(best.divergence(from: start) < log(Double(n)) - Double(n - 1) / Double(n))
      #expect(abs(best.mean(of: rewards.map { _ in 1 }) - 1) < 1e-12)
    }
    #expect(start.best(of: 1, by: rewards) == start)
  }

  /// Equals share what they have as the reference does; a great n leaves the best alone.
  @Test func equalsStayInProportion() {
    let start = law([0.1, 0.2, 0.3, 0.4])
    let best = start.best(of: 3, by: [2, 1, 2, 0])
    let chances = best.logProbabilities.map { exp($0) }
    #expect(abs(chances[3] - 0.064) < 1e-12)
    #expect(abs(chances[1] - (0.216 - 0.064)) < 1e-12)
    #expect(abs(chances[0] + chances[2] - (1 - 0.216)) < 1e-12)
    #expect(abs(chances[2] / chances[0] - 3) < 1e-12)
    let last = start.best(of: 10_000, by: [2, 1, 2, 0])
    #expect(abs(last.mean(of: [1, 0, 1, 0]) - 1) < 1e-12)
    #expect(abs(last.divergence(from: start) - log(2.5)) < 1e-9)
    // What the reference never writes, the best of n never is.
    let never = EpisodeLaw(logProbabilities: [log(0.5), -.infinity, log(0.5)])
    #expect(never.best(of: 4, by: [0, 5, 1]).logProbabilities[1] == -.infinity)
  }

  /// Drawn, not computed: the law is that of the best of four draws.
  @Test func isWhatDrawsComeTo() {
    let probabilities = [0.1, 0.2, 0.3, 0.4]
    let rewards = [2.0, 1, 2, 0]
    var stream = RandomStream(seed: 4)
    var counts = [Double](repeating: 0, count: 4)
    for _ in 0..<20_000 {
      let draws = (0..<4).map { _ in stream.categorical(probabilities) }
      let most = draws.map { rewards[$0] }.max() ?? 0
      if let first = draws.first(where: { rewards[$0] == most }) { counts[first] += 1 }
    }
    for (count, known) in zip(counts, law(probabilities).best(of: 4, by: rewards).logProbabilities)
    {
      // Five standard errors of a share: at most 5 · 0.5 / √20,000.
      #expect(abs(count / 20_000 - exp(known)) < 0.018)
    }
  }

  /// P6: at the KL of best-of-n no policy has more reward than the tilt, so best-of-n has no more.
  @Test func neverBeatsTheTilt() {
    var stream = RandomStream(seed: 6)
    var narrowest = Double.infinity
    for _ in 0..<60 {
      let weights = (0..<6).map { _ in stream.uniform() + 0.02 }
      let start = law(weights.map { $0 / weights.reduce(0, +) })
      let rewards = (0..<6).map { _ in stream.normal() }
      for n in [2, 4, 8] {
        let best = start.best(of: n, by: rewards)
        let divergence = best.divergence(from: start)
        var (low, high) = (log(1e-3), log(1e3))
        func tilt(_ logCoefficient: Double) -> ExactOptimum {
          ExactOptimum(
            reference: start.logProbabilities, rewards: rewards,
            klCoefficient: exp(logCoefficient))
        }
        for _ in 0..<60 {
          let middle = (low + high) / 2
          if tilt(middle).klToReference > divergence { low = middle } else { high = middle }
        }
        let lead = tilt(high).expectedReward - best.mean(of: rewards)
        #expect(lead > -1e-9)
        narrowest = min(narrowest, lead)
      }
    }
    // The instrument could have seen a tie: best-of-n comes close at times.
    #expect(narrowest < 0.01)
  }
}
