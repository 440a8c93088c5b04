import Annotators
import Environments
import PolicyOptimization
import RewardModeling
import SandboxCore

extension ArmSettings {
  /// What is set and can change nothing here: traits that show in no form of question that is asked, a taste for
  /// length where all responses are equally long, traits on a topic that nobody is asked about, what another method
  /// of reward modelling or policy optimisation would read.
  ///
  /// Each is a sentence. Arms may have such settings on purpose, as controls; so they are told, not refused.
  package func idleSettings(in world: any Environment) -> [String] {
    idleWorldSettings + idlePolicySettings
      + (fitsRewardModel ? idleRewardSettings : idleRewardModel) + idleTraits(in: world)
  }

  /// What is set of the world that another one would read.
  private var idleWorldSettings: [String] {
    changed(Worlds.settings).filter { key in
      let read = WorldSettings.declared + Worlds.named(world.name).settings
      return !read.contains { $0.key == key }
    }.map { key in
      let readers = Worlds.all.filter { $0.settings.contains { $0.key == key } }.map(\.name)
      return "\(key): world.name is not \(readers.joined(separator: " or "))"
    }
  }

  /// What is set of policy optimisation that the arm's method does not read, or not beside the other settings.
  private var idlePolicySettings: [String] {
    let read = PolicyOptimizationSettings.declared + policyMethod.settings
    let (set, method) = (changed(PolicyMethods.settings), policyOptimization.method)
    // No rounds at all end the phase whatever the method.
    let skips = policyGradient.iterations == 0
    var idle = set.filter { key in
      !read.contains { $0.key == key } && !(skips && key == "policy_optimization.iterations")
    }.map {
      IdleSetting($0, because: "policy_optimization.method is \(method), which does not read it")
    }
    let rounds =
      feedback.rounds == 1
      ? [IdleSetting("policy_optimization.between_rounds", because: "feedback.rounds is 1")] : []
    for setting in policyMethod.idle(values) + rounds
    where set.contains(setting.key) && !idle.contains(where: { $0.key == setting.key }) {
      idle.append(setting)
    }
    return Self.sentences(idle)
  }

  /// Settings that are idle for one reason share a sentence.
  private static func sentences(_ idle: [IdleSetting]) -> [String] {
    var reasons: [(because: String, keys: [String])] = []
    for setting in idle {
      if let place = reasons.firstIndex(where: { $0.because == setting.because }) {
        reasons[place].keys.append(setting.key)
      } else {
        reasons.append((setting.because, [setting.key]))
      }
    }
    return reasons.map { "\($0.keys.joined(separator: ", ")): \($0.because)" }
  }

  /// What is set of a reward model where none is fitted.
  private var idleRewardModel: [String] {
    let idle = changed(RewardModelMethods.settings).filter { $0 != "reward_model.seed" }
    return idle.isEmpty ? [] : ["\(idle.joined(separator: ", ")): no reward model is fitted"]
  }

  /// The keys of settings that differ from what suits the arm's world and method.
  private func changed(_ settings: [Setting]) -> [String] {
    let usual = ArmSettings.defaults(for: world.name, method: policyOptimization.method)
    return settings.filter { self[$0] != usual[$0] }.map(\.key)
  }

  /// What is set of reward models that the arm's method does not read, or not beside the other settings.
  private var idleRewardSettings: [String] {
    let set = changed(RewardModelMethods.settings)
    let chosen = RewardModelMethods.Choice.declared.map(\.key)
    func reads(_ key: String, _ method: any RewardModelMethod) -> Bool {
      method.settings.contains { $0.key == key }
    }
    let unread = set.filter { !chosen.contains($0) && !reads($0, rewardModelMethod) }.map { key in
      let names = RewardModelMethods.all.filter { reads(key, $0) }.map(\.name)
      return IdleSetting(
        key, because: "reward_model.method is not \(names.joined(separator: " or "))")
    }
    return Self.sentences(unread + rewardModelMethod.idle(values).filter { set.contains($0.key) })
  }

  private func idleTraits(in world: any Environment) -> [String] {
    guard asksAnnotators else { return [] }
    let forms = feedback.parts.map { $0.channel.form }
    let population = annotatorsAsked.population
    let everybody = TraitCatalog.all.map { SpecialTrait($0.key, population.traits[$0.key]) }
    let said = (everybody + population.specialTraits).filter { !$0.isNeutral }
    let topics = Set(world.prompts(in: .training).map(\.topic))
    var notes: [String] = []
    func note(_ sentence: String, where holds: (TraitDescription) -> Bool) {
      let found = TraitCatalog.all.filter { trait in
        holds(trait) && said.contains { $0.key == trait.key }
      }.map(\.key)
      if !found.isEmpty { notes.append("\(found.joined(separator: ", ")): \(sentence)") }
    }
    note("shows in no form of question that is asked") { trait in
      trait.forms.map { $0.isDisjoint(with: forms) } ?? false
    }
    if forms.allSatisfy({ $0 == .rating }), standardizesRatings {
      note(
        "feedback.ratings is standardized, which takes most of it away; write feedback.ratings: raw to see it"
      ) { $0.key == "severity" }
    }
    let length = LengthBias().trait.key
    if said.contains(where: { $0.key == length }), let prompt = world.prompts(in: .training).first,
      let tree = try? EpisodeTree(of: prompt, in: world, limit: 20_000),
      Set(tree.responses.map(\.agentTokenCount)).count == 1
    {
      note("all responses of \(world.name) are equally long") { $0.key == length }
    }
    for topic in said.compactMap(\.topic) where !topics.contains(topic) {
      let sentence = "\(topic): annotators are asked about no prompt on this topic"
      if !notes.contains(sentence) { notes.append(sentence) }
    }
    return notes
  }

  private var standardizesRatings: Bool {
    SettingsCatalog.setting("feedback.ratings").map { self[$0].description == "standardized" }
      ?? false
  }
}
