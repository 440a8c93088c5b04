import LabelFiles
import PlainText

/// How the items rank by the comparisons or rankings of one group alone.
public struct GroupRanking: Sendable {
  /// The value of the column.
  public var group: String
  /// How many comparisons or rankings the group made.
  public var rowCount: Int
  /// The group's verdict, by the method and the settings of the whole; `nil` where the method found
  /// none, which a note explains.
  public var verdict: ItemRanking?
  /// Place and score of each item, by its name; places count from 1, on each island anew.
  public private(set) var standing: [String: (place: Int, item: ItemRanking.Item)] = [:]

  init(group: String, rowCount: Int, verdict: ItemRanking?) {
    self.group = group
    self.rowCount = rowCount
    self.verdict = verdict
    var island: Int?
    var place = 0
    for item in verdict?.items ?? [] {
      place = item.island == island ? place + 1 : 1
      island = item.island
      standing[item.item] = (place, item)
    }
  }

  /// The groups of a file, in the order in which they appear there; none without groups.
  static func all(
    of file: PreferenceFile, by method: String, options: RatingOptions, seed: UInt64
  ) throws -> (groups: [GroupRanking], notes: [String]) {
    guard let groups = try file.groups?.compared else { return ([], []) }
    var notes = groups.notes
    let rankings = groups.names.indices.map { group in
      let own = file.ofGroup(group, of: groups)
      let rowCount =
        if case .comparisons(let file) = own { file.comparisonCount } else {
          groups.rows(of: group).count
        }
      do {
        return GroupRanking(
          group: groups.names[group], rowCount: rowCount,
          verdict: try ItemRanking(of: own, by: method, options: options, seed: seed))
      } catch {
        notes.append("the group \(Excerpt.of(groups.names[group])) has no ranking: \(error)")
        return GroupRanking(group: groups.names[group], rowCount: rowCount, verdict: nil)
      }
    }
    return (rankings, notes)
  }
}
