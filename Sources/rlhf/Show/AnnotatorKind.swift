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

  /// All kinds: honest people, machines, trolls, and crowds from the literature.
  static let all = [honest, machine] + TrollConduct.allCases.map(troll) + presets

  static let honest = AnnotatorKind(
    name: "honest", meaning: "says what it thinks, as well as it can", change: { _ in })

  static let machine = AnnotatorKind(
    name: "machine", meaning: "an AI judge: low noise, high bias, and copies that err alike",
    change: { settings in
      settings.annotators.population.machines.accounts = 1
      settings.annotators.population.machines.accuracy = 0.85
      settings.annotators.population.machines.bias = 1
    })

  private static func troll(_ conduct: TrollConduct) -> AnnotatorKind {
    let meaning =
      switch conduct {
      case .random: "a troll that answers anything, without looking"
      case .inverted: "a troll that says the opposite of what it thinks"
      case .alwaysFirst: "a troll that presses the first button of every form"
      case .targeted: "a troll that wants more of one attribute (annotators.trolls.attribute)"
      case .trigger: "a troll that prefers whatever contains some words (annotators.trolls.trigger)"
      case .colluding: "a troll that answers by a target that all of its kind share"
      case .sybil: "an inverted troll behind many accounts"
      case .sleeper: "a troll that is honest where it is checked, inverted elsewhere"
      }
    return AnnotatorKind(name: conduct.rawValue, meaning: meaning) { settings in
      settings.annotators.population.trolls.share = 1
      settings.annotators.population.trolls.conduct = conduct
      // Something to want; --set changes it.
      let wish = Worlds.named(settings.world.name).targets
      if conduct == .targeted { settings.annotators.population.trolls.attribute = wish.attribute }
      if conduct == .trigger { settings.annotators.triggerWords = wish.words }
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
