import Randomness

/// How often a worker says what most of the others say about the same task.
///
/// The worker's own labels do not take part in the majority; tasks on which the others are tied do not
/// count. The score is 1 − (agreeing + 1) / (tasks + 2). The p value is the lower tail of a binomial at
/// the rate at which all other workers agree with their majorities.
public struct MajorityAgreement: Defence {
  /// A test of agreement.
  public init() {}

  /// The name on the command line.
  public let name = "majority-agreement"
  /// Whom it suspects.
  public let summary = "Suspects those who seldom say what most of the others say."
  /// What it takes for granted.
  public let assumptions =
    "Most labels are honest; all honest workers meet tasks of like difficulty."
  /// What the data must be like.
  public let needs = "Three or more labels a task, and ten or more tasks a worker."

  /// What speaks against each worker; see the protocol.
  public func suspicions(
    of table: LabelTable, using stream: RandomStream
  ) throws(AggregationError) -> [Suspicion?] {
    try table.requireLabels(for: name)
    let (agreeing, counts) = Self.agreement(table)
    let all = (agreeing: agreeing.reduce(0, +), count: counts.reduce(0, +))
    return (0..<table.workerCount).map { worker -> Suspicion? in
      let (own, count) = (agreeing[worker], counts[worker])
      guard count > 0 else { return nil }
      let rate =
        all.count > count ? Double(all.agreeing - own) / Double(all.count - count) : nil
      return Suspicion(
        worker: worker, score: 1 - (Double(own) + 1) / (Double(count) + 2),
        pValue: rate.map { BinomialTail.lower(own, of: count, probability: $0) },
        evidenceCount: count, reason: "agreed with the majority of the others on \(own) of \(count)"
      )
    }.adjusted
  }

  /// With how many untied majorities of the others each worker agrees, and of how many.
  static func agreement(_ table: LabelTable) -> (agreeing: [Int], counts: [Int]) {
    var agreeing = [Int](repeating: 0, count: table.workerCount)
    var counts = agreeing
    var votes = [Int](repeating: 0, count: table.classCount)
    var own = votes
    for task in 0..<table.taskCount {
      let places = table.starts[task]..<table.starts[task + 1]
      for label in table.labels[places] { votes[Int(label)] += 1 }
      // The classes with the most votes first, so that few have to be looked at for each worker.
      let classes = Set(table.labels[places]).map { Int($0) }
        .sorted { (votes[$0], $1) > (votes[$1], $0) }
      let byWorker = places.sorted { (table.workers[$0], $0) < (table.workers[$1], $1) }
      for group in byWorker.chunked(by: { table.workers[$0] == table.workers[$1] }) {
        for place in group { own[Int(table.labels[place])] += 1 }
        if let winner = soleWinner(classes, votes, without: own), let first = group.first {
          let worker = Int(table.workers[first])
          counts[worker] += group.count
          agreeing[worker] += group.count { Int(table.labels[$0]) == winner }
        }
        for place in group { own[Int(table.labels[place])] = 0 }
      }
      for label in classes { votes[label] = 0 }
    }
    return (agreeing, counts)
  }

  /// The class with the most votes beside a worker's own; `nil` for a tie, and where there are none.
  ///
  /// - Parameter classes: by falling number of votes.
  private static func soleWinner(_ classes: [Int], _ votes: [Int], without own: [Int]) -> Int? {
    var best = -1
    var most = 0
    var isTied = false
    for label in classes {
      // No later class has more than this one has with the worker's own.
      if votes[label] < most || (isTied && votes[label] == most) { break }
      let count = votes[label] - own[label]
      if count > most {
        (best, most, isTied) = (label, count, false)
      } else if count == most {
        isTied = true
      }
    }
    return most == 0 || isTied ? nil : best
  }
}

extension Array {
  /// The longest runs of neighbours that belong together, in order.
  fileprivate func chunked(by areTogether: (Element, Element) -> Bool) -> [ArraySlice<Element>] {
    var runs: [ArraySlice<Element>] = []
    var start = startIndex
    for place in indices where place > start && !areTogether(self[place - 1], self[place]) {
      runs.append(self[start..<place])
      start = place
    }
    if start < endIndex { runs.append(self[start...]) }
    return runs
  }
}
