import Testing

@testable import Aggregation

@Suite struct RatingErrorTests {
  @Test(arguments: [
    (
      RatingError.noMatches,
      """
      there is nothing to rate: no comparison has a positive weight; give at least one \
      comparison of two different items
      """
    ),
    (
      .neverScoring(items: [3]),
      """
      item 3 never won or tied against any other item (or never met one), so no finite \
      strength fits; add comparisons, leave it out, or ask for a ridge (`.ridge(0.01)`)
      """
    ),
    (
      .neverScoring(items: Array(0..<12)),
      """
      items 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and 2 more never won or tied against any other item \
      (or never met one), so no finite strength fits; add comparisons, leave them out, or \
      ask for a ridge (`.ridge(0.01)`)
      """
    ),
    (
      .comparedWithItself(item: 2, row: 7),
      "row 7: item 2 is compared with itself; leave the row out"
    ),
    (
      .missing(column: "rater", method: "crowd-bt"),
      """
      crowd-bt needs the column rater, which the comparisons do not have; add it, or choose \
      a method that does without
      """
    ),
    (
      .unknownMethod("bt", known: ["elo", "borda"]),
      "there is no ranking method bt; choose one of elo, borda"
    ),
    (
      .unbounded(parameter: "first-position advantage"),
      """
      first-position advantage: grows without bound, because the comparisons never \
      contradict it; add comparisons that do, leave it out, or ask for a ridge \
      (`.ridge(0.01)`)
      """
    ),
  ])
  func texts(error: RatingError, text: String) {
    #expect(error.description == text)
  }
}
