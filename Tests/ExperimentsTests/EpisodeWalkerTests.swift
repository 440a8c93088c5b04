import Environments
import Experiments
import Foundation
import Networks
import PlainText
import Randomness
import RewardModeling
import Rollouts
import SandboxCore
import Testing

@testable import PolicyOptimization

/// Episodes that are walked through, against what the policy was trained with.
@Suite struct EpisodeWalkerTests {
  /// What a small run left, with the walker of its models.
  private struct Left {
    var walker: EpisodeWalker<TinyTextWorld>
    var outcome: ReplicationOutcome
    var judge: SequenceRewardModel
  }

  private let stream = RandomStream(seed: 5)
  private let tiny = TinyTextWorld(tokenCount: 4, length: 4)
  private var request: EpisodeWalker<TinyTextWorld>.Request {
    .init(prompt: tiny.prompts(in: .training)[0], shown: 2)
  }

  /// Runs a tiny scenario, files its models, and opens them.
  private func left(_ change: @escaping SmallRuns.Change) async throws -> Left {
    let experiment = SmallRuns.experiment(arms: [("a", change)])
    let outcome = try await SmallRuns.run(experiment).filed[0]
    #expect(outcome.record.failure == nil)
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    for model in outcome.models {
      let place = folder.appending(path: model.folder, directoryHint: .isDirectory)
      try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
      try ModelFolder.write(
        model.model, role: model.role, words: tiny.vocabulary.words,
        beginning: tiny.vocabulary.beginning, end: nil, to: place)
    }
    let walker = try EpisodeWalker(
      of: experiment, arm: experiment.arms[0], record: outcome.record, in: tiny, models: folder)
    let settings = experiment.arms[0].settings.rewardModel
    let reward = try #require(outcome.models.first { $0.folder == "reward" })
    let judge: SequenceRewardModel =
      switch reward.role {
      case .reward(let scale, let shift), .tokenReward(let scale, let shift):
        SequenceRewardModel(model: reward.model, settings: settings, scale: scale, shift: shift)
      case .policy: SequenceRewardModel(model: reward.model, settings: settings)
      }
    return Left(walker: walker, outcome: outcome, judge: judge)
  }

  /// Advantages are those of a batch that PPO would learn from, with the run's own reward model.
  @Test(
    arguments: RewardReading.allCases,
    PolicyGradient.Settings.Baseline.allCases.filter { $0 != .batchMean })
  func advantagesAreThoseOfPPO(
    reading: RewardReading, baseline: PolicyGradient.Settings.Baseline
  ) async throws {
    let left = try await left {
      $0.rewardModel.reading = reading
      $0.policyGradient.baseline = baseline
      $0.policyGradient.groupSize = 3
    }
    let walker = left.walker
    let walk = try walker.walk(request, using: stream)
    let count = baseline.comparesWithinGroups ? walker.settings.policyGradient.groupSize : 1
    let rollouts = RolloutEngine(environment: tiny).run(
      walker.policy, on: Array(repeating: request.prompt, count: count), using: stream)
    #expect(walk.response == rollouts[0].response)
    var settings = walker.settings.policyGradient
    (settings.normalizesAdvantages, settings.whitensRewards) = (false, false)
    var batch = RolloutBatch(rollouts, groupSize: count)
    batch.compare(with: walker.reference, workspace: Workspace())
    let judge = LearnedReward(model: left.judge)
    let responses = rollouts.map(\.response)
    batch.assignCredit(
      scores: judge.rewards(for: responses), byToken: judge.tokenRewards(for: responses),
      klCoefficient: settings.klCoefficient, settings: settings)
    let found = walk.steps.compactMap { $0.credit?.advantage }
    #expect(found.count == 4)
    for (one, other) in zip(found, batch.advantages) { #expect(abs(one - other) < 1e-5) }
    let proxy = left.judge.rewards(for: [walk.response])[0].value
    #expect(abs(try #require(walk.proxy) - proxy) < 1e-5)
    #expect((walk.steps[0].proxy == nil) == (reading == .lastToken))
    #expect((walk.steps[0].credit?.value == nil) == (baseline != .valueFunction))
    #expect(walk.credit?.groupReturns.count == count)
    #expect(walk.notes.isEmpty == (baseline != .bestOfGroup))
  }

  /// Probabilities are those of the policy; the reward of the episode is what is paid less the KL penalty.
  @Test func statesAreThoseOfThePolicy() async throws {
    let walker = try await left { _ in }.walker
    let walk = try walker.walk(request, using: stream)
    #expect(walk.steps.map(\.action) == walk.response.continuation)
    for (index, step) in walk.steps.enumerated() {
      #expect(
        step.state == request.prompt.tokens + walk.response.continuation.prefix(index))
      #expect(step.legalCount == 4 && (2...3).contains(step.candidates.count))
      let chosen = try #require(step.candidates.first { $0.action == step.action })
      #expect(abs(chosen.probability - exp(step.logProbability)) < 1e-5)
      #expect(abs(chosen.referenceProbability - exp(step.referenceLogProbability)) < 1e-5)
      #expect(step.candidates[0].probability >= step.candidates[1].probability)
      #expect((0...log(4) + 1e-9).contains(step.entropy))
    }
    let paid = try #require(walk.total(\.paid))
    let reward = try #require(walk.total(\.reward))
    #expect(abs(paid - (try #require(walk.proxy))) < 1e-4)
    #expect(abs(reward - (paid - walker.klCoefficient * walk.klToReference)) < 1e-9)
    let gold = try #require(walk.gold)
    #expect(gold.total == tiny.episode(walk.response).gold.value)
    #expect(gold.attributes.map(\.name) == tiny.attributes.map(\.name))
  }

  /// What somebody wrote is walked as if it had been drawn; the greedy answer is the most probable action
  /// everywhere.
  @Test func responsesAreChosen() async throws {
    let walker = try await left { _ in }.walker
    let sample = try walker.walk(request, using: stream)
    var given = request
    given.choice = .given(
      try tiny.givenResponse(sample.response.continuation, to: request.prompt))
    let walk = try walker.walk(given, using: stream)
    #expect(walk.response == sample.response)
    for (one, other) in zip(walk.steps, sample.steps) {
      #expect(abs(one.logProbability - other.logProbability) < 1e-5)
      let (value, known) = (one.credit?.value, other.credit?.value)
      #expect(abs(try #require(value) - (try #require(known))) < 1e-5)
      #expect(one.candidates.map(\.action) == other.candidates.map(\.action))
    }
    given.choice = .greedy
    for step in try walker.walk(given, using: stream).steps {
      #expect(step.action == step.candidates[0].action)
      #expect(step.logProbability < 0, "it is π of the action, not of a policy without chance")
    }
  }

  /// The world itself is the judge of conventional learning; a policy that nobody judged has no rewards.
  @Test func theJudgeIsTheArmsOwn() async throws {
    var settings = ArmSettings.defaults(for: .tiny)
    settings.policyOptimization.reward = .trueReward
    let model = NGramTable(vocabularyCount: 5, order: 3, contextLength: 8)
    func walker(_ settings: ArmSettings) -> EpisodeWalker<TinyTextWorld> {
      EpisodeWalker(
        world: tiny, settings: settings, policy: model, reference: model, rewardModel: nil,
        klCoefficient: 0.1)
    }
    let walk = try walker(settings).walk(request, using: stream)
    #expect(walk.credit?.judge == "true reward" && walk.proxy == nil)
    #expect(walk.total(\.paid) == walk.gold?.total)
    #expect(walk.klToReference == 0 && walk.steps.allSatisfy { $0.ratioToReference == 1 })
    var unknown = request
    unknown.isJudged = false
    #expect(throws: InspectionProblem.self) { try walker(settings).walk(unknown, using: stream) }
    settings.policyOptimization.reward = .rewardModel
    #expect(try walker(settings).walk(request, using: stream).credit == nil)
    settings.policyOptimization.reward = .trueReward
    settings.policyOptimization.method = "exact"
    #expect(try walker(settings).walk(request, using: stream).credit == nil)
  }

  @Test func aPolicyWithoutALanguageModelIsRefused() throws {
    let experiment = SmallRuns.experiment(arms: [
      ("best", { $0.policyOptimization.method = "best-of-n" })
    ])
    let problem = #expect(throws: InspectionProblem.self) {
      try EpisodeWalker(
        of: experiment, arm: experiment.arms[0], record: ReplicationRecord(arm: "best", number: 0),
        in: tiny, models: URL(filePath: "/no/such/folder"))
    }
    #expect(problem?.what.contains("policy_optimization.method is best-of-n") == true)
  }

  /// X has two in a row and could win at once; the moves beside it are blunders only where the game is no longer
  /// won.
  @Test func theSolverIsAsked() throws {
    let world = TicTacToeWorld()
    func tokens(_ words: String) throws -> [Token] { try world.vocabulary.tokens(of: words) }
    let prompt = Prompt(
      id: 0, tokens: try tokens("<bos> play-x Xa1 Oa2 Xb1 Ob2"), family: "own", topic: "x")
    let response = try world.givenResponse(try tokens("Xa3 Oc2"), to: prompt)
    #expect(response.authors == [.agent, .environment] && response.ending == .terminated)
    var settings = ArmSettings.defaults(for: .ticTacToe)
    settings.policyOptimization.reward = .trueReward
    let model = NGramTable(
      vocabularyCount: world.vocabulary.count, order: 2, contextLength: world.contextLength)
    let walker = EpisodeWalker(
      world: world, settings: settings, policy: model, reference: model, rewardModel: nil,
      klCoefficient: 0)
    let walk = try walker.walk(
      .init(prompt: prompt, choice: .given(response), shown: 1), using: stream)
    let step = walk.steps[0]
    #expect(step.board == ["· · ·", "O O ·", "X X ·"])
    #expect(step.reply == (try tokens("Oc2")))
    #expect(step.legalCount == 5 && step.candidates.count == 5)
    func candidate(_ word: String) throws -> EpisodeWalk.Candidate? {
      let token = try tokens(word)[0]
      return step.candidates.first { $0.action == token }
    }
    #expect(try candidate("Xc1")?.exactValue == 1 && candidate("Xc1")?.isBlunder == false)
    #expect(try candidate("Xa3")?.exactValue == -1 && candidate("Xa3")?.isBlunder == true)
    #expect(abs((try candidate("Xc1")?.probability ?? 0) - 0.2) < 1e-6)
    #expect(walk.blunderCount == 1 && walk.gold?.total == -1)
  }

  @Test func wrongResponsesAreExplained() throws {
    let world = TicTacToeWorld()
    func problem(_ words: String) throws -> InspectionProblem? {
      let prompt = Prompt(
        id: 0, tokens: try world.vocabulary.tokens(of: "<bos> play-o Xa1"), family: "own",
        topic: "o")
      let tokens = try world.vocabulary.tokens(of: words)
      return #expect(throws: InspectionProblem.self) {
        try world.givenResponse(tokens, to: prompt)
      }
    }
    let illegal = try problem("Ob2 Ob3")
    #expect(illegal?.what == "Ob3 is not legal after <bos> play-o Xa1 Ob2")
    #expect(illegal?.remedy.hasPrefix("write one of X") == true)
    #expect(illegal?.remedy.contains("Xb3") == true && illegal?.remedy.contains("Xa1") == false)
    #expect(
      try problem("Oa2 Xb1 Oa3 Xc1 Oc3")?.what == "the episode is over before Oc3")
    #expect(throws: InspectionProblem.self) { try tiny.givenResponse([], to: request.prompt) }
    #expect(throws: InspectionProblem.self) {
      try tiny.givenResponse([0, 0, 0, 0, 0], to: request.prompt)
    }
    #expect(try tiny.givenResponse([0, 1], to: request.prompt).ending == .truncated)
  }

  /// The keys that docs/inspect.md names, in this order.
  @Test func theJSONHasItsKeys() async throws {
    let walker = try await left { _ in }.walker
    let json = try walker.walk(request, using: stream).json(in: tiny)
    #expect(
      json.members.map(\.key) == [
        "world", "choice", "prompt", "response", "ending", "settings", "states", "sums",
        "group_returns", "gold", "notes",
      ])
    let state = try #require(json["states"]?.elements.first)
    #expect(
      state.members.map(\.key).joined(separator: " ")
        == "index state board legal_count entropy actions action log_probability "
        + "reference_log_probability ratio_to_behaviour ratio_to_reference is_outside_range is_clipped "
        + "value proxy_reward paid kl_term reward return advantage reply")
    #expect(
      state["actions"]?.elements.first?.members.map(\.key)
        == ["action", "probability", "reference_probability", "exact_value", "is_blunder"])
    #expect(
      json["sums"]?.members.map(\.key).joined(separator: " ")
        == "tokens proxy_reward gold_reward kl_to_reference paid kl_term reward blunders")
    #expect(
      json["settings"]?.members.map(\.key).joined(separator: " ")
        == "method judge baseline discount gae_lambda kl_coefficient clip_range group_size reward_clip "
        + "missing_eos_penalty whiten_rewards normalize_advantages")
    #expect(
      json["gold"]?.members.map(\.key)
        == ["total", "utility", "formula", "attributes", "penalties"])
    let text = json.text(.pretty)
    #expect(try JSONReader.value(of: Array(text.utf8)) == json)
  }

  /// Parts sum to the total; the last of the rewards so far is the total.
  @Test(arguments: RewardReading.allCases)
  func rewardsAreTracedWordByWord(reading: RewardReading) async throws {
    let left = try await left { $0.rewardModel.reading = reading }
    let response = try left.walker.walk(request, using: stream).response
    let trace = RewardTrace(of: response, by: left.judge)
    #expect(trace.words.map(\.token) == response.continuation)
    #expect(abs(trace.total - left.judge.rewards(for: [response])[0].value) < 1e-12)
    #expect(abs(trace.words[3].rewardSoFar - trace.total) < 1e-9)
    if reading == .everyToken {
      #expect(abs(trace.words.compactMap(\.part).reduce(0, +) - trace.total) < 1e-9)
    } else {
      let beginning = Response(
        prompt: response.prompt, written: Array(response.continuation.prefix(2)),
        ending: .truncated)
      #expect(trace.words[1].rewardSoFar == left.judge.rewards(for: [beginning])[0].value)
      #expect(trace.words.allSatisfy { $0.part == nil })
    }
  }
}
