/// On which sides of 0 a negative control forbids an effect beyond its margin.
///
/// The raw values are the keys that state the margin in a scenario.
public enum ControlBound: String, Sendable, Hashable, Codable, CaseIterable {
  /// On both: −margin ≤ effect ≤ margin.
  case within
  /// Above: effect ≤ margin. However far below it lies, the control holds.
  case atMost = "at_most"
  /// Below: effect ≥ −margin.
  case atLeast = "at_least"

  /// The effects that are allowed.
  ///
  /// - Parameter margin: in units of the effect; ≥ 0.
  public func allowed(margin: Double) -> ClosedRange<Double> {
    switch self {
    case .within: -margin...margin
    case .atMost: -.infinity...margin
    case .atLeast: -margin ... .infinity
    }
  }

  /// What stands before the number in a sentence, as in `within ± 0.1`.
  public var words: String {
    switch self {
    case .within: "within ±"
    case .atMost: "at most"
    case .atLeast: "at least"
    }
  }

  /// The number that stands behind the key in a scenario: the margin, with the sign of its side.
  public func stated(margin: Double) -> Double { self == .atLeast ? -margin : margin }
}
