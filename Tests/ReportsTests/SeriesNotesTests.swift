import Testing

@testable import Reports

@Suite struct SeriesNotesTests {
  /// What phases record and everyone is shown has a unit and a meaning.
  @Test(arguments: [
    "loss", "held_out_loss", "accuracy", "held_out_accuracy", "score_loss", "held_out_score_loss",
    "held_out_score_accuracy", "approval_loss", "held_out_approval_loss", "approval_accuracy",
    "held_out_approval_accuracy", "questions_answered", "dollars", "chosen_by_strategy",
    "label_accuracy", "held_out_gold_reward", "held_out_proxy_reward", "reward", "value_loss",
  ])
  func theSeriesIsExplained(name: String) throws {
    let note = try #require(SeriesNotes.note(name))
    #expect(!note.unit.isEmpty && note.meaning.hasSuffix("."))
  }

  @Test func whatIsNotKnownHasNoNote() {
    #expect(SeriesNotes.note("no_such_series") == nil)
  }
}
