import SandboxCore

extension PopulationSettings {
  /// Everything that is wrong with the settings in a world; empty when all is well.
  ///
  /// Locations are spelt as in scenarios, `annotators.` first; a group's trait is
  /// `annotators.group_traits.GROUP.TRAIT`.
  public func problems(in world: PopulationWorld) -> [PopulationProblem] {
    var found = ProblemList()
    found.expect(count, in: PopulationLimits.count, "count", "there are \(count) people")
    checkTraits(in: world, &found)
    checkGroups(in: world, &found)
    checkTrolls(in: world, &found)
    checkMachines(&found)
    let accounts = accountCount
    if found.problems.isEmpty, accounts > PopulationLimits.accounts {
      found.add(
        trolls.hasAccounts ? "trolls.accounts" : "count",
        "people and machines have \(accounts) accounts together",
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
      || groupTraits.contains { $0.key == "sycophancy" && $0.spread != Spread(0) }
    found.expect(
      !isFlattered || !sycophancyAttribute.isEmpty, "sycophancy_attribute",
      "people can be flattered, but it does not say by what", "name an attribute of the world")
    for special in groupTraits {
      let location = "group_traits.\(special.group).\(special.key)"
      if !world.groups.contains(where: { $0.name == special.group }) {
        found.add(
          location, "the world has no group \"\(special.group)\"",
          "use one of: \(world.groups.map(\.name).joined(separator: ", "))")
      }
      if special.key == "rationality" {
        found.expectRationality(special.spread, location)
      } else if let trait = TraitCatalog.trait(special.key) {
        found.expect(special.spread, trait.family, in: trait.range, location)
      } else {
        found.add(
          location, "there is no trait \"\(special.key)\"",
          "use one of: \((["rationality"] + TraitCatalog.all.map(\.key)).joined(separator: ", "))")
      }
    }
  }

  private func checkTrolls(in world: PopulationWorld, _ found: inout ProblemList) {
    found.expectShare(trolls.share, "trolls.share")
    found.expect(
      trolls.activity, in: PopulationLimits.activity, "trolls.activity",
      "trolls answer \(trolls.activity) times as often as others")
    if let kind = trolls.kind {
      found.add(kind.problems(of: trolls, in: world))
    } else {
      found.add(
        "trolls.conduct", "there is no conduct \"\(trolls.conduct)\"",
        "use one of: \(AdversarialBehaviors.all.names.joined(separator: ", "))")
    }
  }

  private func checkMachines(_ found: inout ProblemList) {
    found.expect(
      machines.accounts, in: PopulationLimits.machineAccounts, "machines.accounts",
      "the judge has \(machines.accounts) accounts")
    if let rationality = machines.rationality {
      found.expectRationality(rationality, "machines.rationality")
    }
    found.expect(
      machines.accuracy > 0.5 && machines.accuracy <= 1, "machines.accuracy",
      "an accuracy of \(machines.accuracy) is no judge's",
      "use a number above 0.5, which is a coin's, up to 1")
    found.expectShare(machines.errorCorrelation, "machines.error_correlation")
    let numbers = [
      (machines.positionBias, "position_bias"), (machines.lengthBias, "length_bias"),
      (machines.selfPreference, "self_preference"),
    ]
    for (value, key) in numbers {
      found.expect(
        value, in: PopulationLimits.bias, "machines.\(key)", "the bias is \(value)")
    }
    found.expect(
      machines.bias, in: PopulationLimits.taste, "machines.bias",
      "the standard deviation is \(machines.bias)")
    for (value, key) in [(machines.dollars, "dollars"), (machines.seconds, "seconds")] {
      found.expect(
        value, in: PopulationLimits.costFactor, "machines.\(key)", "the factor is \(value)")
    }
  }
}
