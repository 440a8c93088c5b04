/// The simplest language model: one row of logits for each context of the last n − 1 tokens.
///
///     π(t | prefix) = softmax(W[c])_t,    V(prefix) = u[c],    c = the last n − 1 tokens of prefix
///
/// Contexts that reach beyond the beginning are filled up with a padding index of their own. So with n
/// greater than every prefix's length plus 1 the table holds a row for each prefix: a full tabular
/// policy, of which every optimum is known in closed form.
///
/// Read as a reward model (``SequenceBatch/append(scoring:)``) it is linear in n-gram counts: the
/// scalar after the last token is Σ u[c] over all positions of the sequence.
///
/// All arithmetic between the `Float` parameters and the `Float` outputs is in `Double`.
public struct NGramTable: LanguageModel {
  /// How many tokens there are.
  public let vocabularyCount: Int
  /// The longest sequence the model reads, in tokens.
  public let contextLength: Int
  /// n ≥ 1: how many tokens an n-gram has, the predicted one included.
  public let order: Int
  /// W row after row, then u; all 0 at first, so that π is uniform.
  public var parameters: [Float]
  /// The two tables.
  public let parameterGroups: [ParameterGroup]

  /// How many contexts there are: (vocabulary + padding)ⁿ⁻¹.
  let contextCount: Int

  /// The most parameters a table may have: 256 MB of them.
  public static let parameterLimit = 1 << 26

  /// A table of zeros: the uniform policy.
  ///
  /// - Parameters:
  ///   - vocabularyCount: at least 1.
  ///   - order: n ≥ 1; see ``parameterCount(vocabularyCount:order:)`` for what fits.
  ///   - contextLength: the longest sequence, in tokens.
  public init(vocabularyCount: Int, order: Int, contextLength: Int) {
    guard let count = Self.parameterCount(vocabularyCount: vocabularyCount, order: order) else {
      preconditionFailure(
        "an n-gram table over \(vocabularyCount) tokens with n = \(order) would have more than "
          + "\(Self.parameterLimit) entries; choose a smaller n")
    }
    self.vocabularyCount = vocabularyCount
    self.order = order
    self.contextLength = contextLength
    contextCount = count / (vocabularyCount + 1)
    parameters = Array(repeating: 0, count: count)
    parameterGroups = Self.groups(vocabularyCount: vocabularyCount, contextCount: contextCount)
  }

  /// The stretches of a table's parameters: a row of logits for each context, then a value for each.
  static func groups(vocabularyCount: Int, contextCount: Int) -> [ParameterGroup] {
    let logitCount = contextCount * vocabularyCount
    return [
      ParameterGroup(
        name: "table.logits", shape: [contextCount, vocabularyCount], range: 0..<logitCount,
        isDecayed: true),
      ParameterGroup(
        name: "table.values", shape: [contextCount], range: logitCount..<logitCount + contextCount,
        isDecayed: true),
    ]
  }

  /// How many parameters a table would have, (vocabulary + 1)ⁿ, or `nil` if that exceeds
  /// ``parameterLimit``.
  public static func parameterCount(vocabularyCount: Int, order: Int) -> Int? {
    guard vocabularyCount >= 1, order >= 1 else { return nil }
    var count = 1
    for _ in 0..<order {
      let (product, overflow) = count.multipliedReportingOverflow(by: vocabularyCount + 1)
      guard !overflow, product <= parameterLimit else { return nil }
      count = product
    }
    return count
  }

  /// Where in `parameters` the logits after a prefix lie: the row of its context.
  public func logitRange(after prefix: some Sequence<Int32>) -> Range<Int> {
    let context = prefix.reduce(emptyContext) { self.context($0, followedBy: $1) }
    return context * vocabularyCount..<(context + 1) * vocabularyCount
  }

  /// Opens a session that writes many sequences token by token.
  public func makeDecodingSession(rowCount: Int) -> any DecodingSession {
    NGramDecodingSession(table: self, rowCount: rowCount)
  }

  // MARK: - Contexts

  /// Contexts are numbers of n − 1 digits in base vocabulary + 1, the latest token last; this one has
  /// nothing but padding.
  var emptyContext: Int { contextCount - 1 }

  /// The context after one more token.
  func context(_ context: Int, followedBy token: Int32) -> Int {
    (context * (vocabularyCount + 1) + Int(token)) % contextCount
  }

  /// Where the values begin in `parameters`.
  var valuesStart: Int { contextCount * vocabularyCount }
}
