/// The questions one can ask about the town, as patterns over its facts.
enum TownQuestions {
  /// One kind of question.
  struct Kind {
    /// The ways to ask, and the sentences that answer fully; the first are the plainest.
    let questions: [String]
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
        questions: [
          "who is the TRADE", "who works as the TRADE", "which person is the TRADE",
        ], answers: answers, terse: "NAME", wanted: "NAME",
        isStated: true, rows: rows),
      Kind(
        questions: [
          "what is the trade of NAME", "what work does NAME do", "what is NAME by trade",
        ], answers: answers, terse: "the TRADE",
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
        questions: [
          "who sells GOOD", "who has GOOD to sell", "where can i buy GOOD",
        ], answers: ["the TRADE sells GOOD", "NAME sells GOOD"],
        terse: "the TRADE", wanted: "TRADE", isStated: true, rows: sellers),
      Kind(
        questions: [
          "what does the TRADE sell", "what can i buy from the TRADE",
          "what does the TRADE have to sell",
        ], answers: ["the TRADE sells GOOD"], terse: "GOOD",
        wanted: "GOOD", isStated: true, rows: wares),
      Kind(
        questions: [
          "what does NAME sell", "what can i buy from NAME", "what does NAME have to sell",
        ], answers: ["NAME sells GOOD"], terse: "GOOD",
        wanted: "GOOD", isStated: false, rows: wares),
      Kind(
        questions: [
          "what is the price of GOOD", "what does GOOD cost", "how much is GOOD",
        ],
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
        questions: [
          "when is the PLACE open", "what day is the PLACE open", "when can i go to the PLACE",
        ], answers: ["the PLACE is open on DAY"],
        terse: "on DAY", wanted: "DAY", isStated: true, rows: openings),
      Kind(
        questions: [
          "where does the VEHICLE go", "where can i go with the VEHICLE",
        ], answers: ["the VEHICLE goes to the LAND"],
        terse: "to the LAND", wanted: "LAND", isStated: true, rows: lines),
      Kind(
        questions: [
          "what goes to the LAND", "how can i go to the LAND",
        ], answers: ["the VEHICLE goes to the LAND"],
        terse: "the VEHICLE", wanted: "VEHICLE", isStated: true, rows: lines),
      Kind(
        questions: [
          "when does the VEHICLE leave", "what day does the VEHICLE leave",
        ], answers: ["the VEHICLE leaves on DAY"],
        terse: "on DAY", wanted: "DAY", isStated: true, rows: lines),
      Kind(
        questions: [
          "what is the price of the VEHICLE", "what does the VEHICLE cost",
          "how much is the VEHICLE",
        ],
        answers: ["the VEHICLE costs NUMBER coins"], terse: "NUMBER coins", wanted: "NUMBER",
        isStated: true, rows: lines),
      Kind(
        questions: [
          "when can i go to the LAND", "what day can i go to the LAND",
        ], answers: ["you can go to the LAND on DAY"],
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
        questions: [
          "what helps with a AILMENT", "what is good for a AILMENT", "what do i take for a AILMENT",
        ], answers: ["GOOD helps with a AILMENT"],
        terse: "GOOD", wanted: "GOOD", isStated: true, rows: remedies),
      Kind(
        questions: [
          "what is wrong with NAME", "what does NAME suffer from", "why is NAME not well",
        ], answers: ["NAME has a AILMENT"],
        terse: "a AILMENT", wanted: "AILMENT", isStated: true, rows: patients),
      Kind(
        questions: [
          "what helps NAME get well", "what is good for NAME",
          "what do i take to NAME who is not well",
        ], answers: ["GOOD helps NAME get well"],
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
        questions: [
          "who does NAME vote for", "what party does NAME like", "who has the vote of NAME",
        ], answers: ["NAME votes for the PARTY"],
        terse: "the PARTY", wanted: "PARTY", isStated: true, rows: voters),
      Kind(
        questions: [
          "what does the PARTY want", "what is the wish of the PARTY",
          "what does the PARTY ask for",
        ], answers: ["the PARTY wants a new PROJECT"],
        terse: "a new PROJECT", wanted: "PROJECT", isStated: true, rows: parties),
      Kind(
        questions: [
          "who leads the PARTY", "who is the head of the PARTY", "which person leads the PARTY",
        ], answers: ["NAME leads the PARTY"], terse: "NAME",
        wanted: "NAME", isStated: true, rows: parties),
      Kind(
        questions: [
          "what does NAME want for the town", "what is the wish of NAME", "what does NAME ask for",
        ],
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
        questions: [
          "where does NAME live", "where is the home of NAME", "where do i find NAME",
        ], answers: ["NAME lives at the PLACE"],
        terse: "at the PLACE", wanted: "PLACE", isStated: true, rows: people),
      Kind(
        questions: [
          "who lives at the PLACE", "which person lives at the PLACE", "whose home is the PLACE",
        ], answers: ["NAME lives at the PLACE"],
        terse: "NAME", wanted: "NAME", isStated: true, rows: people),
      Kind(
        questions: [
          "what does NAME do at TIME", "how does NAME spend the TIME",
          "what is NAME known to do at TIME",
        ], answers: ["NAME HABIT at TIME"],
        terse: "NAME HABIT", wanted: "HABIT", isStated: true, rows: people),
      Kind(
        questions: [
          "who HABIT at TIME", "which person HABIT at TIME",
        ], answers: ["NAME HABIT at TIME"], terse: "NAME",
        wanted: "NAME", isStated: true, rows: people),
      Kind(
        questions: [
          "where does the TRADE live", "where is the home of the TRADE",
          "where do i find the TRADE",
        ], answers: ["the TRADE lives at the PLACE"],
        terse: "at the PLACE", wanted: "PLACE", isStated: false, rows: people),
      Kind(
        questions: [
          "what color is the lantern at the PLACE", "which color has the lantern at the PLACE",
          "what lantern hangs at the PLACE",
        ],
        answers: ["the lantern at the PLACE is COLOR"], terse: "COLOR", wanted: "COLOR",
        isStated: true, rows: lanterns),
      Kind(
        questions: [
          "what color is the lantern of NAME", "which color has the lantern of NAME",
          "what lantern has NAME",
        ],
        answers: ["the lantern of NAME is COLOR"], terse: "COLOR", wanted: "COLOR",
        isStated: false, rows: people),
    ]
  }()
}
