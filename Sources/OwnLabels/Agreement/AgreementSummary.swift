import LabelFiles
import PlainText
import Randomness
import Reports
import Statistics

/// How far the people behind a file of labels agree.
public struct AgreementSummary: Sendable {
  /// The labels.
  public let file: LabelFile
  /// What the labels were taken for.
  public let level: DistanceMetric
  /// Krippendorff's alpha with its interval; `nil` where it is undefined.
  public let alpha: Estimate?
  /// The other coefficients that the labels allow, in the order in which they are shown.
  public let others: [Coefficient]
  /// How far people agree on each task, in the order of the file.
  public let tasks: [TaskAgreement]
  /// How far each group agrees, where a column divides the labels into groups; otherwise empty.
  public let groups: [GroupAgreement]
  /// Who agrees with whom.
  public let raterPairs: RaterPairs
  /// What a reader should know, in sentences.
  public let notes: [String]
  /// The seed of the bootstrap.
  public let seed: UInt64

  /// One coefficient.
  public struct Coefficient: Sendable, Hashable {
    /// Its name in JSON.
    public var key: String
    /// Its name for people.
    public var title: String
    /// Its value, with an interval where there are not too many tasks for it; `nil` where it is
    /// undefined.
    public var estimate: Estimate?
  }

  /// Measures agreement; of several labels of a task by one worker the most frequent counts, unless the
  /// file says that each does.
  ///
  /// - Parameters:
  ///   - file: at least one label.
  ///   - level: `nil` goes by the name of the labels' column; else numbers that are not all whole are an
  ///     interval scale, and all other labels names.
  ///   - distance: of two labels, where each is a set.
  ///   - seed: decides the draws of the bootstrap.
  public init(
    of file: LabelFile, level: DistanceMetric? = nil, distance: SetDistance = .masi,
    seed: UInt64 = 1
  ) throws {
    let chosen = level ?? file.level
    // How often one worker says the same again is no agreement between people.
    let (decided, repeatNote) = file.decidingRepeats(
      byDefault: false, sharing: LabelFile.mostFrequentCounts)
    let counted = decided.sharesVotes ? decided.withOneLabelEach : decided
    let table = try Self.table(of: counted, level: chosen)
    let stream = RandomStream(seed: seed)
    self.file = file
    self.level = chosen
    self.seed = seed
    let draws = Self.resampleCount(for: file)
    try Self.requireTime(for: chosen, levelCount: table.levels.count)
    func estimate(
      _ coefficient: AgreementCoefficient, _ key: String, draws: Int, hasInterval: Bool
    ) -> Estimate? {
      let estimate =
        hasInterval
        ? table.agreementEstimate(
          coefficient, resampleCount: draws, using: stream.child(key))
        : table.agreement(coefficient).map {
          Estimate(mean: $0, interval: nil, count: table.unitCount)
        }
      // Labels near the largest number overflow when they are squared.
      return estimate.flatMap { $0.mean.isFinite ? $0 : nil }
    }
    let isSquare = table.levels.count > Self.squareLimit
    let ofSets = try decided.labelSeparator.flatMap { separator in
      try chosen == .nominal
        ? SetAgreement(counted, separator: separator, distance: distance) : nil
    }
    alpha =
      ofSets.map { $0.estimate(using: stream.child("krippendorff_alpha")) }
      ?? estimate(
        .krippendorffAlpha(chosen), "krippendorff_alpha", draws: draws,
        hasInterval: chosen != .ratio || !isSquare)
    others = Self.coefficients(of: table, level: chosen).map { key, title, coefficient in
      Coefficient(
        key: key, title: title,
        estimate: estimate(
          coefficient, key, draws: 1_000,
          hasInterval: file.taskNames.count <= Self.intervalLimit
            && !(key == "cohen_kappa" && isSquare)))
    }
    tasks = TaskAgreement.all(of: counted, level: chosen)
    groups = try GroupAgreement.all(of: counted, level: chosen, using: stream.child("groups"))
    raterPairs = RaterPairs(table.keepingFirstReadings, level: chosen)
    var notes = file.notes
    if level == nil {
      notes += [
        file.levelNote ?? "labels are taken as names (--level nominal)",
        Self.otherLevelNote(counted, chosen, alpha: alpha?.mean),
      ].compactMap(\.self)
    }
    if ofSets != nil {
      notes.append(
        "labels are sets: alpha takes their distance (\(distance.rawValue)), all else only whether two are "
          + "equal")
    }
    notes +=
      (repeatNote.map { [$0] } ?? []) + (file.groups?.notes ?? [])
      + Self.warnings(
        about: file, table, hasAlpha: alpha != nil, isOfNumbersOrRanks: chosen != .nominal)
    self.notes = notes
  }

  /// Alpha at another level, where the labels are numbers: as names, or of names as an interval scale.
  private static func otherLevelNote(
    _ file: LabelFile, _ level: DistanceMetric, alpha: Double?
  ) -> String? {
    let other: DistanceMetric = level == .nominal ? .interval : .nominal
    guard file.labelValues != nil, let alpha,
      let another = (try? table(of: file, level: other))?.agreement(.krippendorffAlpha(other)),
      another.isFinite
    else { return nil }
    return
      "alpha is \(NumberText.fixed(alpha, decimals: 3)) at the \(level.rawValue) level and would be "
      + "\(NumberText.fixed(another, decimals: 3)) at the \(other.rawValue) level"
  }

  /// How often the tasks of a file are drawn anew.
  static func resampleCount(for file: LabelFile) -> Int {
    min(1_000, max(200, drawLimit / max(1, file.taskNames.count)))
  }

  /// How many tasks all draws of the bootstrap have together: of very many tasks fewer draws will do.
  private static let drawLimit = 50_000_000

  /// Above so many tasks all coefficients but alpha go without intervals, which would be tiny.
  private static let intervalLimit = 20_000

  /// Above so many levels what takes time in their square goes without an interval.
  private static let squareLimit = 300

  /// Above so many levels what takes time in their square is refused.
  static let levelLimit = 20_000

  private static func requireTime(
    for level: DistanceMetric, levelCount: Int
  ) throws(InvalidLabelFile) {
    guard level == .ratio, levelCount > levelLimit else { return }
    throw .option(
      "--level ratio",
      "takes time in the square of how many different numbers there are: \(levelCount), but at most "
        + "\(levelLimit) are allowed", fix: "round the numbers, or use --level interval")
  }

  static func table(of file: LabelFile, level: DistanceMetric) throws -> RatingTable {
    guard level == .nominal else {
      let option = "--level \(level.rawValue)"
      let table = try file.ratingTable(for: option)
      if level == .ratio, let least = table.levels.first, least < 0 {
        throw InvalidLabelFile.option(
          option, "needs numbers of at least 0, but a label is \(least)",
          fix: "use --level interval")
      }
      return table
    }
    return try RatingTable(
      (0..<file.count).map {
        Rating(
          unit: Int(file.tasks[$0]), rater: Int(file.workers[$0]), value: Double(file.labels[$0]))
      }, unitCount: file.taskNames.count, raterCount: file.workerNames.count)
  }

  private static func coefficients(
    of table: RatingTable, level: DistanceMetric
  ) -> [(String, String, AgreementCoefficient)] {
    var list: [(String, String, AgreementCoefficient)] = [
      ("fleiss_kappa", "Fleiss' kappa", .fleissKappa),
      ("percent", "share of agreeing pairs", .percentAgreement),
      ("gwet_ac1", "Gwet's AC1", .gwetAC1),
    ]
    if table.raterCount == 2, table.levels.count <= levelLimit {
      list.append(
        (
          "cohen_kappa",
          "Cohen's kappa" + (level == .nominal ? "" : ", \(level.kappaWeights.rawValue)"),
          .cohenKappa(first: 0, second: 1, weights: level.kappaWeights)
        ))
    }
    if level == .interval || level == .ratio {
      list += [
        ("icc_2_1", "ICC(2,1), severity counts", .intraclass(.agreementSingle)),
        ("icc_3_1", "ICC(3,1), severity does not", .intraclass(.consistencySingle)),
      ]
    }
    if level != .nominal {
      list += [
        (
          "gwet_ac2", "Gwet's AC2, \(level.kappaWeights.rawValue)", .gwetAC2(level.kappaWeights)
        ),
        ("kendall_w", "Kendall's W", .kendallW),
      ]
    }
    return list
  }

  private static func warnings(
    about file: LabelFile, _ table: RatingTable, hasAlpha: Bool, isOfNumbersOrRanks: Bool
  ) -> [String] {
    var notes: [String] = []
    let sizes = (0..<table.unitCount).map { table.starts[$0 + 1] - table.starts[$0] }
    let single = sizes.count { $0 < 2 }
    if file.workerNames.count == 1 {
      notes.append("there is one worker: agreement is undefined")
    } else if single == sizes.count {
      notes.append("no task has labels of two workers: agreement is undefined")
    } else if file.labelNames.count == 1 {
      notes.append(
        "all labels are \(Excerpt.of(file.labelNames[0])): agreement beyond chance is undefined")
    } else if !hasAlpha {
      notes.append("all labels that can be paired are equal: alpha is undefined")
    } else if single > 0 {
      notes.append(
        "\(NumberText.counted(single, "task")) with one label alone "
          + "\(single == 1 ? "says" : "say") nothing about agreement")
    }
    if let least = sizes.min(), let most = sizes.max(), least < most {
      notes.append(
        "tasks have from \(least) to \(most) labels: Fleiss' kappa is the generalised one, which weighs "
          + "every task alike")
    }
    let complete = sizes.count { $0 >= table.raterCount }
    if isOfNumbersOrRanks, complete < sizes.count {
      notes.append(
        "intraclass correlations and Kendall's W rest on the \(NumberText.counted(complete, "task")) of "
          + "\(sizes.count) that every worker labelled")
    }
    if file.workerNames.count > RaterPairs.raterLimit {
      notes.append(
        "pairs of workers: only the \(RaterPairs.raterLimit) with the most labels are looked at")
    }
    return notes
  }
}
