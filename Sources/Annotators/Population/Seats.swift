/// Divides whole people by fractional shares, one after another: the divisor method of Webster
/// (also Sainte-Laguë).
///
///     person i joins the group with the greatest s_g / (2·n_g + 1),   n_g its people so far
///
/// Of k people in all each group has, but for rare cases with many groups, its share rounded down
/// or up, as by the largest remainder. Unlike with that method, one person more changes nobody's
/// group (Balinski & Young 1982, "Fair Representation").
///
/// - Parameters:
///   - total: how many people.
///   - shares: each ≥ 0, with a positive sum.
/// - Returns: the place of each person's group; of equals the earlier group is served first.
func seats(total: Int, shares: [Double]) -> [Int] {
  precondition(
    shares.contains { $0 > 0 } && shares.allSatisfy { $0 >= 0 && $0.isFinite }, "shares \(shares)")
  var counts = [Double](repeating: 0, count: shares.count)
  return (0..<total).map { _ in
    var best = 0
    for place in shares.indices
    where shares[place] / (2 * counts[place] + 1) > shares[best] / (2 * counts[best] + 1) {
      best = place
    }
    counts[best] += 1
    return best
  }
}
