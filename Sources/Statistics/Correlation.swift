import CGSL

/// Pearson's product-moment correlation.
///
///     r = Σ (x − x̄)(y − ȳ) / √(Σ (x − x̄)² Σ (y − ȳ)²)
///
/// - Parameters:
///   - x: at least 2 values, all finite.
///   - y: as many values, all finite.
/// - Returns: in −1...1; `nil` (undefined) when either list is constant.
public func pearson(_ x: [Double], _ y: [Double]) -> Double? {
  requirePairs(x, y, atLeast: 2)
  return defined(gsl_stats_correlation(x, 1, y, 1, x.count))
}

/// Spearman's rank correlation: Pearson's of the ranks, where equal values share their mean rank.
///
/// - Parameters:
///   - x: at least 2 values, all finite.
///   - y: as many values, all finite.
/// - Returns: in −1...1; `nil` (undefined) when either list is constant.
public func spearman(_ x: [Double], _ y: [Double]) -> Double? {
  requirePairs(x, y, atLeast: 2)
  var work = [Double](repeating: 0, count: 2 * x.count)
  return defined(gsl_stats_spearman(x, 1, y, 1, x.count, &work))
}

/// Kendall's rank correlation τ-b: by how much pairs in the same order outweigh pairs in opposite
/// order, corrected for ties.
///
///     τ_b = (concordant − discordant) / √((n₀ − n₁)(n₀ − n₂))
///
/// n₀ = n(n − 1)/2 pairs, of which n₁ are tied in x and n₂ in y. Kendall 1945,
/// doi:10.1093/biomet/33.3.239. Computed in O(n log n): the discordant pairs are the exchanges of a
/// merge sort (Knight 1966, doi:10.1080/01621459.1966.10480879).
///
/// - Parameters:
///   - x: at least 2 values, all finite.
///   - y: as many values, all finite.
/// - Returns: in −1...1, 1 for the same order without ties; `nil` (undefined) when either list is
///   constant.
public func kendallTauB(_ x: [Double], _ y: [Double]) -> Double? {
  requirePairs(x, y, atLeast: 2)
  let pairs = zip(x, y).sorted { $0 < $1 }
  let pairCount = pairs.count * (pairs.count - 1) / 2
  let tiedInX = tiedPairCount(pairs) { $0.0 == $1.0 }
  let tiedInBoth = tiedPairCount(pairs) { $0 == $1 }
  var ordered = pairs.map(\.1)
  let discordant = sortCountingExchanges(&ordered)
  let tiedInY = tiedPairCount(ordered) { $0 == $1 }
  guard tiedInX < pairCount, tiedInY < pairCount else { return nil }
  let surplus = pairCount - tiedInX - tiedInY + tiedInBoth - 2 * discordant
  let scale = Double(pairCount - tiedInX).squareRoot() * Double(pairCount - tiedInY).squareRoot()
  return min(max(Double(surplus) / scale, -1), 1)
}

/// `nil` for the 0/0 of a constant list; rounding never leaves −1...1.
private func defined(_ correlation: Double) -> Double? {
  correlation.isNaN ? nil : min(max(correlation, -1), 1)
}

/// How many pairs lie within runs of equal neighbours of a sorted list.
private func tiedPairCount<Element>(
  _ sorted: [Element], areTied: (Element, Element) -> Bool
) -> Int {
  var pairs = 0
  var runLength = 1
  for index in sorted.indices.dropFirst() {
    runLength = areTied(sorted[index - 1], sorted[index]) ? runLength + 1 : 1
    pairs += runLength - 1
  }
  return pairs
}

/// Sorts by merging from the bottom up, and counts the pairs that stood in the wrong order.
private func sortCountingExchanges(_ values: inout [Double]) -> Int {
  var exchanges = 0
  var merged = values
  var width = 1
  while width < values.count {
    for start in stride(from: 0, to: values.count, by: 2 * width) {
      let middle = min(start + width, values.count)
      let end = min(start + 2 * width, values.count)
      var (left, right) = (start, middle)
      for position in start..<end {
        if left < middle && (right == end || values[left] <= values[right]) {
          merged[position] = values[left]
          left += 1
        } else {
          merged[position] = values[right]
          right += 1
          exchanges += middle - left
        }
      }
    }
    swap(&values, &merged)
    width *= 2
  }
  return exchanges
}
