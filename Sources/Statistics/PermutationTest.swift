import CGSL
import Randomness

/// How surprising a difference is if the arms are exchangeable, with no assumption on distributions.
///
/// Every arrangement of the data that would have been equally likely then is compared with the one
/// observed. Few arrangements are enumerated, and the p value is exact:
///
///     p = (arrangements at least as extreme, the observed one among them) / (all arrangements)
///
/// Of many, m are drawn at random, of which k are at least as extreme:
///
///     p = (1 + k) / (1 + m)
///
/// which is valid and never 0: Phipson & Smyth 2010, doi:10.2202/1544-6115.1585.
public struct PermutationTest: Sendable, Hashable, Codable {
  /// What counts as extreme.
  public enum Alternative: String, Sendable, Hashable, Codable {
    /// A difference as far from 0, on either side.
    case twoSided = "two-sided"
    /// A difference as large.
    case greater
    /// A difference as small.
    case less
  }

  /// The observed difference of means, first − second.
  public var difference: Double
  /// The p value: above 0, at most 1.
  public var pValue: Double
  /// How many arrangements were compared with the observed one, itself included.
  public var arrangementCount: Int
  /// Whether all arrangements were enumerated.
  public var isExact: Bool

  /// Up to so many arrangements are enumerated.
  static let enumerationLimit = 65_536

  /// Tests whether paired differences are as likely to be positive as negative.
  ///
  /// The arrangements are the 2ⁿ choices of sign; enumerated for n ≤ 16.
  ///
  /// - Parameters:
  ///   - differences: first − second of each pair; at least 1, all finite.
  ///   - alternative: what counts as extreme.
  ///   - drawCount: m, at least 1, where there are too many to enumerate.
  ///   - stream: the chance of the draws.
  public static func signFlips(
    of differences: [Double], alternative: Alternative = .twoSided, drawCount: Int = 10_000,
    using stream: RandomStream
  ) -> PermutationTest {
    requireFinite(differences, atLeast: 1)
    let count = differences.count
    let observed = mean(of: differences)
    let extremes = Extremes(observed, alternative, scale: differences)
    func flipped(_ isNegative: (Int) -> Bool) -> Double {
      differences.indices.reduce(0) {
        $0 + (isNegative($1) ? -differences[$1] : differences[$1])
      } / Double(count)
    }
    if count <= 16 {
      let asExtreme = (0..<(1 << count)).count { signs in
        extremes.contains(flipped { signs >> $0 & 1 == 1 })
      }
      return PermutationTest(observed, asExtreme: asExtreme, ofAll: 1 << count)
    }
    var stream = stream
    return PermutationTest(observed, drawCount: drawCount) {
      extremes.contains(flipped { _ in stream.bernoulli(0.5) })
    }
  }

  /// Tests whether two independent samples come from one distribution.
  ///
  /// The arrangements are the ways to deal out all values to samples of the same sizes.
  ///
  /// - Parameters:
  ///   - first: at least 1 value, all finite.
  ///   - second: at least 1 value, all finite.
  ///   - alternative: what counts as extreme.
  ///   - drawCount: m, at least 1, where there are too many to enumerate.
  ///   - stream: the chance of the draws.
  public static func labelShuffles(
    _ first: [Double], _ second: [Double], alternative: Alternative = .twoSided,
    drawCount: Int = 10_000, using stream: RandomStream
  ) -> PermutationTest {
    requireFinite(first, atLeast: 1)
    requireFinite(second, atLeast: 1)
    // Centred, so that a large common offset costs no precision.
    let center = mean(of: first + second)
    var pool = (first + second).map { $0 - center }
    let total = pool.reduce(0, +)
    func difference(firstSum: Double) -> Double {
      firstSum / Double(first.count) - (total - firstSum) / Double(second.count)
    }
    let observed = difference(firstSum: pool.prefix(first.count).reduce(0, +))
    let extremes = Extremes(observed, alternative, scale: pool)
    let ways = exp(gsl_sf_lnchoose(UInt32(pool.count), UInt32(first.count)))
    if ways < Double(enumerationLimit) + 0.5 {
      var chosen = Array(0..<first.count)
      var asExtreme = 0
      var all = 0
      repeat {
        all += 1
        let sum = chosen.reduce(0) { $0 + pool[$1] }
        if extremes.contains(difference(firstSum: sum)) { asExtreme += 1 }
      } while advance(&chosen, below: pool.count)
      return PermutationTest(observed, asExtreme: asExtreme, ofAll: all)
    }
    var stream = stream
    return PermutationTest(observed, drawCount: drawCount) {
      stream.shuffle(&pool)
      return extremes.contains(difference(firstSum: pool.prefix(first.count).reduce(0, +)))
    }
  }

  private init(_ difference: Double, asExtreme: Int, ofAll count: Int) {
    self.difference = difference
    pValue = Double(asExtreme) / Double(count)
    arrangementCount = count
    isExact = true
  }

  private init(_ difference: Double, drawCount: Int, isExtreme: () -> Bool) {
    precondition(drawCount >= 1, "PermutationTest: \(drawCount) draws, but 1 is the least")
    let asExtreme = (0..<drawCount).count { _ in isExtreme() }
    self.difference = difference
    pValue = Double(1 + asExtreme) / Double(1 + drawCount)
    arrangementCount = 1 + drawCount
    isExact = false
  }
}

/// Which differences are at least as extreme as the observed one.
private struct Extremes {
  private let observed: Double
  private let alternative: PermutationTest.Alternative
  /// Sums of the same numbers in another order differ by rounding; such arrangements are ties.
  private let tolerance: Double

  init(_ observed: Double, _ alternative: PermutationTest.Alternative, scale values: [Double]) {
    self.observed = observed
    self.alternative = alternative
    tolerance = 1e-12 * values.reduce(0) { $0 + abs($1) }
  }

  func contains(_ difference: Double) -> Bool {
    switch alternative {
    case .twoSided: abs(difference) >= abs(observed) - tolerance
    case .greater: difference >= observed - tolerance
    case .less: difference <= observed + tolerance
    }
  }
}

/// Moves to the next combination in lexicographic order; false, and unchanged, after the last.
private func advance(_ chosen: inout [Int], below count: Int) -> Bool {
  guard let last = chosen.indices.last(where: { chosen[$0] < count - chosen.count + $0 })
  else { return false }
  chosen[last] += 1
  for later in chosen.indices where later > last { chosen[later] = chosen[later - 1] + 1 }
  return true
}
