import Aggregation
import LabelFiles
import Randomness

/// What the defences against trolls have to say about the workers of a file.
struct SuspicionReport {
  /// What one defence says.
  struct Finding {
    /// The defence.
    var defence: String
    /// What its score is.
    var scale: String
    /// Scores of workers, the most suspicious first.
    var scores: [(worker: String, score: Double, isFlagged: Bool)]
    /// Those who are suspicious at a rate of false discovery of at most 5 %, with the evidence.
    var flagged: [(worker: String, rate: Double, reason: String)]
  }

  /// In order.
  let findings: [Finding]

  /// The share of honest workers among those flagged that is accepted.
  static let rate = 0.05

  /// Asks every defence that the labels allow.
  init(_ file: LabelFile, areRatings: Bool, seed: UInt64) throws {
    let stream = RandomStream(seed: seed).child("defences")
    if areRatings {
      let outliers = try RatingOutliers().suspicions(of: file.ratingTable(for: "--plot"))
      findings = [
        Self.finding("rating-outliers", "robust z score", outliers, names: file.workerNames)
      ]
      return
    }
    let table = try file.classTable()
    var findings: [Finding] = []
    if let suspicions = try? MajorityAgreement().suspicions(
      of: table, using: stream.child("majority-agreement"))
    {
      findings.append(
        Self.finding(
          "majority-agreement", "departs from the majority", suspicions,
          names: file.workerNames))
    }
    if let truth = file.trueClasses,
      let suspicions = try? GoldQuestion(gold: truth).suspicions(
        of: table, using: stream.child("gold"))
    {
      findings.append(
        Self.finding(
          "gold", "share of gold answered wrongly", suspicions,
          names: file.workerNames))
    }
    if file.workerNames.count <= Self.workerLimit,
      let pairs = try? CollusionTest().pairs(of: table, using: stream.child("collusion"))
    {
      findings.append(Self.collusion(pairs, names: file.workerNames))
    }
    self.findings = findings
  }

  /// The test of all pairs takes too long for larger crowds.
  private static let workerLimit = 2_000

  private static func finding(
    _ name: String, _ scale: String, _ suspicions: [Suspicion?], names: [String]
  ) -> Finding {
    let known = suspicions.compactMap(\.self).sorted { $0.score > $1.score }
    return Finding(
      defence: name, scale: scale,
      scores: known.map {
        (names[$0.worker], $0.score, ($0.falseDiscoveryRate ?? 1) <= Self.rate)
      },
      flagged: known.compactMap { suspicion in
        guard let rate = suspicion.falseDiscoveryRate, rate <= Self.rate else { return nil }
        return (names[suspicion.worker], rate, suspicion.reason)
      })
  }

  private static func collusion(_ pairs: [CollusionTest.Pair], names: [String]) -> Finding {
    let flagged = pairs.filter { $0.falseDiscoveryRate <= Self.rate }
    return Finding(
      defence: "collusion", scale: "", scores: [],
      flagged: flagged.map { pair in
        let expected = (pair.expectedAgreement * Double(pair.sharedCount)).rounded()
        return (
          "\(names[pair.first]) and \(names[pair.second])", pair.falseDiscoveryRate,
          "gave the same answer on \(pair.agreeingCount) of \(pair.sharedCount) shared tasks, where "
            + "about \(Int(expected)) were to be expected"
        )
      })
  }
}
