import Randomness

/// Tasks whose answer is known, hidden among the others: whoever gets too many wrong fails.
///
///     P(pass) = P(X ≥ c),   X ~ Binomial(g, accuracy)
///
/// Of honest workers (accuracy .836) .934 pass with 7 of 10, of coins .172, of those who invert .0002.
/// A evasive, who is honest wherever gold is suspected, passes: gold must look like any other task.
///
/// The score is the share of gold answered wrongly. The p value is the lower tail of a binomial at the
/// accuracy on gold of all other workers together.
public struct GoldQuestion: Defence {
  /// The class of each gold task; `nil` for all others.
  public var gold: [Int?]

  /// A check; the parameter is the property of the same name.
  public init(gold: [Int?]) {
    self.gold = gold
  }

  /// The name on the command line.
  public let name = "gold"
  /// Whom it suspects.
  public let summary = "Suspects those who are often wrong where the answer is known."
  /// What it takes for granted.
  public let assumptions = "Nobody can tell gold from other tasks; gold is right."
  /// What the data must be like.
  public let needs = "About ten gold tasks a worker, and honest workers who mostly get them right."

  /// How probably a worker of an accuracy gets at least so many of the gold tasks right.
  ///
  /// - Parameters:
  ///   - accuracy: in 0...1.
  ///   - required: c.
  ///   - count: g.
  public static func passProbability(accuracy: Double, required: Int, of count: Int) -> Double {
    BinomialTail.upper(required, of: count, probability: accuracy)
  }

  /// What speaks against each worker; see the protocol.
  public func suspicions(
    of table: LabelTable, using stream: RandomStream
  ) throws(AggregationError) -> [Suspicion?] {
    let (right, counts) = try results(on: table)
    let allRight = right.reduce(0, +)
    let all = counts.reduce(0, +)
    return (0..<table.workerCount).map { worker -> Suspicion? in
      guard counts[worker] > 0 else { return nil }
      let others = all - counts[worker]
      let accuracy = others > 0 ? Double(allRight - right[worker]) / Double(others) : nil
      return Suspicion(
        worker: worker, score: 1 - Double(right[worker]) / Double(counts[worker]),
        pValue: accuracy.map {
          BinomialTail.lower(right[worker], of: counts[worker], probability: $0)
        }, evidenceCount: counts[worker],
        reason: "got \(right[worker]) of \(counts[worker]) gold tasks right")
    }.adjusted
  }

  /// Whether each worker got at least a share of their gold tasks right; `nil` for one who saw none.
  ///
  /// - Parameter share: c / g, in 0...1; a worker who saw g gold tasks needs ⌈share · g⌉.
  public func passes(_ table: LabelTable, share: Double) throws(AggregationError) -> [Bool?] {
    let (right, counts) = try results(on: table)
    return zip(right, counts).map { right, count in
      // A share such as 0.7 of 10 must not round up to 8.
      count > 0 ? Double(right) >= share * Double(count) - 1e-9 : nil
    }
  }

  private func results(
    on table: LabelTable
  ) throws(AggregationError) -> (right: [Int], counts: [Int]) {
    guard gold.count == table.taskCount else {
      throw .entryCount(list: "gold", count: gold.count, expected: table.taskCount)
    }
    var right = [Int](repeating: 0, count: table.workerCount)
    var counts = right
    for (task, answer) in gold.enumerated() {
      guard let answer else { continue }
      for place in table.starts[task]..<table.starts[task + 1] {
        counts[Int(table.workers[place])] += 1
        if Int(table.labels[place]) == answer { right[Int(table.workers[place])] += 1 }
      }
    }
    guard counts.contains(where: { $0 > 0 }) else { throw .nothingToCompare(what: "gold") }
    return (right, counts)
  }
}
