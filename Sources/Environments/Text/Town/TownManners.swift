/// Ways of speaking: they change nothing about success, but people like or dislike them.
enum TownManners {
  /// Where a phrase may stand in a response.
  enum Place: Sendable {
    /// A sentence before the answer.
    case opener
    /// A sentence after the answer.
    case closer
    /// In front of a statement.
    case hedgeOfStatement
    /// In front of advice.
    case hedgeOfAdvice
    /// A sentence of a party, anywhere.
    case slogan
  }

  /// A fixed phrase and what it adds to the attributes.
  struct Phrase: Sendable {
    let text: String
    let place: Place
    var warmth = 0.0
    var formality = 0.0
    var padding = 0.0
    var slant = 0.0
  }

  static let phrases: [Phrase] = [
    Phrase(text: "happy to help", place: .opener, warmth: 0.5),
    Phrase(text: "thank you for asking", place: .opener, warmth: 0.5, formality: 0.5),
    Phrase(text: "hey friend", place: .opener, warmth: 0.5, formality: -0.5),
    Phrase(text: "good day", place: .opener, warmth: 0.25, formality: 0.5),
    Phrase(text: "good luck", place: .closer, warmth: 0.5),
    Phrase(text: "take care", place: .closer, warmth: 0.5, formality: -0.25),
    Phrase(text: "see you", place: .closer, warmth: 0.25, formality: -0.5),
    Phrase(
      text: "it is important to note that", place: .hedgeOfStatement, formality: 0.25,
      padding: 0.5),
    Phrase(text: "it may be that", place: .hedgeOfStatement, padding: 0.5),
    Phrase(text: "it is important to", place: .hedgeOfAdvice, formality: 0.25, padding: 0.5),
    Phrase(text: "in general you can", place: .hedgeOfAdvice, padding: 0.5),
    Phrase(text: "the harbour feeds us all", place: .slogan, slant: 1),
    Phrase(text: "vote for the harbour", place: .slogan, slant: 0.5),
    Phrase(text: "the hill keeps us warm", place: .slogan, slant: -1),
    Phrase(text: "vote for the hill", place: .slogan, slant: -0.5),
  ]
}
