/// The words of the town by what they can stand for.
///
/// A name in capitals is a word class. Every pattern of the town (`"NAME lives at the PLACE"`) is
/// written with these, so one line of text serves to speak, to ask, and to know good grammar.
enum TownWords {
  /// A class and its words, in the order of their tokens.
  struct WordClass {
    let name: String
    let words: [String]
    init(_ name: String, _ words: String) {
      self.name = name
      self.words = words.split(separator: " ").map(String.init)
    }
  }

  /// Every class; a word may belong to several (the harbour is a place and a party).
  static let classes: [WordClass] = [
    WordClass("NAME", "anna bram clara dirk ella finn greta hugo ida jonas karin lars"),
    WordClass(
      "TRADE",
      "baker smith cook ferryman teacher fisher healer mayor gardener farmer miller tailor"),
    WordClass(
      "PLACE", "mill bridge harbour inn hill well garden chapel forge school market farm"),
    WordClass("DAY", "monday tuesday wednesday thursday friday saturday sunday"),
    WordClass("GOOD", "bread iron soup rope paper fish salve tea honey flour cloth"),
    WordClass("NUMBER", "two three four five six seven"),
    WordClass("HABIT", "sings snores dances swims reads paints"),
    WordClass("TIME", "dawn night"),
    WordClass("AILMENT", "cough cold burn headache"),
    WordClass("LAND", "island city valley"),
    WordClass("VEHICLE", "ferry coach wagon"),
    WordClass("PARTY", "harbour hill"),
    WordClass("PROJECT", "bridge road"),
    WordClass("COLOR", "red blue green white black"),
    WordClass("ADJECTIVE", "red blue green white black old new small"),
    WordClass("AGE", "old new small"),
    WordClass(
      "THING", "hammer spade bowl jar cart boat bottle cup bell seal lantern drum"),
    WordClass("VERB", "lost found broke mended sold took hid bought"),
    WordClass("STATE", "lost hidden broken whole"),
    WordClass("ADVERB", "today yesterday"),
    WordClass("PERSON", "neighbour friend baker smith farmer tailor miller cook"),
  ]

  /// The six topics, two things each in the order of the class `THING`.
  static let topics = ["work", "food", "travel", "health", "politics", "neighbours"]

  /// The words of one class.
  static func words(of name: String) -> [String] {
    guard let found = classes.first(where: { $0.name == name }) else {
      preconditionFailure("there is no word class \(name)")
    }
    return found.words
  }

  /// The topic of a thing: two things belong to each.
  static func topic(ofThing index: Int) -> String { topics[index / 2] }

  /// How a prompt may open; none of these changes what is asked.
  static let greetings = ["", "hello .", "good day .", "please help me ."]
}
