import Annotators
import RewardModeling
import SandboxCore

extension ArmSettings {
  /// What is set of annotators and can change no answer here: traits of scales where nothing is rated, a taste for
  /// length where all responses are equally long, traits on a topic that nobody is asked about.
  ///
  /// Each is a sentence. Arms may have such settings on purpose, as controls; so they are told, not refused.
  package func idleSettings(in world: any Environment) -> [String] {
    let formula = values.group(FormulaMethod.Settings.self).formula
    let isWritten = values.group(RewardModelMethods.Choice.self).method == FormulaMethod().name
    let written =
      formula.isEmpty || isWritten
      ? [] : ["reward_model.formula: reward_model.method is not formula"]
    return written + idleTraits(in: world)
  }

  private func idleTraits(in world: any Environment) -> [String] {
    guard asksAnnotators else { return [] }
    let forms = feedback.parts.map { $0.channel.form }
    let population = annotatorsAsked.population
    let everybody = TraitCatalog.all.map { SpecialTrait($0.key, population.traits[$0.key]) }
    let said = (everybody + population.specialTraits).filter { !$0.isNeutral }
    let topics = Set(world.prompts(in: .training).map(\.topic))
    var notes: [String] = []
    func note(_ keys: [String], _ sentence: String) {
      let found = said.map(\.key).filter(keys.contains).reduce(into: [String]()) {
        if !$0.contains($1) { $0.append($1) }
      }
      if !found.isEmpty {
        notes.append("\(found.joined(separator: ", ")): \(sentence)")
      }
    }
    if !forms.contains(where: { [.rating, .thumb, .rubric].contains($0) }) {
      note(
        ["severity", "anchoring", "scale_use"],
        "shows in ratings, thumbs and rubrics alone, and none are asked for")
    } else if feedback.parts.allSatisfy({ $0.channel.form == .rating }), consensusRemovesSeverity {
      note(
        ["severity"],
        "feedback.ratings is standardized, which takes most of it away; write feedback.ratings: raw to see it"
      )
    }
    if !forms.contains(.rubric) { note(["halo"], "shows in rubrics alone, and none are asked for") }
    if let prompt = world.prompts(in: .training).first, let all = world.allResponses(to: prompt),
      Set(all.map(\.agentTokenCount)).count == 1
    {
      note(["length_bias"], "all responses of \(world.name) are equally long")
    }
    for topic in said.compactMap(\.topic) where !topics.contains(topic) {
      let sentence = "\(topic): annotators are asked about no prompt on this topic"
      if !notes.contains(sentence) { notes.append(sentence) }
    }
    return notes
  }

  private var consensusRemovesSeverity: Bool {
    SettingsCatalog.setting("feedback.ratings").map { self[$0].description == "standardized" }
      ?? false
  }
}
