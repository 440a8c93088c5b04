/// All ranking methods by name, with defaults that give an answer wherever there is one.
public enum RankingMethods {
  /// Every method; where strengths would be infinite, a noted ridge makes them finite.
  public static let all: [any RankingMethod] = [
    EloRating(), Glicko(), Glicko2(), TrueSkill(),
    BradleyTerry(settings: .forgiving), DavidsonTies(settings: .forgiving),
    RaoKupperTies(settings: .forgiving), PlackettLuce(settings: .forgiving),
    ThurstoneCaseV(settings: .forgiving), CrowdBradleyTerry(), NoisyBradleyTerry(),
    ContextualBradleyTerry(settings: .forgiving), RankCentrality(separation: .ridge(0.01)),
    BordaCount(), Copeland(), WinRate(),
  ]

  /// The method of this name.
  public static func named(_ name: String) throws(RatingError) -> any RankingMethod {
    guard let method = all.first(where: { $0.name == name }) else {
      throw .unknownMethod(name, known: all.map(\.name))
    }
    return method
  }
}
