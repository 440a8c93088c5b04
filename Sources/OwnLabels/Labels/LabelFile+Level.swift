import Aggregation
import LabelFiles
import PlainText
import Statistics

extension LabelFile {
  /// The file with its labels taken for something.
  ///
  /// - Parameters:
  ///   - level: `nil` leaves it to the file.
  ///   - method: a method that was asked for, which the level must fit.
  func taken(at level: DistanceMetric?, for method: String?) throws -> LabelFile {
    var file = self
    if let level {
      if level != .nominal { try requireNumbers(for: "--level \(level.rawValue)") }
      if let method, let isClasses = try? TruthMethod.named(method).isClasses,
        isClasses != (level == .nominal)
      {
        throw InvalidLabelFile.option(
          "--level \(level.rawValue)",
          "says nothing to \(method), which takes labels as \(isClasses ? "names" : "numbers")",
          fix: "leave one of the two out")
      }
      file.scale = LabelScale(rawValue: level.rawValue)
    }
    return file
  }

  /// What a reader should know about what the labels are taken for; `nil` where that is plain.
  var levelNote: String? {
    guard labelValues != nil, labelNames.count > 1 else { return nil }
    let named = labelColumn.flatMap { LabelScale(columnNamed: $0) }
    if let labelColumn, named != nil {
      return "the labels are taken \(levelWords), as their column \(Excerpt.of(labelColumn)) says; "
        + "--level names another"
    }
    if scale != nil {
      return
        "the labels are taken \(levelWords), because they are percentages; --level names another"
    }
    return level == .nominal
      ? "the labels are whole numbers and are taken as names; if they are ratings, write --level ordinal"
      : "the labels are taken \(levelWords), because not all are whole numbers; --level names another"
  }

  private var levelWords: String {
    switch level {
    case .nominal: "as names"
    case .ordinal: "as an ordinal scale"
    case .interval: "as an interval scale"
    case .ratio: "as a ratio scale"
    }
  }
}
