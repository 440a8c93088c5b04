import Annotators
import Experiments
import Foundation
import Networks
import PlainText
import SandboxCore

// What does not go together about people and AI judges, in the world that they judge.
extension ArmSettings {
  /// Conflicts that the world decides: its groups, attributes, words, flaws.
  func peopleConflicts(in world: some Environment) -> [SettingConflict] {
    populationConflicts(in: world) + familyConflicts(in: world) + triggerConflicts(in: world)
      + penaltyConflicts(in: world)
      + topicBiasConflicts
      + wordConflicts(annotators.judgePrinciple, at: "annotators.ai_judges.principle", in: world)
      + judgeConflicts(in: world) + rubricConflicts(in: world)
  }

  /// A group called like a family of prompts: metrics of the two would have one name.
  private func familyConflicts(in world: some Environment) -> [SettingConflict] {
    let families = world.parts(by: .family)
    return annotators.population.groups.filter { families.contains($0.name) }.map { group in
      SettingConflict(
        keys: ["annotators.groups.\(group.name)", "annotators.groups"],
        what:
          "annotators.groups.\(group.name) has the name of a family of prompts, and metrics of the two would "
          + "have one name", remedy: "give the group another name")
    }
  }

  private func triggerConflicts(in world: some Environment) -> [SettingConflict] {
    annotators.population.allTrolls.flatMap { trolls in
      wordConflicts(
        trolls.triggerWords,
        at: "annotators.trolls." + (trolls.name.isEmpty ? "" : "kinds.\(trolls.name).") + "trigger",
        in: world)
    }
  }

  /// Penalties that the world does not have, or that are switched off.
  private func penaltyConflicts(in world: some Environment) -> [SettingConflict] {
    let known = world.rewardFunction.constraints.map(\.name)
    return self.world.penalties.compactMap { penalty in
      let key = "world.penalties.\(penalty.name)"
      guard !known.isEmpty else {
        return SettingConflict(
          keys: [key, "world.penalties", "world.constraints"],
          what: "\(key) has a size, but \(world.name) has no penalties in force",
          remedy: self.world.constraints
            ? "leave world.penalties out"
            : "write world.constraints: true, or leave world.penalties out")
      }
      guard !known.contains(penalty.name) else {
        return penalty["size"] != nil
          ? nil
          : SettingConflict(
            keys: [key, "world.penalties"], what: "\(key) has no size",
            remedy: "write world.penalties: {\(penalty.name): 1}")
      }
      return SettingConflict(
        keys: [key, "world.penalties"],
        what: "\(world.name) has no penalty \(Excerpt.of(penalty.name))",
        remedy: Spelling.nearest(to: penalty.name, in: known).map { "write \($0)" }
          ?? "use some of \(known.joined(separator: ", "))")
    }
  }

  /// A leaning that both responses of a pair get alike changes nothing where only pairs are asked about.
  private var topicBiasConflicts: [SettingConflict] {
    let population = annotators.population
    let isComparing = feedback.parts.allSatisfy { $0.channel.form.isComparing }
    guard population.topicBias != Spread(0), isComparing, population.skipThreshold == nil,
      feedback.questions > 0
    else { return [] }
    return [
      SettingConflict(
        keys: ["annotators.topic_bias", "feedback.channels"],
        what:
          "annotators.topic_bias shifts all responses to a prompt alike, so no comparison shows it",
        remedy:
          "ask for ratings or thumbs, or give a trait on a topic, such as annotators.length_bias@politics: 0.5"
      )
    ]
  }

  /// What the population itself objects to, under the settings' keys.
  private func populationConflicts(in world: some Environment) -> [SettingConflict] {
    let population = annotators.population(in: world)
    return population.problems(in: PopulationWorld(world)).compactMap { problem in
      // Strange words are named below.
      let isTrigger = problem.location.hasSuffix(".trigger")
      if isTrigger, population.allTrolls.contains(where: { !$0.triggerWords.isEmpty }) {
        return nil
      }
      return SettingConflict(
        keys: Self.keysToBlame(for: problem.location),
        what: "\(problem.location): \(problem.what)", remedy: problem.remedy)
    }
  }

  /// The setting at a location, then those that stand closest to it: what is missing was not written
  /// anywhere, and is then located where the setting stands that asks for it.
  private static func keysToBlame(for location: String) -> [String] {
    let keys = SettingsCatalog.all.map(\.key)
    let begun = keys.filter { location.hasPrefix($0) }.sorted { $0.count > $1.count }
    let section = location.split(separator: ".").prefix(2).joined(separator: ".") + "."
    return [location] + begun + keys.filter { $0.hasPrefix(section) && !begun.contains($0) } + [
      "world.name"
    ]
  }

  /// Words that the world does not have.
  private func wordConflicts(
    _ text: String, at key: String, in world: some Environment
  ) -> [SettingConflict] {
    do throws(UnknownWord) {
      _ = try world.vocabulary.tokens(of: text)
      return []
    } catch {
      return [
        SettingConflict(
          keys: [key, "world.name"],
          what: "\(key) has the word \(Excerpt.of(error.word)), which \(world.name) does not know",
          remedy: Spelling.nearest(to: error.word, in: world.vocabulary.words).map { "write \($0)" }
            ?? "use words of the world; `rlhf show world \(world.name)` shows some")
      ]
    }
  }

  /// A judge model that cannot be read, or does not fit.
  private func judgeConflicts(in world: some Environment) -> [SettingConflict] {
    guard !annotators.judgeModel.isEmpty, annotators.judgeModel != "fine-tuned" else { return [] }
    let key = "annotators.ai_judges.model"
    do {
      let contents = try ModelFolder.read(
        URL(filePath: annotators.judgeModel, directoryHint: .isDirectory))
      let principle = (try? world.vocabulary.tokens(of: annotators.judgePrinciple)) ?? []
      return ModelJudge.problems(
        with: contents.model, words: contents.words, isReward: contents.role != .policy,
        method: ModelJudge.Method(principle: principle), in: world, at: key
      ).map { problem in
        SettingConflict(
          keys: [key], what: "\(Excerpt.of(annotators.judgeModel)): \(problem.what)",
          remedy: problem.remedy)
      }
    } catch let problem as ModelFolderProblem {
      return [
        SettingConflict(
          keys: [key], what: "\(Excerpt.of(problem.path)): \(problem.what)", remedy: problem.remedy)
      ]
    } catch {
      return [
        SettingConflict(
          keys: [key], what: "\(Excerpt.of(annotators.judgeModel)): \(error)",
          remedy: "name a folder that a run left, or fine-tuned")
      ]
    }
  }

  private func rubricConflicts(in world: some Environment) -> [SettingConflict] {
    guard world.flaws.isEmpty,
      feedback.parts.contains(where: { $0.channel.form == .rubric })
    else { return [] }
    return [
      SettingConflict(
        keys: ["feedback.channels", "world.name"],
        what: "feedback.channels asks for rubrics, but \(world.name) has no flaws to ask about",
        remedy: "ask for ratings instead")
    ]
  }
}
