import Foundation

/// `ranking`: several in order, the best first.
public enum RankingChannel: FeedbackChannel {
  /// `ranking`
  public static let name = "ranking"
  /// What is asked.
  public static let summary = "Several in order, the best first (feedback.ranking_size)."
  /// An order.
  public static let form = Answer.Form.ranking
  /// As many as it is told.
  public static let itemCount: Int? = nil
  /// 4 · k · log₂ k: the comparisons of a sort.
  public static func secondsOfDeciding(itemCount: Int) -> Double {
    4 * Double(itemCount) * log2(Double(itemCount))
  }
  /// An order.
  public static func answer(by person: inout some Respondent) -> Answer { .ranking(person.order()) }
}

extension Channel {
  /// ``RankingChannel``
  public static let ranking = Channel(RankingChannel.self)
}
