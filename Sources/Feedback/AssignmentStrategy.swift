/// Who is given a question.
public enum AssignmentStrategy: String, Sendable, Hashable, Codable, CaseIterable {
  /// Anybody, in proportion to their activity, however long their own queue is. Where the number of
  /// people who may work at once is limited: anybody of those who are free when a place is.
  case random
  /// Whoever is free first, so that the fast do more: one queue for all.
  case workload
  /// Of those who are free when a whole panel is, the ones who know the question's topic best.
  case expertise
}
