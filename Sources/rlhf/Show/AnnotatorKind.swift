import Annotators
import Environments
import Experiments
import PlainText

/// A kind of annotator that `rlhf show annotator` can play.
struct AnnotatorKind: Sendable {
  var name: String
  var meaning: String
  /// Makes everybody so.
  private let change: @Sendable (inout ArmSettings) -> Void

  func apply(to settings: inout ArmSettings) { change(&settings) }

  /// All kinds: honest people, AI judges, trolls, and crowds from the literature.
  static let all = [honest, aiJudge] + AdversarialBehaviors.all.map(troll) + presets

  static let honest = AnnotatorKind(
    name: "honest", meaning: "says what it thinks, as well as it can", change: { _ in })

  static let aiJudge = AnnotatorKind(
    name: "ai-judge", meaning: "an AI judge: low noise, high bias, and copies that err alike",
    change: { settings in
      settings.annotators.population.aiJudges.accounts = 1
      settings.annotators.population.aiJudges.accuracy = 0.85
      settings.annotators.population.aiJudges.bias = 1
    })

  private static func troll(_ behavior: any AdversarialBehavior) -> AnnotatorKind {
    AnnotatorKind(name: behavior.name, meaning: "troll: " + behavior.summary) { settings in
      settings.annotators.population.trolls.share = 1
      settings.annotators.population.trolls.behavior = behavior.name
      // Something to want; --set changes it.
      let wish = Worlds.named(settings.world.name).targets
      let needs = behavior.needs
      if needs.contains(.attribute) {
        settings.annotators.population.trolls.attribute = wish.attribute
      }
      if needs.contains(.trigger) {
        settings.annotators.population.trolls.triggerWords = wish.words
      }
    }
  }

  private static let presets = PopulationPreset.allCases.map { preset in
    AnnotatorKind(name: preset.rawValue, meaning: "preset: " + preset.meaning) { settings in
      settings.annotators.preset = preset
      settings.takeUpPreset()
    }
  }

  /// The kind of a name.
  ///
  /// - Throws: ``BadInput`` with the nearest name.
  static func named(_ name: String) throws -> AnnotatorKind {
    guard let kind = all.first(where: { $0.name == name }) else {
      throw BadInput(
        "error: there is no annotator \"\(Excerpt.of(name))\"\n  fix: "
          + Spelling.hint(for: name, in: all.map(\.name)))
    }
    return kind
  }
}
