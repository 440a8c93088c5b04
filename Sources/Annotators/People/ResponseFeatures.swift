/// What one response shows a person, in numbers: all that ``SimulatedAnnotator/view(of:notes:)`` looks at.
///
/// Whether the numbers come from an episode or from the columns of a table, the same view is made of them.
struct ResponseFeatures: Sendable, Hashable {
  /// u_g, the worth to the person's group, in reward units.
  var groupUtility = 0.0
  /// What the person's own taste adds, in reward units.
  var ownUtility = 0.0
  /// The worth to someone for whom early steps count less, in reward units; `nil` where the whole is judged.
  var shortUtility: Double?
  /// Tokens that the agent wrote.
  var length = 0.0
  /// How much the response agrees with the person's stance, in units of its attribute.
  var agreement = 0.0
  /// Whether the person's favoured writer wrote it.
  var isFavoured = false
  /// The person's leaning towards the topic, in standard deviations.
  var topicBias = 0.0
  /// The person's error about this response, in standard deviations.
  var error = 0.0
}
