/// The crowd that can be asked.
///
/// A value: a replication copies it, and what changes in its people from answer to answer stays
/// inside the copy.
public struct AnnotatorPool: Sendable {
  /// An account: who answers, how busily, at what price.
  public struct Member: Sendable {
    /// Who answers.
    public var annotator: any Annotator
    /// How fast the person takes up work, relative to the others; > 0. Of a crowd that is paid by the
    /// answer, twice as fast is twice as many answers.
    public var activity: Double
    /// The person behind the account: accounts of the same person have the same luck.
    public var identity: Int
    /// What an answer costs in time and money compared with an ordinary person's.
    public var cost: Cost
    /// Whether it is an AI judge: asked at once, without shifts or tiredness.
    public var isAIJudge: Bool
    /// How well the person knows each topic, in 0...1, where routing by expertise asks; 0 for the others.
    public var expertise: [String: Double]

    /// Factors on the price and time of an answer.
    public struct Cost: Sendable, Hashable, Codable {
      /// On dollars, ≥ 0.
      public var dollars: Double
      /// On seconds, ≥ 0.
      public var seconds: Double
      /// As they stand, those of an ordinary person.
      public init(dollars: Double = 1, seconds: Double = 1) {
        self.dollars = dollars
        self.seconds = seconds
      }
    }

    /// Opens an account; the parameters are the properties of the same names.
    public init(
      annotator: any Annotator, activity: Double = 1, identity: Int = 0, cost: Cost = Cost(),
      isAIJudge: Bool = false, expertise: [String: Double] = [:]
    ) {
      precondition(activity > 0 && activity.isFinite, "an activity of \(activity)")
      self.annotator = annotator
      self.activity = activity
      self.identity = identity
      self.cost = cost
      self.isAIJudge = isAIJudge
      self.expertise = expertise
    }
  }

  /// The accounts, in a fixed order.
  public var members: [Member]

  /// A crowd of these accounts.
  public init(members: [Member]) { self.members = members }

  /// Tells everybody what responses are usually like.
  public mutating func learn(_ scale: UtilityScale) {
    for place in members.indices { members[place].annotator.learn(scale) }
  }
}
