/// What a person makes of one response.
struct PerceivedQuality: Sendable, Hashable {
  /// What it is worth to them at leisure: their own utility alone, in standard deviations. Whether to call
  /// it a tie, or to decline, is decided by this.
  var worth: Double
  /// What they judge it by: the same seen with all their leanings, in standard deviations.
  var quality: Double

  /// A view with the same worth and quality.
  init(_ quality: Double) {
    worth = quality
    self.quality = quality
  }
}
