extension ColumnSight {
  /// u₀ + Σ_t γ^(H−t) (u_t − u_{t−1}) in place of the whole.
  func addShortSight(
    of courses: ResponseColumns.Courses, _ rows: Range<Int>, to quality: ComparisonColumns.Column
  ) {
    let opinion = person.opinion
    let goldWeight = opinion.group.goldWeight
    courses.gold.withUnsafeBufferPointer { gold in
      if opinion.groupSlopes.isEmpty && opinion.ownSlopes.isEmpty {
        addShortSight(courses.starts, rows, to: quality) { moment, _ in goldWeight * gold[moment] }
      } else {
        addShortSight(courses.starts, rows, to: quality) { moment, topic in
          utility(of: courses.attributes, groupGold: goldWeight * gold[moment], moment, topic)
        }
      }
    }
  }

  /// - Parameter utility: at a moment, on a topic, in reward units.
  @inline(__always)
  private func addShortSight(
    _ starts: [Int], _ rows: Range<Int>, to quality: ComparisonColumns.Column,
    utility: (Int, Int) -> Double
  ) {
    let deviation = person.scale.goldDeviation
    starts.withUnsafeBufferPointer { starts in
      ageWeights.withUnsafeBufferPointer { weights in
        for i in 0..<rows.count {
          let row = rows.lowerBound + i
          let (from, to) = (starts[row], starts[row + 1])
          guard to - from > 1 else { continue }
          let topic = topic(row)
          var last = utility(from, topic)
          var sum = last
          for moment in (from + 1)..<to {
            let next = utility(moment, topic)
            sum += weights[to - 1 - moment] * (next - last)
            last = next
          }
          quality[i] += (sum - group[i] - own[i]) / deviation
        }
      }
    }
  }

  private func utility(
    of attributes: [[Double]], groupGold: Double, _ moment: Int, _ topic: Int
  ) -> Double {
    let opinion = person.opinion
    var group = groupGold
    for (place, slope) in opinion.groupSlopes.enumerated() where tastesFelt[place][topic] {
      group += slope.weight * attributes[slope.index][moment]
    }
    guard !opinion.ownSlopes.isEmpty else { return group }
    var own = opinion.ownOffset
    for slope in opinion.ownSlopes { own += slope.weight * attributes[slope.index][moment] }
    return group + own
  }
}
