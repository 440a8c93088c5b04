import Environments
import Experiments
import RewardModeling
import SandboxCore
import Testing

/// Every form of question goes all the way, in a fraction of a second.
@Suite struct ChannelRunTests {
  static let judging = Channel.allCases.filter { $0.itemCount != 0 }

  private func outcome(
    _ world: WorldName = .tiny, _ channels: [GroupShare],
    change: @escaping SmallRuns.Change = { _ in }
  ) async throws -> ReplicationOutcome {
    let experiment = SmallRuns.experiment(
      world,
      arms: [
        (
          "base",
          {
            $0.feedback.channels = channels
            change(&$0)
          }
        )
      ])
    let outcome = try #require(try await SmallRuns.run(experiment).filed.first)
    #expect(outcome.record.failure == nil)
    return outcome
  }

  @Test(arguments: [WorldName.tiny, .ticTacToe], judging)
  func everyChannelTeachesARewardModel(world: WorldName, channel: Channel) async throws {
    let outcome = try await outcome(world, [GroupShare(group: channel.rawValue, share: 1)])
    #expect(outcome.models.contains { $0.folder == "reward" })
    #expect(outcome.judgements.allSatisfy { $0.question.channel == channel })
    let record = outcome.record
    // Equal responses are no questions, so there may be fewer than the 64 of a smoke run.
    let count = Double(outcome.judgements.count)
    #expect(count > 16 && count <= 64 && record.value(of: "label_count") == count)
    for metric in ["reward_model_accuracy", "proxy_reward", "wall_clock_hours"] {
      #expect(record.value(of: metric) != nil, "\(metric)")
    }
    // A correction says what is better than what was shown; other answers can be held against the truth.
    #expect((record.value(of: "label_accuracy") != nil) == (channel.form != .draft))
    // What people wrote is imitated before a reward model is made of it.
    let isWritten = channel.form == .draft
    #expect((record.phase("learning from writing") != nil) == isWritten)
    #expect(outcome.models.contains { $0.folder == "taught" } == isWritten)
  }

  /// There is nobody to judge by, so the model that imitates what people wrote is the policy.
  @Test(arguments: [WorldName.tiny, .ticTacToe])
  func demonstrationsAloneAreImitated(world: WorldName) async throws {
    let outcome = try await outcome(
      world, [GroupShare(group: Channel.demonstration.rawValue, share: 1)])
    #expect(outcome.models.map(\.folder) == ["pretrained", "fine-tuned", "taught", "policy"])
    let parameters = outcome.models.map(\.model.parameters)
    #expect(parameters[3] == parameters[2] && parameters[2] != parameters[1])
    #expect(outcome.record.phase("reward model") == nil)
    #expect(outcome.record.phase("policy optimisation") == nil)
    #expect(outcome.record.value(of: "proxy_reward") == nil)
    #expect(outcome.record.value(of: "kl_to_reference") == 0)
  }

  @Test func formsCanBeMixed() async throws {
    let all = Channel.allCases
    let shares = all.map { GroupShare(group: $0.rawValue, share: 1 / Double(all.count)) }
    let outcome = try await outcome(.tiny, shares)
    let asked = Set(outcome.judgements.map(\.question.channel))
    #expect(asked == Set(all))
    #expect(
      outcome.models.map(\.folder) == ["pretrained", "fine-tuned", "taught", "reward", "policy"])
    let fitting = try #require(outcome.record.phase("reward model")?.report)
    // Preferences, scores and approvals are learnt from side by side.
    for series in ["loss", "score_loss", "approval_loss"] {
      #expect(fitting.last(series) != nil, "\(series)")
    }
  }

  @Test func demonstrationsBesideComparisonsMoveWherePhaseFourStarts() async throws {
    let shares = [
      GroupShare(group: Channel.comparison.rawValue, share: 0.5),
      GroupShare(group: Channel.demonstration.rawValue, share: 0.5),
    ]
    let outcome = try await outcome(.tiny, shares) { $0.policyGradient.iterations = 0 }
    let models = outcome.models.reduce(into: [:]) { $0[$1.folder] = $1.model.parameters }
    #expect(models["policy"] == models["taught"])
    #expect(models["taught"] != models["fine-tuned"])
  }

  @Test func rankingsShowAsManyAsTheyAreTold() async throws {
    let outcome = try await outcome(
      .tiny, [GroupShare(group: Channel.ranking.rawValue, share: 1)]
    ) { $0.feedback.rankingSize = 3 }
    #expect(outcome.judgements.allSatisfy { $0.question.items.count == 3 })
  }

  /// The same answers in raw units and in each person's own are different evidence.
  @Test func ratingsCountRawOrStandardised() async throws {
    let channel = [GroupShare(group: Channel.rating.rawValue, share: 1)]
    let raw = try await outcome(.tiny, channel) { $0.consensus.ratings = .raw }
    let standardised = try await outcome(.tiny, channel)
    #expect(raw.judgements == standardised.judgements)
    #expect(
      raw.record.value(of: "proxy_reward") != standardised.record.value(of: "proxy_reward"))
  }

  /// After normalisation by mean and variance, rewards of the fine-tuned model's responses have the mean
  /// 0 and the standard deviation 1.
  @Test func varianceIsSettledWhereItIsWanted() async throws {
    let channel = [GroupShare(group: Channel.rating.rawValue, share: 1)]
    func scale(_ normalization: SequenceRewardModel.Settings.Normalization) async throws -> Double {
      let outcome = try await outcome(.tiny, channel) {
        $0.rewardModel.normalization = normalization
      }
      let role = try #require(outcome.models.first { $0.folder == "reward" }?.role)
      guard case .reward(let scale, _) = role else { return .nan }
      return scale
    }
    #expect(try await scale(.mean) == 1)
    let other = try await scale(.meanAndVariance)
    #expect(other != 1 && other > 0)
  }
}
