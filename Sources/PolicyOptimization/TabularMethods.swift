import Foundation
import Networks
import Randomness
import Rollouts
import SandboxCore

/// A policy as a table over the states of a prompt, and what it believes each state to be worth.
public struct TabularSolution: Sendable {
  /// log π(a | s) of each action of a tree, in nats.
  public var policy: [Double]
  /// V(s) of each state in which the agent acts, in reward units.
  public var values: [Double]

  /// Joins a policy with its values.
  init(policy: [Double], values: [Double]) {
    self.policy = policy
    self.values = values
  }

  /// That of an optimum.
  init(_ optimum: TreeOptimum) { self.init(policy: optimum.policy, values: optimum.values) }

  /// The policy that takes a best action by Q, the first of equals.
  init(greedyBy actionValues: [Double], in tree: EpisodeTree) {
    policy = Array(repeating: -.infinity, count: tree.actionCount)
    values = []
    for decision in tree.decisions {
      let best = decision.actions.reduce(decision.actions.lowerBound) {
        actionValues[$1] > actionValues[$0] ? $1 : $0
      }
      policy[best] = 0
      values.append(actionValues[best])
    }
  }
}

/// The tables of classical reinforcement learning, to be set beside what networks learn: no network, no reference, no
/// price of distance. Sutton & Barto 2018, "Reinforcement Learning: An Introduction".
public enum TabularMethod: String, Sendable, Hashable, CaseIterable, DirectMethod {
  /// V(s) ← max_a E[r + V(s')] for all states at once, sweep after sweep: eq. 4.10.
  case valueIteration = "value-iteration"
  /// Q(s, a) ← Q(s, a) + α [r + max_a' Q(s', a') − Q(s, a)] along acted episodes: eq. 6.8, Watkins & Dayan 1992,
  /// doi:10.1007/BF00992698.
  case qLearning = "q-learning"

  /// What can be set.
  public struct Settings: SettingsGroup {
    /// `policy_optimization`
    public static let section = "policy_optimization"
    /// Sweeps of value iteration over all states, ≥ 1.
    public var sweeps = 20
    /// Episodes that Q-learning acts on each prompt, ≥ 1.
    public var episodes = 5000
    /// ε: the chance of a random action while Q-learning acts, in 0...1.
    public var exploration = 0.2
    /// α: how far an estimate moves to what was seen, in 0...1.
    public var stepSize = 0.1
    /// What suits tic-tac-toe.
    public init() {}
    /// The declarations.
    public static let settings: [GroupSetting<Self>] = [
      .integer(
        "sweeps", \.sweeps, 1...10_000, "Sweeps of value-iteration over all states of a prompt.",
        source: "Sutton & Barto 2018, eq. 4.10"),
      .integer(
        "prompt_episodes", \.episodes, 1...1_000_000,
        "Episodes that q-learning acts on each prompt.", smoke: 50),
      .number(
        "exploration", \.exploration, 0...1,
        "ε: the chance of a random action while q-learning acts."),
      .number(
        "q_step_size", \.stepSize, 1e-6...1,
        "α: how far q-learning moves an estimate to what was seen.",
        source: "Watkins & Dayan 1992, doi:10.1007/BF00992698"),
    ]
  }

  /// The name scenarios use.
  public var name: String { rawValue }
  /// What it does.
  public var summary: String {
    switch self {
    case .valueIteration:
      "Value iteration: a table of what each state is worth, swept until nothing moves, where episodes can be listed."
    case .qLearning:
      "Q-learning: a table of what each action is worth, learnt by acting, where episodes can be listed."
    }
  }

  /// Its own, and what shapes the reward.
  public var settings: [Setting] {
    let own =
      self == .valueIteration ? ["sweeps"] : ["prompt_episodes", "exploration", "q_step_size"]
    return Settings.declared.filter { own.map { "policy_optimization." + $0 }.contains($0.key) }
      + ShapedReward.settings
  }

  /// The world can be listed.
  public func conflicts(_ values: SettingValues, in world: any Environment) -> [SettingConflict] {
    EpisodeTree.conflicts(of: name, in: world)
  }

  /// The policy.
  public func policy<World: Environment>(
    from reference: any LanguageModel, by reward: any RewardSignal, in world: World,
    _ values: SettingValues, using stream: RandomStream
  ) -> any Policy {
    let settings: Settings = values.group()
    let reward = ShapedReward(reward, values)
    return SolvedPolicy(reference: reference) { tree in
      switch self {
      case .valueIteration:
        TabularSolution(
          greedyBy: tree.actionValues(
            sweeps: settings.sweeps, rewards: tree.rewards(by: reward)), in: tree)
      case .qLearning:
        TabularSolution(
          greedyBy: tree.learntActionValues(
            settings, rewards: tree.rewards(by: reward),
            using: stream.child("q-learning").child(tree.prompt.id)), in: tree)
      }
    }
  }
}

extension EpisodeTree {
  /// Why a method that lists episodes cannot work in a world.
  static func conflicts(of method: String, in world: any Environment) -> [SettingConflict] {
    guard let problem = problem(in: world) else { return [] }
    return [
      SettingConflict(
        keys: ["policy_optimization.method", "world.name"],
        what: "policy_optimization.method is \(method), but " + problem.text(of: world.name),
        remedy: "\(problem.remedy), or another method")
    ]
  }

  /// Q(s, a) = E[V(s')] after some sweeps of V(s) ← max_a Q(s, a) over all states at once, from V = 0.
  ///
  /// After as many sweeps as the agent has moves it is exact.
  func actionValues(sweeps: Int, rewards: [Double]) -> [Double] {
    var values = [Double](repeating: 0, count: decisions.count)
    var result = [Double](repeating: 0, count: actionCount)
    for _ in 0..<sweeps {
      let before = values
      for (index, decision) in decisions.enumerated() {
        for action in decision.actions {
          result[action] = mean(after: actions[action].outcomes, of: before, ends: rewards)
        }
        values[index] = decision.actions.reduce(-.infinity) { max($0, result[$1]) }
      }
      if before == values { break }
    }
    return result
  }

  /// Q(s, a) as Q-learning finds it from episodes of an ε-greedy policy, from Q = 0.
  func learntActionValues(
    _ settings: TabularMethod.Settings, rewards: [Double], using stream: RandomStream
  ) -> [Double] {
    var stream = stream
    var result = [Double](repeating: 0, count: actionCount)
    func best(_ decision: Int) -> Int {
      let actions = decisions[decision].actions
      return actions.reduce(actions.lowerBound) { result[$1] > result[$0] ? $1 : $0 }
    }
    for _ in 0..<settings.episodes {
      var next = draw(from: openings, using: &stream)
      while case .decision(let decision) = next {
        let legal = decisions[decision].actions
        let action =
          stream.uniform() < settings.exploration
          ? legal.lowerBound + stream.uniform(below: legal.count) : best(decision)
        next = draw(from: actions[action].outcomes, using: &stream)
        let seen =
          switch next {
          case .leaf(let leaf): rewards[leaf]
          case .decision(let next): result[best(next)]
          }
        result[action] += settings.stepSize * (seen - result[action])
      }
    }
    return result
  }

  /// What follows one of some outcomes, drawn by their probabilities.
  func draw(from range: Range<Int>, using chance: inout RandomStream) -> Next {
    let place = range.count == 1 ? 0 : chance.categorical(outcomes[range].map(\.probability))
    return outcomes[range.lowerBound + place].next
  }
}
