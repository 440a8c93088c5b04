extension RandomStream {
  /// Picks whole groups at random until they hold a share of all members.
  ///
  /// Groups are taken in random order until the share is reached; one that would lead further past it
  /// than it is short of it is passed over. At least one group is left, so of a single group nothing is
  /// picked.
  ///
  /// - Parameters:
  ///   - keys: the group of each member.
  ///   - share: of the members, in 0...1.
  /// - Returns: for each member whether its group was picked.
  public mutating func wholeGroups<Key: Hashable & Comparable>(
    of keys: [Key], share: Double
  ) -> [Bool] {
    precondition((0...1).contains(share), "a share of \(share)")
    var counts: [Key: Int] = [:]
    for key in keys { counts[key, default: 0] += 1 }
    // Sorted: the order of a dictionary is another from run to run.
    let groups = counts.sorted { $0.key < $1.key }
    var missing = Int((share * Double(keys.count)).rounded())
    var picked = Set<Key>()
    for place in permutation(groups.count) where missing > 0 && picked.count + 1 < groups.count {
      let group = groups[place]
      guard group.value <= 2 * missing else { continue }
      picked.insert(group.key)
      missing -= group.value
    }
    return keys.map(picked.contains)
  }
}
