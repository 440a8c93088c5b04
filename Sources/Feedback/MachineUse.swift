/// Which questions machines answer, where a crowd has both people and machines.
///
/// A crowd of people alone, or of machines alone, answers everything itself.
public enum MachineUse: Sendable, Hashable, Codable {
  /// Machines answer this share of the questions, drawn by chance, and people the others; in 0...1.
  case share(Double)
  /// Machines answer every question first; the share of which they are least sure, in 0...1, is put to
  /// people as well, and people's answers stand instead. Machines are paid for those too; where people
  /// can no longer be paid, machines' answers stand.
  ///
  /// A machine is as sure as |P(first) − ½|, or |P(up) − ½|; where its channel has no probability, as the
  /// grade or the rating lies from the middle, on the same scale of 0...½; of rankings, corrections and
  /// demonstrations it is never sure, and when it declines it is not. Several machines count by their
  /// mean.
  case routing(toPeople: Double)
}
