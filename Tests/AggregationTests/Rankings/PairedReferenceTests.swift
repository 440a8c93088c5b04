import Foundation
import Randomness
import SandboxTestSupport
import Testing

@testable import Aggregation

/// Real comparisons, against what independent programs make of them.
@Suite struct PairedReferenceTests {
  /// Agresti's baseball, plain and with home advantage, as BradleyTerry2 has it.
  @Test(.enabled(if: SharedData.has("p01_baseball"))) func baseball() throws {
    let games = try SharedData.baseball()
    let reference = games.ordered(
      try SharedData.numbers("p01_baseball", "reference.json", "bt_choix_centred"))
    let plain = try BradleyTerry().fit(games.comparisons, withCovariance: true)
    #expect(distance(plain.logStrengths, reference) < 1e-6)
    let likelihood = try SharedData.number("p01_baseball", "reference.json", "bernoulli_loglik")
    #expect(abs(plain.logLikelihood - likelihood) < 1e-8)

    // R names the teams' coefficients "teamBoston", against Baltimore, which is item 0 here.
    func ofTeams(_ model: String, _ what: String) throws -> [Double] {
      let values = try SharedData.numbers("p01_baseball", "reference_r.json", model, what)
      return games.names.map { values["team" + $0] ?? 0 }
    }
    func errors(_ fit: StrengthFit) -> [Double] {
      games.names.indices.map { fit.covariance?.standardError(ofGap: $0, 0) ?? .nan }
    }
    // glm stops at a relative change of 1e-8, which leaves its standard errors good to 1e-7.
    #expect(distance(errors(plain), try ofTeams("m1", "se")) < 1e-6)

    let home = try BradleyTerry(estimatesFirstAdvantage: true)
      .fit(games.comparisons, withCovariance: true)
    let relative = home.logStrengths.map { $0 - home.logStrengths[0] }
    #expect(distance(relative, try ofTeams("m2", "coef")) < 1e-6)
    #expect(distance(errors(home), try ofTeams("m2", "se")) < 1e-6)
    #expect(home.coefficients.map(\.name) == ["first-position advantage"])
    #expect(abs(home.coefficients[0].value - 0.3022606555) < 1e-6)
    #expect(abs((home.coefficients[0].standardError ?? 0) - 0.1309436425) < 1e-6)
    #expect(abs(home.logLikelihood + 169.542871) < 1e-6)
  }

  /// The sandwich of the same, worked with numpy: H⁻¹(Σ g gᵀ)H⁻¹ on centred strengths.
  @Test func sandwichOfBaseball() throws {
    let fit = try BradleyTerry(settings: FitSettings(intervals: .sandwich))
      .fit(comparisons(ofWins: baseballWins), withCovariance: true)
    let worked = [
      0, 0.316435554, 0.342089604, 0.346673155, 0.338971778, 0.335845697, 0.320074332,
    ]
    let ours = worked.indices.map { fit.covariance?.standardError(ofGap: $0, 0) ?? .nan }
    #expect(distance(ours, worked) < 1e-8)
  }

  /// 58 teams with ties as half wins: R's strengths and standard errors.
  @Test(.enabled(if: SharedData.has("p04_icehockey"))) func hockey() throws {
    let games = try SharedData.hockey()
    let fit = try BradleyTerry().fit(games.comparisons, withCovariance: true)
    let choix = games.ordered(
      try SharedData.numbers("p04_icehockey", "reference.json", "bt_halfties_choix_centred"))
    #expect(distance(fit.logStrengths, choix) < 1e-6)
    #expect(abs(fit.logLikelihood + 653.5225885807822) < 1e-6)
    let base = try #require(games.names.firstIndex(of: "Alaska Anchorage"))
    let r = games.ordered(
      try SharedData.numbers("p04_icehockey", "reference_r.json", "abilities", inner: "ability"))
    #expect(distance(fit.logStrengths.map { $0 - fit.logStrengths[base] }, r) < 1e-5)
    let errors = games.ordered(
      try SharedData.numbers("p04_icehockey", "reference_r.json", "abilities", inner: "se"))
    let ours = games.names.indices.map { fit.covariance?.standardError(ofGap: $0, base) ?? .nan }
    // R weighs its last step with the curvature before it, so its errors are good to five digits.
    #expect(distance(ours, errors) < 1e-5)
  }

  /// Students' choices of schools, ties as half wins (Turner & Firth 2012).
  @Test(.enabled(if: SharedData.has("p08_cems"))) func schools() throws {
    let choices = try SharedData.schools()
    #expect(choices.comparisons.count == 4_454 && choices.comparisons.tieWeight == 487)
    let fit = try BradleyTerry().fit(choices.comparisons, withCovariance: true)
    let choix = choices.ordered(
      try SharedData.numbers("p08_cems", "reference.json", "bt_halfties_choix_centred"))
    #expect(distance(fit.logStrengths, choix) < 1e-6)
    #expect(abs(fit.logLikelihood + 2802.195474373131) < 1e-7)
    let r = try SharedData.numbers("p08_cems", "reference_r.json", "m", "se")
    for (item, name) in choices.names.enumerated() where name != "Stockholm" {
      let last = choices.names.count - 1
      #expect(
        abs((fit.covariance?.standardError(ofGap: item, last) ?? 0) - (r[".." + name] ?? 0)) < 1e-6)
    }
  }

  /// The same with ties of their own. Reference: scipy 1.17.1 on the likelihoods as written.
  @Test(.enabled(if: SharedData.has("p08_cems"))) func tiesOfSchools() throws {
    let choices = try SharedData.schools()
    let davidson = try DavidsonTies().fit(choices.comparisons)
    let ofDavidson = [-0.13849463, 1.07137489, -0.30945493, 0.28110677, -0.153105, -0.75142709]
    #expect(distance(davidson.logStrengths, ofDavidson) < 1e-6)
    #expect(abs(davidson.logLikelihood + 3964.3781195448) < 1e-6)
    // evalica's Newman model is Davidson's with ν = 2v, scaled to another unit; it stops at 1e-6.
    let newman = try SharedData.numbers("p08_cems", "reference.json", "newman_ties_evalica")
    #expect(
      distance(davidson.logStrengths, centred(choices.ordered(newman).map { log($0) })) < 1e-5)
    let v = try SharedData.number("p08_cems", "reference.json", "newman_v")
    #expect(abs((davidson.tieParameter ?? 0) - 2 * v) < 1e-5)

    let raoKupper = try RaoKupperTies().fit(choices.comparisons)
    let ofRaoKupper = [-0.13209952, 0.96701091, -0.27457488, 0.24970274, -0.14719765, -0.66284161]
    #expect(distance(raoKupper.logStrengths, ofRaoKupper) < 1e-6)
    #expect(abs(log(raoKupper.tieParameter ?? 1) - 0.2509233884) < 1e-7)
    #expect(abs(raoKupper.logLikelihood + 3960.7424900042) < 1e-6)

    let thurstone = try ThurstoneCaseV().fit(choices.comparisons)
    let ofThurstone = [-0.10475201, 0.81343734, -0.23601993, 0.21772911, -0.11534207, -0.57505244]
    #expect(distance(thurstone.logStrengths, ofThurstone) < 1e-6)
    #expect(abs(thurstone.logLikelihood + 2801.8224270290) < 1e-6)
  }

  /// Raters pooled: choix and psychotools.
  @Test(arguments: [
    ("p10_soundquality", 4, -11840.846281734885), ("p11_topmodel2007", 0, -1912.054832270779),
  ])
  func judged(folder: String, raterColumn: Int, logLikelihood: Double) throws {
    guard SharedData.has(folder) else { return }
    let pairs = try SharedData.judged(folder, raterColumn: raterColumn)
    let fit = try BradleyTerry().fit(pairs.comparisons)
    let choix = pairs.ordered(try SharedData.numbers(folder, "reference.json", "bt_choix_centred"))
    #expect(distance(fit.logStrengths, choix) < 1e-6)
    #expect(abs(fit.logLikelihood - logLikelihood) < 1e-7)
    let worth = pairs.ordered(try SharedData.numbers(folder, "reference_r.json", "worth"))
    let sum = fit.logStrengths.reduce(0) { $0 + exp($1) }
    #expect(distance(fit.logStrengths.map { exp($0) / sum }, worth) < 1e-6)
  }

  /// Contests of chameleons, explained by covariates alone (Stuart-Fox et al. 2006).
  ///
  /// BradleyTerry2 adds a random effect for each animal, estimates its variance as 0, and so
  /// reports the model fitted here; it prints five digits.
  @Test(.enabled(if: SharedData.has("p06_chameleons"))) func chameleons() throws {
    let traits = try SharedData.rows("p06_chameleons", "predictors.csv").dropFirst()
    let contests = try SharedData.rows("p06_chameleons", "contests.csv").dropFirst()
    let names = traits.map { $0[0] }
    func trait(_ name: String, _ column: Int) -> Double {
      traits.first { $0[0] == name }.flatMap { Double($0[column]) } ?? .nan
    }
    let comparisons = try Comparisons(
      itemCount: names.count,
      left: contests.map { row in Int32(names.firstIndex(of: row[0]) ?? -1) },
      right: contests.map { row in Int32(names.firstIndex(of: row[1]) ?? -1) },
      outcomes: contests.map { _ in .left },
      covariates: contests.flatMap { row in
        [
          (Double(row[2]) ?? .nan) - (Double(row[3]) ?? .nan),
          trait(row[0], 1) - trait(row[1], 1), trait(row[0], 6) - trait(row[1], 6),
        ]
      }, covariateCount: 3)
    let fit = try ContextualBradleyTerry(
      covariateNames: ["previous wins", "resting colour", "main stripe"], estimatesStrengths: false
    ).fit(comparisons, withCovariance: true)
    #expect(distance(fit.coefficients.map(\.value), [2.38130, 0.60931, 0.08928]) < 5e-6)
    #expect(
      distance(fit.coefficients.map { $0.standardError ?? .nan }, [0.48495, 0.27773, 0.04382])
        < 5e-6)
    #expect(abs(-2 * fit.logLikelihood - 85.396) < 5e-4)
  }
}
