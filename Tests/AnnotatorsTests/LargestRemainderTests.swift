import Testing

@testable import Annotators

@Suite struct LargestRemainderTests {
  @Test func sharesOfWholePeople() {
    #expect(largestRemainder(total: 20, shares: [0.8, 0.2]) == [16, 4])
    #expect(largestRemainder(total: 100, shares: [0.71, 0.29]) == [71, 29])
    #expect(largestRemainder(total: 10, shares: [3, 3, 3]) == [4, 3, 3])
    // Quotas 1.43, 2.86 and 5.71: the two places left go to .86 and .71.
    #expect(largestRemainder(total: 10, shares: [1, 2, 4]) == [1, 3, 6])
    #expect(largestRemainder(total: 3, shares: [0, 1]) == [0, 3])
  }

  @Test func nobodyIsLostAndMoreShareIsNeverFewerPeople() {
    for total in 1...40 {
      var last = 0
      for percent in 0...100 {
        let share = Double(percent) / 100
        let seats = largestRemainder(total: total, shares: [1 - share, share])
        #expect(seats.reduce(0, +) == total)
        #expect(seats[1] >= last)
        #expect(abs(Double(seats[1]) - share * Double(total)) <= 0.5 + 1e-9)
        last = seats[1]
      }
    }
  }
}
