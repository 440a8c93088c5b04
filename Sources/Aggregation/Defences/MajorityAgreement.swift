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
    for task in 0..<table.taskCount {
      let places = table.starts[task]..<table.starts[task + 1]
      for place in places { votes[Int(table.labels[place])] += 1 }
      for place in places {
        let worker = table.workers[place]
        for own in places where table.workers[own] == worker { votes[Int(table.labels[own])] -= 1 }
        if let winner = soleWinner(table.labels[places], votes) {
          counts[Int(worker)] += 1
          if winner == Int(table.labels[place]) { agreeing[Int(worker)] += 1 }
        }
        for own in places where table.workers[own] == worker { votes[Int(table.labels[own])] += 1 }
      }
      for place in places { votes[Int(table.labels[place])] = 0 }
    }
    return (agreeing, counts)
  }

  /// The class with the most votes among some, which may name it several times; `nil` for a tie.
  private static func soleWinner(_ labels: ArraySlice<Int32>, _ votes: [Int]) -> Int? {
    var best = -1
    var most = 0
    var isTied = false
    for label in labels {
      let count = votes[Int(label)]
      if count > most {
        (best, most, isTied) = (Int(label), count, false)
      } else if count == most, Int(label) != best {
        isTied = true
      }
    }
    return most == 0 || isTied ? nil : best
  }
}
