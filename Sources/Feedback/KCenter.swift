import SandboxCore

/// How often each token stands in what a question shows: only those that do.
struct TokenCounts: Sendable, Hashable {
  /// Ascending.
  private(set) var tokens: [Token] = []
  private(set) var counts: [Double] = []
  /// Σ count².
  private(set) var square = 0.0

  /// Counts the tokens of all responses, or of all drafts where none is shown.
  init(_ question: Question) {
    let episodes = question.items.isEmpty ? question.drafts : question.items
    for token in episodes.flatMap(\.response.continuation).sorted() {
      if token == tokens.last {
        counts[counts.count - 1] += 1
      } else {
        tokens.append(token)
        counts.append(1)
      }
    }
    square = counts.reduce(0) { $0 + $1 * $1 }
  }
}

/// The greedy solution of the k-centre problem: points such that no other is far from all of them.
///
///     next = argmax_i min_{j chosen} ‖x_i − x_j‖
///
/// At most twice as far as the best that k points could do. Gonzalez 1985,
/// doi:10.1016/0304-3975(85)90224-5; Sener & Savarese 2018, arXiv:1708.00489, algorithm 1.
enum KCenter {
  /// Indices of points in the order of their choice, the first point first; of equals the first.
  ///
  /// - Parameter count: how many, at most all.
  static func chosen(_ count: Int, from points: [TokenCounts]) -> [Int] {
    guard count > 0, let width = points.lazy.compactMap(\.tokens.last).max() else {
      return Array(points.indices.prefix(count))
    }
    var nearest = Array(repeating: Double.infinity, count: points.count)
    var chosen: [Int] = []
    var center = [Double](repeating: 0, count: Int(width) + 1)
    var next = 0
    while chosen.count < count {
      chosen.append(next)
      let point = points[next]
      for (token, count) in zip(point.tokens, point.counts) { center[Int(token)] = count }
      for (index, other) in points.enumerated() {
        var product = 0.0
        for entry in other.tokens.indices {
          product += other.counts[entry] * center[Int(other.tokens[entry])]
        }
        nearest[index] = min(nearest[index], other.square + point.square - 2 * product)
      }
      for token in point.tokens { center[Int(token)] = 0 }
      nearest[next] = -1
      for index in nearest.indices where nearest[index] > nearest[next] { next = index }
    }
    return chosen
  }
}
