/// How far apart two sets of labels are, in 0...1.
public enum SetDistance: String, Sendable, Hashable, CaseIterable {
  /// 1 − |A ∩ B| / |A ∪ B| (Jaccard 1912).
  case jaccard
  /// 1 − J · M with J as in Jaccard's distance and M = 1 for equal sets, 2/3 where one holds the other,
  /// 1/3 where they overlap otherwise (Passonneau 2006, "Measuring agreement on set-valued items", LREC).
  case masi

  /// The distance of two sets; 0 of equal ones, two empty ones included.
  func between(_ first: Set<String>, _ second: Set<String>) -> Double {
    if first == second { return 0 }
    let common = Double(first.intersection(second).count)
    let jaccard = common / Double(first.union(second).count)
    switch self {
    case .jaccard: return 1 - jaccard
    case .masi:
      let isNested = first.isSubset(of: second) || second.isSubset(of: first)
      return 1 - jaccard * (isNested ? 2.0 / 3 : 1.0 / 3)
    }
  }
}
