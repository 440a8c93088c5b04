import CGSL
import Foundation

// Each of these takes one number and is monotone in it, so that people who differ in a scale alone meet
// the same luck.
extension RandomKey {
  /// A number uniform on (0, 1), both ends excluded.
  @inlinable
  public func open(at place: Int) -> Double { uniform(at: place) + 0x1p-54 }

  /// A number from the standard normal distribution: Φ⁻¹(u), by Wichura's algorithm as GSL has it.
  public func normal(at place: Int) -> Double { gsl_cdf_ugaussian_Pinv(open(at: place)) }

  /// A number from the standard logistic distribution, log(u / (1 − u)).
  ///
  /// The difference of two independent standard Gumbel numbers has this distribution.
  public func logistic(at place: Int) -> Double {
    let u = open(at: place)
    return log(u / (1 - u))
  }

  /// A number from the standard Gumbel distribution, −log(−log u); mean 0.5772, standard deviation
  /// π / √6.
  ///
  /// The largest of score_i + Gumbel_i is i with probability proportional to exp(score_i) (Luce &
  /// Suppes 1965; Yellott 1977, doi:10.1016/0022-2496(77)90026-8).
  public func gumbel(at place: Int) -> Double { -log(-log(open(at: place))) }
}
