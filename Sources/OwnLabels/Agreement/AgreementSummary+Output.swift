import LabelFiles
import Statistics

extension AgreementSummary {
  /// The numbers for programs, one object, with `null` where a coefficient is undefined.
  public var json: [UInt8] {
    JSONText.document { json in
      json.member("krippendorff_alpha", alpha?.mean)
      for other in others.prefix(2) { json.member(other.key, other.estimate?.mean) }
      json.member("low", alpha?.low)
      json.member("high", alpha?.high)
      json.member("level", level.rawValue)
      for other in others.dropFirst(2) { json.member(other.key, other.estimate?.mean) }
      json.member("tasks", Double(file.taskNames.count))
      json.member("workers", Double(file.workerNames.count))
      json.member("labels", Double(file.count))
      json.array("pairs") { json in
        for pair in raterPairs.pairs {
          json.line { json in
            json.member("first", file.workerNames[pair.first])
            json.member("second", file.workerNames[pair.second])
            json.member("shared", Double(pair.sharedCount))
            json.member("agreement", pair.agreement)
            json.member("kappa", pair.kappa)
          }
        }
      }
      json.member("notes", notes)
    }
  }
}
