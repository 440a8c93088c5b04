extension ConfusionModel {
  /// How many labels of each class the draw of a row weighs.
  private static var rowWeight: Double { 20 }

  /// w, what part of all tasks the draw of the shares of classes weighs, from r labels a worker and
  /// squared class: (20 / r)², but at most 1.
  private var shareWeight: Double {
    let perConfusion =
      Double(table.labelCount)
      / Double(max(1, table.workerCount) * table.classCount * table.classCount)
    return min(1, 400 / (perConfusion * perConfusion))
  }

  /// Tables of confusions, each row drawn towards what accuracy and habit alone would say.
  ///
  ///     π_jkl = (count_jkl + 20 m_jkl) / (Σ_l count_jkl + 20)
  ///     m_jkk = a_j = (right_j + 2 a) / (n_j + 2),   m_jkl = (1 − a_j) ξ_jl / (1 − ξ_jk)
  ///     ξ_jl = (errors_jl + 1) / (errors_j + K),   p_k = (mean_i T_ik + w / K) / (1 + w)
  ///
  /// a is the accuracy of all workers together, errors_jl how often worker j is expected to have
  /// said l wrongly; w falls from 1 to 0 as workers give more labels, since free shares run away to
  /// one class where little is known of workers. A row without labels is the worker's accuracy and
  /// habit, a worker without labels the crowd; with many labels both become
  /// ``estimateMatrices(from:into:)``. The weights were chosen on simulated crowds
  /// (`SuitedMethodTests`).
  func estimateSmoothed(from counts: [Double], into parameters: inout [Double]) {
    let classes = table.classCount
    let weight = shareWeight
    for label in 0..<classes {
      parameters[label] =
        (counts[label] / labelledCount + weight / Double(classes)) / (1 + weight)
    }
    var allRight = 1.0
    for worker in 0..<table.workerCount {
      let start = (1 + worker * classes) * Self.width
      for label in 0..<classes { allRight += counts[start + label * Self.width + label] }
    }
    let accuracy = allRight / (Double(table.labelCount) + 2)
    for worker in 0..<table.workerCount {
      smooth(worker, counts, accuracyOfAll: accuracy, &parameters)
    }
  }

  private func smooth(
    _ worker: Int, _ counts: [Double], accuracyOfAll: Double, _ parameters: inout [Double]
  ) {
    let classes = table.classCount
    let start = (1 + worker * classes) * Self.width
    var habits = [Double](repeating: 1, count: classes)
    var rows = [Double](repeating: 0, count: classes)
    var right = 0.0
    var errors = Double(classes)
    for label in 0..<classes {
      for trueClass in 0..<classes {
        let count = counts[start + label * Self.width + trueClass]
        rows[trueClass] += count
        if label == trueClass {
          right += count
        } else {
          habits[label] += count
          errors += count
        }
      }
    }
    let labels = right + errors - Double(classes)
    let accuracy = classes == 1 ? 1 : (right + 2 * accuracyOfAll) / (labels + 2)
    for trueClass in 0..<classes {
      let others = errors - habits[trueClass]
      for label in 0..<classes {
        let place = start + label * Self.width + trueClass
        let drawn =
          label == trueClass ? accuracy : (1 - accuracy) * habits[label] / others
        parameters[place] =
          (counts[place] + Self.rowWeight * drawn) / (rows[trueClass] + Self.rowWeight)
      }
    }
  }
}
