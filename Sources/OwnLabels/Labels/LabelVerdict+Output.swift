import Aggregation
import PlainText

extension LabelVerdict {
  /// The verdict for programs, one object; all tasks and workers, with `null` where nothing is known.
  public var json: [UInt8] {
    JSONText.document { json in
      json.member("method", method)
      json.array("tasks") { json in
        for task in tasks { json.line { Self.write(task, to: &$0) } }
      }
      json.array("workers") { json in
        for worker in workers { json.line { write(worker, to: &$0) } }
      }
      json.member("log_likelihood", finding.logLikelihood)
      json.member("iterations", Double(finding.iterations))
      writeConfusion(to: &json)
      comparison?.write(to: &json)
      json.member("notes", notes)
    }
  }

  private static func write(_ task: TaskVerdict, to json: inout JSONText) {
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

  private func write(_ worker: WorkerVerdict, to json: inout JSONText) {
    json.member("worker", worker.worker)
    json.member("reliability", worker.reliability)
    json.member("low", worker.interval?.lowerBound)
    json.member("high", worker.interval?.upperBound)
    json.member("labels", Double(worker.labelCount))
    for parameter in finding.workerParameters where parameter.values.indices.contains(worker.index)
    {
      json.member(parameter.name.replacing(" ", with: "_"), parameter.values[worker.index])
    }
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
        [["task", "quality", "low", "high"]]
          + tasks.map {
            [$0.task, $0.quality, $0.interval?.lowerBound, $0.interval?.upperBound]
              .map(Self.cell)
          })
    }
    return CSVWriter.table(
      [["task", "label", "probability"]]
        + tasks.map { [$0.task, $0.label ?? "", Self.cell($0.probability)] })
  }

  private static func cell(_ value: Any?) -> String {
    switch value {
    case let text as String: text
    case let number as Double: "\(number)"
    default: ""
    }
  }
}
