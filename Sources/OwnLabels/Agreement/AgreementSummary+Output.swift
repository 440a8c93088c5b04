import LabelFiles
import PlainText
import Statistics

extension AgreementSummary {
  /// The numbers for programs, one object, with `null` where a coefficient is undefined.
  public var json: String {
    let coefficients = others.map { JSON.Member($0.key, .number($0.estimate?.mean)) }
    return JSON.object(["krippendorff_alpha": .number(alpha?.mean)])
      .adding(Array(coefficients.prefix(2)))
      .adding([
        "low": .number(alpha?.low), "high": .number(alpha?.high), "level": .text(level.rawValue),
      ])
      .adding(Array(coefficients.dropFirst(2)))
      .adding([
        "tasks": .number(file.taskNames.count), "workers": .number(file.workerNames.count),
        "labels": .number(file.count),
        "groups": groups.isEmpty ? nil : .array(groups.map(\.json)),
        "items": .array(
          tasks.map { task in
            [
              "task": .text(file.taskNames[task.task]), "labels": .number(task.labelCount),
              "agreement": .number(task.agreement),
              "commonest_label": .text(file.labelNames[task.commonest]),
              "commonest_share": .number(task.commonestShare),
              "standard_deviation": .number(task.deviation),
            ]
          }),
        "pairs": .array(
          raterPairs.pairs.map { pair in
            [
              "first": .text(file.workerNames[pair.first]),
              "second": .text(file.workerNames[pair.second]),
              "shared": .number(pair.sharedCount), "agreement": .number(pair.agreement),
              "kappa": .number(pair.kappa),
            ]
          }),
        "notes": .array(notes.map(JSON.text)),
      ]).text(.records) + "\n"
  }
}

extension GroupAgreement {
  fileprivate var json: JSON {
    [
      "group": .text(group), "workers": .number(workerCount), "tasks": .number(taskCount),
      "labels": .number(labelCount),
      "within": .number(within?.mean), "within_low": .number(within?.low),
      "within_high": .number(within?.high),
      "across": .number(across?.mean), "across_low": .number(across?.low),
      "across_high": .number(across?.high),
    ]
  }
}
