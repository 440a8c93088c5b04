import Aggregation
import LabelFiles

/// What may be set about a ranking method.
public struct RatingOptions: Sendable, Hashable {
  /// K of Elo, in points, > 0; `nil` takes the default.
  public var gain: Double?
  /// In how many random orders Elo replays the comparisons; 0 keeps the order of the file.
  public var orders: Int?
  /// λ of the penalty ½λΣθ² on strengths, ≥ 0; `nil` uses one only where there is no finite answer.
  public var ridge: Double?
  /// Whether the advantage of the left side is estimated.
  public var estimatesFirstAdvantage: Bool

  /// Describes settings; the parameters are the properties of the same names.
  public init(
    gain: Double? = nil, orders: Int? = nil, ridge: Double? = nil,
    estimatesFirstAdvantage: Bool = false
  ) {
    self.gain = gain
    self.orders = orders
    self.ridge = ridge
    self.estimatesFirstAdvantage = estimatesFirstAdvantage
  }

  /// The methods that work on what a file can hold.
  public static let methods = RankingMethods.all

  /// A method with these settings.
  ///
  /// - Throws: ``InvalidLabelFile`` where an option says nothing to the method.
  func applied(
    to method: any RankingMethod, covariateNames: [String] = []
  ) throws(InvalidLabelFile) -> any RankingMethod {
    if estimatesFirstAdvantage {
      try refuse("--first-advantage", method, among: Self.withAdvantage)
    }
    if ridge != nil { try refuse("--ridge", method, among: Self.withRidge) }
    if gain != nil { try refuse("--k", method, among: ["elo"]) }
    if orders != nil { try refuse("--orders", method, among: ["elo"]) }
    guard var contextual = adjusted(method) as? ContextualBradleyTerry else {
      return adjusted(method)
    }
    contextual.covariateNames = covariateNames
    return contextual
  }

  private static let withAdvantage = [
    "bradley-terry", "davidson", "rao-kupper", "contextual-bradley-terry",
  ]
  private static let withRidge =
    withAdvantage + [
      "plackett-luce", "thurstone", "crowd-bt", "noisy-bt",
    ]

  private func refuse(
    _ option: String, _ method: any RankingMethod, among names: [String]
  ) throws(InvalidLabelFile) {
    guard !names.contains(method.name) else { return }
    throw .option(
      option, "says nothing to \(method.name)",
      fix: "leave it out, or choose --method \(names.joined(separator: " or "))")
  }

  /// A method with those of these settings that it has.
  func adjusted(_ method: any RankingMethod) -> any RankingMethod {
    func set(_ settings: FitSettings) -> FitSettings {
      var settings = settings
      if let ridge { settings.ridge = ridge }
      return settings
    }
    switch method {
    case var method as EloRating:
      if let gain { method.gain = gain }
      if let orders { method.orders = orders }
      return method
    case var method as BradleyTerry:
      method.settings = set(method.settings)
      method.estimatesFirstAdvantage = estimatesFirstAdvantage
      return method
    case var method as ContextualBradleyTerry:
      method.settings = set(method.settings)
      method.estimatesFirstAdvantage = estimatesFirstAdvantage
      return method
    case var method as DavidsonTies:
      method.settings = set(method.settings)
      method.estimatesFirstAdvantage = estimatesFirstAdvantage
      return method
    case var method as RaoKupperTies:
      method.settings = set(method.settings)
      method.estimatesFirstAdvantage = estimatesFirstAdvantage
      return method
    case var method as PlackettLuce:
      method.settings = set(method.settings)
      return method
    case var method as ThurstoneCaseV:
      method.settings = set(method.settings)
      return method
    case var method as CrowdBradleyTerry:
      if let ridge, ridge > 0 { method.ridge = ridge }
      return method
    case var method as NoisyBradleyTerry:
      if let ridge, ridge > 0 { method.ridge = ridge }
      return method
    default: return method
    }
  }
}
