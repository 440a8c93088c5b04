import Randomness
import Testing

@Suite struct WholeGroupsTests {
  private func picked(_ keys: [Int], _ share: Double, seed: UInt64) -> [Bool] {
    var stream = RandomStream(seed: seed)
    return stream.wholeGroups(of: keys, share: share)
  }

  @Test func groupsStayTogetherAndTheOrderOfMembersDoesNotMatter() {
    let keys = (0..<120).map { $0 * 7 % 13 }
    for seed in 1...20 as ClosedRange<UInt64> {
      let found = picked(keys, 0.3, seed: seed)
      for key in 0..<13 {
        #expect(Set(zip(keys, found).filter { $0.0 == key }.map(\.1)).count == 1)
      }
      #expect(picked(keys.reversed(), 0.3, seed: seed) == found.reversed())
      // Groups have 9 or 10 members: 36 is met to within half a group.
      #expect(abs(found.count { $0 } - 36) <= 5)
    }
  }

  /// Of 10 equal groups 3 are picked. Each is picked in 3/10 of 2,000 draws: ± 5 · √(0.3 · 0.7 / 2,000) =
  /// ± 0.051.
  @Test func everyGroupIsPickedAsOften() {
    let keys = (0..<50).map { $0 / 5 }
    var counts = [Double](repeating: 0, count: 10)
    for seed in 0..<2_000 as Range<UInt64> {
      let found = picked(keys, 0.3, seed: seed)
      #expect(found.count { $0 } == 15)
      for group in 0..<10 where found[5 * group] { counts[group] += 1 }
    }
    for count in counts { #expect(abs(count / 2_000 - 0.3) < 0.051) }
  }

  @Test func aGroupIsAlwaysLeft() {
    #expect(picked([4, 4, 4], 1, seed: 1) == [false, false, false])
    #expect(picked([4, 5, 4, 5], 1, seed: 1).count { $0 } == 2)
    #expect(picked([1, 2, 3], 0, seed: 1) == [false, false, false])
    #expect(picked([], 0.5, seed: 1).isEmpty)
  }
}
