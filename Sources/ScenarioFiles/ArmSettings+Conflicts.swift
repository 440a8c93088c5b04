import Experiments

extension ArmSettings {
  /// Settings that are each in range but do not go together.
  struct Conflict {
    /// The settings' keys; the one to blame, if somebody wrote it, first.
    var keys: [String]
    var what: String
    var remedy: String
  }

  /// All conflicts.
  ///
  /// - Parameter groups: the names of the groups of people in the arm's world.
  func conflicts(groups: [String]) -> [Conflict] {
    worldConflicts + modelConflicts + peopleConflicts(groups: groups) + optimizationConflicts
  }

  // MARK: - The world

  /// The bits that a position may take: the solver's table has one entry for each pattern of them.
  private static let solvableBits = 25

  private var worldConflicts: [Conflict] {
    var conflicts: [Conflict] = []
    let size = "\(world.width) x \(world.height)"
    // A column takes one bit more than it has squares (see BoardGrid).
    let bits = world.width * (world.height + 1)
    if world.name == .connectFour {
      let longest = max(world.width, world.height)
      if world.inARow > longest {
        conflicts.append(
          Conflict(
            keys: ["world.in_a_row", "world.width", "world.height"],
            what: "world.in_a_row is \(world.inARow), which a board of \(size) has no room for",
            remedy: "write world.in_a_row: \(longest) or less"))
      }
      if bits > 63 {
        conflicts.append(
          Conflict(
            keys: ["world.height", "world.width"],
            what: "a board of \(size) is too large",
            remedy: "keep world.width times (world.height + 1) at 63 or less; 7 x 6 is the usual"))
      }
      if world.opponent == .perfect, bits > Self.solvableBits, bits <= 63 {
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

  /// The most entries of an n-gram table: 256 MB of them.
  private static let tableLimit = 1 << 26

  private var modelConflicts: [Conflict] {
    switch model.kind {
    case .decoder:
      if model.width.isMultiple(of: model.heads) { return [] }
      return [
        Conflict(
          keys: ["model.heads", "model.width"],
          what: "model.heads is \(model.heads), which does not divide model.width \(model.width)",
          remedy: "choose a width that is a multiple of the heads")
      ]
    case .nGram:
      // One entry for each of the words, the marks of beginning and end, and the padding before.
      let symbols = wordCount + 3
      var (entries, fitting) = (1, 0)
      while entries <= Self.tableLimit / symbols {
        entries *= symbols
        fitting += 1
      }
      if model.order <= fitting { return [] }
      return [
        Conflict(
          keys: ["model.order", "model.kind", "world.token_count", "world.name"],
          what: "model.order is \(model.order), but a table over the \(wordCount) words of "
            + "\(world.name.rawValue) has room for at most \(fitting)",
          remedy: "write model.order: \(fitting) or less, or model.kind: decoder")
      ]
    }
  }

  /// About how many words the world has.
  private var wordCount: Int {
    switch world.name {
    case .town: 250
    case .tiny: world.tokenCount
    case .ticTacToe: 9
    case .connectFour: world.width
    }
  }

  // MARK: - The people

  private func peopleConflicts(groups known: [String]) -> [Conflict] {
    var conflicts: [Conflict] = []
    for share in annotators.groups where !known.contains(share.group) {
      let remedy =
        known.isEmpty
        ? "leave annotators.groups out"
        : Spelling.nearest(to: share.group, in: known).map { "write \($0)" }
          ?? "use some of \(known.joined(separator: ", "))"
      conflicts.append(
        Conflict(
          keys: ["annotators.groups", "world.name"],
          what: "\(world.name.rawValue) has no group \(share.group)", remedy: remedy))
    }
    if feedback.annotatorsPerQuestion > annotators.count {
      conflicts.append(
        Conflict(
          keys: ["feedback.annotators_per_question", "annotators.count"],
          what: "feedback.annotators_per_question is \(feedback.annotatorsPerQuestion), "
            + "but annotators.count is only \(annotators.count)",
          remedy: "write annotators.count: \(feedback.annotatorsPerQuestion) or more"))
    }
    let price = feedback.dollarsPerAnswer * Double(feedback.annotatorsPerQuestion)
    // A millionth of an answer of grace, so that 0.3 dollars buy three answers at 0.1.
    if let budget = feedback.budgetDollars, feedback.comparisons > 0, budget < price * (1 - 1e-6) {
      conflicts.append(
        Conflict(
          keys: ["feedback.budget_dollars", "feedback.dollars_per_answer"],
          what: "feedback.budget_dollars is \(SettingValue.number(budget)), "
            + "but one comparison costs \(SettingValue.number(price))",
          remedy: "raise the budget, or write feedback.comparisons: 0 to ask nothing"))
    }
    if annotators.trollShare > 0, annotators.trollActivity == 0 {
      conflicts.append(
        Conflict(
          keys: ["annotators.trolls.activity", "annotators.trolls.share"],
          what: "annotators.trolls.activity is 0, so that trolls answer nothing",
          remedy: "write a number above 0, or annotators.trolls.share: 0"))
    }
    return conflicts
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
      phase.reward == .trueReward || feedback.comparisons > 0, ["feedback.comparisons", "reward"],
      "feedback.comparisons is 0, but policy_optimization.reward is reward-model",
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
