import SandboxCore
import Foundation
import Testing

@testable import Annotators

@Suite struct TraitFamilyTests {
  @Test func quantilesOfKnownDistributions() {
    // N(1, 2²): the 97.5th of a hundred is 1.959964 standard deviations up.
    #expect(
      abs(
        TraitFamily.normal.quantile(0.975, of: Spread(1, deviation: 2), in: -10...10)
          - (1 + 2 * 1.959963984540054)) < 1e-9)
    // Log-normal of mean 3 and deviation 4: its median is 3/√(1 + 16/9) = 1.8.
    #expect(
      abs(
        TraitFamily.logNormal.quantile(0.5, of: Spread(3, deviation: 4), in: 0...10) - 1.8) < 1e-9)
    // Beta(2, 1) has mean 2/3, variance 1/18 and the quantile √u.
    #expect(
      abs(
        TraitFamily.beta.quantile(
          0.25, of: Spread(2.0 / 3, deviation: (1 / 18.0).squareRoot()), in: 0...1)
          - 0.5) < 1e-9)
  }

  @Test(arguments: [
    (TraitFamily.normal, Spread(0.3, deviation: 0.7)),
    (.logNormal, Spread(2, deviation: 0.6)), (.logNormal, Spread(50, deviation: 40)),
    (.beta, Spread(0.05, deviation: 0.03)), (.beta, Spread(0.9, deviation: 0.2)),
    (.beta, Spread(0.5, deviation: 0.45)),
  ])
  func everyFamilyHasTheMeanAndTheDeviationAskedFor(family: TraitFamily, spread: Spread) {
    // The mean over the middles of 20 000 equal slices of probability.
    let range = family == .beta ? 0...1.0 : -1_000_000...1_000_000.0
    let values = (0..<20_000).map {
      family.quantile((Double($0) + 0.5) / 20_000, of: spread, in: range)
    }
    let mean = values.reduce(0, +) / 20_000
    let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 20_000
    #expect(abs(mean - spread.mean) < 0.001 * max(1, spread.mean))
    #expect(abs(square.squareRoot() - spread.deviation) < 0.01 * max(0.1, spread.deviation))
  }

  @Test func aMeanAtAnEndAndADeviationOf0AreEverybodys() {
    #expect(TraitFamily.beta.quantile(0.9, of: Spread(0, deviation: 0.3), in: 0...1) == 0)
    #expect(TraitFamily.beta.quantile(0.9, of: Spread(1, deviation: 0.3), in: 0...1) == 1)
    #expect(TraitFamily.logNormal.quantile(0.9, of: Spread(0, deviation: 0.3), in: 0...9) == 0)
    for family in [TraitFamily.normal, .logNormal, .beta] {
      #expect(family.quantile(0.9, of: Spread(0.123), in: 0...1) == 0.123)
    }
  }

  @Test func valuesStayInTheirRangeAtTheEndsOfLuck() {
    for family in [TraitFamily.normal, .logNormal, .beta] {
      for uniform in [0, 1 - 0x1p-53] {
        let value = family.quantile(uniform, of: Spread(0.5, deviation: 0.3), in: 0...0.99)
        #expect((0...0.99).contains(value))
      }
    }
  }

  /// Spreads at the ends of floating point: numbers of people, not NaN, and GSL does not stop the program.
  @Test(arguments: [
    (TraitFamily.logNormal, Spread(1e-300, deviation: 1000)),
    (.logNormal, Spread(.leastNonzeroMagnitude, deviation: 1e6)),
    (.logNormal, Spread(1e-200, deviation: 1e-200)),
    (.logNormal, Spread(1000, deviation: .leastNonzeroMagnitude)),
    (.beta, Spread(0.5, deviation: 1e-200)),
    (.beta, Spread(1e-300, deviation: 1e-160)), (.beta, Spread(1e-300, deviation: 1e-151)),
    (.beta, Spread(0.5, deviation: 0.4999999999)),
    (.normal, Spread(0, deviation: .leastNonzeroMagnitude)), (.normal, Spread(10, deviation: 20)),
  ])
  func spreadsThatNobodyMeansAreNumbers(family: TraitFamily, spread: Spread) {
    let range = family == .normal ? -10.0...10.0 : family == .beta ? 0...1 : 0...1e6
    #expect(family.problem(of: spread, in: range) == nil)
    for uniform in [0, 1e-17, 0.3, 0.999, 1 - 0x1p-53] {
      #expect(range.contains(family.quantile(uniform, of: spread, in: range)))
    }
  }

  @Test func widerSpreadsKeepRanks() {
    let uniforms = [0.03, 0.2, 0.51, 0.77, 0.99]
    for family in [TraitFamily.normal, .logNormal, .beta] {
      for deviation in [0.01, 0.1, 0.3] {
        let values = uniforms.map {
          family.quantile($0, of: Spread(0.4, deviation: deviation), in: -1...9)
        }
        #expect(values == values.sorted() && Set(values).count == 5)
      }
    }
  }

  @Test func theCatalogDescribesEveryTraitOnce() {
    #expect(
      TraitCatalog.all.map(\.key) == [
        "mistakes", "lapses", "misperception", "error_correlation", "myopia", "position_bias",
        "length_bias", "sycophancy", "self_preference", "halo", "anchoring", "severity",
        "scale_use", "fatigue_limit", "fatigue_answers", "beginner_share", "learning_answers",
      ])
    for trait in TraitCatalog.all {
      #expect(Traits()[keyPath: trait.path] == trait.neutral, "\(trait.key)")
      #expect(trait.family.problem(of: Spread(trait.neutral), in: trait.range) == nil)
    }
    #expect(TraitCatalog.trait("charm") == nil)
  }

  @Test func aDistributionIsNeutralUntilItIsSet() throws {
    var traits = TraitDistribution()
    #expect(traits["scale_use"] == Spread(1) && traits["mistakes"] == Spread(0))
    traits["scale_use"] = Spread(0.8, deviation: 0.1)
    traits["mistakes"] = Spread(0.1)
    var other = TraitDistribution()
    other["mistakes"] = Spread(0.1)
    other["scale_use"] = Spread(0.8, deviation: 0.1)
    #expect(traits == other, "in whatever order")
    let written = try JSONEncoder().encode(traits)
    #expect(try JSONDecoder().decode(TraitDistribution.self, from: written) == traits)
    other["mistakes"] = Spread(0)
    other["scale_use"] = Spread(1)
    #expect(other == TraitDistribution())
  }
}
