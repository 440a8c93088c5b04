/// What speaks against a worker.
public struct Suspicion: Sendable, Hashable, Codable {
  /// Whom it is about.
  public var worker: Int
  /// The larger, the more suspicious; each defence says on what scale.
  public var score: Double
  /// How probably an honest worker looks at least as bad by chance; `nil` where the defence cannot say.
  public var pValue: Double?
  /// The share of honest workers to be expected among all who look at least as bad
  /// (``benjaminiHochberg(_:)``); `nil` where there is no p value.
  public var falseDiscoveryRate: Double?
  /// How many answers it rests on.
  public var evidenceCount: Int
  /// The evidence in a sentence, for the report and for the worker.
  public var reason: String

  /// Describes a suspicion; the parameters are the properties of the same names.
  public init(
    worker: Int, score: Double, pValue: Double? = nil, falseDiscoveryRate: Double? = nil,
    evidenceCount: Int, reason: String
  ) {
    self.worker = worker
    self.score = score
    self.pValue = pValue
    self.falseDiscoveryRate = falseDiscoveryRate
    self.evidenceCount = evidenceCount
    self.reason = reason
  }
}
