import SandboxTestSupport
import Testing

@testable import Statistics

/// Real tables against R's irr 0.84.1, statsmodels, scikit-learn and the Python package krippendorff.
@Suite struct AgreementReferenceTests {
  private func expect(
    _ coefficient: AgreementCoefficient, of table: RatingTable, is reference: Double,
    within tolerance: Double = 1e-6, location: SourceLocation = #_sourceLocation
  ) throws {
    let value = try #require(table.agreement(coefficient), sourceLocation: location)
    #expect(
      abs(value - reference) < tolerance, "\(coefficient): \(value), not \(reference)",
      sourceLocation: location)
  }

  @Test(
    .enabled(if: SharedData.has("a02_irr")),
    arguments: [("anxiety", 3), ("video", 4)])
  func ratingsOfIrr(_ file: String, _ raters: Int) throws {
    let table = try RatingTable(shared: "a02_irr", file + ".csv", columns: 1..<(raters + 1))
    func reference(_ keys: String...) throws -> Double {
      switch keys.count {
      case 1: try SharedData.number("a02_irr", "reference.json", file, keys[0])
      default: try SharedData.number("a02_irr", "reference.json", file, keys[0], keys[1], keys[2])
      }
    }
    for metric in DistanceMetric.allCases {
      try expect(
        .krippendorffAlpha(metric), of: table, is: reference("alpha_\(metric.rawValue)"))
    }
    try expect(.fleissKappa, of: table, is: reference("fleiss"))
    let keys: [KappaWeights: String] = [
      .unweighted: "none", .linear: "linear", .quadratic: "quadratic",
    ]
    for weights in KappaWeights.allCases {
      for first in 0..<raters {
        for second in (first + 1)..<raters {
          try expect(
            .cohenKappa(first: first, second: second, weights: weights), of: table,
            is: reference("cohen_pairs", "\(first + 1)-\(second + 1)", keys[weights] ?? ""))
        }
      }
    }
  }

  @Test(.enabled(if: SharedData.has("a02_irr"))) func anxietyOfIrr() throws {
    let table = try RatingTable(shared: "a02_irr", "anxiety.csv", columns: 1..<4)
    let keys: [(AgreementCoefficient, String)] = [
      (.intraclass(.agreementSingle), "anxiety_icc_twoway_agreement"),
      (.intraclass(.oneWaySingle), "anxiety_icc_oneway"),
      (.intraclass(.consistencySingle), "anxiety_icc_consistency"),
    ]
    for (coefficient, key) in keys {
      try expect(
        coefficient, of: table, is: SharedData.number("a02_irr", "reference_r.json", key))
    }
    try expect(
      .kendallW, of: table,
      is: SharedData.number("a02_irr", "reference_r.json", "anxiety_kendall_W", "value"))
  }

  /// irr's own alpha, .4309, is wrong for complete data of more than two raters; the reference is
  /// krippendorff's .4334.
  @Test(.enabled(if: SharedData.has("a02_irr"))) func diagnosesOfFleiss() throws {
    let table = try RatingTable(shared: "a02_irr", "diagnoses.csv", columns: 1..<7)
    try expect(
      .fleissKappa, of: table,
      is: SharedData.number("a02_irr", "reference.json", "diagnoses", "fleiss"))
    try expect(
      .krippendorffAlpha(.nominal), of: table,
      is: SharedData.number("a02_irr", "reference.json", "diagnoses", "alpha_nominal"))
    for first in 0..<6 {
      for second in (first + 1)..<6 {
        try expect(
          .cohenKappa(first: first, second: second, weights: .unweighted), of: table,
          is: SharedData.number(
            "a02_irr", "reference.json", "diagnoses", "pairwise_cohen",
            "\(first + 1)-\(second + 1)"))
      }
    }
  }

  @Test(.enabled(if: SharedData.has("a02_irr"))) func visionOfTwoEyes() throws {
    let table = try RatingTable(shared: "a02_irr", "vision.csv", columns: 0..<2)
    for (weights, key) in [
      (KappaWeights.unweighted, "none"), (.linear, "linear"), (.quadratic, "quadratic"),
    ] {
      try expect(
        .cohenKappa(first: 0, second: 1, weights: weights), of: table,
        is: SharedData.number("a02_irr", "reference.json", "vision", key))
    }
  }

  /// The reference keeps the first of several labels that a worker gave an item.
  @Test(
    .enabled(if: SharedData.has("c01_ds1979_anesthetist")),
    arguments: [
      "c01_ds1979_anesthetist", "c03_snow_temporal", "c06_dog", "c09_weather_cf_amt",
      "c11_sentiment_sp_amt", "c14_sentiment_1k",
    ])
  func alphaOfCrowdLabels(_ folder: String) throws {
    let table = try RatingTable(sharedLabels: folder).keepingFirstReadings
    try expect(
      .krippendorffAlpha(.nominal), of: table,
      is: SharedData.number(folder, "reference.json", "krippendorff_alpha_nominal", "value"))
    try expect(
      .percentAgreement, of: table,
      is: SharedData.number(folder, "reference.json", "mean_pairwise_agreement"))
    if folder != "c09_weather_cf_amt" {  // Its items have 20 to 25 labels.
      try expect(
        .fleissKappa, of: table, is: SharedData.number(folder, "reference.json", "fleiss_kappa"))
    }
  }

  @Test(.enabled(if: SharedData.has("n01_snow_wordsim"))) func alphaOfWordSimilarity() throws {
    try expect(
      .krippendorffAlpha(.interval), of: RatingTable(sharedLabels: "n01_snow_wordsim"),
      is: SharedData.number("n01_snow_wordsim", "reference.json", "wordsim", "alpha_interval"))
  }

  @Test(.enabled(if: SharedData.has("j06_pandalm"))) func pandaLMsAnnotators() throws {
    let table = try RatingTable(shared: "j06_pandalm", "labels.csv", columns: 3..<6)
    for (first, second) in [(0, 1), (0, 2), (1, 2)] {
      try expect(
        .cohenKappa(first: first, second: second, weights: .unweighted), of: table,
        is: SharedData.number(
          "j06_pandalm", "reference.json", "cohen",
          "annotator\(first + 1)-annotator\(second + 1)"))
    }
    try expect(
      .fleissKappa, of: table, is: SharedData.number("j06_pandalm", "reference.json", "fleiss"))
    try expect(
      .krippendorffAlpha(.nominal), of: table,
      is: SharedData.number("j06_pandalm", "reference.json", "alpha_nominal"))
  }
}
