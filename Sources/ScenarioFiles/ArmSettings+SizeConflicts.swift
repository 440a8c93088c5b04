import Experiments
import Networks
import PolicyOptimization
import SandboxCore

// Numbers that are each in range, but together ask for more than a machine has.
extension ArmSettings {
  /// What is too large, with an estimate of how large it is.
  ///
  /// - Parameters:
  ///   - words: the world's words.
  ///   - contextLength: the longest sequence of the world, in tokens.
  func sizeConflicts(words: Int, contextLength: Int) -> [SettingConflict] {
    campaignSizeConflicts
      + modelSizeConflicts(words: words, contextLength: contextLength) + evaluationSizeConflicts
  }

  /// Responses that a campaign holds at most, shown ones counted with each answer; some 300 bytes each.
  private static let mostResponses = 30_000_000.0
  /// Bytes of models and of what a training step keeps, at most.
  private static let mostBytes = 8e9

  private var campaignSizeConflicts: [SettingConflict] {
    let shown = feedback.mostShown
    let questions = Double(feedback.questions)
    let sampled = questions * Double(feedback.candidates * shown)
    // A budget may end the campaign long before its questions do.
    let prices = [(feedback.budgetDollars, feedback.dollarsPerAnswer)].compactMap { budget, price in
      budget.map { price > 0 ? $0 / price : .infinity }
    }
    let answers = min(questions * Double(feedback.annotatorsPerQuestion), prices.min() ?? .infinity)
    var conflicts: [SettingConflict] = []
    if sampled > Self.mostResponses {
      conflicts.append(
        SettingConflict(
          keys: ["feedback.questions", "feedback.candidates", "feedback.ranking_size"],
          what: "feedback.questions is \(feedback.questions), for which "
            + "\(Self.words(sampled)) responses would be sampled: about "
            + "\(Self.gigabytes(sampled * 300)) GB",
          remedy: "ask fewer questions, or write feedback.candidates: 1"))
    }
    if answers * Double(shown) > Self.mostResponses {
      conflicts.append(
        SettingConflict(
          keys: [
            "feedback.annotators_per_question", "feedback.questions", "feedback.ranking_size",
          ],
          what:
            "feedback.annotators_per_question is \(feedback.annotatorsPerQuestion), which makes "
            + "\(Self.words(answers)) answers of \(feedback.questions) questions: about "
            + "\(Self.gigabytes(answers * Double(shown) * 300)) GB",
          remedy: "ask fewer questions, or fewer people each"))
    }
    return conflicts
  }

  /// Sequences in a step of a policy that learns from comparisons itself.
  private var preferenceBatch: Int {
    policyMethod is any PreferenceMethod
      ? 2 * min(group(DirectPreferenceOptimizer.Settings.self).batchSize, feedback.questions) : 0
  }

  /// The numbers of a model, four bytes each and some twelve times over (five models, gradients, the
  /// optimiser's averages), and what a step keeps of its sequences.
  private func modelSizeConflicts(words: Int, contextLength: Int) -> [SettingConflict] {
    let isDecoder = model.kind == .decoder
    // An ensemble's members learn one after the other, and are then kept.
    let own = rewardModelArchitecture ?? model
    let ownNumbers: Double = own.numberCount(words: words, contextLength: contextLength)
    let copies = rewardModelArchitecture == nil ? 0 : 11
    let extra: Double = Double(copies + rewardModelCount - 1) * ownNumbers
    let numbers: Double =
      model.numberCount(words: words, contextLength: contextLength) + extra / 12
    let hidden: [Int] = [model, own].map { $0.kind == .decoder ? 20 * $0.layers * $0.width : 0 }
    // Of a larger vocabulary a decoder has the logits of one part in memory at a time.
    let perToken = Double((hidden.max() ?? 0) + 2 * min(words, 1024))
    let sequences =
      [
        min(pretraining.batchSize, pretraining.amount / contextLength + 1),
        min(fineTuning.batchSize, fineTuning.amount),
        2 * min(rewardModel.batchSize, feedback.questions),
        preferenceBatch,
        policyGradient.iterations == 0
          ? 0 : policyGradient.episodesPerIteration / max(1, policyGradient.minibatchCount),
      ].max().map(Double.init) ?? 0
    let (models, steps) = (numbers * 48, sequences * Double(contextLength) * perToken * 4)
    var conflicts: [SettingConflict] = []
    if models > Self.mostBytes {
      conflicts.append(
        SettingConflict(
          keys: [
            "model.width", "model.layers", "model.order", "model.kind", "reward_model.width",
            "reward_model.layers", "reward_model.members",
          ],
          what:
            "a model of \(Self.words(numbers)) numbers takes about \(Self.gigabytes(models)) GB "
            + "of memory in a run",
          remedy: isDecoder
            ? "write a smaller model.width, or fewer model.layers" : "write a smaller model.order"))
    } else if models + steps > Self.mostBytes {
      conflicts.append(
        SettingConflict(
          keys: [
            "reward_model.batch_size", "policy_optimization.batch_size", "pretraining.batch_size",
            "fine_tuning.batch_size",
            "policy_optimization.minibatch_count", "policy_optimization.episodes_per_iteration",
            "model.width",
          ],
          what: "a step of \(Self.words(sequences)) sequences takes about "
            + "\(Self.gigabytes(models + steps)) GB of memory",
          remedy:
            "write smaller batches, more policy_optimization.minibatch_count, or a smaller model")
      )
    }
    return conflicts
  }

  private var evaluationSizeConflicts: [SettingConflict] {
    let responses = Double(evaluation.matches) * Double(evaluation.bestOf)
    guard responses > Self.mostResponses / 30 else { return [] }
    return [
      SettingConflict(
        keys: ["evaluation.best_of", "evaluation.matches"],
        what: "evaluation.best_of is \(evaluation.bestOf), for which \(Self.words(responses)) "
          + "responses would be sampled in \(evaluation.matches) matches",
        remedy: "write smaller numbers, of which the product is 1 million at most")
    ]
  }

  /// A large number in words: `25 million`.
  private static func words(_ number: Double) -> String {
    number >= 1e6
      ? "\(Int((number / 1e6).rounded())) million" : "\(Int(number.rounded()))"
  }

  private static func gigabytes(_ bytes: Double) -> Int { Int((bytes / 1e9).rounded(.up)) }
}
