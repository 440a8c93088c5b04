/// The form of a question, as questions carry it: a ``FeedbackChannel``, equal and coded by its name.
///
/// All are ways of voicing the same opinion of the same responses, so that they can be compared at
/// equal cost.
public struct Channel: RawRepresentable, Sendable, Hashable, Codable, CaseIterable {
  /// What the form is.
  public let part: any FeedbackChannel.Type

  /// A form of question, one of ``Channels`` or not.
  public init(_ part: any FeedbackChannel.Type) { self.part = part }

  /// The form of a name among ``Channels``; `nil` if there is none.
  public init?(rawValue: String) {
    guard let part = Channels.all.first(where: { $0.name == rawValue }) else { return nil }
    self.part = part
  }

  /// The name, as scenarios and tables of answers write it.
  public var rawValue: String { part.name }
  /// What answers are like.
  public var form: Answer.Form { part.form }
  /// How many responses a question shows, or `nil` for as many as it is told.
  public var itemCount: Int? { part.itemCount }

  /// The forms that ship, in the order of ``Channels``.
  public static var allCases: [Channel] { Channels.all.map { Channel($0) } }
}
