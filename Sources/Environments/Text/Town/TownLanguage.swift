/// The old tongue: a second language of 42 words.
///
/// It has no articles, its adjectives follow their noun, its verb comes last and its adverb first:
///
///     yera pelo vetu bigu rosi perda
///     yesterday baker old cart red lost  =  the old baker lost the red cart yesterday
enum TownLanguage {
  /// English word and its word in the old tongue.
  static let dictionary: [(english: String, old: String)] = [
    ("baker", "pelo"), ("smith", "garu"), ("cook", "fumi"), ("ferryman", "navo"),
    ("teacher", "loma"), ("fisher", "piska"), ("healer", "sani"), ("mayor", "kapo"),
    ("gardener", "veri"), ("farmer", "tirsa"), ("miller", "molu"), ("tailor", "neda"),
    ("hammer", "toka"), ("spade", "dulo"), ("bowl", "kumi"), ("jar", "zelo"),
    ("cart", "bigu"), ("boat", "lanu"), ("bottle", "vasa"), ("cup", "chiko"),
    ("bell", "dinga"), ("seal", "stemo"), ("lantern", "lumi"), ("drum", "bamba"),
    ("red", "rosi"), ("blue", "azu"), ("green", "miro"), ("white", "alba"), ("black", "nero"),
    ("old", "vetu"), ("new", "novi"), ("small", "piti"),
    ("lost", "perda"), ("found", "trova"), ("broke", "raka"), ("mended", "kosi"),
    ("sold", "venda"), ("took", "prena"), ("hid", "kasha"), ("bought", "kompa"),
    ("today", "odi"), ("yesterday", "yera"),
  ]

  /// The topic of a sentence, by who acts in it. (Stories go by their thing: so every thing is
  /// spoken of under every topic, and a held-out topic needs no word that nobody was taught.)
  static let topics: [String: String] = [
    "smith": "work", "tailor": "work", "baker": "food", "cook": "food", "ferryman": "travel",
    "farmer": "travel", "healer": "health", "gardener": "health", "mayor": "politics",
    "teacher": "politics", "miller": "neighbours", "fisher": "neighbours",
  ]

  /// The prompts that ask for a translation; `OLD` stands for the sentence.
  static let frames = ["translate OLD", "what does OLD mean"]

  /// All shapes an English sentence of this language can take.
  static let patterns: [String] = ["", "AGE "].flatMap { first in
    ["", "ADJECTIVE "].flatMap { second in
      ["", " ADVERB"].map { "the \(first)TRADE VERB the \(second)THING\($0)" }
    }
  }

  /// A thought that both languages can express; indices into the word classes `TRADE`, `VERB`,
  /// `THING`, `AGE` (of the one who acts), `ADJECTIVE` (of the thing) and `ADVERB`.
  struct Thought: Hashable {
    var subject, verb, object: Int
    var age, adjective, adverb: Int?
  }
}
