import Randomness

/// A way to tell trolls from honest workers by their labels alone.
public protocol Defence: Sendable {
  /// The name on the command line, such as `majority-agreement`.
  var name: String { get }
  /// Whom it suspects, in a sentence.
  var summary: String { get }
  /// What it takes for granted, in a sentence.
  var assumptions: String { get }
  /// What the labels must be like for it to find anybody, in a sentence.
  var needs: String { get }

  /// What speaks against each worker; `nil` for one about whom nothing is known.
  ///
  /// - Parameters:
  ///   - table: at least one label.
  ///   - stream: the chance that settles ties and starts random restarts.
  func suspicions(
    of table: LabelTable, using stream: RandomStream
  ) throws(AggregationError) -> [Suspicion?]
}

extension LabelTable {
  /// The table without the most suspicious share of those workers about whom something is known.
  ///
  /// Of n such workers ⌊share · n⌋ go; of equally suspicious ones those on whom there is more evidence,
  /// then those of smaller index. Trimming is harmless where it removes trolls, and costs labels where
  /// it removes honest workers: a share no larger than that of the trolls is best.
  ///
  /// - Parameter share: in 0...1.
  /// - Returns: the table, and who was left out, most suspicious first.
  public func trimming(
    _ share: Double, by suspicions: [Suspicion?]
  ) throws(AggregationError) -> (table: LabelTable, excluded: [Int]) {
    precondition((0...1).contains(share), "trimming: a share of \(share)")
    let known = suspicions.compactMap(\.self).sorted {
      ($0.score, Double($0.evidenceCount), Double(-$0.worker))
        > ($1.score, Double($1.evidenceCount), Double(-$1.worker))
    }
    let excluded = known.prefix(Int(share * Double(known.count))).map(\.worker)
    var isExcluded = [Bool](repeating: false, count: workerCount)
    for worker in excluded {
      guard isExcluded.indices.contains(worker) else {
        throw .entryCount(list: "suspicions", count: suspicions.count, expected: workerCount)
      }
      isExcluded[worker] = true
    }
    return (try excluding(isExcluded), excluded)
  }
}
