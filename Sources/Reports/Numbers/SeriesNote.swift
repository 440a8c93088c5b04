/// What a reader is told about a series that a phase records step by step; metrics of whole runs stand in
/// the metric glossary instead.
struct SeriesNote: Sendable, Hashable {
  /// The series' name in snake case, as records spell it.
  var name: String
  /// Its unit in words, such as `nats an episode`.
  var unit: String
  /// What it means, in a sentence or two.
  var meaning: String
}
