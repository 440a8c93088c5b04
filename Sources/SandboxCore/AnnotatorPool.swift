/// The crowd that can be asked.
///
/// A value: a replication copies it, and what changes in its people from answer to answer stays
/// inside the copy.
public struct AnnotatorPool: Sendable {
  /// A person, and how much of the work falls to them.
  public struct Member: Sendable {
    /// Who answers.
    public var annotator: any Annotator
    /// How often the person is asked, relative to the others; > 0.
    public var activity: Double

    /// Adds a weight of activity to a person.
    public init(annotator: any Annotator, activity: Double = 1) {
      precondition(activity > 0 && activity.isFinite, "an activity of \(activity)")
      self.annotator = annotator
      self.activity = activity
    }
  }

  /// The people, in a fixed order.
  public var members: [Member]

  /// A crowd of these people.
  public init(members: [Member]) { self.members = members }
}
