import SandboxCore

/// One number that a linear reward model sees of a response: which, and how large it is.
struct RewardFeature: Sendable, Hashable {
  /// Its place among all features.
  var index: Int
  /// Its value; features that are not listed are 0.
  var value: Double
}

/// What a linear reward model sees of responses.
protocol RewardFeatures: Sendable {
  /// How many features there are.
  var count: Int { get }
  /// Settles which features there are, and their units, by the responses that are learnt from.
  mutating func settle(on responses: [Response])
  /// What there is to see of a response, in any order.
  func features(of response: Response) -> [RewardFeature]
  /// The same apart, by the agent's tokens; `nil` where only whole responses show them.
  func tokenFeatures(of response: Response) -> [[RewardFeature]]?
}

extension RewardFeatures {
  /// Only whole responses show them.
  func tokenFeatures(of response: Response) -> [[RewardFeature]]? { nil }
}

/// The world's attributes, or some of them, each in standard deviations over what is learnt from.
///
/// So one ridge suits attributes of any unit.
struct AttributeFeatures: RewardFeatures {
  /// How many attributes are read.
  let count: Int
  /// The mean and standard deviation of each; an attribute that never differs has none, and is not seen.
  private(set) var units: [(mean: Double, deviation: Double)]
  private let attributes: @Sendable (Response) -> [Double]

  /// - Parameter attributes: the attributes of a response, `count` of them.
  init(count: Int, attributes: @escaping @Sendable (Response) -> [Double]) {
    self.count = count
    self.attributes = attributes
    units = Array(repeating: (0, 0), count: count)
  }

  mutating func settle(on responses: [Response]) {
    let table = responses.map(attributes)
    units = (0..<count).map { index in
      let mean = table.reduce(0) { $0 + $1[index] } / Double(max(1, table.count))
      let squares = table.reduce(0) { $0 + ($1[index] - mean) * ($1[index] - mean) }
      let deviation = (squares / Double(max(1, table.count))).squareRoot()
      return (mean, deviation > 1e-12 * abs(mean) ? deviation : 0)
    }
  }

  func features(of response: Response) -> [RewardFeature] {
    zip(attributes(response), units).enumerated().compactMap { index, pair in
      let (value, unit) = pair
      return unit.deviation == 0
        ? nil : RewardFeature(index: index, value: (value - unit.mean) / unit.deviation)
    }
  }
}

/// How often each n-gram of up to `order` tokens ends at a token of the agent's.
///
/// What the world writes in between is context. An n-gram that was never learnt from is not seen.
struct NGramFeatures: RewardFeatures {
  /// The longest n-gram, in tokens: 1...3.
  let order: Int
  private var places: [UInt64: Int] = [:]

  init(order: Int) {
    precondition((1...3).contains(order), "n-grams of \(order) tokens")
    self.order = order
  }

  var count: Int { places.count }

  /// Numbers n-grams in the order in which they are met.
  mutating func settle(on responses: [Response]) {
    places = [:]
    for response in responses {
      for key in Self.keys(of: response, order: order).joined() where places[key] == nil {
        places[key] = places.count
      }
    }
  }

  func features(of response: Response) -> [RewardFeature] {
    (tokenFeatures(of: response) ?? []).flatMap(\.self)
  }

  func tokenFeatures(of response: Response) -> [[RewardFeature]]? {
    Self.keys(of: response, order: order).map { keys in
      keys.compactMap { key in places[key].map { RewardFeature(index: $0, value: 1) } }
    }
  }

  /// The n-grams that end at each of the agent's tokens, as numbers: 21 bits a token, the last lowest.
  private static func keys(of response: Response, order: Int) -> [[UInt64]] {
    let tokens = response.continuation
    return tokens.indices.filter { response.authors[$0] == .agent }.map { end in
      var key: UInt64 = 0
      return (0..<min(order, end + 1)).map { back in
        key |= UInt64(UInt32(bitPattern: tokens[end - back]) &+ 1) << (21 * UInt64(back))
        return key
      }
    }
  }
}
