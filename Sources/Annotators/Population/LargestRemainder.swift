/// Divides whole people by fractional shares: Hamilton's method of the largest remainder.
///
///     seats_i = ⌊n · s_i / Σs⌋, and one more for those with the largest remainders
///
/// So 20 % of 20 people is 4, never 3 or 5 by bad luck.
///
/// - Parameters:
///   - total: n ≥ 0.
///   - shares: each ≥ 0, with a positive sum.
/// - Returns: whole numbers that sum to n; of equal remainders the earlier share is served first.
func largestRemainder(total: Int, shares: [Double]) -> [Int] {
  let sum = shares.reduce(0, +)
  precondition(sum > 0 && sum.isFinite, "the shares sum to \(sum), not to a positive number")
  let quotas = shares.map { Double(total) * $0 / sum }
  var seats = quotas.map { Int($0.rounded(.down)) }
  let byRemainder = quotas.indices.sorted {
    let left = quotas[$0] - Double(seats[$0])
    let right = quotas[$1] - Double(seats[$1])
    return left == right ? $0 < $1 : left > right
  }
  for index in byRemainder.prefix(total - seats.reduce(0, +)) { seats[index] += 1 }
  return seats
}
