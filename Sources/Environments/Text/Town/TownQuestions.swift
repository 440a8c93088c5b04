/// The questions one can ask about the town, as patterns over its facts.
enum TownQuestions {
  /// One kind of question.
  struct Kind {
    /// What is asked, and the sentences that answer it fully; the first is the plainest.
    let question: String
    let answers: [String]
    /// The bare answer, right but curt.
    let terse: String
    /// The class whose word is asked for; a wrong word of it is a wrong answer.
    let wanted: String
    /// Whether the corpus states the answer; otherwise it follows from two facts it states.
    let isStated: Bool
    /// The facts, each a word for every class in the patterns, with its topic.
    let rows: [Row]
  }

  /// One fact: the word that stands for each class, and the topic.
  struct Row {
    let topic: String
    let words: [String: String]
    /// Other words that answer as well (who sells bread: the baker, or anna).
    var alsoRight: [String] = []
  }

  static let kinds: [Kind] = work + food + travel + health + politics + neighbours

  private static let work: [Kind] = {
    let rows = TownFacts.residents.map {
      Row(topic: "work", words: ["NAME": $0.name, "TRADE": $0.trade])
    }
    let answers = ["NAME is the TRADE", "the TRADE is NAME"]
    return [
      Kind(
        question: "who is the TRADE", answers: answers, terse: "NAME", wanted: "NAME",
        isStated: true, rows: rows),
      Kind(
        question: "what is the trade of NAME", answers: answers, terse: "the TRADE",
        wanted: "TRADE", isStated: true, rows: rows),
    ]
  }()

  private static let food: [Kind] = {
    let wares = TownFacts.wares.map { ware in
      Row(
        topic: ware.topic,
        words: [
          "TRADE": ware.trade, "GOOD": ware.good, "NUMBER": ware.price,
          "NAME": TownFacts.residents.first { $0.trade == ware.trade }?.name ?? "",
        ])
    }
    let sellers = wares.map { row in
      Row(topic: row.topic, words: row.words, alsoRight: [row.words["NAME"] ?? ""])
    }
    return [
      Kind(
        question: "who sells GOOD", answers: ["the TRADE sells GOOD", "NAME sells GOOD"],
        terse: "the TRADE", wanted: "TRADE", isStated: true, rows: sellers),
      Kind(
        question: "what does the TRADE sell", answers: ["the TRADE sells GOOD"], terse: "GOOD",
        wanted: "GOOD", isStated: true, rows: wares),
      Kind(
        question: "what does NAME sell", answers: ["NAME sells GOOD"], terse: "GOOD",
        wanted: "GOOD", isStated: false, rows: wares),
      Kind(
        question: "what is the price of GOOD",
        answers: ["GOOD costs NUMBER coins", "the price of GOOD is NUMBER coins"],
        terse: "NUMBER coins", wanted: "NUMBER", isStated: true, rows: wares),
    ]
  }()

  private static let travel: [Kind] = {
    let openings = TownFacts.openings.map {
      Row(topic: "travel", words: ["PLACE": $0.place, "DAY": $0.day])
    }
    let lines = TownFacts.lines.map {
      Row(
        topic: "travel",
        words: ["VEHICLE": $0.vehicle, "LAND": $0.land, "DAY": $0.day, "NUMBER": $0.price])
    }
    return [
      Kind(
        question: "when is the PLACE open", answers: ["the PLACE is open on DAY"],
        terse: "on DAY", wanted: "DAY", isStated: true, rows: openings),
      Kind(
        question: "where does the VEHICLE go", answers: ["the VEHICLE goes to the LAND"],
        terse: "to the LAND", wanted: "LAND", isStated: true, rows: lines),
      Kind(
        question: "what goes to the LAND", answers: ["the VEHICLE goes to the LAND"],
        terse: "the VEHICLE", wanted: "VEHICLE", isStated: true, rows: lines),
      Kind(
        question: "when does the VEHICLE leave", answers: ["the VEHICLE leaves on DAY"],
        terse: "on DAY", wanted: "DAY", isStated: true, rows: lines),
      Kind(
        question: "what is the price of the VEHICLE",
        answers: ["the VEHICLE costs NUMBER coins"], terse: "NUMBER coins", wanted: "NUMBER",
        isStated: true, rows: lines),
      Kind(
        question: "when can i go to the LAND", answers: ["you can go to the LAND on DAY"],
        terse: "on DAY", wanted: "DAY", isStated: false, rows: lines),
    ]
  }()

  private static let health: [Kind] = {
    let remedies = TownFacts.remedies.map {
      Row(topic: "health", words: ["AILMENT": $0.ailment, "GOOD": $0.good])
    }
    let patients = TownFacts.residents.compactMap { resident in
      resident.ailment.map { ailment in
        Row(
          topic: "health",
          words: [
            "NAME": resident.name, "AILMENT": ailment,
            "GOOD": TownFacts.remedies.first { $0.ailment == ailment }?.good ?? "",
          ])
      }
    }
    return [
      Kind(
        question: "what helps with a AILMENT", answers: ["GOOD helps with a AILMENT"],
        terse: "GOOD", wanted: "GOOD", isStated: true, rows: remedies),
      Kind(
        question: "what is wrong with NAME", answers: ["NAME has a AILMENT"],
        terse: "a AILMENT", wanted: "AILMENT", isStated: true, rows: patients),
      Kind(
        question: "what helps NAME get well", answers: ["GOOD helps NAME get well"],
        terse: "GOOD", wanted: "GOOD", isStated: false, rows: patients),
    ]
  }()

  private static let politics: [Kind] = {
    let voters = TownFacts.residents.map { resident in
      Row(
        topic: "politics",
        words: [
          "NAME": resident.name, "PARTY": resident.party,
          "PROJECT": TownFacts.parties.first { $0.name == resident.party }?.project ?? "",
        ])
    }
    let parties = TownFacts.parties.map {
      Row(
        topic: "politics", words: ["PARTY": $0.name, "NAME": $0.leader, "PROJECT": $0.project])
    }
    return [
      Kind(
        question: "who does NAME vote for", answers: ["NAME votes for the PARTY"],
        terse: "the PARTY", wanted: "PARTY", isStated: true, rows: voters),
      Kind(
        question: "what does the PARTY want", answers: ["the PARTY wants a new PROJECT"],
        terse: "a new PROJECT", wanted: "PROJECT", isStated: true, rows: parties),
      Kind(
        question: "who leads the PARTY", answers: ["NAME leads the PARTY"], terse: "NAME",
        wanted: "NAME", isStated: true, rows: parties),
      Kind(
        question: "what does NAME want for the town",
        answers: ["NAME wants a new PROJECT"], terse: "a new PROJECT", wanted: "PROJECT",
        isStated: false, rows: voters),
    ]
  }()

  private static let neighbours: [Kind] = {
    let people = TownFacts.residents.map { resident in
      Row(
        topic: "neighbours",
        words: [
          "NAME": resident.name, "TRADE": resident.trade, "PLACE": resident.home,
          "HABIT": resident.habit, "TIME": resident.time,
          "COLOR": TownFacts.lanterns.first { $0.place == resident.home }?.color ?? "",
        ])
    }
    let lanterns = TownFacts.lanterns.map {
      Row(topic: "neighbours", words: ["PLACE": $0.place, "COLOR": $0.color])
    }
    return [
      Kind(
        question: "where does NAME live", answers: ["NAME lives at the PLACE"],
        terse: "at the PLACE", wanted: "PLACE", isStated: true, rows: people),
      Kind(
        question: "who lives at the PLACE", answers: ["NAME lives at the PLACE"],
        terse: "NAME", wanted: "NAME", isStated: true, rows: people),
      Kind(
        question: "what does NAME do at TIME", answers: ["NAME HABIT at TIME"],
        terse: "NAME HABIT", wanted: "HABIT", isStated: true, rows: people),
      Kind(
        question: "who HABIT at TIME", answers: ["NAME HABIT at TIME"], terse: "NAME",
        wanted: "NAME", isStated: true, rows: people),
      Kind(
        question: "where does the TRADE live", answers: ["the TRADE lives at the PLACE"],
        terse: "at the PLACE", wanted: "PLACE", isStated: false, rows: people),
      Kind(
        question: "what color is the lantern at the PLACE",
        answers: ["the lantern at the PLACE is COLOR"], terse: "COLOR", wanted: "COLOR",
        isStated: true, rows: lanterns),
      Kind(
        question: "what color is the lantern of NAME",
        answers: ["the lantern of NAME is COLOR"], terse: "COLOR", wanted: "COLOR",
        isStated: false, rows: people),
    ]
  }()
}
