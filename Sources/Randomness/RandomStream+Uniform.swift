extension RandomStream {
  /// A number uniform on [0, 1): a multiple of 2⁻⁵³.
  @inlinable
  public mutating func uniform() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// A whole number uniform on 0..<bound, without modulo bias.
  ///
  /// Lemire 2019, "Fast random integer generation in an interval", doi:10.1145/3230636, algorithm 5.
  ///
  /// - Parameter bound: at least 1.
  @inlinable
  public mutating func uniform(below bound: Int) -> Int {
    precondition(bound > 0, "uniform(below: \(bound)): the bound must be at least 1")
    let range = UInt64(bound)
    var product = next().multipliedFullWidth(by: range)
    if product.low < range {
      let threshold = (0 &- range) % range
      while product.low < threshold { product = next().multipliedFullWidth(by: range) }
    }
    return Int(product.high)
  }

  /// True with the given probability.
  ///
  /// - Parameter probability: in 0...1.
  @inlinable
  public mutating func bernoulli(_ probability: Double) -> Bool {
    uniform() < probability
  }

  /// An index drawn in proportion to its weight.
  ///
  /// - Parameter weights: each ≥ 0 and finite, with a positive sum; they need not sum to 1.
  public mutating func categorical(_ weights: [Double]) -> Int {
    let total = weights.reduce(0, +)
    precondition(
      total > 0 && total.isFinite,
      "categorical: the weights sum to \(total), not to a positive number")
    var left = uniform() * total
    for (index, weight) in weights.enumerated() {
      left -= weight
      if left < 0 { return index }
    }
    // Rounding may leave a sliver: it belongs to the last outcome that can happen at all.
    return weights.lastIndex { $0 > 0 } ?? weights.count - 1
  }

  /// Puts the elements into a uniformly random order (Fisher & Yates).
  @inlinable
  public mutating func shuffle<Element>(_ elements: inout [Element]) {
    for last in stride(from: elements.count - 1, to: 0, by: -1) {
      elements.swapAt(last, uniform(below: last + 1))
    }
  }

  /// The numbers 0..<count in a uniformly random order.
  public mutating func permutation(_ count: Int) -> [Int] {
    var order = Array(0..<count)
    shuffle(&order)
    return order
  }

  /// One element, each equally likely; `nil` of an empty collection.
  @inlinable
  public mutating func element<Items: RandomAccessCollection>(of items: Items) -> Items.Element? {
    guard !items.isEmpty else { return nil }
    return items[items.index(items.startIndex, offsetBy: uniform(below: items.count))]
  }
}
