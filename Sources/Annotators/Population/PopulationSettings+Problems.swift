import SandboxCore

extension PopulationSettings {
  /// Everything that is wrong with the settings in a world; empty when all is well.
  ///
  /// Locations are spelt as in scenarios, `annotators.` first; a group's trait is
  /// `annotators.groups.GROUP.traits.TRAIT`.
  public func problems(in world: PopulationWorld) -> [PopulationProblem] {
    var found = ProblemList()
    found.expect(count, in: PopulationLimits.count, "count", "there are \(count) people")
    checkTraits(in: world, &found)
    checkGroups(in: world, &found)
    checkIndividuals(in: world, &found)
    checkTrolls(in: world, &found)
    checkAIJudges(&found)
    let accounts = accountCount
    if found.problems.isEmpty, accounts > PopulationLimits.accounts {
      found.add(
        allTrolls.contains(where: \.hasAccounts) ? "trolls.accounts" : "count",
        "annotators and AI judges have \(accounts) accounts together",
        "use fewer people, trolls or accounts: \(PopulationLimits.accounts) at most")
    }
    return found.problems
  }

  private func checkTraits(in world: PopulationWorld, _ found: inout ProblemList) {
    if let rationality = traits.rationality { found.expectRationality(rationality, "rationality") }
    for trait in TraitCatalog.all {
      found.expect(traits[trait.key], trait.family, in: trait.range, trait.key)
    }
    found.expect(
      individualTaste, in: PopulationLimits.taste, "individual_taste",
      "the standard deviation is \(individualTaste)")
    found.expect(expertise, .beta, in: PopulationLimits.expertise, "expertise")
    found.expect(topicBias, .normal, in: PopulationLimits.bias, "topic_bias")
    found.expect(tieThreshold, in: PopulationLimits.tieThreshold, "tie_threshold")
    found.expect(skipThreshold, in: PopulationLimits.skipThreshold, "skip_threshold")
    if !sycophancyAttribute.isEmpty {
      found.expectAttribute(sycophancyAttribute, "sycophancy_attribute", of: world)
    }
    let isFlattered =
      traits["sycophancy"] != Spread(0)
      || specialTraits.contains { $0.key == "sycophancy" && !$0.isNeutral }
    found.expect(
      !isFlattered || !sycophancyAttribute.isEmpty, "sycophancy_attribute",
      "people can be flattered, but it does not say by what", "name an attribute of the world")
    for trait in topicTraits { found.check(trait, "\(trait.written)", of: world) }
    for group in groups {
      for trait in group.traits {
        found.check(trait, "groups.\(group.name).traits.\(trait.written)", of: world)
      }
    }
    for individual in individuals {
      for trait in individual.traits {
        found.check(trait, "individuals.\(individual.name).traits.\(trait.written)", of: world)
      }
    }
  }

  private func checkTrolls(in world: PopulationWorld, _ found: inout ProblemList) {
    found.expect(
      trollKinds.isEmpty || trolls == TrollSettings(), "trolls.kinds",
      "one kind of troll is described beside a list of kinds", "write all kinds in the list")
    let sum = trollShare
    found.expect(
      trollKinds.isEmpty || sum <= 1 + 1e-9, "trolls.kinds",
      "the shares of trolls add up to \(sum)", "use shares that leave others: below 1 together")
    for kind in allTrolls {
      let place = kind.name.isEmpty ? "trolls." : "trolls.kinds.\(kind.name)."
      found.expectShare(kind.share, place + "share")
      found.expect(
        kind.activity, in: PopulationLimits.activity, place + "activity",
        "trolls answer \(kind.activity) times as often as others")
      if let behavior = kind.kind {
        found.add(
          behavior.problems(of: kind, in: world).map { problem in
            var problem = problem
            problem.location = problem.location.replacing(
              "annotators.trolls.", with: "annotators." + place)
            return problem
          })
      } else {
        found.add(
          place + "behavior", "there is no behavior \"\(kind.behavior)\"",
          "use one of: \(AdversarialBehaviors.all.names.joined(separator: ", "))")
      }
    }
  }

  private func checkAIJudges(_ found: inout ProblemList) {
    found.expect(
      aiJudgeKinds.isEmpty || aiJudges == AIJudgeSettings(), "ai_judges.kinds",
      "one AI judge is described beside a list of judges", "write all judges in the list")
    for judge in allAIJudges {
      let place = judge.name.isEmpty ? "ai_judges." : "ai_judges.kinds.\(judge.name)."
      found.check(judge, place)
    }
  }
}

extension ProblemList {
  fileprivate mutating func check(
    _ special: SpecialTrait, _ location: String, of world: PopulationWorld
  ) {
    if let topic = special.topic { expectTopic(topic, location, of: world) }
    if special.key == "rationality" {
      if let spread = special.spread { expectRationality(spread, location) }
    } else if let trait = TraitCatalog.trait(special.key) {
      expect(special.spread ?? Spread(0), trait.family, in: trait.range, location)
    } else {
      add(
        location, "there is no trait \"\(special.key)\"",
        "use one of: \((["rationality"] + TraitCatalog.all.map(\.key)).joined(separator: ", "))")
    }
  }

  fileprivate mutating func check(_ judge: AIJudgeSettings, _ place: String) {
    expect(
      judge.accounts, in: PopulationLimits.aiJudgeAccounts, place + "accounts",
      "the judge has \(judge.accounts) accounts")
    if let rationality = judge.rationality {
      expectRationality(rationality, place + "rationality")
    }
    expect(
      judge.accuracy > 0.5 && judge.accuracy <= 1, place + "accuracy",
      "an accuracy of \(judge.accuracy) is no judge's",
      "use a number above 0.5, which is a coin's, up to 1")
    expectShare(judge.errorCorrelation, place + "error_correlation")
    let numbers = [
      (judge.positionBias, "position_bias"), (judge.lengthBias, "length_bias"),
      (judge.selfPreference, "self_preference"),
    ]
    for (value, key) in numbers {
      expect(value, in: PopulationLimits.bias, place + key, "the bias is \(value)")
    }
    expect(
      judge.bias, in: PopulationLimits.taste, place + "bias",
      "the standard deviation is \(judge.bias)")
    for (value, key) in [(judge.dollars, "dollars"), (judge.seconds, "seconds")] {
      expect(value, in: PopulationLimits.costFactor, place + key, "the factor is \(value)")
    }
  }
}
