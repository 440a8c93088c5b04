/// Words that no sentence of the town has: made-up names of three syllables, the same every time.
///
/// Neighbours in the list do not look alike: the syllables of word k are those of the number 104,729 k modulo
/// 80³ in base 80, and 104,729 is prime to 80.
enum StrangeWords {
  private static let syllables = "bdfghjklmnprstvz".flatMap { consonant in
    "aeiou".map { vowel in String([consonant, vowel]) }
  }
  private static let stride = 104_729
  /// How many there are in all: 512,000.
  static let count = syllables.count * syllables.count * syllables.count

  /// The first of those that are wanted.
  ///
  /// - Parameter wanted: few, if any, must not be.
  static func first(_ number: Int, where wanted: (String) -> Bool) -> [String] {
    (1..<count).lazy.map(word).filter(wanted).prefix(number).map(\.self)
  }

  private static func word(_ place: Int) -> String {
    let number = place * stride % count
    let base = syllables.count
    return syllables[number / (base * base)] + syllables[number / base % base]
      + syllables[number % base]
  }
}
