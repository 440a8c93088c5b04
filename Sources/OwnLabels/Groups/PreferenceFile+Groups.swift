import LabelFiles

extension PreferenceFile {
  /// How a column divides the comparisons or rankings into groups; `nil` where none was named.
  var groups: LabelGroups? {
    switch self {
    case .comparisons(let file): file.groups
    case .rankings(let file): file.groups
    }
  }

  /// What one group said, with the items and the workers that occur in it.
  func ofGroup(_ group: Int, of groups: LabelGroups) -> PreferenceFile {
    let rows = groups.rows(of: group)
    switch self {
    case .comparisons(let file): return .comparisons(file.keeping(rows))
    case .rankings(let file): return .rankings(file.keeping(rows))
    }
  }
}

extension ComparisonFile {
  fileprivate func keeping(_ rows: [Int]) -> ComparisonFile {
    var file = self
    let sides = renumbered(rows.flatMap { [left[$0], right[$0]] }, itemNames)
    file.itemNames = sides.names
    file.left = rows.indices.map { sides.indices[2 * $0] }
    file.right = rows.indices.map { sides.indices[2 * $0 + 1] }
    file.outcomes = rows.map { outcomes[$0] }
    if let workers, let workerNames {
      let kept = renumbered(rows.map { workers[$0] }, workerNames)
      (file.workers, file.workerNames) = (kept.indices, kept.names)
    }
    file.weights = weights.map { weights in rows.map { weights[$0] } }
    file.multiplicities = multiplicities.map { counts in rows.map { counts[$0] } }
    file.periods = periods.map { periods in rows.map { periods[$0] } }
    for index in covariates.indices {
      file.covariates[index].left = rows.map { covariates[index].left[$0] }
      file.covariates[index].right = rows.map { covariates[index].right[$0] }
    }
    file.groups = nil
    file.notes = []
    return file
  }
}

extension RankingFile {
  fileprivate func keeping(_ rankings: [Int]) -> RankingFile {
    var file = self
    let places = rankings.flatMap { Array(range(of: $0)) }
    (file.items, file.itemNames) = renumbered(places.map { items[$0] }, itemNames)
    file.ranks = places.map { ranks[$0] }
    file.starts = rankings.reduce(into: [0]) { $0.append(($0.last ?? 0) + range(of: $1).count) }
    file.rankingNames = rankings.map { rankingNames[$0] }
    if let workers, let workerNames {
      let kept = renumbered(rankings.map { workers[$0] }, workerNames)
      (file.workers, file.workerNames) = (kept.indices, kept.names)
    }
    file.weights = weights.map { weights in rankings.map { weights[$0] } }
    file.groups = nil
    file.notes = []
    return file
  }
}
