/// Room for the numbers of the comparisons that are worked on at once, few enough to stay in the nearest
/// cache.
struct ComparisonColumns {
  typealias Column = UnsafeMutableBufferPointer<Double>

  /// How many comparisons there is room for.
  static let size = 256

  /// What the person makes of the responses shown first and second.
  let first: Views
  let second: Views
  /// Log-odds of preferring the first, in nats.
  let leaning: Column
  /// The numbers that decide on the choice, on a mistake, on a lapse, and on the answer in a lapse.
  let choiceDraws: Column
  let mistakeDraws: Column
  let lapseDraws: Column
  let blindDraws: Column
  /// Utilities of the group and of the person's own taste, in reward units; then errors that are shared
  /// and their own.
  let group: Column
  let own: Column

  /// Columns of ``View``s.
  struct Views {
    let worth: Column
    let quality: Column
  }

  /// Lends columns to some work; they hold zeros at first.
  static func withColumns<Result>(_ work: (ComparisonColumns) -> Result) -> Result {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 11 * size) { room in
      room.initialize(repeating: 0)
      func column(_ place: Int) -> Column {
        Column(rebasing: room[(place * size)..<((place + 1) * size)])
      }
      return work(
        ComparisonColumns(
          first: Views(worth: column(0), quality: column(1)),
          second: Views(worth: column(2), quality: column(3)), leaning: column(4),
          choiceDraws: column(5), mistakeDraws: column(6), lapseDraws: column(7),
          blindDraws: column(8), group: column(9), own: column(10)))
    }
  }
}
