/// Where in an answer's luck each decision finds its number, whatever else is decided.
enum DrawIndex {
  /// Which of two, or up or down.
  static let choice = 0
  /// Whether the answer comes out as its opposite.
  static let mistake = 1
  /// Whether the person looks at all.
  static let lapse = 2
  /// What they say if they do not.
  static let blindAnswer = 3
  /// The blur of a rating.
  static let rating = 4
  /// Whether the k-th flaw is ticked.
  static func flaw(_ k: Int) -> Int { 32 + k }
  /// The noise of the i-th item of a ranking, or of the i-th thing that could be written.
  static func item(_ i: Int) -> Int { 4_096 + i }
}
