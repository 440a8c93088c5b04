import Randomness
import SandboxCore
import SandboxTestSupport
import Statistics
import Testing

@testable import Annotators

@Suite struct PopulationTests {
  private func pool(
    seed: UInt64 = 31, _ change: (inout PopulationSettings) -> Void = { _ in }
  ) throws -> AnnotatorPool {
    var settings = PopulationSettings()
    change(&settings)
    return try AnnotatorPool(settings, world: Cast.population, using: RandomStream(seed: seed))
  }

  private func people(
    seed: UInt64 = 31, _ change: (inout PopulationSettings) -> Void = { _ in }
  ) throws -> [SimulatedAnnotator] {
    try pool(seed: seed, change).members.compactMap(\.person)
  }

  @Test func sharesAreMetExactly() throws {
    for seed in 0..<20 as Range<UInt64> {
      let pool = try pool(seed: seed) {
        $0.groups = [GroupSettings("plain", share: 0.75), GroupSettings("loud", share: 0.25)]
        $0.trolls.share = 0.2
      }
      #expect(pool.members.count { $0.annotator.behavior == "inverted troll" } == 4)
      #expect(pool.members.count { $0.annotator.group == "loud" } == 5)
    }
  }

  @Test func withoutSettingsPeopleAreFlawlessAndOfEqualGroups() throws {
    let pool = try pool { $0.count = 10 }
    #expect(pool.members.count { $0.annotator.group == "plain" } == 5)
    #expect(Set(pool.members.map(\.annotator.name)).count == 10)
    #expect(pool.members[0].annotator.name == "p1")
    #expect(pool.members.map(\.identity) == Array(0..<10))
    #expect(
      pool.members.allSatisfy {
        $0.annotator.behavior == "honest" && $0.activity == 1 && !$0.isAIJudge && $0.cost == .init()
          && $0.expertise.isEmpty
      })
    var neutral = Traits()
    neutral.favouredWriter = "policy"
    #expect(pool.members.allSatisfy { $0.person?.traits == neutral })
  }

  @Test func anEnvironmentIsEnough() throws {
    let world = PopulationWorld(Cast.world)
    #expect(world.topics == ["town", "country"])
    #expect(world.vocabularyCount == 4)
    let pool = try AnnotatorPool(
      PopulationSettings(), environment: Cast.world, using: RandomStream(seed: 1))
    #expect(pool.members.count == 20)
  }

  @Test func trollsAreNestedAndEverybodyElseStaysWhoTheyWere() throws {
    let arms = try [0, 0.1, 0.2, 0.5, 1].map { share in
      try pool {
        $0.count = 30
        $0.individualTaste = 0.4
        $0.traits["severity"] = Spread(0, deviation: 1)
        $0.trolls.share = share
        $0.trolls.behavior = "random"
        $0.trolls.activity = 2
      }.members
    }
    for (less, more) in zip(arms, arms.dropFirst()) {
      for (before, after) in zip(less, more) {
        #expect(before.person == after.person)
        #expect(before.identity == after.identity)
        #expect(after.activity == (after.annotator.behavior == "random troll" ? 2 : 1))
        if before.annotator.behavior == "random troll" {
          #expect(after.annotator.behavior == "random troll")
        }
      }
    }
    #expect(arms.map { $0.count { $0.annotator.behavior != "honest" } } == [0, 3, 6, 15, 30])
  }

  @Test func onePersonMoreChangesNobodyElse() throws {
    func crowd(_ count: Int) throws -> [SimulatedAnnotator] {
      try people {
        $0.count = count
        $0.groups = [GroupSettings("plain", share: 0.7), GroupSettings("loud", share: 0.3)]
        $0.individualTaste = 1
        $0.traits.rationality = Spread(2, deviation: 1)
        $0.traits["severity"] = Spread(0, deviation: 1)
        $0.expertise = Spread(0.5, deviation: 0.2)
        $0.aiJudges.accounts = 2
      }
    }
    let most = try crowd(40)
    for count in 10..<40 {
      let fewer = try crowd(count)
      #expect(Array(fewer.prefix(count)) == Array(most.prefix(count)))
      #expect(fewer.suffix(2) == most.suffix(2), "nor does it change the AI judges")
    }
  }

  @Test func onePersonMoreMakesOrUnmakesAtMostOneTroll() throws {
    func trolls(_ count: Int) throws -> Set<Int> {
      Set(
        try pool {
          $0.count = count
          $0.trolls.share = 0.3
        }.members.filter { $0.annotator.behavior != "honest" }.map(\.identity))
    }
    for count in 10..<40 {
      let (few, more) = (try trolls(count), try trolls(count + 1))
      #expect(few.symmetricDifference(more).filter { $0 < count }.count <= 1)
    }
  }

  @Test func oneSettingChangesNobodysOtherTraits() throws {
    func crowd(_ deviation: Double, taste: Double = 0) throws -> [SimulatedAnnotator] {
      try people {
        $0.traits.rationality = Spread(2, deviation: 1)
        $0.traits["halo"] = Spread(0.4, deviation: 0.2)
        $0.traits["severity"] = Spread(0, deviation: deviation)
        $0.individualTaste = taste
        $0.topicBias = Spread(0, deviation: 0.5)
      }
    }
    let (one, other) = (try crowd(0.5), try crowd(1, taste: 1))
    for (before, after) in zip(one, other) {
      #expect(after.traits.severity == 2 * before.traits.severity)
      var same = after.traits
      same.severity = before.traits.severity
      #expect(same == before.traits)
      #expect(before.opinion.group == after.opinion.group)
    }
    #expect(Set(one.map(\.traits.halo)).count == 20)
    #expect(Set(one.map(\.traits.topicBiases)).count == 20)
  }

  @Test func traitsAreDrawnFromTheirDistributions() throws {
    let crowd = try people {
      $0.count = 4_000
      $0.traits.rationality = Spread(2, deviation: 0.5)
      $0.traits["mistakes"] = Spread(0.1, deviation: 0.05)
      $0.traits["position_bias"] = Spread(-0.3, deviation: 1)
      $0.expertise = Spread(0.6, deviation: 0.2)
    }
    func expect(_ values: [Double], _ spread: Spread, _ name: String) {
      let mean = values.reduce(0, +) / Double(values.count)
      let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
      // Five standard errors of a mean, s/√4 000; of a standard deviation, s/√8 000 for a normal
      // and up to half as much again for these: 0.0791 s and 0.084 s.
      #expect(abs(mean - spread.mean) < 0.0791 * spread.deviation, "\(name)")
      #expect(abs(square.squareRoot() - spread.deviation) < 0.084 * spread.deviation, "\(name)")
    }
    expect(
      crowd.map {
        guard case .boltzmann(let rationality) = $0.traits.rationality else { return .nan }
        return rationality
      }, Spread(2, deviation: 0.5), "rationality")
    expect(crowd.map(\.traits.mistakes), Spread(0.1, deviation: 0.05), "mistakes")
    expect(crowd.map(\.traits.positionBias), Spread(-0.3, deviation: 1), "position bias")
    for topic in 0..<2 {
      expect(
        crowd.map { $0.traits.expertise[topic].value }, Spread(0.6, deviation: 0.2), "expertise")
    }
  }

  @Test func traitsSayNothingAboutEachOther() throws {
    let crowd = try people {
      $0.count = 4_000
      $0.groups = [GroupSettings("plain")]
      $0.traits.rationality = Spread(2, deviation: 0.5)
      for trait in TraitCatalog.all where trait.family == .normal && trait.key != "sycophancy" {
        $0.traits[trait.key] = Spread(0, deviation: 1)
      }
      $0.expertise = Spread(0.5, deviation: 0.2)
      $0.topicBias = Spread(0, deviation: 1)
      $0.individualTaste = 1
    }
    let columns: [[Double]] = [
      crowd.map(\.traits.positionBias), crowd.map { $0.traits[LengthBias()] },
      crowd.map { $0.traits[SelfPreference()] }, crowd.map(\.traits.severity),
      crowd.map { $0.traits.expertise[0].value }, crowd.map { $0.traits.expertise[1].value },
      crowd.map { $0.traits.topicBiases[0].value }, crowd.map { $0.traits.topicBiases[1].value },
      crowd.map { $0.opinion.individualWeights[0] }, crowd.map { $0.opinion.individualWeights[1] },
      crowd.map { if case .boltzmann(let beta) = $0.traits.rationality { beta } else { .nan } },
    ]
    for (place, one) in columns.enumerated() {
      for other in columns[..<place] {
        // A correlation of nothing has a standard error of 1/√4 000 = 0.0158; five of them.
        #expect(abs(try #require(pearson(one, other))) < 0.079)
      }
    }
  }

  @Test func groupsMayDiffer() throws {
    let crowd = try people {
      $0.traits["lapses"] = Spread(0.1)
      $0.groups = [
        GroupSettings("plain", share: 0.5),
        GroupSettings(
          "loud",
          traits: [SpecialTrait("lapses", Spread(0.5)), SpecialTrait("rationality", Spread(3))]),
      ]
    }
    for person in crowd {
      #expect(person.traits.lapses == (person.group == "loud" ? 0.5 : 0.1))
      #expect(
        person.traits.rationality
          == (person.group == "loud" ? .boltzmann(rationality: 3) : .perfect))
    }
  }

  @Test func peopleLikeToHearWhatTheirGroupLikesOrWhatACoinSays() throws {
    let crowd = try people {
      $0.count = 400
      $0.traits["sycophancy"] = Spread(1)
      $0.sycophancyAttribute = "loud"
    }
    let signs = Dictionary(grouping: crowd, by: \.group).mapValues { $0.compactMap(\.stance?.sign) }
    #expect(signs["loud"]?.allSatisfy { $0 == 1 } == true)
    // 200 coins: five standard errors are 5 · √50 = 36.
    #expect(abs((signs["plain"]?.count { $0 == 1 } ?? 0) - 100) < 36)
    #expect(crowd.allSatisfy { $0.stance?.attribute == 1 })
    #expect(try people().allSatisfy { $0.stance == nil })
  }

  @Test func membersKnowTheirExpertise() throws {
    let member = try pool { $0.expertise = Spread(0.4) }.members[0]
    #expect(member.expertise == ["town": 0.4, "country": 0.4])
  }

  @Test func sybilsArePeopleWithManyAccounts() throws {
    let pool = try pool {
      $0.count = 10
      $0.individualTaste = 1
      $0.trolls.share = 0.2
      $0.trolls.behavior = "sybil"
      $0.trolls.accounts = 3
    }
    #expect(pool.members.count == 8 + 2 * 3)
    let accounts = pool.members.filter { $0.annotator.behavior == "sybil troll" }
    #expect(Set(accounts.map(\.identity)).count == 2)
    #expect(Set(pool.members.map(\.annotator.name)).count == 14)
    let first = accounts.filter { $0.identity == accounts[0].identity }
    let name = first[0].annotator.name.dropLast(2)
    #expect(first.map(\.annotator.name) == ["\(name)-1", "\(name)-2", "\(name)-3"])
    #expect(Set(first.compactMap(\.person?.opinion)).count == 1)
    for question in Cast.world.questionsOfEveryChannel() {
      let luck = RandomKey(Cast.luck.child(first[0].identity), question.id)
      let answers = first.map { member in
        var troll = member.annotator
        return troll.answer(question, using: luck)
      }
      #expect(Set(answers).count == 1)
    }
  }

  @Test(arguments: AdversarialBehaviors.all.names)
  func everyBehaviorCanBeOrdered(behavior: String) throws {
    let pool = try pool {
      $0.trolls.share = 0.1
      $0.trolls.behavior = behavior
      $0.trolls.attribute = "-loud"
      $0.trolls.trigger = [1, 2]
      $0.trolls.accounts = 1
    }
    let trolls = pool.members.compactMap { $0.annotator as? AdversarialAnnotator }
    #expect(trolls.map(\.behavior) == Array(repeating: "\(behavior) troll", count: 2))
    #expect(pool.members.count { $0.annotator.isAdversarial } == 2)
    let (one, other) = (trolls[0].strategy, trolls[1].strategy)
    #expect(AnyHashable(one) == AnyHashable(other), "colluders share their target")
    if behavior == "targeted" {
      #expect(one as? TargetedBehavior == TargetedBehavior(attribute: 1, sign: -1))
    }
    if behavior == "trigger" { #expect(one as? TriggerBehavior == TriggerBehavior(words: [1, 2])) }
    if behavior == "colluding" {
      #expect(one as? ColludingBehavior != ColludingBehavior(), "a target of the population's own")
    }
  }

  @Test func aiJudgesAreCheapAndKnownAsAIJudges() throws {
    let members = try pool {
      $0.aiJudges.accounts = 3
      $0.aiJudges.bias = 1
    }.members.filter(\.isAIJudge)
    #expect(members.map(\.annotator.name) == ["ai1", "ai2", "ai3"])
    #expect(members.map(\.annotator.behavior) == ["AI judge", "AI judge", "AI judge"])
    #expect(members.map(\.identity) == [-1, -2, -3])
    #expect(members.allSatisfy { $0.cost == .init(dollars: 13.6 / 300, seconds: 1455 / 36_800.0) })
    #expect(Set(members.compactMap(\.person?.opinion)).count == 1)
  }

  @Test func theSameSeedIsTheSameCrowd() throws {
    func crowd(_ seed: UInt64) throws -> [SimulatedAnnotator] {
      try people(seed: seed) {
        $0.individualTaste = 1
        $0.traits["severity"] = Spread(0, deviation: 1)
      }
    }
    #expect(try crowd(31) == crowd(31))
    #expect(try crowd(31) != crowd(32))
  }
}
