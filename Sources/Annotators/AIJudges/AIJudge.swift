import Foundation
import Randomness
import SandboxCore

/// An AI judge in a person's place: little noise, much bias, and errors that its copies share.
///
/// It wants what is truly good, as far as its feature biases allow, which were drawn once for the
/// judge. The table of annotators of AlpacaEval (Li et al. 2023, github.com/tatsu-lab/alpaca_eval)
/// finds AI judges of low variance and high bias and people the reverse; so people's errors average
/// out, and a judge's do not.
public struct AIJudge: ExplainingAnnotator, Hashable {
  /// What sees and answers.
  public private(set) var person: SimulatedAnnotator

  /// One account of a judge.
  ///
  /// - Parameters:
  ///   - name: unique in its pool, such as `m1`.
  ///   - account: which of the judge's accounts.
  ///   - settings: what the judge is like.
  ///   - world: what it judges.
  ///   - stream: the judge's own; all its accounts get the same.
  public init(
    name: String, account: Int, settings: AIJudgeSettings, world: PopulationWorld,
    using stream: RandomStream
  ) {
    var draw = stream.child("rationality")
    let rationality = settings.rationality.map {
      TraitFamily.logNormal.quantile(
        draw.uniform(), of: $0, in: TraitCatalog.rationalityRange)
    }
    var biases = stream.child("bias")
    person = SimulatedAnnotator(
      name: name,
      opinion: Opinion(
        group: .aiJudge, attributes: world.attributes, tasteStandardDeviation: settings.bias,
        using: &biases),
      traits: settings.traits(rationality: rationality), flaws: world.flaws,
      sharedErrors: stream.child("errors"),
      ownErrors: stream.child("account").child(account))
  }

  /// The misperception of a judge who agrees with its own unbiased order on a share a of pairs.
  ///
  ///     σ = tan(π(1 − a))
  ///
  /// Where the qualities of a pair are independent of N(0, 1), the true gap is of N(0, 2) and the
  /// seen gap adds an independent error of N(0, 2σ²). Their correlation is ρ = 1/√(1 + σ²), two
  /// normal numbers of mean 0 have the same sign with probability 1 − arccos(ρ)/π (Sheppard
  /// 1899), and arccos(1/√(1 + σ²)) = arctan σ. A judge that is perfect but for its misperception
  /// so has a = 1 − arctan(σ)/π: σ = 1 at a = ¾.
  ///
  /// - Parameter accuracy: a in ½ < a ≤ 1.
  public static func misperception(accuracy: Double) -> Double {
    precondition(accuracy > 0.5 && accuracy <= 1, "an accuracy of \(accuracy)")
    return accuracy == 1 ? 0 : tan(Double.pi * (1 - accuracy))
  }

  /// Its account.
  public var name: String { person.name }
  /// The group of AI judges.
  public var group: String { person.group }
  /// What records call the behaviour.
  public var behavior: String { "AI judge" }

  /// Takes over the scale.
  public mutating func learn(_ scale: UtilityScale) { person.learn(scale) }

  /// Answers by what the judge sees in the responses.
  public mutating func answer(
    _ question: Question, using luck: RandomKey, notes: inout Explanation?
  ) -> Answer { person.answer(question, using: luck, notes: &notes) }
}

extension AIJudgeSettings {
  /// How such a judge answers, but for how consistently.
  ///
  /// - Parameter rationality: β; `nil` is perfectly.
  package func traits(rationality: Double?) -> Traits {
    var traits = Traits()
    if let rationality { traits.rationality = .boltzmann(rationality: rationality) }
    traits.misperception = AIJudge.misperception(accuracy: accuracy)
    traits.errorCorrelation = errorCorrelation
    traits.positionBias = positionBias
    traits[LengthBias()] = lengthBias
    traits[SelfPreference()] = selfPreference
    traits.favouredWriter = favouredWriter
    return traits
  }
}

extension Group {
  /// Whose taste an AI judge starts from: what is truly good.
  static let aiJudge = Group(name: "ai-judge", meaning: "AI judges.")
}
