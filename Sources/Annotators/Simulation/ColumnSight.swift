import CKernels
import Foundation
import Randomness
import SandboxCore

/// One person's eyes for columns: ``Person/view(of:notes:)``, term by term, for many responses at once.
struct ColumnSight {
  let person: Person
  /// γ to the power of 0, 1, 2 …: what a step counts by its age.
  let ageWeights: [Double]
  /// By topic: the person's leaning, and what is left of their error.
  private let topicBiases: [Double]
  private let errorScales: [Double]
  /// For each taste of the group, by topic: whether it is felt.
  let tastesFelt: [[Bool]]
  /// The place of the favoured writer's name, or none.
  private let favoured: UInt8?
  private let topics: [UInt8]
  /// Utilities, then errors.
  let group: ComparisonColumns.Column
  let own: ComparisonColumns.Column

  /// Eyes for a table.
  ///
  /// - Parameter columns: room to work in.
  init(of person: Person, for table: ComparisonTable, in columns: ComparisonColumns) {
    self.person = person
    let traits = person.traits
    ageWeights = (0..<max(table.first.courses.longest, table.second.courses.longest)).map {
      pow(traits.discount, Double($0))
    }
    topicBiases = table.topicNames.map { traits.topicBiases.value(of: $0) }
    errorScales = table.topicNames.map {
      (1 - traits.expertise.value(of: $0)) * traits.misperception
    }
    tastesFelt = person.opinion.groupSlopes.map { table.topicNames.map($0.applies) }
    favoured = table.writers.firstIndex { !$0.isEmpty && $0 == traits.favouredWriter }
      .map { UInt8($0) }
    topics = table.topics
    group = columns.group
    own = columns.own
    if person.opinion.ownSlopes.isEmpty { own.update(repeating: 0) }
  }

  /// Looks at some rows of one side; their views go to places 0..<rows.count.
  func see(_ side: ResponseColumns, _ rows: Range<Int>, into views: ComparisonColumns.Views) {
    let (traits, quality) = (person.traits, views.quality)
    addUtilities(of: side, rows)
    addWorth(rows.count, to: views)
    if traits.discount < 1, !side.courses.starts.isEmpty {
      addShortSight(of: side.courses, rows, to: quality)
    }
    if traits.lengthBias != 0 { addLength(side.lengths, rows, to: quality) }
    if let stance = person.stance, traits.sycophancy != 0 {
      let values = side.attributes[stance.attribute]
      for i in 0..<rows.count {
        let agreement = stance.sign * values[rows.lowerBound + i]
        quality[i] += traits.sycophancy * agreement
      }
    }
    if let favoured, traits.selfPreference != 0, !side.writers.isEmpty {
      for i in 0..<rows.count where side.writers[rows.lowerBound + i] == favoured {
        quality[i] += traits.selfPreference
      }
    }
    if !traits.topicBiases.isEmpty {
      for i in 0..<rows.count { quality[i] += topicBiases[topic(rows.lowerBound + i)] }
    }
    if traits.misperception > 0 { addErrors(side.fingerprints, rows, to: quality) }
  }

  func topic(_ row: Int) -> Int { topics.isEmpty ? 0 : Int(topics[row]) }

  /// u_g and the person's own part.
  private func addUtilities(of side: ResponseColumns, _ rows: Range<Int>) {
    let opinion = person.opinion
    let start = rows.lowerBound
    let gold = side.gold
    for i in 0..<rows.count {
      group[i] = opinion.group.goldWeight * gold[start + i]
    }
    for (slope, felt) in zip(opinion.groupSlopes, tastesFelt) {
      let values = side.attributes[slope.index]
      for i in 0..<rows.count where felt[topic(start + i)] {
        group[i] += slope.weight * values[start + i]
      }
    }
    guard !opinion.ownSlopes.isEmpty else { return }
    for i in 0..<rows.count { own[i] = opinion.ownOffset }
    for slope in opinion.ownSlopes {
      let values = side.attributes[slope.index]
      for i in 0..<rows.count {
        own[i] += slope.weight * values[start + i]
      }
    }
  }

  private func addWorth(_ count: Int, to views: ComparisonColumns.Views) {
    rlhf_standardize(
      group.baseAddress, own.baseAddress, person.scale.goldMean, person.scale.goldDeviation,
      Int64(count), views.worth.baseAddress, views.quality.baseAddress)
  }

  private func addLength(
    _ lengths: [Double], _ rows: Range<Int>, to quality: ComparisonColumns.Column
  ) {
    precondition(!lengths.isEmpty, "a person with a length bias is not told lengths")
    let (weight, scale) = (person.traits.lengthBias, person.scale)
    for i in 0..<rows.count {
      let length = lengths[rows.lowerBound + i]
      quality[i] += weight * (length - scale.lengthMean) / scale.lengthDeviation
    }
  }

  /// e_j(y), as ``Perception`` has it.
  private func addErrors(
    _ fingerprints: [Int], _ rows: Range<Int>, to quality: ComparisonColumns.Column
  ) {
    precondition(!fingerprints.isEmpty, "a person who misperceives is told no fingerprints")
    let correlation = person.traits.errorCorrelation
    if correlation > 0 {
      Luck.normals(of: person.perception.shared, events: fingerprints[rows], at: 0, into: group)
    }
    if correlation < 1 {
      Luck.normals(of: person.perception.own, events: fingerprints[rows], at: 0, into: own)
    }
    let (sharedPart, ownPart) = (correlation.squareRoot(), (1 - correlation).squareRoot())
    for i in 0..<rows.count {
      var error = 0.0
      if correlation > 0 { error += sharedPart * group[i] }
      if correlation < 1 { error += ownPart * own[i] }
      quality[i] += errorScales[topic(rows.lowerBound + i)] * error
    }
    if person.opinion.ownSlopes.isEmpty { own.update(repeating: 0) }
  }
}

extension ResponseColumns.Courses {
  /// The most moments that a response has.
  fileprivate var longest: Int {
    zip(starts, starts.dropFirst()).reduce(0) { max($0, $1.1 - $1.0) }
  }
}
