import Testing

@testable import Annotators

@Suite struct SeatsTests {
  private func counts(_ total: Int, _ shares: [Double]) -> [Int] {
    let seats = seats(total: total, shares: shares)
    return shares.indices.map { group in seats.count { $0 == group } }
  }

  @Test func sharesOfWholePeople() {
    #expect(counts(20, [3, 1]) == [15, 5])
    #expect(counts(20, [0.4, 0.3, 0.2, 0.1]) == [8, 6, 4, 2])
    #expect(counts(10, [1, 1, 1]) == [4, 3, 3])
    // Quotients of 4: 4, 1.33, .8, .57, .44, .36; of 2: 2, .67, .4; of 1: 1.
    #expect(counts(10, [1, 2, 4]) == [1, 3, 6])
    #expect(counts(3, [0, 1]) == [0, 3])
    #expect(seats(total: 6, shares: [1, 2]) == [1, 0, 1, 1, 0, 1])
  }

  @Test func onePersonMoreChangesNobody() {
    let shares = [0.45, 0.31, 0.24]
    let most = seats(total: 60, shares: shares)
    for total in 0..<60 {
      #expect(seats(total: total, shares: shares) == Array(most.prefix(total)))
      for (share, count) in zip(shares, counts(total, shares)) {
        #expect(abs(Double(count) - share * Double(total)) < 1)
      }
    }
  }
}
