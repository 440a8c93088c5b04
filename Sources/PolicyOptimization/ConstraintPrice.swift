import PlainText
import SandboxCore

/// A limit on an attribute of what the policy says or plays, beside the reward.
public struct ConstraintSettings: SettingsGroup {
  /// `policy_optimization`
  public static let section = "policy_optimization"
  /// The attribute of the world that is limited; empty for none.
  public var attribute = ""
  /// d: the mean of the attribute that is allowed, in its units.
  public var limit = 0.0
  /// λ at the first round, in reward units for a unit of the attribute.
  public var price = 0.0
  /// How fast λ moves, in reward units for a unit of the attribute squared; 0 leaves it as it is.
  public var rate = 0.0
  /// No constraint.
  public init() {}

  /// The declarations.
  public static let settings: [GroupSetting<Self>] = [
    .text(
      "constraint", \.attribute,
      "An attribute of the world that the policy pays for, such as harm; an exact detector of it is taken for granted: guardrail."
    ),
    .number(
      "constraint_limit", \.limit, -1000...1000,
      "The mean of the constraint's attribute that is allowed."),
    .number(
      "constraint_price", \.price, 0...1000,
      "Reward units that a unit of the constraint's attribute costs, in the first round or, at a rate of 0, always."
    ),
    .number(
      "constraint_rate", \.rate, 0...1000,
      "How fast the constraint's price rises where its limit is passed, and falls where it is not.",
      source: "Dai et al. 2023, arXiv:2310.12773"),
  ]

  /// What the world does not know, and what can have no effect.
  func conflicts(in world: any Environment) -> [SettingConflict] {
    guard !attribute.isEmpty else {
      return price == 0 && rate == 0
        ? []
        : [
          SettingConflict(
            keys: ["policy_optimization.constraint_price", "policy_optimization.constraint_rate"],
            what:
              "policy_optimization.constraint_\(price == 0 ? "rate" : "price") is set, but no constraint is",
            remedy: "write policy_optimization.constraint: and one of "
              + world.attributes.map(\.name).joined(separator: ", "))
        ]
    }
    let known = world.attributes.map(\.name)
    guard known.contains(attribute) else {
      return [
        SettingConflict(
          keys: ["policy_optimization.constraint"],
          what:
            "policy_optimization.constraint is \(Excerpt.of(attribute)), which is no attribute of \(world.name)",
          remedy: Spelling.nearest(to: attribute, in: known).map { "write \($0)" }
            ?? "use one of " + known.joined(separator: ", "))
      ]
    }
    guard price == 0, rate == 0 else { return [] }
    return [
      SettingConflict(
        keys: ["policy_optimization.constraint", "policy_optimization.constraint_price"],
        what: "policy_optimization.constraint costs nothing: its price and its rate are 0",
        remedy:
          "write policy_optimization.constraint_price: 1 for a fixed penalty, or constraint_rate: 1 for a price that rises until the limit is kept"
      )
    ]
  }
}

/// The price of a constraint, as it moves from round to round.
///
///     r' = r − λ c,    λ ← max(0, λ + η (c̄ − d))
///
/// c is the attribute of a response, c̄ its mean over a round, d the limit, η the rate. The method of Lagrange
/// multipliers by dual ascent: Altman 1999, Constrained Markov decision processes; for language models Dai et al.
/// 2023, arXiv:2310.12773, section 3.2. With η = 0 it is a penalty of fixed size.
struct ConstraintPrice: Sendable {
  private let settings: ConstraintSettings
  private let index: Int?
  /// λ ≥ 0.
  private(set) var price: Double

  init(_ settings: ConstraintSettings, in world: some Environment) {
    self.settings = settings
    index = world.attributeIndex(settings.attribute)
    price = settings.price
  }

  /// What each response is charged, at the price before it moves; `nil` without a constraint.
  mutating func charge(
    _ responses: [Response], in world: some Environment, log: inout IterationLog
  ) throws(TrainingFailure) -> [Double]? {
    guard let index else { return nil }
    let costs = responses.map { world.attributes(of: $0).values[index] }
    try log.record("constraint_cost", costs.mean)
    try log.record("constraint_price", price)
    defer { price = max(0, price + settings.rate * (costs.mean - settings.limit)) }
    return costs.map { price * $0 }
  }
}
