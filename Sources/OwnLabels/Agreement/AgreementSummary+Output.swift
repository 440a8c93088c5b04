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
      if !groups.isEmpty {
        json.array("groups") { json in
          for group in groups { json.line { Self.write(group, to: &$0) } }
        }
      }
      json.array("items") { json in
        for task in tasks {
          json.line { json in
            json.member("task", file.taskNames[task.task])
            json.member("labels", Double(task.labelCount))
            json.member("agreement", task.agreement)
            json.member("commonest_label", file.labelNames[task.commonest])
            json.member("commonest_share", task.commonestShare)
            json.member("standard_deviation", task.deviation)
          }
        }
      }
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

  private static func write(_ group: GroupAgreement, to json: inout JSONText) {
    json.member("group", group.group)
    json.member("workers", Double(group.workerCount))
    json.member("tasks", Double(group.taskCount))
    json.member("labels", Double(group.labelCount))
    for (key, estimate) in [("within", group.within), ("across", group.across)] {
      json.member(key, estimate?.mean)
      json.member("\(key)_low", estimate?.low)
      json.member("\(key)_high", estimate?.high)
    }
  }
}
