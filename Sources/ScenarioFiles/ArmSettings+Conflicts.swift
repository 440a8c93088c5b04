import PlainText
import Environments
import Experiments
import Networks
import SandboxCore

extension ArmSettings {
  /// Settings that are each in range but do not go together.
  struct Conflict {
    /// The settings' keys; the one to blame, if somebody wrote it, first.
    var keys: [String]
    var what: String
    var remedy: String
  }

  /// All conflicts. What depends on the world itself (its words, its groups, its opponent's model) is
  /// asked of the world, once it can be made.
  ///
  /// - Parameter makeWorld: makes the world of these settings.
  func conflicts(makeWorld: (WorldSettings) throws -> any Environment) -> [Conflict] {
    let board = boardConflicts
    guard board.isEmpty else {
      return board + headConflicts + campaignConflicts + optimizationConflicts
    }
    do {
      let world = try makeWorld(world)
      return headConflicts + tableConflicts(words: world.vocabulary.count)
        + sizeConflicts(words: world.vocabulary.count, contextLength: world.contextLength)
        + peopleConflicts(in: world) + campaignConflicts + optimizationConflicts
    } catch let problem as ModelFolderProblem {
      let opponent = Conflict(
        keys: ["world.opponent_model"], what: "\(Excerpt.of(problem.path)): \(problem.what)",
        remedy: problem.remedy)
      return [opponent] + headConflicts + campaignConflicts + optimizationConflicts
    } catch {
      preconditionFailure("a world can fail by its opponent's model only, not by \(error)")
    }
  }

  // MARK: - The world

  private var boardConflicts: [Conflict] {
    var conflicts: [Conflict] = []
    let size = "\(world.width) x \(world.height)"
    if world.name == .connectFour {
      let longest = max(world.width, world.height)
      if world.inARow > longest {
        conflicts.append(
          Conflict(
            keys: ["world.in_a_row", "world.width", "world.height"],
            what: "world.in_a_row is \(world.inARow), which a board of \(size) has no room for",
            remedy: "write world.in_a_row: \(longest) or less"))
      }
      let isPlayable = BoardGrid.problem(width: world.width, height: world.height, inARow: 3) == nil
      if !isPlayable {
        conflicts.append(
          Conflict(
            keys: ["world.height", "world.width"],
            what: "a board of \(size) is too large",
            remedy: "keep world.width times (world.height + 1) at 63 or less; 7 x 6 is the usual"))
      }
      if world.opponent == .perfect, isPlayable, world.inARow <= longest,
        !ConnectFour(width: world.width, height: world.height, inARow: world.inARow).isSolvable
      {
        conflicts.append(
          Conflict(
            keys: ["world.opponent", "world.width", "world.height"],
            what: "world.opponent is perfect, but a board of \(size) is too large to solve",
            remedy: "write world.opponent: minimax, or use the board of 5 x 4"))
      }
    }
    if world.name.isBoard, world.opponent == .policy, world.opponentModel.isEmpty {
      conflicts.append(
        Conflict(
          keys: ["world.opponent", "world.opponent_model"],
          what: "world.opponent is policy, but world.opponent_model names no model",
          remedy: "write world.opponent_model: and the folder of a model that a run left"))
    }
    return conflicts
  }

  // MARK: - The model

  private var headConflicts: [Conflict] {
    guard model.kind == .decoder, !model.width.isMultiple(of: model.heads) else { return [] }
    return [
      Conflict(
        keys: ["model.heads", "model.width"],
        what: "model.heads is \(model.heads), which does not divide model.width \(model.width)",
        remedy: "choose a width that is a multiple of the heads")
    ]
  }

  private func tableConflicts(words: Int) -> [Conflict] {
    func fits(_ order: Int) -> Bool {
      NGramTable.parameterCount(vocabularyCount: words, order: order) != nil
    }
    guard model.kind == .nGram, !fits(model.order) else { return [] }
    let fitting = (1..<model.order).last(where: fits) ?? 0
    return [
      Conflict(
        keys: ["model.order", "model.kind", "world.token_count", "world.name"],
        what: "model.order is \(model.order), but a table over the \(words) words of "
          + "\(world.name.rawValue) has room for at most \(fitting)",
        remedy: "write model.order: \(fitting) or less, or model.kind: decoder")
    ]
  }

  // MARK: - Policy optimisation

  private var optimizationConflicts: [Conflict] {
    let phase = policyOptimization
    guard phase.iterations > 0 else { return [] }
    var conflicts: [Conflict] = []
    func expect(_ holds: Bool, _ keys: [String], _ what: String, _ remedy: String) {
      if holds { return }
      let keys = keys.map { $0.contains(".") ? $0 : "policy_optimization.\($0)" }
      conflicts.append(Conflict(keys: keys, what: what, remedy: remedy))
    }
    expect(
      phase.reward == .trueReward || feedback.questions > 0, ["feedback.questions", "reward"],
      "feedback.questions is 0, but policy_optimization.reward is reward-model",
      "ask for comparisons, or write policy_optimization.reward: true-reward")
    expect(
      phase.minibatches <= phase.episodes, ["minibatches", "episodes"],
      "policy_optimization.minibatches is \(phase.minibatches), "
        + "but a round has only \(phase.episodes) episodes",
      "write policy_optimization.minibatches: \(phase.episodes) or less")
    expect(
      phase.kl != .adaptive || phase.klTarget > 0, ["kl_target", "kl"],
      "policy_optimization.kl_target is 0, but the adaptive penalty divides by it",
      "write a number above 0, such as 6")
    for (key, value) in [("clip_range", phase.clipRange), ("gradient_clip", phase.gradientClip)] {
      expect(
        value != 0, [key], "policy_optimization.\(key) is 0, which lets nothing be learnt",
        "write policy_optimization.\(key): off to be without it")
    }
    return conflicts
  }
}
