import Aggregation
import LabelFiles
import PlainText
import Randomness
import Reports
import Statistics

extension LabelResult {
  /// What a reader should know about the labels themselves.
  static func warnings(about file: LabelFile) -> [String] {
    var notes: [String] = []
    if file.workerNames.count == 1 {
      notes.append(
        "there is one worker, \(Excerpt.of(file.workerNames[0])): nothing can be said about how "
          + "reliable they are")
    }
    if file.labelNames.count == 1 {
      notes.append(
        "all labels are \(Excerpt.of(file.labelNames[0])): nothing tells tasks or workers apart")
    }
    let known = file.truths?.count { $0 != nil } ?? 0
    if file.truths != nil, known == 0 { notes.append("no task has a truth in the file") }
    return notes
  }

  /// Where an estimate of classes goes further than its labels bear.
  static func warnings(
    about estimate: TruthEstimate, of file: LabelFile, seed: UInt64
  ) throws -> [String] {
    let stream = RandomStream(seed: seed).child("dependence")
    let dependence = ErrorDependence(try file.classTable(), estimate, using: stream)
    return [shares(estimate, file), inverters(estimate, file), dependence.flatMap(warning)]
      .compactMap(\.self)
  }

  /// How far the shares of classes may lie from those of votes before a note says so, as the sum of
  /// what classes gain; where everybody is right they are equal.
  private static let shareLimit = 0.15

  private static func shares(_ estimate: TruthEstimate, _ file: LabelFile) -> String? {
    var labelled = 0.0
    var sizes = [Double](repeating: 0, count: file.taskNames.count)
    for task in file.tasks { sizes[Int(task)] += 1 }
    var votes = [Double](repeating: 0, count: file.labelNames.count)
    for (task, label) in zip(file.tasks, file.labels) { votes[Int(label)] += 1 / sizes[Int(task)] }
    var found = [Double](repeating: 0, count: votes.count)
    for label in estimate.labels {
      guard let label else { continue }
      labelled += 1
      found[label] += 1
    }
    guard labelled > 0 else { return nil }
    let gains = zip(found, votes).map { ($0 - $1) / labelled }
    let distance = gains.reduce(0) { $0 + max(0, $1) }
    guard distance > max(shareLimit, 2 / labelled.squareRoot()),
      let most = gains.indices.max(by: { gains[$0] < gains[$1] })
    else { return nil }
    func percent(_ share: Double) -> String {
      NumberText.fixed(100 * share / labelled, decimals: 0)
    }
    return "the estimated shares of classes are far from the votes': "
      + "\(Excerpt.of(file.labelNames[most])) has \(percent(found[most])) % of tasks and "
      + "\(percent(votes[most])) % of votes; look whether that can be"
  }

  /// Workers whose labels are those of the verdict less often than chance would have it.
  private static func inverters(_ estimate: TruthEstimate, _ file: LabelFile) -> String? {
    var given = [Int](repeating: 0, count: file.workerNames.count)
    var agreeing = given
    for row in 0..<file.count {
      guard let label = estimate.labels[Int(file.tasks[row])] else { continue }
      given[Int(file.workers[row])] += 1
      if label == Int(file.labels[row]) { agreeing[Int(file.workers[row])] += 1 }
    }
    let chance = 1 / Double(max(2, file.labelNames.count))
    let names = file.workerNames.indices.filter { worker in
      given[worker] > 0
        && (Estimate.proportion(agreeing[worker], of: given[worker]).high ?? 1) < chance
    }.map { file.workerNames[$0] }
    guard !names.isEmpty else { return nil }
    return
      "\(NumberText.counted(names.count, "worker")) \(names.count == 1 ? "agrees" : "agree") with the verdict "
      + "less often than chance: \(Excerpt.list(names)). Where people answer the other way round, one-coin and "
      + "dawid-skene read their labels so; a majority and mace do not"
  }

  private static func warning(_ dependence: ErrorDependence) -> String? {
    guard dependence.isNotable else { return nil }
    return "workers err together: how far they agree varies "
      + "\(NumberText.fixed(dependence.ratio, decimals: 1)) times as much between tasks as independent "
      + "errors would let it; reliabilities and probabilities come out too high"
  }
}
