import Aggregation
import PlainText
import Reports

extension LabelResult {
  /// The verdict for programs, one object; all tasks and workers, with `null` where nothing is known.
  public var json: [UInt8] {
    JSONText.document { json in
      json.member("method", method)
      json.array("tasks") { json in
        for task in tasks {
          json.line { json in
            Self.write(task, to: &json)
            writeGroups(of: task.index, to: &json)
          }
        }
      }
      if !groups.isEmpty {
        json.array("groups") { json in
          for group in groups {
            json.line { json in
              json.member("group", group.group)
              json.member("workers", Double(group.workerCount))
              json.member("labels", Double(group.labelCount))
              json.member("agreement", group.agreement?.mean)
              json.member("low", group.agreement?.low)
              json.member("high", group.agreement?.high)
            }
          }
        }
      }
      json.array("workers") { json in
        let parameters = finding.workerParameters.map { parameter in
          (name: parameter.name.replacing(" ", with: "_"), values: parameter.values)
        }
        for worker in workers {
          json.line { json in
            Self.write(worker, to: &json)
            for (name, values) in parameters where values.indices.contains(worker.index) {
              json.member(name, values[worker.index])
            }
          }
        }
      }
      json.member("log_likelihood", finding.logLikelihood)
      json.member("iterations", Double(finding.iterations))
      writeConfusion(to: &json)
      comparison?.write(to: &json)
      json.member("notes", notes)
    }
  }

  /// What each group says about a task.
  private func writeGroups(of task: Int, to json: inout JSONText) {
    guard !groups.isEmpty else { return }
    json.member("groups") { json in
      json.object { json in
        for group in groups {
          switch group.answers[task] {
          case .label(let label)?: json.member(group.group, file.labelNames[label])
          case .mean(let mean)?: json.member(group.group, mean)
          case nil: json.member(group.group, nil as Double?)
          }
        }
      }
    }
  }

  private static func write(_ task: TaskEstimate, to json: inout JSONText) {
    json.member("task", task.task)
    if let quality = task.quality {
      json.member("label", quality)
      json.member("probability", nil as Double?)
      json.member("low", task.interval?.lowerBound)
      json.member("high", task.interval?.upperBound)
    } else if let label = task.label {
      json.member("label", label)
      json.member("probability", task.probability)
    } else {
      json.member("label", nil as Double?)
      json.member("probability", nil as Double?)
    }
  }

  private static func write(_ worker: WorkerVerdict, to json: inout JSONText) {
    json.member("worker", worker.worker)
    json.member("reliability", worker.reliability)
    json.member("low", worker.interval?.lowerBound)
    json.member("high", worker.interval?.upperBound)
    json.member("labels", Double(worker.labelCount))
  }

  private func writeConfusion(to json: inout JSONText) {
    guard let matrices = confusions, !matrices.isEmpty else { return }
    json.member("classes", file.labelOrder.map { file.labelNames[$0] })
    json.array("confusion") { json in
      for (worker, matrix) in matrices {
        json.line { json in
          json.member("worker", file.workerNames[worker])
          json.array("matrix") { json in
            for row in matrix {
              json.array { json in
                for share in row { json.value(share) }
              }
            }
          }
        }
      }
    }
  }

  /// P(label | class) of each worker, classes in the order of ``LabelFile/labelOrder``; `nil` where the
  /// method has none.
  var confusions: [(worker: Int, matrix: [[Double]])]? {
    guard case .classes(let estimate) = finding, let confusion = estimate.confusion else {
      return nil
    }
    let (count, order) = (estimate.classCount, file.labelOrder)
    return workers.map(\.index).map { worker in
      (
        worker,
        order.map { truth in
          order.map { confusion[(worker * count + truth) * count + $0] }
        }
      )
    }
  }

  /// The tasks as a table of comma-separated values: `task,label,probability`, or of ratings
  /// `task,quality,low,high`.
  public var csv: String {
    if case .quality = finding {
      return CSVWriter.table(
        [["task", "quality", "low", "high"] + groups.map { "mean_\($0.group)" }]
          + tasks.map { task in
            [task.task, task.quality, task.interval?.lowerBound, task.interval?.upperBound]
              .map(Self.cell) + groups.map { text($0.answers[task.index]) ?? "" }
          })
    }
    return CSVWriter.table(
      [["task", "label", "probability"] + groups.map { "label_\($0.group)" }]
        + tasks.map { task in
          [task.task, task.label ?? "", Self.cell(task.probability)]
            + groups.map { text($0.answers[task.index]) ?? "" }
        })
  }

  /// What a group says about a task, as a text; `nil` where it says nothing.
  public func text(_ answer: GroupVerdict.Answer?, decimals: Int? = nil) -> String? {
    switch answer {
    case .label(let label)?: file.labelNames[label]
    case .mean(let mean)?: decimals.map { NumberText.fixed(mean, decimals: $0) } ?? "\(mean)"
    case nil: nil
    }
  }

  private static func cell(_ value: Any?) -> String {
    switch value {
    case let text as String: text
    case let number as Double: "\(number)"
    default: ""
    }
  }
}
