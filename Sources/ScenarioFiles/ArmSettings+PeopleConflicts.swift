import Annotators
import Experiments
import Foundation
import Networks
import PlainText
import SandboxCore

// What does not go together about people and machines, in the world that they judge.
extension ArmSettings {
  /// Conflicts that the world decides: its groups, attributes, words, flaws.
  func peopleConflicts(in world: some Environment) -> [SettingConflict] {
    groupConflicts(in: world) + populationConflicts(in: world)
      + wordConflicts(annotators.triggerWords, at: "annotators.trolls.trigger", in: world)
      + wordConflicts(annotators.judgePrinciple, at: "annotators.machines.principle", in: world)
      + judgeConflicts(in: world) + rubricConflicts(in: world)
  }

  private func groupConflicts(in world: some Environment) -> [SettingConflict] {
    let known = world.groups.map(\.name)
    return annotators.population.groups.filter { !known.contains($0.group) }.map { share in
      SettingConflict(
        keys: ["annotators.groups", "world.name"],
        what: "\(world.name) has no group \(Excerpt.of(share.group))",
        remedy: Spelling.nearest(to: share.group, in: known).map { "write \($0)" }
          ?? "use some of \(known.joined(separator: ", "))")
    }
  }

  /// What the population itself objects to, under the settings' keys.
  private func populationConflicts(in world: some Environment) -> [SettingConflict] {
    let known = world.groups.map(\.name)
    let strangers = annotators.population.groups.map(\.group).filter { !known.contains($0) }
    let population = annotators.population(in: world)
    return population.problems(in: PopulationWorld(world)).compactMap { problem in
      // Strange groups are named above, with the nearest spelling; strange words below.
      if strangers.contains(where: { problem.location == "annotators.groups.\($0)" }) { return nil }
      if problem.location == "annotators.trolls.trigger", !annotators.triggerWords.isEmpty {
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
    return begun + keys.filter { $0.hasPrefix(section) && !begun.contains($0) } + ["world.name"]
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
    let key = "annotators.machines.model"
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
