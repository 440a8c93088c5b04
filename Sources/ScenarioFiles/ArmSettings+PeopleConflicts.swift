import Annotators
import Experiments
import Feedback
import Foundation
import Networks
import PlainText
import SandboxCore

// What does not go together about people, machines and what they are asked.
extension ArmSettings {
  /// Conflicts that the world decides: its groups, attributes, words, flaws.
  func peopleConflicts(in world: some Environment) -> [Conflict] {
    groupConflicts(in: world) + populationConflicts(in: world)
      + wordConflicts(annotators.triggerWords, at: "annotators.trolls.trigger", in: world)
      + wordConflicts(annotators.judgePrinciple, at: "annotators.machines.principle", in: world)
      + judgeConflicts(in: world) + rubricConflicts(in: world)
  }

  private func groupConflicts(in world: some Environment) -> [Conflict] {
    let known = world.groups.map(\.name)
    return annotators.population.groups.filter { !known.contains($0.group) }.map { share in
      Conflict(
        keys: ["annotators.groups", "world.name"],
        what: "\(world.name) has no group \(share.group)",
        remedy: Spelling.nearest(to: share.group, in: known).map { "write \($0)" }
          ?? "use some of \(known.joined(separator: ", "))")
    }
  }

  /// What the population itself objects to, under the settings' keys.
  private func populationConflicts(in world: some Environment) -> [Conflict] {
    let known = world.groups.map(\.name)
    let strangers = annotators.population.groups.map(\.group).filter { !known.contains($0) }
    let population = annotators.population(in: world)
    return population.problems(in: PopulationWorld(world)).compactMap { problem in
      // Strange groups are named above, with the nearest spelling; strange words below.
      if strangers.contains(where: { problem.location == "annotators.groups.\($0)" }) { return nil }
      if problem.location == "annotators.trolls.trigger", !annotators.triggerWords.isEmpty {
        return nil
      }
      return Conflict(
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
  ) -> [Conflict] {
    do throws(UnknownWord) {
      _ = try world.vocabulary.tokens(of: text)
      return []
    } catch {
      return [
        Conflict(
          keys: [key, "world.name"],
          what: "\(key) has the word \(error.word), which \(world.name) does not know",
          remedy: Spelling.nearest(to: error.word, in: world.vocabulary.words).map { "write \($0)" }
            ?? "use words of the world; `rlhf show world \(world.name)` shows some")
      ]
    }
  }

  /// A judge model that cannot be read, or does not fit.
  private func judgeConflicts(in world: some Environment) -> [Conflict] {
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
        Conflict(
          keys: [key], what: "\(annotators.judgeModel): \(problem.what)", remedy: problem.remedy)
      }
    } catch let problem as ModelFolderProblem {
      return [
        Conflict(keys: [key], what: "\(problem.path): \(problem.what)", remedy: problem.remedy)
      ]
    } catch {
      return [
        Conflict(
          keys: [key], what: "\(annotators.judgeModel): \(error)",
          remedy: "name a folder that a run left, or fine-tuned")
      ]
    }
  }

  private func rubricConflicts(in world: some Environment) -> [Conflict] {
    guard world.flaws.isEmpty,
      feedback.channels.contains(where: { $0.group == Channel.rubric.rawValue && $0.share > 0 })
    else { return [] }
    return [
      Conflict(
        keys: ["feedback.channels", "world.name"],
        what: "feedback.channels asks for rubrics, but \(world.name) has no flaws to ask about",
        remedy: "ask for ratings instead")
    ]
  }

  /// Conflicts between numbers of the campaign.
  var campaignConflicts: [Conflict] {
    channelConflicts + panelConflicts + budgetConflicts + selectionConflicts + machineConflicts
  }

  private var channelConflicts: [Conflict] {
    let known = Channel.allCases.map(\.rawValue)
    return feedback.channels.filter { !known.contains($0.group) }.map { part in
      Conflict(
        keys: ["feedback.channels"], what: "there is no channel \(part.group)",
        remedy: Spelling.nearest(to: part.group, in: known).map { "write \($0)" }
          ?? "use some of \(known.joined(separator: ", "))")
    }
  }

  private var panelConflicts: [Conflict] {
    var conflicts: [Conflict] = []
    let count = annotators.population.count
    if feedback.annotatorsPerQuestion > count, feedback.machineShare < 1 {
      conflicts.append(
        Conflict(
          keys: ["feedback.annotators_per_question", "annotators.count"],
          what: "feedback.annotators_per_question is \(feedback.annotatorsPerQuestion), "
            + "but annotators.count is only \(count)",
          remedy: "write annotators.count: \(feedback.annotatorsPerQuestion) or more"))
    }
    return conflicts
  }

  private var budgetConflicts: [Conflict] {
    guard feedback.questions > 0, channelConflicts.isEmpty else { return [] }
    let campaign = campaign
    let channels = feedback.channels.filter { $0.share > 0 }.compactMap {
      Channel(rawValue: $0.group)
    }
    // A panel of machines alone is the cheaper one.
    let machines = annotators.population.machines
    let isMachines = feedback.machineShare == 1 && machines.accounts > 0
    let size = Double(isMachines ? campaign.machinesPerQuestion : campaign.annotatorsPerQuestion)
    func dearest(_ cost: (Channel, Int) -> Double) -> Double {
      channels.map { cost($0, $0.itemCount ?? feedback.rankingSize) }.max() ?? 0
    }
    let dollars =
      dearest { campaign.costs.dollars($0, itemCount: $1) } * size
      * (isMachines ? machines.dollars : 1)
    let hours =
      isMachines ? 0 : dearest { campaign.costs.seconds($0, itemCount: $1) } * size / 3_600
    // A millionth of an answer of grace, so that 0.3 dollars buy three answers at 0.1.
    func tooSmall(_ key: String, _ budget: Double?, _ price: Double) -> Conflict? {
      guard let budget, budget < price * (1 - 1e-6) else { return nil }
      return Conflict(
        keys: ["feedback.\(key)", "feedback.dollars_per_answer"],
        what: "feedback.\(key) is \(SettingValue.number(budget)), "
          + "but one question takes \(SettingValue.number(price))",
        remedy: "raise the budget, or write feedback.questions: 0 to ask nothing")
    }
    return [
      tooSmall("budget_dollars", feedback.budgetDollars, dollars),
      tooSmall("budget_hours", feedback.budgetHours, hours),
    ].compactMap(\.self)
  }

  private var selectionConflicts: [Conflict] {
    var conflicts: [Conflict] = []
    let selection = feedback.selection
    if selection != .random, feedback.candidates == 1 {
      conflicts.append(
        Conflict(
          keys: ["feedback.selection", "feedback.candidates"],
          what: "feedback.selection is \(selection.rawValue), but there is only one candidate for "
            + "each question",
          remedy: "write feedback.candidates: 4"))
    }
    if selection.needsPredictions, feedback.rounds == 1 {
      conflicts.append(
        Conflict(
          keys: ["feedback.selection", "feedback.rounds"],
          what: "feedback.selection is \(selection.rawValue), but in the only round there is no "
            + "reward model yet to choose by",
          remedy: "write feedback.rounds: 2 or more"))
    }
    if feedback.rounds > max(1, feedback.questions) {
      conflicts.append(
        Conflict(
          keys: ["feedback.rounds", "feedback.questions"],
          what: "feedback.rounds is \(feedback.rounds), but there are only \(feedback.questions) "
            + "questions",
          remedy: "write feedback.rounds: \(max(1, feedback.questions)) or less"))
    }
    if feedback.rounds > 1, policyOptimization.start != .fineTuned {
      conflicts.append(
        Conflict(
          keys: ["feedback.rounds", "policy_optimization.start"],
          what: "feedback.rounds is \(feedback.rounds), but policy_optimization.start is "
            + "\(policyOptimization.start.rawValue): between rounds the fine-tuned model learns on",
          remedy: "write feedback.rounds: 1, or policy_optimization.start: fine-tuned"))
    }
    return conflicts
  }

  private var machineConflicts: [Conflict] {
    let accounts = annotators.population.machines.accounts
    var conflicts: [Conflict] = []
    if feedback.machineShare > 0, accounts == 0 {
      conflicts.append(
        Conflict(
          keys: ["feedback.machines.share", "annotators.machines.accounts"],
          what: "feedback.machines.share is \(SettingValue.number(feedback.machineShare)), "
            + "but annotators.machines.accounts is 0",
          remedy: "write annotators.machines.accounts: 1"))
    }
    if !annotators.judgeModel.isEmpty, accounts == 0 {
      conflicts.append(
        Conflict(
          keys: ["annotators.machines.model", "annotators.machines.accounts"],
          what: "annotators.machines.model is \(annotators.judgeModel), "
            + "but annotators.machines.accounts is 0",
          remedy: "write annotators.machines.accounts: 1"))
    }
    return conflicts
  }
}
