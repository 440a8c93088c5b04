import CGSL

/// φ(x) / (1 − Φ(x)) of the standard normal distribution: how near the end is for one who came to
/// x.
///
/// Far to the left the density underflows, which GSL takes for a reason to stop the program; there
/// the hazard is 0 to all digits.
func normalHazard(_ x: Double) -> Double { x < -37 ? 0 : gsl_sf_hazard(x) }
